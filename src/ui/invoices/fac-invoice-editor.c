/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-editor-private.h"

#include "fac-advance-banner.h"
#include "fac-line-dialog.h"
#include "fac-page-host.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (FacInvoiceEditor, fac_invoice_editor, FAC_TYPE_DRAFT_PAGE)

static FacWorkspace *
workspace_of (FacInvoiceEditor *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

static FacInvoiceDraft *
draft_of (FacInvoiceEditor *self)
{
  return fac_draft_page_get_draft (FAC_DRAFT_PAGE (self));
}

/* ---- what is shown -------------------------------------------------------------------------- */

static const char *
name_of_new (const FacInvoice *invoice)
{
  return invoice->type == FAC_INVOICE_EGRESO ? _("New Credit Note") : _("New Invoice");
}

static char *
describe_state (FacDraftPage *page, const char *status, gboolean saved, gboolean blank)
{
  if (blank)
    return g_strdup (status);
  /* Translators: state of a document, and that it is written on the disk: "Draft · saved" */
  return g_strdup_printf (saved ? _("%s · saved") : _("%s · saving…"), status);
}

static char *
describe_stamping (FacDraftPage *page)
{
  FacInvoiceDraft *draft = fac_draft_page_get_draft (page);
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (draft);
  const FacInvoiceTotals *totals = fac_invoice_draft_get_totals (draft);
  g_autofree char *total = fac_decimal_format (totals->total, totals->decimals, totals->decimals);

  /* Translators: name of the customer, a line below the total and its currency */
  return g_strdup_printf (_("%1$s\nTotal %2$s %3$s"), invoice->customer->legal_name, total,
                          invoice->currency);
}

static void
fac_invoice_editor_show (FacDraftPage *page)
{
  FacInvoiceDraft *draft = fac_draft_page_get_draft (page);

  fac_totals_box_show (FAC_INVOICE_EDITOR (page)->totals, fac_page_get_workspace (FAC_PAGE (page)),
                       fac_invoice_draft_get_totals (draft),
                       fac_invoice_draft_get_invoice (draft)->currency);
}

static void
fac_invoice_editor_arrange (FacDraftPage *page, gboolean narrow, gboolean tight)
{
  fac_payment_section_set_narrow (FAC_INVOICE_EDITOR (page)->payment, tight);
}

/* ---- writing -------------------------------------------------------------------------------- */

static void
fac_invoice_editor_go_on (FacDraftPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (FAC_INVOICE_EDITOR (page)->grid));
}

static gboolean
fac_invoice_editor_commit (FacDraftPage *page)
{
  return fac_line_grid_commit (FAC_INVOICE_EDITOR (page)->grid);
}

static GtkWidget *
open_line (FacInvoiceEditor *self, guint line)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = fac_line_dialog_new (GTK_WINDOW (root), workspace_of (self), draft_of (self),
                                           line);

  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
on_details (FacLineGrid *grid, guint line, FacInvoiceEditor *self)
{
  open_line (self, line);
}

/* what has no cell of its own: "items.3.third_party.zip" gives "third_party.zip" */
static const char *
find_in_details (const char *field)
{
  static const char *const names[] = { "third_party", "customs_keys", "property_tax_account",
                                       "product.product_key", "parts", "complement",
                                       "product.local_taxes" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (field, names[i]) != NULL)
      return strstr (field, names[i]);
  return NULL;
}

static void
fac_invoice_editor_go_to (FacDraftPage *page, const char *field)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (page);
  guint line;
  FacLineColumn column;

  if (fac_line_find_field (field, &line, &column))
    {
      fac_line_grid_go_to (self->grid, line, column, FALSE);
      if (find_in_details (field) != NULL)
        fac_line_dialog_focus_field (FAC_LINE_DIALOG (open_line (self, line)),
                                     find_in_details (field));
    }
  else if (g_str_has_prefix (field, "items"))
    fac_line_grid_go_to (self->grid, 0, FAC_LINE_DESCRIPTION, FALSE);
  else if (!fac_payment_section_focus (self->payment, field)
           && fac_more_section_focus (self->more, field))
    fac_draft_page_keep_in_view (page);
}

static void
fac_invoice_editor_search (FacPage *page)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (page);

  if (!fac_draft_page_is_previewing (FAC_DRAFT_PAGE (page))
      && fac_ui_has_focus (GTK_WIDGET (self->grid)))
    fac_line_search_open (self->search);
  else
    FAC_PAGE_CLASS (fac_invoice_editor_parent_class)->search (page);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                       "/org/example/Facturador/ui/invoices/fac-invoice-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, grid);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, search);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, payment);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, more);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, totals);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, twin);
  gtk_widget_class_bind_template_callback (widget_class, on_details);
}

static void
fac_invoice_editor_class_init (FacInvoiceEditorClass *klass)
{
  FacDraftPageClass *draft_class = FAC_DRAFT_PAGE_CLASS (klass);

  FAC_PAGE_CLASS (klass)->search = fac_invoice_editor_search;
  draft_class->threshold = 820;
  draft_class->beside = TRUE;
  draft_class->stamp_title = N_("Stamp This Invoice?");
  draft_class->stamp_tip = N_("Stamp this invoice (Ctrl+Enter)");
  draft_class->paper_title = N_("Draft of the invoice");
  draft_class->name_new = name_of_new;
  draft_class->describe_state = describe_state;
  draft_class->describe_stamping = describe_stamping;
  draft_class->show = fac_invoice_editor_show;
  draft_class->arrange = fac_invoice_editor_arrange;
  draft_class->go_on = fac_invoice_editor_go_on;
  draft_class->commit = fac_invoice_editor_commit;
  draft_class->go_to = fac_invoice_editor_go_to;
  g_type_ensure (FAC_TYPE_LINE_GRID);
  g_type_ensure (FAC_TYPE_LINE_SEARCH);
  g_type_ensure (FAC_TYPE_MORE_SECTION);
  g_type_ensure (FAC_TYPE_PAYMENT_SECTION);
  g_type_ensure (FAC_TYPE_TOTALS_BOX);
  g_type_ensure (FAC_TYPE_TWIN_HINT);
  bind_template (GTK_WIDGET_CLASS (klass));
  _fac_invoice_editor_install_actions (GTK_WIDGET_CLASS (klass));
}

static void
fac_invoice_editor_init (FacInvoiceEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

FacPage *
fac_invoice_editor_new (FacWorkspace *workspace, FacInvoiceDraft *draft)
{
  FacInvoiceEditor *self = g_object_new (FAC_TYPE_INVOICE_EDITOR, "workspace", workspace, NULL);

  fac_line_grid_set_draft (self->grid, workspace, draft);
  fac_line_search_set_draft (self->search, draft, self->grid);
  fac_payment_section_set_draft (self->payment, workspace, draft);
  fac_more_section_set_draft (self->more, workspace, draft);
  fac_twin_hint_set_draft (self->twin, workspace, draft);
  fac_draft_page_begin (FAC_DRAFT_PAGE (self), draft);
  fac_advance_banner_follow (FAC_PAGE (self), draft);
  return FAC_PAGE (self);
}

void
fac_invoice_editor_push_for (GtkWidget *from, FacWorkspace *workspace, FacCustomer *customer)
{
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_new (workspace, NULL);
  FacPage *page = fac_invoice_editor_new (workspace, draft);

  fac_page_push (from, page);
  fac_invoice_draft_set_customer (draft, customer);
  gtk_widget_grab_focus (GTK_WIDGET (FAC_INVOICE_EDITOR (page)->grid));
}

void
fac_invoice_editor_push_with (GtkWidget *from, FacWorkspace *workspace, const FacProduct *product)
{
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_new (workspace, NULL);
  g_autoptr (FacInvoiceLine) line = fac_invoice_line_new (product);

  line->from_catalog = TRUE;
  fac_page_push (from, fac_invoice_editor_new (workspace, draft));
  fac_invoice_draft_insert_lines (draft, 0, &line, 1);
}
