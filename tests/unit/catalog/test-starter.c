/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-money.h"
#include "fac-test.h"

#include <sqlite3.h>
#include <string.h>

/* The starter set is data: every key, name, date and rule of it is compared with the SAT's
 * own tables. */

#define FULL "data/sat/sat-catalogs.sqlite"

static sqlite3 *
open_database (const char *path)
{
  g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", path);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL), ==,
                   SQLITE_OK);
  return db;
}

static sqlite3 *
open_starter (void)
{
  g_autofree char *path = fac_test_built ("data/catalogs.db");

  return open_database (path);
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    g_test_message ("%s: %s", sql, sqlite3_errmsg (db));
  g_assert_cmpint (code, ==, SQLITE_OK);
  return statement;
}

static gint64
number (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = prepare (db, sql);
  gint64 value;

  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

static void
test_size (void)
{
  sqlite3 *db = open_starter ();

  g_assert_cmpint (number (db, "SELECT count (*) FROM entries WHERE catalog = 'products'"), >=,
                   600);
  g_assert_cmpint (number (db, "SELECT count (*) FROM entries WHERE catalog = 'units'"), >=, 80);
  g_assert_cmpint (
    number (db, "SELECT count (*) FROM entries WHERE key = '' OR es = '' OR es <> trim (es)"), ==,
    0);
  g_assert_cmpint (
    number (db, "SELECT count (*) FROM entries WHERE catalog = 'products' AND length (key) <> 8"),
    ==, 0);
  g_assert_cmpint (number (db, "SELECT count (*) FROM zip_prefixes WHERE state NOT IN "
                               "(SELECT key FROM entries WHERE catalog = 'states')"), ==, 0);
  g_assert_cmpint (number (db, "SELECT count (DISTINCT state) FROM zip_prefixes"), ==, 32);
  sqlite3_close (db);
}

static void
test_zones_exist (void)
{
  sqlite3 *db = open_starter ();
  sqlite3_stmt *rows = prepare (db, "SELECT DISTINCT zone FROM zip_prefixes");
  guint n = 0;

  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (rows, 0);
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);

      g_test_message ("%s", name);
      g_assert_true (g_str_has_prefix (name, "America/"));
      /* zones born after the machine's data are unknown to it, not wrong */
      if (zone != NULL)
        n++;
    }
  g_assert_cmpuint (n, >=, 5);
  sqlite3_finalize (rows);
  sqlite3_close (db);
}

static void
test_currency_decimals (void)
{
  sqlite3 *db = open_starter ();
  sqlite3_stmt *rows =
    prepare (db, "SELECT key, decimals FROM entries WHERE catalog = 'currencies'");
  guint n = 0;

  for (; sqlite3_step (rows) == SQLITE_ROW; n++)
    {
      const char *key = (const char *) sqlite3_column_text (rows, 0);

      g_test_message ("%s", key);
      g_assert_cmpuint (fac_currency_decimals (key), ==, (guint) sqlite3_column_int (rows, 1));
    }
  g_assert_cmpuint (n, ==, 183);
  sqlite3_finalize (rows);
  sqlite3_close (db);
}

/* Every row of ours is a row of theirs, and of the small ones all are there. */
static void
compare (sqlite3 *starter, sqlite3 *full, const char *ours, const char *theirs, gboolean whole)
{
  sqlite3_stmt *mine = prepare (starter, ours);
  sqlite3_stmt *other = prepare (full, theirs);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  while (sqlite3_step (other) == SQLITE_ROW)
    g_hash_table_add (known, g_strdup ((const char *) sqlite3_column_text (other, 0)));
  for (; sqlite3_step (mine) == SQLITE_ROW; n++)
    {
      const char *row = (const char *) sqlite3_column_text (mine, 0);

      if (!g_hash_table_contains (known, row))
        g_test_message ("not the SAT's: %s", row);
      g_assert_true (g_hash_table_contains (known, row));
    }
  g_assert_cmpuint (n, >, 0);
  if (whole)
    g_assert_cmpuint (n, ==, g_hash_table_size (known));
  sqlite3_finalize (mine);
  sqlite3_finalize (other);
}

#define OURS(catalog) \
  "SELECT key || '|' || es || '|' || ifnull (valid_from, '') || '|' || ifnull (valid_to, '') " \
  "FROM entries WHERE catalog = '" catalog "'"
#define THEIRS(table)                                                                              \
  "SELECT id || '|' || texto || '|' || vigencia_desde || '|' || vigencia_hasta FROM "              \
  "cfdi_40_" table
#define OURS_PERSONS(catalog)                                                                      \
  "SELECT key || '|' || (persons & 1) || '|' || (persons >> 1) || '|' || replace (ifnull "         \
  "(systems, ''), ' ', '') "                                                                       \
  "FROM entries WHERE catalog = '" catalog "'"
#define THEIRS_PERSONS(table, systems)                                                             \
  "SELECT id || '|' || (aplica_fisica = 1) || '|' || (aplica_moral = 1) || '|' || " systems        \
  " FROM cfdi_40_" table

static void
test_against_sat (void)
{
  g_autofree char *path = fac_test_shared (FULL);
  sqlite3 *starter;
  sqlite3 *full;

  if (path == NULL)
    {
      fac_test_skip_shared (FULL);
      return;
    }
  starter = open_starter ();
  full = open_database (path);
  compare (starter, full, OURS ("tax_systems"), THEIRS ("regimenes_fiscales"), TRUE);
  compare (starter, full, OURS ("cfdi_uses"), THEIRS ("usos_cfdi"), TRUE);
  compare (starter, full, OURS ("payment_forms"), THEIRS ("formas_pago"), TRUE);
  compare (starter, full, OURS ("payment_methods"), THEIRS ("metodos_pago"), TRUE);
  compare (starter, full, OURS ("currencies"), THEIRS ("monedas"), TRUE);
  compare (starter, full, OURS ("taxability"), THEIRS ("objetos_impuestos"), TRUE);
  compare (starter, full, OURS ("export_codes"), THEIRS ("exportaciones"), TRUE);
  compare (starter, full, OURS ("relation_types"), THEIRS ("tipos_relaciones"), TRUE);
  compare (starter, full, OURS ("invoice_types"), THEIRS ("tipos_comprobantes"), TRUE);
  compare (starter, full, OURS ("periodicities"), THEIRS ("periodicidades"), TRUE);
  compare (starter, full, OURS ("months"), THEIRS ("meses"), TRUE);
  compare (starter, full, OURS ("countries"),
           "SELECT id || '|' || texto || '||' FROM cfdi_40_paises", TRUE);
  compare (starter, full, OURS ("states"),
           "SELECT estado || '|' || texto || '|' || vigencia_desde || '|' || vigencia_hasta "
           "FROM cfdi_40_estados WHERE pais = 'MEX'", TRUE);
  compare (starter, full, OURS_PERSONS ("tax_systems"), THEIRS_PERSONS ("regimenes_fiscales", "''"),
           TRUE);
  compare (starter, full, OURS_PERSONS ("cfdi_uses"),
           THEIRS_PERSONS ("usos_cfdi", "replace (regimenes_fiscales_receptores, ' ', '')"), TRUE);
  compare (starter, full, "SELECT key || '|' || decimals FROM entries WHERE catalog = 'currencies'",
           "SELECT id || '|' || decimales FROM cfdi_40_monedas", TRUE);
  /* blanks of the source are folded: the cadena and the paper would fold them too */
  compare (starter, full,
           "SELECT key || '|' || replace (es, ' ', '') FROM entries WHERE catalog = 'products'",
           "SELECT id || '|' || replace (texto, ' ', '') FROM cfdi_40_productos_servicios "
           "WHERE vigencia_hasta = ''",
           FALSE);
  compare (starter, full,
           "SELECT key || '|' || replace (es, ' ', '') FROM entries WHERE catalog = 'units'",
           "SELECT id || '|' || replace (texto, ' ', '') FROM cfdi_40_claves_unidades WHERE "
           "vigencia_hasta = ''",
           FALSE);
  compare (starter, full, "SELECT prefix || '|' || state FROM zip_prefixes",
           "SELECT DISTINCT substr (id, 1, 2) || '|' || estado FROM cfdi_40_codigos_postales WHERE "
           "estado <> '' "
           "UNION SELECT DISTINCT substr (id, 1, 3) || '|' || estado FROM cfdi_40_codigos_postales",
           FALSE);
  sqlite3_close (starter);
  sqlite3_close (full);
}

typedef struct
{
  const char *file;
  const char *catalog;
  const char *prefix; /* of our keys */
  gboolean    exact;  /* the English names are the same */
} Reference;

static const Reference references[] = {
    { "cfdi_uses", "cfdi_uses", "", TRUE },
    { "export_codes", "export_codes", "", TRUE },
    { "invoice_types", "invoice_types", "", TRUE },
    { "months", "months", "", TRUE },
    { "payment_forms", "payment_forms", "", TRUE },
    { "payment_methods", "payment_methods", "", TRUE },
    { "states_mx", "states", "", TRUE },
    { "taxability_codes", "taxability", "", TRUE },
    { "nomina_deductions", "nomina_deductions", "", FALSE },
    { "nomina_earnings", "nomina_earnings", "", TRUE },
    { "nomina_other_payments", "nomina_other_payments", "", FALSE },
    { "nomina_contract_types", "complement_keys", "TipoContrato ", TRUE },
    { "nomina_disability_types", "complement_keys", "TipoIncapacidad ", TRUE },
    { "nomina_hours_types", "complement_keys", "TipoHoras ", TRUE },
    { "nomina_job_risk", "complement_keys", "RiesgoPuesto ", TRUE },
    { "nomina_payment_frequency", "complement_keys", "PeriodicidadPago ", TRUE },
    { "nomina_regimes", "complement_keys", "TipoRegimen ", TRUE },
    { "nomina_resource_origins", "complement_keys", "OrigenRecurso ", TRUE },
    { "nomina_shifts", "complement_keys", "TipoJornada ", TRUE },
    { "nomina_types", "complement_keys", "TipoNomina ", TRUE },
    { "cartaporte_cargo_types", "complement_keys", "TipoCarga ", TRUE },
    { "cartaporte_cofepris_sectors", "complement_keys", "SectorCOFEPRIS ", TRUE },
    { "cartaporte_customs_document_types", "complement_keys", "TipoDocumento ", TRUE },
    { "cartaporte_customs_regimes", "complement_keys", "RegimenAduanero ", FALSE },
    { "cartaporte_istmo_poles", "complement_keys", "RegistroISTMO ", TRUE },
    { "cartaporte_maritime_containers", "complement_keys", "TipoContenedor ", TRUE },
    { "cartaporte_material_types", "complement_keys", "TipoMateria ", TRUE },
    { "cartaporte_pharmaceutical_forms", "complement_keys", "FormaFarmaceutica ", TRUE },
    { "cartaporte_rail_cars", "complement_keys", "TipoCarro ", TRUE },
    { "cartaporte_rail_containers", "complement_keys", "TipoContenedor ", TRUE },
    { "cartaporte_rail_services", "complement_keys", "TipoDeServicio ", TRUE },
    { "cartaporte_rail_traffic", "complement_keys", "TipoDeTrafico ", TRUE },
    { "cartaporte_sct_permits", "complement_keys", "PermSCT ", TRUE },
    { "cartaporte_special_conditions", "complement_keys", "CondicionesEspTransp ", TRUE },
    { "cartaporte_station_types", "complement_keys", "TipoEstacion ", TRUE },
    { "cartaporte_transport_figures", "complement_keys", "TipoFigura ", TRUE },
    { "cartaporte_transport_modes", "complement_keys", "CveTransporte ", TRUE },
    { "cartaporte_transport_parts", "complement_keys", "ParteTransporte ", TRUE },
    { "cartaporte_vessel_types", "complement_keys", "TipoEmbarcacion ", TRUE },
    { "comercio_exterior_customs_units", "complement_keys", "UnidadAduana ", TRUE },
    { "comercio_exterior_incoterms", "complement_keys", "Incoterm ", TRUE },
    { "comercio_exterior_transfer_reasons", "complement_keys", "MotivoTraslado ", TRUE },
    { "hyp_keys", "complement_keys", "ClaveHYP ", TRUE },
    { "hyp_permit_types", "complement_keys", "TipoPermisoHYP ", TRUE },
    { "hyp_subproducts", "complement_keys", "SubProductoHYP ", TRUE },
    { "iedu_levels", "complement_keys", "NivelEducativo ", TRUE },
    { "retention_keys", "complement_keys", "CveRetenc ", TRUE },
    { "retention_tax_payment_types", "complement_keys", "TipoPagoRet ", TRUE },
    { "cancellation_motives", "service_values", "MotivoCancelacion ", TRUE },
    { "cancellation_statuses", "service_values", "cancellation_status ", TRUE },
    { "efos_taxpayer_status", "service_values", "efos_status ", TRUE },
    { "ieps_modes", "service_values", "ieps_mode ", TRUE },
    { "invoice_statuses", "service_values", "invoice_status ", TRUE },
    { "obligation_validity", "service_values", "obligation_validity ", FALSE },
    { "pending_step_types", "service_values", "pending_step ", TRUE },
    { "periodicities", "service_values", "periodicity ", TRUE },
    { "receipt_statuses", "service_values", "receipt_status ", TRUE },
    { "tax_factors", "service_values", "tax_factor ", FALSE },
    { "tax_types", "service_values", "tax_type ", TRUE },
    { "team_role_templates", "service_values", "role_template ", TRUE },
    { "webhook_events", "service_values", "webhook_event ", FALSE },
};

static void
compare_row (sqlite3_stmt *row, const Reference *table, char **cells)
{
  g_autofree char *key = g_strconcat (table->prefix, cells[0], NULL);
  const char *english;

  g_test_message ("%s %s", table->catalog, key);
  sqlite3_reset (row);
  sqlite3_bind_text (row, 1, table->catalog, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, key, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  english = (const char *) sqlite3_column_text (row, 0);
  g_assert_true (english != NULL && *english != '\0');
  if (table->exact)
    g_assert_cmpstr (english, ==, cells[2]);
}

static void
for_each_row (sqlite3_stmt *statement, const Reference *table,
              void (*look) (sqlite3_stmt *, const Reference *, char **))
{
  g_autofree char *name = g_strdup_printf ("reference/catalogs/%s.tsv", table->file);
  g_autofree char *path = fac_test_shared (name);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (path == NULL)
    {
      fac_test_skip_shared (name);
      return;
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      look (statement, table, cells);
    }
}

/* Every key of the service's documents is ours, with a name in both languages. Of currencies they also have those that
 * the SAT does not; what documents had before 2022 is among the values of the service. */
static void
test_against_reference (void)
{
  sqlite3 *db = open_starter ();
  sqlite3_stmt *row = prepare (db, "SELECT en FROM entries WHERE catalog = ? AND key = ?");

  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    for_each_row (row, &references[i], compare_row);
  sqlite3_finalize (row);
  sqlite3_close (db);
}

static void
compare_former (sqlite3_stmt *row, const Reference *table, char **cells)
{
  g_autofree char *former = g_strconcat (table->prefix, cells[0], NULL);

  g_test_message ("%s %s", table->file, cells[0]);
  sqlite3_reset (row);
  sqlite3_bind_text (row, 1, table->catalog, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, cells[0], -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 3, former, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (row, 0), ==, 1);
}

static void
test_former_keys (void)
{
  static const Reference tables[] = {
    { "tax_systems", "tax_systems", "RegimenFiscal ", FALSE },
    { "relation_types", "relation_types", "TipoRelacion ", FALSE },
  };
  sqlite3 *db = open_starter ();
  sqlite3_stmt *row =
    prepare (db, "SELECT count (*) FROM entries WHERE en <> '' AND ((catalog = ?1 AND key = ?2) "
                 "OR (catalog = 'service_values' AND key = ?3))");

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for_each_row (row, &tables[i], compare_former);
  sqlite3_finalize (row);
  sqlite3_close (db);
}

/* which use goes with which régimen, and which régimen with whom */
static void
compare_rule (sqlite3_stmt *row, const Reference *table, char **cells)
{
  const gboolean uses = g_str_equal (table->file, "cfdi_uses");
  g_autofree char *ours = NULL;
  g_auto (GStrv) wanted = NULL;

  sqlite3_reset (row);
  sqlite3_bind_text (row, 1, table->catalog, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, cells[0], -1, SQLITE_STATIC);
  if (sqlite3_step (row) != SQLITE_ROW)
    return;
  g_test_message ("%s %s", table->file, cells[0]);
  if (!uses)
    {
      const int persons = sqlite3_column_int (row, 1);

      g_assert_cmpint ((persons & 1) != 0, ==, strchr (cells[3], 'F') != NULL);
      g_assert_cmpint ((persons & 2) != 0, ==, strchr (cells[3], 'M') != NULL);
      return;
    }
  ours = g_strdup_printf (",%s,", (const char *) sqlite3_column_text (row, 0));
  wanted = g_strsplit (cells[3], ",", -1);
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_autofree char *part = g_strdup_printf (",%s,", wanted[i]);

      g_assert_nonnull (strstr (ours, part));
    }
}

static void
test_rules_against_reference (void)
{
  static const Reference tables[] = {
    { "cfdi_uses", "cfdi_uses", "", FALSE },
    { "tax_systems", "tax_systems", "", FALSE },
  };
  sqlite3 *db = open_starter ();
  sqlite3_stmt *row =
    prepare (db, "SELECT replace (systems, ' ', ''), persons FROM entries WHERE catalog = ? AND key = ?");

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for_each_row (row, &tables[i], compare_rule);
  sqlite3_finalize (row);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/starter/size", test_size);
  g_test_add_func ("/catalog/starter/zones", test_zones_exist);
  g_test_add_func ("/catalog/starter/currency-decimals", test_currency_decimals);
  g_test_add_func ("/catalog/starter/against-reference", test_against_reference);
  g_test_add_func ("/catalog/starter/former-keys", test_former_keys);
  g_test_add_func ("/catalog/starter/rules-against-reference", test_rules_against_reference);
  g_test_add_func ("/catalog/starter/against-sat", test_against_sat);
  return g_test_run ();
}
