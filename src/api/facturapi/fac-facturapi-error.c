/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-mapping.h"

#include "fac-api-error.h"
#include "fac-text.h"
#include "fac-trace.h"

#include <curl/curl.h>
#include <glib/gi18n.h>
#include <string.h>

#define MAX_MESSAGE 2000
#define MAX_NESTED 4 /* errors within errors */
#define MAX_PROBLEMS 200
#define MAX_RETRY_AFTER (24 * 60 * 60)

/* Codes that say more than their status. The conflicts arrive as 400 or 409 (API §7.1 leaves it
 * open) and mean "look at the object". */
static const struct { const char *code; FacApiErrorCode kind; } telling_codes[] = {
  { "idempotency_key_in_use", FAC_API_ERROR_CONFLICT },
  { "invoice_already_stamped", FAC_API_ERROR_CONFLICT },
  { "invoice_not_draft", FAC_API_ERROR_CONFLICT },
  { "stamping_in_progress", FAC_API_ERROR_CONFLICT },
  { "draft_update_in_progress", FAC_API_ERROR_CONFLICT },
  { "rate_limit_exceeded", FAC_API_ERROR_SLOW_DOWN },
  { "invoice_stamping_service_unavailable", FAC_API_ERROR_SERVER },
};

static FacApiErrorCode
kind_of_status (int status)
{
  switch (status)
    {
    case 401:
    case 403:
      return FAC_API_ERROR_KEY;
    case 402:
      return FAC_API_ERROR_ACCOUNT;
    case 404:
      return FAC_API_ERROR_NOT_FOUND;
    case 408:
      return FAC_API_ERROR_UNCERTAIN;
    case 409:
      return FAC_API_ERROR_CONFLICT;
    case 429:
      return FAC_API_ERROR_SLOW_DOWN;
    default:
      if (status >= 500)
        return FAC_API_ERROR_SERVER;
      return status >= 400 ? FAC_API_ERROR_REFUSED : FAC_API_ERROR_UNCERTAIN;
    }
}

static FacApiErrorCode
kind_of (int status, const char *code, gboolean is_json, gsize body_size)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (telling_codes); i++)
    if (strcmp (code, telling_codes[i].code) == 0)
      return telling_codes[i].kind;
  /* A page in the way (proxy, firewall) says "not found" and "forbidden" too, about itself. */
  if (!is_json && body_size > 0 && (status == 403 || status == 404))
    return FAC_API_ERROR_UNCERTAIN;
  return kind_of_status (status);
}

static int
read_retry_after (const FacHttpResponse *response)
{
  const char *text = g_hash_table_lookup (response->headers, "retry-after");
  guint64 seconds = 0;
  gint64 now;
  time_t then;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return (int) MIN (seconds, MAX_RETRY_AFTER);
  then = curl_getdate (text, NULL);
  now = response->server_time != 0 ? response->server_time : g_get_real_time ();
  if (then <= 0)
    return 0;
  return (int) CLAMP ((gint64) then - now / G_USEC_PER_SEC, 0, MAX_RETRY_AFTER);
}

/* A service may quote the key that it refuses; texts are shown and stored. */
static void
redact (char **text)
{
  char *redacted = *text != NULL ? fac_trace_redact (*text) : NULL;

  g_free (*text);
  *text = redacted;
}

static void
read_problem (FacApiErrorDetail *detail, FacJsonValue value)
{
  g_autofree char *message = NULL, *code = NULL, *source = NULL, *location = NULL, *path = NULL;

  if (fac_json_kind (value) == FAC_JSON_OBJECT)
    {
      fac_facturapi_take (&message, value, "message");
      fac_facturapi_take (&code, value, "code");
      fac_facturapi_take (&source, value, "source");
      fac_facturapi_take (&location, value, "location");
      fac_facturapi_take (&path, value, "path");
    }
  else if (fac_json_kind (value) == FAC_JSON_STRING)
    message = g_strdup (fac_json_string (value));
  redact (&message);
  if (message != NULL || code != NULL)
    fac_api_error_add_problem (detail, message, code, source, location, path);
}

/* The first text of an answer that has another shape than the service's own. */
static const char *
find_text (FacJsonValue value, guint depth)
{
  static const char *const names[] = { "message", "error", "errors", "detail", "description", "title" };
  const char *found = NULL;

  if (fac_json_kind (value) == FAC_JSON_STRING)
    return fac_text_is_empty (fac_json_string (value)) ? NULL : fac_json_string (value);
  if (depth == 0)
    return NULL;
  if (fac_json_kind (value) == FAC_JSON_ARRAY)
    for (guint i = 0; i < MIN (fac_json_length (value), MAX_PROBLEMS) && found == NULL; i++)
      found = find_text (fac_json_at (value, i), depth - 1);
  else if (fac_json_kind (value) == FAC_JSON_OBJECT)
    for (guint i = 0; i < G_N_ELEMENTS (names) && found == NULL; i++)
      found = find_text (fac_json_get (value, names[i]), depth - 1);
  return found;
}

static char *
read_structured (FacApiErrorDetail *detail, FacJsonValue root)
{
  FacJsonValue errors = fac_json_get (root, "errors");
  char *message = NULL;

  fac_facturapi_take (&message, root, "message");
  if (message == NULL)
    fac_facturapi_take (&message, root, "error");
  fac_facturapi_take (&detail->code, root, "code");
  fac_facturapi_take (&detail->path, root, "path");
  fac_facturapi_take (&detail->location, root, "location");
  for (guint i = 0; i < MIN (fac_json_length (errors), MAX_PROBLEMS); i++)
    read_problem (detail, fac_json_at (errors, i));
  if (message == NULL && detail->problems->len > 0)
    {
      const FacApiProblem *first = g_ptr_array_index (detail->problems, 0);

      message = g_strdup (first->message);
    }
  return message;
}

/* The text of a page without its tags. JSON is not for people, and may hold secrets. */
static char *
readable_text (GBytes *body)
{
  gsize length = 0;
  const char *bytes = g_bytes_get_data (body, &length);
  g_autofree char *valid = g_utf8_make_valid (bytes != NULL ? bytes : "",
                                              (gssize) MIN (length, 65536));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *flat = NULL;
  gboolean in_tag = FALSE;

  if (valid[strspn (valid, " \t\r\n")] == '{' || valid[strspn (valid, " \t\r\n")] == '[')
    return g_strdup ("");

  for (const char *c = valid; *c != '\0'; c++)
    {
      if (*c == '<')
        in_tag = TRUE;
      if (!in_tag)
        g_string_append_c (text, g_ascii_iscntrl (*c) ? ' ' : *c);
      else if (*c == '>')
        {
          in_tag = FALSE;
          g_string_append_c (text, ' ');
        }
    }
  flat = fac_text_normalize_space (text->str);
  redact (&flat);
  return fac_text_cut (flat, 300);
}

/* The message member of JSON that ends too early, so that its text is not lost. */
static char *
rescue_message (GBytes *body)
{
  static const char opening[] = "\"message\":";
  gsize length = 0;
  const char *bytes = g_bytes_get_data (body, &length);
  g_autofree char *text = g_utf8_make_valid (bytes != NULL ? bytes : "",
                                             (gssize) MIN (length, 65536));
  const char *start = strstr (text, opening);
  g_autoptr (GString) message = g_string_new (NULL);

  if (start == NULL)
    return NULL;
  start += strlen (opening);
  start += strspn (start, " \"");
  for (const char *c = start; *c != '\0' && *c != '"'; c++)
    {
      if (*c == '\\' && c[1] != '\0')
        c++;
      g_string_append_c (message, *c);
    }
  return message->len > 0 ? g_string_free (g_steal_pointer (&message), FALSE) : NULL;
}

static char *
final_message (int status, const char *message, GBytes *body, gboolean is_json)
{
  g_autofree char *text = NULL;
  g_autofree char *given = message != NULL ? g_strdup (message) : NULL;

  if (given == NULL && !is_json)
    {
      text = readable_text (body);
      given = rescue_message (body);
    }
  redact (&given);
  if (given != NULL)
    return fac_text_cut (given, MAX_MESSAGE);
  if (text != NULL && *text != '\0')
    return g_strdup_printf (_("The service answered %d: %s"), status, text);
  return g_strdup_printf (_("The service answered %d."), status);
}

GError *
fac_facturapi_error (const FacHttpResponse *response)
{
  g_autoptr (FacApiErrorDetail) detail = fac_api_error_detail_new ();
  g_autoptr (FacJson) json = fac_json_parse (response->body, NULL);
  gboolean is_json = json != NULL && fac_json_kind (fac_json_root (json)) == FAC_JSON_OBJECT;
  g_autofree char *message = NULL;
  g_autofree char *shown = NULL;
  FacApiErrorCode kind;

  detail->status = response->status;
  detail->log_id = g_strdup (g_hash_table_lookup (response->headers, "x-facturapi-log-id"));
  detail->retry_after = read_retry_after (response);
  if (is_json)
    message = read_structured (detail, fac_json_root (json));
  if (message == NULL && json != NULL)
    message = g_strdup (find_text (fac_json_root (json), MAX_NESTED));
  kind = kind_of (response->status, detail->code, is_json, g_bytes_get_size (response->body));
  shown = final_message (response->status, message, response->body, is_json);
  return fac_api_error_new (kind, detail, shown);
}

void
fac_facturapi_unreadable (GError **error, int status, const char *message)
{
  g_autoptr (FacApiErrorDetail) detail = fac_api_error_detail_new ();

  detail->status = status;
  g_propagate_error (error, fac_api_error_new (FAC_API_ERROR_UNCERTAIN, detail, message));
}

FacJson *
fac_facturapi_read_answer (const FacHttpResponse *response, GError **error)
{
  FacJson *json;

  if (response->status < 200 || response->status > 299)
    {
      g_propagate_error (error, fac_facturapi_error (response));
      return NULL;
    }
  json = fac_json_parse (response->body, NULL);
  if (json == NULL)
    {
      g_autoptr (FacApiErrorDetail) detail = fac_api_error_detail_new ();
      g_autofree char *text = readable_text (response->body);
      g_autofree char *message =
          *text != '\0' ? g_strdup_printf (_("The answer of the service cannot be read: %s"), text)
                        : g_strdup (_("The answer of the service is empty or damaged."));

      detail->status = response->status;
      detail->log_id = g_strdup (g_hash_table_lookup (response->headers, "x-facturapi-log-id"));
      g_propagate_error (error, fac_api_error_new (FAC_API_ERROR_UNCERTAIN, detail, message));
    }
  return json;
}
