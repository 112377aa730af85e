/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacTestSandbox: a running facturador-sandbox with what its ready line said. It ends with this process at the
 * latest. */
typedef struct
{
  GSubprocess *process;
  int          lifeline; /* our end */
  char        *url;      /* "http://127.0.0.1:NNNNN/v2" */
  char        *test_key;
  char        *live_key;
  char        *user_key;
  char        *organization;
  char        *control_token; /* (nullable) */
} FacTestSandbox;

/** fac_test_sandbox_start: the sandbox of this build on a free port, its state in @folder. */
FacTestSandbox *fac_test_sandbox_start (const char *folder);
/** fac_test_sandbox_start_control: the same with --control. */
FacTestSandbox *fac_test_sandbox_start_control (const char *folder);
/** fac_test_sandbox_stop: SIGTERM, and its end is awaited and must be clean. */
void            fac_test_sandbox_stop (FacTestSandbox *self);
/** fac_test_sandbox_kill: SIGKILL. */
void            fac_test_sandbox_kill (FacTestSandbox *self);
/** fac_test_sandbox_judged: where requests to a sandbox at @url go: to itself, or through the proxy on loopback that
 * FACTURADOR_SANDBOX_JUDGE names and that looks at each of them. Returns: (transfer full) */
char           *fac_test_sandbox_judged (const char *url);
/** fac_test_sandbox_path: the executable. Returns: (transfer full) */
char           *fac_test_sandbox_path (void);

G_END_DECLS
