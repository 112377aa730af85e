/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-request.h"

#include <string.h>

static void
read_query (FacSandboxRequest *self, const char *query)
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
          g_ptr_array_add (self->query, name);
          g_ptr_array_add (self->query, value);
          continue;
        }
      g_free (name);
      g_free (value);
    }
}

FacSandboxRequest *
fac_sandbox_request_new (FacSandbox *sandbox, const char *method, const char *query)
{
  FacSandboxRequest *self = g_new0 (FacSandboxRequest, 1);

  self->sandbox = sandbox;
  self->method = method;
  self->params = g_ptr_array_new_with_free_func (g_free);
  self->query = g_ptr_array_new_with_free_func (g_free);
  self->now = fac_sandbox_now (sandbox);
  if (query != NULL)
    read_query (self, query);
  return self;
}

void
fac_sandbox_request_free (FacSandboxRequest *self)
{
  g_ptr_array_unref (self->params);
  g_ptr_array_unref (self->query);
  g_clear_pointer (&self->json, fac_json_unref);
  g_free (self);
}

const char *
fac_sandbox_request_param (FacSandboxRequest *self, guint index)
{
  return g_ptr_array_index (self->params, index);
}

const char *
fac_sandbox_request_query (FacSandboxRequest *self, const char *name)
{
  for (guint i = 0; i + 1 < self->query->len; i += 2)
    if (g_str_equal (g_ptr_array_index (self->query, i), name))
      {
        const char *value = g_ptr_array_index (self->query, i + 1);

        return *value != '\0' ? value : NULL;
      }
  return NULL;
}

gboolean
fac_sandbox_request_query_flag (FacSandboxRequest *self, const char *name)
{
  const char *value = fac_sandbox_request_query (self, name);

  return value != NULL && (g_str_equal (value, "true") || g_str_equal (value, "1"));
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
    }
  return dates;
}
