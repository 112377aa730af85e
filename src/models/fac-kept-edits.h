/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

G_BEGIN_DECLS

/** fac_kept_edits_find_async: whether the draft @id keeps what was written here of an invoice that was stamped
 * elsewhere. The callback's source is @workspace. */
void  fac_kept_edits_find_async  (FacWorkspace *workspace, const char *id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
/** fac_kept_edits_find_finish: Returns: (transfer full) (nullable): the id of that invoice; %NULL without @error: it is
 * a draft like any other */
char *fac_kept_edits_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
