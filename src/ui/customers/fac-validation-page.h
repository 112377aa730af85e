/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"
#include "fac-validation-run.h"

G_BEGIN_DECLS

#define FAC_TYPE_VALIDATION_PAGE (fac_validation_page_get_type ())
G_DECLARE_FINAL_TYPE (FacValidationPage, fac_validation_page, FAC, VALIDATION_PAGE, FacPage)

/** fac_validation_page_new: all customers and what the SAT said of them; closing it stops nothing. */
FacPage          *fac_validation_page_new     (FacWorkspace *workspace);
FacValidationRun *fac_validation_page_get_run (FacValidationPage *self);

G_END_DECLS
