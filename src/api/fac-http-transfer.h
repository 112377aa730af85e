/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-http-client.h"

#include <curl/curl.h>

G_BEGIN_DECLS

/** FacHttpTransfer: one exchange: its copy of the request, its curl handle, what has come in, and whom to answer. */
typedef struct _FacHttpTransfer FacHttpTransfer;

/** fac_http_transfer_new: copies @request, takes over the rest. Returns: (transfer full) */
FacHttpTransfer *fac_http_transfer_new  (const FacHttpRequest *request, FacHttpParse parse, gpointer parse_data,
                                         GDestroyNotify parse_destroy, GDestroyNotify result_destroy, GTask *task);
/** fac_http_transfer_prepare: judges the address and makes the curl handle. Returns: %FALSE with FAC_API_ERROR_INSECURE
 * and others */
gboolean         fac_http_transfer_prepare (FacHttpTransfer *self, CURLSH *share, GError **error);
/** fac_http_transfer_easy: Returns: (transfer none): its private pointer is the transfer */
CURL            *fac_http_transfer_easy (FacHttpTransfer *self);
/** fac_http_transfer_host: "scheme://host:port", what the limit of transfers counts by. */
const char      *fac_http_transfer_host (FacHttpTransfer *self);
/** fac_http_transfer_cancellable: Returns: (transfer none) (nullable): that of its task */
GCancellable    *fac_http_transfer_cancellable (FacHttpTransfer *self);
/** fac_http_transfer_done: curl has ended with @code: parses here, answers in the task's context. Frees @self. */
void             fac_http_transfer_done (FacHttpTransfer *self, CURLcode code);
/** fac_http_transfer_fail: answers with @error (transfer full). Frees @self. */
void             fac_http_transfer_fail (FacHttpTransfer *self, GError *error);

G_END_DECLS
