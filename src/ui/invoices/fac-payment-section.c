/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-section.h"

#include "fac-catalog-source.h"
#include "fac-decimal-typed.h"
#include "fac-field-hint.h"
#include "fac-key-row.h"
#include "fac-tax-id.h"
#include "fac-text.h"
#include "fac-unread.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _FacPaymentSection
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkWidget *columns;
  FacKeyRow *method;
  FacKeyRow *form;
  FacKeyRow *use;
  FacKeyRow *currency;
  GtkWidget *exchange;
  FacFieldHint *exchange_hint;
  GtkLabel  *rule;

  FacWorkspace    *workspace;
  FacInvoiceDraft *draft;
  char            *uses_for; /* régimen and RFC that the offered uses belong to */
  gboolean         filling;
};

G_DEFINE_FINAL_TYPE (FacPaymentSection, fac_payment_section, GTK_TYPE_WIDGET)

/* ---- choices -------------------------------------------------------------------------------- */

static GPtrArray *
uses_of (FacPaymentSection *self, const FacCustomer *customer)
{
  GPtrArray *all = fac_workspace_list_catalog (self->workspace, FAC_CATALOG_USES);
  GPtrArray *allowed = g_ptr_array_new ();
  FacCatalogSource *source = FAC_CATALOG_SOURCE (fac_workspace_get_catalog (self->workspace));
  gboolean known = customer != NULL && !fac_text_is_empty (customer->tax_system)
                   && !fac_text_is_empty (customer->tax_id);
  gboolean moral = known && fac_tax_id_person (customer->tax_id) == FAC_PERSON_MORAL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const FacCatalogEntry *entry = all->pdata[i];

      if (!known
          || fac_catalog_source_use_allowed (source, entry->key, customer->tax_system,
                                             moral) != FAC_KNOWN_NO)
        g_ptr_array_add (allowed, (gpointer) entry);
    }
  return allowed;
}

static void
offer_uses (FacPaymentSection *self, const FacCustomer *customer)
{
  g_autofree char *key = customer != NULL
                         ? g_strdup_printf ("%s %s", customer->tax_system, customer->tax_id)
                                          : g_strdup ("");
  g_autoptr (GPtrArray) uses = NULL;

  if (g_strcmp0 (key, self->uses_for) == 0)
    return;
  g_free (self->uses_for);
  self->uses_for = g_steal_pointer (&key);
  uses = uses_of (self, customer);
  fac_key_row_set_entries (self->use, uses, NULL);
}

/* What is charged in most comes first, the rest in the catalogue's order. */
static GPtrArray *
ordered_currencies (FacPaymentSection *self)
{
  const char *const usual[] = { "MXN", "USD", "EUR" };
  GPtrArray *all = fac_workspace_list_catalog (self->workspace, FAC_CATALOG_CURRENCIES);
  GPtrArray *ordered = g_ptr_array_new ();

  for (guint u = 0; u < G_N_ELEMENTS (usual); u++)
    for (guint i = 0; all != NULL && i < all->len; i++)
      if (g_str_equal (((FacCatalogEntry *) all->pdata[i])->key, usual[u]))
        g_ptr_array_add (ordered, all->pdata[i]);
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (!g_ptr_array_find (ordered, all->pdata[i], NULL))
      g_ptr_array_add (ordered, all->pdata[i]);
  return ordered;
}

static void
set_entries (FacPaymentSection *self, FacKeyRow *row, const char *catalog)
{
  GPtrArray *entries = fac_workspace_list_catalog (self->workspace, catalog);

  if (entries != NULL)
    fac_key_row_set_entries (row, entries, NULL);
}

/* ---- show ----------------------------------------------------------------------------------- */

static void
set_exchange (FacPaymentSection *self, const char *text)
{
  g_autofree char *kept = g_strdup (text);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->exchange)), kept) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->exchange), kept);
}

static void
show_exchange (FacPaymentSection *self, const FacInvoice *invoice)
{
  gboolean foreign = g_strcmp0 (invoice->currency, "MXN") != 0;
  const char *shown = gtk_editable_get_text (GTK_EDITABLE (self->exchange));
  FacDecimal value;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->exchange, foreign);
  if (!foreign)
    {
      fac_field_hint_say (self->exchange_hint, NULL, FAC_FINDING_ERROR);
      fac_invoice_draft_keep_unread (self->draft, "exchange", NULL);
    }
  else if (fac_unread_get (invoice->unread, "exchange") != NULL)
    {
      set_exchange (self, fac_unread_get (invoice->unread, "exchange"));
      return;
    }
  if (foreign && fac_decimal_parse_amount (shown, &value)
      && fac_decimal_equal (value, invoice->exchange))
    return;
  text = fac_decimal_to_entry (fac_decimal_trim (invoice->exchange, 0));
  gtk_editable_set_text (GTK_EDITABLE (self->exchange), text);
}

static void
show_draft (FacPaymentSection *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  gboolean deferred = g_strcmp0 (invoice->payment_method, "PPD") == 0;

  self->filling = TRUE;
  offer_uses (self, invoice->customer);
  fac_key_row_set_key (self->method, invoice->payment_method);
  fac_key_row_set_key (self->form, invoice->payment_form);
  fac_key_row_set_key (self->use, invoice->use);
  fac_key_row_set_key (self->currency, invoice->currency);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !deferred);
  gtk_label_set_label (self->rule, deferred
    ? _("Paid later or in parts: the form is 99 by rule, and each payment gets its own complement.")
    : _("Paid in full at once: choose how it was or will be paid before the month ends."));
  show_exchange (self, invoice);
  self->filling = FALSE;
}

/* ---- changes -------------------------------------------------------------------------------- */

static void
put_form (FacInvoice *invoice, gpointer data)
{
  fac_set_string (&invoice->payment_form, data);
}

static void
put_use (FacInvoice *invoice, gpointer data)
{
  fac_set_string (&invoice->use, data);
}

static void
put_currency (FacInvoice *invoice, gpointer data)
{
  if (fac_set_string (&invoice->currency, data) && g_str_equal (invoice->currency, "MXN"))
    invoice->exchange = fac_decimal_from_int (1);
}

static void
put_exchange (FacInvoice *invoice, gpointer data)
{
  invoice->exchange = *(FacDecimal *) data;
}

static void
on_method (FacPaymentSection *self)
{
  if (!self->filling && self->draft != NULL && fac_key_row_get_key (self->method) != NULL)
    fac_invoice_draft_set_method (self->draft, fac_key_row_get_key (self->method));
}

static void
edit_key (FacPaymentSection *self, FacKeyRow *row, FacInvoiceEdit edit)
{
  const char *key = fac_key_row_get_key (row);

  if (!self->filling && self->draft != NULL && key != NULL)
    fac_invoice_draft_edit (self->draft, edit, (gpointer) key);
}

static void
on_form (FacPaymentSection *self)
{
  edit_key (self, self->form, put_form);
}

static void
on_use (FacPaymentSection *self)
{
  edit_key (self, self->use, put_use);
}

static void
on_currency (FacPaymentSection *self)
{
  edit_key (self, self->currency, put_currency);
}

static void
on_exchange (FacPaymentSection *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->exchange));
  FacDecimal value;
  gboolean good = fac_decimal_parse_amount (text, &value) && !value.overflow && value.scale <= 6
                  && fac_decimal_sign (value) > 0;

  fac_field_hint_say (self->exchange_hint, good ? NULL
    : _("This is not an exchange rate: write it like 17.1234"), FAC_FINDING_ERROR);
  if (self->filling || self->draft == NULL)
    return;
  fac_invoice_draft_keep_unread (self->draft, "exchange", good ? NULL : text);
  if (good)
    fac_invoice_draft_edit (self->draft, put_exchange, &value);
}

static void
on_draft_changed (FacInvoiceDraft *draft, FacPaymentSection *self)
{
  if (!self->filling)
    show_draft (self);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_payment_section_dispose (GObject *object)
{
  FacPaymentSection *self = FAC_PAYMENT_SECTION (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_pointer (&self->uses_for, g_free);
  G_OBJECT_CLASS (fac_payment_section_parent_class)->dispose (object);
}

static void
fac_payment_section_class_init (FacPaymentSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_payment_section_dispose;
  g_type_ensure (FAC_TYPE_KEY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                      "/org/example/Facturador/ui/invoices/fac-payment-section.ui");
  gtk_widget_class_bind_template_child (widget_class, FacPaymentSection, root);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentSection, columns);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentSection, method);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentSection, form);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentSection, use);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentSection, currency);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentSection, exchange);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentSection, exchange_hint);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentSection, rule);
  gtk_widget_class_bind_template_callback (widget_class, on_method);
  gtk_widget_class_bind_template_callback (widget_class, on_form);
  gtk_widget_class_bind_template_callback (widget_class, on_use);
  gtk_widget_class_bind_template_callback (widget_class, on_currency);
  gtk_widget_class_bind_template_callback (widget_class, on_exchange);
}

static void
fac_payment_section_init (FacPaymentSection *self)
{
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->exchange_hint, self->exchange);
}

void
fac_payment_section_set_draft (FacPaymentSection *self, FacWorkspace *workspace,
                               FacInvoiceDraft *draft)
{
  g_autoptr (GPtrArray) currencies = NULL;

  g_return_if_fail (FAC_IS_PAYMENT_SECTION (self) && self->draft == NULL);
  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  self->filling = TRUE;
  set_entries (self, self->method, FAC_CATALOG_PAYMENT_METHODS);
  set_entries (self, self->form, FAC_CATALOG_PAYMENT_FORMS);
  currencies = ordered_currencies (self);
  fac_key_row_set_entries (self->currency, currencies, NULL);
  self->filling = FALSE;
  g_signal_connect (draft, "changed", G_CALLBACK (on_draft_changed), self);
  show_draft (self);
}

void
fac_payment_section_set_narrow (FacPaymentSection *self, gboolean narrow)
{
  g_return_if_fail (FAC_IS_PAYMENT_SECTION (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (self->columns), !narrow);
}

gboolean
fac_payment_section_focus (FacPaymentSection *self, const char *field)
{
  const struct { const char *field; gpointer row; } rows[] = {
    { "payment_method", self->method }, { "payment_form", self->form }, { "use", self->use },
    { "currency", self->currency }, { "exchange", self->exchange },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_has_prefix (field, rows[i].field))
      return gtk_widget_grab_focus (rows[i].row);
  return FALSE;
}
