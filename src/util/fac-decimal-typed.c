/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-decimal-typed.h"

#include <string.h>

static gboolean
has_currency_sign (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_type (g_utf8_get_char (at)) == G_UNICODE_CURRENCY_SYMBOL)
      return TRUE;
  return FALSE;
}

gboolean
fac_decimal_parse_amount (const char *text, FacDecimal *out)
{
  if (!fac_decimal_parse_user (text, out))
    return FALSE;
  if (strchr (text, '%') == NULL)
    return TRUE;
  *out = FAC_DECIMAL_ZERO;
  return FALSE;
}

gboolean
fac_decimal_parse_percent (const char *text, FacDecimal *out)
{
  if (!fac_decimal_parse_user (text, out))
    return FALSE;
  if (!has_currency_sign (text))
    return TRUE;
  *out = FAC_DECIMAL_ZERO;
  return FALSE;
}
