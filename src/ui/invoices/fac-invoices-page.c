/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoices-page.h"

#include "fac-advance-dialog.h"
#include "fac-bulk-bar.h"
#include "fac-document-cells.h"
#include "fac-document-opening.h"
#include "fac-document-summary.h"
#include "fac-document-words.h"
#include "fac-invoice-draft.h"
#include "fac-invoice-filters.h"
#include "fac-invoice-page.h"
#include "fac-invoices-bar.h"
#include "fac-money.h"
#include "fac-page-host.h"
#include "fac-status-pill.h"
#include "fac-templates-dialog.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacInvoicesPage
{
  FacListPage parent_instance;

  GCancellable *opening;
};

G_DEFINE_FINAL_TYPE (FacInvoicesPage, fac_invoices_page, FAC_TYPE_LIST_PAGE)

/* ---- cells ---------------------------------------------------------------------------------- */

static char *
tax_id_text (gconstpointer content)
{
  const FacDocumentSummary *summary = content;

  return g_strdup (summary->tax_id != NULL ? summary->tax_id : "");
}

static char *
type_text (gconstpointer content)
{
  return g_strndup (&((const FacDocumentSummary *) content)->type, 1);
}

static char *
method_text (gconstpointer content)
{
  return fac_list_or_dash (((const FacDocumentSummary *) content)->payment_method);
}

static char *
total_text (gconstpointer content)
{
  const FacDocumentSummary *summary = content;
  FacDecimal total = summary->type == 'E' ? fac_decimal_neg (summary->total) : summary->total;

  /* the document of a payment totals 0: what arrived says more */
  if (summary->type == 'P' && !fac_decimal_is_zero (summary->deposit))
    total = fac_decimal_round (summary->deposit, fac_currency_decimals (summary->currency),
                               FAC_ROUND_HALF_UP);
  return fac_money_format (fac_money (total, summary->currency));
}

static GtkWidget *
make_status (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *missing = gtk_image_new_from_icon_name ("emblem-synchronizing-symbolic");

  gtk_box_append (GTK_BOX (box), fac_status_pill_new ());
  fac_ui_name_control (missing, _("XML missing"));
  gtk_box_append (GTK_BOX (box), missing);
  return box;
}

static void
show_status (GtkWidget *cell, gconstpointer content)
{
  const FacDocumentSummary *summary = content;

  fac_status_pill_set_status (FAC_STATUS_PILL (gtk_widget_get_first_child (cell)), summary->status);
  gtk_widget_set_visible (gtk_widget_get_last_child (cell), summary->xml_missing);
}

static char *
detail_text (gconstpointer content)
{
  g_autofree char *folio = fac_document_cell_folio (content);
  g_autofree char *date = fac_document_cell_date (content);

  return g_strdup_printf ("%s · %s", folio, date);
}

static const FacListColumn columns[] = {
  { .title = N_("Folio"), .order = FAC_ORDER_FOLIO, .chars = 7, .text = fac_document_cell_folio },
  { .title = N_("Date"), .order = FAC_ORDER_DATE, .chars = 10, .least = 9, .dim = TRUE,
    .text = fac_document_cell_date },
  { .title = N_("Customer"), .order = FAC_ORDER_NAME, .chars = 32, .least = 16, .expand = TRUE,
    .marked = TRUE, .text = fac_document_cell_customer },
  { .title = N_("RFC"), .order = FAC_ORDER_TAX_ID, .chars = 13, .least = 12, .dim = TRUE,
    .text = tax_id_text },
  { .title = N_("Type"), .order = -1, .chars = 4, .text = type_text },
  { .title = N_("Method"), .order = -1, .chars = 5, .dim = TRUE, .text = method_text },
  { .title = N_("Total"), .order = FAC_ORDER_TOTAL, .chars = 13, .least = 11, .numeric = TRUE,
    .text = total_text },
  { .title = N_("Status"), .order = FAC_ORDER_STATUS, .chars = 16, .make = make_status,
    .show = show_status },
};

/* ---- opening -------------------------------------------------------------------------------- */

static void
push_new (FacInvoicesPage *self, FacInvoice *content)
{
  FacWorkspace *workspace = fac_page_get_workspace (FAC_PAGE (self));
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_new (workspace, content);

  fac_page_push (GTK_WIDGET (self), fac_draft_page_new (workspace, draft));
}

static GCancellable *
begin_opening (FacInvoicesPage *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  return self->opening;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_open_finish (result, &error);
  FacWorkspace *workspace = fac_page_get_workspace (FAC_PAGE (self));
  const FacInvoice *invoice;

  if (draft == NULL)
    {
      fac_toast_error (GTK_WIDGET (self), error);
      return;
    }
  invoice = fac_invoice_draft_get_invoice (draft);
  if (invoice->status == FAC_STATUS_BORRADOR)
    fac_page_push (GTK_WIDGET (self), fac_draft_page_new (workspace, draft));
  else
    fac_page_push (GTK_WIDGET (self), fac_invoice_page_new (workspace, invoice->id));
}

static void
open_document (FacInvoicesPage *self, const char *id)
{
  fac_invoice_draft_open_async (fac_page_get_workspace (FAC_PAGE (self)), id, begin_opening (self),
                                on_opened,
                                g_object_ref (self));
}

static void
fac_invoices_page_open (FacPage *page, const char *id)
{
  if (id == NULL)
    push_new (FAC_INVOICES_PAGE (page), NULL);
  else
    open_document (FAC_INVOICES_PAGE (page), id);
}

static void
fac_invoices_page_activate (FacListPage *page, FacRow *row)
{
  FacInvoicesPage *self = FAC_INVOICES_PAGE (page);
  const FacDocumentSummary *summary = fac_row_get_content (row);

  if (summary->status == FAC_STATUS_BORRADOR)
    open_document (self, summary->id);
  else
    fac_page_push (GTK_WIDGET (self),
                   fac_invoice_page_new (fac_page_get_workspace (FAC_PAGE (self)), summary->id));
}

static void
on_opened_to_duplicate (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_open_finish (result, &error);
  g_autoptr (FacInvoice) copy = NULL;

  if (draft == NULL)
    {
      fac_toast_error (GTK_WIDGET (self), error);
      return;
    }
  copy = fac_invoice_duplicate (fac_invoice_draft_get_invoice (draft));
  push_new (self, copy);
}

/* ---- the list ------------------------------------------------------------------------------- */

static void
fac_invoices_page_remove (FacListPage *page, FacRow *row)
{
  fac_document_delete (GTK_WIDGET (page), fac_row_get_content (row));
}

/* of all that are chosen */
static GMenuModel *
new_bulk_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Save…"), "bulk.save");
  g_menu_append (menu, _("_Print…"), "bulk.print");
  g_menu_append (menu, _("E-_mail…"), "bulk.email");
  g_menu_append (menu, _("S_tamp…"), "bulk.stamp");
  g_menu_append (menu, _("_Discard Drafts…"), "bulk.discard");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
fac_invoices_page_row_menu (FacListPage *page, FacRow *row)
{
  const FacDocumentSummary *summary = row != NULL ? fac_row_get_content (row) : NULL;
  GMenu *menu;

  if (fac_list_page_count_chosen (page) > 0 || summary == NULL)
    return new_bulk_menu ();
  menu = g_menu_new ();
  g_menu_append (menu, _("_Open"), "invoices.open");
  if (fac_document_words_duplicates (summary->type))
    g_menu_append (menu, _("D_uplicate"), "invoices.duplicate");
  if (fac_document_status_is_editable (summary->status))
    g_menu_append (menu, _("_Delete Draft"), "invoices.delete");
  return G_MENU_MODEL (menu);
}

static char *
fac_invoices_page_describe (FacListPage *page, guint n_items)
{
  g_autofree char *number = fac_decimal_format (fac_decimal_from_int (n_items), 0, 0);

  return g_strdup_printf (ngettext ("%s document", "%s documents", n_items), number);
}

static void
act_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push_new (FAC_INVOICES_PAGE (widget), NULL);
}

static void
act_new_egress (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (FacInvoice) egress = fac_invoice_new (FAC_INVOICE_EGRESO);

  push_new (FAC_INVOICES_PAGE (widget), egress);
}

static void
act_new_advance (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *dialog = fac_advance_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                              fac_page_get_workspace (FAC_PAGE (widget)));

  g_signal_connect_object (dialog, "create", G_CALLBACK (push_new), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_template_picked (FacInvoicesPage *self, FacInvoice *content)
{
  push_new (self, content);
}

static void
act_from_template (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *dialog = fac_templates_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                fac_page_get_workspace (FAC_PAGE (widget)));

  g_signal_connect_object (dialog, "picked", G_CALLBACK (on_template_picked), widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
act_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));

  if (row != NULL)
    fac_invoices_page_activate (FAC_LIST_PAGE (widget), row);
}

static void
act_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicesPage *self = FAC_INVOICES_PAGE (widget);
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));
  const FacDocumentSummary *summary = row != NULL ? fac_row_get_content (row) : NULL;

  if (summary != NULL && fac_document_words_duplicates (summary->type))
    fac_invoice_draft_open_async (fac_page_get_workspace (FAC_PAGE (self)), fac_row_get_id (row),
                                  begin_opening (self),
                                  on_opened_to_duplicate, g_object_ref (self));
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));

  if (row != NULL)
    fac_invoices_page_remove (FAC_LIST_PAGE (widget), row);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
on_folded (FacInvoicesPage *self, GParamSpec *spec, GtkButton *button)
{
  gboolean folded = fac_page_get_folded (FAC_PAGE (self));
  GtkWidget *content = gtk_button_get_child (button);

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), folded ? "" : _("_New Invoice"));
}

static GtkWidget *
new_menu_button (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _("New _Invoice"), "invoices.new");
  g_menu_append (menu, _("New _Credit Note (Egreso)"), "invoices.new-egress");
  g_menu_append (menu, _("New _Advance…"), "invoices.new-advance");
  g_menu_append (menu, _("New from a _Template…"), "invoices.from-template");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "suggested-action");
  fac_ui_name_control (button, _("Other new documents"));
  return button;
}

static void
fac_invoices_page_constructed (GObject *object)
{
  FacPage *page = FAC_PAGE (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  G_OBJECT_CLASS (fac_invoices_page_parent_class)->constructed (object);
  fac_page_set_title (page, _("Invoices"));
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_use_underline (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "invoices.new");
  fac_ui_name_control (button, _("New Invoice"));
  gtk_widget_set_tooltip_text (button, _("New invoice (Ctrl+N)"));
  g_signal_connect_object (page, "notify::folded", G_CALLBACK (on_folded), button, 0);
  on_folded (FAC_INVOICES_PAGE (page), NULL, GTK_BUTTON (button));
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), new_menu_button ());
  gtk_widget_add_css_class (box, "linked");
  fac_page_set_start (page, box);
  fac_invoice_filters_add (FAC_LIST_PAGE (page));
  fac_page_add_banner (page, fac_invoices_bar_new (fac_page_get_workspace (page)));
  fac_bulk_bar_add (FAC_LIST_PAGE (page));
}

static void
fac_invoices_page_dispose (GObject *object)
{
  FacInvoicesPage *self = FAC_INVOICES_PAGE (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  G_OBJECT_CLASS (fac_invoices_page_parent_class)->dispose (object);
}

static void
fac_invoices_page_class_init (FacInvoicesPageClass *klass)
{
  FacListPageClass *list_class = FAC_LIST_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = fac_invoices_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = fac_invoices_page_dispose;
  FAC_PAGE_CLASS (klass)->open = fac_invoices_page_open;
  list_class->entity = FAC_ENTITY_INVOICE;
  list_class->columns = columns;
  list_class->n_columns = G_N_ELEMENTS (columns);
  list_class->compact = (FacCompactLayout) { fac_document_cell_customer, detail_text,
                                             total_text, make_status, show_status };
  list_class->search_hint = N_("Search by customer, folio, folio fiscal, line or amount");
  list_class->empty_icon = "x-office-document-symbolic";
  list_class->empty_title = N_("No Invoices Yet");
  list_class->empty_body = N_("Write the first one: it also works without a connection.");
  list_class->empty_label = N_("New Invoice");
  list_class->empty_action = "invoices.new";
  list_class->multiple = TRUE;
  list_class->describe = fac_invoices_page_describe;
  list_class->activate = fac_invoices_page_activate;
  list_class->remove = fac_invoices_page_remove;
  list_class->row_menu = fac_invoices_page_row_menu;
  gtk_widget_class_install_action (widget_class, "invoices.new", NULL, act_new);
  gtk_widget_class_install_action (widget_class, "invoices.new-egress", NULL, act_new_egress);
  gtk_widget_class_install_action (widget_class, "invoices.new-advance", NULL, act_new_advance);
  gtk_widget_class_install_action (widget_class, "invoices.from-template", NULL,
                                   act_from_template);
  gtk_widget_class_install_action (widget_class, "invoices.open", NULL, act_open);
  gtk_widget_class_install_action (widget_class, "invoices.duplicate", NULL, act_duplicate);
  gtk_widget_class_install_action (widget_class, "invoices.delete", NULL, act_delete);
}

static void
fac_invoices_page_init (FacInvoicesPage *self)
{
}

FacPage *
fac_invoices_page_new_for_customer (FacWorkspace *workspace, const FacCustomer *customer)
{
  FacListPage *self = g_object_new (FAC_TYPE_INVOICES_PAGE, "workspace", workspace, NULL);

  fac_list_page_set_customer (self, customer);
  fac_page_set_start (FAC_PAGE (self), NULL);
  fac_page_clear_banners (FAC_PAGE (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invoices.new", FALSE);
  return FAC_PAGE (self);
}
