/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-downloads.h"

#include "fac-sandbox-router.h"
#include "fac-sandbox-routes.h"

#define LIFE (15 * G_TIME_SPAN_MINUTE)
#define TOKEN_LENGTH 48

static gboolean
forget_expired (FacSandboxRequest *request, GError **error)
{
  FacStatement *remove = fac_db_prepare (request->sandbox->db,
                                         "DELETE FROM downloads WHERE expires_at < ?1", error);

  if (remove == NULL)
    return FALSE;
  fac_statement_bind_int (remove, 1, request->now);
  return fac_statement_run (remove, error);
}

static gboolean
store (FacSandboxRequest *request, const char *token, const char *path, GBytes *body,
       const char *content_type, const char *filename, GError **error)
{
  FacStatement *insert = fac_db_prepare (request->sandbox->db,
                                         "INSERT INTO downloads (token, organization, livemode,"
                                         " expires_at, path, content_type, filename, body)"
                                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, token);
  fac_statement_bind_text (insert, 2, request->organization);
  fac_statement_bind_int (insert, 3, request->livemode);
  fac_statement_bind_int (insert, 4, request->now + LIFE);
  fac_statement_bind_text (insert, 5, path);
  fac_statement_bind_text (insert, 6, content_type);
  fac_statement_bind_text (insert, 7, filename);
  fac_statement_bind_blob (insert, 8, body);
  return fac_statement_run (insert, error);
}

FacSandboxAnswer *
fac_sandbox_download_offer (FacSandboxRequest *request, const char *path, GBytes *body,
                            const char *content_type, const char *filename)
{
  g_autofree char *token = fac_sandbox_random (TOKEN_LENGTH);
  g_autofree char *url = g_strdup_printf ("%s/downloads/%s", request->sandbox->base_url, token);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GError) error = NULL;

  if (!forget_expired (request, &error)
      || !store (request, token, path, body, content_type, filename, &error))
    return fac_sandbox_error_internal (error);
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "url", url);
  fac_json_writer_time (writer, "expires_at", request->now + LIFE);
  fac_json_writer_string (writer, "content_type", content_type);
  fac_json_writer_string (writer, "filename", filename);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

/* The file as it is now, by the operation that gives it, in the name of who asked for the address. */
static FacSandboxAnswer *
fetch (FacSandboxRequest *request, const char *organization, gboolean livemode, const char *path)
{
  g_autoptr (FacSandboxRequest) inner = fac_sandbox_request_new (request->sandbox, "GET", NULL, NULL,
                                                                 NULL);
  const FacSandboxRoute *route = fac_sandbox_route_find ("GET", path, 0, inner->params);

  if (route == NULL)
    return fac_sandbox_error (404, "not_found");
  inner->organization = g_strdup (organization);
  inner->livemode = livemode;
  inner->role = livemode ? FAC_ROLE_LIVE : FAC_ROLE_TEST;
  return route->handler (inner);
}

static FacSandboxAnswer *
on_fetch (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *organization = NULL, *path = NULL, *type = NULL, *filename = NULL;
  FacStatement *select = fac_db_prepare (request->sandbox->db,
                                         "SELECT organization, livemode, path, content_type,"
                                         " filename, body FROM downloads"
                                         " WHERE token = ?1 AND expires_at >= ?2", &error);
  gboolean found, livemode;
  GBytes *body;

  if (select == NULL)
    return fac_sandbox_error_internal (error);
  fac_statement_bind_text (select, 1, fac_sandbox_request_param (request, 0));
  fac_statement_bind_int (select, 2, request->now);
  found = fac_statement_step (select, &error);
  organization = found ? fac_statement_dup (select, 0) : NULL;
  livemode = found && fac_statement_int (select, 1) != 0;
  path = found ? fac_statement_dup (select, 2) : NULL;
  type = found ? fac_statement_dup (select, 3) : NULL;
  filename = found ? fac_statement_dup (select, 4) : NULL;
  body = found ? fac_statement_blob (select, 5) : NULL;
  fac_statement_reset (select);
  if (!found)
    return fac_sandbox_error_missing (error, "not_found");
  if (body == NULL)
    return fetch (request, organization, livemode, path);
  return fac_sandbox_answer_file (body, g_intern_string (type), filename);
}

const FacSandboxRoute fac_sandbox_downloads_routes[] = {
  { "GET", "/downloads/{token}", 0, NULL, FALSE, on_fetch,
    FAC_ROUTE_WEB },
  { NULL }
};
