/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog.h"
#include "fac-test.h"

#include <string.h>

#define FULL "data/sat/sat-catalogs.sqlite"

static FacCatalog *catalog;

static gboolean
is_skipped (void)
{
  if (catalog == NULL)
    fac_test_skip_shared (FULL);
  return catalog == NULL;
}

static void
test_knows (void)
{
  FacCatalogSource *source;
  FacCatalogEntry *entry;

  if (is_skipped ())
    return;
  source = FAC_CATALOG_SOURCE (catalog);
  g_assert_true (fac_catalog_is_full (catalog));
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_PRODUCTS, "10101502"), ==,
                   FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_PRODUCTS, "10101599"), ==,
                   FAC_KNOWN_UNSURE);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_PRODUCTS, "99999999"), ==,
                   FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_UNITS, "Z99"), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_UNITS, "KGM"), ==, FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_ZIPS, "01000"), ==, FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_ZIPS, "00000"), ==, FAC_KNOWN_NO);
  /* nobody has this beginning, but its state is there: it may be new */
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_ZIPS, "52810"), ==,
                   FAC_KNOWN_UNSURE);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_TARIFFS, "0101210100"), ==,
                   FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_TARIFFS, "9999999999"), ==,
                   FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_STATIONS, "PM001"), ==,
                   FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_GOODS, "11131601"), ==,
                   FAC_KNOWN_NO);
  entry = fac_catalog_source_lookup (source, FAC_CATALOG_TARIFF_UNITS, "0101210100");
  g_assert_cmpstr (entry->es, ==, "07");
  fac_catalog_entry_free (entry);
  entry = fac_catalog_source_lookup (source, FAC_CATALOG_ZIPS, "01000");
  g_assert_cmpstr (entry->es, ==, "Ciudad de México · Álvaro Obregón");
  fac_catalog_entry_free (entry);
}

static void
assert_list (const char *name, const char *text, const char *key)
{
  g_autoptr (GPtrArray) found = fac_catalog_search_sync (catalog, name, text, 10);

  g_test_message ("%s: %s", name, text);
  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpstr (((FacCatalogEntry *) found->pdata[0])->key, ==, key);
}

/* banks, customs offices and what else complements need: words in any order, with their dates */
static void
test_lists (void)
{
  g_autoptr (GPtrArray) horses = NULL;
  g_autoptr (GPtrArray) ports = NULL;
  gint64 began;

  if (is_skipped ())
    return;
  assert_list (FAC_CATALOG_BANKS, "mexico nacional banco", "002");
  assert_list (FAC_CATALOG_CUSTOMS, "sonora prieta", "02");
  assert_list (FAC_CATALOG_TARIFFS, "01012101", "0101210100");
  horses = fac_catalog_search_sync (catalog, FAC_CATALOG_TARIFFS, "pura raza reproductores", 5);
  g_assert_cmpuint (horses->len, >=, 3);
  g_assert_nonnull (((FacCatalogEntry *) horses->pdata[0])->valid_from);
  ports = fac_catalog_search_sync (catalog, "port-stations", "veracruz", 5);
  g_assert_cmpuint (ports->len, >, 0);
  began = g_get_monotonic_time ();
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GPtrArray) again =
        fac_catalog_search_sync (catalog, FAC_CATALOG_TARIFFS, "máquinas para lavar", 60);

      g_assert_cmpuint (again->len, >, 0);
    }
  g_test_message ("%.2f ms per search", (g_get_monotonic_time () - began) / 50e3);
}

static void
test_border (void)
{
  if (is_skipped ())
    return;
  g_assert_cmpint (fac_catalog_zip_border (catalog, "22000"), ==, FAC_CATALOG_BORDER_NORTH);
  g_assert_cmpint (fac_catalog_zip_border (catalog, "77000"), ==, FAC_CATALOG_BORDER_SOUTH);
  g_assert_cmpint (fac_catalog_zip_border (catalog, "64000"), ==, FAC_CATALOG_BORDER_NONE);
  g_assert_cmpint (fac_catalog_zip_border (catalog, "52810"), ==, FAC_CATALOG_BORDER_NONE);
  g_assert_cmpint (fac_catalog_zip_border (catalog, "2200"), ==, FAC_CATALOG_BORDER_NONE);
  g_assert_cmpint (fac_catalog_zip_border (catalog, NULL), ==, FAC_CATALOG_BORDER_NONE);
}

static void
assert_found (const char *name, const char *text, const char *key)
{
  g_autoptr (GPtrArray) entries = fac_catalog_search_sync (catalog, name, text, 20);
  gboolean found = FALSE;

  for (guint i = 0; i < entries->len; i++)
    found = found || g_str_equal (((FacCatalogEntry *) g_ptr_array_index (entries, i))->key, key);
  g_test_message ("%s: %s", name, text);
  g_assert_true (found);
}

static void
assert_first (const char *name, const char *text, const char *key)
{
  g_autoptr (GPtrArray) entries = fac_catalog_search_sync (catalog, name, text, 1);

  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((FacCatalogEntry *) g_ptr_array_index (entries, 0))->key, ==, key);
}

static void
test_search (void)
{
  if (is_skipped ())
    return;
  assert_found (FAC_CATALOG_PRODUCTS, "perros", "10101502");
  assert_found (FAC_CATALOG_PRODUCTS, "laptop", "43211503");
  assert_found (FAC_CATALOG_PRODUCTS, "10101502", "10101502");
  assert_found (FAC_CATALOG_PRODUCTS, "granja animales vivos", "10101500");
  assert_found (FAC_CATALOG_UNITS, "hectarea", "HAR");
  assert_first (FAC_CATALOG_UNITS, "kilo", "KGM");
  assert_found (FAC_CATALOG_ZIPS, "0100", "01000");
  assert_found (FAC_CATALOG_ZIPS, "alvaro obregon ciudad", "01000");
}

static void
test_speed (void)
{
  static const char *const texts[] = {
    "a", "c", "s", "de", "se", "ma", "pro", "com", "ser", "tor", "servicio", "servicios de",
    "papel", "equipo", "accesorios para", "43", "4321", "productos de limpieza",
    "mesa de madera", "zzz"
  };
  gint64 worst = 0;
  gint64 total = 0;

  if (is_skipped ())
    return;
  for (guint round = 0; round < 5; round++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        gint64 start = g_get_monotonic_time ();
        gint64 taken;

        g_ptr_array_unref (fac_catalog_search_sync (catalog, FAC_CATALOG_PRODUCTS, texts[i], 50));
        taken = g_get_monotonic_time () - start;
        total += round > 0 ? taken : 0;
        if (round > 0 && taken > worst)
          worst = taken;
      }
  g_test_message ("worst %" G_GINT64_FORMAT " µs, mean %" G_GINT64_FORMAT " µs", worst,
                  total / (gint64) (4 * G_N_ELEMENTS (texts)));
  /* a figure of this machine: judged only where nothing else runs (-m perf) */
  if (g_test_perf ())
    g_assert_cmpint (total / (gint64) (4 * G_N_ELEMENTS (texts)), <, 10000);
}

static void
test_zone (void)
{
  g_autofree char *zone = NULL;

  if (is_skipped ())
    return;
  zone = fac_catalog_zip_timezone (catalog, "32000");
  g_assert_cmpstr (zone, ==, "America/Ciudad_Juarez");
}

static FacCatalog *
open_starter (void)
{
  g_autofree char *starter = fac_test_built ("data/catalogs.db");
  g_autoptr (GError) error = NULL;
  FacCatalog *opened = fac_catalog_open_sync (starter, NULL, &error);

  g_assert_no_error (error);
  return opened;
}

static gboolean
use (FacCatalog *changed, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) used = NULL;

  fac_catalog_use_full_async (changed, path, (GAsyncReadyCallback) fac_test_got, &used);
  return fac_catalog_use_full_finish (changed, fac_test_result (&used), error);
}

static FacCatalogFacts *
describe (FacCatalog *described)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_catalog_describe_async (described, (GAsyncReadyCallback) fac_test_got, &result);
  return fac_catalog_describe_finish (described, fac_test_result (&result));
}

/* Another one is used from one moment to the next; a bad one leaves the old one. */
static void
test_changed (void)
{
  g_autofree char *full = fac_test_shared (FULL);
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *bad = g_build_filename (folder, "bad.sqlite", NULL);
  g_autoptr (FacCatalog) changed = open_starter ();
  g_autoptr (FacCatalogFacts) facts = NULL;
  g_autoptr (GError) error = NULL;

  if (is_skipped ())
    return;
  g_assert_null (describe (changed));
  g_assert_true (use (changed, full, &error));
  g_assert_true (fac_catalog_is_full (changed));
  g_assert_true (g_file_set_contents (bad, "no catalogue", -1, NULL));
  g_assert_false (use (changed, bad, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  facts = describe (changed);
  g_assert_cmpstr (facts->path, ==, full);
  g_assert_cmpint (facts->products, >, 50000);
  g_assert_cmpint (facts->units, >, 2000);
  g_assert_cmpint (facts->zips, >, 90000);
  g_assert_true (use (changed, NULL, &error));
  g_assert_false (fac_catalog_is_full (changed));
}

static void
test_used_first (void)
{
  static const char *const used[] = { "31161532", "99999999", "50202306", NULL };
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) everyday = NULL;

  if (is_skipped ())
    return;
  entries = fac_catalog_search_used_sync (catalog, FAC_CATALOG_PRODUCTS, "tornillo", used, 5);
  g_assert_cmpstr (((FacCatalogEntry *) entries->pdata[0])->key, ==, "31161532");
  g_assert_cmpstr (((FacCatalogEntry *) entries->pdata[1])->key, ==, "31161500");
  everyday = fac_catalog_search_used_sync (catalog, FAC_CATALOG_PRODUCTS, "coca", used, 5);
  g_assert_cmpstr (((FacCatalogEntry *) everyday->pdata[0])->key, ==, "50202306");
  none = fac_catalog_search_used_sync (catalog, FAC_CATALOG_PRODUCTS, "", used, 5);
  g_assert_cmpstr (((FacCatalogEntry *) none->pdata[0])->key, ==, "31161532");
  g_assert_cmpstr (((FacCatalogEntry *) none->pdata[1])->key, ==, "50202306");
  g_assert_cmpuint (none->len, ==, 5);
}

int
main (int argc, char **argv)
{
  g_autofree char *starter = NULL;
  g_autofree char *full = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  starter = fac_test_built ("data/catalogs.db");
  full = fac_test_shared (FULL);
  if (full != NULL)
    {
      catalog = fac_catalog_open_sync (starter, full, &error);
      g_assert_no_error (error);
    }
  g_test_add_func ("/catalog/full/knows", test_knows);
  g_test_add_func ("/catalog/full/changed", test_changed);
  g_test_add_func ("/catalog/full/lists", test_lists);
  g_test_add_func ("/catalog/full/used-first", test_used_first);
  g_test_add_func ("/catalog/full/search", test_search);
  g_test_add_func ("/catalog/full/speed", test_speed);
  g_test_add_func ("/catalog/full/zone", test_zone);
  g_test_add_func ("/catalog/full/border", test_border);
  result = g_test_run ();
  g_clear_object (&catalog);
  return result;
}
