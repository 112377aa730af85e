/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-email.h"

#include <string.h>

#define SEPARATORS " \t\r\n,;"

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

char **
fac_email_split (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text != NULL ? text : "", SEPARATORS, -1);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0' && !contains (addresses, *part))
      g_ptr_array_add (addresses, g_strdup (*part));
  g_ptr_array_add (addresses, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&addresses), FALSE);
}
