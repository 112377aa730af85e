/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fac_draft_typing_follow: what is typed into @field, from when it gets the cursor until it loses it, is one undoable
 * step of @draft. */
void fac_draft_typing_follow (GtkWidget *field, FacInvoiceDraft *draft);

G_END_DECLS
