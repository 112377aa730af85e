/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-credit-note.h"
#include "fac-related-document.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** fac_workspace_get_related_async: what the document with local @id names, and what names or pays it. */
void       fac_workspace_get_related_async  (FacWorkspace *self, const char *id, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer data);
/** fac_workspace_get_related_finish: Returns: (transfer full) (nullable) (element-type FacRelatedDocument) */
GPtrArray *fac_workspace_get_related_finish (FacWorkspace *self, GAsyncResult *result, GError **error);

/** fac_credit_load_async: the invoices with local @ids, whole, with the credit notes that were made of them: stamped
 * ones and those on their way. */
void            fac_credit_load_async  (FacWorkspace *workspace, const char *const *ids, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
/** fac_credit_load_finish: @problem: (out): why one of them is not in, @folio: (out) (transfer full) (nullable): which.
 * Returns: (transfer full) (nullable): those before it; %NULL with @error */
FacCreditBasis *fac_credit_load_finish (GAsyncResult *result, FacCreditProblem *problem, char **folio,
                                        GError **error);

G_END_DECLS
