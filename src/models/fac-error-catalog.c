/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-error-catalog.h"

#include "fac-models.h"

#include <gio/gio.h>

#define RESOURCE "/org/example/Facturador/errors.tsv"

enum { SCOPE, CODE, FIELD, PATH, OWNER, ES, ES_ACTION, EN, EN_ACTION, N_COLUMNS };

static gboolean
speaks_spanish (void)
{
  const char *const *names = g_get_language_names ();

  return g_str_has_prefix (names[0], "es");
}

/* Lives as long as the program: entries are handed out without a copy. */
static GPtrArray *
load (void)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (fac_models_get_resource (), RESOURCE,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const gboolean spanish = speaks_spanish ();
  GPtrArray *entries = g_ptr_array_new ();
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (bytes != NULL, entries);
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      FacErrorEntry *entry = g_new0 (FacErrorEntry, 1);

      g_assert (g_strv_length (cells) == N_COLUMNS);
      entry->scope = g_strdup (cells[SCOPE]);
      entry->code = g_strdup (cells[CODE]);
      entry->path = g_strdup (cells[PATH]);
      entry->owner = g_strdup (cells[OWNER]);
      entry->meaning = g_strdup (cells[spanish ? ES : EN]);
      entry->action = g_strdup (cells[spanish ? ES_ACTION : EN_ACTION]);
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

static GPtrArray *
all_entries (void)
{
  static GPtrArray *entries;

  if (g_once_init_enter (&entries))
    g_once_init_leave (&entries, load ());
  return entries;
}

const FacErrorEntry *
fac_error_catalog_find (const char *scope, const char *code)
{
  GPtrArray *entries = all_entries ();

  for (guint i = 0; code != NULL && i < entries->len; i++)
    {
      const FacErrorEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->code, code) && (scope == NULL || g_str_equal (entry->scope, scope)))
        return entry;
    }
  return NULL;
}
