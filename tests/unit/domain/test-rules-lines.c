/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "fac-tax-id.h"
#include "fac-text.h"

static void
test_lines (RulesFixture *self, gconstpointer data)
{
  FacTax tax;
  FacInvoiceLine *line = rules_line_at (self, 0);

  rules_add_line (self->invoice, "0");
  rules_assert_error (self, "items.1.product.price", "CFDI40166");
  rules_line_at (self, 1)->product->price = rules_decimal ("5");
  rules_line_at (self, 1)->quantity = FAC_DECIMAL_ZERO;
  rules_assert_error (self, "items.1.quantity", "quantity-missing");
  rules_line_at (self, 1)->quantity = rules_decimal ("1.1234567");
  rules_assert_error (self, "items.1.quantity", "quantity-decimals");
  g_ptr_array_set_size (self->invoice->lines, 1);
  line->discount = rules_decimal ("-1");
  rules_assert_error (self, "items.0.discount", "discount-negative");
  line->discount = rules_decimal ("1250");
  rules_assert_error (self, "items.0.product.taxes", "CFDI40174");
  /* a warning about the taxes does not hide that nothing is left to be taxed */
  tax = g_array_index (line->product->taxes, FacTax, 0);
  g_array_append_val (line->product->taxes, tax);
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "items.0.product.taxes", "tax-twice"));
  g_assert_nonnull (rules_find (self->findings, "items.0.product.taxes", "CFDI40174"));
  g_array_set_size (line->product->taxes, 1);
  line->discount = rules_decimal ("1251");
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "items.0.discount", "CFDI40169"));
  g_assert_nonnull (rules_find (self->findings, "items", "CFDI40110"));
  line->discount = FAC_DECIMAL_ZERO;
  fac_set_string (&line->product->description, NULL);
  rules_assert_error (self, "items.0.product.description", "description-missing");
  fac_set_string (&line->product->description, "x");
  fac_set_string (&line->product->product_key, "8111210");
  rules_assert_error (self, "items.0.product.product_key", "CFDI40162");
  fac_set_string (&line->product->product_key, "12345678");
  rules_assert_error (self, "items.0.product.product_key", "CFDI40162");
  self->catalog->unsure = "products";
  rules_assert_clean (self);
  fac_set_string (&line->product->unit_key, "ZZZ");
  rules_assert_error (self, "items.0.product.unit_key", "CFDI40165");
  line->product->price = fac_decimal_overflowed ();
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "items.0.product.price", "amount-too-large"));
  line->product->price = fac_decimal_make (G_GINT64_CONSTANT (1000000000000000000), 0);
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "items.0.product.price", "amount-too-large"));
  line->product->price = fac_decimal_from_int (100);
  line->discount = line->quantity = fac_decimal_overflowed ();
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "items.0.discount", "amount-too-large"));
  g_assert_nonnull (rules_find (self->findings, "items.0.quantity", "amount-too-large"));
}

static void
set_taxes (RulesFixture *self, const char *taxability, const FacTax *taxes, gsize n)
{
  FacProduct *product = rules_line_at (self, 0)->product;

  fac_set_string (&product->taxability, taxability);
  g_array_set_size (product->taxes, 0);
  if (n > 0)
    g_array_append_vals (product->taxes, taxes, (guint) n);
}

static void
test_taxability (RulesFixture *self, gconstpointer data)
{
  const FacTax iva = fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.16");
  const FacTax isr = fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.10");
  const FacTax ieps = fac_tax_make (FAC_TAX_IEPS, FAC_TAX_TASA, FALSE, "0.08");

  set_taxes (self, "02", NULL, 0);
  rules_assert_error (self, "items.0.product.taxability", "CFDI40171");
  set_taxes (self, "01", &iva, 1);
  rules_assert_error (self, "items.0.product.taxability", "CFDI40172");
  set_taxes (self, "01", NULL, 0);
  rules_assert_clean (self);
  set_taxes (self, "03", &isr, 1);
  rules_assert_error (self, "items.0.product.taxability", "CFDI40172");
  set_taxes (self, "06", &iva, 1);
  rules_assert_error (self, "items.0.product.taxability", "CFDI40226");
  set_taxes (self, "06", &isr, 1);
  rules_assert_clean (self);
  set_taxes (self, "08", &ieps, 1);
  rules_assert_error (self, "items.0.product.taxability", "CFDI40226");
  set_taxes (self, "07", &iva, 1);
  rules_assert_error (self, "items.0.product.taxability", "CFDI40227");
  set_taxes (self, "07", &ieps, 1);
  rules_assert_clean (self);
  set_taxes (self, "09", &iva, 1);
  rules_assert_error (self, "items.0.product.taxability", "CFDI40170");
}

static void
test_rates (RulesFixture *self, gconstpointer data)
{
  static const struct
  {
    FacTaxKind    kind;
    FacTaxFactor  factor;
    gboolean      withholding;
    const char   *rate;
    const char   *code; /* NULL: allowed */
  } cases[] = {
    { FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.160000", NULL },
    { FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.08", NULL },
    { FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0", NULL },
    { FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.15", "CFDI40179" },
    { FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "16", "CFDI40179" },
    { FAC_TAX_IVA, FAC_TAX_EXENTO, FALSE, NULL, NULL },
    { FAC_TAX_IVA, FAC_TAX_TASA, TRUE, "0.106667", NULL },
    { FAC_TAX_IVA, FAC_TAX_TASA, TRUE, "0.17", "CFDI40185" },
    { FAC_TAX_IVA, FAC_TAX_TASA, TRUE, "0.1066667", "CFDI40185" },
    { FAC_TAX_IVA, FAC_TAX_EXENTO, TRUE, NULL, "CFDI40184" },
    { FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.0125", NULL },
    { FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.36", "CFDI40185" },
    { FAC_TAX_ISR, FAC_TAX_TASA, FALSE, "0.10", "CFDI40175" },
    { FAC_TAX_IEPS, FAC_TAX_TASA, FALSE, "0.265", NULL },
    { FAC_TAX_IEPS, FAC_TAX_TASA, FALSE, "0.27", "CFDI40179" },
    { FAC_TAX_IEPS, FAC_TAX_CUOTA, FALSE, "72.1605", NULL },
    { FAC_TAX_IEPS, FAC_TAX_CUOTA, FALSE, "72.1606", "CFDI40179" },
    { FAC_TAX_IEPS, FAC_TAX_TASA, TRUE, "0.03", "CFDI40185" },
    { FAC_TAX_IVA, FAC_TAX_CUOTA, FALSE, "0.16", "CFDI40179" },
    { FAC_TAX_IVA, FAC_TAX_TASA, TRUE, "-0.04", "CFDI40185" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FacTax tax = fac_tax_make (cases[i].kind, cases[i].factor, cases[i].withholding,
                                 cases[i].rate);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      set_taxes (self, "02", &tax, 1);
      rules_check (self);
      rules_print (self->findings);
      g_assert_cmpuint (self->findings->len, ==, cases[i].code != NULL ? 1 : 0);
      if (cases[i].code != NULL)
        g_assert_cmpstr (((FacFinding *) g_ptr_array_index (self->findings, 0))->code, ==,
                         cases[i].code);
    }
}

static void
test_line_details (RulesFixture *self, gconstpointer data)
{
  FacPart *part;
  FacInvoiceLine *line = rules_line_at (self, 0);

  line->customs_keys = g_strsplit ("15 48 3009 0001234", ",", -1);
  rules_assert_error (self, "items.0.customs_keys", "CFDI40194");
  g_strfreev (line->customs_keys);
  line->customs_keys = g_strsplit ("15  48  3009  0001234", ",", -1);
  rules_assert_clean (self);
  line->property_tax_account = g_strsplit ("12-34", ",", -1);
  rules_assert_error (self, "items.0.property_tax_account", "property-account-shape");
  g_clear_pointer (&line->property_tax_account, g_strfreev);
  line->third_party = fac_third_party_new ();
  fac_set_string (&line->third_party->tax_id, "EKU9003173C9");
  fac_set_string (&line->third_party->legal_name, "X");
  fac_set_string (&line->third_party->tax_system, "601");
  fac_set_string (&line->third_party->zip, "36257");
  rules_assert_error (self, "items.0.third_party.tax_id", "CFDI40188");
  fac_set_string (&line->third_party->tax_id, "CACX7605101P8");
  fac_set_string (&line->third_party->zip, "00000");
  rules_assert_error (self, "items.0.third_party.zip", "CFDI40192");
  fac_set_string (&line->third_party->zip, "36257");
  rules_assert_clean (self);
  fac_set_string (&line->third_party->tax_id, FAC_RFC_THIRD_PARTY);
  fac_set_string (&line->third_party->tax_system, "616");
  rules_assert_error (self, "items.0.third_party.zip", "CFDI40193");
  fac_set_string (&line->third_party->tax_system, "601");
  fac_set_string (&line->third_party->zip, "42501");
  rules_assert_error (self, "items.0.third_party.tax_system", "CFDI40223");
  fac_set_string (&line->third_party->tax_system, "616");
  rules_assert_clean (self);
  fac_set_string (&line->third_party->legal_name, "X|Y");
  rules_assert_error (self, "items.0.third_party.legal_name", "text-with-bar");
  fac_set_string (&line->third_party->legal_name, "X");
  line->parts = fac_parts_new ();
  part = fac_part_new ();
  g_ptr_array_add (line->parts, part);
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "items.0.parts", "CFDI40196"));
  fac_set_string (&part->description, "X|Y");
  fac_set_string (&part->unit_name, "more than twenty letters");
  part->quantity = fac_decimal_make (1, 7);
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "items.0.parts", "text-with-bar"));
  g_assert_nonnull (rules_find (self->findings, "items.0.parts", "text-too-long"));
  g_assert_nonnull (rules_find (self->findings, "items.0.parts", "quantity-decimals"));
  part->customs_keys = g_strsplit ("15 48 3009 0001234", ",", -1);
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "items.0.parts", "CFDI40199"));
}

static void
test_many_lines (RulesFixture *self, gconstpointer data)
{
  for (int i = 1; i < 5000; i++)
    rules_add_line (self->invoice, "1");
  self->catalog->asked = 0;
  rules_assert_clean (self);
  /* one question for each key, not for each line */
  g_assert_cmpuint (self->catalog->asked, <, 20);
  rules_add_line (self->invoice, "1");
  rules_assert_error (self, "items", "items-too-many");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  RULES_ADD ("lines", test_lines);
  RULES_ADD ("taxability", test_taxability);
  RULES_ADD ("rates", test_rates);
  RULES_ADD ("line-details", test_line_details);
  RULES_ADD ("many-lines", test_many_lines);
  return g_test_run ();
}
