/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_PRODUCT_PAGE (fac_product_page_get_type ())
G_DECLARE_FINAL_TYPE (FacProductPage, fac_product_page, FAC, PRODUCT_PAGE, FacPage)

/** fac_product_page_new: the product with local @id: facts, prices, what was sold of it, when and to whom. Actions
 * "product.new-invoice", "product.edit" (Ctrl+E), "product.duplicate", "product.copy-sku", "product.copy-barcode",
 * "product.more-sales", "product.delete". */
FacPage *fac_product_page_new (FacWorkspace *workspace, const char *id);

G_END_DECLS
