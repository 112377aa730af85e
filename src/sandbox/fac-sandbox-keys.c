/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-keys.h"

#include "fac-sql.h"

#include <string.h>

#define SECRET_LENGTH 40
#define SHOWN 12

static const char *
prefix_of (FacSandboxRole role)
{
  return role == FAC_ROLE_TEST ? "sk_test_" : role == FAC_ROLE_LIVE ? "sk_live_" : "sk_user_";
}

static gboolean
store (FacSandbox *self, const char *organization, FacSandboxRole role, const char *secret,
       gboolean keep, GError **error)
{
  g_autofree char *id = fac_sandbox_new_id (self);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);
  g_autofree char *shown = g_strndup (secret, SHOWN);
  FacStatement *insert = fac_db_prepare (self->db,
                                         "INSERT INTO api_keys (id, organization, role, hash,"
                                         " secret, first_12, created_at)"
                                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, id);
  fac_statement_bind_text (insert, 2, organization);
  fac_statement_bind_int (insert, 3, role);
  fac_statement_bind_text (insert, 4, hash);
  fac_statement_bind_text (insert, 5, keep ? secret : NULL);
  fac_statement_bind_text (insert, 6, shown);
  fac_statement_bind_int (insert, 7, fac_sandbox_now (self));
  return fac_statement_run (insert, error);
}

static char *
mint (FacSandbox *self, const char *organization, FacSandboxRole role, gboolean keep,
      GError **error)
{
  g_autofree char *random = fac_sandbox_random (SECRET_LENGTH);
  g_autofree char *secret = g_strconcat (prefix_of (role), random, NULL);

  return store (self, organization, role, secret, keep, error) ? g_steal_pointer (&secret) : NULL;
}

char *
fac_sandbox_key_add (FacSandbox *self, const char *organization, FacSandboxRole role,
                     GError **error)
{
  return mint (self, organization, role, role == FAC_ROLE_TEST, error);
}

/* The newest key of @role that can be said again. */
static char *
known_secret (FacSandbox *self, const char *organization, FacSandboxRole role, GError **error)
{
  return fac_sql_text (fac_sql_find (self->db, error,
                                     "SELECT secret FROM api_keys WHERE organization IS ?"
                                     " AND role = ? AND secret IS NOT NULL"
                                     " ORDER BY created_at DESC, id DESC LIMIT 1", "ti",
                                     organization, (int) role));
}

char *
fac_sandbox_key_test (FacSandbox *self, const char *organization, GError **error)
{
  return known_secret (self, organization, FAC_ROLE_TEST, error);
}

char *
fac_sandbox_key_renew_test (FacSandbox *self, const char *organization, GError **error)
{
  FacStatement *remove = fac_db_prepare (self->db,
                                         "DELETE FROM api_keys WHERE organization = ?1"
                                         " AND role = ?2", error);

  if (remove == NULL)
    return NULL;
  fac_statement_bind_text (remove, 1, organization);
  fac_statement_bind_int (remove, 2, FAC_ROLE_TEST);
  if (!fac_statement_run (remove, error))
    return NULL;
  return fac_sandbox_key_add (self, organization, FAC_ROLE_TEST, error);
}

gboolean
fac_sandbox_key_list (FacSandbox *self, const char *organization, FacJsonWriter *writer,
                      GError **error)
{
  FacStatement *select = fac_db_prepare (self->db,
                                         "SELECT id, first_12, created_at FROM api_keys"
                                         " WHERE organization = ?1 AND role = ?2"
                                         " ORDER BY created_at, id", error);
  g_autoptr (GError) problem = NULL;

  if (select == NULL)
    return FALSE;
  fac_statement_bind_text (select, 1, organization);
  fac_statement_bind_int (select, 2, FAC_ROLE_LIVE);
  fac_json_writer_begin_array (writer, NULL);
  while (fac_statement_step (select, &problem))
    {
      fac_json_writer_begin_object (writer, NULL);
      fac_json_writer_string (writer, "id", fac_statement_text (select, 0));
      fac_json_writer_string (writer, "first_12", fac_statement_text (select, 1));
      fac_json_writer_time (writer, "created_at", fac_statement_int (select, 2));
      fac_json_writer_end_object (writer);
    }
  fac_statement_reset (select);
  fac_json_writer_end_array (writer);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
fac_sandbox_key_remove (FacSandbox *self, const char *organization, const char *id, GError **error)
{
  FacStatement *remove = fac_db_prepare (self->db,
                                         "DELETE FROM api_keys WHERE organization = ?1"
                                         " AND id = ?2 AND role = ?3", error);

  if (remove == NULL)
    return FALSE;
  fac_statement_bind_text (remove, 1, organization);
  fac_statement_bind_text (remove, 2, id);
  fac_statement_bind_int (remove, 3, FAC_ROLE_LIVE);
  return fac_statement_run (remove, error) && fac_db_changes (self->db) > 0;
}

gboolean
fac_sandbox_keys_remove_all (FacSandbox *self, const char *organization, GError **error)
{
  FacStatement *remove = fac_db_prepare (self->db,
                                         "DELETE FROM api_keys WHERE organization = ?1", error);

  if (remove == NULL)
    return FALSE;
  fac_statement_bind_text (remove, 1, organization);
  return fac_statement_run (remove, error);
}

/* Looked up by its hash, so that the time taken says nothing about how much of a guess is right. */
FacSandboxRole
fac_sandbox_key_find (FacSandbox *self, const char *secret, char **organization)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);
  FacStatement *row = fac_sql_find (self->db, NULL,
                                    "SELECT role, organization FROM api_keys WHERE hash = ?", "t",
                                    hash);
  FacSandboxRole role;

  *organization = NULL;
  if (row == NULL)
    return 0;
  role = (FacSandboxRole) fac_statement_int (row, 0);
  *organization = fac_statement_dup (row, 1);
  fac_statement_reset (row);
  return role;
}

/* Keys of a state that was made before this table keep their worth. */
static char *
open_key (FacSandbox *self, const char *setting, const char *organization, FacSandboxRole role,
          GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *older = NULL;
  char *secret = known_secret (self, organization, role, &problem);

  if (secret == NULL && problem == NULL)
    older = fac_sandbox_setting (self, setting, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (secret != NULL)
    return secret;
  if (older == NULL)
    return mint (self, organization, role, TRUE, error);
  if (!store (self, organization, role, older, TRUE, error)
      || !fac_sandbox_set_setting (self, setting, NULL, error))
    return NULL;
  return g_steal_pointer (&older);
}

gboolean
fac_sandbox_keys_open (FacSandbox *self, GError **error)
{
  self->test_key = open_key (self, "test_key", self->organization, FAC_ROLE_TEST, error);
  if (self->test_key == NULL)
    return FALSE;
  self->live_key = open_key (self, "live_key", self->organization, FAC_ROLE_LIVE, error);
  if (self->live_key == NULL)
    return FALSE;
  self->user_key = open_key (self, "user_key", NULL, FAC_ROLE_USER, error);
  return self->user_key != NULL;
}
