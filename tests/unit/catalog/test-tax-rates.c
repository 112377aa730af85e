/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax.h"
#include "fac-test.h"

#include <sqlite3.h>

#define FULL "data/sat/sat-catalogs.sqlite"

static gboolean
is_listed (const FacTax *tax, const char *low, const char *high)
{
  g_autoptr (GArray) rates = fac_tax_rates (tax);
  FacDecimal from, to;

  g_assert_true (fac_decimal_parse (low, -1, &from) && fac_decimal_parse (high, -1, &to));
  for (guint i = 0; i < rates->len; i++)
    {
      const FacTaxRate *rate = &g_array_index (rates, FacTaxRate, i);

      if (fac_decimal_equal (rate->low, from) && fac_decimal_equal (rate->high, to))
        return TRUE;
    }
  return FALSE;
}

/* one of theirs is one of ours, withheld or transferred as they say. Returns: how many that are */
static guint
look_for (sqlite3_stmt *row)
{
  FacTax tax = { 0 };
  guint n = 0;

  g_test_message ("%s %s %s", (const char *) sqlite3_column_text (row, 0),
                  (const char *) sqlite3_column_text (row, 1),
                  (const char *) sqlite3_column_text (row, 5));
  g_assert_true (fac_tax_kind_from_api ((const char *) sqlite3_column_text (row, 0), &tax.kind));
  g_assert_true (fac_tax_factor_from_text ((const char *) sqlite3_column_text (row, 1),
                                           &tax.factor));
  for (guint i = 0; i < 2; i++)
    if (sqlite3_column_int (row, 2 + (int) i) == 1)
      {
        tax.withholding = i == 1;
        g_assert_true (is_listed (&tax, (const char *) sqlite3_column_text (row, 4),
                                  (const char *) sqlite3_column_text (row, 5)));
        n++;
      }
  return n;
}

static guint
count_ours (void)
{
  guint n = 0;

  for (guint i = 0; i < 12; i++)
    {
      const FacTax tax = { .kind = (FacTaxKind) (1 + i % 3), .factor = (FacTaxFactor) (i / 3 % 2),
                           .withholding = i / 6 == 1 };
      g_autoptr (GArray) rates = fac_tax_rates (&tax);

      n += rates->len;
    }
  return n;
}

/* c_TasaOCuota is there whole, and nothing besides; the name of 8 % has words behind it */
static void
test_against_sat (void)
{
  g_autofree char *path = fac_test_shared (FULL);
  g_autofree char *uri = path != NULL ? g_strdup_printf ("file:%s?immutable=1", path) : NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *rows = NULL;
  guint n = 0;

  if (path == NULL)
    {
      fac_test_skip_shared (FULL);
      return;
    }
  g_assert_cmpint (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
    "SELECT CASE WHEN impuesto LIKE 'IVA %' THEN 'IVA' ELSE impuesto END, factor, traslado, "
    "retencion, CASE tipo WHEN 'Rango' THEN minimo ELSE valor END, valor "
    "FROM cfdi_40_reglas_tasa_cuota WHERE vigencia_hasta = ''", -1, &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    n += look_for (rows);
  g_assert_cmpuint (n, >=, 20);
  g_assert_cmpuint (count_ours (), ==, n);
  sqlite3_finalize (rows);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/tax-rates/sat", test_against_sat);
  return g_test_run ();
}
