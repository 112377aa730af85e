/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-errors.h"
#include "fac-sandbox-events.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-pages.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"

#include <string.h>

#define SECRET_LENGTH 32

static const FacField create_fields[] = {
  { "url", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 2000 },
  { "enabled_events", FAC_FIELD_ARRAY_STRINGS, FAC_FIELD_REQUIRED, 1, 20 },
};
static const FacSchema create_schema = FAC_SCHEMA (create_fields);

static const FacField edit_fields[] = {
  { "enabled_events", FAC_FIELD_ARRAY_STRINGS, FAC_FIELD_REQUIRED, 1, 20 },
  { "status", FAC_FIELD_STRING, 0, 0, 0, "enabled disabled" },
};
static const FacSchema edit_schema = FAC_SCHEMA (edit_fields);

static const FacField signature_fields[] = {
  { "secret", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
  { "payload", FAC_FIELD_ANY, FAC_FIELD_REQUIRED },
  { "signature", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
};
static const FacSchema signature_schema = FAC_SCHEMA (signature_fields);

#define COLUMNS \
  "SELECT json_object ('id', id, 'created_at'," \
  " strftime ('%Y-%m-%dT%H:%M:%S.000Z', created_at / 1000000, 'unixepoch')," \
  " 'livemode', json (CASE livemode WHEN 0 THEN 'false' ELSE 'true' END)," \
  " 'organization', organization, 'url', url, 'enabled_events', json (events), 'status', status"
#define BODY COLUMNS ") FROM webhooks WHERE organization = ?1 AND livemode = ?2"
#define BODY_WITH_SECRET \
  COLUMNS ", 'secret', secret) FROM webhooks WHERE organization = ?1 AND livemode = ?2"

static void
check_url (FacJsonValue body, GPtrArray *faults)
{
  const char *url = fac_sandbox_json_text (body, "url");
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;

  if (url == NULL)
    return;
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || !(g_str_equal (g_uri_get_scheme (uri), "http")
           || g_str_equal (g_uri_get_scheme (uri), "https")))
    fac_sandbox_fault (faults, "invalid_format", "url",
                       "El campo «url» debe ser una dirección http o https.");
}

static void
check_events (FacJsonValue body, GPtrArray *faults)
{
  FacJsonValue events = fac_json_get (body, "enabled_events");

  for (guint i = 0; fac_json_kind (events) == FAC_JSON_ARRAY && i < fac_json_length (events); i++)
    {
      const char *type = fac_json_string (fac_json_at (events, i));
      g_autofree char *path = g_strdup_printf ("enabled_events.%u", i);

      if (type != NULL && !g_str_equal (type, "*") && !fac_sandbox_event_known (type))
        fac_sandbox_fault (faults, "invalid_value", path, "No existe el evento «%s».", type);
    }
}

static char *
event_list (FacJsonValue body)
{
  return fac_json_dup_text (fac_json_get (body, "enabled_events"));
}

static gboolean
insert_webhook (FacSandboxRequest *request, const char *id, GError **error)
{
  g_autofree char *events = event_list (request->body);
  g_autofree char *random = fac_sandbox_random (SECRET_LENGTH);
  g_autofree char *secret = g_strconcat ("whsec_", random, NULL);
  FacStatement *insert =
    fac_sandbox_request_prepare (request,
      "INSERT INTO webhooks (organization, livemode, id, created_at, url, status, events, secret)"
      " VALUES (?1, ?2, ?3, ?4, ?5, 'enabled', ?6, ?7)", error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 3, id);
  fac_statement_bind_int (insert, 4, request->now);
  fac_statement_bind_text (insert, 5, fac_sandbox_json_text (request->body, "url"));
  fac_statement_bind_text (insert, 6, events);
  fac_statement_bind_text (insert, 7, secret);
  return fac_statement_run (insert, error);
}

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL, *known = NULL, *body = NULL;

  fac_sandbox_validate (request->body, &create_schema, FALSE, faults);
  if (faults->len == 0)
    {
      check_url (request->body, faults);
      check_events (request->body, faults);
    }
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  known = fac_sandbox_request_find (request, BODY " AND url = ?3",
                                    fac_sandbox_json_text (request->body, "url"), &error);
  if (known != NULL)
    return fac_sandbox_answer_text (200, known);
  id = fac_sandbox_new_id (request->sandbox);
  if (error == NULL && insert_webhook (request, id, &error))
    body = fac_sandbox_request_find (request, BODY_WITH_SECRET " AND id = ?3", id, &error);
  return body != NULL ? fac_sandbox_answer_text (201, body) : fac_sandbox_error_internal (error);
}

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxPage page;
  FacSandboxAnswer *refusal = fac_sandbox_page_read (request, 50, &page);
  FacStatement *count, *rows;

  if (refusal != NULL)
    return refusal;
  count = fac_sandbox_request_prepare (request,
    "SELECT count(*) FROM webhooks WHERE organization = ?1 AND livemode = ?2", &error);
  rows = count != NULL
    ? fac_sandbox_request_prepare (request,
        BODY " ORDER BY created_at DESC, id DESC LIMIT ?3 OFFSET ?4", &error) : NULL;
  if (rows == NULL)
    return fac_sandbox_error_internal (error);
  fac_sandbox_page_bind (&page, rows, 3);
  return fac_sandbox_page_query (&page, count, rows);
}

/* Returns: (transfer full) (nullable): %NULL with @answer set. */
static char *
find (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  char *body = fac_sandbox_request_find (request, BODY " AND id = ?3",
                                         fac_sandbox_request_param (request, 0), &error);

  if (body == NULL)
    *answer = fac_sandbox_error_missing (error, "webhook_not_found");
  return body;
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autofree char *body = find (request, &answer);

  return body != NULL ? fac_sandbox_answer_text (200, body) : answer;
}

static gboolean
update_webhook (FacSandboxRequest *request, GError **error)
{
  g_autofree char *events = event_list (request->body);
  FacStatement *update =
    fac_sandbox_request_prepare (request,
      "UPDATE webhooks SET events = ?4, status = coalesce (?5, status)"
      " WHERE organization = ?1 AND livemode = ?2 AND id = ?3", error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 3, fac_sandbox_request_param (request, 0));
  fac_statement_bind_text (update, 4, events);
  fac_statement_bind_text (update, 5, fac_sandbox_json_text (request->body, "status"));
  return fac_statement_run (update, error);
}

static FacSandboxAnswer *
on_update (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autofree char *old = find (request, &answer);

  if (old == NULL)
    return answer;
  fac_sandbox_validate (request->body, &edit_schema, FALSE, faults);
  if (faults->len == 0)
    check_events (request->body, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  return update_webhook (request, &error) ? on_get (request) : fac_sandbox_error_internal (error);
}

static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autofree char *body = find (request, &answer);

  if (body == NULL)
    return answer;
  if (!fac_sandbox_request_run (request, "DELETE FROM webhooks WHERE organization = ?1"
                                " AND livemode = ?2 AND id = ?3",
                                fac_sandbox_request_param (request, 0), &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_answer_text (200, body);
}

/* Compared in constant time: how far two are equal tells nothing. */
static gboolean
same_signature (const char *mine, const char *given)
{
  guchar difference = strlen (mine) != strlen (given);

  for (gsize i = 0; !difference && mine[i] != '\0'; i++)
    difference |= (guchar) (mine[i] ^ given[i]);
  return difference == 0;
}

static gboolean
is_signed (FacJsonValue body, const char *text, gsize length)
{
  g_autofree char *mine = fac_sandbox_event_sign (fac_sandbox_json_text (body, "secret"), text,
                                                  length);

  return same_signature (mine, fac_sandbox_json_text (body, "signature"));
}

/* What a program read and wrote again is no longer the bytes that were signed: an event of ours that says
 * the same is taken instead. */
static gboolean
check_known (FacSandboxRequest *request, FacJsonValue payload, GError **error)
{
  const char *id = fac_sandbox_json_text (payload, "id");
  g_autofree char *event = id != NULL ? fac_sandbox_event_find (request, id, error) : NULL;
  g_autoptr (FacJson) json = event != NULL ? fac_sandbox_json_load (event) : NULL;
  g_autofree char *theirs = fac_sandbox_json_hash (payload);
  g_autofree char *ours = json != NULL ? fac_sandbox_json_hash (fac_json_root (json)) : NULL;

  return g_strcmp0 (ours, theirs) == 0 && is_signed (request->body, event, strlen (event));
}

static FacSandboxAnswer *
on_validate (FacSandboxRequest *request)
{
  FacJsonValue payload = fac_json_get (request->body, "payload");
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (FacJson) json = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean good;

  fac_sandbox_validate (request->body, &signature_schema, FALSE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  if (fac_json_kind (payload) == FAC_JSON_STRING)
    bytes = g_bytes_new (fac_json_string (payload), strlen (fac_json_string (payload)));
  else
    bytes = fac_json_bytes (payload);
  json = fac_json_parse (bytes, NULL);
  if (json == NULL || fac_json_kind (fac_json_root (json)) != FAC_JSON_OBJECT)
    return fac_sandbox_error (400, "webhook_signature_invalid");
  good = is_signed (request->body, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
         || check_known (request, fac_json_root (json), &error);
  if (error != NULL)
    return fac_sandbox_error_internal (error);
  return good ? fac_sandbox_answer_json (200, g_steal_pointer (&bytes))
              : fac_sandbox_error (400, "webhook_signature_invalid");
}

const FacSandboxRoute fac_sandbox_webhooks_routes[] = {
  { "POST", "/webhooks", FAC_ROLE_SECRET, NULL, TRUE, on_create },
  { "GET", "/webhooks", FAC_ROLE_SECRET, FAC_SANDBOX_PAGE_QUERY, FALSE, on_list },
  { "POST", "/webhooks/validate-signature", FAC_ROLE_SECRET, NULL, TRUE, on_validate },
  { "GET", "/webhooks/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_get },
  { "PUT", "/webhooks/{id}", FAC_ROLE_SECRET, NULL, TRUE, on_update },
  { "DELETE", "/webhooks/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_delete },
  { NULL }
};
