/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_PRODUCT_TAX_GROUP (fac_product_tax_group_get_type ())
G_DECLARE_FINAL_TYPE (FacProductTaxGroup, fac_product_tax_group, FAC, PRODUCT_TAX_GROUP, AdwPreferencesGroup)

/** FacProductTaxGroup: the taxes of a product by a usual name, and beneath it to the digit. Signal "changed". */
void fac_product_tax_group_setup (FacProductTaxGroup *self, FacWorkspace *workspace);
void fac_product_tax_group_show  (FacProductTaxGroup *self, const FacProduct *product);
void fac_product_tax_group_read  (FacProductTaxGroup *self, FacProduct *product);
void fac_product_tax_group_judge (FacProductTaxGroup *self, GPtrArray *findings);
/** fac_product_tax_group_get_unreadable: the first entry whose text is no number, in view. Returns: (nullable) */
GtkWidget *fac_product_tax_group_get_unreadable (FacProductTaxGroup *self);

G_END_DECLS
