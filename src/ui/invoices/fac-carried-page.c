/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-carried-page.h"

#include "fac-fact-rows.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define MOST_GOODS 50

struct _FacCarriedPage
{
  FacDraftPage parent_instance;

  GtkWidget           *box;
  AdwPreferencesGroup *facts;
  AdwPreferencesGroup *goods;

  GPtrArray *rows; /* borrowed */
};

G_DEFINE_FINAL_TYPE (FacCarriedPage, fac_carried_page, FAC_TYPE_DRAFT_PAGE)

static const FacInvoice *
invoice_of (FacDraftPage *page)
{
  return fac_invoice_draft_get_invoice (fac_draft_page_get_draft (page));
}

/* ---- words ----------------------------------------------------------------------------------- */

static const char *
name_of_kind (const FacInvoice *invoice)
{
  return fac_ui_document_kind ((char) invoice->type);
}

static char *
describe_state (FacDraftPage *page, const char *status, gboolean saved, gboolean blank)
{
  /* Translators: a kind of document and its state: "Payroll receipt · Draft" */
  return g_strdup_printf (C_("document and state", "%1$s · %2$s"),
                          name_of_kind (invoice_of (page)), status);
}

static char *
describe_stamping (FacDraftPage *page)
{
  const FacInvoice *invoice = invoice_of (page);
  g_autofree char *total = fac_decimal_format (invoice->total, 2, 2);

  if (invoice->type == FAC_INVOICE_NOMINA)
    /* Translators: name of the customer, a line below the total and its currency */
    return g_strdup_printf (_("%1$s\nTotal %2$s %3$s"), invoice->customer->legal_name, total,
                            invoice->currency);
  /* Translators: name of the receiver, a line below how many kinds of goods are moved */
  return g_strdup_printf (ngettext ("%1$s\nTransfer of %2$u kind of goods",
                                    "%1$s\nTransfer of %2$u kinds of goods", invoice->lines->len),
                          invoice->customer->legal_name, invoice->lines->len);
}

/* ---- facts ----------------------------------------------------------------------------------- */

static void
add_row (FacCarriedPage *self, AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkWidget *row;

  if (fac_text_is_empty (text))
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (FacCarriedPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_amount (FacCarriedPage *self, const char *title, FacDecimal amount)
{
  g_autofree char *text = fac_fact_money (amount, "MXN");

  if (!fac_decimal_is_zero (amount))
    add_row (self, self->facts, title, text);
}

static void
add_payroll (FacCarriedPage *self, FacInvoiceDraft *draft)
{
  g_autoptr (FacPayroll) payroll = fac_invoice_draft_dup_payroll (draft);
  g_autofree char *period = NULL;

  if (payroll == NULL)
    return;
  if (payroll->first_day != NULL && payroll->last_day != NULL)
    /* Translators: two days, as "2026-02-16" */
    period = g_strdup_printf (_("%1$s to %2$s"), payroll->first_day, payroll->last_day);
  add_row (self, self->facts, _("Period"), period);
  add_row (self, self->facts, _("Day of payment"), payroll->pay_day);
  add_amount (self, _("Earnings"), payroll->earnings);
  add_amount (self, _("Other payments"), payroll->others);
  add_amount (self, _("Deductions"), payroll->deductions);
  add_amount (self, _("Total"), fac_payroll_total (payroll));
}

static void
add_goods (FacCarriedPage *self, const FacInvoice *invoice)
{
  for (guint i = 0; i < MIN (invoice->lines->len, MOST_GOODS); i++)
    {
      const FacInvoiceLine *line = invoice->lines->pdata[i];
      g_autofree char *quantity = fac_decimal_format (line->quantity, 0, 6);
      const char *unit = line->product->unit_name;
      g_autofree char *text = fac_text_is_empty (unit) ? g_strdup (quantity)
                                                       : g_strjoin (" ", quantity, unit, NULL);

      add_row (self, self->goods, line->product->description, text);
    }
  if (invoice->lines->len > MOST_GOODS)
    {
      const guint more = invoice->lines->len - MOST_GOODS;
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more, on the paper",
                                                         "and %u more, on the paper", more), more);

      add_row (self, self->goods, _("Goods"), text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->goods), invoice->lines->len > 0);
}

static void
fac_carried_page_show (FacDraftPage *page)
{
  FacCarriedPage *self = FAC_CARRIED_PAGE (page);
  const FacInvoice *invoice = invoice_of (page);
  const FacCustomer *receiver = invoice->customer;

  clear_rows (self);
  if (receiver != NULL)
    {
      add_row (self, self->facts, invoice->type == FAC_INVOICE_NOMINA ? _("Worker") : _("Receiver"),
               receiver->legal_name);
      add_row (self, self->facts, _("RFC"), receiver->tax_id);
    }
  if (invoice->type == FAC_INVOICE_NOMINA)
    add_payroll (self, fac_draft_page_get_draft (page));
  for (guint i = 0; i < invoice->complements->len; i++)
    if (g_strcmp0 (((const FacComplement *) invoice->complements->pdata[i])->type,
                   "carta_porte") == 0)
      add_row (self, self->facts, _("Complement"), _("Carta Porte"));
  add_goods (self, invoice);
}

/* ---- the page -------------------------------------------------------------------------------- */

static void
fac_carried_page_go_on (FacDraftPage *page)
{
  gtk_widget_child_focus (FAC_CARRIED_PAGE (page)->box, GTK_DIR_TAB_FORWARD);
}

static void
fac_carried_page_go_to (FacDraftPage *page, const char *field)
{
  fac_carried_page_go_on (page);
}

static void
fac_carried_page_finalize (GObject *object)
{
  g_ptr_array_unref (FAC_CARRIED_PAGE (object)->rows);
  G_OBJECT_CLASS (fac_carried_page_parent_class)->finalize (object);
}

static void
fac_carried_page_class_init (FacCarriedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FacDraftPageClass *draft_class = FAC_DRAFT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fac_carried_page_finalize;
  draft_class->threshold = 820;
  draft_class->beside = TRUE;
  draft_class->carried = TRUE;
  draft_class->stamp_title = N_("Stamp This Document?");
  draft_class->stamp_tip = N_("Stamp this document (Ctrl+Enter)");
  draft_class->paper_title = N_("Draft of the document");
  draft_class->name_new = name_of_kind;
  draft_class->describe_state = describe_state;
  draft_class->describe_stamping = describe_stamping;
  draft_class->show = fac_carried_page_show;
  draft_class->go_on = fac_carried_page_go_on;
  draft_class->go_to = fac_carried_page_go_to;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-carried-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCarriedPage, box);
  gtk_widget_class_bind_template_child (widget_class, FacCarriedPage, facts);
  gtk_widget_class_bind_template_child (widget_class, FacCarriedPage, goods);
}

static void
fac_carried_page_init (FacCarriedPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

FacPage *
fac_carried_page_new (FacWorkspace *workspace, FacInvoiceDraft *draft)
{
  FacDraftPage *self = g_object_new (FAC_TYPE_CARRIED_PAGE, "workspace", workspace, NULL);

  fac_draft_page_begin (self, draft);
  return FAC_PAGE (self);
}
