/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-permissions.h"
#include "fac-sandbox-role.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"

#define EDITS                                                                                      \
  { "template_code", FAC_FIELD_STRING }, { "add", FAC_FIELD_ARRAY_STRINGS },                       \
  { "remove", FAC_FIELD_ARRAY_STRINGS }

static const FacField create_fields[] = {
  { "name", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 100 }, EDITS,
};
static const FacSchema create_schema = FAC_SCHEMA (create_fields);

static const FacField update_fields[] = { { "name", FAC_FIELD_STRING, 0, 1, 100 }, EDITS };
static const FacSchema update_schema = FAC_SCHEMA (update_fields);

static gint64
count_uses (FacSandbox *sandbox, const char *organization, const char *role, gboolean invites)
{
  FacStatement *select = fac_db_prepare (sandbox->db, invites
    ? "SELECT count (*) FROM team_invites WHERE organization = ?1 AND role = ?2"
    : "SELECT count (*) FROM team_accesses WHERE organization = ?1 AND role = ?2", NULL);
  gint64 count = 0;

  if (select == NULL)
    return 0;
  fac_statement_bind_text (select, 1, organization);
  fac_statement_bind_text (select, 2, role);
  if (fac_statement_step (select, NULL))
    count = fac_statement_int (select, 0);
  fac_statement_reset (select);
  return count;
}

static void
write_strings (FacJsonWriter *writer, const char *name, char **strings)
{
  fac_json_writer_begin_array (writer, name);
  for (char **each = strings; each != NULL && *each != NULL; each++)
    fac_json_writer_string (writer, NULL, *each);
  fac_json_writer_end_array (writer);
}

static void
write_role (FacJsonWriter *writer, FacSandbox *sandbox, const char *organization,
            const FacSandboxTeamRole *role)
{
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", role->id);
  fac_json_writer_string (writer, "name", role->name);
  fac_json_writer_string (writer, "template_code", role->template_code);
  fac_json_writer_string (writer, "scope", "organization");
  fac_json_writer_string (writer, "organization", organization);
  fac_json_writer_int (writer, "used_by", count_uses (sandbox, organization, role->id, FALSE));
  write_strings (writer, "overrides_add", role->added);
  write_strings (writer, "overrides_remove", role->removed);
  fac_sandbox_permissions_write (writer, "operations", role->template_code, role->added,
                                 role->removed);
  fac_json_writer_time (writer, "created_at", role->created_at);
  fac_json_writer_time (writer, "updated_at", role->updated_at);
  fac_json_writer_end_object (writer);
}

static FacSandboxAnswer *
answer_role (FacSandboxRequest *request, const char *organization, const char *id)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxTeamRole) role = fac_sandbox_role_load (request->sandbox, organization, id,
                                                           &error);

  if (role == NULL)
    return fac_sandbox_error_missing (error, "role_not_found");
  write_role (writer, request->sandbox, organization, role);
  return fac_sandbox_answer_writer (200, writer);
}

static GPtrArray *
read_ids (FacSandbox *sandbox, const char *organization, GError **error)
{
  FacStatement *select = fac_db_prepare (sandbox->db,
                                         "SELECT id FROM team_roles WHERE organization = ?1"
                                         " ORDER BY created_at, id", error);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  if (select == NULL)
    return ids;
  fac_statement_bind_text (select, 1, organization);
  while (fac_statement_step (select, error))
    g_ptr_array_add (ids, fac_statement_dup (select, 0));
  fac_statement_reset (select);
  return ids;
}

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  ids = read_ids (request->sandbox, company->id, &error);
  fac_json_writer_begin_array (writer, NULL);
  for (guint i = 0; i < ids->len && error == NULL; i++)
    {
      g_autoptr (FacSandboxTeamRole) role =
        fac_sandbox_role_load (request->sandbox, company->id, g_ptr_array_index (ids, i), &error);

      if (role != NULL)
        write_role (writer, request->sandbox, company->id, role);
    }
  fac_json_writer_end_array (writer);
  return error == NULL ? fac_sandbox_answer_writer (200, writer)
                       : fac_sandbox_error_internal (error);
}

static void
check_operations (FacJsonValue body, const char *name, GPtrArray *faults)
{
  FacJsonValue list = fac_json_get (body, name);

  for (guint i = 0; i < fac_json_length (list); i++)
    {
      const char *operation = fac_json_string (fac_json_at (list, i));
      g_autofree char *path = g_strdup_printf ("%s.%u", name, i);

      if (operation != NULL && !fac_sandbox_permission_known (operation))
        fac_sandbox_fault (faults, "invalid_value", path, "La operación «%s» no existe.",
                           operation);
    }
}

static FacSandboxAnswer *
check_body (FacSandboxRequest *request, const FacSchema *schema)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  const char *code = fac_sandbox_json_text (request->body, "template_code");

  fac_sandbox_validate (request->body, schema, FALSE, faults);
  if (faults->len == 0)
    {
      check_operations (request->body, "add", faults);
      check_operations (request->body, "remove", faults);
    }
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  return code != NULL && fac_sandbox_permission_template (code) == NULL
    ? fac_sandbox_error (404, "role_template_not_found") : NULL;
}

static char *
list_text (FacJsonValue list, char **fallback)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_auto (GStrv) given = fac_sandbox_json_strv (list);

  write_strings (writer, NULL, fac_sandbox_json_has (list) ? given : fallback);
  return fac_json_writer_finish_text (writer);
}

static gboolean
name_is_taken (FacSandboxRequest *request, const char *organization, const char *name,
               const char *but)
{
  FacStatement *select = fac_db_prepare (request->sandbox->db,
                                         "SELECT 1 FROM team_roles WHERE organization = ?1"
                                         " AND name = ?2 AND id IS NOT ?3", NULL);
  gboolean found;

  if (select == NULL)
    return FALSE;
  fac_statement_bind_text (select, 1, organization);
  fac_statement_bind_text (select, 2, name);
  fac_statement_bind_text (select, 3, but);
  found = fac_statement_step (select, NULL);
  fac_statement_reset (select);
  return found;
}

static FacSandboxAnswer *
refuse_name (void)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_fault (faults, "conflict", "name", "Ya existe un rol con ese nombre.");
  return fac_sandbox_error_faults (409, "conflict", faults);
}

/* What the body says over @before (nullable). */
static FacSandboxAnswer *
store_role (FacSandboxRequest *request, const char *organization, const char *id,
            const FacSandboxTeamRole *before)
{
  const char *given = fac_sandbox_json_text (request->body, "name");
  const char *name = given != NULL ? given : before->name;
  FacJsonValue code = fac_json_get (request->body, "template_code");
  g_autofree char *added = list_text (fac_json_get (request->body, "add"),
                                      before != NULL ? before->added : NULL);
  g_autofree char *removed = list_text (fac_json_get (request->body, "remove"),
                                        before != NULL ? before->removed : NULL);
  g_autoptr (GError) error = NULL;
  FacStatement *insert;

  if (name_is_taken (request, organization, name, id))
    return refuse_name ();
  insert = fac_db_prepare (request->sandbox->db,
                           "INSERT OR REPLACE INTO team_roles (id, organization, name,"
                           " template_code, added, removed, created_at, updated_at)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", &error);
  if (insert == NULL)
    return fac_sandbox_error_internal (error);
  fac_statement_bind_text (insert, 1, id);
  fac_statement_bind_text (insert, 2, organization);
  fac_statement_bind_text (insert, 3, name);
  fac_statement_bind_text (insert, 4, before != NULL && fac_json_kind (code) == FAC_JSON_ABSENT
                           ? before->template_code
                           : fac_sandbox_json_text (request->body, "template_code"));
  fac_statement_bind_text (insert, 5, added);
  fac_statement_bind_text (insert, 6, removed);
  fac_statement_bind_int (insert, 7, before != NULL ? before->created_at : request->now);
  fac_statement_bind_int (insert, 8, request->now);
  if (!fac_statement_run (insert, &error))
    return fac_sandbox_error_internal (error);
  return answer_role (request, organization, id);
}

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autofree char *id = fac_sandbox_new_id (request->sandbox);

  if (company == NULL)
    return answer;
  answer = check_body (request, &create_schema);
  return answer != NULL ? answer : store_role (request, company->id, id, NULL);
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);

  return company != NULL
    ? answer_role (request, company->id, fac_sandbox_request_param (request, 1)) : answer;
}

static FacSandboxAnswer *
on_update (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  const char *id = fac_sandbox_request_param (request, 1);
  g_autoptr (FacSandboxTeamRole) role = NULL;

  if (company == NULL)
    return answer;
  if (fac_sandbox_permission_template (id) != NULL)
    return fac_sandbox_error (400, "organization_admin_role_cannot_be_edited");
  answer = fac_sandbox_role_check (request->sandbox, company->id, id);
  if (answer == NULL)
    answer = check_body (request, &update_schema);
  if (answer != NULL)
    return answer;
  role = fac_sandbox_role_load (request->sandbox, company->id, id, NULL);
  return store_role (request, company->id, id, role);
}

static FacSandboxAnswer *
remove_role (FacSandboxRequest *request, const char *organization, const char *id)
{
  g_autoptr (GError) error = NULL;
  FacStatement *remove = fac_db_prepare (request->sandbox->db,
                                         "DELETE FROM team_roles WHERE organization = ?1"
                                         " AND id = ?2", &error);

  if (remove == NULL)
    return fac_sandbox_error_internal (error);
  fac_statement_bind_text (remove, 1, organization);
  fac_statement_bind_text (remove, 2, id);
  return fac_statement_run (remove, &error) ? fac_sandbox_answer_ok ()
                                            : fac_sandbox_error_internal (error);
}

static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  const char *id = fac_sandbox_request_param (request, 1);

  if (company == NULL)
    return answer;
  if (fac_sandbox_permission_template (id) != NULL)
    return fac_sandbox_error (400, "organization_admin_role_cannot_be_deleted");
  answer = fac_sandbox_role_check (request->sandbox, company->id, id);
  if (answer != NULL)
    return answer;
  if (count_uses (request->sandbox, company->id, id, FALSE) > 0
      || count_uses (request->sandbox, company->id, id, TRUE) > 0)
    return fac_sandbox_error (409, "role_has_assigned_users");
  return remove_role (request, company->id, id);
}

static FacSandboxAnswer *
on_templates (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  if (company == NULL)
    return answer;
  fac_sandbox_permissions_write_templates (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
on_operations (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  if (company == NULL)
    return answer;
  fac_sandbox_permissions_write_all (writer);
  return fac_sandbox_answer_writer (200, writer);
}

#define ROLES "/organizations/{id}/team/roles"

const FacSandboxRoute fac_sandbox_roles_routes[] = {
  { "GET", ROLES, FAC_ROLE_USER, NULL, FALSE, on_list },
  { "POST", ROLES, FAC_ROLE_USER, NULL, TRUE, on_create },
  { "GET", ROLES "/templates", FAC_ROLE_USER, NULL, FALSE, on_templates },
  { "GET", ROLES "/operations", FAC_ROLE_USER, NULL, FALSE, on_operations },
  { "GET", ROLES "/{role}", FAC_ROLE_USER, NULL, FALSE, on_get },
  { "PUT", ROLES "/{role}", FAC_ROLE_USER, NULL, TRUE, on_update },
  { "DELETE", ROLES "/{role}", FAC_ROLE_USER, NULL, FALSE, on_delete },
  { NULL }
};
