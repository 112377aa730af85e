/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-json-private.h"

#include <string.h>

#define REPLACEMENT 0xfffd

static gboolean
read_unit (const char **at, const char *end, gunichar *unit)
{
  *unit = 0;
  if (end - *at < 4)
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      const int digit = g_ascii_xdigit_value ((*at)[i]);

      if (digit < 0)
        return FALSE;
      *unit = *unit * 16 + digit;
    }
  *at += 4;
  return TRUE;
}

/* behind "\u": one character, or the pair of units that make one */
static gboolean
read_character (const char **at, const char *end, gunichar *c, gboolean *odd)
{
  const char *ahead;
  gunichar low;

  if (!read_unit (at, end, c))
    return FALSE;
  ahead = *at + 2;
  if (*c >= 0xd800 && *c < 0xdc00 && end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u'
      && read_unit (&ahead, end, &low) && low >= 0xdc00 && low < 0xe000)
    {
      *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
      *at = ahead;
    }
  else if (*c == 0 || (*c >= 0xd800 && *c < 0xe000))
    {
      *c = REPLACEMENT;
      *odd = TRUE;
    }
  return TRUE;
}

gboolean
fac_json_decode_string (char *text, gsize length, gboolean *odd)
{
  static const char escapes[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  const char *at = text, *const end = text + length;
  char *out = text;

  while (at < end)
    {
      const char *escape;
      gunichar c;

      if (*at != '\\')
        {
          *out++ = *at++;
          continue;
        }
      if (++at == end)
        return FALSE;
      escape = strchr (escapes, *at);
      if (escape != NULL && *at != '\0')
        {
          *out++ = meanings[escape - escapes];
          at++;
        }
      else if (*at++ == 'u' && read_character (&at, end, &c, odd))
        out += g_unichar_to_utf8 (c, out);
      else
        return FALSE;
    }
  *out = '\0';
  return TRUE;
}
