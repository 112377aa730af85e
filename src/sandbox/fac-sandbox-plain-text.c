/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-plain-text.h"

#include <string.h>

static gboolean
at_line_start (const GString *text)
{
  return text->len == 0 || text->str[text->len - 1] == '\n';
}

static void
cut_spaces (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
}

static void
end_line (GString *text)
{
  cut_spaces (text);
  if (!at_line_start (text))
    g_string_append_c (text, '\n');
}

/* @tag: "name", "/name", with its attributes */
static void
add_tag (GString *text, const char *tag, gsize length)
{
  static const char *const blocks[] = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody",
    "tfoot", "tr", NULL
  };
  gboolean closes = length > 0 && *tag == '/';
  const char *start = tag + closes;
  g_autofree char *given = g_strndup (start, strcspn (start, " \t\r\n/>"));
  g_autofree char *name = g_ascii_strdown (given, -1);

  if (g_str_equal (name, "br"))
    g_string_append_c (text, '\n');
  else if (g_strv_contains (blocks, name))
    end_line (text);
  if (g_str_equal (name, "li") && !closes)
    g_string_append (text, "• ");
  if ((g_str_equal (name, "td") || g_str_equal (name, "th")) && !closes && !at_line_start (text))
    {
      cut_spaces (text);
      g_string_append (text, " · ");
    }
}

static void
add_space (GString *text)
{
  if (!at_line_start (text) && text->str[text->len - 1] != ' ')
    g_string_append_c (text, ' ');
}

/* "&#225;", "&#xe1;". Returns: bytes read, 0 when it is none. */
static gsize
add_numbered (GString *text, const char *at)
{
  gboolean hexadecimal = g_str_has_prefix (at, "&#x");
  char *end;
  guint64 code;

  if (!g_str_has_prefix (at, "&#"))
    return 0;
  code = g_ascii_strtoull (at + (hexadecimal ? 3 : 2), &end, hexadecimal ? 16 : 10);
  if (*end != ';' || code < 0x20 || code > 0x10ffff || !g_unichar_validate ((gunichar) code))
    return 0;
  g_string_append_unichar (text, (gunichar) code);
  return (gsize) (end + 1 - at);
}

static gsize
add_entity (GString *text, const char *at)
{
  static const struct { const char *entity; const char *text; } entities[] = {
    { "&nbsp;", "\u00a0" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&amp;", "&" },
    { "&apos;", "'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (at, entities[i].entity))
      {
        g_string_append (text, entities[i].text);
        return strlen (entities[i].entity);
      }
  return add_numbered (text, at);
}

char *
fac_sandbox_plain_text (const char *html)
{
  GString *text = g_string_new (NULL);
  gboolean marked = html != NULL && strstr (html, "</") != NULL;

  for (const char *at = html; at != NULL && *at != '\0';)
    {
      gboolean tag = *at == '<' && (at[1] == '/' || g_ascii_isalpha (at[1]));
      const char *end = tag ? strchr (at, '>') : NULL;
      gsize read = *at == '&' ? add_entity (text, at) : 0;

      if (end != NULL)
        {
          add_tag (text, at + 1, (gsize) (end - at - 1));
          at = end + 1;
        }
      else if (read > 0)
        at += read;
      else if (marked && g_ascii_isspace (*at))
        {
          add_space (text);
          at++;
        }
      else
        g_string_append_c (text, *at++);
    }
  return g_strchomp (g_string_free (text, FALSE));
}
