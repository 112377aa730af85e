/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog.h"
#include "fac-customer.h"
#include "fac-import-plan.h"
#include "fac-product.h"
#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

static FacCustomer *
stored (const char *name, const char *tax_id, const char *phone)
{
  FacCustomer *customer = fac_customer_new ();

  customer->legal_name = g_strdup (name);
  customer->tax_id = g_strdup (tax_id);
  customer->tax_system = g_strdup (strlen (tax_id) == 12 ? "601" : "616");
  customer->phone = g_strdup (phone);
  customer->address->zip = g_strdup ("50000");
  return customer;
}

static FacImportPlan *
plan_with (FacEntity entity, const char *text, GPtrArray *existing, FacCatalog *catalog)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTable) table = fac_table_read (bytes, fac_import_is_header, GINT_TO_POINTER (entity),
                                               NULL, &error);
  g_autoptr (FacImportMapping) mapping = fac_import_mapping_new (entity, table);
  FacImportGround ground = { .table = table, .mapping = mapping, .existing = existing,
                             .catalog = catalog };
  FacImportPlan *plan;

  if (catalog != NULL)
    ground.rules.catalog = FAC_CATALOG_SOURCE (catalog);
  plan = fac_import_plan_new (&ground, NULL, &error);
  g_assert_no_error (error);
  return plan;
}

static FacImportPlan *
plan_of (FacEntity entity, const char *text, GPtrArray *existing)
{
  return plan_with (entity, text, existing, NULL);
}

static const FacImportLine *
line_at (FacImportPlan *plan, guint index)
{
  return g_ptr_array_index (plan->lines, index);
}

static void
assert_refused (FacImportPlan *plan, guint index, const char *code)
{
  const FacImportLine *line = line_at (plan, index);

  g_assert_cmpint (line->outcome, ==, FAC_IMPORT_REFUSED);
  g_assert_cmpstr (((FacFinding *) line->findings->pdata[0])->code, ==, code);
}

static void
test_outcomes (void)
{
  g_autoptr (GPtrArray) existing = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_customer_unref);
  g_autoptr (FacImportPlan) plan = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  const FacImportChange *change;

  g_ptr_array_add (existing, stored ("ESCUELA KEMPER URGATE", "EKU9003173C9", "1"));
  g_ptr_array_add (existing, stored ("UNIVERSIDAD ROBOTICA ESPAÑOLA", "URE180429TM6", "2"));
  g_ptr_array_add (existing, stored ("VENTAS NORTE", "XAXX010101000", "3"));
  g_ptr_array_add (existing, stored ("VENTAS SUR", "XAXX010101000", "4"));
  plan = plan_of (FAC_ENTITY_CUSTOMER,
                  "Nombre;RFC;CP;Régimen;Teléfono\n"
                  "Escuela Kemper Urgate;EKU-900317-3C9;50000;601;1\n" /* its name is the same to the SAT */
                  "UNIVERSIDAD ROBOTICA ESPAÑOLA;URE180429TM6;50000;601;\n" /* an empty cell leaves */
                  "VENTAS SUR;XAXX010101000;50000;616;44\n"
                  "VENTAS ESTE;XAXX010101000;50000;616;5\n"
                  "NUEVA;OÑO120726RX3;50000;601;6\n"
                  "OTRA VEZ;OÑO120726RX3;50000;601;7\n"
                  "SIN CP;AAA010101AAA;;601;8\n"
                  ";;50000;601;9\n", existing);
  g_assert_cmpuint (plan->counts[FAC_IMPORT_ADD], ==, 2);
  g_assert_cmpuint (plan->counts[FAC_IMPORT_CHANGE], ==, 1);
  g_assert_cmpuint (plan->counts[FAC_IMPORT_SAME], ==, 2);
  g_assert_cmpuint (plan->counts[FAC_IMPORT_REFUSED], ==, 3);
  g_assert_true (line_at (plan, 0)->before == existing->pdata[0]);
  changes = fac_import_line_changes (plan, line_at (plan, 2));
  g_assert_cmpuint (changes->len, ==, 1);
  change = g_ptr_array_index (changes, 0);
  g_assert_cmpstr (change->field->key, ==, "phone");
  g_assert_cmpstr (change->before, ==, "4");
  g_assert_cmpstr (change->after, ==, "44");
  g_ptr_array_unref (changes);
  changes = fac_import_line_changes (plan, line_at (plan, 3));
  change = changes->len > 0 ? g_ptr_array_index (changes, 0) : NULL;
  g_assert_nonnull (change);
  g_assert_null (change->before);
  g_assert_cmpstr (change->field->key, ==, "legal_name");
  g_ptr_array_unref (changes);
  changes = fac_import_line_changes (plan, line_at (plan, 1));
  g_assert_cmpuint (changes->len, ==, 0);
  g_assert_cmpint (line_at (plan, 1)->outcome, ==, FAC_IMPORT_SAME);
  g_assert_true (line_at (plan, 2)->before == existing->pdata[3]);
  g_assert_cmpint (line_at (plan, 3)->outcome, ==, FAC_IMPORT_ADD);
  g_assert_cmpint (line_at (plan, 4)->outcome, ==, FAC_IMPORT_ADD);
  assert_refused (plan, 5, "twice-in-file");
  g_assert_cmpstr (((FacFinding *) line_at (plan, 5)->findings->pdata[0])->arguments[0], ==, "6");
  assert_refused (plan, 6, "zip-missing");
  g_assert_cmpuint (line_at (plan, 7)->findings->len, ==, 2);
}

/* A name is written as the SAT compares it, and how the file has it is told; of whom nobody knows the RFC, and what is
 * here already, stays as it is. */
static void
test_names (void)
{
  static const char *const names[][2] = {
    { "ABARROTES EL SOL", "Abarrotes El Sol, S.A. de C.V." },
    { "NUEVA", NULL },
    { "MARIA SA", "Maria Sa" },
    { "ACME TOOLS, Inc.", NULL },
    { "Universidad Robótica, S.C.", NULL },
    { "ÑANDÚ", "Ñandú" },
    { "PUBLICO EN GENERAL", "Público en general" },
  };
  g_autoptr (GPtrArray) existing = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_customer_unref);
  g_autoptr (FacImportPlan) plan = NULL;

  g_ptr_array_add (existing, stored ("Universidad Robótica, S.C.", "URE180429TM6", "2"));
  plan = plan_of (FAC_ENTITY_CUSTOMER,
                  "Nombre;RFC;CP;Régimen;Teléfono;País\n"
                  "Abarrotes El Sol, S.A. de C.V.;EKU9003173C9;50000;601;1;\n"
                  "NUEVA;OÑO120726RX3;50000;601;2;\n"
                  "Maria  Sa;XIQB891116QE4;50000;612;3;\n"
                  "ACME TOOLS, Inc.;98-7654321;10001;;4;USA\n"
                  "Universidad Robótica, S.C.;URE180429TM6;50000;601;5;\n"
                  "Ñandú;ÑAÑ010101AB1;50000;601;6;\n"
                  "Público en general;XAXX010101000;50000;616;7;\n", existing);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const FacImportLine *line = line_at (plan, i);
      const FacFinding *told = line->findings != NULL && line->findings->len > 0
                                 ? line->findings->pdata[line->findings->len - 1] : NULL;
      const gboolean cleaned = told != NULL && g_str_equal (told->code, "name-cleaned");

      g_test_message ("%s", names[i][0]);
      g_assert_cmpint (line->outcome, !=, FAC_IMPORT_REFUSED);
      g_assert_cmpstr (((const FacCustomer *) line->object)->legal_name, ==, names[i][0]);
      g_assert_cmpstr (cleaned ? told->arguments[0] : NULL, ==, names[i][1]);
    }
}

/* Several addresses in one cell, or in a column of their own; a tax number from abroad as the SAT compares it. */
static void
test_emails_and_numbers (void)
{
  g_autoptr (GPtrArray) existing = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_customer_unref);
  g_autoptr (FacImportPlan) plan = NULL;
  const FacCustomer *several, *both, *abroad;

  plan = plan_of (FAC_ENTITY_CUSTOMER,
                  "Nombre;RFC;CP;Régimen;Correo;Otros correos;País\n"
                  "ESCUELA KEMPER URGATE;EKU9003173C9;42501;601;a@b.mx, c@b.mx;;\n"
                  "UNIVERSIDAD ROBOTICA ESPAÑOLA;URE180429TM6;86991;601;a@b.mx;d@b.mx e@b.mx;\n"
                  "ACME TOOLS;98-7654321;10001;;x@acme.com;;USA\n"
                  "ACME TOYS;98-76;10001;;;;USA\n"
                  "MALO;AAA010101AAA;50000;601;a@b.mx;no es;\n", existing);
  several = line_at (plan, 0)->object;
  g_assert_cmpstr (several->email, ==, "a@b.mx");
  g_assert_cmpstr (several->other_emails, ==, "c@b.mx");
  both = line_at (plan, 1)->object;
  g_assert_cmpstr (both->email, ==, "a@b.mx");
  g_assert_cmpstr (both->other_emails, ==, "d@b.mx, e@b.mx");
  abroad = line_at (plan, 2)->object;
  g_assert_cmpint (line_at (plan, 2)->outcome, ==, FAC_IMPORT_ADD);
  g_assert_cmpstr (abroad->tax_id, ==, "987654321");
  assert_refused (plan, 3, "CFDI40156");
  assert_refused (plan, 4, "email-shape");
}

static void
test_twins_here (void)
{
  g_autoptr (GPtrArray) existing = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_customer_unref);
  g_autoptr (FacImportPlan) plan = NULL;

  g_ptr_array_add (existing, stored ("ESCUELA KEMPER URGATE", "EKU9003173C9", "1"));
  g_ptr_array_add (existing, stored ("ESCUELA KEMPER SUCURSAL", "EKU9003173C9", "2"));
  plan = plan_of (FAC_ENTITY_CUSTOMER,
                  "Nombre;RFC;CP;Régimen;Teléfono\n"
                  "ESCUELA KEMPER SUCURSAL;EKU9003173C9;50000;601;22\n"
                  "ESCUELA KEMPER;EKU9003173C9;50000;601;3\n"
                  "ESCUELA KEMPER SUCURSAL;EKU9003173C9;50000;601;33\n", existing);
  g_assert_cmpint (line_at (plan, 0)->outcome, ==, FAC_IMPORT_CHANGE);
  g_assert_true (line_at (plan, 0)->before == existing->pdata[1]);
  assert_refused (plan, 1, "several-here");
  assert_refused (plan, 2, "twice-in-file");
}

static FacProduct *
product (const char *description, const char *sku, const char *price)
{
  FacProduct *made = fac_product_new ();

  fac_set_string (&made->description, description);
  fac_set_string (&made->sku, sku);
  fac_set_string (&made->product_key, "50202301");
  fac_decimal_parse (price, -1, &made->price);
  return made;
}

static void
test_products (void)
{
  g_autoptr (GPtrArray) existing = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_product_unref);
  g_autoptr (FacImportPlan) plan = NULL;

  g_ptr_array_add (existing, product ("Agua", "A1", "10.00"));
  g_ptr_array_add (existing, product ("Pan dulce", NULL, "5.00"));
  plan = plan_of (FAC_ENTITY_PRODUCT,
                  "SKU,Descripción,Clave SAT,Precio\n"
                  "A1,Agua purificada,50202301,11.00\n" /* by SKU */
                  "P1,PAN DULCE,50202301,5.00\n" /* by description: it gets a SKU */
                  ",agua,50202301,10\n" /* the same as in line 2 */
                  "X1,Cosa,50202301,doce\n"
                  "X2,Cosa,123,12.50\n"
                  "X2,Cosa,50202301,0\n"
                  "X2,Cosa,50202301,12.50\n", existing);
  g_assert_cmpint (line_at (plan, 0)->outcome, ==, FAC_IMPORT_CHANGE);
  g_assert_true (line_at (plan, 1)->before == existing->pdata[1]);
  g_assert_cmpint (line_at (plan, 1)->outcome, ==, FAC_IMPORT_CHANGE);
  assert_refused (plan, 2, "twice-in-file");
  assert_refused (plan, 3, "unreadable");
  g_assert_cmpuint (line_at (plan, 3)->findings->len, ==, 1);
  assert_refused (plan, 4, "CFDI40162");
  assert_refused (plan, 5, "CFDI40166");
  g_assert_cmpint (line_at (plan, 6)->outcome, ==, FAC_IMPORT_ADD);
}

static const FacFinding *
told (const FacImportLine *line, const char *code)
{
  for (guint i = 0; line->findings != NULL && i < line->findings->len; i++)
    if (g_str_equal (((const FacFinding *) line->findings->pdata[i])->code, code))
      return line->findings->pdata[i];
  return NULL;
}

/* A key whose first zero a spreadsheet took off is whole again where the SAT has such a key, and that is told. */
static void
test_keys_without_their_zero (void)
{
  g_autoptr (GPtrArray) existing = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_product_unref);
  g_autofree char *starter = fac_test_built ("data/catalogs.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCatalog) catalog = fac_catalog_open_sync (starter, NULL, &error);
  g_autoptr (FacImportPlan) plan = NULL;
  g_autoptr (FacImportPlan) without = NULL;
  static const char file[] = "SKU,Descripción,Clave SAT,Precio\n"
                             "A1,Lo demás,1010101,11.00\n"
                             "A2,Lo otro,1010101 - No existe en el catálogo,11.00\n"
                             "A3,Agua,5020230,5.00\n";

  g_assert_no_error (error);
  plan = plan_with (FAC_ENTITY_PRODUCT, file, existing, catalog);
  for (guint i = 0; i < 2; i++)
    {
      const FacImportLine *line = line_at (plan, i);

      g_assert_cmpint (line->outcome, ==, FAC_IMPORT_ADD);
      g_assert_cmpstr (((const FacProduct *) line->object)->product_key, ==, "01010101");
      g_assert_cmpstr (told (line, "key-whole")->arguments[0], ==, "1010101");
    }
  assert_refused (plan, 2, "CFDI40162");
  without = plan_of (FAC_ENTITY_PRODUCT, file, existing);
  assert_refused (without, 0, "CFDI40162");
}

/* What nobody sees is left out, and told so that it can be seen. */
static void
test_unseen (void)
{
  g_autoptr (GPtrArray) existing = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_customer_unref);
  g_autoptr (FacImportPlan) plan = NULL;
  const FacImportLine *line;

  plan = plan_of (FAC_ENTITY_CUSTOMER,
                  "Nombre;RFC;CP;Régimen;País\n"
                  "AC\xe2\x80\xaeME;EKU9003173C9;50000;601;\n"
                  "TOOLS\xe2\x80\x8b, Inc.;98-7654321;10001;;USA\n"
                  "TACOS \xf0\x9f\x8c\xae;URE180429TM6;50000;601;\n"
                  "\xe2\x80\x8b;OÑO120726RX3;50000;601;\n", existing);
  line = line_at (plan, 0);
  g_assert_cmpint (line->outcome, ==, FAC_IMPORT_ADD);
  g_assert_cmpstr (((const FacCustomer *) line->object)->legal_name, ==, "ACME");
  g_assert_cmpstr (told (line, "unseen")->arguments[0], ==, "AC[U+202E]ME");
  line = line_at (plan, 1);
  g_assert_cmpint (line->outcome, ==, FAC_IMPORT_ADD);
  g_assert_cmpstr (((const FacCustomer *) line->object)->legal_name, ==, "TOOLS, Inc.");
  g_assert_nonnull (told (line, "unseen"));
  line = line_at (plan, 2);
  g_assert_cmpint (line->outcome, ==, FAC_IMPORT_ADD);
  g_assert_cmpstr (told (line, "CFDI40145")->arguments[0], ==, "\xf0\x9f\x8c\xae");
  g_assert_cmpint (line_at (plan, 3)->outcome, ==, FAC_IMPORT_REFUSED);
  g_assert_nonnull (told (line_at (plan, 3), "name-missing"));
}

static char *
missing_of (FacEntity entity, const char *headers)
{
  g_autofree char *text = g_strconcat (headers, "\nx;y;z;w\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (FacTable) table = fac_table_read (bytes, fac_import_is_header, GINT_TO_POINTER (entity),
                                               NULL, NULL);
  g_autoptr (FacImportMapping) mapping = fac_import_mapping_new (entity, table);
  const FacRulesContext rules = { .now = 1790000000000000 };
  g_autoptr (GPtrArray) missing = fac_import_missing (mapping, &rules);
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? " " : "",
                            ((const FacImportField *) missing->pdata[i])->key);
  return g_string_free (keys, FALSE);
}

/* what every new row would be refused for is known before the rows are looked at */
static void
test_missing (void)
{
  g_autofree char *nothing = missing_of (FAC_ENTITY_CUSTOMER, "Nombre;RFC;CP;Régimen");
  g_autofree char *who = missing_of (FAC_ENTITY_CUSTOMER, "Nombre;Teléfono;Correo;Notas");
  g_autofree char *whole = missing_of (FAC_ENTITY_PRODUCT, "Descripción;Clave SAT;Precio;SKU");
  g_autofree char *bare = missing_of (FAC_ENTITY_PRODUCT, "SKU;Marca;Color;Talla");

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (who, ==, "tax_id tax_system zip");
  g_assert_cmpstr (whole, ==, "");
  g_assert_cmpstr (bare, ==, "description product_key price");
}

/* Customers abroad have the RFC that names nobody, and beside it the number of their country; whose RFC is Mexican
 * keeps that, and the other number is told. */
static void
test_numbers_abroad (void)
{
  static const struct { const char *headers; const char *row; const char *tax_id; gboolean told; } cases[] = {
    { "Nombre,RFC,NIT,País", "ACME,XEXX010101000,900123456,COL", "900123456", FALSE },
    { "Nombre,Tax ID,RFC,País", "ACME,98-7654321,xexx 010101 000,USA", "987654321", FALSE },
    { "Nombre,RFC,Tax ID,País", "ACME,,98-7654321,USA", "987654321", FALSE },
    { "Nombre,RFC,Tax ID,País", "ACME,,,USA", NULL, FALSE },
    { "Nombre,RFC,NIT,País", "ACME,XAXX010101000,12,", "XAXX010101000", TRUE },
    { "Nombre,RFC,NIT,País", "ACME,EKU9003173C9,900123456,", "EKU9003173C9", TRUE },
    { "Nombre,RFC,NIT,País", "ACME,EKU9003173C9,EKU-900317-3C9,", "EKU9003173C9", FALSE },
    { "Nombre,RFC,NIT,País", "ACME,EKU9003173C9,,", "EKU9003173C9", FALSE },
    { "Nombre,Tax ID,País", "ACME,EKU-900317-3C9,", "EKU9003173C9", FALSE },
    { "Nombre,NIT,País", "ACME,900123456,COL", "900123456", FALSE },
    { "Nombre,RFC,NIT,País", "ACME,XEXX010101000,900123456,", "XEXX010101000", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (cases[i].headers, ",CP,Régimen\n", cases[i].row,
                                           ",50000,601\n", NULL);
      g_autoptr (FacImportPlan) plan = plan_of (FAC_ENTITY_CUSTOMER, text, NULL);
      const FacImportLine *line = line_at (plan, 0);
      gboolean told = FALSE;

      g_test_message ("%s", text);
      g_assert_cmpstr (((const FacCustomer *) line->object)->tax_id, ==, cases[i].tax_id);
      for (guint at = 0; line->findings != NULL && at < line->findings->len; at++)
        {
          const FacFinding *finding = line->findings->pdata[at];

          told = told || g_str_equal (finding->code, "number-left-out");
        }
      g_assert_cmpint (told, ==, cases[i].told);
    }
}

/* A document has six decimals of a price: what the file has more is rounded half up before it is kept, and told. */
static void
test_price_decimals (void)
{
  static const struct { const char *price; const char *kept; gboolean told; } cases[] = {
    { "10.1234565", "10.123457", TRUE }, { "10.1234564", "10.123456", TRUE },
    { "10.123456", "10.123456", FALSE }, { "10.1234560", "10.123456", FALSE },
    { "0.9999999", "1", TRUE }, { "25", "25", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("Descripción,Clave SAT,Unidad,Precio\n"
                                               "Clavo,31162000,H87,%s\n", cases[i].price);
      g_autoptr (FacImportPlan) plan = plan_of (FAC_ENTITY_PRODUCT, text, NULL);
      const FacImportLine *line = line_at (plan, 0);
      g_autofree char *kept = fac_decimal_to_string (
        fac_decimal_trim (((const FacProduct *) line->object)->price, 0));

      g_assert_cmpint (line->outcome, ==, FAC_IMPORT_ADD);
      g_assert_cmpstr (kept, ==, cases[i].kept);
      g_assert_cmpint (line->findings != NULL, ==, cases[i].told);
      if (cases[i].told)
        g_assert_cmpstr (((FacFinding *) line->findings->pdata[0])->code, ==, "price-rounded");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/plan/outcomes", test_outcomes);
  g_test_add_func ("/transfer/plan/twins-here", test_twins_here);
  g_test_add_func ("/transfer/plan/emails-and-numbers", test_emails_and_numbers);
  g_test_add_func ("/transfer/plan/names", test_names);
  g_test_add_func ("/transfer/plan/numbers-abroad", test_numbers_abroad);
  g_test_add_func ("/transfer/plan/price-decimals", test_price_decimals);
  g_test_add_func ("/transfer/plan/products", test_products);
  g_test_add_func ("/transfer/plan/missing", test_missing);
  g_test_add_func ("/transfer/plan/keys-without-their-zero", test_keys_without_their_zero);
  g_test_add_func ("/transfer/plan/unseen", test_unseen);
  return g_test_run ();
}
