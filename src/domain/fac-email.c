/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-email.h"

#include "fac-text.h"

#include <string.h>

#define BLANKS     " \t"
#define BETWEEN    "\r\n,;"
#define SEPARATORS BLANKS BETWEEN

gboolean
fac_email_is_valid (const char *address)
{
  const char *at = address != NULL ? strchr (address, '@') : NULL;
  const char *dot = at != NULL ? strrchr (at + 1, '.') : NULL;

  return dot != NULL && at != address && dot != at + 1 && dot[1] != '\0'
         && strchr (at + 1, '@') == NULL && strpbrk (address, SEPARATORS) == NULL;
}

static gboolean
contains (GPtrArray *addresses, const char *address)
{
  for (guint i = 0; i < addresses->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (addresses, i), address) == 0)
      return TRUE;
  return FALSE;
}

static void
add_address (GPtrArray *addresses, const char *address)
{
  if (*address != '\0' && !contains (addresses, address))
    g_ptr_array_add (addresses, g_strdup (address));
}

/* Blanks stand between addresses, but they make none of "this is none". */
static void
add_part (GPtrArray *addresses, const char *part)
{
  g_autofree char *whole = fac_text_normalize_space (part);
  g_auto (GStrv) words = g_strsplit (whole, " ", -1);
  gboolean good = TRUE;

  for (char **word = words; *word != NULL; word++)
    good = good && fac_email_is_valid (*word);
  for (char **word = words; good && *word != NULL; word++)
    add_address (addresses, *word);
  if (!good)
    add_address (addresses, whole);
}

char **
fac_email_split (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text != NULL ? text : "", BETWEEN, -1);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

  for (char **part = parts; *part != NULL; part++)
    add_part (addresses, *part);
  g_ptr_array_add (addresses, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&addresses), FALSE);
}
