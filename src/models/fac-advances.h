/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-advance-use.h"
#include "fac-invoice-draft.h"
#include "fac-open-advance.h"
#include "fac-watched-cancellation.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/* Advances and what takes them; commands end with fac_workspace_command_finish(). */

/** fac_workspace_get_open_advances_async: those of which something is left, oldest first; @customer_id: (nullable): of
 * all customers. */
void       fac_workspace_get_open_advances_async  (FacWorkspace *self, const char *customer_id,
                                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                                   gpointer data);
/** fac_workspace_get_open_advances_finish: Returns: (transfer full) (nullable) (element-type FacOpenAdvance) */
GPtrArray *fac_workspace_get_open_advances_finish (FacWorkspace *self, GAsyncResult *result, GError **error);
/** fac_workspace_take_advances_async: the invoice being written takes what is left of @advances (element-type
 * FacOpenAdvance), oldest first, up to its total, and names them. */
void       fac_workspace_take_advances_async      (FacWorkspace *self, FacInvoiceDraft *draft,
                                                   const GPtrArray *advances, GAsyncReadyCallback callback,
                                                   gpointer data);
/** fac_workspace_leave_advances_async: it takes none of @uses (element-type FacAdvanceUse), and names them no more. */
void       fac_workspace_leave_advances_async     (FacWorkspace *self, FacInvoiceDraft *draft,
                                                   const GPtrArray *uses, GAsyncReadyCallback callback,
                                                   gpointer data);
/** fac_workspace_apply_advances_async: for each advance that the invoice with local @final_id takes and that no note
 * applies: writes the note and queues its stamp, behind that of the invoice. */
void       fac_workspace_apply_advances_async     (FacWorkspace *self, const char *final_id,
                                                   GAsyncReadyCallback callback, gpointer data);
/** fac_workspace_get_cancellations_async: the newest of what is being cancelled, or was to be. */
void       fac_workspace_get_cancellations_async  (FacWorkspace *self, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer data);
/** fac_workspace_get_cancellations_finish: Returns: (transfer full) (nullable) (element-type FacWatchedCancellation) */
GPtrArray *fac_workspace_get_cancellations_finish (FacWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
