/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-trace.h"

#include <stdio.h>
#include <string.h>

#define HIDDEN "[redacted]"

static const char *const keys[] = { "sk_test_", "sk_live_", "sk_user_" };
static const char *const schemes[] = { "bearer", "basic" };

static gboolean
is_token (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-_.~+/=%:", c) != NULL);
}

static gsize
key_prefix (const char *at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strncasecmp (at, keys[i], strlen (keys[i])) == 0)
      return strlen (keys[i]);
  return 0;
}

/* the scheme's name with the blanks behind it, when a credential follows */
static gsize
scheme_prefix (const char *at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      const gsize length = strlen (schemes[i]);
      gsize blanks;

      if (g_ascii_strncasecmp (at, schemes[i], length) != 0)
        continue;
      blanks = strspn (at + length, " \t");
      if (blanks > 0 && is_token (at[length + blanks]))
        return length + blanks;
    }
  return 0;
}

char *
fac_trace_redact (const char *text)
{
  GString *out;

  if (text == NULL)
    return NULL;
  out = g_string_sized_new (strlen (text) + 16);
  for (const char *at = text; *at != '\0';)
    {
      const gboolean starts = at == text || !g_ascii_isalnum (at[-1]);
      gsize kept = key_prefix (at);

      if (kept == 0 && starts)
        kept = scheme_prefix (at);
      if (kept == 0)
        {
          g_string_append_c (out, *at++);
          continue;
        }
      g_string_append_len (out, at, kept);
      g_string_append (out, HIDDEN);
      for (at += kept; is_token (*at); at++)
        ;
    }
  return g_string_free (out, FALSE);
}

static GLogWriterOutput
on_write (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  g_autofree GLogField *clean = g_new (GLogField, n_fields + 1);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n_fields; i++)
    {
      g_autofree char *text = fields[i].length < 0 ? g_strdup (fields[i].value)
                                                   : g_strndup (fields[i].value, fields[i].length);

      clean[i] = fields[i];
      if (fields[i].length >= 0 && strlen (text) != (gsize) fields[i].length)
        clean[i].value = HIDDEN; /* binary fields cannot be searched for keys */
      else
        {
          clean[i].value = fac_trace_redact (text);
          g_ptr_array_add (texts, (gpointer) clean[i].value);
        }
      clean[i].length = -1;
    }
  return g_log_writer_default (level, clean, n_fields, NULL);
}

static void
print_clean (FILE *stream, const char *text)
{
  g_autofree char *clean = fac_trace_redact (text);

  fputs (clean, stream);
  fflush (stream);
}

static void
on_print (const char *text)
{
  print_clean (stdout, text);
}

static void
on_print_error (const char *text)
{
  print_clean (stderr, text);
}

void
fac_trace_install (void)
{
  g_log_set_writer_func (on_write, NULL, NULL);
  g_set_print_handler (on_print);
  g_set_printerr_handler (on_print_error);
}
