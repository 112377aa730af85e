/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-outbox-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * fac_queue_toast_follow: ends the Undo of @toast the moment what it takes back has left the queue: the operations of
 * @verb (0: any) of the object with local @id.
 * @toast: (nullable): nothing is done for %NULL
 * @lasting: what it says stays true, and only its button goes; otherwise the toast does
 */
void fac_queue_toast_follow (AdwToast *toast, FacWorkspace *workspace, const char *id, FacOperationVerb verb,
                             gboolean lasting);

G_END_DECLS
