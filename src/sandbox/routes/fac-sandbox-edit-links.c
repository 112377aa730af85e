/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-edit-links.h"

#include "fac-sql.h"

#define LIFE (7 * G_TIME_SPAN_DAY)
#define SECRET_LENGTH 40

/* As the API writes times; it stands in the answers by way of SQL. */
static char *
time_text (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_TIME_SPAN_SECOND);

  return g_date_time_format (date, "%Y-%m-%dT%H:%M:%S.000Z");
}

gboolean
fac_sandbox_edit_link_new (FacSandboxRequest *request, const char *customer, GError **error)
{
  FacStatement *insert = fac_db_prepare (request->sandbox->db,
                                         "INSERT OR REPLACE INTO edit_links (customer, secret,"
                                         " expires_at, expires_text) VALUES (?1, ?2, ?3, ?4)",
                                         error);
  g_autofree char *secret = fac_sandbox_random (SECRET_LENGTH);
  g_autofree char *text = time_text (request->now + LIFE);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, customer);
  fac_statement_bind_text (insert, 2, secret);
  fac_statement_bind_int (insert, 3, request->now + LIFE);
  fac_statement_bind_text (insert, 4, text);
  return fac_statement_run (insert, error);
}

void
fac_sandbox_edit_link_clear (FacSandboxEditLink *self)
{
  g_clear_pointer (&self->customer, g_free);
  g_clear_pointer (&self->organization, g_free);
}

gboolean
fac_sandbox_edit_link_find (FacSandbox *sandbox, const char *secret, FacSandboxEditLink *link,
                            GError **error)
{
  FacStatement *row = fac_sql_find (sandbox->db, error,
                                    "SELECT c.id, c.organization, c.livemode FROM edit_links l"
                                    " JOIN customers c ON c.id = l.customer WHERE l.secret = ?"
                                    " AND l.used_at IS NULL AND l.expires_at > ?", "tl", secret,
                                    fac_sandbox_now (sandbox));

  *link = (FacSandboxEditLink) { NULL };
  if (row == NULL)
    return FALSE;
  link->customer = fac_statement_dup (row, 0);
  link->organization = fac_statement_dup (row, 1);
  link->livemode = fac_statement_int (row, 2) != 0;
  fac_statement_reset (row);
  return TRUE;
}

gboolean
fac_sandbox_edit_link_use (FacSandbox *sandbox, const char *secret, GError **error)
{
  FacStatement *update = fac_db_prepare (sandbox->db,
                                         "UPDATE edit_links SET used_at = ?2 WHERE secret = ?1",
                                         error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 1, secret);
  fac_statement_bind_int (update, 2, fac_sandbox_now (sandbox));
  return fac_statement_run (update, error);
}
