/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-decimal.h"

#include <string.h>

#define MINUS_SIGN 0x2212

/* digits, '.', ',' and single ' ' of @text, without signs and marks around them; NULL when something else is in it */
static char *
bare_number (const char *text, gboolean *negative)
{
  g_autoptr (GString) bare = g_string_new (NULL);
  gboolean currency = FALSE, percent = FALSE;

  *negative = FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        {
          if (bare->len > 0 && bare->str[bare->len - 1] != ' ')
            g_string_append_c (bare, ' ');
        }
      else if (percent)
        return NULL;
      else if (bare->len == 0 && !*negative && (c == '-' || c == '+' || c == MINUS_SIGN))
        *negative = c != '+';
      else if (bare->len == 0 && !currency && g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL)
        currency = TRUE;
      else if (c == '%' && bare->len > 0)
        percent = TRUE;
      else if (c < 128 && (g_ascii_isdigit (c) || c == '.' || c == ','))
        g_string_append_c (bare, (char) c);
      else
        return NULL;
    }
  if (bare->len > 0 && bare->str[bare->len - 1] == ' ')
    g_string_truncate (bare, bare->len - 1);
  return g_string_free (g_steal_pointer (&bare), FALSE);
}

/* "0,125" and "1234,567" cannot be groups: nobody writes a group that way */
static gboolean
comma_is_decimal_mark (const char *bare)
{
  const char *comma = strchr (bare, ',');
  const gsize before = comma != NULL ? comma - bare : 0;
  const gsize after = comma != NULL ? strspn (comma + 1, "0123456789") : 0;

  if (comma == NULL || strchr (bare, '.') != NULL || comma[1 + after] != '\0')
    return FALSE;
  return after != 3 || before == 0 || before > 3 || bare[0] == '0';
}

/* takes groups of three out of the whole part; a wrong group is a typing error, not a number */
static gboolean
ungroup (const char *bare, GString *out)
{
  gsize run = strspn (bare, "0123456789");
  const gboolean grouped = bare[run] == ',' || bare[run] == ' ';
  const char separator = bare[run];

  if (grouped && (run == 0 || run > 3))
    return FALSE;
  g_string_append_len (out, bare, run);
  for (bare += run; grouped && *bare == separator; bare += 4)
    {
      if (strspn (bare + 1, "0123456789") != 3)
        return FALSE;
      g_string_append_len (out, bare + 1, 3);
    }
  if (*bare != '\0' && *bare != '.')
    return FALSE;
  g_string_append (out, bare);
  return TRUE;
}

gboolean
fac_decimal_parse_user (const char *text, FacDecimal *out)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *bare = NULL;
  gboolean negative;

  *out = FAC_DECIMAL_ZERO;
  if (text == NULL || !g_utf8_validate (text, -1, NULL)
      || (bare = bare_number (text, &negative)) == NULL)
    return FALSE;
  if (comma_is_decimal_mark (bare))
    *strchr (bare, ',') = '.';
  if (negative)
    g_string_append_c (plain, '-');
  return ungroup (bare, plain) && fac_decimal_parse (plain->str, plain->len, out);
}
