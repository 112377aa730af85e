/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacSandboxZip: a ZIP file in memory. */
typedef struct _FacSandboxZip FacSandboxZip;

FacSandboxZip *fac_sandbox_zip_new (void);
void           fac_sandbox_zip_free (FacSandboxZip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxZip, fac_sandbox_zip_free)

/** fac_sandbox_zip_add: one file; @time: microseconds UTC. */
gboolean fac_sandbox_zip_add (FacSandboxZip *self, const char *name, GBytes *bytes, gint64 time, GError **error);
/** fac_sandbox_zip_finish: Returns: (transfer full) (nullable): the whole; nothing can be added after it */
GBytes  *fac_sandbox_zip_finish (FacSandboxZip *self, GError **error);

G_END_DECLS
