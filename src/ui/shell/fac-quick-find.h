/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_QUICK_FIND (fac_quick_find_get_type ())
G_DECLARE_FINAL_TYPE (FacQuickFind, fac_quick_find, FAC, QUICK_FIND, AdwWindow)

/** fac_quick_find_present: Ctrl+K over the window of @from: documents, customers and products by any word of theirs. */
void fac_quick_find_present (GtkWidget *from, FacWorkspace *workspace);

G_END_DECLS
