/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

G_BEGIN_DECLS

/** fac_document_load_async: the whole invoice @id: from what was written here, or from the service's JSON, which is
 * read off the main thread. The callback's source is @workspace. */
void        fac_document_load_async  (FacWorkspace *workspace, const char *id, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);
/** fac_document_load_finish: Returns: (transfer full) (nullable) */
FacInvoice *fac_document_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
