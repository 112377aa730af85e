/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-import.h"
#include "fac-catalog-tables.h"
#include "fac-catalog.h"
#include "fac-error.h"
#include "fac-test.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define FULL "data/sat/sat-catalogs.sqlite"

typedef struct
{
  char   *folder;
  char   *source; /* a made set in the SQLite form */
  char   *target;
  sqlite3 *db; /* of the source */
} Fixture;

static void
run (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", message, sql);
}

#define NUMBERS "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1499) "

/* As small as a set may be. */
static void
fill (sqlite3 *db)
{
  const FacCatalogTable *table;

  run (db, "BEGIN");
  for (guint i = 0; (table = fac_catalog_tables_get (i)) != NULL; i++)
    if (table->least > 0 || g_str_equal (table->name, "_meta"))
      run (db, table->create);
  run (db, NUMBERS "INSERT INTO cfdi_40_productos_servicios SELECT printf ('%08d', 10000000 + i), 'Cosa ' || i,"
           " 1, 0, '', '', '', 0, 'Objeto ' || i || ', Chunche ' || i, 0, '0', '' FROM n");
  run (db, NUMBERS "INSERT INTO cfdi_40_claves_unidades SELECT 'U' || i, 'Unidad ' || i, '', '', '', '', '' FROM n");
  run (db, NUMBERS "INSERT INTO cfdi_40_codigos_postales SELECT printf ('%05d', 1000 + i), 'CMX', '001', '', 'Tlalpan',"
           " 0, 'America/Mexico_City', '' FROM n");
  run (db, NUMBERS "INSERT INTO cfdi_40_estados SELECT CASE i WHEN 0 THEN 'CMX' ELSE 'E' || i END, 'MEX',"
           " CASE i WHEN 0 THEN 'Ciudad de México' ELSE 'E' || i END, '', '' FROM n WHERE i < 32");
  run (db, "INSERT INTO _meta VALUES ('cfdi_40_productos_servicios', 1500, 'de prueba')");
  run (db, "COMMIT");
}

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->folder = fac_test_folder ();
  self->source = g_build_filename (self->folder, "source.sqlite", NULL);
  self->target = g_build_filename (self->folder, "own", "sat-catalogs.sqlite", NULL);
  g_assert_cmpint (sqlite3_open (self->source, &self->db), ==, SQLITE_OK);
  fill (self->db);
  return self;
}

static void
fixture_free (Fixture *self)
{
  sqlite3_close (self->db);
  g_free (self->folder);
  g_free (self->source);
  g_free (self->target);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
import (Fixture *self, const char *source)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fac_catalog_import_sync (source, self->target, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* Refused with a reason that names @what; what was there stays, and nothing lies about. */
static void
refuse (Fixture *self, const char *source, const char *what)
{
  g_autofree char *folder = g_path_get_dirname (self->target);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = NULL;
  const char *name;

  g_assert_false (fac_catalog_import_sync (source, self->target, NULL, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, what));
  files = g_dir_open (folder, 0, NULL);
  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    g_assert_cmpstr (name, ==, "sat-catalogs.sqlite");
}

static FacCatalog *
open_imported (Fixture *self)
{
  g_autofree char *starter = fac_test_built ("data/catalogs.db");
  g_autoptr (GError) error = NULL;
  FacCatalog *catalog = fac_catalog_open_sync (starter, self->target, &error);

  g_assert_no_error (error);
  return catalog;
}

static void
assert_imported (Fixture *self)
{
  g_autoptr (FacCatalog) catalog = open_imported (self);
  g_autoptr (FacCatalogFacts) facts = fac_catalog_describe_sync (catalog);
  g_autoptr (GPtrArray) found = fac_catalog_search_sync (catalog, FAC_CATALOG_PRODUCTS,
                                                         "chunche 1234", 5);
  g_autoptr (FacCatalogEntry) zip = fac_catalog_source_lookup (FAC_CATALOG_SOURCE (catalog),
                                                               FAC_CATALOG_ZIPS, "01005");

  g_assert_cmpint (facts->products, ==, 1500);
  g_assert_cmpint (facts->zips, ==, 1500);
  g_assert_cmpstr (facts->vintage, ==, "de prueba");
  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpstr (((FacCatalogEntry *) found->pdata[0])->key, ==, "10001234");
  g_assert_cmpstr (zip->es, ==, "Ciudad de México · Tlalpan");
  /* what the file does not have is not known, rather than wrong */
  g_assert_cmpint (fac_catalog_source_knows (FAC_CATALOG_SOURCE (catalog), FAC_CATALOG_TARIFFS,
                                             "0101210100"), ==, FAC_KNOWN_UNSURE);
}

static void
test_sqlite (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  GStatBuf info;

  import (self, self->source);
  assert_imported (self);
  g_assert_cmpint (g_stat (self->target, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  import (self, self->source);
}

/* ---- TSV ------------------------------------------------------------------------------------ */

static void
write_tsv (sqlite3 *db, const FacCatalogTable *table, const char *folder)
{
  g_autoptr (GString) text = g_string_new ("extra");
  g_autofree char *name = g_strconcat (table->name, ".tsv", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  sqlite3_stmt *rows;

  g_assert_cmpint (sqlite3_prepare_v2 (db, table->select, -1, &rows, NULL), ==, SQLITE_OK);
  for (int i = sqlite3_column_count (rows) - 1; i >= 0; i--)
    g_string_append_printf (text, "\t%s", sqlite3_column_name (rows, i));
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      g_string_append (text, "\r\n?");
      for (int i = sqlite3_column_count (rows) - 1; i >= 0; i--)
        g_string_append_printf (text, "\t%s", (const char *) sqlite3_column_text (rows, i));
    }
  sqlite3_finalize (rows);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

/* Columns in another order, one more, a carriage return at the end: they are found by their names. */
static char *
write_tsvs (Fixture *self)
{
  char *folder = g_build_filename (self->folder, "tsv", NULL);
  const FacCatalogTable *table;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint i = 0; (table = fac_catalog_tables_get (i)) != NULL; i++)
    if (table->least > 0 || g_str_equal (table->name, "_meta"))
      write_tsv (self->db, table, folder);
  return folder;
}

static void
test_tsv (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *folder = write_tsvs (self);
  g_autofree char *units = g_build_filename (folder, "cfdi_40_claves_unidades.tsv", NULL);
  g_autofree char *states = g_build_filename (folder, "cfdi_40_estados.tsv", NULL);

  import (self, units);
  assert_imported (self);
  g_assert_true (g_file_set_contents (states, "estado\tpais\ttexto\tvigencia_desde\nCMX\tMEX\tx\t\n", -1, NULL));
  refuse (self, units, "vigencia_hasta");
  g_assert_true (g_file_set_contents (states, "estado\tpais\ttexto\tvigencia_desde\tvigencia_hasta\nCMX\tMEX\n", -1,
                                      NULL));
  refuse (self, units, "line 2");
  g_assert_true (g_file_set_contents (states, "\xff\xfe", -1, NULL));
  refuse (self, units, "UTF-8");
  g_assert_cmpint (g_unlink (states), ==, 0);
  refuse (self, units, "cfdi_40_estados");
  assert_imported (self);
}

/* One table was cut off between two lines, but is long enough to be one. */
static void
test_cut_tsv (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *folder = write_tsvs (self);
  g_autofree char *units = g_build_filename (folder, "cfdi_40_claves_unidades.tsv", NULL);
  g_autofree char *products = g_build_filename (folder, "cfdi_40_productos_servicios.tsv", NULL);
  g_autofree char *text = NULL;
  char *end;

  import (self, units);
  g_assert_true (g_file_get_contents (products, &text, NULL, NULL));
  end = strstr (text, "10001400");
  g_assert_nonnull (end);
  while (*end != '\n')
    end--;
  end[1] = '\0';
  g_assert_true (g_file_set_contents (products, text, -1, NULL));
  refuse (self, units, "1400");
  assert_imported (self);
}

/* ---- hostile -------------------------------------------------------------------------------- */

static void
test_no_catalog (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *text = g_build_filename (self->folder, "text.sqlite", NULL);
  g_autofree char *cut = g_build_filename (self->folder, "cut.sqlite", NULL);
  g_autofree char *whole = NULL;
  gsize length;

  import (self, self->source);
  g_assert_true (g_file_set_contents (text, "this is no catalogue", -1, NULL));
  refuse (self, text, "SQLite");
  refuse (self, "/nowhere/at/all.sqlite", "/nowhere");
  g_assert_true (g_file_get_contents (self->source, &whole, &length, NULL));
  g_assert_true (g_file_set_contents (cut, whole, (gssize) length / 2, NULL));
  refuse (self, cut, "damaged");
  for (gsize i = 4096; i < length; i += 97)
    whole[i] ^= 0x5a;
  g_assert_true (g_file_set_contents (cut, whole, (gssize) length, NULL));
  refuse (self, cut, "");
  assert_imported (self);
}

static void
refuse_after (const char *sql, const char *what)
{
  g_autoptr (Fixture) self = fixture_new ();

  import (self, self->source);
  run (self->db, sql);
  refuse (self, self->source, what);
  assert_imported (self);
}

static void
test_wrong_tables (void)
{
  refuse_after ("DROP TABLE cfdi_40_estados", "cfdi_40_estados");
  refuse_after ("ALTER TABLE cfdi_40_claves_unidades DROP COLUMN simbolo", "simbolo");
  refuse_after ("DELETE FROM cfdi_40_productos_servicios WHERE id > '10000100'", "101");
  refuse_after ("UPDATE cfdi_40_productos_servicios SET id = 'x' WHERE id = '10000100'", "“x”");
  refuse_after ("UPDATE cfdi_40_codigos_postales SET id = '010010' WHERE id = '01001'", "010010");
  refuse_after ("UPDATE cfdi_40_estados SET texto = printf ('%.9000c', 'x') WHERE estado = 'CMX'",
                "cfdi_40_estados");
  refuse_after ("UPDATE cfdi_40_estados SET texto = CAST (x'ff' AS TEXT) WHERE estado = 'CMX'",
                "cfdi_40_estados");
}

/* Views and triggers are no tables, and none of what runs in a database comes along. */
static void
test_code (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (FacCatalog) catalog = NULL;
  sqlite3 *copy;
  sqlite3_stmt *count;

  run (self->db, "CREATE TABLE other (a); CREATE TRIGGER t AFTER INSERT ON other BEGIN DELETE FROM other; END;"
                 "CREATE VIEW v AS SELECT 1 FROM other");
  import (self, self->source);
  assert_imported (self);
  g_assert_cmpint (sqlite3_open (self->target, &copy), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (copy, "SELECT count(*) FROM sqlite_master WHERE type IN ('view', 'trigger')"
                                             " OR name = 'other'", -1, &count, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (count), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (count, 0), ==, 0);
  sqlite3_finalize (count);
  sqlite3_close (copy);
  run (self->db, "ALTER TABLE cfdi_40_estados RENAME TO hidden;"
                 "CREATE VIEW cfdi_40_estados AS SELECT * FROM hidden");
  refuse (self, self->source, "cfdi_40_estados");
}

/* ---- progress ------------------------------------------------------------------------------- */

typedef struct
{
  GCancellable *cancellable;
  gint64        last;
  gint64        whole;
} Steps;

static void
on_step (gint64 done, gint64 whole, gpointer data)
{
  Steps *steps = data;

  g_assert_cmpint (done, >, steps->last);
  steps->last = done;
  steps->whole = whole;
  g_cancellable_cancel (steps->cancellable);
}

static void
test_progress (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GAsyncResult) finished = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Steps steps = { NULL, 0, 0 };
  Steps cancelled = { cancellable, 0, 0 };

  fac_catalog_import_async (self->source, self->target, on_step, &steps, NULL,
                            (GAsyncReadyCallback) fac_test_got, &finished);
  g_assert_true (fac_catalog_import_finish (fac_test_result (&finished), &error));
  g_assert_no_error (error);
  g_assert_cmpint (steps.last, >=, 4096);
  g_assert_cmpint (steps.whole, ==, 1500 * 3 + 32 + 1);
  g_assert_false (fac_catalog_import_sync (self->source, self->target, on_step, &cancelled,
                                           cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_imported (self);
}

static void
test_whole (void)
{
  g_autofree char *full = fac_test_shared (FULL);
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *target = g_build_filename (folder, "sat-catalogs.sqlite", NULL);
  g_autofree char *starter = fac_test_built ("data/catalogs.db");
  g_autoptr (FacCatalog) catalog = NULL;
  g_autoptr (FacCatalogFacts) facts = NULL;
  g_autoptr (GError) error = NULL;

  if (full == NULL)
    {
      fac_test_skip_shared (FULL);
      return;
    }
  g_assert_true (fac_catalog_import_sync (full, target, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  catalog = fac_catalog_open_sync (starter, target, &error);
  facts = fac_catalog_describe_sync (catalog);
  g_assert_cmpint (facts->products, ==, 52747);
  g_assert_cmpint (facts->zips, ==, 95749);
  g_assert_nonnull (facts->vintage);
  g_assert_cmpint (fac_catalog_source_knows (FAC_CATALOG_SOURCE (catalog), FAC_CATALOG_TARIFFS,
                                             "0101210100"), ==, FAC_KNOWN_YES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/import/sqlite", test_sqlite);
  g_test_add_func ("/catalog/import/tsv", test_tsv);
  g_test_add_func ("/catalog/import/cut-tsv", test_cut_tsv);
  g_test_add_func ("/catalog/import/no-catalog", test_no_catalog);
  g_test_add_func ("/catalog/import/wrong-tables", test_wrong_tables);
  g_test_add_func ("/catalog/import/code", test_code);
  g_test_add_func ("/catalog/import/progress", test_progress);
  g_test_add_func ("/catalog/import/whole", test_whole);
  return g_test_run ();
}
