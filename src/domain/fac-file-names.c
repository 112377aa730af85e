/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-file-names.h"

struct _FacFileNames
{
  GHashTable *taken; /* the folded name → the number that was given last to it */
};

FacFileNames *
fac_file_names_new (void)
{
  FacFileNames *self = g_new0 (FacFileNames, 1);

  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
fac_file_names_free (FacFileNames *self)
{
  g_hash_table_unref (self->taken);
  g_free (self);
}

static char *
fold (const char *name)
{
  g_autofree char *lower = g_utf8_casefold (name, -1);

  return g_utf8_normalize (lower, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

char *
fac_file_names_take (FacFileNames *self, const char *stem)
{
  g_autofree char *folded = fold (stem);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->taken, folded));
  char *name = g_strdup (stem);

  if (number > 0)
    {
      g_autofree char *numbered = NULL;

      do
        {
          g_free (name);
          g_free (numbered);
          name = g_strdup_printf ("%s (%u)", stem, ++number);
          numbered = fold (name);
        }
      while (g_hash_table_contains (self->taken, numbered));
      g_hash_table_insert (self->taken, g_steal_pointer (&numbered), GUINT_TO_POINTER (1));
    }
  else
    number = 1;
  g_hash_table_insert (self->taken, g_steal_pointer (&folded), GUINT_TO_POINTER (number));
  return name;
}
