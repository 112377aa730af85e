/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-totals.h"

/*
 * Random invoices against the identities of the SAT's error matrix. The test's arithmetic is its
 * own: plain 128-bit integers with the scale written beside them, divisions on the spot, no
 * function of FacDecimal.
 */

#define N_INVOICES 100000
#define MOST_LINES 8

typedef __int128 Wide;

static guint64 state;

static guint64
next_random (void)
{
  guint64 z = state += 0x9e3779b97f4a7c15;

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

static guint
below (guint n)
{
  return (guint) (next_random () % n);
}

static Wide
ten_to (guint exponent)
{
  Wide power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

static Wide
down (Wide value, guint digits)
{
  return value / ten_to (digits);
}

static Wide
up (Wide value, guint digits)
{
  Wide power = ten_to (digits);

  return value / power + (value % power > 0);
}

static Wide
half_up (Wide value, guint digits)
{
  Wide power = ten_to (digits), rest;

  if (value < 0)
    return -half_up (-value, digits);
  rest = value % power;
  return value / power + (rest * 2 >= power);
}

/* @value as an integer of @scale digits after the point; the value must not have more */
static Wide
scaled (FacDecimal value, guint scale)
{
  g_assert_false (value.overflow);
  g_assert_cmpuint (value.scale, <=, scale);
  return value.coefficient * ten_to (scale - value.scale);
}

static FacDecimal
random_decimal (guint largest, guint most_decimals)
{
  guint scale = below (most_decimals + 1);

  return fac_decimal_make (1 + (gint64) (next_random () % (largest * (guint64) ten_to (scale))),
                           scale);
}

static const char *const iva_rates[] = { "0.16", "0.160000", "0.08", "0", "0.000" };
static const char *const ieps_rates[] = { "0.08", "0.265", "0.3", "0.53", "1.6", "0.25" };

static FacTax
random_ieps (void)
{
  FacTax tax;

  if (below (3) == 0)
    {
      tax = fac_tax_make (FAC_TAX_IEPS, FAC_TAX_CUOTA, FALSE, NULL);
      tax.rate = random_decimal (9, 6);
    }
  else
    tax = fac_tax_make (FAC_TAX_IEPS, FAC_TAX_TASA, FALSE,
                        ieps_rates[below (G_N_ELEMENTS (ieps_rates))]);
  tax.ieps_mode = (FacIepsMode) below (4);
  return tax;
}

static void
random_taxes (GArray *taxes)
{
  FacTax tax;

  g_array_set_size (taxes, 0);
  if (below (10) == 0)
    return;
  if (below (6) == 0)
    {
      tax = random_ieps ();
      g_array_append_val (taxes, tax);
    }
  tax = below (8) == 0 ? fac_tax_make (FAC_TAX_IVA, FAC_TAX_EXENTO, FALSE, NULL)
                       : fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE,
                                       iva_rates[below (G_N_ELEMENTS (iva_rates))]);
  if (below (20) == 0)
    {
      tax.has_base = TRUE;
      tax.base = random_decimal (100000, 6);
    }
  g_array_append_val (taxes, tax);
  if (below (4) == 0)
    {
      tax = fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, below (2) ? "0.10" : "0.0125");
      g_array_append_val (taxes, tax);
    }
  if (below (4) == 0)
    {
      tax = fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, TRUE, below (2) ? "0.106667" : "0.04");
      g_array_append_val (taxes, tax);
    }
}

static void
random_line (FacInvoiceLine *line)
{
  FacProduct *product = line->product;
  FacLocalTax local = { .withholding = below (2) };

  random_taxes (product->taxes);
  product->price = random_decimal (below (10) ? 5000 : 2000000, 6);
  /* a price holds its quotas: something must be left below them and the discount */
  for (guint i = 0; i < product->taxes->len; i++)
    if (g_array_index (product->taxes, FacTax, i).kind == FAC_TAX_IEPS)
      product->price = fac_decimal_add (product->price, fac_decimal_from_int (20));
  product->tax_included = below (3) == 0;
  line->quantity = random_decimal (below (10) ? 50 : 20000, 6);
  line->discount = FAC_DECIMAL_ZERO;
  if (below (4) == 0)
    line->discount = fac_decimal_mul (fac_decimal_mul (product->price, line->quantity, 6,
                                                       FAC_ROUND_DOWN),
                                      fac_decimal_make (below (100), 3), below (7), FAC_ROUND_DOWN);
  g_array_set_size (product->local_taxes, 0);
  if (below (15) == 0)
    {
      fac_local_tax_set_name (&local, below (2) ? "ISH" : "Cedular");
      local.rate = fac_decimal_make (below (60), 3);
      g_array_append_val (product->local_taxes, local);
    }
}

static void
random_invoice (FacInvoice *invoice, GPtrArray *lines)
{
  static const char *const currencies[] = { "MXN", "MXN", "MXN", "USD", "JPY", "KWD" };
  guint n = 1 + below (MOST_LINES);

  /* the lines belong to @lines and are lent */
  g_ptr_array_set_size (invoice->lines, 0);
  g_free (invoice->currency);
  invoice->currency = g_strdup (currencies[below (G_N_ELEMENTS (currencies))]);
  for (guint i = 0; i < n; i++)
    {
      random_line (g_ptr_array_index (lines, i));
      g_ptr_array_add (invoice->lines, g_ptr_array_index (lines, i));
    }
}

/* CFDI40167: Importe within what Cantidad and ValorUnitario may stand for */
static void
check_amount (const FacInvoiceLine *line, const FacLineTotals *figures)
{
  Wide quantity = scaled (line->quantity, 12), price = scaled (figures->unit_price, 12);
  Wide quantity_half = ten_to (12 - line->quantity.scale) / 2,
      price_half = ten_to (12 - figures->unit_price.scale) / 2;
  Wide low = down ((quantity - quantity_half) * (price - price_half), 18);
  Wide high = up ((quantity + quantity_half - 1) * (price + price_half - 1), 18);
  Wide amount = scaled (figures->amount, 6);

  g_assert_cmpuint (figures->amount.scale, ==, 6);
  g_assert_true (low <= amount && amount <= high);
  g_assert_true (amount == half_up (scaled (line->quantity, 6) * scaled (figures->unit_price, 6),
                                    6));
  g_assert_true (scaled (figures->discount, 6) <= amount);
}

/* CFDI40180 and CFDI40186: Importe within what Base may stand for */
static void
check_tax_amount (const FacLineTax *tax)
{
  Wide rate, low, high, amount = scaled (tax->amount, 6);

  g_assert_cmpuint (tax->base.scale, <=, 6);
  if (tax->tax->factor == FAC_TAX_EXENTO)
    {
      g_assert_true (amount == 0);
      return;
    }
  rate = scaled (tax->tax->rate, 6);
  low = down ((scaled (tax->base, 12) - 500000) * rate, 12);
  high = up ((scaled (tax->base, 12) + 500000 - 1) * rate, 12);
  g_assert_true (low <= amount && amount <= high);
}

static gboolean
is_hidden (const FacTax *tax)
{
  return tax->kind == FAC_TAX_IEPS
         && (tax->ieps_mode == FAC_IEPS_UNIT
             || tax->ieps_mode == FAC_IEPS_SUBTRACT_BEFORE_BREAK_DOWN);
}

/* bases as cfdi.md §6 has them, for lines whose IEPS is not inside the unit price */
static void
check_bases (const FacInvoiceLine *line, const FacLineTotals *figures,
             const FacInvoiceTotals *totals)
{
  const FacTax *taxes = (const FacTax *) (const void *) line->product->taxes->data;
  const FacLineTax *entries = &g_array_index (totals->line_taxes, FacLineTax, figures->first_tax);
  Wide net = scaled (figures->amount, 6) - scaled (figures->discount, 6), wide = net;

  g_assert_cmpuint (figures->n_taxes, ==, line->product->taxes->len);
  for (guint i = 0; i < figures->n_taxes; i++)
    if (taxes[i].kind == FAC_TAX_IEPS && taxes[i].ieps_mode == FAC_IEPS_SUM_BEFORE_TAXES)
      wide += scaled (entries[i].amount, 6);
  for (guint i = 0; i < figures->n_taxes; i++)
    {
      Wide base = taxes[i].kind == FAC_TAX_IEPS ? net : wide;

      if (taxes[i].factor == FAC_TAX_CUOTA)
        base = scaled (line->quantity, 6);
      if (taxes[i].has_base)
        base = scaled (taxes[i].base, 6);
      g_assert_true (entries[i].tax == &taxes[i]);
      g_assert_true (scaled (entries[i].base, 6) == base);
    }
}

/* a price with its taxes inside is its unit price and their taxes again, to half of the sixth
 * decimal of the unit price */
static void
check_included (const FacInvoiceLine *line, const FacLineTotals *figures)
{
  Wide factor = 1000000, difference;

  if (!line->product->tax_included)
    {
      g_assert_true (fac_decimal_equal (figures->unit_price, line->product->price));
      return;
    }
  for (guint i = 0; i < line->product->taxes->len; i++)
    {
      const FacTax *tax = &g_array_index (line->product->taxes, FacTax, i);

      if (tax->kind == FAC_TAX_IEPS)
        return;
      if (!tax->withholding)
        factor += scaled (tax->rate, 6);
    }
  for (guint i = 0; i < line->product->local_taxes->len; i++)
    {
      const FacLocalTax *tax = &g_array_index (line->product->local_taxes, FacLocalTax, i);

      if (!tax->withholding && !tax->has_base)
        factor += scaled (tax->rate, 6);
    }
  difference = scaled (figures->unit_price, 6) * factor - scaled (line->product->price, 12);
  g_assert_true (difference * 2 <= factor && -difference * 2 <= factor);
}

static void
check_lines (const FacInvoice *invoice, const FacInvoiceTotals *totals)
{
  Wide subtotal = 0, discount = 0;
  guint first = 0;

  g_assert_cmpuint (totals->lines->len, ==, invoice->lines->len);
  for (guint i = 0; i < totals->lines->len; i++)
    {
      const FacInvoiceLine *line = g_ptr_array_index (invoice->lines, i);
      const FacLineTotals *figures = &g_array_index (totals->lines, FacLineTotals, i);
      gboolean hidden = FALSE;

      for (guint t = 0; t < line->product->taxes->len; t++)
        hidden |= is_hidden (&g_array_index (line->product->taxes, FacTax, t));
      check_amount (line, figures);
      if (!hidden)
        {
          check_included (line, figures);
          check_bases (line, figures, totals);
        }
      g_assert_cmpuint (figures->first_tax, ==, first);
      first += figures->n_taxes;
      subtotal += scaled (figures->amount, 6);
      discount += scaled (figures->discount, 6);
    }
  g_assert_cmpuint (first, ==, totals->line_taxes->len);
  /* CFDI40108, CFDI40111 */
  g_assert_true (scaled (totals->subtotal, totals->decimals) == half_up (subtotal,
                                                                         6 - totals->decimals));
  g_assert_true (scaled (totals->discount, totals->decimals) == half_up (discount,
                                                                         6 - totals->decimals));
  g_assert_cmpint (totals->has_discount, ==, discount != 0);
}

static gboolean
belongs (const FacTaxGroup *group, const FacTax *tax)
{
  if (group->kind != tax->kind || group->withholding != tax->withholding)
    return FALSE;
  return tax->withholding
         || (group->factor == tax->factor && scaled (group->rate, 6) == scaled (tax->rate, 6));
}

/* CFDI40211, 40215, 40216, 40218, 40221 and the totals CFDI40203, 40205 */
static void
check_groups (const FacInvoiceTotals *totals)
{
  Wide withheld = 0, transferred = 0;
  guint taken = 0;
  gboolean any_withheld = FALSE, any_transferred = FALSE;

  for (guint g = 0; g < totals->groups->len; g++)
    {
      const FacTaxGroup *group = &g_array_index (totals->groups, FacTaxGroup, g);
      Wide base = 0, amount = 0;

      for (guint i = 0; i < totals->line_taxes->len; i++)
        {
          const FacLineTax *tax = &g_array_index (totals->line_taxes, FacLineTax, i);

          if (!belongs (group, tax->tax))
            continue;
          check_tax_amount (tax);
          base += scaled (tax->base, 6);
          amount += scaled (tax->amount, 6);
          taken++;
        }
      g_assert_true (scaled (group->base, totals->decimals) == half_up (base,
                                                                        6 - totals->decimals));
      g_assert_true (scaled (group->amount, totals->decimals) == half_up (amount,
                                                                          6 - totals->decimals));
      *(group->withholding ? &withheld : &transferred) += scaled (group->amount, totals->decimals);
      any_withheld |= group->withholding;
      any_transferred |= !group->withholding && group->factor != FAC_TAX_EXENTO;
      /* withheld first */
      g_assert_false (group->withholding && g > 0
                      && !g_array_index (totals->groups, FacTaxGroup, g - 1).withholding);
    }
  /* every tax in one group and no more */
  g_assert_cmpuint (taken, ==, totals->line_taxes->len);
  g_assert_true (scaled (totals->withheld, totals->decimals) == withheld);
  g_assert_true (scaled (totals->transferred, totals->decimals) == transferred);
  g_assert_cmpint (totals->has_withheld, ==, any_withheld);
  g_assert_cmpint (totals->has_transferred, ==, any_transferred);
}

/* CFDI40119, with local taxes */
static void
check_total (const FacInvoiceTotals *totals)
{
  const guint scale = totals->decimals;
  Wide local = 0;

  for (guint i = 0; i < totals->local_groups->len; i++)
    {
      const FacLocalTaxGroup *group = &g_array_index (totals->local_groups, FacLocalTaxGroup, i);

      g_assert_cmpuint (group->amount.scale, <=, 2);
      local += (group->withholding ? -1 : 1) * scaled (group->amount, scale);
    }
  g_assert_cmpuint (totals->total.scale, ==, scale);
  g_assert_cmpuint (totals->subtotal.scale, ==, scale);
  g_assert_true (scaled (totals->total, scale)
                 == scaled (totals->subtotal, scale) - scaled (totals->discount, scale)
                    + scaled (totals->transferred, scale) - scaled (totals->withheld,
                                                                    scale) + local);
}

static void
test_identities (void)
{
  g_autoptr(FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr(GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_line_free);
  const char *given = g_getenv ("FACTURADOR_TEST_SEED");
  guint64 seed = given != NULL ? g_ascii_strtoull (given, NULL, 0) : (guint32) g_test_rand_int ();
  g_autoptr(FacProduct) product = fac_product_new ();

  g_test_message ("seed %" G_GUINT64_FORMAT ": set FACTURADOR_TEST_SEED to run the same invoices",
                  seed);
  state = seed;
  g_ptr_array_set_free_func (invoice->lines, NULL);
  for (guint i = 0; i < MOST_LINES; i++)
    g_ptr_array_add (lines, fac_invoice_line_new (product));
  for (guint i = 0; i < N_INVOICES; i++)
    {
      random_invoice (invoice, lines);
      fac_invoice_totals_compute (totals, invoice);
      check_lines (invoice, totals);
      check_groups (totals);
      check_total (totals);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/totals/identities", test_identities);
  return g_test_run ();
}
