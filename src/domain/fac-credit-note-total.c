/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-credit-note-private.h"

#include "fac-invoice-totals.h"
#include "fac-product-price.h"

#define MOST_LINES 8
#define APPROACHES 8
#define COARSE_STEPS 80
#define FINE_STEPS 20000
#define MOST_FINE_LINES 20

/* Prices are moved, never totals; a CFDI's figures stay what its lines come to. */
typedef struct
{
  FacInvoice       *note;
  FacInvoiceTotals *totals;
  FacDecimal        wanted;
} Settling;

static FacDecimal
missing (Settling *self)
{
  fac_invoice_totals_compute (self->totals, self->note);
  return fac_decimal_sub (self->wanted, self->totals->total);
}

/* How much the total grows with the price of a line: asked of the totals themselves, far from the roundings. */
static FacDecimal
slope_of (Settling *self, FacProduct *product)
{
  const FacDecimal far = fac_decimal_from_int (10000);
  const FacDecimal price = product->price;
  const FacDecimal before = missing (self);
  FacDecimal grown;

  product->price = fac_decimal_add (price, far);
  grown = fac_decimal_sub (before, missing (self));
  product->price = price;
  return fac_decimal_div (grown, far, 9, FAC_ROUND_HALF_UP);
}

static gboolean
try_price (Settling *self, FacProduct *product, FacDecimal price)
{
  if (fac_decimal_sign (price) <= 0)
    return FALSE;
  product->price = price;
  return fac_decimal_is_zero (missing (self));
}

static gboolean
search_near (Settling *self, FacProduct *product, FacDecimal step, int n_steps)
{
  const FacDecimal middle = product->price;

  for (int i = 1; i <= n_steps; i++)
    {
      FacDecimal away = fac_decimal_mul (step, fac_decimal_from_int (i), FAC_LINE_DECIMALS,
                                         FAC_ROUND_HALF_UP);

      if (try_price (self, product, fac_decimal_add (middle, away))
          || try_price (self, product, fac_decimal_sub (middle, away)))
        return TRUE;
    }
  product->price = middle;
  return FALSE;
}

/* Subtotal and taxes are rounded at different places: between them lies the price, and where two of
 * them are close, in a narrow gap. */
static gboolean
search (Settling *self, FacProduct *product, FacDecimal slope)
{
  const FacDecimal cent = fac_decimal_make (1, self->totals->decimals);
  const FacDecimal fine = fac_decimal_make (1, MIN (self->totals->decimals + 4, FAC_LINE_DECIMALS));
  FacDecimal step = fac_decimal_div (cent, fac_decimal_mul (slope, fac_decimal_from_int (23), 9,
                                                            FAC_ROUND_HALF_UP),
                                     FAC_LINE_DECIMALS, FAC_ROUND_UP);

  return search_near (self, product, step, COARSE_STEPS)
         || (self->note->lines->len <= MOST_FINE_LINES
             && search_near (self, product, fine, FINE_STEPS));
}

static gboolean
settle_line (Settling *self, FacProduct *product)
{
  const FacDecimal price = product->price;
  const FacDecimal slope = slope_of (self, product);

  for (int i = 0; fac_decimal_sign (slope) > 0 && !slope.overflow && i < APPROACHES; i++)
    {
      const FacDecimal rest = missing (self);
      FacDecimal change;

      if (fac_decimal_is_zero (rest))
        return TRUE;
      change = fac_decimal_div (rest, slope, FAC_LINE_DECIMALS, FAC_ROUND_HALF_UP);
      product->price = fac_decimal_add (product->price, change);
      if (fac_decimal_sign (product->price) <= 0)
        break;
    }
  if (fac_decimal_sign (slope) > 0 && fac_decimal_sign (product->price) > 0
      && (fac_decimal_is_zero (missing (self)) || search (self, product, slope)))
    return TRUE;
  product->price = price;
  return FALSE;
}

/* The last lines first: a note that is read from its top shows the prices that were paid. */
gboolean
_fac_credit_note_settle (FacInvoice *note, FacDecimal wanted)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  Settling self = { .note = note, .totals = totals, .wanted = wanted };

  if (fac_decimal_is_zero (missing (&self)))
    return TRUE;
  for (guint i = note->lines->len; i > 0 && i + MOST_LINES > note->lines->len; i--)
    {
      FacInvoiceLine *line = g_ptr_array_index (note->lines, i - 1);

      if (settle_line (&self, line->product))
        return TRUE;
    }
  return FALSE;
}
