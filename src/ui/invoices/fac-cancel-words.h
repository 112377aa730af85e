/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

G_BEGIN_DECLS

/** fac_cancel_words: whether the receiver of the stamped @invoice is asked if it is cancelled now, and until when it
 * can be cancelled, in sentences. Returns: (transfer full) */
char *fac_cancel_words (FacWorkspace *workspace, const FacInvoice *invoice);
/** fac_cancel_clock: since when the receiver was asked and how long an answer is awaited; @asked_at: 0: not known.
 * Returns: (transfer full) */
char *fac_cancel_clock (FacWorkspace *workspace, gint64 asked_at);

G_END_DECLS
