/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-names.h"

#include "fac-text.h"

#include <string.h>

struct _FacImportNames
{
  FacCatalog *catalog;
  GHashTable *catalogs; /* name of the catalogue → (folded name → key) */
  GHashTable *found;    /* catalogue, text → key: lists repeat the same few */
};

/* What lists of small businesses have and the SAT calls otherwise. */
static const struct
{
  const char *catalog;
  const char *name;
  const char *key;
} usual[] = {
  { FAC_CATALOG_UNITS, "pza", "H87" }, { FAC_CATALOG_UNITS, "pz", "H87" },
  { FAC_CATALOG_UNITS, "piezas", "H87" }, { FAC_CATALOG_UNITS, "pieza", "H87" },
  { FAC_CATALOG_UNITS, "servicio", "E48" }, { FAC_CATALOG_UNITS, "serv", "E48" },
  { FAC_CATALOG_UNITS, "kg", "KGM" }, { FAC_CATALOG_UNITS, "kilo", "KGM" },
  { FAC_CATALOG_UNITS, "litro", "LTR" }, { FAC_CATALOG_UNITS, "lt", "LTR" },
  { FAC_CATALOG_UNITS, "hora", "HUR" }, { FAC_CATALOG_UNITS, "metro", "MTR" },
  { FAC_CATALOG_UNITS, "caja", "XBX" }, { FAC_CATALOG_UNITS, "actividad", "ACT" },
  { FAC_CATALOG_COUNTRIES, "mx", "MEX" }, { FAC_CATALOG_COUNTRIES, "us", "USA" },
  { FAC_CATALOG_COUNTRIES, "eua", "USA" }, { FAC_CATALOG_COUNTRIES, "eeuu", "USA" },
  { FAC_CATALOG_COUNTRIES, "estados unidos", "USA" }, { FAC_CATALOG_COUNTRIES, "mexico", "MEX" },
};

FacImportNames *
fac_import_names_new (FacCatalog *catalog)
{
  FacImportNames *self = g_new0 (FacImportNames, 1);

  g_set_object (&self->catalog, catalog);
  self->catalogs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_hash_table_unref);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
fac_import_names_free (FacImportNames *self)
{
  g_clear_object (&self->catalog);
  g_hash_table_unref (self->catalogs);
  g_hash_table_unref (self->found);
  g_free (self);
}

/* The SAT ends some names with a full stop, which nobody writes. */
static char *
fold_name (const char *name)
{
  char *folded = fac_text_fold (name);

  if (g_str_has_suffix (folded, "."))
    folded[strlen (folded) - 1] = '\0';
  return folded;
}

static void
add_name (GHashTable *names, const char *name, const char *key)
{
  g_autofree char *folded = name != NULL ? fold_name (name) : NULL;

  if (folded != NULL && !g_hash_table_contains (names, folded))
    g_hash_table_insert (names, g_steal_pointer (&folded), g_strdup (key));
}

static GHashTable *
names_of (FacImportNames *self, const char *catalog)
{
  GHashTable *names = g_hash_table_lookup (self->catalogs, catalog);
  GPtrArray *entries = self->catalog != NULL ? fac_catalog_list (self->catalog, catalog) : NULL;

  if (names != NULL)
    return names;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const FacCatalogEntry *entry = g_ptr_array_index (entries, i);

      add_name (names, entry->es, entry->key);
      add_name (names, entry->en, entry->key);
    }
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (g_str_equal (usual[i].catalog, catalog))
      add_name (names, usual[i].name, usual[i].key);
  g_hash_table_insert (self->catalogs, g_strdup (catalog), names);
  return names;
}

/* "601 - General de Ley": what stands before the first blank or dash, when more follows it. */
static char *
first_word (const char *text)
{
  const gsize length = strcspn (text, " -–.:\t");
  g_autofree char *word = g_strndup (text, length);

  return text[length] != '\0' ? g_ascii_strup (word, -1) : NULL;
}

static gboolean
knows (FacImportNames *self, const char *catalog, const char *key)
{
  return self->catalog != NULL && key != NULL && *key != '\0'
         && fac_catalog_source_knows (FAC_CATALOG_SOURCE (self->catalog), catalog, key)
            == FAC_KNOWN_YES;
}

static char *
find_key (FacImportNames *self, const char *catalog, const char *text)
{
  g_autofree char *upper = g_ascii_strup (text, -1);
  g_autofree char *folded = fold_name (text);
  g_autofree char *word = first_word (text);
  const char *key;

  if (knows (self, catalog, upper))
    return g_steal_pointer (&upper);
  key = g_hash_table_lookup (names_of (self, catalog), folded);
  if (key != NULL)
    return g_strdup (key);
  if (knows (self, catalog, word))
    return g_steal_pointer (&word);
  /* a key that only a fuller catalogue has is still a key */
  return strlen (text) <= 8 && strchr (text, ' ') == NULL ? g_steal_pointer (&upper)
                                                          : g_strdup (text);
}

char *
fac_import_names_key (FacImportNames *self, const char *catalog, const char *text)
{
  g_autofree char *where = g_strconcat (catalog, "\n", text, NULL);
  const char *key = g_hash_table_lookup (self->found, where);

  if (key == NULL)
    {
      char *made = find_key (self, catalog, text);

      key = made;
      g_hash_table_insert (self->found, g_steal_pointer (&where), made);
    }
  return g_strdup (key);
}

char *
fac_import_names_name (FacImportNames *self, const char *catalog, const char *key)
{
  FacCatalogEntry *entry = self->catalog != NULL
                           ? fac_catalog_source_lookup (FAC_CATALOG_SOURCE (self->catalog), catalog,
                                                        key) : NULL;
  char *name = entry != NULL ? g_strdup (entry->es) : NULL;

  g_clear_pointer (&entry, fac_catalog_entry_free);
  return name;
}
