/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

G_BEGIN_DECLS

/* What is asked of stamped documents; each ends with fac_workspace_command_finish(). */

/** fac_workspace_can_cancel, _can_email: whether the service of this organization has that. */
gboolean fac_workspace_can_cancel (FacWorkspace *self);
gboolean fac_workspace_can_email  (FacWorkspace *self);

/**
 * fac_workspace_cancel_async: queues the cancellation of @invoice; it leaves after a while in which it can be
 * withdrawn.
 * @substitution: (nullable): folio fiscal of what replaces it, or @substitute: a new draft of that, which is saved, and
 * for whose stamp the cancellation waits
 */
void fac_workspace_cancel_async (FacWorkspace *self, const FacInvoice *invoice, const char *motive,
                                 const char *substitution, FacInvoice *substitute, GAsyncReadyCallback callback,
                                 gpointer data);
/** fac_workspace_email_async: queues an e-mail with @invoice to @addresses, which leaves after a while too. */
void fac_workspace_email_async  (FacWorkspace *self, const FacInvoice *invoice, const char *const *addresses,
                                 GAsyncReadyCallback callback, gpointer data);
/** fac_workspace_withdraw_async: takes the cancellation, or with @email the last e-mail, back while it has not left. */
void fac_workspace_withdraw_async (FacWorkspace *self, const char *document_id, gboolean email,
                                   GAsyncReadyCallback callback, gpointer data);
/** fac_workspace_end_correction_async: the invoice with local @original_id is not replaced: nothing of that leaves, and
 * what was written for it is a draft like any other; _STATE when something has left. */
void fac_workspace_end_correction_async (FacWorkspace *self, const char *original_id, GAsyncReadyCallback callback,
                                         gpointer data);
/** fac_workspace_ask_status_async: asks the SAT through the service how the cancellation of @invoice stands; needs a
 * network. */
void fac_workspace_ask_status_async (FacWorkspace *self, const FacInvoice *invoice, GAsyncReadyCallback callback,
                                     gpointer data);

G_END_DECLS
