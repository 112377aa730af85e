/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox.h"

G_BEGIN_DECLS

/**
 * fac_sandbox_acuse: the SAT's receipt for the cancellation of @uuid by @rfc, with its seal: an HMAC of a secret of
 * this state, as the SAT's is of its own. @date: local, as the CFDI writes it. Returns: (transfer full) (nullable)
 */
GBytes *fac_sandbox_acuse (FacSandbox *sandbox, const char *rfc, const char *uuid, const char *date, GError **error);

G_END_DECLS
