/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-role.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"
#include "fac-sql.h"

#include <string.h>

#define LIFETIME (G_GINT64_CONSTANT (7) * 24 * 3600 * G_USEC_PER_SEC)

static const FacField create_fields[] = {
  { "email", FAC_FIELD_EMAIL, FAC_FIELD_REQUIRED, 1, 254 },
  { "role", FAC_FIELD_STRING },
};
static const FacSchema create_schema = FAC_SCHEMA (create_fields);

static const FacField respond_fields[] = {
  { "accept", FAC_FIELD_BOOLEAN, FAC_FIELD_REQUIRED },
};
static const FacSchema respond_schema = FAC_SCHEMA (respond_fields);

typedef struct
{
  char  *id;
  char  *organization;
  char  *email;
  char  *role; /* (nullable) */
  gint64 created_at;
  gint64 expires_at;
} Invite;

static void
invite_free (Invite *self)
{
  g_free (self->id);
  g_free (self->organization);
  g_free (self->email);
  g_free (self->role);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Invite, invite_free)

/* Those of @organization (nullable: of all), or the one with @id (nullable). */
static GPtrArray *
read_invites (FacSandbox *sandbox, const char *organization, const char *id, GError **error)
{
  FacStatement *select = fac_db_prepare (sandbox->db,
    "SELECT i.id, i.organization, i.email, i.role, i.created_at, i.expires_at"
    " FROM team_invites AS i JOIN organizations AS o ON o.id = i.organization"
    " WHERE o.deleted_at IS NULL AND (?1 IS NULL OR i.organization = ?1)"
    " AND (?2 IS NULL OR i.id = ?2) ORDER BY i.created_at, i.id", error);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) invite_free);

  if (select == NULL)
    return all;
  fac_statement_bind_text (select, 1, organization);
  fac_statement_bind_text (select, 2, id);
  while (fac_statement_step (select, error))
    {
      Invite *invite = g_new0 (Invite, 1);

      invite->id = fac_statement_dup (select, 0);
      invite->organization = fac_statement_dup (select, 1);
      invite->email = fac_statement_dup (select, 2);
      invite->role = fac_statement_dup (select, 3);
      invite->created_at = fac_statement_int (select, 4);
      invite->expires_at = fac_statement_int (select, 5);
      g_ptr_array_add (all, invite);
    }
  fac_statement_reset (select);
  return all;
}

static void
write_invite (FacJsonWriter *writer, FacSandbox *sandbox, const Invite *invite)
{
  g_autoptr (FacSandboxCompany) company =
    fac_sandbox_company_load (sandbox, invite->organization, NULL);
  g_autoptr (FacSandboxTeamRole) role = fac_sandbox_role_load (sandbox, invite->organization,
                                                           invite->role, NULL);

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", invite->id);
  fac_json_writer_time (writer, "created_at", invite->created_at);
  fac_json_writer_string (writer, "email", invite->email);
  fac_json_writer_string (writer, "organization_name", company != NULL
                          ? fac_sandbox_json_text (company->legal, "name") : NULL);
  fac_json_writer_string (writer, "role", invite->role);
  fac_json_writer_string (writer, "role_name", role != NULL ? role->name : NULL);
  fac_json_writer_begin_array (writer, "roles");
  if (invite->role != NULL)
    fac_json_writer_string (writer, NULL, invite->role);
  fac_json_writer_end_array (writer);
  fac_json_writer_time (writer, "expires_at", invite->expires_at);
  fac_json_writer_end_object (writer);
}

/* @organization: (nullable): of all, and only those that can still be answered */
static FacSandboxAnswer *
answer_invites (FacSandboxRequest *request, const char *organization)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = read_invites (request->sandbox, organization, NULL, &error);

  if (error != NULL)
    return fac_sandbox_error_internal (error);
  fac_json_writer_begin_array (writer, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      const Invite *invite = g_ptr_array_index (all, i);

      if (organization != NULL || invite->expires_at > request->now)
        write_invite (writer, request->sandbox, invite);
    }
  fac_json_writer_end_array (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);

  return company != NULL ? answer_invites (request, company->id) : answer;
}

/* There is one account, which stands for whoever was invited. */
static FacSandboxAnswer *
on_pending (FacSandboxRequest *request)
{
  return answer_invites (request, NULL);
}

static gboolean
is_member (FacSandbox *sandbox, const char *organization, const char *email)
{
  return fac_sql_any (fac_sql_find (sandbox->db, NULL,
                                    "SELECT 1 FROM team_accesses WHERE organization = ?"
                                    " AND email = ?", "tt", organization, email));
}

/* A second invitation of the same person takes the first one's place. */
static FacSandboxAnswer *
store_invite (FacSandboxRequest *request, const Invite *invite)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GError) error = NULL;
  FacStatement *insert = fac_db_prepare (request->sandbox->db,
                                         "INSERT OR REPLACE INTO team_invites (id, organization,"
                                         " email, role, created_at, expires_at)"
                                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6)", &error);

  if (insert == NULL)
    return fac_sandbox_error_internal (error);
  fac_statement_bind_text (insert, 1, invite->id);
  fac_statement_bind_text (insert, 2, invite->organization);
  fac_statement_bind_text (insert, 3, invite->email);
  fac_statement_bind_text (insert, 4, invite->role);
  fac_statement_bind_int (insert, 5, invite->created_at);
  fac_statement_bind_int (insert, 6, invite->expires_at);
  if (!fac_statement_run (insert, &error))
    return fac_sandbox_error_internal (error);
  write_invite (writer, request->sandbox, invite);
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (Invite) invite = g_new0 (Invite, 1);

  if (company == NULL)
    return answer;
  fac_sandbox_validate (request->body, &create_schema, FALSE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  invite->id = fac_sandbox_new_id (request->sandbox);
  invite->organization = g_strdup (company->id);
  invite->email = g_ascii_strdown (fac_sandbox_json_text (request->body, "email"), -1);
  invite->role = g_strdup (fac_sandbox_json_text (request->body, "role"));
  invite->created_at = request->now;
  invite->expires_at = request->now + LIFETIME;
  answer = fac_sandbox_role_check (request->sandbox, company->id, invite->role);
  if (answer != NULL)
    return answer;
  if (is_member (request->sandbox, company->id, invite->email))
    return fac_sandbox_error (409, "user_already_in_organization");
  return store_invite (request, invite);
}

static gboolean
remove_invite (FacSandbox *sandbox, const char *id, GError **error)
{
  FacStatement *remove = fac_db_prepare (sandbox->db, "DELETE FROM team_invites WHERE id = ?1",
                                         error);

  if (remove == NULL)
    return FALSE;
  fac_statement_bind_text (remove, 1, id);
  return fac_statement_run (remove, error);
}

/* Returns: the invitation with @id; NULL with @answer when there is none. */
static Invite *
find_invite (FacSandboxRequest *request, const char *organization, const char *id,
             FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = read_invites (request->sandbox, organization, id, &error);

  if (error == NULL && found->len > 0)
    return g_ptr_array_steal_index (found, 0);
  *answer = fac_sandbox_error_missing (error, "invite_not_found");
  return NULL;
}

static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (Invite) invite = company != NULL
    ? find_invite (request, company->id, fac_sandbox_request_param (request, 1), &answer) : NULL;
  g_autoptr (GError) error = NULL;

  if (invite == NULL)
    return answer;
  return remove_invite (request->sandbox, invite->id, &error) ? fac_sandbox_answer_ok ()
                                                              : fac_sandbox_error_internal (error);
}

static gboolean
add_access (FacSandboxRequest *request, const Invite *invite, GError **error)
{
  g_autofree char *id = fac_sandbox_new_id (request->sandbox);
  g_autofree char *name = g_strndup (invite->email, strcspn (invite->email, "@"));
  FacStatement *insert = fac_db_prepare (request->sandbox->db,
                                         "INSERT OR REPLACE INTO team_accesses (id, organization,"
                                         " email, full_name, role, created_at, updated_at)"
                                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)", error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, id);
  fac_statement_bind_text (insert, 2, invite->organization);
  fac_statement_bind_text (insert, 3, invite->email);
  fac_statement_bind_text (insert, 4, name);
  fac_statement_bind_text (insert, 5, invite->role);
  fac_statement_bind_int (insert, 6, request->now);
  return fac_statement_run (insert, error);
}

static FacSandboxAnswer *
on_respond (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (Invite) invite = find_invite (request, NULL, fac_sandbox_request_param (request, 0),
                                           &answer);
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;

  if (invite == NULL)
    return answer;
  fac_sandbox_validate (request->body, &respond_schema, FALSE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  if (invite->expires_at <= request->now)
    return fac_sandbox_error (400, "invite_expired");
  if (fac_json_boolean (fac_json_get (request->body, "accept"), FALSE)
      && !add_access (request, invite, &error))
    return fac_sandbox_error_internal (error);
  return remove_invite (request->sandbox, invite->id, &error) ? fac_sandbox_answer_ok ()
                                                              : fac_sandbox_error_internal (error);
}

#define INVITES "/organizations/{id}/team/invites"

const FacSandboxRoute fac_sandbox_invites_routes[] = {
  { "GET", INVITES, FAC_ROLE_USER, NULL, FALSE, on_list },
  { "POST", INVITES, FAC_ROLE_USER, NULL, TRUE, on_create },
  { "DELETE", INVITES "/{invite}", FAC_ROLE_USER, NULL, FALSE, on_delete },
  { "GET", "/organizations/invites/pending", FAC_ROLE_USER, NULL, FALSE, on_pending },
  { "POST", "/organizations/invites/{invite}/response", FAC_ROLE_USER, NULL, TRUE, on_respond },
  { NULL }
};
