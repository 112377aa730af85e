/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer-check.h"
#include "fac-refusal.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** fac_sent_wait_async: waits, half a minute at most, until the service has the customer @id as it is here. Nothing is
 * sent by this. */
void              fac_sent_wait_async  (FacWorkspace *workspace, const char *id, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
/** fac_sent_wait_finish: @refusal: (out) (nullable): why the service did not take it; then nothing else is waited for.
 * Errors: %FAC_CHECK_ERROR. Returns: (transfer full) (nullable) */
FacCustomerCheck *fac_sent_wait_finish (FacWorkspace *workspace, GAsyncResult *result, FacRefusal **refusal,
                                        GError **error);

G_END_DECLS
