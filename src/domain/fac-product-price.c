/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product-price.h"

#include "fac-invoice-totals.h"

/* Sums of a product's transferred taxes: rates as fractions of the net price, quotas as amounts per
 * unit. */
typedef struct
{
  FacDecimal others;     /* IVA and the like */
  FacDecimal sum_rate;   /* IEPS that enters the base of the others */
  FacDecimal sum_quota;
  FacDecimal beside_rate; /* beside the others: IEPS that is, and what states and towns add */
  FacDecimal beside_quota;
  FacDecimal unit_rate;  /* IEPS added into the unit price */
  FacDecimal unit_quota;
  FacDecimal held_rate;  /* IEPS that the written price holds already */
  FacDecimal held_quota;
} Rates;

static void
add_to (FacDecimal *sum, FacDecimal value)
{
  *sum = fac_decimal_add (*sum, value);
}

static void
add_ieps (Rates *rates, const FacTax *tax)
{
  gboolean quota = tax->factor == FAC_TAX_CUOTA;

  switch (tax->ieps_mode)
    {
    case FAC_IEPS_UNIT:
      add_to (quota ? &rates->unit_quota : &rates->unit_rate, tax->rate);
      break;
    case FAC_IEPS_SUBTRACT_BEFORE_BREAK_DOWN:
      add_to (quota ? &rates->held_quota : &rates->held_rate, tax->rate);
      break;
    case FAC_IEPS_BREAK_DOWN:
      add_to (quota ? &rates->beside_quota : &rates->beside_rate, tax->rate);
      break;
    case FAC_IEPS_SUM_BEFORE_TAXES:
    default:
      add_to (quota ? &rates->sum_quota : &rates->sum_rate, tax->rate);
      break;
    }
}

/* API §4.2: a price that includes taxes holds all of them; one with a base of its own is no part of it */
static void
add_local_taxes (Rates *rates, const GArray *taxes)
{
  for (guint i = 0; i < taxes->len; i++)
    {
      const FacLocalTax *tax = &g_array_index (taxes, FacLocalTax, i);

      if (!tax->withholding && !tax->has_base)
        add_to (&rates->beside_rate, tax->rate);
    }
}

static void
collect_rates (const FacProduct *product, Rates *rates)
{
  *rates = (Rates) { 0 };
  add_local_taxes (rates, product->local_taxes);
  for (guint i = 0; i < product->taxes->len; i++)
    {
      const FacTax *tax = &g_array_index (product->taxes, FacTax, i);

      if (tax->withholding || tax->factor == FAC_TAX_EXENTO)
        continue;
      if (tax->kind == FAC_TAX_IEPS)
        add_ieps (rates, tax);
      else if (tax->factor == FAC_TAX_CUOTA)
        add_to (&rates->beside_quota, tax->rate);
      else
        add_to (&rates->others, tax->rate);
    }
}

static FacDecimal
times (FacDecimal a, FacDecimal b)
{
  return fac_decimal_mul (a, b, FAC_DECIMAL_MAX_SCALE, FAC_ROUND_HALF_UP);
}

static FacDecimal
one_plus (FacDecimal rate)
{
  return fac_decimal_add (fac_decimal_from_int (1), rate);
}

/* price = net × ((1 + sum)(1 + others) + beside + unit + held) + sum quota × (1 + others) + the
 * other quotas */
static FacDecimal
net_of_included (FacDecimal price, const Rates *rates)
{
  FacDecimal others = one_plus (rates->others);
  FacDecimal factor = times (one_plus (rates->sum_rate), others);
  FacDecimal quotas = times (rates->sum_quota, others);

  add_to (&factor, rates->beside_rate);
  add_to (&factor, rates->unit_rate);
  add_to (&factor, rates->held_rate);
  add_to (&quotas, rates->beside_quota);
  add_to (&quotas, rates->unit_quota);
  add_to (&quotas, rates->held_quota);
  return fac_decimal_div (fac_decimal_sub (price, quotas), factor, FAC_LINE_DECIMALS,
                          FAC_ROUND_HALF_UP);
}

static FacDecimal
net_of_plain (FacDecimal price, const Rates *rates)
{
  if (fac_decimal_is_zero (rates->held_rate) && fac_decimal_is_zero (rates->held_quota))
    return price;
  return fac_decimal_div (fac_decimal_sub (price, rates->held_quota), one_plus (rates->held_rate),
                          FAC_LINE_DECIMALS, FAC_ROUND_HALF_UP);
}

/* what the unit price adds to the net one; exact for the held part when the price was written with
 * it */
static FacDecimal
hidden_part (FacDecimal net, const Rates *rates, gboolean with_held)
{
  FacDecimal rate = rates->unit_rate;
  FacDecimal quota = rates->unit_quota;

  if (with_held)
    {
      add_to (&rate, rates->held_rate);
      add_to (&quota, rates->held_quota);
    }
  return fac_decimal_add (times (net, rate), quota);
}

static gboolean
hides_ieps (const FacProduct *product)
{
  for (guint i = 0; i < product->taxes->len; i++)
    if (fac_tax_is_hidden (&g_array_index (product->taxes, FacTax, i)))
      return TRUE;
  return FALSE;
}

FacUnitPrice
fac_product_unit_price (const FacProduct *product)
{
  FacUnitPrice result = { .hidden_ieps = hides_ieps (product) };
  FacDecimal price = fac_decimal_at_most (product->price, FAC_LINE_DECIMALS);
  Rates rates;

  if (!product->tax_included && !result.hidden_ieps)
    {
      result.unit = price;
      result.net = price;
      return result;
    }
  collect_rates (product, &rates);
  result.net = product->tax_included
               ? net_of_included (product->price, &rates) : net_of_plain (price, &rates);
  result.unit = result.net;
  if (!result.hidden_ieps)
    return result;
  result.unit = fac_decimal_add (product->tax_included ? result.net : price,
                                 hidden_part (result.net, &rates, product->tax_included));
  result.unit = fac_decimal_at_most (result.unit, FAC_LINE_DECIMALS);
  return result;
}

FacDecimal
fac_product_price_without_tax (const FacProduct *product)
{
  return fac_product_unit_price (product).unit;
}

FacDecimal
fac_product_price_with_tax (const FacProduct *product)
{
  FacUnitPrice price;
  FacDecimal base, result;
  Rates rates;

  if (product->tax_included)
    return fac_decimal_at_most (product->price, FAC_LINE_DECIMALS);
  price = fac_product_unit_price (product);
  collect_rates (product, &rates);
  base = fac_decimal_add (times (price.net, one_plus (rates.sum_rate)), rates.sum_quota);
  result = fac_decimal_add (fac_decimal_sub (base, price.net), price.unit);
  add_to (&result, times (base, rates.others));
  add_to (&result, times (price.net, rates.beside_rate));
  add_to (&result, rates.beside_quota);
  return fac_decimal_round (result, FAC_LINE_DECIMALS, FAC_ROUND_HALF_UP);
}
