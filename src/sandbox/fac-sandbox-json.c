/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"

#include <string.h>

gboolean
fac_sandbox_json_has (FacJsonValue value)
{
  FacJsonKind kind = fac_json_kind (value);

  return kind != FAC_JSON_ABSENT && kind != FAC_JSON_NULL;
}

const char *
fac_sandbox_json_text (FacJsonValue object, const char *name)
{
  const char *text = fac_json_string (fac_json_get (object, name));

  return text != NULL && *text != '\0' ? text : NULL;
}

FacDecimal
fac_sandbox_json_number (FacJsonValue object, const char *name, FacDecimal fallback)
{
  FacDecimal value;

  return fac_json_decimal (fac_json_get (object, name), &value) ? value : fallback;
}

void
fac_sandbox_json_copy (FacJsonWriter *writer, const char *name, FacJsonValue value)
{
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize length;

  if (!fac_sandbox_json_has (value))
    return;
  bytes = fac_json_bytes (value);
  data = g_bytes_get_data (bytes, &length);
  fac_json_writer_raw (writer, name, data, length);
}

static void
write_plain_number (FacJsonWriter *writer, const char *name, FacJsonValue value)
{
  FacDecimal number;

  if (fac_json_decimal (value, &number))
    fac_json_writer_decimal (writer, name, fac_decimal_trim (number, 0));
  else
    fac_sandbox_json_copy (writer, name, value);
}

static void
write_plain_members (FacJsonWriter *writer, FacJsonValue value)
{
  for (guint i = 0; i < fac_json_length (value); i++)
    fac_sandbox_json_plain (writer, fac_json_name_at (value, i), fac_json_at (value, i));
}

void
fac_sandbox_json_plain (FacJsonWriter *writer, const char *name, FacJsonValue value)
{
  switch (fac_json_kind (value))
    {
    case FAC_JSON_OBJECT:
      fac_json_writer_begin_object (writer, name);
      write_plain_members (writer, value);
      fac_json_writer_end_object (writer);
      break;
    case FAC_JSON_ARRAY:
      fac_json_writer_begin_array (writer, name);
      write_plain_members (writer, value);
      fac_json_writer_end_array (writer);
      break;
    case FAC_JSON_NUMBER:
      write_plain_number (writer, name, value);
      break;
    case FAC_JSON_STRING:
      fac_json_writer_string (writer, name, fac_json_string (value));
      break;
    case FAC_JSON_BOOLEAN:
      fac_json_writer_boolean (writer, name, fac_json_boolean (value, FALSE));
      break;
    case FAC_JSON_NULL:
    case FAC_JSON_ABSENT:
    default:
      fac_json_writer_null (writer, name);
      break;
    }
}

void
fac_sandbox_json_members (FacJsonWriter *writer, FacJsonValue object, const char *const *names)
{
  for (const char *const *name = names; *name != NULL; name++)
    fac_sandbox_json_copy (writer, *name, fac_json_get (object, *name));
}

FacJsonValue
fac_sandbox_json_pick (FacJsonValue base, FacJsonValue changes, const char *name)
{
  FacJsonValue value = fac_json_get (changes, name);

  return fac_json_kind (value) != FAC_JSON_ABSENT ? value : fac_json_get (base, name);
}

void
fac_sandbox_json_merge (FacJsonWriter *writer, FacJsonValue base, FacJsonValue changes,
                        const char *const *names)
{
  for (const char *const *name = names; *name != NULL; name++)
    fac_sandbox_json_copy (writer, *name, fac_sandbox_json_pick (base, changes, *name));
}

static void hash_value (GString *out, FacJsonValue value);

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
hash_object (GString *out, FacJsonValue value)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < fac_json_length (value); i++)
    if (fac_sandbox_json_has (fac_json_at (value, i)))
      g_ptr_array_add (names, (gpointer) fac_json_name_at (value, i));
  g_ptr_array_sort (names, compare_names);
  g_string_append_c (out, '{');
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_string_append_printf (out, "%" G_GSIZE_FORMAT ":%s=", strlen (name), name);
      hash_value (out, fac_json_get (value, name));
    }
  g_string_append_c (out, '}');
}

static void
hash_value (GString *out, FacJsonValue value)
{
  char buffer[FAC_DECIMAL_BUFFER] = "";
  FacDecimal number;
  const char *text;

  switch (fac_json_kind (value))
    {
    case FAC_JSON_OBJECT:
      hash_object (out, value);
      break;
    case FAC_JSON_ARRAY:
      g_string_append_c (out, '[');
      for (guint i = 0; i < fac_json_length (value); i++)
        hash_value (out, fac_json_at (value, i));
      g_string_append_c (out, ']');
      break;
    case FAC_JSON_NUMBER:
      if (fac_json_decimal (value, &number))
        fac_decimal_write (fac_decimal_trim (number, 0), buffer);
      g_string_append_printf (out, "n%s;", buffer);
      break;
    case FAC_JSON_STRING:
      text = fac_json_string (value);
      g_string_append_printf (out, "s%" G_GSIZE_FORMAT ":%s;", strlen (text), text);
      break;
    case FAC_JSON_BOOLEAN:
      g_string_append_c (out, fac_json_boolean (value, FALSE) ? 't' : 'f');
      break;
    case FAC_JSON_NULL:
    case FAC_JSON_ABSENT:
    default:
      g_string_append_c (out, '0');
      break;
    }
}

char *
fac_sandbox_json_hash (FacJsonValue value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  hash_value (text, value);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
}

char **
fac_sandbox_json_strv (FacJsonValue array)
{
  GPtrArray *texts;

  if (fac_json_length (array) == 0)
    return NULL;
  texts = g_ptr_array_new ();
  for (guint i = 0; i < fac_json_length (array); i++)
    {
      const char *text = fac_json_string (fac_json_at (array, i));

      if (text != NULL)
        g_ptr_array_add (texts, g_strdup (text));
    }
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (texts, FALSE);
}

FacJson *
fac_sandbox_json_load (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  FacJson *json = fac_json_parse (bytes, &error);

  if (json == NULL)
    g_error ("the state holds text that is not JSON: %s", error->message);
  return json;
}
