/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-client.h"

G_BEGIN_DECLS

/** fac_sandbox_upload: PUTs parts as multipart/form-data: name and bytes in turn, ended by %NULL; "password" goes as text,
 * all others as files. A part of %NULL bytes is left out. Returns: the status */
guint fac_sandbox_upload (FacSandboxClient *self, const char *path, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
