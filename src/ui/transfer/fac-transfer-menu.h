/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-page.h"

G_BEGIN_DECLS

/** fac_transfer_menu_add: gives a list of customers or products its menu with Import and Export, and takes files that
 * are dropped on it. */
void fac_transfer_menu_add (FacListPage *page);

G_END_DECLS
