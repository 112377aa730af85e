/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-constancia-private.h"

#include <string.h>

/* ---- what foreign text may hold ------------------------------------------------------------- */

#define KIND(kind) (1u << G_UNICODE_##kind)

static void
append_clean (GString *clean, gunichar c)
{
  const guint kind = 1u << g_unichar_type (c);

  if (c == '\t')
    g_string_append (clean, "  ");
  else if (c == '\n' || c == '\r' || c == '\f' || c == '\v'
           || (kind & (KIND (LINE_SEPARATOR) | KIND (PARAGRAPH_SEPARATOR))) != 0)
    g_string_append_c (clean, '\n');
  else if ((kind & KIND (SPACE_SEPARATOR)) != 0)
    g_string_append_c (clean, ' ');
  else if (c == 0xFB01)
    g_string_append (clean, "fi");
  else if (c == 0xFB02)
    g_string_append (clean, "fl");
  else if ((kind & (KIND (CONTROL) | KIND (FORMAT) | KIND (PRIVATE_USE) | KIND (SURROGATE)
                    | KIND (UNASSIGNED))) == 0)
    g_string_append_unichar (clean, c);
}

/* Returns: (transfer full): @text with @instead for what fits @pattern */
static char *
replace (const char *text, const char *pattern, const char *instead)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  char *without = g_regex_replace_literal (regex, text, -1, 0, instead, 0, NULL);

  return without != NULL ? without : g_strdup (text);
}

/* what is no part of the document: its page lines, and the marks of an answer to an e-mail that quotes it */
static char *
drop_foreign (const char *text)
{
  g_autofree char *plain = replace (text, "^(?: *>)+", "");

  return replace (plain, "Página\\s*\\[\\d+\\]\\s*de\\s*\\[\\d+\\]", "\n");
}

char *
fac_constancia_clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autoptr (GString) clean = g_string_sized_new (strlen (valid));

  for (const char *at = composed; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    append_clean (clean, g_utf8_get_char (at));
  return drop_foreign (clean->str);
}

/* ---- places in it --------------------------------------------------------------------------- */

const char *
fac_constancia_match (const char *text, const char *words)
{
  while (*words != '\0')
    if (*words == ' ')
      {
        if (!g_ascii_isspace (*text))
          return NULL;
        while (g_ascii_isspace (*text))
          text++;
        words++;
      }
    else if (*text++ != *words++)
      return NULL;
  return text;
}

const char *
fac_constancia_find (const char *text, const char *words, const char **end)
{
  for (const char *at = strchr (text, words[0]); at != NULL; at = strchr (at + 1, words[0]))
    {
      const char *behind = fac_constancia_match (at, words);

      if (behind == NULL)
        continue;
      if (end != NULL)
        *end = behind;
      return at;
    }
  return NULL;
}

char *
fac_constancia_cut (const char *text, const char *start, const char *const *ends)
{
  const char *begin;
  const char *end;

  if (fac_constancia_find (text, start, &begin) == NULL)
    return NULL;
  end = begin + strlen (begin);
  for (; *ends != NULL; ends++)
    {
      const char *found = fac_constancia_find (begin, *ends, NULL);

      if (found != NULL && found < end)
        end = found;
    }
  return g_strndup (begin, (gsize) (end - begin));
}
