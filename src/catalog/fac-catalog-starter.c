/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-starter.h"

#include <string.h>

#define IDS_PER_CATALOG 1000000
#define FISICA 1
#define MORAL 2

/* in the order that data/catalogs/compile-catalogs.py numbers them by */
static const char *const names[] = {
  FAC_CATALOG_TAX_SYSTEMS, FAC_CATALOG_USES, FAC_CATALOG_PAYMENT_FORMS, FAC_CATALOG_PAYMENT_METHODS,
  FAC_CATALOG_CURRENCIES, FAC_CATALOG_TAXABILITY, FAC_CATALOG_EXPORT, FAC_CATALOG_RELATIONS,
  FAC_CATALOG_INVOICE_TYPES, FAC_CATALOG_PERIODICITIES, FAC_CATALOG_MONTHS, FAC_CATALOG_COUNTRIES,
  FAC_CATALOG_STATES, FAC_CATALOG_PRODUCTS, FAC_CATALOG_UNITS, FAC_CATALOG_EARNINGS,
  FAC_CATALOG_DEDUCTIONS, FAC_CATALOG_OTHER_PAYMENTS, FAC_CATALOG_COMPLEMENT_KEYS,
  FAC_CATALOG_SERVICE_VALUES, NULL
};

static void
free_row (FacCatalogRow *row)
{
  g_strfreev (row->systems);
  g_free (row);
}

static void
free_small (FacCatalogSmall *small)
{
  g_hash_table_unref (small->by_key);
  g_ptr_array_unref (small->entries);
  g_free (small);
}

static void
free_place (FacCatalogPlace *place)
{
  g_free (place->state);
  g_free (place->zone);
  g_free (place);
}

static FacCatalogSmall *
get_small (FacCatalogStarter *self, const char *name)
{
  FacCatalogSmall *small = g_hash_table_lookup (self->small, name);

  if (small != NULL)
    return small;
  small = g_new0 (FacCatalogSmall, 1);
  small->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  small->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) free_row);
  g_hash_table_insert (self->small, g_strdup (name), small);
  return small;
}

static void
add_row (FacCatalogStarter *self, FacStatement *rows)
{
  FacCatalogSmall *small = get_small (self, fac_statement_text (rows, 0));
  FacCatalogRow *row = g_new0 (FacCatalogRow, 1);
  gint64 persons = fac_statement_int (rows, 6);
  const char *systems = fac_statement_text (rows, 7);

  row->entry = fac_catalog_entry_read (rows, 1);
  row->fisica = (persons & FISICA) != 0;
  row->moral = (persons & MORAL) != 0;
  row->systems = systems != NULL ? g_strsplit (systems, ",", -1) : NULL;
  g_ptr_array_add (small->entries, row->entry);
  g_hash_table_insert (small->by_key, row->entry->key, row);
}

static gboolean
load_small (FacCatalogStarter *self, FacDb *db, GError **error)
{
  g_autoptr (GError) problem = NULL;
  FacStatement *rows = fac_db_prepare (db,
    "SELECT catalog, key, es, en, valid_from, valid_to, persons, systems FROM entries "
    "WHERE catalog NOT IN ('products', 'units') ORDER BY id", error);

  if (rows == NULL)
    return FALSE;
  while (fac_statement_step (rows, &problem))
    add_row (self, rows);
  fac_statement_reset (rows);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL;
}

static gboolean
load_places (FacCatalogStarter *self, FacDb *db, GError **error)
{
  g_autoptr (GError) problem = NULL;
  FacStatement *rows = fac_db_prepare (db, "SELECT prefix, state, zone FROM zip_prefixes", error);

  if (rows == NULL)
    return FALSE;
  while (fac_statement_step (rows, &problem))
    {
      FacCatalogPlace *place = g_new0 (FacCatalogPlace, 1);

      place->state = fac_statement_dup (rows, 1);
      place->zone = fac_statement_dup (rows, 2);
      g_hash_table_insert (self->places, fac_statement_dup (rows, 0), place);
    }
  fac_statement_reset (rows);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL;
}

FacCatalogStarter *
fac_catalog_starter_open (const char *path, GError **error)
{
  g_autoptr (FacCatalogStarter) self = g_new0 (FacCatalogStarter, 1);
  FacDb *db = fac_db_open (path, FAC_DB_READ_ONLY | FAC_DB_IMMUTABLE, error);

  self->small =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_small);
  self->places =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_place);
  if (db == NULL)
    return NULL;
  self->index = fac_catalog_index_new (db);
  self->everyday = fac_catalog_everyday_read (db, error);
  if (self->everyday == NULL || !load_small (self, db, error) || !load_places (self, db, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
fac_catalog_starter_free (FacCatalogStarter *self)
{
  fac_catalog_index_free (self->index);
  fac_catalog_everyday_free (self->everyday);
  g_hash_table_unref (self->small);
  g_hash_table_unref (self->places);
  g_free (self);
}

const FacCatalogRow *
fac_catalog_starter_row (FacCatalogStarter *self, const char *catalog, const char *key)
{
  FacCatalogSmall *small = g_hash_table_lookup (self->small, catalog);

  return small != NULL && key != NULL ? g_hash_table_lookup (small->by_key, key) : NULL;
}

const FacCatalogPlace *
fac_catalog_starter_place (FacCatalogStarter *self, const char *zip)
{
  for (gsize digits = 3; digits >= 2; digits--)
    {
      g_autofree char *prefix = g_strndup (zip, digits);
      const FacCatalogPlace *place = g_hash_table_lookup (self->places, prefix);

      if (place != NULL)
        return place;
    }
  return NULL;
}

gboolean
fac_catalog_starter_range (const char *catalog, gint64 *first, gint64 *last)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], catalog))
      {
        *first = (gint64) (i + 1) * IDS_PER_CATALOG;
        *last = *first + IDS_PER_CATALOG - 1;
        return TRUE;
      }
  return FALSE;
}
