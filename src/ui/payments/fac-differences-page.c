/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-differences-page.h"

#include "fac-document-opening.h"
#include "fac-money.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define SETTLE_MS 100 /* a burst of changes is followed by one look */

struct _FacDifferencesPage
{
  FacPage parent_instance;

  GtkListBox   *list;
  GtkStack     *stack;
  GCancellable *looking;
  guint         settle_timer;
};

G_DEFINE_FINAL_TYPE (FacDifferencesPage, fac_differences_page, FAC_TYPE_PAGE)

static FacWorkspace *
workspace_of (FacDifferencesPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* ---- words ----------------------------------------------------------------------------------- */

const char *
fac_differences_words (const FacOpenInvoice *open)
{
  if (fac_decimal_sign (fac_open_invoice_gap (open)) < 0)
    return _("The service knows of payments that are not on this computer. Fetch what is new (F5); if they do not come,"
             " look for them at the service. Until then what it says is what is owed.");
  return _("A payment or credit note that is here does not count for the service. Open the invoice and look at what"
           " takes off its balance; if one is cancelled, fetch what is new (F5).");
}

char *
fac_differences_figures (const FacOpenInvoice *open)
{
  const guint decimals = fac_currency_decimals (open->currency);
  g_autofree char *here = fac_money_format (fac_money (fac_decimal_round (open->explained, decimals,
                                                                          FAC_ROUND_HALF_UP),
                                                       open->currency));
  g_autofree char *there = fac_money_format (fac_money (fac_decimal_round (open->told, decimals,
                                                                           FAC_ROUND_HALF_UP),
                                                        open->currency));

  /* Translators: two amounts: what is left to be paid of an invoice by the documents here, and as the service says */
  return g_strdup_printf (_("By the documents here %1$s is owed, the service says %2$s"), here, there);
}

/* ---- list ------------------------------------------------------------------------------------ */

static void
add_row (FacDifferencesPage *self, const FacOpenInvoice *open)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *folio = fac_open_invoice_folio (open);
  const char *name = fac_text_is_empty (open->customer_name) ? _("Without customer")
                                                             : open->customer_name;
  g_autofree char *title = g_strdup_printf ("%s · %s", folio, name);
  g_autofree char *figures = fac_differences_figures (open);
  g_autofree char *detail = g_strconcat (figures, "\n", fac_differences_words (open), NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (open->id), g_free);
  gtk_list_box_append (self->list, row);
}

static void
on_row_activated (FacDifferencesPage *self, GtkListBoxRow *row)
{
  fac_document_push_id (GTK_WIDGET (self), workspace_of (self),
                        g_object_get_data (G_OBJECT (row), "id"));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacDifferencesPage) self = data;
  g_autoptr (GPtrArray) list = fac_workspace_get_balances_finish (FAC_WORKSPACE (source), result,
                                                                  NULL);
  GtkWidget *child;

  if (list == NULL || self->looking == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < list->len; i++)
    add_row (self, list->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, list->len > 0 ? "list" : "none");
}

static gboolean
on_settled (gpointer data)
{
  FacDifferencesPage *self = data;

  self->settle_timer = 0;
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  fac_workspace_get_differences_async (workspace_of (self), self->looking, on_found,
                                       g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
on_workspace_changed (FacWorkspace *workspace, FacEntity entity, const char *id,
                      FacDifferencesPage *self)
{
  if (entity == FAC_ENTITY_INVOICE && self->settle_timer == 0)
    self->settle_timer = g_timeout_add (SETTLE_MS, on_settled, self);
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_differences_page_dispose (GObject *object)
{
  FacDifferencesPage *self = FAC_DIFFERENCES_PAGE (object);

  g_clear_handle_id (&self->settle_timer, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  G_OBJECT_CLASS (fac_differences_page_parent_class)->dispose (object);
}

static GtkWidget *
make_list (FacDifferencesPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Differences with the service"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->list));
  gtk_widget_add_css_class (clamp, "editor-form");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

static GtkWidget *
make_none (void)
{
  return g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "emblem-ok-symbolic", "title",
                       _("No Differences"), "description",
                       _("The service says the same balances as the documents on this computer."),
                       NULL);
}

static void
fac_differences_page_constructed (GObject *object)
{
  FacDifferencesPage *self = FAC_DIFFERENCES_PAGE (object);

  G_OBJECT_CLASS (fac_differences_page_parent_class)->constructed (object);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, make_none (), "none");
  g_object_set (self, "content", self->stack, "title", _("Differences with the Service"), NULL);
  g_signal_connect_object (workspace_of (self), "changed", G_CALLBACK (on_workspace_changed), self,
                           0);
  on_settled (self);
}

static void
fac_differences_page_class_init (FacDifferencesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = fac_differences_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = fac_differences_page_dispose;
}

static void
fac_differences_page_init (FacDifferencesPage *self)
{
}

FacPage *
fac_differences_page_new (FacWorkspace *workspace)
{
  return g_object_new (FAC_TYPE_DIFFERENCES_PAGE, "workspace", workspace, NULL);
}
