/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-permissions.h"
#include "fac-sandbox-role.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"

/* Whose account it is has an access of no row. */
#define OWNER "owner"
#define OWNER_NAME "Titular de la cuenta"
#define OWNER_EMAIL "titular@empresa.example"

static const FacField role_fields[] = {
  { "role", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 0 },
};
static const FacSchema role_schema = FAC_SCHEMA (role_fields);

/* One row of team_accesses. */
typedef struct
{
  char  *id;
  char  *email;
  char  *full_name;
  char  *role;
  gint64 created_at;
  gint64 updated_at;
} Access;

static void
access_free (gpointer data)
{
  Access *self = data;

  g_free (self->id);
  g_free (self->email);
  g_free (self->full_name);
  g_free (self->role);
  g_free (self);
}

static void
write_owner (FacJsonWriter *writer, FacSandboxCompany *company)
{
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", OWNER);
  fac_json_writer_string (writer, "full_name", OWNER_NAME);
  fac_json_writer_string (writer, "email", OWNER_EMAIL);
  fac_json_writer_null (writer, "role");
  fac_json_writer_string (writer, "role_name", OWNER);
  fac_json_writer_string (writer, "organization", company->id);
  fac_sandbox_permissions_write (writer, "operations", FAC_TEMPLATE_ADMIN, NULL, NULL);
  fac_json_writer_time (writer, "created_at", company->created_at);
  fac_json_writer_time (writer, "updated_at", company->created_at);
  fac_json_writer_end_object (writer);
}

static void
write_access (FacJsonWriter *writer, FacSandbox *sandbox, const char *organization,
              const Access *access)
{
  g_autoptr (FacSandboxTeamRole) role = fac_sandbox_role_load (sandbox, organization, access->role,
                                                           NULL);

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", access->id);
  fac_json_writer_string (writer, "full_name", access->full_name);
  fac_json_writer_string (writer, "email", access->email);
  fac_json_writer_string (writer, "role", access->role);
  fac_json_writer_string (writer, "role_name", role != NULL ? role->name : NULL);
  fac_json_writer_string (writer, "organization", organization);
  fac_sandbox_permissions_write (writer, "operations", role != NULL ? role->template_code : NULL,
                                 role != NULL ? role->added : NULL,
                                 role != NULL ? role->removed : NULL);
  fac_json_writer_time (writer, "created_at", access->created_at);
  fac_json_writer_time (writer, "updated_at", access->updated_at);
  fac_json_writer_end_object (writer);
}

/* All, or the one that has @id. */
static GPtrArray *
read_accesses (FacSandbox *sandbox, const char *organization, const char *id, GError **error)
{
  FacStatement *select = fac_db_prepare (sandbox->db,
                                         "SELECT id, email, full_name, role, created_at,"
                                         " updated_at FROM team_accesses WHERE organization = ?1"
                                         " AND (?2 IS NULL OR id = ?2) ORDER BY created_at, id",
                                         error);
  GPtrArray *all = g_ptr_array_new_with_free_func (access_free);

  if (select == NULL)
    return all;
  fac_statement_bind_text (select, 1, organization);
  fac_statement_bind_text (select, 2, id);
  while (fac_statement_step (select, error))
    {
      Access *access = g_new0 (Access, 1);

      access->id = fac_statement_dup (select, 0);
      access->email = fac_statement_dup (select, 1);
      access->full_name = fac_statement_dup (select, 2);
      access->role = fac_statement_dup (select, 3);
      access->created_at = fac_statement_int (select, 4);
      access->updated_at = fac_statement_int (select, 5);
      g_ptr_array_add (all, access);
    }
  fac_statement_reset (select);
  return all;
}

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  all = read_accesses (request->sandbox, company->id, NULL, &error);
  if (error != NULL)
    return fac_sandbox_error_internal (error);
  fac_json_writer_begin_array (writer, NULL);
  write_owner (writer, company);
  for (guint i = 0; i < all->len; i++)
    write_access (writer, request->sandbox, company->id, g_ptr_array_index (all, i));
  fac_json_writer_end_array (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
answer_access (FacSandboxRequest *request, FacSandboxCompany *company)
{
  const char *id = fac_sandbox_request_param (request, 1);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = read_accesses (request->sandbox, company->id, id, &error);

  if (error != NULL)
    return fac_sandbox_error_internal (error);
  if (g_str_equal (id, OWNER))
    write_owner (writer, company);
  else if (found->len > 0)
    write_access (writer, request->sandbox, company->id, g_ptr_array_index (found, 0));
  else
    return fac_sandbox_error (404, "user_access_not_found");
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);

  return company != NULL ? answer_access (request, company) : answer;
}

static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  const char *id = fac_sandbox_request_param (request, 1);
  g_autoptr (GError) error = NULL;
  FacStatement *remove;

  if (company == NULL)
    return answer;
  if (g_str_equal (id, OWNER))
    return fac_sandbox_error (400, "owner_access_cannot_be_removed");
  remove = fac_db_prepare (request->sandbox->db,
                           "DELETE FROM team_accesses WHERE organization = ?1 AND id = ?2",
                           &error);
  if (remove == NULL)
    return fac_sandbox_error_internal (error);
  fac_statement_bind_text (remove, 1, company->id);
  fac_statement_bind_text (remove, 2, id);
  if (!fac_statement_run (remove, &error))
    return fac_sandbox_error_internal (error);
  return fac_db_changes (request->sandbox->db) > 0
    ? fac_sandbox_answer_ok () : fac_sandbox_error (404, "user_access_not_found");
}

static FacSandboxAnswer *
set_role (FacSandboxRequest *request, FacSandboxCompany *company)
{
  const char *role = fac_sandbox_json_text (request->body, "role");
  FacSandboxAnswer *refusal = fac_sandbox_role_check (request->sandbox, company->id, role);
  g_autoptr (GError) error = NULL;
  FacStatement *update;

  if (refusal != NULL)
    return refusal;
  update = fac_db_prepare (request->sandbox->db,
                           "UPDATE team_accesses SET role = ?3, updated_at = ?4"
                           " WHERE organization = ?1 AND id = ?2", &error);
  if (update == NULL)
    return fac_sandbox_error_internal (error);
  fac_statement_bind_text (update, 1, company->id);
  fac_statement_bind_text (update, 2, fac_sandbox_request_param (request, 1));
  fac_statement_bind_text (update, 3, role);
  fac_statement_bind_int (update, 4, request->now);
  return fac_statement_run (update, &error) ? answer_access (request, company)
                                            : fac_sandbox_error_internal (error);
}

static FacSandboxAnswer *
on_role (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  if (company == NULL)
    return answer;
  fac_sandbox_validate (request->body, &role_schema, FALSE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  if (g_str_equal (fac_sandbox_request_param (request, 1), OWNER))
    return fac_sandbox_error (400, "owner_access_cannot_be_reassigned");
  answer = answer_access (request, company);
  if (answer->status != 200)
    return answer;
  fac_sandbox_answer_free (answer);
  return set_role (request, company);
}

#define TEAM "/organizations/{id}/team"

const FacSandboxRoute fac_sandbox_team_routes[] = {
  { "GET", TEAM, FAC_ROLE_USER, NULL, FALSE, on_list },
  { "GET", TEAM "/{access}", FAC_ROLE_USER, NULL, FALSE, on_get },
  { "DELETE", TEAM "/{access}", FAC_ROLE_USER, NULL, FALSE, on_delete },
  { "PUT", TEAM "/{access}/role", FAC_ROLE_USER, NULL, TRUE, on_role },
  { NULL }
};
