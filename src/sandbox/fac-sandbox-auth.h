/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/** fac_sandbox_authenticate: sets role, livemode and organization of @request from the Authorization header.
 * Returns: (transfer full) (nullable): the refusal, %NULL when the key is good for @roles */
FacSandboxAnswer *fac_sandbox_authenticate (FacSandboxRequest *request, const char *authorization,
                                            FacSandboxRole roles);

/** fac_sandbox_host_allowed: whether a Host header names this machine's loopback (no page of another site by DNS
 * rebinding). */
gboolean fac_sandbox_host_allowed (const char *host);
/** fac_sandbox_origin_allowed: whether an Origin header is absent or names loopback. */
gboolean fac_sandbox_origin_allowed (const char *origin);

G_END_DECLS
