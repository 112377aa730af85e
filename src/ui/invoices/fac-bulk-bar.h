/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-page.h"

G_BEGIN_DECLS

/** fac_bulk_bar_add: what can be done with the documents that are chosen in @page, at its foot: how many there are,
 * what they come to, and the actions "bulk.save", "bulk.print", "bulk.email", "bulk.stamp", "bulk.discard",
 * "bulk.leave". */
void fac_bulk_bar_add (FacListPage *page);

G_END_DECLS
