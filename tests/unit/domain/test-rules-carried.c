/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "fac-text.h"

static void
become (RulesFixture *self, FacInvoiceType type)
{
  self->invoice->type = type;
  fac_invoice_settle_kind (self->invoice);
  fac_set_string (&self->invoice->customer->tax_id, "FUNK671228PH6");
  fac_set_string (&self->invoice->customer->legal_name, "KARLA FUENTE NOLASCO");
  fac_set_string (&self->invoice->customer->tax_system, "605");
}

static void
add_complement (RulesFixture *self, const char *type)
{
  g_ptr_array_add (self->invoice->complements, fac_complement_new (type, "{}"));
}

static void
test_payroll (RulesFixture *self, gconstpointer data)
{
  become (self, FAC_INVOICE_NOMINA);
  g_ptr_array_set_size (self->invoice->lines, 0);
  g_assert_cmpstr (self->invoice->use, ==, "CN01");
  g_assert_cmpstr (self->invoice->currency, ==, "MXN");
  g_assert_cmpstr (self->invoice->payment_method, ==, "PUE");
  g_assert_null (self->invoice->payment_form);
  rules_assert_error (self, "complements", "payroll-missing");
  add_complement (self, "nomina");
  rules_assert_clean (self);
  fac_set_string (&self->invoice->customer->tax_system, "612");
  rules_assert_error (self, "customer.tax_system", "NOM11");
}

static void
test_transfer (RulesFixture *self, gconstpointer data)
{
  FacInvoiceLine *line = rules_line_at (self, 0);

  become (self, FAC_INVOICE_TRASLADO);
  fac_set_string (&self->invoice->customer->tax_system, "612");
  g_assert_cmpstr (self->invoice->use, ==, "S01");
  g_assert_cmpstr (self->invoice->currency, ==, "XXX");
  g_assert_null (self->invoice->payment_method);
  line->product->price = FAC_DECIMAL_ZERO; /* goods have none */
  rules_assert_clean (self);
  line->quantity = FAC_DECIMAL_ZERO;
  rules_assert_error (self, "items.0.quantity", "quantity-missing");
  line->quantity = fac_decimal_from_int (1);
  fac_set_string (&line->product->description, "");
  rules_assert_error (self, "items.0.product.description", "description-missing");
  g_ptr_array_set_size (self->invoice->lines, 0);
  rules_assert_error (self, "items", "items-missing");
}

static void
test_waybill (RulesFixture *self, gconstpointer data)
{
  become (self, FAC_INVOICE_TRASLADO);
  fac_set_string (&self->invoice->customer->tax_system, "612");
  add_complement (self, "carta_porte");
  rules_assert_error (self, "customer", "CP107");
  fac_set_string (&self->invoice->customer->tax_id, self->context.organization->tax_id);
  rules_check (self);
  g_assert_null (rules_find (self->findings, "customer", "CP107"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  RULES_ADD ("carried/payroll", test_payroll);
  RULES_ADD ("carried/transfer", test_transfer);
  RULES_ADD ("carried/waybill", test_waybill);
  return g_test_run ();
}
