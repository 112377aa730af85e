/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-formula.h"

#include <string.h>

/* Also behind apostrophes, so that taking one off gives back every text. */
static gboolean
is_risky (const char *text)
{
  const char *first = text + strspn (text, "'");

  return *first != '\0' && strchr ("=+-@\t\r\n", *first) != NULL;
}

char *
fac_formula_guard (const char *text)
{
  return g_strconcat (is_risky (text) ? "'" : "", text, NULL);
}

char *
fac_formula_unguard (const char *text)
{
  return g_strdup (text[0] == '\'' && is_risky (text) ? text + 1 : text);
}
