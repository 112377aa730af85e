/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-mapping.h"

const char *
fac_facturapi_folder (FacEntity entity)
{
  if (entity == FAC_ENTITY_CUSTOMER)
    return "/customers";
  return entity == FAC_ENTITY_PRODUCT ? "/products" : "/invoices";
}

static void
append (GString *path, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_c (path, strchr (path->str, '?') == NULL ? '?' : '&');
  g_string_append (path, name);
  g_string_append_c (path, '=');
  g_string_append_uri_escaped (path, value, NULL, FALSE);
}

static void
append_int (GString *path, const char *name, int value)
{
  g_autofree char *text = value > 0 ? g_strdup_printf ("%d", value) : NULL;

  append (path, name, text);
}

static void
append_time (GString *path, const char *name, gint64 microseconds)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *seconds = NULL;
  g_autofree char *text = NULL;

  if (microseconds == 0)
    return;
  time = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);
  seconds = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;
  if (seconds == NULL)
    return;
  text = g_strdup_printf ("%s.%03dZ", seconds,
                          (int) (microseconds % G_USEC_PER_SEC / G_TIME_SPAN_MILLISECOND));
  append (path, name, text);
}

char *
fac_facturapi_list_path (FacEntity entity, const FacRemoteQuery *query)
{
  GString *path = g_string_new (fac_facturapi_folder (entity));

  append (path, "q", query->text);
  if (entity == FAC_ENTITY_INVOICE)
    append (path, "external_id", query->external_id);
  if (entity == FAC_ENTITY_PRODUCT)
    append (path, "sku", query->sku);
  /* products have no dates to ask by (API §2.2) */
  if (entity != FAC_ENTITY_PRODUCT)
    {
      append_time (path, "date%5Bgte%5D", query->date_from);
      append_time (path, "date%5Blt%5D", query->date_to);
    }
  if (query->by_cursor && query->after != NULL)
    append (path, "after", query->after);
  else if (query->by_cursor)
    append (path, "pagination", "cursor");
  else
    append_int (path, "page", MAX (query->page, 1));
  append_int (path, "limit", query->limit > 0 ? MIN (query->limit, 100) : 100);
  return g_string_free (path, FALSE);
}

/* An id that is empty or has a slash or dots would address something else than the object meant. */
char *
fac_facturapi_object_path (FacEntity entity, const char *remote_id, const char *rest)
{
  if (remote_id == NULL || *remote_id == '\0')
    return NULL;
  for (const char *c = remote_id; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '_')
      return NULL;
  return g_strconcat (fac_facturapi_folder (entity), "/", remote_id, rest, NULL);
}
