/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-text.h"

#include <string.h>

/* plain ASCII needs no tables: the common case when a list is indexed */
static gboolean
fold_ascii (const char *text, GString *out)
{
  for (; *text != '\0'; text++)
    {
      if ((guchar) *text >= 128)
        return FALSE;
      if (!g_ascii_isspace (*text))
        g_string_append_c (out, g_ascii_tolower (*text));
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  return TRUE;
}

static void
fold_unicode (const char *text, GString *out)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *apart = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *lower = g_utf8_casefold (apart, -1);

  g_string_truncate (out, 0);
  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else if (!g_unichar_ismark (c))
        g_string_append_unichar (out, c);
    }
}

char *
fac_text_fold (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (text != NULL && !fold_ascii (text, out))
    fold_unicode (text, out);
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
fac_text_normalize_space (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; text != NULL && *text != '\0'; text++)
    {
      if (strchr (" \t\r\n", *text) == NULL)
        g_string_append_c (out, *text);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

static gboolean
is_unseen (gunichar c)
{
  const GUnicodeType type = g_unichar_type (c);

  if (c == '\t' || c == '\r' || c == '\n')
    return FALSE;
  /* the last two of each plane are no characters at all */
  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_SURROGATE
         || (c & 0xfffe) == 0xfffe;
}

static char *
without_unseen (const char *text, gboolean show)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_sized_new (strlen (valid));

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (!is_unseen (c))
        g_string_append_unichar (out, c);
      else if (show)
        g_string_append_printf (out, "[U+%04X]", c);
    }
  return g_string_free (out, FALSE);
}

char *
fac_text_visible (const char *text)
{
  return without_unseen (text, FALSE);
}

char *
fac_text_show_unseen (const char *text)
{
  return without_unseen (text, TRUE);
}

char *
fac_text_line (const char *text)
{
  g_autofree char *visible = fac_text_visible (text);

  return fac_text_normalize_space (visible);
}

char *
fac_text_cut (const char *text, gsize characters)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  char *end = valid;

  for (; characters > 0 && *end != '\0'; characters--)
    end = g_utf8_next_char (end);
  *end = '\0';
  return g_steal_pointer (&valid);
}

/* a blank in UTF-8 that locales put between thousands */
static gsize
thin_blank (const char *text)
{
  return g_str_has_prefix (text, "\u202f") || g_str_has_prefix (text, "\u2009") ? 3 : 0;
}

static gboolean
parts_thousands (const GString *before, const char *after)
{
  return before->len > 0 && g_ascii_isdigit (before->str[before->len - 1])
         && strspn (after, "0123456789") == 3;
}

char *
fac_text_printf (const char *format, ...)
{
  GString *text = g_string_new (NULL);
  g_autofree char *plain = NULL;
  va_list arguments;

  va_start (arguments, format);
  plain = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  for (const char *at = plain; *at != '\0'; at++)
    {
      const gsize blank = thin_blank (at);

      if (blank == 0 || !parts_thousands (text, at + blank))
        {
          g_string_append_c (text, *at);
          continue;
        }
      g_string_append_c (text, ',');
      at += blank - 1;
    }
  return g_string_free (text, FALSE);
}

gboolean
fac_text_is_empty (const char *text)
{
  while (text != NULL && *text != '\0')
    {
      const gunichar c = g_utf8_get_char_validated (text, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2 || !g_unichar_isspace (c))
        return FALSE;
      text = g_utf8_next_char (text);
    }
  return TRUE;
}

gboolean
fac_set_string (char **field, const char *value)
{
  char *copy;

  if (g_strcmp0 (*field, value) == 0)
    return FALSE;
  copy = g_strdup (value);
  g_free (*field);
  *field = copy;
  return TRUE;
}
