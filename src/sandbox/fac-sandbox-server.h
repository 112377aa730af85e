/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacSandboxServer: HTTP on loopback in front of a #FacSandbox. */
typedef struct _FacSandboxServer FacSandboxServer;

/** fac_sandbox_server_check: whether @address may be listened on; %FALSE with @error when it is not loopback. */
gboolean fac_sandbox_server_check (const char *address, GError **error);
/**
 * fac_sandbox_server_new: listens on @address ("127.0.0.1:PORT", port 0 picks one) and sets the sandbox's base_url.
 * An address that is not loopback is refused. Requests are served by the default main context.
 */
FacSandboxServer *fac_sandbox_server_new (FacSandbox *sandbox, const char *address, GError **error);
void              fac_sandbox_server_free (FacSandboxServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxServer, fac_sandbox_server_free)

G_END_DECLS
