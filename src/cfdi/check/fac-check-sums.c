/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-rules.h"
#include "fac-tax.h"

FacDecimal
fac_check_round (FacDecimal value, guint decimals)
{
  return fac_decimal_round (value, decimals, FAC_ROUND_HALF_UP);
}

/* Half of the last written digit. */
static FacDecimal
half_unit (FacDecimal value)
{
  return fac_decimal_make (5, value.scale + 1u);
}

static FacDecimal
upper_end (FacDecimal value)
{
  const FacDecimal grain = fac_decimal_make (1, FAC_DECIMAL_MAX_SCALE);

  return fac_decimal_sub (fac_decimal_add (value, half_unit (value)), grain);
}

gboolean
fac_check_product_fits (FacDecimal a, FacDecimal b, gboolean exact, FacDecimal result)
{
  const FacDecimal low_b = exact ? b : fac_decimal_sub (b, half_unit (b));
  const FacDecimal high_b = exact ? b : upper_end (b);
  const FacDecimal low =
      fac_decimal_mul (fac_decimal_sub (a, half_unit (a)), low_b, result.scale, FAC_ROUND_DOWN);
  const FacDecimal high = fac_decimal_mul (upper_end (a), high_b, result.scale, FAC_ROUND_UP);

  return fac_decimal_compare (low, result) <= 0 && fac_decimal_compare (result, high) <= 0
         && !result.overflow && !high.overflow;
}

gboolean
fac_check_rate_listed (const char *tax, const char *factor, gboolean withheld, FacDecimal rate)
{
  FacTax each = { .withholding = withheld, .rate = rate };

  return tax != NULL && factor != NULL && fac_tax_kind_from_sat (tax, &each.kind)
         && fac_tax_factor_from_text (factor, &each.factor) && fac_tax_rate_is_listed (&each);
}
