/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-json-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

G_DEFINE_QUARK (fac-json-error-quark, fac_json_error)

/* json-glib has the last word on what is JSON. It is asked after our scan, which bounds the depth that it recurses to;
 * escapes that name no character would stop the whole program in it, and have been replaced by then. */
static gboolean
validate (FacJson *self, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;

  if (json_parser_load_from_data (parser, self->text, g_bytes_get_size (self->bytes), &problem))
    return TRUE;
  g_set_error (error, FAC_JSON_ERROR, FAC_JSON_ERROR_SYNTAX, "%s", problem->message);
  return FALSE;
}

FacJson *
fac_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (FacJson) self = g_new0 (FacJson, 1);
  const gsize size = g_bytes_get_size (bytes);
  gboolean odd;

  g_atomic_ref_count_init (&self->references);
  if (size > FAC_JSON_MAX_BYTES)
    {
      g_set_error (error, FAC_JSON_ERROR, FAC_JSON_ERROR_LIMIT,
                   "The text has %" G_GSIZE_FORMAT " bytes", size);
      return NULL;
    }
  self->text = g_bytes_get_data (bytes, NULL);
  if (size >= 3 && memcmp (self->text, "\xef\xbb\xbf", 3) == 0)
    self->bytes = g_bytes_new_from_bytes (bytes, 3, size - 3);
  else
    self->bytes = g_bytes_ref (bytes);
  self->text = g_bytes_get_data (self->bytes, NULL);
  if (self->text == NULL)
    self->text = "";
  if (!g_utf8_validate_len (self->text, g_bytes_get_size (self->bytes), NULL))
    {
      g_set_error (error, FAC_JSON_ERROR, FAC_JSON_ERROR_SYNTAX, "The text is not UTF-8");
      return NULL;
    }
  if (!fac_json_scan (self, &odd, error) || (!odd && !validate (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

FacJson *
fac_json_ref (FacJson *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
fac_json_unref (FacJson *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->decoded);
  g_free (self->entries);
  g_free (self->children);
  g_free (self->problem);
  g_free (self);
}

const FacJsonEntry *
fac_json_entry (FacJsonValue value)
{
  static const FacJsonEntry absent = { .kind = FAC_JSON_ABSENT };

  return value.json != NULL ? &value.json->entries[value.index] : &absent;
}

FacJsonValue
fac_json_root (FacJson *self)
{
  return (FacJsonValue) { self, 0 };
}

FacJsonKind
fac_json_kind (FacJsonValue value)
{
  return fac_json_entry (value)->kind;
}

guint
fac_json_length (FacJsonValue value)
{
  return fac_json_entry (value)->count;
}

FacJsonValue
fac_json_at (FacJsonValue value, guint index)
{
  const FacJsonEntry *entry = fac_json_entry (value);

  if (index >= entry->count)
    return (FacJsonValue) { NULL, 0 };
  return (FacJsonValue) { value.json, value.json->children[entry->children + index] };
}

static const char *
name_of (FacJson *json, guint index)
{
  const FacJsonEntry *entry = &json->entries[index];

  return entry->name_end > 0 ? json->decoded + entry->name_start + 1 : NULL;
}

const char *
fac_json_name_at (FacJsonValue value, guint index)
{
  const FacJsonValue member = fac_json_at (value, index);

  return member.json != NULL ? name_of (member.json, member.index) : NULL;
}

/* The last of two members with one name counts, as in most readers. */
FacJsonValue
fac_json_get (FacJsonValue value, const char *name)
{
  const FacJsonEntry *entry = fac_json_entry (value);
  const gsize length = strlen (name);

  if (entry->kind != FAC_JSON_OBJECT)
    return (FacJsonValue) { NULL, 0 };
  for (guint i = entry->count; i > 0; i--)
    {
      const guint index = value.json->children[entry->children + i - 1];
      const FacJsonEntry *member = &value.json->entries[index];

      if ((!member->plain_name || member->name_end - member->name_start == length + 2)
          && strcmp (name_of (value.json, index), name) == 0)
        return (FacJsonValue) { value.json, index };
    }
  return (FacJsonValue) { NULL, 0 };
}

GBytes *
fac_json_bytes (FacJsonValue value)
{
  const FacJsonEntry *entry = fac_json_entry (value);

  if (value.json == NULL)
    return g_bytes_new_static ("", 0);
  return g_bytes_new_from_bytes (value.json->bytes, entry->start, entry->end - entry->start);
}

char *
fac_json_dup_text (FacJsonValue value)
{
  g_autoptr (GBytes) bytes = fac_json_bytes (value);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static guint
position_in_parent (FacJson *json, guint index)
{
  const FacJsonEntry *parent = &json->entries[json->entries[index].parent];

  for (guint i = 0; i < parent->count; i++)
    if (json->children[parent->children + i] == index)
      return i;
  g_return_val_if_reached (0);
}

char *
fac_json_path (FacJsonValue value)
{
  GString *path = g_string_new (NULL);

  for (guint index = value.index; value.json != NULL && index != 0;
       index = value.json->entries[index].parent)
    {
      const char *name = name_of (value.json, index);

      if (path->len > 0)
        g_string_prepend_c (path, '.');
      if (name != NULL)
        g_string_prepend (path, name);
      else
        {
          g_autofree char *number = g_strdup_printf ("%u", position_in_parent (value.json, index));

          g_string_prepend (path, number);
        }
    }
  return g_string_free (path, FALSE);
}

static void
append_without (FacJsonValue value, const char *const *names, GString *out)
{
  const FacJsonEntry *entry = fac_json_entry (value);
  const gboolean object = entry->kind == FAC_JSON_OBJECT;
  gboolean first = TRUE;

  if (!object && entry->kind != FAC_JSON_ARRAY)
    {
      g_string_append_len (out, value.json->text + entry->start, entry->end - entry->start);
      return;
    }
  g_string_append_c (out, object ? '{' : '[');
  for (guint i = 0; i < entry->count; i++)
    {
      const FacJsonValue child = fac_json_at (value, i);
      const FacJsonEntry *member = fac_json_entry (child);

      if (object && g_strv_contains (names, name_of (child.json, child.index)))
        continue;
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      if (object)
        {
          g_string_append_len (out, value.json->text + member->name_start,
                               member->name_end - member->name_start);
          g_string_append_c (out, ':');
        }
      append_without (child, names, out);
    }
  g_string_append_c (out, object ? '}' : ']');
}

GBytes *
fac_json_without (FacJsonValue value, const char *const *names)
{
  GString *out = g_string_new (NULL);

  if (value.json != NULL)
    append_without (value, names, out);
  return g_string_free_to_bytes (out);
}
