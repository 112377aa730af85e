/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-advances-page.h"

#include "fac-advances.h"
#include "fac-invoice-editor.h"
#include "fac-money.h"
#include "fac-page-host.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacAdvancesPage
{
  FacRowsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (FacAdvancesPage, fac_advances_page, FAC_TYPE_ROWS_PAGE)

static void
on_customer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacAdvancesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCustomer) customer =
    fac_workspace_get_customer_finish (FAC_WORKSPACE (source), result, &error);

  if (customer == NULL)
    fac_toast_error (GTK_WIDGET (self), error);
  else
    fac_invoice_editor_push_for (GTK_WIDGET (self), FAC_WORKSPACE (source), customer);
}

static void
act_sell (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_workspace_get_customer_async (fac_page_get_workspace (FAC_PAGE (widget)),
                                    g_variant_get_string (parameter, NULL), NULL, on_customer,
                                    g_object_ref (widget));
}

static GtkWidget *
new_sell_button (const FacOpenAdvance *advance)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  fac_ui_name_control (button, _("New invoice for this customer"));
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", advance->customer_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "advances.sell");
  return button;
}

static void
add_advance (FacRowsPage *self, const FacOpenAdvance *advance)
{
  g_autoptr (FacDocumentSummary) summary = fac_document_summary_new ();
  g_autofree char *left = fac_money_format (fac_money (advance->left, advance->currency));
  g_autofree char *total = fac_money_format (fac_money (advance->total, advance->currency));
  g_autofree char *date = fac_ui_date (advance->date);
  g_autofree char *subtitle = NULL;

  summary->id = g_strdup (advance->id);
  summary->type = FAC_INVOICE_INGRESO;
  summary->status = advance->status;
  /* Translators: what is left of an advance, its whole amount, folio and date */
  subtitle = g_strdup_printf (_("$%1$s left of $%2$s · %3$s · %4$s"), left, total,
                              fac_text_is_empty (advance->folio) ? "—" : advance->folio, date);
  fac_rows_page_add (self, summary,
                     fac_text_is_empty (advance->customer_name) ? _("Without customer")
                                                                : advance->customer_name,
                     subtitle, advance->customer_id != NULL ? new_sell_button (advance) : NULL);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacRowsPage) self = data;
  g_autoptr (GPtrArray) open = fac_workspace_get_open_advances_finish (FAC_WORKSPACE (source),
                                                                       result, NULL);

  fac_rows_page_begin (self);
  if (open != NULL && open->len > 0)
    fac_rows_page_add_group (self, NULL,
                             _("Money received that no invoice has taken yet. When you write one "
                               "for the customer, it is offered there."));
  for (guint i = 0; open != NULL && i < open->len; i++)
    add_advance (self, open->pdata[i]);
  fac_rows_page_end (self);
}

static void
fac_advances_page_load (FacRowsPage *self)
{
  fac_workspace_get_open_advances_async (fac_page_get_workspace (FAC_PAGE (self)), NULL, NULL,
                                         on_open, g_object_ref (self));
}

static void
fac_advances_page_class_init (FacAdvancesPageClass *klass)
{
  FAC_ROWS_PAGE_CLASS (klass)->load = fac_advances_page_load;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "advances.sell", "s", act_sell);
}

static void
fac_advances_page_init (FacAdvancesPage *self)
{
  fac_page_set_title (FAC_PAGE (self), _("Advances Not Applied"));
  fac_rows_page_set_empty (FAC_ROWS_PAGE (self), "emblem-ok-symbolic", _("No Advance Is Left"),
                           _("What customers paid in advance was applied to invoices."));
}

FacPage *
fac_advances_page_new (FacWorkspace *workspace)
{
  return g_object_new (FAC_TYPE_ADVANCES_PAGE, "workspace", workspace, NULL);
}
