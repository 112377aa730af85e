/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"
#include "fac-page.h"

G_BEGIN_DECLS

/** fac_advance_banner_follow: says above @page, whose object is a document, which advances it has to do with and how
 * far that is, and offers the next step. @draft: (nullable): what is written on it: open advances of its customer are
 * offered. */
void fac_advance_banner_follow (FacPage *page, FacInvoiceDraft *draft);

G_END_DECLS
