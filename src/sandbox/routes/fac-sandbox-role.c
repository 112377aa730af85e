/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-role.h"

#include "fac-sandbox-json.h"
#include "fac-sandbox-permissions.h"

static char **
read_list (const char *text)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (text);

  return fac_sandbox_json_strv (fac_json_root (json));
}

static FacSandboxTeamRole *
of_template (const char *id, const char *code)
{
  FacSandboxTeamRole *self = g_new0 (FacSandboxTeamRole, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (fac_sandbox_permission_template (code));
  self->template_code = g_strdup (code);
  return self;
}

FacSandboxTeamRole *
fac_sandbox_role_load (FacSandbox *sandbox, const char *organization, const char *id,
                       GError **error)
{
  FacStatement *select;
  FacSandboxTeamRole *self = NULL;

  if (id == NULL)
    return of_template (NULL, FAC_TEMPLATE_ADMIN);
  if (fac_sandbox_permission_template (id) != NULL)
    return of_template (id, id);
  select = fac_db_prepare (sandbox->db,
                           "SELECT name, template_code, added, removed, created_at, updated_at"
                           " FROM team_roles WHERE organization = ?1 AND id = ?2", error);
  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 1, organization);
  fac_statement_bind_text (select, 2, id);
  if (fac_statement_step (select, error))
    {
      self = g_new0 (FacSandboxTeamRole, 1);
      self->id = g_strdup (id);
      self->name = fac_statement_dup (select, 0);
      self->template_code = fac_statement_dup (select, 1);
      self->added = read_list (fac_statement_text (select, 2));
      self->removed = read_list (fac_statement_text (select, 3));
      self->created_at = fac_statement_int (select, 4);
      self->updated_at = fac_statement_int (select, 5);
    }
  fac_statement_reset (select);
  return self;
}

void
fac_sandbox_role_free (FacSandboxTeamRole *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->template_code);
  g_strfreev (self->added);
  g_strfreev (self->removed);
  g_free (self);
}

FacSandboxAnswer *
fac_sandbox_role_check (FacSandbox *sandbox, const char *organization, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxTeamRole) role = fac_sandbox_role_load (sandbox, organization, id, &error);

  if (role != NULL)
    return NULL;
  return fac_sandbox_error_missing (error, "role_not_found");
}
