/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog.h"
#include "fac-catalog-match.h"
#include "fac-money.h"
#include "fac-test.h"

#include <string.h>

static FacCatalog *catalog;
static FacCatalogSource *source;

static char *
starter_path (void)
{
  return fac_test_built ("data/catalogs.db");
}

static const FacCatalogEntry *
entry_at (GPtrArray *entries, guint i)
{
  g_assert_cmpuint (entries->len, >, i);
  return g_ptr_array_index (entries, i);
}

static gboolean
has_key (GPtrArray *entries, const char *key)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (entry_at (entries, i)->key, key))
      return TRUE;
  return FALSE;
}

static void
assert_name (const char *name, const char *key, const char *es)
{
  FacCatalogEntry *entry = fac_catalog_source_lookup (source, name, key);

  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->key, ==, key);
  g_assert_cmpstr (entry->es, ==, es);
  fac_catalog_entry_free (entry);
}

static void
test_lookup (void)
{
  assert_name (FAC_CATALOG_TAX_SYSTEMS, "601", "General de Ley Personas Morales");
  assert_name (FAC_CATALOG_USES, "G03", "Gastos en general.");
  assert_name (FAC_CATALOG_PAYMENT_FORMS, "03", "Transferencia electrónica de fondos");
  assert_name (FAC_CATALOG_PAYMENT_METHODS, "PPD", "Pago en parcialidades o diferido");
  assert_name (FAC_CATALOG_COUNTRIES, "MEX", "México");
  assert_name (FAC_CATALOG_STATES, "NLE", "Nuevo León");
  assert_name (FAC_CATALOG_PRODUCTS, "43211503", "Computadores notebook");
  assert_name (FAC_CATALOG_UNITS, "H87", "Pieza");
  assert_name (FAC_CATALOG_ZIPS, "64000", "Nuevo León");
  g_assert_null (fac_catalog_source_lookup (source, FAC_CATALOG_USES, "G99"));
  g_assert_null (fac_catalog_source_lookup (source, FAC_CATALOG_USES, NULL));
  g_assert_null (fac_catalog_source_lookup (source, FAC_CATALOG_PRODUCTS, ""));
  g_assert_null (fac_catalog_source_lookup (source, FAC_CATALOG_ZIPS, "6400"));
  g_assert_null (fac_catalog_source_lookup (source, "nothing", "x"));
}

static void
test_knows (void)
{
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_CURRENCIES, "USD"), ==,
                   FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_CURRENCIES, "usd"), ==,
                   FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_PRODUCTS, "01010101"), ==,
                   FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_PRODUCTS, "10101504"), ==,
                   FAC_KNOWN_UNSURE);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_PRODUCTS, "1010150"), ==,
                   FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_PRODUCTS, NULL), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_UNITS, "E48"), ==, FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_UNITS, "Z99"), ==,
                   FAC_KNOWN_UNSURE);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_UNITS, "kilo"), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_ZIPS, "01000"), ==,
                   FAC_KNOWN_UNSURE);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_ZIPS, "00000"), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_ZIPS, "0100"), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_TAXABILITY, "08"), ==,
                   FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_knows (source, FAC_CATALOG_TAXABILITY, "09"), ==,
                   FAC_KNOWN_NO);
}

static void
test_allowed (void)
{
  g_assert_cmpint (fac_catalog_source_use_allowed (source, "G03", "601", TRUE), ==, FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_use_allowed (source, "G03", "605", FALSE), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_use_allowed (source, "G03", "616", FALSE), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_use_allowed (source, "S01", "616", FALSE), ==, FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_use_allowed (source, "D01", "612", FALSE), ==, FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_use_allowed (source, "D01", "601", TRUE), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_use_allowed (source, "CN01", "605", FALSE), ==,
                   FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_use_allowed (source, "CN01", "612", FALSE), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_use_allowed (source, "G03", NULL, FALSE), ==,
                   FAC_KNOWN_UNSURE);
  g_assert_cmpint (fac_catalog_source_use_allowed (source, "P01", "601", TRUE), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_system_allowed (source, "601", TRUE), ==, FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_system_allowed (source, "601", FALSE), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_system_allowed (source, "612", TRUE), ==, FAC_KNOWN_NO);
  g_assert_cmpint (fac_catalog_source_system_allowed (source, "626", TRUE), ==, FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_system_allowed (source, "626", FALSE), ==, FAC_KNOWN_YES);
  g_assert_cmpint (fac_catalog_source_system_allowed (source, "999", FALSE), ==, FAC_KNOWN_NO);
}

static void
test_lists (void)
{
  g_assert_cmpuint (fac_catalog_list (catalog, FAC_CATALOG_TAX_SYSTEMS)->len, ==, 19);
  g_assert_cmpuint (fac_catalog_list (catalog, FAC_CATALOG_USES)->len, ==, 24);
  g_assert_cmpuint (fac_catalog_list (catalog, FAC_CATALOG_PAYMENT_FORMS)->len, ==, 22);
  g_assert_cmpuint (fac_catalog_list (catalog, FAC_CATALOG_MONTHS)->len, ==, 18);
  g_assert_cmpuint (fac_catalog_list (catalog, FAC_CATALOG_COUNTRIES)->len, ==, 250);
  g_assert_cmpuint (fac_catalog_list (catalog, FAC_CATALOG_STATES)->len, ==, 32);
  g_assert_cmpuint (fac_catalog_list (catalog, FAC_CATALOG_PRODUCTS)->len, ==, 0);
  g_assert_cmpuint (fac_catalog_list (catalog, "nothing")->len, ==, 0);
  g_assert_cmpstr (entry_at (fac_catalog_list (catalog, FAC_CATALOG_CURRENCIES), 0)->key, ==,
                   "MXN");
  g_assert_cmpstr (entry_at (fac_catalog_list (catalog, FAC_CATALOG_COUNTRIES), 0)->key, ==, "MEX");
}

static void
assert_found (const char *name, const char *text, const char *key)
{
  g_autoptr (GPtrArray) entries = fac_catalog_search_sync (catalog, name, text, 15);

  g_test_message ("%s: %s", name, text);
  g_assert_true (has_key (entries, key));
}

static void
assert_first (const char *name, const char *text, const char *key)
{
  g_autoptr (GPtrArray) entries = fac_catalog_search_sync (catalog, name, text, 5);

  g_test_message ("%s: %s", name, text);
  g_assert_cmpstr (entry_at (entries, 0)->key, ==, key);
}

static void
test_search_words (void)
{
  assert_found (FAC_CATALOG_PRODUCTS, "laptop", "43211503");
  assert_found (FAC_CATALOG_PRODUCTS, "TÓNER", "44103103");
  assert_found (FAC_CATALOG_PRODUCTS, "toner impresora", "44103103");
  assert_found (FAC_CATALOG_PRODUCTS, "impresora tone", "44103103");
  assert_found (FAC_CATALOG_PRODUCTS, "flete", "78101800");
  assert_found (FAC_CATALOG_PRODUCTS, "renta de oficina", "80131502");
  assert_found (FAC_CATALOG_PRODUCTS, "honorarios contador", "84111500");
  assert_found (FAC_CATALOG_PRODUCTS, "contadores", "84111500");
  assert_found (FAC_CATALOG_PRODUCTS, "diseño grafico", "82141500");
  assert_found (FAC_CATALOG_PRODUCTS, "corte de pelo", "91101700");
  assert_found (FAC_CATALOG_PRODUCTS, "hotel", "90111501");
  assert_found (FAC_CATALOG_UNITS, "servicio", "E48");
  assert_found (FAC_CATALOG_UNITS, "kilo", "KGM");
  assert_found (FAC_CATALOG_UNITS, "m2", "MTK");
  assert_first (FAC_CATALOG_UNITS, "pieza", "H87");
  assert_first (FAC_CATALOG_UNITS, "kgm", "KGM");
  assert_first (FAC_CATALOG_PRODUCTS, "43211503", "43211503");
  assert_first (FAC_CATALOG_COUNTRIES, "estados uni", "USA");
  assert_first (FAC_CATALOG_STATES, "leon nuevo", "NLE");
  assert_found (FAC_CATALOG_TAX_SYSTEMS, "confianza", "626");
}

static void
test_banks_and_customs (void)
{
  g_autoptr (GPtrArray) banks = fac_catalog_search_keys_sync (catalog, "banks", "bbva");
  g_autoptr (GPtrArray) customs = fac_catalog_search_keys_sync (catalog, "customs-offices", "tijuana");
  g_autoptr (GPtrArray) key = fac_catalog_search_keys_sync (catalog, "customs-offices", "40");

  g_assert_true (has_key (banks, "012"));
  g_assert_cmpuint (customs->len, ==, 1);
  g_assert_cmpstr (entry_at (customs, 0)->key, ==, "40");
  g_assert_cmpstr (entry_at (key, 0)->key, ==, "40");
}

static void
assert_list (const char *name, const char *text, const char *key)
{
  g_autoptr (GPtrArray) found = fac_catalog_search_sync (catalog, name, text, 10);

  g_test_message ("%s: %s", name, text);
  g_assert_cmpstr (entry_at (found, 0)->key, ==, key);
}

/* words in any order, by their beginnings, without accents, or the key */
static void
test_search_lists (void)
{
  g_autoptr (GPtrArray) all = fac_catalog_search_sync (catalog, FAC_CATALOG_BANKS, "", 1000);
  g_autoptr (GPtrArray) few = fac_catalog_search_sync (catalog, FAC_CATALOG_BANKS, "", 7);
  g_autoptr (GPtrArray) none = fac_catalog_search_sync (catalog, FAC_CATALOG_TARIFFS, "caballo", 7);
  g_autoptr (GPtrArray) odd = fac_catalog_search_sync (catalog, FAC_CATALOG_CUSTOMS, "zzzzqq", 7);
  g_autoptr (GPtrArray) unknown = fac_catalog_search_sync (catalog, "nothing", "zzzzqq", 7);

  g_assert_cmpuint (all->len, >, 100);
  g_assert_cmpuint (few->len, ==, 7);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (odd->len, ==, 0);
  g_assert_cmpuint (unknown->len, ==, 0);
  assert_list (FAC_CATALOG_BANKS, "BBVA", "012");
  assert_list (FAC_CATALOG_BANKS, "072", "072");
  assert_list (FAC_CATALOG_CUSTOMS, "Tijúana", "40");
  assert_list (FAC_CATALOG_CUSTOMS, "sonora prieta", "02");
  assert_list ("packaging-types", "1A1", "1A1");
  assert_list (FAC_CATALOG_SERVICE_VALUES, "borrador", "invoice_status draft");
  assert_list (FAC_CATALOG_SERVICE_VALUES, "global invoice", "webhook_event invoice.global_invoice_created");
}

static void
test_search_misspelt (void)
{
  assert_first (FAC_CATALOG_PRODUCTS, "tornilo", "31161500");
  assert_first (FAC_CATALOG_PRODUCTS, "refresoc", "50202306");
  assert_first (FAC_CATALOG_PRODUCTS, "lapptop", "43211503");
  assert_first (FAC_CATALOG_UNITS, "kilogrmo", "KGM");
  assert_found (FAC_CATALOG_PRODUCTS, "renta de oficina en monterrey", "80131502");
  assert_found (FAC_CATALOG_PRODUCTS, "cemento zzzzq", "30111601");
}

static void
test_search_edges (void)
{
  static const char *const odd[] = {
    "\"", "*", "a\"b", "NEAR(", "AND", "-", "(", "%", "_", "ñ", "zzzzqqq",
    "'; DROP TABLE entries; --", "a b c d e f g h i j k l m n o p", "\xc3\xb1\xc3\xb1", "🙂", NULL
  };

  for (guint i = 0; odd[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) entries =
        fac_catalog_search_sync (catalog, FAC_CATALOG_PRODUCTS, odd[i], 10);

      g_assert_cmpuint (entries->len, <=, 10);
    }
  {
    g_autoptr (GPtrArray) first = fac_catalog_search_sync (catalog, FAC_CATALOG_PRODUCTS, "", 10);
    g_autoptr (GPtrArray) null = fac_catalog_search_sync (catalog, FAC_CATALOG_PRODUCTS, NULL, 3);
    g_autoptr (GPtrArray) none = fac_catalog_search_sync (catalog, FAC_CATALOG_PRODUCTS, "mesa", 0);
    g_autoptr (GPtrArray) nowhere = fac_catalog_search_sync (catalog, "nothing", "mesa", 10);

    g_assert_cmpuint (first->len, ==, 10);
    g_assert_cmpuint (null->len, ==, 3);
    g_assert_cmpuint (none->len, ==, 0);
    g_assert_cmpuint (nowhere->len, ==, 0);
  }
}

static void
test_search_stays_inside (void)
{
  g_autoptr (GPtrArray) units = fac_catalog_search_sync (catalog, FAC_CATALOG_UNITS, "mes", 50);
  g_autoptr (GPtrArray) keys = fac_catalog_search_sync (catalog, FAC_CATALOG_PRODUCTS, "0", 50);

  g_assert_true (has_key (units, "MON"));
  for (guint i = 0; i < units->len; i++)
    g_assert_cmpuint (strlen (entry_at (units, i)->key), <=, 3);
  for (guint i = 0; i < keys->len; i++)
    g_assert_cmpuint (strlen (entry_at (keys, i)->key), ==, 8);
}

static void
assert_zone (const char *zip, const char *zone)
{
  g_autofree char *found = fac_catalog_zip_timezone (catalog, zip);

  g_assert_cmpstr (found, ==, zone);
}

static void
test_zones (void)
{
  assert_zone ("01000", "America/Mexico_City");
  assert_zone ("22000", "America/Tijuana");
  assert_zone ("77500", "America/Cancun");
  assert_zone ("83000", "America/Hermosillo");
  assert_zone (NULL, "America/Mexico_City");
  assert_zone ("x", "America/Mexico_City");
  assert_zone ("00000", "America/Mexico_City");
}

static void
test_match (void)
{
  g_autoptr (FacCatalogMatch) match = fac_catalog_match_new ("  Refacciones de los FRENOS ");
  g_autofree char *whole = fac_catalog_match_query (match, TRUE);
  g_autofree char *stems = fac_catalog_match_query (match, FALSE);
  g_autoptr (FacCatalogMatch) only = fac_catalog_match_new ("de la");

  g_assert_cmpstr (whole, ==, "\"refacciones\" AND \"frenos\"");
  g_assert_cmpstr (stems, ==, "\"refaccion\" * AND \"freno\" *");
  g_assert_cmpuint (g_strv_length (only->words), ==, 2);
  g_assert_cmpuint (fac_catalog_match_rank (match, "refacciones de los frenos"), ==, 0);
  g_assert_cmpuint (fac_catalog_match_rank (match, "refaccion de freno"), ==, 0);
  g_assert_cmpuint (fac_catalog_match_rank (match, "freno y refaccion"), ==, 4);
  g_assert_cmpuint (fac_catalog_match_rank (match, "partes | frenos, refacciones"), ==, 5);
  g_assert_cmpuint (fac_catalog_match_rank (match, "partes|refaccion de freno"), ==, 1);
  g_assert_cmpuint (fac_catalog_match_rank (match, "freno"), ==, FAC_CATALOG_RANK_APART);
}

static void
test_find_full (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *path = g_build_filename (folder, "full.sqlite", NULL);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *own = g_build_filename (data, "sat-catalogs.sqlite", NULL);
  g_autofree char *package = g_build_filename (folder, "sat-catalogs.sqlite", NULL);
  g_autoptr (FacPaths) paths = fac_paths_new (data, NULL);
  g_autofree char *configured = NULL;
  g_autofree char *named = NULL;
  g_autofree char *imported = NULL;
  g_autofree char *installed = NULL;

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  configured = fac_catalog_find_full (paths, path);
  g_assert_cmpstr (configured, ==, path);
  g_assert_null (fac_catalog_find_full (paths, "/nowhere/at/all"));
  g_setenv ("FACTURADOR_SAT_CATALOG", path, TRUE);
  named = fac_catalog_find_full (paths, NULL);
  g_assert_cmpstr (named, ==, path);
  g_unsetenv ("FACTURADOR_SAT_CATALOG");
  g_setenv ("FACTURADOR_DATADIR", folder, TRUE);
  g_assert_true (g_file_set_contents (package, "x", 1, NULL));
  installed = fac_catalog_find_full (paths, NULL);
  g_assert_cmpstr (installed, ==, package);
  g_assert_true (fac_paths_make_private (data, NULL));
  g_assert_true (g_file_set_contents (own, "x", 1, NULL));
  imported = fac_catalog_find_full (paths, NULL);
  g_assert_cmpstr (imported, ==, own);
  g_unsetenv ("FACTURADOR_DATADIR");
}

static void
test_damaged (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *path = g_build_filename (folder, "bad.db", NULL);
  g_autofree char *starter = starter_path ();
  g_autoptr (FacCatalog) without = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "this is not a database, by any means", -1, NULL));
  g_assert_null (fac_catalog_open_sync (path, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (fac_catalog_open_sync ("/nowhere/catalogs.db", NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  without = fac_catalog_open_sync (starter, path, &error);
  g_assert_no_error (error);
  g_assert_false (fac_catalog_is_full (without));
}

static void
test_async (void)
{
  g_autofree char *starter = starter_path ();
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) searched = NULL;
  g_autoptr (FacCatalog) other = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  fac_catalog_open_async (starter, NULL, NULL, (GAsyncReadyCallback) fac_test_got, &opened);
  other = fac_catalog_open_finish (fac_test_result (&opened), &error);
  g_assert_no_error (error);
  fac_catalog_search_async (other, FAC_CATALOG_UNITS, "pieza", NULL, 5, NULL,
                            (GAsyncReadyCallback) fac_test_got, &searched);
  entries = fac_catalog_search_finish (other, fac_test_result (&searched), &error);
  g_assert_no_error (error);
  g_test_message ("%u found", entries->len);
  g_assert_true (has_key (entries, "H87"));
}

static gpointer
search_often (gpointer data)
{
  static const char *const words[] = {
    "tornillo", "mesa", "renta", "servicio de", "4321", "papel"
  };

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GPtrArray) entries = fac_catalog_search_sync (catalog, FAC_CATALOG_PRODUCTS,
                                                               words[i % G_N_ELEMENTS (words)], 20);
      FacCatalogEntry *entry = fac_catalog_source_lookup (source, FAC_CATALOG_PRODUCTS, "84111506");

      g_assert_cmpuint (entries->len, >, 0);
      g_assert_nonnull (entry);
      fac_catalog_entry_free (entry);
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("search", search_often, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_autofree char *starter = starter_path ();
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  catalog = fac_catalog_open_sync (starter, NULL, &error);
  g_assert_no_error (error);
  source = FAC_CATALOG_SOURCE (catalog);
  g_test_add_func ("/catalog/lookup", test_lookup);
  g_test_add_func ("/catalog/knows", test_knows);
  g_test_add_func ("/catalog/allowed", test_allowed);
  g_test_add_func ("/catalog/lists", test_lists);
  g_test_add_func ("/catalog/search/words", test_search_words);
  g_test_add_func ("/catalog/search/banks-and-customs", test_banks_and_customs);
  g_test_add_func ("/catalog/search/lists", test_search_lists);
  g_test_add_func ("/catalog/search/misspelt", test_search_misspelt);
  g_test_add_func ("/catalog/search/edges", test_search_edges);
  g_test_add_func ("/catalog/search/inside", test_search_stays_inside);
  g_test_add_func ("/catalog/zones", test_zones);
  g_test_add_func ("/catalog/match", test_match);
  g_test_add_func ("/catalog/find-full", test_find_full);
  g_test_add_func ("/catalog/damaged", test_damaged);
  g_test_add_func ("/catalog/async", test_async);
  g_test_add_func ("/catalog/threads", test_threads);
  result = g_test_run ();
  g_object_unref (catalog);
  return result;
}
