/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-price-rule.h"

#include "fac-product-price.h"

gboolean
fac_price_rule_is_valid (const FacPriceRule *self)
{
  return !self->percent.overflow && !fac_decimal_is_zero (self->percent)
         && fac_decimal_compare (self->percent, fac_decimal_from_int (-100)) > 0
         && fac_decimal_compare (self->percent, fac_decimal_from_int (1000)) <= 0;
}

static guint
scale_of (const FacPriceRule *self, FacDecimal price)
{
  if (self->rounding == FAC_PRICE_AS_NOW)
    return CLAMP (fac_decimal_trim (price, 0).scale, 2, FAC_LINE_DECIMALS);
  return self->rounding == FAC_PRICE_WHOLE ? 0 : 2;
}

FacDecimal
fac_price_rule_apply (const FacPriceRule *self, FacDecimal price)
{
  const FacDecimal factor = fac_decimal_mul (
    fac_decimal_add (fac_decimal_from_int (100), self->percent), fac_decimal_make (1, 2),
    self->percent.scale + 2, FAC_ROUND_HALF_UP);
  const FacDecimal changed = fac_decimal_mul (price, factor, scale_of (self, price),
                                              FAC_ROUND_HALF_UP);

  return fac_decimal_is_zero (changed) ? price : changed;
}

gboolean
fac_price_rule_coarsens (const FacPriceRule *self, FacDecimal price)
{
  return fac_decimal_trim (price, 0).scale > scale_of (self, price);
}
