/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-json-writer.h"

#include <string.h>

struct _FacJsonWriter
{
  GString *text;
};

FacJsonWriter *
fac_json_writer_new (void)
{
  FacJsonWriter *self = g_new (FacJsonWriter, 1);

  self->text = g_string_new (NULL);
  return self;
}

void
fac_json_writer_free (FacJsonWriter *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

static void
append_escaped (GString *text, guchar c)
{
  static const char hex[] = "0123456789abcdef";
  static const char controls[] = "\b\f\n\r\t\"\\", names[] = "bfnrt\"\\";
  const char *place = strchr (controls, c);

  if (place != NULL && c != '\0')
    {
      g_string_append_c (text, '\\');
      g_string_append_c (text, names[place - controls]);
      return;
    }
  g_string_append (text, "\\u00");
  g_string_append_c (text, hex[c >> 4]);
  g_string_append_c (text, hex[c & 15]);
}

static void
append_quoted (GString *text, const char *value)
{
  g_autofree char *repaired = g_utf8_validate (value, -1, NULL)
                                ? NULL : g_utf8_make_valid (value, -1);
  const char *at = repaired != NULL ? repaired : value;

  g_string_append_c (text, '"');
  while (*at != '\0')
    {
      const char *start = at;

      while ((guchar) *at >= 0x20 && *at != '"' && *at != '\\' && *at != 0x7f)
        at++;
      g_string_append_len (text, start, at - start);
      if (*at != '\0')
        append_escaped (text, (guchar) *at++);
    }
  g_string_append_c (text, '"');
}

/* the comma and the name in front of a value */
static void
begin_value (FacJsonWriter *self, const char *name)
{
  const char last = self->text->len > 0 ? self->text->str[self->text->len - 1] : '[';

  if (last != '{' && last != '[')
    g_string_append_c (self->text, ',');
  if (name == NULL)
    return;
  append_quoted (self->text, name);
  g_string_append_c (self->text, ':');
}

void
fac_json_writer_begin_object (FacJsonWriter *self, const char *name)
{
  begin_value (self, name);
  g_string_append_c (self->text, '{');
}

void
fac_json_writer_end_object (FacJsonWriter *self)
{
  g_string_append_c (self->text, '}');
}

void
fac_json_writer_begin_array (FacJsonWriter *self, const char *name)
{
  begin_value (self, name);
  g_string_append_c (self->text, '[');
}

void
fac_json_writer_end_array (FacJsonWriter *self)
{
  g_string_append_c (self->text, ']');
}

void
fac_json_writer_string (FacJsonWriter *self, const char *name, const char *value)
{
  if (value == NULL)
    {
      fac_json_writer_null (self, name);
      return;
    }
  begin_value (self, name);
  append_quoted (self->text, value);
}

void
fac_json_writer_string_if (FacJsonWriter *self, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    fac_json_writer_string (self, name, value);
}

void
fac_json_writer_int (FacJsonWriter *self, const char *name, gint64 value)
{
  begin_value (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

void
fac_json_writer_boolean (FacJsonWriter *self, const char *name, gboolean value)
{
  begin_value (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

void
fac_json_writer_null (FacJsonWriter *self, const char *name)
{
  begin_value (self, name);
  g_string_append (self->text, "null");
}

void
fac_json_writer_decimal (FacJsonWriter *self, const char *name, FacDecimal value)
{
  char buffer[FAC_DECIMAL_BUFFER];

  g_return_if_fail (!value.overflow);
  fac_decimal_write (value, buffer);
  begin_value (self, name);
  g_string_append (self->text, buffer);
}

void
fac_json_writer_time (FacJsonWriter *self, const char *name, gint64 value)
{
  const gint64 seconds = value / G_USEC_PER_SEC - (value % G_USEC_PER_SEC < 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *day = NULL;

  if (value == 0 || time == NULL)
    {
      fac_json_writer_null (self, name);
      return;
    }
  day = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  begin_value (self, name);
  g_string_append_printf (self->text, "\"%s.%03dZ\"", day,
                          (int) ((value - seconds * G_USEC_PER_SEC) / 1000));
}

void
fac_json_writer_raw (FacJsonWriter *self, const char *name, const char *json, gsize length)
{
  begin_value (self, name);
  g_string_append_len (self->text, json, length);
}

GBytes *
fac_json_writer_finish (FacJsonWriter *self)
{
  GString *text = g_steal_pointer (&self->text);

  self->text = g_string_new (NULL);
  return g_string_free_to_bytes (text);
}

char *
fac_json_writer_finish_text (FacJsonWriter *self)
{
  GString *text = g_steal_pointer (&self->text);

  self->text = g_string_new (NULL);
  return g_string_free (text, FALSE);
}
