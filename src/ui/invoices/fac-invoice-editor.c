/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-editor-private.h"

#include "fac-advance-banner.h"
#include "fac-conflict-banner.h"
#include "fac-correction-banner.h"
#include "fac-customer-form.h"
#include "fac-in-view.h"
#include "fac-line-dialog.h"
#include "fac-page-host.h"
#include "fac-status-pill.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define DRAW_DELAY_MS 350

G_DEFINE_FINAL_TYPE (FacInvoiceEditor, fac_invoice_editor, FAC_TYPE_PAGE)

static FacWorkspace *
workspace_of (FacInvoiceEditor *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* ---- what is shown -------------------------------------------------------------------------- */

static const char *
name_of_new (const FacInvoice *invoice)
{
  return invoice->type == FAC_INVOICE_EGRESO ? _("New Credit Note") : _("New Invoice");
}

static void
show_titles (FacInvoiceEditor *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  gboolean saved = fac_invoice_draft_is_saved (self->draft);
  const char *customer = invoice->customer != NULL ? invoice->customer->legal_name : NULL;
  g_autofree char *subtitle = NULL;

  fac_page_set_title (FAC_PAGE (self), fac_text_is_empty (customer) ? name_of_new (invoice)
                                                                   : customer);
  if (fac_invoice_draft_is_empty (self->draft) && invoice->remote_id == NULL)
    subtitle = g_strdup (fac_status_label (invoice->status));
  else
    /* Translators: state of a document, and that it is written on the disk: "Draft · saved" */
    subtitle = g_strdup_printf (saved ? _("%s · saved") : _("%s · saving…"),
                                fac_status_label (invoice->status));
  fac_page_set_subtitle (FAC_PAGE (self), subtitle);
}

static void
show_totals (FacInvoiceEditor *self)
{
  fac_totals_box_show (self->totals, workspace_of (self),
                       fac_invoice_draft_get_totals (self->draft),
                       fac_invoice_draft_get_invoice (self->draft)->currency);
}

static void
show_online (FacInvoiceEditor *self)
{
  gboolean online;

  g_object_get (workspace_of (self), "online", &online, NULL);
  gtk_widget_set_visible (self->offline_note, !online);
}

/* ---- paper ---------------------------------------------------------------------------------- */

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = fac_invoice_draft_preview_finish (FAC_INVOICE_DRAFT (source), result,
                                                             &error);
  FacInvoiceEditor *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (pdf != NULL)
    fac_pdf_view_set_bytes (self->paper, pdf);
  else
    fac_pdf_view_say (self->paper, _("The preview could not be prepared."));
}

static void
draw (FacInvoiceEditor *self)
{
  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  self->drawing = g_cancellable_new ();
  fac_invoice_draft_preview_async (self->draft, self->drawing, on_drawn, self);
}

static gboolean
on_draw_timer (gpointer data)
{
  FacInvoiceEditor *self = data;

  self->draw_timer = 0;
  draw (self);
  return G_SOURCE_REMOVE;
}

/* A word where there is room for it. It may be cut, so that it never keeps the window from
 * becoming narrow. */
static void
dress_button (GtkButton *button, const char *label, const char *icon)
{
  if (label == NULL)
    {
      gtk_button_set_icon_name (button, icon);
      return;
    }
  gtk_button_set_label (button, label);
  gtk_button_set_use_underline (button, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (button), "header-word");
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (button)), PANGO_ELLIPSIZE_END);
}

/* Wide: form, totals at its side; with the paper, that takes the side and the totals go under the
 * form.
 * Narrow: one column; the paper lies over the form. */
static void
arrange (FacInvoiceEditor *self)
{
  gboolean narrow = fac_breakpoint_bin_is_narrow (self->bin);
  gboolean beneath = narrow || self->previewing;
  GtkWidget *paper = GTK_WIDGET (self->paper);

  fac_ui_move_child (beneath ? self->side : self->below, beneath ? self->below : self->side,
                     self->aside);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->aside), GTK_POLICY_NEVER,
                                  beneath ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_widget_set_visible (GTK_WIDGET (self->side), !beneath);
  fac_ui_move_child (narrow ? self->paper_side : self->paper_over,
                     narrow ? self->paper_over : self->paper_side, paper);
  gtk_widget_set_visible (GTK_WIDGET (self->paper_side), self->previewing && !narrow);
  gtk_stack_set_visible_child_name (self->stack, self->previewing && narrow ? "paper" : "form");
  fac_payment_section_set_narrow (self->payment, narrow || self->previewing);
  fac_customer_picker_set_narrow (self->customer, narrow);
  dress_button (GTK_BUTTON (self->preview_button), narrow ? NULL : _("Pre_view"),
                "x-office-document-symbolic");
  dress_button (GTK_BUTTON (self->stamp_button), narrow ? NULL : _("_Stamp"),
                "object-select-symbolic");
}

static void
on_narrow (FacInvoiceEditor *self)
{
  arrange (self);
}

static GtkWidget *
focus_of (FacInvoiceEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

static gboolean
is_in_form (FacInvoiceEditor *self, GtkWidget *widget)
{
  return widget != NULL && gtk_widget_is_ancestor (widget, self->form);
}

/* To where it was in the form before the paper came, unless it is there. */
static void
give_focus_back (FacInvoiceEditor *self)
{
  if (is_in_form (self, focus_of (self)))
    return;
  if (!is_in_form (self, self->focus_before) || !gtk_widget_grab_focus (self->focus_before))
    gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

void
_fac_invoice_editor_show_preview (FacInvoiceEditor *self, gboolean show)
{
  if (self->previewing == show)
    return;
  if (show)
    g_set_weak_pointer (&self->focus_before, focus_of (self));
  self->previewing = show;
  gtk_toggle_button_set_active (self->preview_button, show);
  arrange (self);
  if (show)
    draw (self);
}

void
_fac_invoice_editor_close_preview (FacInvoiceEditor *self)
{
  _fac_invoice_editor_show_preview (self, FALSE);
  give_focus_back (self);
}

static void
on_preview_toggled (FacInvoiceEditor *self)
{
  _fac_invoice_editor_show_preview (self, gtk_toggle_button_get_active (self->preview_button));
}

/* ---- the draft ------------------------------------------------------------------------------ */

static void
on_changed (FacInvoiceEditor *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);

  fac_customer_picker_show (self->customer, invoice->customer);
  show_totals (self);
  show_titles (self);
  if (self->previewing && self->draw_timer == 0)
    self->draw_timer = g_timeout_add (DRAW_DELAY_MS, on_draw_timer, self);
}

static void
on_findings_changed (FacInvoiceEditor *self)
{
  fac_findings_box_show (self->findings, fac_invoice_draft_get_findings (self->draft));
}

static void
on_saved (FacInvoiceEditor *self)
{
  show_titles (self);
  if (fac_invoice_draft_is_saved (self->draft) && !fac_invoice_draft_is_empty (self->draft))
    fac_page_set_object_id (FAC_PAGE (self), fac_invoice_draft_get_invoice (self->draft)->id);
}

static void
on_save_failed (FacInvoiceDraft *draft, const GError *error, FacInvoiceEditor *self)
{
  fac_page_set_subtitle (FAC_PAGE (self), _("Not saved"));
  fac_toast_error (GTK_WIDGET (self), error);
}

/* ---- customer ------------------------------------------------------------------------------- */

static void
on_customer_picked (FacCustomerPicker *picker, FacCustomer *customer, FacInvoiceEditor *self)
{
  fac_invoice_draft_set_customer (self->draft, customer);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
on_customer_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoiceEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCustomer) customer = fac_workspace_get_customer_finish (FAC_WORKSPACE (source),
                                                                        result, &error);

  if (customer == NULL)
    fac_toast_error (GTK_WIDGET (self), error);
  else if (self->draft != NULL)
    on_customer_picked (self->customer, customer, self);
}

static void
on_customer_saved (FacInvoiceEditor *self, const char *id)
{
  fac_workspace_get_customer_async (workspace_of (self), id, NULL, on_customer_loaded,
                                    g_object_ref (self));
}

static void
push_customer_form (FacInvoiceEditor *self, const char *id, const char *text)
{
  FacPage *form = fac_customer_form_new (workspace_of (self), id);

  if (text != NULL)
    fac_customer_form_suggest (FAC_CUSTOMER_FORM (form), text);
  g_signal_connect_object (form, "saved", G_CALLBACK (on_customer_saved), self, G_CONNECT_SWAPPED);
  fac_page_push (GTK_WIDGET (self), form);
}

static void
on_new_customer (FacCustomerPicker *picker, const char *text, FacInvoiceEditor *self)
{
  push_customer_form (self, NULL, text);
}

static void
on_edit_customer (FacCustomerPicker *picker, const char *id, FacInvoiceEditor *self)
{
  push_customer_form (self, id, NULL);
}

/* ---- lines and findings --------------------------------------------------------------------- */

static GtkWidget *
open_line (FacInvoiceEditor *self, guint line)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = fac_line_dialog_new (GTK_WINDOW (root), workspace_of (self), self->draft,
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

void
fac_invoice_editor_focus_field (FacInvoiceEditor *self, const char *field)
{
  guint line;
  FacLineColumn column;

  _fac_invoice_editor_show_preview (self,
                                    self->previewing && !fac_breakpoint_bin_is_narrow (self->bin));
  if (fac_line_find_field (field, &line, &column))
    {
      fac_line_grid_go_to (self->grid, line, column, FALSE);
      if (find_in_details (field) != NULL)
        fac_line_dialog_focus_field (FAC_LINE_DIALOG (open_line (self, line)),
                                     find_in_details (field));
    }
  else if (g_str_has_prefix (field, "customer"))
    fac_customer_picker_focus (self->customer);
  else if (g_str_has_prefix (field, "items"))
    fac_line_grid_go_to (self->grid, 0, FAC_LINE_DESCRIPTION, FALSE);
  else if (!fac_payment_section_focus (self->payment, field)
           && fac_more_section_focus (self->more, field) && is_in_form (self, focus_of (self)))
    fac_in_view_keep (focus_of (self), self->form);
}

static void
on_go_to (FacFindingsBox *box, const char *field, FacInvoiceEditor *self)
{
  fac_invoice_editor_focus_field (self, field);
}

/* ---- leaving -------------------------------------------------------------------------------- */

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) host = data;
  g_autoptr (GError) error = NULL;

  if (!fac_invoice_draft_flush_finish (FAC_INVOICE_DRAFT (source), result, &error) && host != NULL)
    fac_toast_error (host, error);
}

static void
flush (FacInvoiceEditor *self)
{
  GtkWidget *host = gtk_widget_get_ancestor (GTK_WIDGET (self), FAC_TYPE_PAGE_HOST);

  if (self->leaving)
    return;
  fac_line_grid_commit (self->grid);
  fac_invoice_draft_flush_async (self->draft, TRUE, on_flushed,
                                 host != NULL ? g_object_ref (host) : NULL);
}

static gboolean
fac_invoice_editor_leave (FacPage *page)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (page);

  /* the paper lies over the form: back is first of all back to the form */
  if (self->previewing && fac_breakpoint_bin_is_narrow (self->bin))
    {
      _fac_invoice_editor_close_preview (self);
      return FALSE;
    }
  flush (self);
  return TRUE;
}

static void
fac_invoice_editor_flush (FacPage *page)
{
  flush (FAC_INVOICE_EDITOR (page));
}

static gboolean
fac_invoice_editor_is_blank (FacPage *page)
{
  return fac_invoice_draft_is_empty (FAC_INVOICE_EDITOR (page)->draft);
}

static gboolean
is_in_grid (FacInvoiceEditor *self)
{
  GtkWidget *focus = focus_of (self);

  return focus != NULL && (focus == GTK_WIDGET (self->grid)
                           || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->grid)));
}

static void
fac_invoice_editor_search (FacPage *page)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (page);

  if (self->previewing)
    fac_pdf_view_find (self->paper);
  else if (is_in_grid (self))
    fac_line_search_open (self->search);
  else
    fac_customer_picker_focus (self->customer);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_invoice_editor_focus (FacPage *page)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (page);

  if (fac_invoice_draft_get_invoice (self->draft)->customer == NULL)
    fac_customer_picker_focus (self->customer);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
fac_invoice_editor_dispose (GObject *object)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (object);

  g_clear_handle_id (&self->draw_timer, g_source_remove);
  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->paper);
  g_clear_weak_pointer (&self->focus_before);
  G_OBJECT_CLASS (fac_invoice_editor_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, bin);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, form);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, side);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, below);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, aside);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, paper_side);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, paper_over);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, preview_button);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, stamp_button);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, customer);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, grid);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, search);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, payment);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, more);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, totals);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, findings);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, twin);
  gtk_widget_class_bind_template_child (widget_class, FacInvoiceEditor, offline_note);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_customer_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_new_customer);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_customer);
  gtk_widget_class_bind_template_callback (widget_class, on_details);
  gtk_widget_class_bind_template_callback (widget_class, on_go_to);
}

static void
fac_invoice_editor_class_init (FacInvoiceEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FacPageClass *page_class = FAC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_invoice_editor_dispose;
  page_class->focus = fac_invoice_editor_focus;
  page_class->leave = fac_invoice_editor_leave;
  page_class->flush = fac_invoice_editor_flush;
  page_class->is_blank = fac_invoice_editor_is_blank;
  page_class->search = fac_invoice_editor_search;
  g_type_ensure (FAC_TYPE_BREAKPOINT_BIN);
  g_type_ensure (FAC_TYPE_CUSTOMER_PICKER);
  g_type_ensure (FAC_TYPE_FINDINGS_BOX);
  g_type_ensure (FAC_TYPE_LINE_GRID);
  g_type_ensure (FAC_TYPE_LINE_SEARCH);
  g_type_ensure (FAC_TYPE_MORE_SECTION);
  g_type_ensure (FAC_TYPE_PAYMENT_SECTION);
  g_type_ensure (FAC_TYPE_TOTALS_BOX);
  g_type_ensure (FAC_TYPE_TWIN_HINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                       "/org/example/Facturador/ui/invoices/fac-invoice-editor.ui");
  bind_children (widget_class);
  _fac_invoice_editor_install_actions (widget_class);
}

static void
fac_invoice_editor_init (FacInvoiceEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  _fac_invoice_editor_add_stamp_key (self);
  self->paper = g_object_ref_sink (FAC_PDF_VIEW (fac_pdf_view_new ()));
  fac_pdf_view_set_title (self->paper, _("Draft of the invoice"));
  adw_bin_set_child (self->paper_side, GTK_WIDGET (self->paper));
  fac_pdf_view_take_keys (self->paper, GTK_WIDGET (self));
}

static void
connect_draft (FacInvoiceEditor *self)
{
  const struct { const char *signal; GCallback callback; } signals[] = {
    { "changed", G_CALLBACK (on_changed) },
    { "findings-changed", G_CALLBACK (on_findings_changed) },
    { "notify::saved", G_CALLBACK (on_saved) },
    { "notify::can-undo", G_CALLBACK (_fac_invoice_editor_update_actions) },
    { "notify::can-redo", G_CALLBACK (_fac_invoice_editor_update_actions) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_swapped (self->draft, signals[i].signal, signals[i].callback, self);
  g_signal_connect (self->draft, "save-failed", G_CALLBACK (on_save_failed), self);
  g_signal_connect_object (workspace_of (self), "notify::online", G_CALLBACK (show_online), self,
                           G_CONNECT_SWAPPED);
}

FacPage *
fac_invoice_editor_new (FacWorkspace *workspace, FacInvoiceDraft *draft)
{
  FacInvoiceEditor *self = g_object_new (FAC_TYPE_INVOICE_EDITOR, "workspace", workspace, NULL);

  self->draft = g_object_ref (draft);
  fac_customer_picker_set_workspace (self->customer, workspace);
  fac_line_grid_set_draft (self->grid, workspace, draft);
  fac_line_search_set_draft (self->search, draft, self->grid);
  fac_payment_section_set_draft (self->payment, workspace, draft);
  fac_more_section_set_draft (self->more, workspace, draft);
  fac_twin_hint_set_draft (self->twin, workspace, draft);
  fac_conflict_banner_follow (FAC_PAGE (self), FAC_ENTITY_INVOICE);
  fac_correction_banner_follow (FAC_PAGE (self));
  fac_advance_banner_follow (FAC_PAGE (self), draft);
  connect_draft (self);
  on_changed (self);
  on_findings_changed (self);
  on_saved (self);
  show_online (self);
  arrange (self);
  _fac_invoice_editor_update_actions (self);
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
