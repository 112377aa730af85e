/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-json-private.h"

#include <string.h>

typedef struct
{
  FacJson    *json;
  const char *text;
  gsize       length;
  gsize       at;
  GArray     *entries; /* of FacJsonEntry */
  guint32     open[FAC_JSON_MAX_DEPTH];
  guint       depth;
  gsize       name_start, name_end;
  gboolean    plain_name;
  gboolean    odd;
  GError     *error;
} Scan;

static gboolean
fail (Scan *scan, FacJsonError code, const char *what)
{
  if (scan->error == NULL)
    g_set_error (&scan->error, FAC_JSON_ERROR, code, "%s at byte %" G_GSIZE_FORMAT, what, scan->at);
  return FALSE;
}

static char
peek (Scan *scan)
{
  return scan->at < scan->length ? scan->text[scan->at] : '\0';
}

static char
skip_blanks (Scan *scan)
{
  while (scan->at < scan->length && strchr (" \t\r\n", scan->text[scan->at]) != NULL
         && scan->text[scan->at] != '\0')
    scan->at++;
  return peek (scan);
}

/* from the opening quote to behind the closing one; the decoded text is closed in the copy */
static gboolean
scan_string (Scan *scan, gboolean *plain)
{
  const gsize start = scan->at + 1;
  gsize at = start;

  *plain = TRUE;
  for (;; at++)
    {
      const guchar c = at < scan->length ? (guchar) scan->text[at] : 0;

      if (c == '"')
        break;
      if (c == '\\')
        {
          *plain = FALSE;
          at++;
        }
      if (c < 0x20 || at >= scan->length)
        {
          scan->at = MIN (at, scan->length);
          return fail (scan, FAC_JSON_ERROR_SYNTAX, "A text is not closed");
        }
    }
  scan->at = at + 1;
  scan->json->decoded[at] = '\0';
  return *plain || fac_json_decode_string (scan->json->decoded + start, at - start, &scan->odd)
         || fail (scan, FAC_JSON_ERROR_SYNTAX, "A wrong escape in the text that ends");
}

static gboolean
skip_digits (Scan *scan)
{
  const gsize start = scan->at;

  while (g_ascii_isdigit (peek (scan)))
    scan->at++;
  return scan->at > start;
}

static gboolean
scan_number (Scan *scan)
{
  gboolean good;

  if (peek (scan) == '-')
    scan->at++;
  if (peek (scan) == '0')
    {
      scan->at++;
      good = TRUE;
    }
  else
    good = skip_digits (scan);
  if (good && peek (scan) == '.')
    {
      scan->at++;
      good = skip_digits (scan);
    }
  if (good && (peek (scan) == 'e' || peek (scan) == 'E'))
    {
      scan->at++;
      if (peek (scan) == '+' || peek (scan) == '-')
        scan->at++;
      good = skip_digits (scan);
    }
  scan->json->decoded[scan->at] = '\0';
  return good || fail (scan, FAC_JSON_ERROR_SYNTAX, "A wrong number");
}

static gboolean
scan_word (Scan *scan, const char *word)
{
  const gsize length = strlen (word);

  if (scan->length - scan->at < length || memcmp (scan->text + scan->at, word, length) != 0)
    return fail (scan, FAC_JSON_ERROR_SYNTAX, "Not a value");
  scan->at += length;
  return TRUE;
}

static FacJsonKind
kind_of (char first)
{
  switch (first)
    {
    case '{':
      return FAC_JSON_OBJECT;
    case '[':
      return FAC_JSON_ARRAY;
    case '"':
      return FAC_JSON_STRING;
    case 't':
    case 'f':
      return FAC_JSON_BOOLEAN;
    case 'n':
      return FAC_JSON_NULL;
    default:
      return FAC_JSON_NUMBER;
    }
}

static gboolean
scan_scalar (Scan *scan, FacJsonKind kind)
{
  gboolean plain;

  if (kind == FAC_JSON_STRING)
    return scan_string (scan, &plain);
  if (kind == FAC_JSON_BOOLEAN)
    return scan_word (scan, peek (scan) == 't' ? "true" : "false");
  return kind == FAC_JSON_NULL ? scan_word (scan, "null") : scan_number (scan);
}

static gboolean
add_entry (Scan *scan, FacJsonKind kind)
{
  const guint32 parent = scan->depth > 0 ? scan->open[scan->depth - 1] : 0;
  FacJsonEntry entry = { .start = (guint32) scan->at, .parent = parent, .kind = kind };

  if (scan->entries->len >= FAC_JSON_MAX_VALUES)
    return fail (scan, FAC_JSON_ERROR_LIMIT, "Too many values");
  if (scan->depth > 0)
    {
      FacJsonEntry *container = &g_array_index (scan->entries, FacJsonEntry, parent);

      container->count++;
      if (container->kind == FAC_JSON_OBJECT)
        {
          entry.name_start = (guint32) scan->name_start;
          entry.name_end = (guint32) scan->name_end;
          entry.plain_name = scan->plain_name;
        }
    }
  g_array_append_val (scan->entries, entry);
  return TRUE;
}

static gboolean
scan_name (Scan *scan)
{
  if (skip_blanks (scan) != '"')
    return fail (scan, FAC_JSON_ERROR_SYNTAX, "A name is missing");
  scan->name_start = scan->at;
  if (!scan_string (scan, &scan->plain_name))
    return FALSE;
  scan->name_end = scan->at;
  if (skip_blanks (scan) != ':')
    return fail (scan, FAC_JSON_ERROR_SYNTAX, "A colon is missing");
  scan->at++;
  return TRUE;
}

/* @opened: it is a container that is not empty, so that its first element comes next */
static gboolean
scan_value (Scan *scan, gboolean *opened)
{
  const FacJsonKind kind = kind_of (skip_blanks (scan));
  const guint32 index = scan->entries->len;

  *opened = FALSE;
  if (!add_entry (scan, kind))
    return FALSE;
  if (kind != FAC_JSON_OBJECT && kind != FAC_JSON_ARRAY)
    {
      if (!scan_scalar (scan, kind))
        return FALSE;
    }
  else
    {
      scan->at++;
      if (skip_blanks (scan) != (kind == FAC_JSON_OBJECT ? '}' : ']'))
        {
          if (scan->depth == FAC_JSON_MAX_DEPTH)
            return fail (scan, FAC_JSON_ERROR_LIMIT, "Too deep");
          scan->open[scan->depth++] = index;
          *opened = TRUE;
          return kind == FAC_JSON_ARRAY || scan_name (scan);
        }
      scan->at++;
    }
  g_array_index (scan->entries, FacJsonEntry, index).end = (guint32) scan->at;
  return TRUE;
}

/* behind a value: closes what ends here. Returns: whether another value follows */
static gboolean
scan_behind (Scan *scan)
{
  while (scan->depth > 0)
    {
      FacJsonEntry *container = &g_array_index (scan->entries, FacJsonEntry,
                                                scan->open[scan->depth - 1]);
      const gboolean object = container->kind == FAC_JSON_OBJECT;
      const char c = skip_blanks (scan);

      if (c == ',')
        {
          scan->at++;
          return !object || scan_name (scan);
        }
      if (c != (object ? '}' : ']'))
        return fail (scan, FAC_JSON_ERROR_SYNTAX, "A comma or the end is missing");
      container->end = (guint32) ++scan->at;
      scan->depth--;
    }
  skip_blanks (scan);
  if (scan->at < scan->length)
    fail (scan, FAC_JSON_ERROR_SYNTAX, "Something follows the end");
  return FALSE;
}

/* children of one container lie together, so that the n-th is found at once */
static void
index_children (FacJson *self)
{
  guint32 next = 0;

  self->children = g_new (guint32, self->n_entries);
  for (guint i = 0; i < self->n_entries; i++)
    {
      self->entries[i].children = next;
      next += self->entries[i].count;
      self->entries[i].count = 0;
    }
  for (guint i = 1; i < self->n_entries; i++)
    {
      FacJsonEntry *container = &self->entries[self->entries[i].parent];

      self->children[container->children + container->count++] = i;
    }
}

gboolean
fac_json_scan (FacJson *self, gboolean *odd, GError **error)
{
  Scan scan = { .json = self, .text = self->text, .length = g_bytes_get_size (self->bytes) };
  gboolean opened, more = TRUE;

  self->decoded = g_malloc (scan.length + 1);
  memcpy (self->decoded, scan.text, scan.length);
  self->decoded[scan.length] = '\0';
  scan.entries = g_array_sized_new (FALSE, FALSE, sizeof (FacJsonEntry),
                                    (guint) (scan.length / 24 + 8));
  while (more && scan_value (&scan, &opened))
    more = opened || scan_behind (&scan);
  self->n_entries = scan.entries->len;
  self->entries = (FacJsonEntry *) g_array_free (scan.entries, FALSE);
  *odd = scan.odd;
  if (scan.error != NULL)
    {
      g_propagate_error (error, scan.error);
      return FALSE;
    }
  index_children (self);
  return TRUE;
}
