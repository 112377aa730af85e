/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_PRODUCT_PRICE_GROUP (fac_product_price_group_get_type ())
G_DECLARE_FINAL_TYPE (FacProductPriceGroup, fac_product_price_group, FAC, PRODUCT_PRICE_GROUP, AdwPreferencesGroup)

/** FacProductPriceGroup: the price as it is told, and the other one to the digit. Signals "changed", "judge". */
void fac_product_price_group_show  (FacProductPriceGroup *self, const FacProduct *product);
void fac_product_price_group_read  (FacProductPriceGroup *self, FacProduct *product);
/** fac_product_price_group_judge: findings, and the other price of @product. */
void fac_product_price_group_judge (FacProductPriceGroup *self, const FacProduct *product, GPtrArray *findings,
                                    gboolean all);

G_END_DECLS
