/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-router.h"

G_BEGIN_DECLS

/** fac_sandbox_control_start: switches the instrument's side on, with a fresh token. */
void        fac_sandbox_control_start (FacSandbox *sandbox);
void        fac_sandbox_control_free  (FacSandboxControl *self);
/** fac_sandbox_control_token: what X-Control-Token must say. */
const char *fac_sandbox_control_token (FacSandboxControl *self);
/** fac_sandbox_control_authenticate: Returns: (transfer full) (nullable): the refusal */
FacSandboxAnswer *fac_sandbox_control_authenticate (FacSandboxRequest *request);

G_END_DECLS
