/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax.h"
#include "fac-test.h"

static char *
join (GArray *rates)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rates->len; i++)
    {
      g_autofree char *one = fac_decimal_to_string (
        fac_decimal_trim (g_array_index (rates, FacDecimal, i), 0));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", one);
    }
  return g_strdup (text->str);
}

/* What can be picked: the fixed ones, and of a range those that presets have; all are the SAT's. */
static void
test_usual (void)
{
  static const struct
  {
    FacTaxKind   kind;
    FacTaxFactor factor;
    gboolean     withheld;
    const char  *rates;
  } cases[] = {
    { FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0 0.08 0.16" },
    { FAC_TAX_IVA, FAC_TAX_TASA, TRUE, "0.04 0.106667" },
    { FAC_TAX_IVA, FAC_TAX_CUOTA, FALSE, "" },
    { FAC_TAX_IVA, FAC_TAX_EXENTO, FALSE, "" },
    { FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.0125 0.1" },
    { FAC_TAX_ISR, FAC_TAX_TASA, FALSE, "" },
    { FAC_TAX_IEPS, FAC_TAX_TASA, FALSE,
      "0 0.03 0.06 0.07 0.08 0.09 0.25 0.265 0.3 0.304 0.5 0.53 1.6" },
    { FAC_TAX_IEPS, FAC_TAX_TASA, TRUE, "0.06 0.07 0.08 0.09 0.25 0.265 0.3 0.304 0.5 0.53 1.6" },
    { FAC_TAX_IEPS, FAC_TAX_CUOTA, FALSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FacTax tax = { .kind = cases[i].kind, .factor = cases[i].factor,
                           .withholding = cases[i].withheld };
      g_autoptr (GArray) usual = fac_tax_usual_rates (&tax);
      g_autofree char *text = join (usual);

      g_assert_cmpstr (text, ==, cases[i].rates);
    }
}

static void
test_ranges (void)
{
  static const struct
  {
    FacTaxKind   kind;
    FacTaxFactor factor;
    gboolean     withheld;
    const char  *high;
  } cases[] = {
    { FAC_TAX_IVA, FAC_TAX_TASA, TRUE, "0.160000" },
    { FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.350000" },
    { FAC_TAX_IEPS, FAC_TAX_CUOTA, FALSE, "72.160500" },
    { FAC_TAX_IEPS, FAC_TAX_CUOTA, TRUE, "72.160500" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FacTax tax = { .kind = cases[i].kind, .factor = cases[i].factor,
                           .withholding = cases[i].withheld };
      g_autoptr (GArray) rates = fac_tax_rates (&tax);
      const FacTaxRate *rate = &g_array_index (rates, FacTaxRate, 0);
      g_autofree char *high = fac_decimal_to_string (rate->high);

      g_assert_cmpuint (rates->len, ==, 1);
      g_assert_true (fac_decimal_is_zero (rate->low));
      g_assert_cmpstr (high, ==, cases[i].high);
    }
}

static void
assert_next (GArray *taxes, const char *label)
{
  FacTax next;
  g_autofree char *text = NULL;

  g_assert_true (fac_tax_next ((const FacTax *) (gconstpointer) taxes->data, taxes->len, &next));
  text = fac_tax_label (&next, NULL);
  g_assert_cmpstr (text, ==, label);
  for (guint i = 0; i < taxes->len; i++)
    g_assert_false (fac_tax_equal (&g_array_index (taxes, FacTax, i), &next));
  g_array_append_val (taxes, next);
}

/* One after the other none is there twice, until there is none left. */
static void
test_next (void)
{
  g_autoptr (GArray) taxes = g_array_new (FALSE, FALSE, sizeof (FacTax));
  FacTax next;
  guint n = 0;

  assert_next (taxes, "IVA 16 %");
  assert_next (taxes, "IVA ret. 10.6667 %");
  assert_next (taxes, "ISR ret. 10 %");
  assert_next (taxes, "IEPS 8 %");
  assert_next (taxes, "IEPS 3 %");
  while (fac_tax_next ((const FacTax *) (gconstpointer) taxes->data, taxes->len, &next))
    {
      for (guint i = 0; i < taxes->len; i++)
        g_assert_false (fac_tax_equal (&g_array_index (taxes, FacTax, i), &next));
      g_array_append_val (taxes, next);
      g_assert_cmpuint (n++, <, 40);
    }
}

/* Nothing is withheld of an IVA that is not charged; another rate of what is there is not the next one. */
static void
test_next_sensible (void)
{
  g_autoptr (GArray) exempt = g_array_new (FALSE, FALSE, sizeof (FacTax));
  g_autoptr (GArray) border = g_array_new (FALSE, FALSE, sizeof (FacTax));
  const FacTax none = { .kind = FAC_TAX_IVA, .factor = FAC_TAX_EXENTO };
  const FacTax eight = fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.08");

  g_array_append_val (exempt, none);
  assert_next (exempt, "ISR ret. 10 %");
  assert_next (exempt, "IEPS 8 %");
  g_array_append_val (border, eight);
  assert_next (border, "IVA ret. 10.6667 %");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/tax-rates/usual", test_usual);
  g_test_add_func ("/domain/tax-rates/ranges", test_ranges);
  g_test_add_func ("/domain/tax-rates/next", test_next);
  g_test_add_func ("/domain/tax-rates/next-sensible", test_next_sensible);
  return g_test_run ();
}
