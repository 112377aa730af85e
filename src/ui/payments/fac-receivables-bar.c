/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-receivables-bar.h"

#include "fac-money.h"
#include "fac-notice-bar.h"
#include "fac-payment-deadline.h"
#include "fac-ui-text.h"
#include "fac-wrap-box.h"

#include <glib/gi18n.h>

#define SETTLE_MS 100 /* a burst of changes is followed by one look */

struct _FacReceivablesBar
{
  GtkBox parent_instance;

  FacWorkspace *workspace;
  GtkWidget    *sums;
  FacNoticeBar *deposits;
  FacNoticeBar *differences;
  GCancellable *looking;
  guint         settle_timer;
};

G_DEFINE_FINAL_TYPE (FacReceivablesBar, fac_receivables_bar, GTK_TYPE_BOX)

/* ---- what is shown --------------------------------------------------------------------------- */

static const char *
age_words (guint age)
{
  static const char *const words[FAC_N_AGES] = {
    N_("0 to 30 days"), N_("31 to 60 days"), N_("61 to 90 days"), N_("More than 90 days"),
  };

  return _(words[age]);
}

static GtkWidget *
make_figure (const char *caption, const char *amount, gboolean large)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *first = gtk_label_new (caption);
  GtkWidget *second = gtk_label_new (amount);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_widget_add_css_class (first, "caption");
  gtk_widget_add_css_class (first, "dim-label");
  gtk_widget_add_css_class (second, "numeric");
  gtk_widget_add_css_class (second, large ? "title-3" : "heading");
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static void
add_currency (FacReceivablesBar *self, const FacReceivable *one)
{
  GtkWidget *line = g_object_new (FAC_TYPE_WRAP_BOX, "spacing", 8, NULL);
  g_autofree char *whole = fac_money_format (fac_money (fac_receivable_sum (one), one->currency));

  fac_wrap_box_append (FAC_WRAP_BOX (line), make_figure (_("Owed"), whole, TRUE));
  for (guint age = 0; age < FAC_N_AGES; age++)
    {
      g_autofree char *amount = fac_money_format (fac_money (one->due[age], one->currency));

      if (one->count[age] > 0)
        fac_wrap_box_append (FAC_WRAP_BOX (line), make_figure (age_words (age), amount, FALSE));
    }
  gtk_box_append (GTK_BOX (self->sums), line);
}

static void
show_deposits (FacReceivablesBar *self, const FacReceivables *sums)
{
  const FacOrganization *organization = fac_workspace_get_organization (self->workspace);
  const gint64 deadline = sums->first_paid_at != 0
                            ? fac_payment_deadline (organization, sums->first_paid_at) : 0;
  const gint64 now = fac_clock_now (fac_workspace_get_clock (self->workspace));
  g_autofree char *day = fac_ui_date (fac_payment_noon (organization, deadline));
  g_autofree char *text = NULL;

  if (sums->n_deposits > 0 && deadline != 0 && deadline < now)
    /* Translators: %2$s is a day: "5 Dec 2026" */
    text = g_strdup_printf (ngettext ("%1$u payment has no complement: it was due by %2$s",
                                      "%1$u payments have no complement: the first was due by %2$s",
                                      sums->n_deposits), sums->n_deposits, day);
  else if (sums->n_deposits > 0)
    text = g_strdup_printf (ngettext ("%1$u payment has no complement yet: it is due by %2$s",
                                      "%1$u payments have no complement yet: the first is due by %2$s",
                                      sums->n_deposits), sums->n_deposits, day);
  fac_notice_bar_say (self->deposits, text, text != NULL ? _("_Show") : NULL,
                      text != NULL ? "receivables.deposits" : NULL);
}

static void
show_differences (FacReceivablesBar *self, guint n)
{
  g_autofree char *text = n == 0 ? NULL :
      g_strdup_printf (ngettext ("Of %u invoice the service says another balance than the payments here come to.",
                                 "Of %u invoices the service says another balance than the payments here come to.",
                                 n), n);

  fac_notice_bar_say (self->differences, text, text != NULL ? _("_Differences") : NULL,
                      text != NULL ? "receivables.differences" : NULL);
}

static void
show_sums (FacReceivablesBar *self, const FacReceivables *sums)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->sums)) != NULL)
    gtk_box_remove (GTK_BOX (self->sums), child);
  for (guint i = 0; i < sums->currencies->len; i++)
    add_currency (self, &g_array_index (sums->currencies, FacReceivable, i));
  gtk_widget_set_visible (self->sums, sums->currencies->len > 0);
  show_deposits (self, sums);
  show_differences (self, sums->n_differences);
}

/* ---- looking --------------------------------------------------------------------------------- */

static void
on_receivables (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacReceivablesBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacReceivables) sums =
      fac_workspace_get_receivables_finish (FAC_WORKSPACE (source), result, &error);

  if (sums != NULL && self->workspace != NULL)
    show_sums (self, sums);
}

static gboolean
on_settled (gpointer data)
{
  FacReceivablesBar *self = data;

  self->settle_timer = 0;
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  fac_workspace_get_receivables_async (self->workspace, self->looking, on_receivables,
                                       g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
on_workspace_changed (FacWorkspace *workspace, FacEntity entity, const char *id,
                      FacReceivablesBar *self)
{
  if (entity == FAC_ENTITY_INVOICE && self->settle_timer == 0)
    self->settle_timer = g_timeout_add (SETTLE_MS, on_settled, self);
}

static void
fac_receivables_bar_dispose (GObject *object)
{
  FacReceivablesBar *self = FAC_RECEIVABLES_BAR (object);

  g_clear_handle_id (&self->settle_timer, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_receivables_bar_parent_class)->dispose (object);
}

static void
fac_receivables_bar_class_init (FacReceivablesBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_receivables_bar_dispose;
}

static void
fac_receivables_bar_init (FacReceivablesBar *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->deposits = FAC_NOTICE_BAR (fac_notice_bar_new ());
  self->sums = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->differences = FAC_NOTICE_BAR (fac_notice_bar_new ());
  gtk_widget_add_css_class (self->sums, "list-toolbar");
  gtk_widget_set_visible (self->sums, FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->deposits));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->differences));
  gtk_box_append (GTK_BOX (self), self->sums);
}

GtkWidget *
fac_receivables_bar_new (FacWorkspace *workspace)
{
  FacReceivablesBar *self = g_object_new (FAC_TYPE_RECEIVABLES_BAR, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self, 0);
  on_settled (self);
  return GTK_WIDGET (self);
}
