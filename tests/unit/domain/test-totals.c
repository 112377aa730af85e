/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-totals.h"
#include "fac-test.h"

#include <string.h>

/* The golden cases: one file each, inputs above "expect", figures below
 * (tests/golden/totals/generate.py). */

typedef struct
{
  FacInvoice       *invoice;
  FacInvoiceTotals *totals;
  guint             n_lines;  /* checked so far */
  guint             n_taxes;
  guint             n_groups;
  guint             n_locals;
} Case;

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

/* the value of "name=…" among @words, or NULL */
static const char *
option (char **words, const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], name, length) == 0 && words[i][length] == '=')
      return words[i] + length + 1;
  return NULL;
}

static FacTax
read_tax (char **words)
{
  FacTax tax = { 0 };
  const char *base = option (words, "base"), *mode = option (words, "mode");

  g_assert_true (fac_tax_kind_from_api (words[1], &tax.kind));
  g_assert_true (fac_tax_factor_from_text (words[2], &tax.factor));
  tax.rate = decimal (words[3]);
  tax.withholding = g_strv_contains ((const char *const *) words, "withheld");
  if (mode != NULL)
    g_assert_true (fac_ieps_mode_from_api (mode, &tax.ieps_mode));
  tax.has_base = base != NULL;
  if (base != NULL)
    tax.base = decimal (base);
  return tax;
}

static void
read_input (Case *self, char **words)
{
  FacInvoiceLine *last = self->invoice->lines->len > 0
                         ? g_ptr_array_index (self->invoice->lines,
                                              self->invoice->lines->len - 1) : NULL;

  if (g_str_equal (words[0], "currency"))
    {
      g_free (self->invoice->currency);
      self->invoice->currency = g_strdup (words[1]);
    }
  else if (g_str_equal (words[0], "line"))
    {
      g_autoptr(FacProduct) product = fac_product_new ();
      FacInvoiceLine *line;

      g_array_set_size (product->taxes, 0);
      product->price = decimal (option (words, "price"));
      product->tax_included = g_strv_contains ((const char *const *) words, "included");
      line = fac_invoice_line_new (product);
      line->quantity = decimal (option (words, "quantity"));
      if (option (words, "discount") != NULL)
        line->discount = decimal (option (words, "discount"));
      g_ptr_array_add (self->invoice->lines, line);
    }
  else if (g_str_equal (words[0], "tax"))
    {
      FacTax tax = read_tax (words);

      g_array_append_val (last->product->taxes, tax);
    }
  else
    {
      FacLocalTax tax = { 0 };

      g_assert_cmpstr (words[0], ==, "local");
      fac_local_tax_set_name (&tax, words[1]);
      tax.rate = decimal (words[2]);
      tax.withholding = g_strv_contains ((const char *const *) words, "withheld");
      tax.has_base = option (words, "base") != NULL;
      if (tax.has_base)
        tax.base = decimal (option (words, "base"));
      g_array_append_val (last->product->local_taxes, tax);
    }
}

static void
assert_decimal (FacDecimal value, const char *expected)
{
  g_autofree char *text = fac_decimal_to_string (value);

  if (!fac_decimal_equal (value, decimal (expected)))
    g_assert_cmpstr (text, ==, expected);
}

/* document figures have exactly the digits that they are written with */
static void
assert_written (FacDecimal value, const char *expected)
{
  g_autofree char *text = fac_decimal_to_string (value);

  g_assert_cmpstr (text, ==, expected);
}

static void
check_group (Case *self, char **words, gboolean withheld)
{
  const FacTaxGroup *group;

  g_assert_cmpuint (self->n_groups, <, self->totals->groups->len);
  group = &g_array_index (self->totals->groups, FacTaxGroup, self->n_groups++);
  g_assert_cmpint (group->withholding, ==, withheld);
  g_assert_cmpstr (fac_tax_kind_to_api (group->kind), ==, words[1]);
  if (!withheld)
    {
      g_assert_cmpstr (fac_tax_factor_to_text (group->factor), ==, words[2]);
      if (g_str_equal (words[3], "-"))
        g_assert_cmpint (group->factor, ==, FAC_TAX_EXENTO);
      else
        assert_decimal (group->rate, words[3]);
    }
  assert_written (group->base, option (words, "base"));
  assert_written (group->amount, option (words, "amount"));
}

static void
check_line (Case *self, char **words)
{
  const FacLineTotals *line;

  g_assert_cmpuint (self->n_lines, <, self->totals->lines->len);
  line = &g_array_index (self->totals->lines, FacLineTotals, self->n_lines++);
  assert_decimal (line->unit_price, option (words, "unit"));
  assert_written (line->amount, option (words, "amount"));
  assert_written (line->discount, option (words, "discount"));
  g_assert_cmpuint (line->first_tax, ==, self->n_taxes);
}

static void
check_local (Case *self, char **words)
{
  const FacLocalTaxGroup *group;

  g_assert_cmpuint (self->n_locals, <, self->totals->local_groups->len);
  group = &g_array_index (self->totals->local_groups, FacLocalTaxGroup, self->n_locals++);
  g_assert_cmpstr (group->name, ==, words[1]);
  assert_decimal (group->rate, words[2]);
  g_assert_cmpint (group->withholding, ==,
                   g_strv_contains ((const char *const *) words, "withheld"));
  assert_written (group->amount, option (words, "amount"));
}

static void
check_figure (Case *self, char **words)
{
  if (g_str_equal (words[0], "line"))
    check_line (self, words);
  else if (g_str_equal (words[0], "tax"))
    {
      const FacLineTax *tax = &g_array_index (self->totals->line_taxes, FacLineTax,
                                              self->n_taxes++);

      g_assert_cmpuint (self->n_taxes, <=, self->totals->line_taxes->len);
      assert_written (tax->base, option (words, "base"));
      assert_written (tax->amount, option (words, "amount"));
    }
  else if (g_str_equal (words[0], "withheld") || g_str_equal (words[0], "transferred"))
    check_group (self, words, g_str_equal (words[0], "withheld"));
  else if (g_str_equal (words[0], "local"))
    check_local (self, words);
  else if (g_str_equal (words[0], "subtotal"))
    assert_written (self->totals->subtotal, words[1]);
  else if (g_str_equal (words[0], "discount"))
    {
      g_assert_cmpint (self->totals->has_discount, ==, !g_str_equal (words[1], "none"));
      if (self->totals->has_discount)
        assert_written (self->totals->discount, words[1]);
    }
  else
    {
      g_assert_cmpstr (words[0], ==, "total");
      assert_written (self->totals->total, words[1]);
    }
}

static void
test_golden (gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) rows = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();
  Case self = { .invoice = invoice, .totals = totals };
  gboolean expecting = FALSE;

  g_file_get_contents (data, &text, NULL, &error);
  g_assert_no_error (error);
  rows = g_strsplit (text, "\n", -1);
  for (gsize i = 0; rows[i] != NULL; i++)
    {
      g_auto(GStrv) words = g_strsplit (g_strstrip (rows[i]), " ", -1);

      if (words[0] == NULL || words[0][0] == '#')
        continue;
      if (g_str_equal (words[0], "expect"))
        {
          expecting = TRUE;
          fac_invoice_totals_compute (totals, invoice);
        }
      else if (expecting)
        check_figure (&self, words);
      else
        read_input (&self, words);
    }
  g_assert_true (expecting);
  g_assert_cmpuint (self.n_lines, ==, totals->lines->len);
  g_assert_cmpuint (self.n_taxes, ==, totals->line_taxes->len);
  g_assert_cmpuint (self.n_groups, ==, totals->groups->len);
  g_assert_cmpuint (self.n_locals, ==, totals->local_groups->len);
}

static FacInvoice *
one_line (FacInvoiceType type, const char *price, gboolean included)
{
  FacInvoice *invoice = fac_invoice_new (type);
  g_autoptr(FacProduct) product = fac_product_new ();

  product->price = decimal (price);
  product->tax_included = included;
  g_ptr_array_add (invoice->lines, fac_invoice_line_new (product));
  return invoice;
}

static void
test_types_without_amounts (void)
{
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr(FacInvoice) traslado = one_line (FAC_INVOICE_TRASLADO, "100", FALSE);
  g_autoptr(FacInvoice) pago = one_line (FAC_INVOICE_PAGO, "100", FALSE);
  g_autoptr(FacInvoice) egreso = one_line (FAC_INVOICE_EGRESO, "100", FALSE);

  fac_invoice_totals_compute (totals, traslado);
  assert_written (totals->subtotal, "0");
  assert_written (totals->total, "0");
  g_assert_cmpuint (totals->lines->len, ==, 1);
  g_assert_cmpuint (totals->groups->len, ==, 0);
  fac_invoice_totals_compute (totals, pago);
  assert_written (totals->total, "0");
  fac_invoice_totals_compute (totals, egreso);
  assert_written (totals->total, "116.00");
}

static void
test_used_again (void)
{
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr(FacInvoice) first = one_line (FAC_INVOICE_INGRESO, "345.60", TRUE);
  g_autoptr(FacInvoice) empty = fac_invoice_new (FAC_INVOICE_INGRESO);

  for (int i = 0; i < 3; i++)
    {
      fac_invoice_totals_compute (totals, first);
      assert_written (totals->total, "345.60");
      g_assert_true (totals->has_transferred);
      fac_invoice_totals_compute (totals, empty);
      assert_written (totals->total, "0.00");
      g_assert_false (totals->has_transferred);
      g_assert_cmpuint (totals->lines->len, ==, 0);
    }
}

static void
test_overflow_shows (void)
{
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr(FacInvoice) invoice = one_line (FAC_INVOICE_INGRESO, "100", FALSE);
  FacInvoiceLine *line = g_ptr_array_index (invoice->lines, 0);

  line->product->price = fac_decimal_overflowed ();
  fac_invoice_totals_compute (totals, invoice);
  g_assert_true (totals->total.overflow);
  g_assert_true (totals->subtotal.overflow);
  line->product->tax_included = TRUE;
  fac_invoice_totals_compute (totals, invoice);
  g_assert_true (totals->total.overflow);
}

static void
test_all_exempt_has_no_transferred (void)
{
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr(FacInvoice) invoice = one_line (FAC_INVOICE_INGRESO, "100", FALSE);
  FacInvoiceLine *line = g_ptr_array_index (invoice->lines, 0);

  g_array_index (line->product->taxes, FacTax, 0) = fac_tax_make (FAC_TAX_IVA, FAC_TAX_EXENTO,
                                                                  FALSE, NULL);
  fac_invoice_totals_compute (totals, invoice);
  g_assert_false (totals->has_transferred);
  g_assert_cmpuint (totals->groups->len, ==, 1);
  g_array_index (line->product->taxes, FacTax, 0) = fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE,
                                                                  "0");
  fac_invoice_totals_compute (totals, invoice);
  g_assert_true (totals->has_transferred);
  assert_written (totals->transferred, "0.00");
}

static void
test_price_both_ways (void)
{
  g_autoptr(FacProduct) product = fac_product_new ();
  FacTax ieps = fac_tax_make (FAC_TAX_IEPS, FAC_TAX_TASA, FALSE, "0.08");

  product->price = decimal ("100");
  assert_decimal (fac_product_price_with_tax (product), "116");
  assert_decimal (fac_product_price_without_tax (product), "100");
  g_array_append_val (product->taxes, ieps);
  assert_decimal (fac_product_price_with_tax (product), "125.28");
  product->price = decimal ("125.28");
  product->tax_included = TRUE;
  assert_decimal (fac_product_price_without_tax (product), "100");
  assert_decimal (fac_product_price_with_tax (product), "125.28");
  g_array_index (product->taxes, FacTax, 1).ieps_mode = FAC_IEPS_UNIT;
  product->price = decimal ("100");
  product->tax_included = FALSE;
  assert_decimal (fac_product_price_without_tax (product), "108");
  assert_decimal (fac_product_price_with_tax (product), "124");
}

/* 100 / 1.16 = 86.20689655…, to as many digits as a line has; local taxes are taxes, too */
static void
test_price_holds_all_taxes (void)
{
  g_autoptr(FacProduct) product = fac_product_new ();
  FacLocalTax lodging = { .rate = decimal ("0.03") };
  FacLocalTax withheld = { .rate = decimal ("0.05"), .withholding = TRUE };

  product->price = decimal ("100");
  product->tax_included = TRUE;
  assert_decimal (fac_product_price_without_tax (product), "86.206897");
  fac_local_tax_set_name (&lodging, "ISH");
  fac_local_tax_set_name (&withheld, "Cedular");
  g_array_append_val (product->local_taxes, lodging);
  g_array_append_val (product->local_taxes, withheld);
  assert_decimal (fac_product_price_without_tax (product), "84.033613");
  assert_decimal (fac_product_price_with_tax (product), "100");
  product->tax_included = FALSE;
  assert_decimal (fac_product_price_without_tax (product), "100");
  assert_decimal (fac_product_price_with_tax (product), "119");
}

static void
add_golden (void)
{
  g_autofree char *folder = fac_test_file ("golden/totals");
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      {
        g_autofree char *path = g_strconcat ("/totals/golden/", name, NULL);

        g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_golden,
                                   g_free);
        n++;
      }
  g_assert_cmpuint (n, >=, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_golden ();
  g_test_add_func ("/totals/types-without-amounts", test_types_without_amounts);
  g_test_add_func ("/totals/used-again", test_used_again);
  g_test_add_func ("/totals/overflow-shows", test_overflow_shows);
  g_test_add_func ("/totals/all-exempt", test_all_exempt_has_no_transferred);
  g_test_add_func ("/totals/price-both-ways", test_price_both_ways);
  g_test_add_func ("/totals/price-holds-all-taxes", test_price_holds_all_taxes);
  return g_test_run ();
}
