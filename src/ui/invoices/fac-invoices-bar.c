/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoices-bar.h"

#include "fac-advances-page.h"
#include "fac-advances.h"
#include "fac-cancellations-page.h"
#include "fac-notice-bar.h"
#include "fac-page-host.h"

#include <glib/gi18n.h>

struct _FacInvoicesBar
{
  GtkWidget parent_instance;

  FacNoticeBar *cancellations;
  FacNoticeBar *advances;
  FacWorkspace *workspace;
  GCancellable *cancellable;
  gboolean      loading;
  gboolean      again;
};

G_DEFINE_FINAL_TYPE (FacInvoicesBar, fac_invoices_bar, GTK_TYPE_WIDGET)

static void load (FacInvoicesBar *self);

/* ---- what is said ---------------------------------------------------------------------------- */

static void
show_cancellations (FacInvoicesBar *self, const GPtrArray *watched)
{
  guint moving = 0, undone = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < watched->len; i++)
    {
      const FacWatchedState state = ((FacWatchedCancellation *) watched->pdata[i])->state;

      if (fac_watched_is_moving (state))
        moving++;
      else if (state != FAC_WATCHED_QUEUED)
        undone++;
    }
  if (undone > 0)
    text = g_strdup_printf (ngettext ("%u document was not cancelled, though you asked for it.",
                                      "%u documents were not cancelled, though you asked for it.",
                                      undone), undone);
  else if (moving > 0)
    text = g_strdup_printf (ngettext ("%u cancellation waits for the SAT or the receiver.",
                                      "%u cancellations wait for the SAT or the receiver.",
                                      moving), moving);
  fac_notice_bar_say (self->cancellations, text, text != NULL ? _("_Show") : NULL,
                      text != NULL ? "invoices-bar.cancellations" : NULL);
}

static void
show_advances (FacInvoicesBar *self, guint n)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u advance is not taken by an invoice yet.",
                               "%u advances are not taken by an invoice yet.", n), n);

  fac_notice_bar_say (self->advances, n > 0 ? text : NULL, n > 0 ? _("_Show") : NULL,
                      n > 0 ? "invoices-bar.advances" : NULL);
}

/* ---- reading --------------------------------------------------------------------------------- */

static void
loaded (FacInvoicesBar *self)
{
  self->loading = FALSE;
  if (self->again && self->workspace != NULL)
    load (self);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicesBar) self = data;
  g_autoptr (GPtrArray) open = fac_workspace_get_open_advances_finish (FAC_WORKSPACE (source),
                                                                       result, NULL);

  if (open != NULL && self->workspace != NULL)
    show_advances (self, open->len);
  loaded (self);
}

static void
on_watched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicesBar) self = data;
  g_autoptr (GPtrArray) watched = fac_workspace_get_cancellations_finish (FAC_WORKSPACE (source),
                                                                          result, NULL);

  if (self->workspace == NULL)
    return;
  if (watched != NULL)
    show_cancellations (self, watched);
  fac_workspace_get_open_advances_async (self->workspace, NULL, self->cancellable, on_open,
                                         g_object_ref (self));
}

static void
load (FacInvoicesBar *self)
{
  self->again = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  fac_workspace_get_cancellations_async (self->workspace, self->cancellable, on_watched,
                                         g_object_ref (self));
}

static void
on_workspace_changed (FacWorkspace *workspace, FacEntity entity, const char *id,
                      FacInvoicesBar *self)
{
  if ((entity == FAC_ENTITY_INVOICE || entity == FAC_ENTITY_OUTBOX)
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
act_cancellations (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_page_push (widget, fac_cancellations_page_new (FAC_INVOICES_BAR (widget)->workspace));
}

static void
act_advances (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_page_push (widget, fac_advances_page_new (FAC_INVOICES_BAR (widget)->workspace));
}

static void
fac_invoices_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (fac_invoices_bar_parent_class)->map (widget);
  load (FAC_INVOICES_BAR (widget));
}

static void
fac_invoices_bar_dispose (GObject *object)
{
  FacInvoicesBar *self = FAC_INVOICES_BAR (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (fac_invoices_bar_parent_class)->dispose (object);
}

static void
fac_invoices_bar_class_init (FacInvoicesBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_invoices_bar_dispose;
  widget_class->map = fac_invoices_bar_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_install_action (widget_class, "invoices-bar.cancellations", NULL,
                                   act_cancellations);
  gtk_widget_class_install_action (widget_class, "invoices-bar.advances", NULL, act_advances);
}

static void
fac_invoices_bar_init (FacInvoicesBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->cancellable = g_cancellable_new ();
  self->cancellations = FAC_NOTICE_BAR (fac_notice_bar_new ());
  self->advances = FAC_NOTICE_BAR (fac_notice_bar_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->cancellations), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->advances), GTK_WIDGET (self));
}

GtkWidget *
fac_invoices_bar_new (FacWorkspace *workspace)
{
  FacInvoicesBar *self = g_object_new (FAC_TYPE_INVOICES_BAR, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self, 0);
  return GTK_WIDGET (self);
}
