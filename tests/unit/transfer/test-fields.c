/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer.h"
#include "fac-export.h"
#include "fac-formula.h"
#include "fac-import-plan.h"
#include "fac-product.h"
#include "fac-test.h"

#include <string.h>

static char *
taxes_again (const char *text)
{
  g_autoptr (GArray) taxes = g_array_new (FALSE, FALSE, sizeof (FacTax));

  if (!fac_taxes_read (text, FAC_MARK_POINT, taxes))
    return g_strdup ("unreadable");
  return fac_taxes_write (taxes);
}

static void
test_taxes (void)
{
  static const struct { const char *text; const char *read; } cases[] = {
    { "IVA 16 %", "IVA 16 %" }, { "16%", "IVA 16 %" }, { "0.16", "IVA 16 %" }, { "iva16", "IVA 16 %" },
    { "IVA exento", "IVA exento" }, { "Exento", "IVA exento" }, { "IVA 0 %", "IVA 0 %" },
    { "IVA 16 %, ISR ret. 1.25 %", "IVA 16 %, ISR ret. 1.25 %" },
    { "iva 16 + ret isr 10", "IVA 16 %, ISR ret. 10 %" },
    { "IVA 8%; IEPS 0.5911/u", "IVA 8 %, IEPS 0.5911/u" },
    { "IEPS 8 % break_down base 100.50, IVA 16 %", "IEPS 8 % break_down base 100.50, IVA 16 %" },
    { "RESICO a persona moral", "IVA 16 %, ISR ret. 1.25 %" },
    { "Ninguno", "Ninguno" }, { "IVA muchos", "unreadable" }, { "IVA -16 %", "unreadable" },
    { "IVA 16 %, ,", "unreadable" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *read = taxes_again (cases[i].text);

      g_assert_cmpstr (read, ==, cases[i].read);
    }
}

static void
test_local_taxes (void)
{
  static const char *const good[] = { "", "ISH 3 %", "ISH 3 % | Cedular de la casa ret. 1.5 %",
                                      "Dos al millar ret. 0.2 % base 12.00" };
  g_autoptr (GArray) taxes = g_array_new (FALSE, FALSE, sizeof (FacLocalTax));

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (*good[i] == '\0' || fac_local_taxes_read (good[i], FAC_MARK_POINT, taxes));
      text = fac_local_taxes_write (taxes);
      g_assert_cmpstr (text, ==, good[i]);
    }
  g_assert_false (fac_local_taxes_read ("ISH", FAC_MARK_POINT, taxes));
  g_assert_false (fac_local_taxes_read ("3 %", FAC_MARK_POINT, taxes));
}

static void
test_formula (void)
{
  static const struct { const char *text; const char *guarded; } cases[] = {
    { "=1+1", "'=1+1" }, { "+52 55", "'+52 55" }, { "-1", "'-1" }, { "@SUM(A1)", "'@SUM(A1)" },
    { "'=1", "''=1" }, { "'quoted", "'quoted" }, { "''", "''" }, { "plain = 1", "plain = 1" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *guarded = fac_formula_guard (cases[i].text);
      g_autofree char *back = fac_formula_unguard (guarded);

      g_assert_cmpstr (guarded, ==, cases[i].guarded);
      g_assert_cmpstr (back, ==, cases[i].text);
    }
}

static gpointer
object_of (FacEntity entity, const char *headers, const char *cells)
{
  g_autofree char *text = g_strconcat (headers, "\n", cells, "\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTable) table = fac_table_read (bytes, fac_import_is_header,
                                               GINT_TO_POINTER (entity), NULL, &error);
  g_autoptr (FacImportMapping) mapping = fac_import_mapping_new (entity, table);
  FacImportGround ground = { .table = table, .mapping = mapping };
  g_autoptr (FacImportPlan) plan = fac_import_plan_new (&ground, NULL, &error);
  const FacImportLine *line = g_ptr_array_index (plan->lines, 0);

  g_assert_no_error (error);
  return entity == FAC_ENTITY_CUSTOMER ? (gpointer) fac_customer_ref (line->object)
                                       : (gpointer) fac_product_ref (line->object);
}

static FacProduct *
product_of (const char *headers, const char *cells)
{
  return object_of (FAC_ENTITY_PRODUCT, headers, cells);
}

/* what a spreadsheet took for a number */
static void
test_zip (void)
{
  static const struct { const char *cells; const char *zip; } cases[] = {
    { "URE180429TM6;1030;", "01030" }, { "URE180429TM6;86991;", "86991" },
    { "URE180429TM6;030;", "030" }, { "URE180429TM6;10 30;", "10 30" },
    { "987654321;1010;AUT", "1010" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FacCustomer) customer = object_of (FAC_ENTITY_CUSTOMER, "RFC;CP;País",
                                                    cases[i].cells);

      g_assert_cmpstr (customer->address->zip, ==, cases[i].zip);
    }
}

static void
test_products (void)
{
  g_autoptr (FacProduct) a = product_of ("Descripción;Clave SAT;Precio unitario;IVA;Unidad;Retención ISR",
                                         "Agua;50202301 - Agua;$1,234.50;0.08;E48;1.25");
  g_autoptr (FacProduct) b = product_of ("Descripción;Precio;IVA;IVA incluido", "Libro;100,50;Exento;Sí");
  g_autoptr (FacProduct) c = product_of ("Descripción;Precio;IVA", "Donativo;100;No objeto");
  g_autofree char *taxes_a = fac_taxes_write (a->taxes);
  g_autofree char *taxes_b = fac_taxes_write (b->taxes);
  g_autofree char *price_b = fac_decimal_to_string (b->price);

  g_assert_cmpstr (a->product_key, ==, "50202301");
  g_assert_cmpstr (a->unit_key, ==, "E48");
  g_assert_cmpstr (a->unit_name, ==, NULL);
  g_assert_cmpstr (taxes_a, ==, "IVA 8 %, ISR ret. 1.25 %");
  g_assert_cmpstr (taxes_b, ==, "IVA exento");
  g_assert_cmpstr (price_b, ==, "100.50");
  g_assert_true (b->tax_included);
  g_assert_cmpuint (c->taxes->len, ==, 0);
  g_assert_cmpstr (c->taxability, ==, "01");
}

/* all that a product can have goes out and comes back */
static void
test_round_trip (void)
{
  g_autoptr (FacProduct) product = fac_product_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacExport) export = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (FacTable) table = NULL;
  g_autoptr (FacImportMapping) mapping = NULL;
  g_autoptr (FacImportPlan) plan = NULL;
  FacImportGround ground = { 0 };
  const FacImportLine *line;

  g_free (product->description);
  product->description = g_strdup ("=HYPERLINK(\"http://x\"); \"comillas\", comas\ny dos líneas");
  product->product_key = g_strdup ("50202301");
  product->sku = g_strdup ("-1");
  product->barcode = g_strdup ("0075010");
  fac_decimal_parse ("12.345600", -1, &product->price);
  product->tax_included = TRUE;
  g_array_set_size (product->taxes, 0);
  g_assert_true (fac_taxes_read ("IEPS 8 % break_down, IVA 16 %, IVA ret. 10.6667 %", FAC_MARK_POINT, product->taxes));
  g_assert_true (fac_local_taxes_read ("ISH 3 %", FAC_MARK_POINT, product->local_taxes));
  export = fac_export_new (FAC_ENTITY_PRODUCT, FAC_EXPORT_CSV, stream, &error);
  g_assert_true (fac_export_row (export, product, &error));
  g_assert_true (fac_export_finish (export, &error));
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  table = fac_table_read (bytes, fac_import_is_header, GINT_TO_POINTER (FAC_ENTITY_PRODUCT), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (fac_table_row (table, 0)->cells[0], "'=HYPER"));
  mapping = fac_import_mapping_new (FAC_ENTITY_PRODUCT, table);
  ground.table = table;
  ground.mapping = mapping;
  plan = fac_import_plan_new (&ground, NULL, &error);
  line = g_ptr_array_index (plan->lines, 0);
  g_assert_true (fac_product_equal_content (line->object, product));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/fields/taxes", test_taxes);
  g_test_add_func ("/transfer/fields/local-taxes", test_local_taxes);
  g_test_add_func ("/transfer/fields/formula", test_formula);
  g_test_add_func ("/transfer/fields/products", test_products);
  g_test_add_func ("/transfer/fields/zip", test_zip);
  g_test_add_func ("/transfer/fields/round-trip", test_round_trip);
  return g_test_run ();
}
