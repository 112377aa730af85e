/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-draft-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_CARRIED_PAGE (fac_carried_page_get_type ())
G_DECLARE_FINAL_TYPE (FacCarriedPage, fac_carried_page, FAC, CARRIED_PAGE, FacDraftPage)

/** FacCarriedPage: the draft of a payroll receipt or a transfer, which another program wrote: what is in it is shown,
 * and it is stamped as it is. */
FacPage *fac_carried_page_new (FacWorkspace *workspace, FacInvoiceDraft *draft);

G_END_DECLS
