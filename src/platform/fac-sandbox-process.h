/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAC_TYPE_SANDBOX_PROCESS (fac_sandbox_process_get_type ())
G_DECLARE_FINAL_TYPE (FacSandboxProcess, fac_sandbox_process, FAC, SANDBOX_PROCESS, GObject)

/**
 * FacSandboxProcess: starts and supervises facturador-sandbox; a lifeline pipe on its --lifeline FD ends it with this
 * process, however that ends. Restarts it when it dies, at growing intervals. Its address and keys are never stored.
 * Signals: "ready" (address and key are known), "failed" (char *message).
 */
/** fac_sandbox_process_new: call fac_sandbox_process_stop() before dropping it: a running process keeps it alive. */
FacSandboxProcess *fac_sandbox_process_new (const char *executable, const char *state_folder);
/** fac_sandbox_process_start: launches it, unless that was done; "ready" or "failed" follows. */
void        fac_sandbox_process_start (FacSandboxProcess *self);
/** fac_sandbox_process_stop: ends it for good, until it is started again. */
void        fac_sandbox_process_stop  (FacSandboxProcess *self);
/** fac_sandbox_process_is_ready: whether its address and key are known. */
gboolean    fac_sandbox_process_is_ready (FacSandboxProcess *self);
/** fac_sandbox_process_get_url: Returns: (transfer none) (nullable): "http://127.0.0.1:NNNNN/v2", %NULL until it is
 * ready */
const char *fac_sandbox_process_get_url  (FacSandboxProcess *self);
/** fac_sandbox_process_get_test_key: Returns: (transfer none) (nullable): the key of its test environment, %NULL until
 * it is ready */
const char *fac_sandbox_process_get_test_key (FacSandboxProcess *self);
/** fac_sandbox_process_find: the executable: FACTURADOR_SANDBOX, beside this program's build, or libexecdir. Returns:
 * (transfer full) (nullable) */
char       *fac_sandbox_process_find (void);

G_END_DECLS
