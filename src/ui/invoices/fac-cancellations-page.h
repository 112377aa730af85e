/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-rows-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_CANCELLATIONS_PAGE (fac_cancellations_page_get_type ())
G_DECLARE_FINAL_TYPE (FacCancellationsPage, fac_cancellations_page, FAC, CANCELLATIONS_PAGE, FacRowsPage)

/** FacCancellationsPage: every document whose cancellation was asked for and is not done: since when, until when, what
 * happens then, and what to do. */
FacPage *fac_cancellations_page_new (FacWorkspace *workspace);

G_END_DECLS
