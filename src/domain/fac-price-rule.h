/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

G_BEGIN_DECLS

/** FacPriceRounding: to how many digits a changed price is rounded, half up: to those that each price has, of two to
 * six, to cents, or to whole units. */
typedef enum { FAC_PRICE_AS_NOW, FAC_PRICE_CENTS, FAC_PRICE_WHOLE } FacPriceRounding;

/** FacPriceRule: how prices change: by @percent (−10 is ten percent less), then rounded. */
typedef struct
{
  FacDecimal       percent;
  FacPriceRounding rounding;
} FacPriceRule;

/** fac_price_rule_is_valid: more than −100 %, not 0 %, and no more than 1,000 %. */
gboolean   fac_price_rule_is_valid (const FacPriceRule *self);
/** fac_price_rule_apply: what @price becomes, exactly reckoned before it is rounded; one of which
 *  nothing would be left stays, for no document may have it. */
FacDecimal fac_price_rule_apply    (const FacPriceRule *self, FacDecimal price);
/** fac_price_rule_coarsens: whether @price has digits after the point that the rule leaves none of. */
gboolean   fac_price_rule_coarsens (const FacPriceRule *self, FacDecimal price);

G_END_DECLS
