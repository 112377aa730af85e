/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-paths.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAC_TYPE_CATALOG (fac_catalog_get_type ())
G_DECLARE_FINAL_TYPE (FacCatalog, fac_catalog, FAC, CATALOG, GObject)

/**
 * FacCatalog: the SAT catalogues on this machine, read-only: the starter set of the program and, when present,
 * the full set in the SQLite form that the SAT data set uses. Implements #FacCatalogSource. Thread-safe. A key
 * that is not there but may be newer than the data (8 digits beside known ones) is UNSURE.
 */

/**
 * fac_catalog_find_full: where the full catalogue is: @configured when set, else $FACTURADOR_SAT_CATALOG, else what
 * was imported into the data folder of @paths, else what a distribution put beside the program's own data, else,
 * for a program that runs from its build folder, ../shared/data/sat beside the checkout. Returns: (transfer
 * full) (nullable): %NULL when there is none
 */
char *fac_catalog_find_full (FacPaths *paths, const char *configured);

/**
 * fac_catalog_open_sync: blocking, not on the main thread.
 * @starter: path of the compiled starter database
 * @full: (nullable): path of the full catalogue, ignored with a message when it cannot be read
 */
FacCatalog *fac_catalog_open_sync (const char *starter, const char *full, GError **error);
/** fac_catalog_is_full: whether the full product and unit catalogues are there. */
gboolean fac_catalog_is_full (FacCatalog *self);
/** fac_catalog_use_full_sync: another full set from now on, %NULL for none; what asks already ends with the old one.
 * When @path cannot be read the old one stays. Blocking. */
gboolean fac_catalog_use_full_sync (FacCatalog *self, const char *path, GError **error);
/** fac_catalog_use_full_async: the same on a worker thread. */
void     fac_catalog_use_full_async (FacCatalog *self, const char *path, GAsyncReadyCallback callback,
                                     gpointer data);
/** fac_catalog_use_full_finish: whether it is used now. */
gboolean fac_catalog_use_full_finish (FacCatalog *self, GAsyncResult *result, GError **error);

/** FacCatalogFacts: the full set in use. */
typedef struct
{
  char  *path;
  char  *vintage; /* (nullable): of the product keys, in the words of the file */
  gint64 products;
  gint64 units;
  gint64 zips;
} FacCatalogFacts;

/** fac_catalog_facts_free: frees it with all it owns. */
void             fac_catalog_facts_free (FacCatalogFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCatalogFacts, fac_catalog_facts_free)
/** fac_catalog_describe_sync: Returns: (transfer full) (nullable): %NULL when there is only the starter set */
FacCatalogFacts *fac_catalog_describe_sync (FacCatalog *self);
/** fac_catalog_describe_async: the same on a worker thread. */
void             fac_catalog_describe_async (FacCatalog *self, GAsyncReadyCallback callback, gpointer data);
/** fac_catalog_describe_finish: Returns: (transfer full) (nullable) */
FacCatalogFacts *fac_catalog_describe_finish (FacCatalog *self, GAsyncResult *result);

/**
 * fac_catalog_search_sync: entries of @catalog by key prefix or words in any order, by prefix, without accents,
 * best first, at most @limit. An empty @text gives the first ones. Blocking (under 10 ms at 52,000 keys).
 * Returns: (transfer full) (element-type FacCatalogEntry)
 */
GPtrArray *fac_catalog_search_sync (FacCatalog *self, const char *catalog, const char *text, guint limit);
/** fac_catalog_search_used_sync: the same; keys of @used (nullable), best first, stand before the others when they
 * answer at all. */
GPtrArray *fac_catalog_search_used_sync (FacCatalog *self, const char *catalog, const char *text,
                                         const char *const *used, guint limit);
/**
 * fac_catalog_search_keys_sync: entries of a catalogue of Carta Porte 3.1 or Comercio Exterior 2.0, of the banks or of
 * the customs offices whose key, words or
 * other names begin with @prefix, without accents, by key. The starter set knows the smaller ones.
 * @name: as the API calls it: "air-transport-codes", "tariff-fractions" …, or "banks", "customs-offices"
 * Returns: (transfer full) (element-type FacCatalogEntry)
 */
GPtrArray *fac_catalog_search_keys_sync (FacCatalog *self, const char *name, const char *prefix);
/** fac_catalog_open_async, fac_catalog_search_async: the same on a worker thread, for callers on the main thread. */
void fac_catalog_open_async (const char *starter, const char *full, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data);
/** fac_catalog_open_finish: Returns: (transfer full) (nullable) */
FacCatalog *fac_catalog_open_finish  (GAsyncResult *result, GError **error);
/** fac_catalog_search_async: fac_catalog_search_used_sync() on a worker thread; the texts are copied. */
void fac_catalog_search_async (FacCatalog *self, const char *catalog, const char *text, const char *const *used,
                               guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_catalog_search_finish: Returns: (transfer full) (element-type FacCatalogEntry) */
GPtrArray  *fac_catalog_search_finish (FacCatalog *self, GAsyncResult *result, GError **error);
/** fac_catalog_list: all entries of a small catalogue, kept in memory since it was opened. Returns: (transfer
 * none) (element-type FacCatalogEntry) */
GPtrArray  *fac_catalog_list (FacCatalog *self, const char *catalog);
/** fac_catalog_zip_timezone: IANA zone of a postal code, "America/Mexico_City" when unknown. Returns: (transfer
 * full) */
char *fac_catalog_zip_timezone (FacCatalog *self, const char *zip);

/** fac_catalog_zip_border: what the full set tells of postal code @zip. Derived from its municipality: a hint, never
 * a reason to refuse. */
FacCatalogBorder fac_catalog_zip_border (FacCatalog *self, const char *zip);

G_END_DECLS
