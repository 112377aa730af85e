/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-retention-row.h"

G_BEGIN_DECLS

/** fac_sandbox_retention_named: the retention that the path names. Returns: (transfer full) (nullable): %NULL with
 * @answer set */
FacSandboxRetention *fac_sandbox_retention_named (FacSandboxRequest *request, FacSandboxAnswer **answer);
/** fac_sandbox_retention_read: the body of the request over @base (may be absent), checked, its customer resolved.
 * Returns: (transfer full) (nullable): %NULL with @answer set */
FacJson *fac_sandbox_retention_read (FacSandboxRequest *request, FacJsonValue base, gboolean draft,
                                     FacSandboxAnswer **answer);

G_END_DECLS
