/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-bulk-rules.h"
#include "fac-chosen.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_BULK_DIALOG (fac_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FacBulkDialog, fac_bulk_dialog, FAC, BULK_DIALOG, AdwWindow)

/**
 * fac_bulk_dialog_present: asks for what is to be known, tells with how many of @chosen it cannot be done and why, does
 * it with the others, and tells what came of it. @page: where the news of it go.
 */
void fac_bulk_dialog_present (GtkWindow *parent, GtkWidget *page, FacWorkspace *workspace, FacBulkVerb verb,
                              const FacChosen *chosen);

G_END_DECLS
