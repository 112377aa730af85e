/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-page.h"

G_BEGIN_DECLS

/** fac_invoice_filters_add: buttons for status, type, month and method beside the search of @page; each changes its
 * query. */
void fac_invoice_filters_add (FacListPage *page);

G_END_DECLS
