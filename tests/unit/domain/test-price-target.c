/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-price-target.h"

#include "fac-text.h"

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static FacInvoiceLine *
add_line (FacInvoice *invoice, const char *quantity, const char *price)
{
  g_autoptr (FacProduct) product = fac_product_new ();
  FacInvoiceLine *line;

  product->price = decimal (price);
  line = fac_invoice_line_new (product);
  line->quantity = decimal (quantity);
  g_ptr_array_add (invoice->lines, line);
  return line;
}

static void
add_tax (FacInvoiceLine *line, FacTaxKind kind, gboolean withheld, const char *rate)
{
  FacTax tax = fac_tax_make (kind, FAC_TAX_TASA, withheld, rate);

  g_array_append_val (line->product->taxes, tax);
}

/* fees: ISR and two thirds of IVA are withheld */
static void
make_fees (FacInvoiceLine *line)
{
  g_array_set_size (line->product->taxes, 0);
  add_tax (line, FAC_TAX_IVA, FALSE, "0.16");
  add_tax (line, FAC_TAX_ISR, TRUE, "0.10");
  add_tax (line, FAC_TAX_IVA, TRUE, "0.106667");
}

static FacDecimal
figure_at (FacInvoice *invoice, guint line, FacDecimal price, FacPriceGoal goal)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  FacInvoiceLine *changed = invoice->lines->pdata[line];

  changed->product->price = price;
  fac_invoice_line_apply_percent (changed);
  fac_invoice_totals_compute (totals, invoice);
  return fac_price_goal_figure (totals, goal);
}

static void
assert_price (FacInvoice *invoice, FacPriceGoal goal, const char *wanted, const char *price)
{
  FacPriceTarget target = fac_price_target_find (invoice, 0, goal, decimal (wanted));
  g_autofree char *found = fac_decimal_to_string (target.price);

  g_assert_true (target.found);
  g_assert_cmpstr (found, ==, price);
}

static void
test_known (void)
{
  g_autoptr (FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  FacInvoiceLine *line = add_line (invoice, "1", "1");

  assert_price (invoice, FAC_PRICE_GOAL_RECEIVED, "116", "100.00");
  assert_price (invoice, FAC_PRICE_GOAL_RECEIVED, "345.60", "297.93");
  make_fees (line);
  /* 1,000 and 160 of IVA, less 100 of ISR and 106.67 of IVA */
  assert_price (invoice, FAC_PRICE_GOAL_RECEIVED, "953.33", "1000.00");
  assert_price (invoice, FAC_PRICE_GOAL_CHARGED, "1160", "1000.00");
  line->product->tax_included = TRUE;
  assert_price (invoice, FAC_PRICE_GOAL_CHARGED, "1160", "1160.00");
  line->product->tax_included = FALSE;
  line->quantity = decimal ("3");
  assert_price (invoice, FAC_PRICE_GOAL_CHARGED, "100", "28.735");
}

static void
test_none (void)
{
  g_autoptr (FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  FacPriceTarget target;

  add_line (invoice, "100000000", "1"); /* a millionth of the price is 116.00 */
  target = fac_price_target_find (invoice, 0, FAC_PRICE_GOAL_RECEIVED, decimal ("200"));
  g_assert_false (target.found);
  g_assert_true (fac_decimal_equal (target.below, decimal ("116")));
  g_assert_true (fac_decimal_equal (target.above, decimal ("232")));
  target = fac_price_target_find (invoice, 0, FAC_PRICE_GOAL_RECEIVED, decimal ("0"));
  g_assert_false (target.found);
  target = fac_price_target_find (invoice, 7, FAC_PRICE_GOAL_RECEIVED, decimal ("5"));
  g_assert_false (target.found);
}

/* What is found gives the amount; where nothing is found, no price near it does. */
static void
judge (FacInvoice *invoice, FacPriceGoal goal, FacDecimal wanted)
{
  FacPriceTarget target = fac_price_target_find (invoice, 0, goal, wanted);
  g_autofree char *text = fac_decimal_to_string (wanted);
  FacDecimal step = fac_decimal_make (1, 6), price;
  FacPriceTarget near;

  if (target.found)
    {
      g_assert_true (fac_decimal_equal (figure_at (invoice, 0, target.price, goal), wanted));
      g_assert_cmpuint (target.price.scale, <=, 6);
      return;
    }
  g_test_message ("nothing gives %s", text);
  g_assert_false (target.below.overflow || target.above.overflow);
  near = fac_price_target_find (invoice, 0, goal, target.below);
  g_assert_true (near.found);
  price = fac_decimal_sub (near.price, fac_decimal_make (300, 6));
  for (guint i = 0; i < 600; i++)
    {
      price = fac_decimal_add (price, step);
      g_assert_false (fac_decimal_equal (figure_at (invoice, 0, price, goal), wanted));
    }
}

static void
test_random (void)
{
  static const char *const quantities[] = { "1", "2", "3", "0.5", "7.25", "120", "12345.678" };
  static const char *const discounts[] = { "0", "5", "12.5", "33.333" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
      FacInvoiceLine *line = add_line (invoice, quantities[g_rand_int_range (rand, 0, 7)], "10");
      FacPriceGoal goal = g_rand_boolean (rand) ? FAC_PRICE_GOAL_CHARGED : FAC_PRICE_GOAL_RECEIVED;

      if (g_rand_boolean (rand))
        make_fees (line);
      line->product->tax_included = g_rand_boolean (rand);
      line->has_discount_percent = g_rand_boolean (rand);
      line->discount_percent = decimal (discounts[g_rand_int_range (rand, 0, 4)]);
      if (g_rand_boolean (rand))
        add_line (invoice, "1", "0.55");
      judge (invoice, goal, fac_decimal_make (g_rand_int_range (rand, 20000, 900000), 2));
    }
}

static void
test_scale (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
      g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
      FacDecimal wanted = fac_decimal_make (g_rand_int_range (rand, 10000, 9000000), 2);
      g_autoptr (FacInvoice) scaled = NULL;
      FacPriceTarget target;

      make_fees (add_line (invoice, "1", "1500"));
      add_line (invoice, "4", "12.35");
      add_line (invoice, "2", "99.90");
      scaled = fac_price_target_scale (invoice, FAC_PRICE_GOAL_RECEIVED, wanted, &target);
      if (scaled == NULL)
        {
          g_assert_false (target.found);
          continue;
        }
      fac_invoice_totals_compute (totals, scaled);
      g_assert_true (fac_decimal_equal (totals->total, wanted));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/price-target/known", test_known);
  g_test_add_func ("/price-target/none", test_none);
  g_test_add_func ("/price-target/random", test_random);
  g_test_add_func ("/price-target/scale", test_scale);
  return g_test_run ();
}
