/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-form-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_PRODUCT_FORM (fac_product_form_get_type ())
G_DECLARE_FINAL_TYPE (FacProductForm, fac_product_form, FAC, PRODUCT_FORM, FacFormPage)

/** fac_product_form_new: the product with local @id, or a new one. Its "saved" tells the id. */
FacPage *fac_product_form_new      (FacWorkspace *workspace, const char *id);
/** fac_product_form_new_copy: a new product like @product. */
FacPage *fac_product_form_new_copy (FacWorkspace *workspace, const FacProduct *product);

G_END_DECLS
