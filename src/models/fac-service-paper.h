/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** fac_service_paper_async: the service's own PDF of @invoice, an issued one, if it is on this computer and can be
 * read; waits for no network. One that is not there, or cannot be read, is fetched for another time. */
void    fac_service_paper_async  (FacWorkspace *workspace, const FacInvoice *invoice, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
/** fac_service_paper_finish: Returns: (transfer full) (nullable) */
GBytes *fac_service_paper_finish (GAsyncResult *result);

G_END_DECLS
