/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-organization.h"

G_BEGIN_DECLS

/**
 * FacSandboxTeamRole: a role of an organization's team, its own or the one of a template.
 * @id: (nullable): %NULL when all may be done because nobody was given a role
 * @template_code: (nullable)
 * @added, @removed: (nullable)
 */
typedef struct
{
  char  *id;
  char  *name;
  char  *template_code;
  char **added;
  char **removed;
  gint64 created_at;
  gint64 updated_at;
} FacSandboxTeamRole;

/** fac_sandbox_role_load: role @id of @organization (%NULL: the administrator's; a template's code is its own id).
 * Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacSandboxTeamRole *fac_sandbox_role_load (FacSandbox *sandbox, const char *organization, const char *id,
                                           GError **error);
void fac_sandbox_role_free (FacSandboxTeamRole *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxTeamRole, fac_sandbox_role_free)

/** fac_sandbox_role_check: whether @organization has role @id. Returns: (transfer full) (nullable): the refusal */
FacSandboxAnswer *fac_sandbox_role_check (FacSandbox *sandbox, const char *organization, const char *id);

G_END_DECLS
