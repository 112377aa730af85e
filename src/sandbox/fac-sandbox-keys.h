/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/**
 * fac_sandbox_key_add: mints a secret key of @role for @organization (%NULL for a user key) and stores it. The secrets
 * of live keys are kept as a hash alone, apart from the first one of the example company.
 * Returns: (transfer full) (nullable): the secret, which is shown this once
 */
char *fac_sandbox_key_add (FacSandbox *sandbox, const char *organization, FacSandboxRole role, GError **error);
/** fac_sandbox_key_test: the test key of @organization. Returns: (transfer full) (nullable) */
char *fac_sandbox_key_test (FacSandbox *sandbox, const char *organization, GError **error);
/** fac_sandbox_key_renew_test: a fresh test key; the one before is worth nothing from now on. Returns: (transfer full)
 * (nullable) */
char *fac_sandbox_key_renew_test (FacSandbox *sandbox, const char *organization, GError **error);
/** fac_sandbox_key_list: writes the live keys of @organization as an array: id, first_12, created_at. */
gboolean fac_sandbox_key_list (FacSandbox *sandbox, const char *organization, FacJsonWriter *writer, GError **error);
/** fac_sandbox_key_remove: takes a live key away. Returns: %FALSE without @error when there is none */
gboolean fac_sandbox_key_remove (FacSandbox *sandbox, const char *organization, const char *id, GError **error);
/** fac_sandbox_keys_remove_all: all keys of an organization that goes away. */
gboolean fac_sandbox_keys_remove_all (FacSandbox *sandbox, const char *organization, GError **error);

/** fac_sandbox_key_find: whose key @secret is. @organization: (out) (transfer full) (nullable). Returns: 0 when it is
 * none */
FacSandboxRole fac_sandbox_key_find (FacSandbox *sandbox, const char *secret, char **organization);

/** fac_sandbox_keys_open: reads the example company's keys and mints those that are absent. */
gboolean fac_sandbox_keys_open (FacSandbox *sandbox, GError **error);

G_END_DECLS
