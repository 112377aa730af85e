/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-product.h"

G_BEGIN_DECLS

/** FAC_LINE_DECIMALS: digits after the point that a line of a CFDI may have. */
#define FAC_LINE_DECIMALS 6

/**
 * FacUnitPrice: @unit is the CFDI's ValorUnitario, @net what the taxes are computed on. They differ only when an IEPS
 * is kept inside the unit price (@hidden_ieps). For the sources of `domain` alone.
 */
typedef struct
{
  FacDecimal unit;
  FacDecimal net;
  gboolean   hidden_ieps;
} FacUnitPrice;

/** fac_product_unit_price: the product's price taken apart. */
FacUnitPrice fac_product_unit_price (const FacProduct *product);

/** fac_tax_is_hidden: an IEPS that stays inside the unit price and is not broken down. */
static inline gboolean
fac_tax_is_hidden (const FacTax *tax)
{
  return tax->kind == FAC_TAX_IEPS && !tax->withholding
         && (tax->ieps_mode == FAC_IEPS_UNIT || tax->ieps_mode == FAC_IEPS_SUBTRACT_BEFORE_BREAK_DOWN);
}

/** fac_tax_widens_base: an IEPS whose amount enters the base of the other taxes. */
static inline gboolean
fac_tax_widens_base (const FacTax *tax)
{
  return tax->kind == FAC_TAX_IEPS && !tax->withholding && tax->ieps_mode == FAC_IEPS_SUM_BEFORE_TAXES
         && tax->factor != FAC_TAX_EXENTO;
}

/** fac_decimal_at_most: @value, rounded half up when it has more than @scale digits after the point. */
static inline FacDecimal
fac_decimal_at_most (FacDecimal value, guint scale)
{
  return value.scale <= scale ? value : fac_decimal_round (value, scale, FAC_ROUND_HALF_UP);
}

G_END_DECLS
