/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/**
 * fac_sandbox_download_offer: a SignedDownloadUrl: an address outside /v2 that needs no key and is good for some
 * minutes.
 * @path: (nullable): of the operation under /v2 that gives the file when it is fetched
 * @body: (nullable): the file itself, when there is no such operation
 */
FacSandboxAnswer *fac_sandbox_download_offer (FacSandboxRequest *request, const char *path, GBytes *body,
                                              const char *content_type, const char *filename);

G_END_DECLS
