/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FAC_INT128_MAX ((unsigned __int128) -1 >> 1)

/**
 * FacWide: an unsigned number of 256 bits, for the intermediate results of #FacDecimal that 128 bits do not hold.
 */
typedef struct
{
  unsigned __int128 low;
  unsigned __int128 high;
} FacWide;

/** fac_wide: @value as a wide number. */
FacWide fac_wide (unsigned __int128 value);
/** fac_wide_product: the whole product. */
FacWide fac_wide_product (unsigned __int128 a, unsigned __int128 b);
/** fac_wide_sub: @a − @b; @b is not larger. */
FacWide fac_wide_sub (FacWide a, FacWide b);
/** fac_wide_compare: −1, 0 or 1. */
int fac_wide_compare (FacWide a, FacWide b);
/** fac_wide_divide: the whole quotient by @denominator, which is not 0; @rest is what remains. */
FacWide fac_wide_divide (FacWide numerator, FacWide denominator, FacWide *rest);

G_END_DECLS
