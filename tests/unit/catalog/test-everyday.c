/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog.h"
#include "fac-test.h"

#include <string.h>

#define FULL "data/sat/sat-catalogs.sqlite"
#define LIST "unit/catalog/everyday-words.tsv"
#define TRADES "unit/catalog/everyday-trades.tsv"
#define FIRST_ONES 5
#define LEAST_PERCENT 90

/* Keys of fewer than 8 digits stand for all that begin with them. */
static gboolean
is_meant (char **keys, const char *key)
{
  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_has_prefix (key, keys[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_found (FacCatalog *catalog, const char *words, const char *meant)
{
  g_auto (GStrv) keys = g_strsplit (meant, " ", -1);
  g_autoptr (GPtrArray) entries = fac_catalog_search_sync (catalog, FAC_CATALOG_PRODUCTS, words,
                                                           FIRST_ONES);
  g_autoptr (GString) instead = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const FacCatalogEntry *entry = g_ptr_array_index (entries, i);

      if (is_meant (keys, entry->key))
        return TRUE;
      g_string_append_printf (instead, " · %s %s", entry->key, entry->es);
    }
  g_test_message ("“%s” (%s):%s", words, meant, instead->str);
  return FALSE;
}

/* Of the words of @list those that are found among the first, in percent. */
static guint
measure (FacCatalog *catalog, const char *list)
{
  g_autofree char *path = fac_test_file (list);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint found = 0;
  guint n = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 2);

      found += is_found (catalog, cells[0], cells[1]) ? 1 : 0;
      n++;
    }
  g_test_message ("%u of %u words find what is meant among the first %u", found, n, FIRST_ONES);
  g_assert_cmpuint (n, >=, 120);
  return found * 100 / n;
}

static FacCatalog *
open_catalog (const char *full)
{
  g_autofree char *starter = fac_test_built ("data/catalogs.db");
  g_autoptr (GError) error = NULL;
  FacCatalog *catalog = fac_catalog_open_sync (starter, full, &error);

  g_assert_no_error (error);
  return catalog;
}

static void
test_full (void)
{
  g_autofree char *full = fac_test_shared (FULL);
  g_autoptr (FacCatalog) catalog = NULL;

  if (full == NULL)
    {
      fac_test_skip_shared (FULL);
      return;
    }
  catalog = open_catalog (full);
  g_assert_cmpuint (measure (catalog, LIST), >=, LEAST_PERCENT);
}

static void
test_starter (void)
{
  g_autoptr (FacCatalog) catalog = open_catalog (NULL);

  g_assert_cmpuint (measure (catalog, LIST), >=, LEAST_PERCENT);
}

/* What the small trades write on their invoices: each is found, without the SAT's whole catalogue and with it. */
static void
test_trades (void)
{
  g_autofree char *full = fac_test_shared (FULL);
  g_autoptr (FacCatalog) starter = open_catalog (NULL);

  g_assert_cmpuint (measure (starter, TRADES), ==, 100);
  if (full == NULL)
    fac_test_skip_shared (FULL);
  else
    {
      g_autoptr (FacCatalog) catalog = open_catalog (full);

      g_assert_cmpuint (measure (catalog, TRADES), ==, 100);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/everyday/full", test_full);
  g_test_add_func ("/catalog/everyday/starter", test_starter);
  g_test_add_func ("/catalog/everyday/trades", test_trades);
  return g_test_run ();
}
