/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json.h"
#include "fac-test-sandbox.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/** FacSandboxClient: talks to a running sandbox; what the last answer held stays until the next request. */
typedef struct
{
  FacTestSandbox     *sandbox;
  char               *state;  /* its folder */
  SoupSession        *session;
  const char         *key;    /* test key unless changed */
  const char         *host;   /* (nullable): another Host header */
  const char         *origin; /* (nullable) */
  const char         *token;  /* (nullable): X-Control-Token */
  guint               status;
  GBytes             *body;
  FacJson            *json;   /* NULL when the answer is no JSON */
  SoupMessageHeaders *headers;
  GPtrArray          *kept;   /* texts */
} FacSandboxClient;

/** fac_sandbox_begin: the first line of a test program's main(): g_test_init() and a client of a sandbox with an empty
 * state. */
FacSandboxClient *fac_sandbox_begin (int *argc, char ***argv);
/** fac_sandbox_begin_control: likewise, of a sandbox with --control. */
FacSandboxClient *fac_sandbox_begin_control (int *argc, char ***argv);
/** fac_sandbox_end: runs the tests and frees @self. Returns: main()'s result */
int               fac_sandbox_end (FacSandboxClient *self);

/** fac_sandbox_client_new: of a sandbox over @state, a folder. */
FacSandboxClient *fac_sandbox_client_new (const char *state);
/** fac_sandbox_client_new_control: of a sandbox with --control. */
FacSandboxClient *fac_sandbox_client_new_control (const char *state);
void              fac_sandbox_client_free (FacSandboxClient *self);
/** fac_sandbox_client_restart: SIGKILL, then a new process over the same state. */
void              fac_sandbox_client_restart (FacSandboxClient *self);

/** fac_sandbox_call: one request; @body is JSON text or %NULL. Returns: the status */
guint       fac_sandbox_call (FacSandboxClient *self, const char *method, const char *path, const char *body);
/** fac_sandbox_callf: as fac_sandbox_call() with a path made by printf. */
guint       fac_sandbox_callf (FacSandboxClient *self, const char *method, const char *body, const char *format, ...)
  G_GNUC_PRINTF (4, 5);
/** fac_sandbox_try: as fac_sandbox_call() when the connection may break. Returns: %FALSE with @error when it did */
gboolean    fac_sandbox_try (FacSandboxClient *self, const char *method, const char *path, const char *body,
                             GError **error);
/** fac_sandbox_control: a request to /_sandbox@path with the control token. Returns: the status */
guint       fac_sandbox_control (FacSandboxClient *self, const char *method, const char *path, const char *body);
/** fac_sandbox_at: a value of the answer, "items.0.product.price". */
FacJsonValue fac_sandbox_at (FacSandboxClient *self, const char *path);
/** fac_sandbox_text: Returns: (nullable): lives until the next request */
const char *fac_sandbox_text (FacSandboxClient *self, const char *path);
/** fac_sandbox_literal: a number as the answer writes it. Returns: (transfer full) */
char       *fac_sandbox_literal (FacSandboxClient *self, const char *path);

/** fac_sandbox_expect_error: status, root code, and (nullable) code and path of the first detail; the shape of errors
 * too. */
void        fac_sandbox_expect_error (FacSandboxClient *self, guint status, const char *code, const char *detail,
                                      const char *path);

/** fac_sandbox_new_customer: a valid customer. Returns: its id, which lives as long as @self */
const char *fac_sandbox_new_customer (FacSandboxClient *self);
/** fac_sandbox_keep: @text (transfer full) for as long as @self lives. Returns: (transfer none) */
const char *fac_sandbox_keep (FacSandboxClient *self, char *text);

G_END_DECLS
