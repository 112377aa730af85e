/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog.h"

#include "fac-catalog-full.h"
#include "fac-catalog-keys.h"
#include "fac-catalog-starter.h"

#include <string.h>

#define DEFAULT_ZONE "America/Mexico_City"
#define HOURS_BEHIND_UTC 6

struct _FacCatalog
{
  GObject            parent_instance;
  char              *path; /* of the starter set */
  FacCatalogStarter *starter;
  GMutex             full_lock;
  FacCatalogFull    *full; /* (nullable): another one may come at any time */
  GPtrArray         *none;
};

static void fac_catalog_source_init (FacCatalogSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FacCatalog, fac_catalog, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FAC_TYPE_CATALOG_SOURCE,
                                                      fac_catalog_source_init))

static FacCatalogFull *
get_full (FacCatalog *self)
{
  FacCatalogFull *full;

  g_mutex_lock (&self->full_lock);
  full = self->full != NULL ? fac_catalog_full_ref (self->full) : NULL;
  g_mutex_unlock (&self->full_lock);
  return full;
}

static gboolean
is_digits (const char *text, gsize length)
{
  return strlen (text) == length && strspn (text, "0123456789") == length;
}

/* Neither catalogue knows every key of today: what has the shape of one may exist. */
static gboolean
is_shaped (FacCatalogFullKind kind, const char *key)
{
  switch (kind)
    {
    case FAC_CATALOG_FULL_PRODUCTS:
      return is_digits (key, 8);
    case FAC_CATALOG_FULL_ZIPS:
      return is_digits (key, 5);
    case FAC_CATALOG_FULL_UNITS:
      return *key != '\0' && strlen (key) <= 3 &&
        strspn (key, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen (key);
    case FAC_CATALOG_N_FULL:
    default:
      return FALSE;
    }
}

static FacCatalogEntry *
find_zip (FacCatalog *self, const char *zip)
{
  g_autoptr (FacCatalogFull) full = get_full (self);
  FacCatalogEntry *entry =
    full != NULL ? fac_catalog_full_find (full, FAC_CATALOG_FULL_ZIPS, zip) : NULL;
  const FacCatalogPlace *place;
  const FacCatalogRow *state;

  if (entry != NULL || !is_digits (zip, 5))
    return entry;
  place = fac_catalog_starter_place (self->starter, zip);
  state = place != NULL ? fac_catalog_starter_row (self->starter, FAC_CATALOG_STATES, place->state)
                        : NULL;
  return state != NULL ? fac_catalog_entry_new (zip, state->entry->es, NULL) : NULL;
}

static FacCatalogEntry *
find_large (FacCatalog *self, FacCatalogFullKind kind, const char *catalog, const char *key)
{
  g_autoptr (FacCatalogFull) full = NULL;
  FacCatalogEntry *entry;

  if (kind == FAC_CATALOG_FULL_ZIPS)
    return find_zip (self, key);
  full = get_full (self);
  entry = full != NULL ? fac_catalog_full_find (full, kind, key) : NULL;
  if (entry != NULL && *entry->es != '\0')
    return entry;
  g_clear_pointer (&entry, fac_catalog_entry_free);
  return fac_catalog_index_find (self->starter->index, catalog, key);
}

static FacCatalogEntry *
fac_catalog_lookup (FacCatalogSource *source, const char *catalog, const char *key)
{
  FacCatalog *self = FAC_CATALOG (source);
  const FacCatalogRow *row;
  FacCatalogFullKind kind;

  if (key == NULL || *key == '\0')
    return NULL;
  if (fac_catalog_full_kind (catalog, &kind))
    return find_large (self, kind, catalog, key);
  if (fac_catalog_keys_has (catalog))
    {
      g_autoptr (FacCatalogFull) full = get_full (self);

      return full != NULL ? fac_catalog_keys_find (full, catalog, key) : NULL;
    }
  row = fac_catalog_starter_row (self->starter, catalog, key);
  return row != NULL ? fac_catalog_entry_copy (row->entry) : NULL;
}

static FacKnown
known_today (const FacCatalogEntry *entry)
{
  g_autoptr (GDateTime) utc = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) local = g_date_time_add_hours (utc, -HOURS_BEHIND_UTC);
  g_autofree char *today = g_date_time_format (local, "%Y-%m-%d");

  if (entry->valid_from != NULL && strcmp (entry->valid_from, today) > 0)
    return FAC_KNOWN_NO;
  if (entry->valid_to != NULL && strcmp (entry->valid_to, today) < 0)
    return FAC_KNOWN_NO;
  return FAC_KNOWN_YES;
}

/* A key that the full set lacks may be newer than the set, but only among keys of its kind: those
 * with the same beginning. */
static FacKnown
known_by_neighbours (FacCatalog *self, FacCatalogFull *full, FacCatalogFullKind kind,
                     const char *key)
{
  g_autofree char *beginning = NULL;

  if (!is_shaped (kind, key))
    return FAC_KNOWN_NO;
  if (kind == FAC_CATALOG_FULL_ZIPS && fac_catalog_starter_place (self->starter, key) == NULL)
    return FAC_KNOWN_NO;
  /* postal codes are added without notice, and no copy of them is complete */
  if (full == NULL || kind == FAC_CATALOG_FULL_ZIPS)
    return FAC_KNOWN_UNSURE;
  if (kind == FAC_CATALOG_FULL_UNITS)
    return FAC_KNOWN_NO;
  beginning = g_strndup (key, kind == FAC_CATALOG_FULL_PRODUCTS ? 6 : 3);
  return fac_catalog_full_has_prefix (full, kind, beginning) ? FAC_KNOWN_UNSURE
                                                                   : FAC_KNOWN_NO;
}

static FacKnown
knows_key (FacCatalog *self, const char *catalog, const char *key)
{
  g_autoptr (FacCatalogFull) full = get_full (self);
  g_autoptr (FacCatalogEntry) entry = NULL;

  if (full == NULL || !fac_catalog_keys_answers (full, catalog))
    return FAC_KNOWN_UNSURE;
  entry = fac_catalog_keys_find (full, catalog, key);
  return entry != NULL ? known_today (entry) : FAC_KNOWN_NO;
}

static FacKnown
fac_catalog_knows (FacCatalogSource *source, const char *catalog, const char *key)
{
  FacCatalog *self = FAC_CATALOG (source);
  g_autoptr (FacCatalogFull) full = NULL;
  FacCatalogEntry *entry = NULL;
  FacCatalogFullKind kind;
  FacKnown known;

  if (key == NULL || *key == '\0')
    return FAC_KNOWN_NO;
  if (fac_catalog_keys_has (catalog))
    return knows_key (self, catalog, key);
  if (!fac_catalog_full_kind (catalog, &kind))
    {
      const FacCatalogRow *row = fac_catalog_starter_row (self->starter, catalog, key);

      return row != NULL ? known_today (row->entry) : FAC_KNOWN_NO;
    }
  full = get_full (self);
  if (full != NULL)
    entry = fac_catalog_full_find (full, kind, key);
  else if (kind != FAC_CATALOG_FULL_ZIPS)
    entry = fac_catalog_index_find (self->starter->index, catalog, key);
  known = entry != NULL ? known_today (entry) : known_by_neighbours (self, full, kind, key);
  fac_catalog_entry_free (entry);
  return known;
}

static FacKnown
fac_catalog_use_allowed (FacCatalogSource *source, const char *use, const char *tax_system,
                         gboolean moral)
{
  FacCatalog *self = FAC_CATALOG (source);
  const FacCatalogRow *row = fac_catalog_starter_row (self->starter, FAC_CATALOG_USES, use);

  if (row == NULL || !(moral ? row->moral : row->fisica) ||
      known_today (row->entry) != FAC_KNOWN_YES)
    return FAC_KNOWN_NO;
  if (tax_system == NULL || *tax_system == '\0')
    return FAC_KNOWN_UNSURE;
  return row->systems != NULL && g_strv_contains ((const char *const *) row->systems, tax_system)
    ? FAC_KNOWN_YES : FAC_KNOWN_NO;
}

static FacKnown
fac_catalog_system_allowed (FacCatalogSource *source, const char *tax_system, gboolean moral)
{
  FacCatalog *self = FAC_CATALOG (source);
  const FacCatalogRow *row =
    fac_catalog_starter_row (self->starter, FAC_CATALOG_TAX_SYSTEMS, tax_system);

  if (row == NULL || known_today (row->entry) != FAC_KNOWN_YES)
    return FAC_KNOWN_NO;
  return (moral ? row->moral : row->fisica) ? FAC_KNOWN_YES : FAC_KNOWN_NO;
}

static void
fac_catalog_source_init (FacCatalogSourceInterface *iface)
{
  iface->lookup = fac_catalog_lookup;
  iface->knows = fac_catalog_knows;
  iface->use_allowed = fac_catalog_use_allowed;
  iface->system_allowed = fac_catalog_system_allowed;
}

static void
fac_catalog_finalize (GObject *object)
{
  FacCatalog *self = FAC_CATALOG (object);

  g_clear_pointer (&self->starter, fac_catalog_starter_free);
  fac_catalog_full_unref (self->full);
  g_mutex_clear (&self->full_lock);
  g_ptr_array_unref (self->none);
  g_free (self->path);
  G_OBJECT_CLASS (fac_catalog_parent_class)->finalize (object);
}

static void
fac_catalog_class_init (FacCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_catalog_finalize;
}

static void
fac_catalog_init (FacCatalog *self)
{
  self->none = g_ptr_array_new ();
  g_mutex_init (&self->full_lock);
}

FacCatalog *
fac_catalog_open_sync (const char *starter, const char *full, GError **error)
{
  g_autoptr (FacCatalog) self = g_object_new (FAC_TYPE_CATALOG, NULL);
  g_autoptr (GError) problem = NULL;

  self->path = g_strdup (starter);
  self->starter = fac_catalog_starter_open (starter, error);
  if (self->starter == NULL)
    return NULL;
  if (full != NULL)
    self->full = fac_catalog_full_open (full, &problem);
  if (problem != NULL)
    g_message ("The full catalogue is not used: %s", problem->message);
  return g_steal_pointer (&self);
}

gboolean
fac_catalog_is_full (FacCatalog *self)
{
  g_autoptr (FacCatalogFull) full = get_full (self);

  return full != NULL;
}

gboolean
fac_catalog_use_full_sync (FacCatalog *self, const char *path, GError **error)
{
  FacCatalogFull *full = NULL;
  FacCatalogFull *old;

  if (path != NULL && (full = fac_catalog_full_open (path, error)) == NULL)
    return FALSE;
  g_mutex_lock (&self->full_lock);
  old = self->full;
  self->full = full;
  g_mutex_unlock (&self->full_lock);
  fac_catalog_full_unref (old);
  return TRUE;
}

void
fac_catalog_facts_free (FacCatalogFacts *self)
{
  g_free (self->path);
  g_free (self->vintage);
  g_free (self);
}

FacCatalogFacts *
fac_catalog_describe_sync (FacCatalog *self)
{
  g_autoptr (FacCatalogFull) full = get_full (self);
  FacCatalogFacts *facts;

  if (full == NULL)
    return NULL;
  facts = g_new0 (FacCatalogFacts, 1);
  facts->path = g_strdup (fac_catalog_full_path (full));
  facts->vintage = fac_catalog_full_vintage (full, FAC_CATALOG_FULL_PRODUCTS);
  facts->products = fac_catalog_full_count (full, FAC_CATALOG_FULL_PRODUCTS);
  facts->units = fac_catalog_full_count (full, FAC_CATALOG_FULL_UNITS);
  facts->zips = fac_catalog_full_count (full, FAC_CATALOG_FULL_ZIPS);
  return facts;
}

static GPtrArray *
search_starter_zips (FacCatalog *self, const char *text, guint limit)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  FacCatalogEntry *entry = text != NULL && limit > 0 ? find_zip (self, text) : NULL;

  if (entry != NULL)
    g_ptr_array_add (entries, entry);
  return entries;
}

GPtrArray *
fac_catalog_search_used_sync (FacCatalog *self, const char *catalog, const char *text,
                              const char *const *used, guint limit)
{
  g_autoptr (FacCatalogFull) full = get_full (self);
  FacCatalogHints hints = { .used = used };
  FacCatalogFullKind kind;
  gint64 first;
  gint64 last;

  if (g_str_equal (catalog, FAC_CATALOG_PRODUCTS))
    hints.everyday = self->starter->everyday;
  if (full != NULL && fac_catalog_full_kind (catalog, &kind))
    return fac_catalog_full_search (full, kind, self->path, text, limit, &hints);
  if (fac_catalog_starter_range (catalog, &first, &last))
    return fac_catalog_index_search (self->starter->index, first, last, text, limit, &hints);
  if (fac_catalog_keys_is_list (catalog))
    return fac_catalog_keys_search (full, fac_catalog_list (self, FAC_CATALOG_COMPLEMENT_KEYS),
                                    catalog, text, limit);
  return search_starter_zips (self, text, limit);
}

GPtrArray *
fac_catalog_search_sync (FacCatalog *self, const char *catalog, const char *text, guint limit)
{
  return fac_catalog_search_used_sync (self, catalog, text, NULL, limit);
}

GPtrArray *
fac_catalog_search_keys_sync (FacCatalog *self, const char *name, const char *prefix)
{
  g_autoptr (FacCatalogFull) full = get_full (self);
  GPtrArray *found = full != NULL ? fac_catalog_keys_full (full, name, prefix) : NULL;

  if (found != NULL)
    return found;
  return fac_catalog_keys_starter (fac_catalog_list (self, FAC_CATALOG_COMPLEMENT_KEYS), name,
                                   prefix);
}

GPtrArray *
fac_catalog_list (FacCatalog *self, const char *catalog)
{
  const FacCatalogSmall *small = g_hash_table_lookup (self->starter->small, catalog);

  return small != NULL ? small->entries : self->none;
}

char *
fac_catalog_zip_timezone (FacCatalog *self, const char *zip)
{
  g_autoptr (FacCatalogFull) full = NULL;
  const FacCatalogPlace *place;
  char *zone = NULL;

  if (zip == NULL || !is_digits (zip, 5))
    return g_strdup (DEFAULT_ZONE);
  full = get_full (self);
  if (full != NULL)
    zone = fac_catalog_full_zone (full, zip);
  if (zone != NULL)
    return zone;
  place = fac_catalog_starter_place (self->starter, zip);
  return g_strdup (place != NULL ? place->zone : DEFAULT_ZONE);
}

FacCatalogBorder
fac_catalog_zip_border (FacCatalog *self, const char *zip)
{
  g_autoptr (FacCatalogFull) full = NULL;
  g_autofree char *flag = NULL;

  if (zip == NULL || !is_digits (zip, 5))
    return FAC_CATALOG_BORDER_NONE;
  full = get_full (self);
  flag = full != NULL ? fac_catalog_full_border (full, zip) : NULL;
  if (g_strcmp0 (flag, "1") == 0)
    return FAC_CATALOG_BORDER_NORTH;
  return g_strcmp0 (flag, "2") == 0 ? FAC_CATALOG_BORDER_SOUTH : FAC_CATALOG_BORDER_NONE;
}
