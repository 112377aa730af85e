/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-advance-dialog.h"

#include "fac-advance.h"
#include "fac-catalog-source.h"
#include "fac-decimal-typed.h"
#include "fac-key-row.h"
#include "fac-money.h"
#include "fac-tax.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define FORM_OTHER_TIME "99"
#define FORM_TRANSFER "03"

struct _FacAdvanceDialog
{
  AdwWindow parent_instance;

  GtkEditable *amount;
  AdwComboRow *taxes;
  FacKeyRow   *form;
  GtkLabel    *answer;
  GtkWidget   *apply;

  FacWorkspace *workspace;
  FacInvoice   *invoice; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FacAdvanceDialog, fac_advance_dialog, ADW_TYPE_WINDOW)

enum { CREATE, N_SIGNALS };

static guint signals[N_SIGNALS];

static char *
money (FacDecimal amount)
{
  return fac_money_format (fac_money (amount, "MXN"));
}

static char *
describe_missing (const FacPriceTarget *near)
{
  const gboolean one = near->below.overflow || near->above.overflow;
  g_autofree char *below = money (near->below);
  g_autofree char *above = money (near->above);

  if (near->below.overflow && near->above.overflow)
    return g_strdup (_("No price reaches this amount."));
  if (one)
    return g_strdup_printf (_("No price of up to six decimals gives this amount. "
                              "The nearest is %s."),
                            near->below.overflow ? above : below);
  return g_strdup_printf (_("No price of up to six decimals gives this amount. "
                            "The nearest are %1$s and %2$s."), below, above);
}

static char *
describe_found (FacAdvanceDialog *self)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autofree char *subtotal = NULL;
  g_autofree char *added = NULL;
  g_autofree char *withheld = NULL;

  fac_invoice_totals_compute (totals, self->invoice);
  subtotal = money (totals->subtotal);
  added = money (totals->transferred);
  withheld = money (totals->withheld);
  if (!fac_decimal_is_zero (totals->withheld))
    /* Translators: three amounts */
    return g_strdup_printf (_("$%1$s before taxes, $%2$s of taxes, $%3$s withheld."), subtotal,
                            added, withheld);
  /* Translators: two amounts */
  return g_strdup_printf (_("$%1$s before taxes, $%2$s of taxes."), subtotal, added);
}

static void
work_out (FacAdvanceDialog *self, FacDecimal amount)
{
  gsize n;
  const FacTaxPreset *presets = fac_tax_presets (&n);
  const guint chosen = adw_combo_row_get_selected (self->taxes);
  const FacAdvanceTerms terms = {
    .amount = amount,
    .currency = "MXN",
    .exchange = fac_decimal_from_int (1),
    .payment_form = fac_key_row_get_key (self->form),
    .taxes = &presets[chosen < n ? chosen : 0],
  };
  FacPriceTarget near;
  g_autofree char *text = NULL;

  self->invoice = fac_advance_invoice (&terms, &near);
  text = self->invoice != NULL ? describe_found (self) : describe_missing (&near);
  gtk_label_set_label (self->answer, text);
}

static void
on_changed (FacAdvanceDialog *self)
{
  const char *text = gtk_editable_get_text (self->amount);
  FacDecimal amount;

  if (self->workspace == NULL)
    return;
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  if (fac_text_is_empty (text))
    gtk_label_set_label (self->answer, _("Write the amount that was received, with its taxes."));
  else if (!fac_decimal_parse_amount (text, &amount) || fac_decimal_sign (amount) <= 0)
    gtk_label_set_label (self->answer, _("This is not an amount: write it like 1,250.00"));
  else if (fac_decimal_trim (amount, 0).scale > fac_currency_decimals ("MXN"))
    gtk_label_set_label (self->answer, _("Pesos are received to the cent: write two decimals at "
                                         "most."));
  else
    work_out (self, amount);
  gtk_widget_set_sensitive (self->apply, self->invoice != NULL);
}

static void
on_apply (FacAdvanceDialog *self)
{
  g_autoptr (FacInvoice) invoice = g_steal_pointer (&self->invoice);

  if (invoice == NULL)
    return;
  g_signal_emit (self, signals[CREATE], 0, invoice);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_advance_dialog_dispose (GObject *object)
{
  FacAdvanceDialog *self = FAC_ADVANCE_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  G_OBJECT_CLASS (fac_advance_dialog_parent_class)->dispose (object);
}

static void
fac_advance_dialog_class_init (FacAdvanceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_advance_dialog_dispose;
  g_type_ensure (FAC_TYPE_KEY_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-advance-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FacAdvanceDialog, amount);
  gtk_widget_class_bind_template_child (widget_class, FacAdvanceDialog, taxes);
  gtk_widget_class_bind_template_child (widget_class, FacAdvanceDialog, form);
  gtk_widget_class_bind_template_child (widget_class, FacAdvanceDialog, answer);
  gtk_widget_class_bind_template_child (widget_class, FacAdvanceDialog, apply);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  signals[CREATE] = g_signal_new ("create", FAC_TYPE_ADVANCE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, FAC_TYPE_INVOICE);
}

static void
fac_advance_dialog_init (FacAdvanceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_ui_name_list (GTK_WIDGET (self->amount), _("Advance received"));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->apply);
}

static gboolean
is_spanish (void)
{
  return g_str_has_prefix (g_get_language_names ()[0], "es");
}

static void
offer_taxes (FacAdvanceDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gsize n;
  const FacTaxPreset *presets = fac_tax_presets (&n);

  for (gsize i = 0; i < n; i++)
    gtk_string_list_append (names, is_spanish () ? presets[i].es : presets[i].en);
  fac_combo_widen (self->taxes);
  adw_combo_row_set_model (self->taxes, G_LIST_MODEL (names));
}

/* It was received: not for another time. */
static void
offer_forms (FacAdvanceDialog *self)
{
  GPtrArray *all = fac_workspace_list_catalog (self->workspace, FAC_CATALOG_PAYMENT_FORMS);
  g_autoptr (GPtrArray) forms = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const char *key = ((const FacCatalogEntry *) all->pdata[i])->key;

      if (!g_str_equal (key, FORM_OTHER_TIME) && !g_str_equal (key, FAC_FORM_ADVANCE))
        g_ptr_array_add (forms, all->pdata[i]);
    }
  fac_key_row_set_entries (self->form, forms, NULL);
  fac_key_row_set_key (self->form, FORM_TRANSFER);
}

GtkWidget *
fac_advance_dialog_new (GtkWindow *parent, FacWorkspace *workspace)
{
  FacAdvanceDialog *self = g_object_new (FAC_TYPE_ADVANCE_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  offer_taxes (self);
  offer_forms (self);
  on_changed (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->amount));
  return GTK_WIDGET (self);
}
