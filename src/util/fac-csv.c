/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-csv.h"

#include "fac-error.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define FLUSH_AT (64u * 1024u)

struct _FacCsvReader
{
  struct csv_parser parser;
  FacCsvRowFunc     func;
  gpointer          data;
  GPtrArray        *fields; /* of char * */
  guint64           row;
  guint             mark; /* bytes of the UTF-8 mark met so far; past its end: 4 */
  gboolean          stopped;
  gboolean          too_wide;
};

struct _FacCsvWriter
{
  GOutputStream *stream;
  GString       *pending;
  char           separator;
};

static const char utf8_mark[] = "\xef\xbb\xbf";

static int
on_is_space (unsigned char c)
{
  return 0; /* blanks belong to the field */
}

static void *
limited_realloc (void *memory, size_t size)
{
  return size > FAC_CSV_MAX_FIELD ? NULL : realloc (memory, size);
}

static void
on_field (void *text, size_t length, void *data)
{
  FacCsvReader *self = data;

  if (self->fields->len >= FAC_CSV_MAX_FIELDS)
    self->too_wide = TRUE;
  if (!self->stopped && !self->too_wide)
    g_ptr_array_add (self->fields, g_strndup (text, length));
}

static void
on_row (int end, void *data)
{
  FacCsvReader *self = data;

  if (!self->stopped && !self->too_wide)
    self->stopped = !self->func ((const char *const *) self->fields->pdata, self->fields->len,
                                 self->row++,
                                 self->data);
  g_ptr_array_set_size (self->fields, 0);
}

FacCsvReader *
fac_csv_reader_new (char separator, FacCsvRowFunc func, gpointer data)
{
  FacCsvReader *self = g_new0 (FacCsvReader, 1);

  self->func = func;
  self->data = data;
  self->fields = g_ptr_array_new_with_free_func (g_free);
  csv_init (&self->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
  csv_set_delim (&self->parser, (unsigned char) separator);
  csv_set_space_func (&self->parser, on_is_space);
  csv_set_realloc_func (&self->parser, limited_realloc);
  return self;
}

void
fac_csv_reader_free (FacCsvReader *self)
{
  csv_free (&self->parser);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

void
fac_csv_reader_set_lenient (FacCsvReader *self)
{
  csv_set_opts (&self->parser, CSV_APPEND_NULL);
}

static gboolean
check (FacCsvReader *self, gboolean parsed, GError **error)
{
  const int code = csv_error (&self->parser);

  if (self->too_wide || (!parsed && (code == CSV_ENOMEM || code == CSV_ETOOBIG)))
    g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE, _("Row %lu is too large"),
                 (gulong) self->row + 1);
  else if (!parsed)
    g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                 _("Row %lu has a quote in a wrong place"), (gulong) self->row + 1);
  return parsed && !self->too_wide;
}

static gboolean
parse (FacCsvReader *self, const char *bytes, gsize length)
{
  return csv_parse (&self->parser, bytes, length, on_field, on_row, self) == length;
}

/* bytes of the UTF-8 mark at the start are held back until they turn out to be something else */
static gboolean
skip_mark (FacCsvReader *self, const char **bytes, gsize *length)
{
  while (*length > 0 && self->mark < 3 && **bytes == utf8_mark[self->mark])
    {
      self->mark++;
      (*bytes)++;
      (*length)--;
    }
  if (*length > 0 && self->mark < 3)
    {
      const guint held = self->mark;

      self->mark = 4;
      return held == 0 || parse (self, utf8_mark, held);
    }
  return TRUE;
}

gboolean
fac_csv_reader_feed (FacCsvReader *self, const char *bytes, gsize length, GError **error)
{
  return check (self, skip_mark (self, &bytes, &length) && parse (self, bytes, length), error);
}

gboolean
fac_csv_reader_finish (FacCsvReader *self, GError **error)
{
  /* only a strict parser minds a quote that is open at the end */
  csv_set_opts (&self->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
  return check (self, csv_fini (&self->parser, on_field, on_row, self) == 0, error);
}

FacCsvWriter *
fac_csv_writer_new (GOutputStream *stream, char separator)
{
  FacCsvWriter *self = g_new0 (FacCsvWriter, 1);

  self->stream = g_object_ref (stream);
  self->pending = g_string_sized_new (FLUSH_AT);
  self->separator = separator;
  return self;
}

void
fac_csv_writer_free (FacCsvWriter *self)
{
  g_object_unref (self->stream);
  g_string_free (self->pending, TRUE);
  g_free (self);
}

static gboolean
needs_quotes (const char *text, char separator)
{
  const gsize length = strlen (text);

  return strchr (text, separator) != NULL || strpbrk (text, "\"\r\n") != NULL
         || (length > 0 && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1])));
}

static void
append_quoted (GString *out, const char *text)
{
  const gsize length = strlen (text), before = out->len;
  const gsize needed = csv_write (NULL, 0, text, length);

  g_string_set_size (out, before + needed);
  csv_write (out->str + before, needed, text, length);
}

gboolean
fac_csv_writer_finish (FacCsvWriter *self, GError **error)
{
  if (!g_output_stream_write_all (self->stream, self->pending->str, self->pending->len, NULL, NULL,
                                  error))
    return FALSE;
  g_string_truncate (self->pending, 0);
  return TRUE;
}

gboolean
fac_csv_writer_row (FacCsvWriter *self, const char *const *fields, gsize n_fields, GError **error)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      const char *text = fields[i] != NULL ? fields[i] : "";

      if (i > 0)
        g_string_append_c (self->pending, self->separator);
      /* a row of one empty field would else be an empty line, which is no row */
      if (needs_quotes (text, self->separator) || (n_fields == 1 && *text == '\0'))
        append_quoted (self->pending, text);
      else
        g_string_append (self->pending, text);
    }
  g_string_append (self->pending, "\r\n");
  return self->pending->len < FLUSH_AT || fac_csv_writer_finish (self, error);
}
