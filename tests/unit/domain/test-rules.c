/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "fac-text.h"
#include "fac-unread.h"

static void
test_clean (RulesFixture *self, gconstpointer data)
{
  rules_assert_clean (self);
  /* without a catalogue and an issuer what cannot be known is not judged */
  self->context = (FacRulesContext) { 0 };
  rules_assert_clean (self);
}

static void
test_empty_draft (RulesFixture *self, gconstpointer data)
{
  g_clear_pointer (&self->invoice->customer, fac_customer_unref);
  g_ptr_array_set_size (self->invoice->lines, 0);
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "customer", "customer-missing"));
  g_assert_nonnull (rules_find (self->findings, "items", "items-missing"));
  g_assert_cmpuint (self->findings->len, ==, 2);
  g_assert_true (fac_findings_has_errors (self->findings));
}

static void
test_payment (RulesFixture *self, gconstpointer data)
{
  fac_set_string (&self->invoice->payment_method, "PPD");
  rules_assert_error (self, "payment_form", "CFDI40105");
  fac_set_string (&self->invoice->payment_form, "99");
  rules_assert_clean (self);
  fac_set_string (&self->invoice->payment_method, "PUE");
  rules_assert_error (self, "payment_form", "pue-form-99");
  fac_set_string (&self->invoice->payment_form, "77");
  rules_assert_error (self, "payment_form", "CFDI40104");
  fac_set_string (&self->invoice->payment_form, NULL);
  rules_assert_error (self, "payment_form", "payment-form-missing");
  fac_set_string (&self->invoice->payment_form, "03");
  fac_set_string (&self->invoice->payment_method, "XXX");
  rules_assert_error (self, "payment_method", "CFDI40124");
}

static void
test_currency (RulesFixture *self, gconstpointer data)
{
  self->invoice->exchange = rules_decimal ("17.5");
  rules_assert_error (self, "exchange", "CFDI40114");
  fac_set_string (&self->invoice->currency, "USD");
  rules_assert_clean (self);
  self->invoice->exchange = rules_decimal ("1.0");
  rules_assert_only (self, "exchange", FAC_FINDING_WARNING, "exchange-one");
  self->invoice->exchange = FAC_DECIMAL_ZERO;
  rules_assert_error (self, "exchange", "CFDI40115");
  self->invoice->exchange = rules_decimal ("17.1234567");
  rules_assert_error (self, "exchange", "CFDI40117");
  fac_set_string (&self->invoice->currency, "QQQ");
  rules_assert_error (self, "currency", "CFDI40113");
  fac_set_string (&self->invoice->currency, "XXX");
  rules_assert_error (self, "currency", "CFDI40113");
}

static void
test_date (RulesFixture *self, gconstpointer data)
{
  self->invoice->date = RULES_NOW - 71 * G_TIME_SPAN_HOUR;
  rules_assert_clean (self);
  self->invoice->date = RULES_NOW - 73 * G_TIME_SPAN_HOUR;
  rules_assert_error (self, "date", "401");
  self->invoice->date = RULES_NOW + G_TIME_SPAN_HOUR;
  rules_assert_error (self, "date", "401");
}

static void
test_export (RulesFixture *self, gconstpointer data)
{
  fac_set_string (&self->invoice->export_code, "02");
  rules_assert_error (self, "export", "CFDI40122");
  g_ptr_array_add (self->invoice->complements, fac_complement_new ("comercio_exterior", "{}"));
  rules_assert_clean (self);
  fac_set_string (&self->invoice->export_code, "01");
  rules_assert_error (self, "export", "CFDI40222");
  fac_set_string (&self->invoice->export_code, "09");
  rules_assert_error (self, "export", "CFDI40123");
}

static void
test_head (RulesFixture *self, gconstpointer data)
{
  static const char *const documents[] = { "not-a-uuid", NULL };
  g_autofree char *conditions = g_strnfill (1001, 'x');

  fac_set_string (&self->invoice->conditions, conditions);
  rules_assert_error (self, "conditions", "text-too-long");
  fac_set_string (&self->invoice->conditions, NULL);
  fac_set_string (&self->invoice->series, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  rules_assert_error (self, "series", "text-too-long");
  fac_set_string (&self->invoice->series, "A");
  fac_set_string (&self->invoice->folio_number, "12b");
  rules_assert_error (self, "folio_number", "folio-shape");
  fac_set_string (&self->invoice->folio_number, "12");
  fac_set_string (&self->invoice->place_of_issue, "00001");
  rules_assert_error (self, "address.zip", "CFDI40126");
  fac_set_string (&self->invoice->place_of_issue, NULL);
  g_ptr_array_add (self->invoice->related_documents, fac_relation_new ("01", documents));
  rules_assert_error (self, "related_documents.0.documents", "uuid-shape");
  g_ptr_array_set_size (self->invoice->related_documents, 0);
  fac_set_string (&self->organization->tax_system, NULL);
  rules_assert_error (self, "organization", "organization_incomplete");
  fac_set_string (&self->organization->tax_system, "612");
  rules_assert_error (self, "organization", "CFDI40141");
}

static void
test_order (RulesFixture *self, gconstpointer data)
{
  const FacFinding *first, *second, *last;

  fac_set_string (&self->invoice->customer->tax_id, "URE180429TM7");
  fac_set_string (&self->invoice->payment_method, "PPD");
  rules_line_at (self, 0)->product->price = FAC_DECIMAL_ZERO;
  rules_check (self);
  rules_print (self->findings);
  g_assert_cmpuint (self->findings->len, ==, 3);
  first = g_ptr_array_index (self->findings, 0);
  second = g_ptr_array_index (self->findings, 1);
  last = g_ptr_array_index (self->findings, 2);
  g_assert_cmpstr (first->field, ==, "items.0.product.price");
  g_assert_cmpstr (second->field, ==, "payment_form");
  g_assert_cmpstr (last->field, ==, "customer.tax_id");
  g_assert_cmpint (last->severity, ==, FAC_FINDING_WARNING);
}

static void
test_resico (RulesFixture *self, gconstpointer data)
{
  const FacTax isr = fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.0125");

  fac_set_string (&self->organization->tax_id, "CACX7605101P8");
  fac_set_string (&self->organization->tax_system, "626");
  rules_assert_only (self, "items", FAC_FINDING_WARNING, "CFDI40225");
  g_array_append_val (rules_line_at (self, 0)->product->taxes, isr);
  rules_assert_clean (self);
}

static void
test_other_types (RulesFixture *self, gconstpointer data)
{
  self->invoice->type = FAC_INVOICE_TRASLADO;
  fac_set_string (&self->invoice->payment_form, NULL);
  rules_assert_clean (self);
  fac_set_string (&self->invoice->customer->tax_id, "x");
  rules_assert_error (self, "customer.tax_id", "CFDI40143");
}

static void
test_forms (RulesFixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;
  g_autoptr(GPtrArray) clean = fac_customer_check (customer, &self->context);
  g_autoptr(GPtrArray) empty = NULL, wrong_use = NULL, product = NULL;
  g_autoptr(FacCustomer) nobody = fac_customer_new ();
  g_autoptr(FacProduct) nothing = fac_product_new ();

  g_assert_cmpuint (clean->len, ==, 0);
  fac_set_string (&customer->default_invoice_use, "D01");
  wrong_use = fac_customer_check (customer, &self->context);
  g_assert_nonnull (rules_find (wrong_use, "default_invoice_use", "CFDI40161"));
  empty = fac_customer_check (nobody, &self->context);
  g_assert_nonnull (rules_find (empty, "legal_name", "name-missing"));
  g_assert_nonnull (rules_find (empty, "tax_id", "tax-id-missing"));
  g_assert_nonnull (rules_find (empty, "tax_system", "tax-system-missing"));
  g_assert_nonnull (rules_find (empty, "address.zip", "zip-missing"));
  product = fac_product_check (nothing, NULL);
  g_assert_nonnull (rules_find (product, "description", "description-missing"));
  g_assert_nonnull (rules_find (product, "product_key", "product-key-missing"));
  g_assert_nonnull (rules_find (product, "price", "CFDI40166"));
}

/* the fault is of what is typed there now, not of the number before */
static void
test_rate_that_is_no_number (RulesFixture *self, gconstpointer data)
{
  g_autoptr(FacProduct) product = fac_product_copy (rules_line_at (self, 0)->product);
  g_autoptr(GPtrArray) before = NULL, now = NULL;
  FacLocalTax local = { .name = "ISH" };

  g_array_index (product->taxes, FacTax, 0).rate = fac_decimal_make (25, 2);
  g_array_append_val (product->local_taxes, local);
  before = fac_product_check (product, &self->context);
  g_assert_nonnull (rules_find (before, "taxes.0.rate", "CFDI40179"));
  g_assert_nonnull (rules_find (before, "local_taxes.0.rate", "local-tax-rate"));
  fac_unread_put (&product->unread, "taxes.0.rate", "abc");
  fac_unread_put (&product->unread, "local_taxes.0.rate", "tres");
  now = fac_product_check (product, &self->context);
  g_assert_null (rules_find (now, "taxes.0.rate", "CFDI40179"));
  g_assert_null (rules_find (now, "local_taxes.0.rate", "local-tax-rate"));
  g_assert_nonnull (rules_find (now, "taxes.0.rate", "rate-unread"));
  g_assert_nonnull (rules_find (now, "local_taxes.0.rate", "rate-unread"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  RULES_ADD ("clean", test_clean);
  RULES_ADD ("empty-draft", test_empty_draft);
  RULES_ADD ("payment", test_payment);
  RULES_ADD ("currency", test_currency);
  RULES_ADD ("date", test_date);
  RULES_ADD ("export", test_export);
  RULES_ADD ("head", test_head);
  RULES_ADD ("order", test_order);
  RULES_ADD ("resico", test_resico);
  RULES_ADD ("other-types", test_other_types);
  RULES_ADD ("forms", test_forms);
  RULES_ADD ("rate-that-is-no-number", test_rate_that_is_no_number);
  return g_test_run ();
}
