/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-role.h"

#include "fac-sandbox-json.h"
#include "fac-sandbox-permissions.h"
#include "fac-sql.h"

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
  FacStatement *row;
  FacSandboxTeamRole *self;

  if (id == NULL)
    return of_template (NULL, FAC_TEMPLATE_ADMIN);
  if (fac_sandbox_permission_template (id) != NULL)
    return of_template (id, id);
  row = fac_sql_find (sandbox->db, error,
                      "SELECT name, template_code, added, removed, created_at, updated_at"
                      " FROM team_roles WHERE organization = ? AND id = ?", "tt", organization, id);
  if (row == NULL)
    return NULL;
  self = g_new0 (FacSandboxTeamRole, 1);
  self->id = g_strdup (id);
  self->name = fac_statement_dup (row, 0);
  self->template_code = fac_statement_dup (row, 1);
  self->added = read_list (fac_statement_text (row, 2));
  self->removed = read_list (fac_statement_text (row, 3));
  self->created_at = fac_statement_int (row, 4);
  self->updated_at = fac_statement_int (row, 5);
  fac_statement_reset (row);
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
