/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-unread.h"

/* an odd end, of a damaged file, holds nothing */
static char *const *
look (char *const *unread, const char *field)
{
  for (; unread != NULL && unread[0] != NULL && unread[1] != NULL; unread += 2)
    if (g_str_equal (unread[0], field))
      return unread;
  return NULL;
}

const char *
fac_unread_get (char *const *unread, const char *field)
{
  char *const *pair = look (unread, field);

  return pair != NULL ? pair[1] : NULL;
}

const char *
fac_unread_find (char *const *unread, const char *prefix)
{
  for (; unread != NULL && unread[0] != NULL && unread[1] != NULL; unread += 2)
    if (g_str_has_prefix (unread[0], prefix))
      return unread[0];
  return NULL;
}

gboolean
fac_unread_put (char ***unread, const char *field, const char *text)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  char *const *pair;

  if (g_strcmp0 (fac_unread_get (*unread, field), text) == 0)
    return FALSE;
  builder = g_strv_builder_new ();
  for (pair = *unread; pair != NULL && pair[0] != NULL && pair[1] != NULL; pair += 2)
    if (!g_str_equal (pair[0], field))
      g_strv_builder_add_many (builder, pair[0], pair[1], NULL);
  if (text != NULL)
    g_strv_builder_add_many (builder, field, text, NULL);
  g_strfreev (*unread);
  *unread = g_strv_builder_end (builder);
  if (**unread == NULL)
    g_clear_pointer (unread, g_strfreev);
  return TRUE;
}

void
fac_unread_drop (char ***unread, const char *prefix)
{
  const char *field;

  while ((field = fac_unread_find (*unread, prefix)) != NULL)
    fac_unread_put (unread, field, NULL);
}

static gboolean
holds (char *const *a, char *const *b)
{
  for (; b != NULL && b[0] != NULL && b[1] != NULL; b += 2)
    if (g_strcmp0 (fac_unread_get (a, b[0]), b[1]) != 0)
      return FALSE;
  return TRUE;
}

gboolean
fac_unread_equal (char *const *a, char *const *b)
{
  return holds (a, b) && holds (b, a);
}
