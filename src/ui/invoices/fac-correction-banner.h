/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-correction.h"
#include "fac-page.h"

G_BEGIN_DECLS

/** fac_correction_banner_follow: says above @page, whose object is an invoice, how far it is replaced, or replaces
 * another one, and offers what can be done next: open the other one, cancel again, give it up. */
void                 fac_correction_banner_follow (FacPage *page);
/** fac_correction_banner_get: what @page, which follows, knows. Returns: (transfer none) (nullable) */
const FacCorrection *fac_correction_banner_get    (FacPage *page);

G_END_DECLS
