/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an earlier version kept without lines is read by itself when the organization is opened. */
#include "models-fixture.h"

#include "fac-facturapi-provider.h"
#include "fac-test.h"
#include "fac-text.h"

#include <sqlite3.h>

#define DOCUMENTS      2000
#define MANY_DOCUMENTS 100000
#define PAGE_SIZE      1000

static FacPulled *
pulled_invoice (FacProvider *parser, guint i)
{
  FacPulled *pulled = g_new0 (FacPulled, 1);
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"d%u\",\"status\":\"valid\",\"type\":\"I\",\"uuid\":\"%08x-0000-4000-8000-000000000000\","
    "\"date\":\"20%02u-0%u-1%uT12:00:00.000Z\",\"currency\":\"MXN\",\"total\":232,\"items\":[{\"quantity\":2,"
    "\"product\":{\"id\":\"%s\",\"description\":\"Martillo\",\"product_key\":\"27111602\",\"price\":100,"
    "\"tax_included\":false}},{\"quantity\":1,\"product\":{\"description\":\"Flete %u\","
    "\"product_key\":\"78101800\",\"price\":10}}]}",
    i, i, 23 + i % 3, 1 + i % 9, i % 10, i % 2 == 0 ? "p1" : "p2", i);
  g_autoptr (FacRemoteItem) item = NULL;
  g_autoptr (GError) error = NULL;

  pulled->body = g_bytes_new (text, strlen (text));
  item = fac_provider_parse (parser, FAC_ENTITY_INVOICE, pulled->body, &error);
  g_assert_no_error (error);
  pulled->remote_id = g_strdup (item->remote_id);
  pulled->invoice = fac_invoice_ref (item->invoice);
  return pulled;
}

static void
merge (FacStore *store, GPtrArray *items)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_store_merge_page_async (store, items, NULL, NULL, fac_test_got, &result);
  fac_store_write_finish (store, fac_test_result (&result), &error);
  g_assert_no_error (error);
}

static char *
merge_product (FacStore *store)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  FacPulled *pulled = g_new0 (FacPulled, 1);

  pulled->remote_id = g_strdup ("p1");
  pulled->product = models_product ("Martillo", "100");
  g_ptr_array_add (items, pulled);
  merge (store, items);
  return g_strdup (pulled->product->id);
}

static void
merge_documents (FacStore *store, guint n)
{
  g_autoptr (FacProvider) parser = fac_facturapi_provider_new (models_services ()->http, NULL, "");

  for (guint i = 0; i < n; i += PAGE_SIZE)
    {
      g_autoptr (GPtrArray) items =
          g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);

      for (guint k = i; k < MIN (n, i + PAGE_SIZE); k++)
        g_ptr_array_add (items, pulled_invoice (parser, k));
      merge (store, items);
    }
}

/* A folder with documents of which no lines are kept. Returns: (transfer full); @product: (out) */
static char *
old_folder (guint n, char **product)
{
  char *folder = fac_test_folder ();
  g_autofree char *file = g_build_filename (folder, "facturador.db", NULL);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (FacStore) store = NULL;
  sqlite3 *db;

  fac_store_open_async (folder, NULL, fac_test_got, &opened);
  store = fac_store_open_finish (fac_test_result (&opened), NULL);
  *product = merge_product (store);
  merge_documents (store, n);
  fac_store_close_async (store, fac_test_got, &closed);
  g_assert_true (fac_store_close_finish (store, fac_test_result (&closed), NULL));
  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "DELETE FROM lines; INSERT INTO unread_lines SELECT document FROM bodies",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  return folder;
}

static FacProductFigures *
figures_of (FacWorkspace *workspace, const char *product)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FacProductFigures *figures;

  fac_workspace_get_product_figures_async (workspace, product, 10, NULL, fac_test_got, &result);
  figures = fac_workspace_get_product_figures_finish (workspace, fac_test_result (&result), &error);
  g_assert_no_error (error);
  return figures;
}

static void
test_old (void)
{
  const guint n = g_test_thorough () ? MANY_DOCUMENTS : DOCUMENTS;
  g_autofree char *product = NULL;
  g_autofree char *folder = old_folder (n, &product);
  const gint64 start = g_get_monotonic_time ();
  FacWorkspace *workspace = models_workspace (folder);
  g_autoptr (FacProductFigures) figures = figures_of (workspace, product);
  const FacSalesTotal *total;

  while (figures->n_unread > 0)
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, 240 * G_USEC_PER_SEC);
      models_spin (50);
      g_clear_pointer (&figures, fac_product_figures_unref);
      figures = figures_of (workspace, product);
    }
  g_test_message ("%u documents in %.1f s", n, (g_get_monotonic_time () - start) / 1e6);
  total = &g_array_index (figures->totals, FacSalesTotal, 0);
  g_assert_cmpuint (total->documents, ==, n / 2);
  g_assert_true (fac_decimal_equal (total->quantity, fac_decimal_from_int (n)));
  g_assert_true (fac_decimal_equal (total->amount, fac_decimal_from_int (n * 100)));
  models_close (workspace);
}

/* It is closed in the middle, and goes on at the next start. */
static void
test_interrupted (void)
{
  g_autofree char *product = NULL;
  g_autofree char *folder = old_folder (DOCUMENTS, &product);
  g_autoptr (FacProductFigures) figures = NULL;

  for (guint i = 0; i < 3; i++)
    models_close (models_workspace (folder));
  for (guint tries = 0; tries < 200 && (figures == NULL || figures->n_unread > 0); tries++)
    {
      FacWorkspace *workspace = models_workspace (folder);

      models_spin (10 + tries * tries / 10); /* a slow machine does nothing in 10 ms */
      g_clear_pointer (&figures, fac_product_figures_unref);
      figures = figures_of (workspace, product);
      models_close (workspace);
    }
  g_assert_cmpuint (figures->n_unread, ==, 0);
  g_assert_cmpuint (g_array_index (figures->totals, FacSalesTotal, 0).documents, ==, DOCUMENTS / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/sales/old", test_old);
  g_test_add_func ("/models/sales/interrupted", test_interrupted);
  return g_test_run ();
}
