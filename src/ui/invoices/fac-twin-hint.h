/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_TWIN_HINT (fac_twin_hint_get_type ())
G_DECLARE_FINAL_TYPE (FacTwinHint, fac_twin_hint, FAC, TWIN_HINT, GtkWidget)

/** FacTwinHint: warns when a document of the last days has the draft's customer and total; absent when none has. */
void fac_twin_hint_set_draft (FacTwinHint *self, FacWorkspace *workspace, FacInvoiceDraft *draft);

G_END_DECLS
