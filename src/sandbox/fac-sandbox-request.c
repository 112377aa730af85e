/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-request.h"

#include "fac-sql.h"

#include <string.h>

#define MOST_PARTS 20

/* Names and values in turn, as queries and forms write them. */
static void
read_pairs (GPtrArray *into, const char *query)
{
  g_auto (GStrv) pairs = g_strsplit (query, "&", -1);

  for (char **pair = pairs; *pair != NULL; pair++)
    {
      g_auto (GStrv) halves = g_strsplit (*pair, "=", 2);
      char *name, *value;

      if (halves[0] == NULL || *halves[0] == '\0')
        continue;
      g_strdelimit (halves[0], "+", ' ');
      if (halves[1] != NULL)
        g_strdelimit (halves[1], "+", ' ');
      name = g_uri_unescape_string (halves[0], NULL);
      value = g_uri_unescape_string (halves[1] != NULL ? halves[1] : "", NULL);
      if (name != NULL && value != NULL
          && g_utf8_validate (name, -1, NULL) && g_utf8_validate (value, -1, NULL))
        {
          g_ptr_array_add (into, name);
          g_ptr_array_add (into, value);
          continue;
        }
      g_free (name);
      g_free (value);
    }
}

FacSandboxRequest *
fac_sandbox_request_new (FacSandbox *sandbox, const char *method, const char *query,
                         SoupMessageHeaders *headers, GBytes *body)
{
  FacSandboxRequest *self = g_new0 (FacSandboxRequest, 1);

  self->sandbox = sandbox;
  self->method = method;
  self->params = g_ptr_array_new_with_free_func (g_free);
  self->query = g_ptr_array_new_with_free_func (g_free);
  self->now = fac_sandbox_now (sandbox);
  self->headers = headers != NULL ? soup_message_headers_ref (headers) : NULL;
  self->raw = body != NULL ? g_bytes_ref (body) : NULL;
  if (query != NULL)
    read_pairs (self->query, query);
  return self;
}

void
fac_sandbox_request_free (FacSandboxRequest *self)
{
  g_ptr_array_unref (self->params);
  g_ptr_array_unref (self->query);
  g_clear_pointer (&self->json, fac_json_unref);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->raw, g_bytes_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->form, g_ptr_array_unref);
  g_free (self->organization);
  g_free (self);
}

const char *
fac_sandbox_request_param (FacSandboxRequest *self, guint index)
{
  return g_ptr_array_index (self->params, index);
}

static const char *
find_value (GPtrArray *pairs, const char *name)
{
  for (guint i = 0; i + 1 < pairs->len; i += 2)
    if (g_str_equal (g_ptr_array_index (pairs, i), name))
      {
        const char *value = g_ptr_array_index (pairs, i + 1);

        return *value != '\0' ? value : NULL;
      }
  return NULL;
}

const char *
fac_sandbox_request_query (FacSandboxRequest *self, const char *name)
{
  return find_value (self->query, name);
}

gboolean
fac_sandbox_request_query_flag (FacSandboxRequest *self, const char *name)
{
  const char *value = fac_sandbox_request_query (self, name);

  return value != NULL && (g_str_equal (value, "true") || g_str_equal (value, "1"));
}

const char *
fac_sandbox_request_header (FacSandboxRequest *self, const char *name)
{
  return self->headers != NULL ? soup_message_headers_get_one (self->headers, name) : NULL;
}

static void
part_free (gpointer data)
{
  FacSandboxPart *part = data;

  g_free (part->name);
  g_free (part->filename);
  g_free (part->content_type);
  g_clear_pointer (&part->bytes, g_bytes_unref);
  g_free (part);
}

static gboolean
read_part (FacSandboxRequest *self, SoupMessageHeaders *headers, GBytes *bytes)
{
  g_autofree char *disposition = NULL;
  GHashTable *values = NULL;
  const char *name;
  FacSandboxPart *part;

  if (!soup_message_headers_get_content_disposition (headers, &disposition, &values))
    return FALSE;
  name = values != NULL ? g_hash_table_lookup (values, "name") : NULL;
  if (name != NULL)
    {
      part = g_new0 (FacSandboxPart, 1);
      part->name = g_strdup (name);
      part->filename = g_strdup (g_hash_table_lookup (values, "filename"));
      part->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
      part->bytes = g_bytes_ref (bytes);
      g_ptr_array_add (self->parts, part);
    }
  g_clear_pointer (&values, g_hash_table_unref);
  return name != NULL;
}

FacSandboxAnswer *
fac_sandbox_request_read_parts (FacSandboxRequest *self)
{
  const char *type = fac_sandbox_request_header (self, "Content-Type");
  SoupMultipart *multipart = NULL;
  FacSandboxAnswer *refusal = NULL;

  if (type != NULL && self->raw != NULL
      && g_ascii_strncasecmp (type, "multipart/form-data", strlen ("multipart/form-data")) == 0)
    multipart = soup_multipart_new_from_message (self->headers, self->raw);
  if (multipart == NULL)
    return fac_sandbox_error (400, "invalid_multipart_form_data");
  self->parts = g_ptr_array_new_with_free_func (part_free);
  if (soup_multipart_get_length (multipart) > MOST_PARTS)
    refusal = fac_sandbox_error (400, "multipart_limit_exceeded");
  for (int i = 0; i < soup_multipart_get_length (multipart) && refusal == NULL; i++)
    {
      SoupMessageHeaders *headers;
      GBytes *bytes;

      if (!soup_multipart_get_part (multipart, i, &headers, &bytes)
          || !read_part (self, headers, bytes))
        refusal = fac_sandbox_error (400, "invalid_multipart_form_data");
    }
  soup_multipart_free (multipart);
  return refusal;
}

const FacSandboxPart *
fac_sandbox_request_part (FacSandboxRequest *self, const char *name)
{
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      const FacSandboxPart *part = g_ptr_array_index (self->parts, i);

      if (g_str_equal (part->name, name))
        return part;
    }
  return NULL;
}

char *
fac_sandbox_request_part_text (FacSandboxRequest *self, const char *name)
{
  const FacSandboxPart *part = fac_sandbox_request_part (self, name);
  gconstpointer data;
  gsize length;

  if (part == NULL)
    return NULL;
  data = g_bytes_get_data (part->bytes, &length);
  return g_utf8_validate (data, (gssize) length, NULL) ? g_strndup (data, length) : NULL;
}

void
fac_sandbox_request_read_form (FacSandboxRequest *self)
{
  g_autofree char *text = NULL;

  self->form = g_ptr_array_new_with_free_func (g_free);
  if (self->raw == NULL)
    return;
  text = g_strndup (g_bytes_get_data (self->raw, NULL), g_bytes_get_size (self->raw));
  read_pairs (self->form, text);
}

const char *
fac_sandbox_request_form (FacSandboxRequest *self, const char *name)
{
  return self->form != NULL ? find_value (self->form, name) : NULL;
}

FacStatement *
fac_sandbox_request_prepare (FacSandboxRequest *self, const char *sql, GError **error)
{
  FacStatement *statement = fac_db_prepare (self->sandbox->db, sql, error);

  if (statement == NULL)
    return NULL;
  fac_statement_bind_text (statement, 1, self->organization);
  fac_statement_bind_int (statement, 2, self->livemode);
  return statement;
}

FacStatement *
fac_sandbox_request_row (FacSandboxRequest *self, const char *sql, const char *value,
                         GError **error)
{
  FacStatement *select = fac_sandbox_request_prepare (self, sql, error);

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 3, value);
  if (fac_statement_step (select, error))
    return select;
  fac_statement_reset (select);
  return NULL;
}

char *
fac_sandbox_request_find (FacSandboxRequest *self, const char *sql, const char *value,
                          GError **error)
{
  return fac_sql_text (fac_sandbox_request_row (self, sql, value, error));
}

gboolean
fac_sandbox_request_run (FacSandboxRequest *self, const char *sql, const char *value,
                         GError **error)
{
  FacStatement *statement = fac_sandbox_request_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  fac_statement_bind_text (statement, 3, value);
  return fac_statement_run (statement, error);
}

gboolean
fac_sandbox_parse_time (const char *text, GTimeZone *zone, gint64 *out)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *whole = NULL;
  g_autoptr (GDateTime) time = NULL;

  *out = 0;
  if (text == NULL)
    return FALSE;
  whole = strchr (text, 'T') == NULL && strlen (text) == strlen ("2026-11-20")
    ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  time = g_date_time_new_from_iso8601 (whole, zone != NULL ? zone : utc);
  if (time == NULL)
    return FALSE;
  *out = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}

FacSandboxDates
fac_sandbox_request_dates (FacSandboxRequest *self, GPtrArray *faults)
{
  static const char *const names[] = { "date[gt]", "date[gte]", "date[lt]", "date[lte]" };
  FacSandboxDates dates = { G_MININT64, G_MAXINT64, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = fac_sandbox_request_query (self, names[i]);
      gint64 time;

      if (text == NULL)
        continue;
      if (!fac_sandbox_parse_time (text, NULL, &time))
        {
          fac_sandbox_fault_in (faults, "query", "invalid_date", names[i],
                                "El valor de «%s» no es una fecha en formato ISO 8601.", names[i]);
          continue;
        }
      dates.any = TRUE;
      if (i < 2)
        dates.from = MAX (dates.from, i == 0 ? time + 1 : time);
      else
        dates.to = MIN (dates.to, i == 2 ? time - 1 : time);
      /* one and the same limit on both sides is an empty range, and no mistake */
      if (dates.from > dates.to && dates.from - dates.to > 2)
        fac_sandbox_fault_in (faults, "query", "invalid_date_range", names[i],
                              "El rango de fechas termina antes de empezar.");
    }
  return dates;
}
