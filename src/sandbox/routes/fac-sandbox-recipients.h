/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/**
 * fac_sandbox_recipients: the addresses of the body's `email` (one, or a list of up to ten), else @fallback (nullable).
 * @missing: code of the refusal when there is none; @bounced: when one cannot be delivered to
 * Returns: (transfer full) (nullable): ended by %NULL; %NULL with @answer set
 */
char **fac_sandbox_recipients (FacSandboxRequest *request, const char *fallback, const char *missing,
                               const char *bounced, FacSandboxAnswer **answer);

G_END_DECLS
