/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-error.h"
#include "fac-import-mapping.h"
#include "fac-test.h"

#include <string.h>

static FacTable *
read_bytes (const char *text, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return fac_table_read (bytes, fac_import_is_header, GINT_TO_POINTER (FAC_ENTITY_CUSTOMER), NULL,
                         error);
}

static FacTable *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  FacTable *table = read_bytes (text, -1, &error);

  g_assert_no_error (error);
  return table;
}

static const char *
cell (FacTable *table, guint row, guint column)
{
  return fac_table_row (table, row)->cells[column];
}

static void
test_separators (void)
{
  static const struct { const char *text; char separator; } cases[] = {
    { "Nombre,RFC\nUno,AAA010101AAA\nDos,BBB010101BB1\n", ',' },
    { "Nombre;Saldo\nUno;1,50\nDos;2,75\n", ';' },
    { "Nombre\tRFC\nUno, S.A.\tAAA010101AAA\n", '\t' },
    { "Nombre|RFC\n\"Uno|Dos\"|AAA010101AAA\n", '|' },
    { "sep=;\nNombre;RFC\nUno;AAA010101AAA\n", ';' },
    { "Nombre\nUno\nDos\n", ',' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FacTable) table = read_text (cases[i].text);

      g_assert_cmpint (table->separator, ==, cases[i].separator);
      g_assert_nonnull (table->headers);
      g_assert_cmpstr (table->headers[0], ==, "Nombre");
    }
}

static void
test_encodings (void)
{
  static const char *const encodings[] = { "UTF-8", "WINDOWS-1252", "CP850", "MACINTOSH", "UTF-16LE",
                                           "UTF-16BE" };
  const char *text = "Razón social;Población\nPeñón de los Baños;Cancún\nAño Niño;Mérida\n";

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    for (guint mark = 0; mark < 2; mark++)
      {
        g_autofree char *marked = g_strconcat (mark ? "\xef\xbb\xbf" : "", text, NULL);
        const gboolean unicode = g_str_has_prefix (encodings[i], "UTF");
        gsize length;
        g_autofree char *bytes = g_convert (unicode ? marked : text, -1, encodings[i], "UTF-8", NULL,
                                            &length, NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (FacTable) table = read_bytes (bytes, (gssize) length, &error);

        g_assert_no_error (error);
        g_assert_cmpstr (table->headers[0], ==, "Razón social");
        g_assert_cmpstr (cell (table, 0, 0), ==, "Peñón de los Baños");
        g_assert_cmpstr (cell (table, 1, 1), ==, "Mérida");
        g_assert_cmpstr (table->encoding, ==, encodings[i]);
      }
}

static void
test_lines (void)
{
  g_autoptr (FacTable) table = read_text ("Nombre,RFC\r\n\r\n\"dos\r\nlíneas\",A\r\n,\r\nTubo 1/2\" liso,B\r\n"
                                          "ancha,C,más\r\ncorta");

  g_assert_cmpuint (table->n_columns, ==, 3);
  g_assert_cmpuint (table->rows->len, ==, 4);
  g_assert_cmpstr (cell (table, 0, 0), ==, "dos\nlíneas");
  g_assert_cmpuint (fac_table_row (table, 0)->line, ==, 3);
  g_assert_cmpstr (cell (table, 1, 0), ==, "Tubo 1/2\" liso");
  g_assert_cmpuint (fac_table_row (table, 1)->line, ==, 6);
  g_assert_cmpuint (fac_table_row (table, 2)->line, ==, 7);
  g_assert_cmpstr (cell (table, 3, 0), ==, "corta");
  g_assert_cmpstr (cell (table, 3, 2), ==, "");
}

static void
test_headers (void)
{
  g_autoptr (FacTable) named = read_text ("Empresa,Cosa\nUno,2\n");
  g_autoptr (FacTable) unknown = read_text ("Foo,Bar\nUno,2\n");
  g_autoptr (FacTable) bare = read_text ("Uno,AAA010101AAA\nDos,BBB010101BB1\n");
  g_autofree char *letter = fac_table_column_name (bare, 27);
  g_autofree char *name = fac_table_column_name (unknown, 1);

  g_assert_nonnull (named->headers);
  g_assert_nonnull (unknown->headers);
  g_assert_null (bare->headers);
  g_assert_cmpuint (bare->rows->len, ==, 2);
  g_assert_cmpstr (letter, ==, "AB");
  g_assert_cmpstr (name, ==, "Bar");
}

static void
check_number (FacTable *table, guint row, guint column, const char *number)
{
  FacDecimal value;
  g_autofree char *text = NULL;

  g_assert_true (fac_decimal_read (cell (table, row, column), table->marks[column], &value));
  text = fac_decimal_to_string (value);
  g_assert_cmpstr (text, ==, number);
}

static void
test_marks (void)
{
  g_autoptr (FacTable) comma = read_text ("nombre;a;b;c\nx;1,50;1.234;7\ny;1.234,50;2.000;8\n");
  g_autoptr (FacTable) point = read_text ("nombre;a;b\nx;1.50;1,234\ny;$1,234.50;12\n");

  check_number (comma, 0, 1, "1.50");
  check_number (comma, 1, 1, "1234.50");
  check_number (comma, 0, 2, "1234");
  check_number (comma, 1, 3, "8");
  check_number (point, 0, 1, "1.50");
  check_number (point, 1, 1, "1234.50");
  check_number (point, 0, 2, "1234");
}

static void
refused (const char *text, gssize length, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTable) table = read_bytes (text, length, &error);

  g_assert_null (table);
  g_assert_error (error, FAC_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
allowed (GString *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTable) table = fac_table_read (bytes, fac_import_is_header,
                                               GINT_TO_POINTER (FAC_ENTITY_CUSTOMER), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (table->rows->len, ==, FAC_TABLE_MOST_ROWS);
}

/* Parts that different programs wrote, one behind the other: each line is read as it was written. */
static void
test_mixed (void)
{
  static const char *const texts[] = { "nombre;x\nPeña;1\nNu\xf1" "ez;2\nM\xe9xico 5 \x80;3\n",
                                       "\xef\xbb\xbfnombre;x\nPeña;1\nNu\xf1" "ez;2\nM\xe9xico 5 \x80;3\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FacTable) table = read_text (texts[i]);

      g_assert_cmpstr (fac_table_row (table, 0)->cells[0], ==, "Peña");
      g_assert_cmpstr (fac_table_row (table, 1)->cells[0], ==, "Nuñez");
      g_assert_cmpstr (fac_table_row (table, 2)->cells[0], ==, "México 5 €");
    }
}

static void
test_hostile (void)
{
  g_autoptr (GString) long_field = g_string_new ("nombre\n\"");
  g_autoptr (GString) wide = g_string_new ("nombre");
  g_autoptr (GString) many = g_string_new ("nombre\n");

  refused ("", 0, FAC_ERROR_INVALID, "nothing");
  refused ("\n\n , ,\n", -1, FAC_ERROR_INVALID, "nothing");
  refused ("PK\x03\x04\x00\x00\xff\xfe\x00\x01", 10, FAC_ERROR_INVALID, "not a text file");
  refused ("nombre,rfc\nuno,dos\ntres,\"cuatro\ncinco\n", -1, FAC_ERROR_INVALID, "line 3");
  for (guint i = 0; i < 1100000; i++)
    g_string_append_c (long_field, 'x');
  refused (long_field->str, (gssize) long_field->len, FAC_ERROR_TOO_LARGE, "line 2");
  for (guint i = 0; i < 300; i++)
    g_string_append (wide, ",x1");
  refused (wide->str, (gssize) wide->len, FAC_ERROR_TOO_LARGE, "columns");
  refused ("nombre,rfc\nuno,dos\ntres,cuatro y un texto largo que lleva hasta\nallí\n\ncin\0co,x\n", 80,
           FAC_ERROR_INVALID, "Line 6");
  for (guint i = 0; i < FAC_TABLE_MOST_ROWS; i++)
    g_string_append (many, "x\n");
  allowed (many);
  g_string_append (many, "x\n");
  refused (many->str, (gssize) many->len, FAC_ERROR_TOO_LARGE, "rows");
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("nombre\nuno\n", 11);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fac_table_read (bytes, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_mapping (void)
{
  g_autoptr (FacTable) table = read_text ("R.F.C.,Razón Social,Código_Postal,Régimen,Zona,Correo electrónico\n"
                                          "a,b,1,2,3,4\n");
  g_autoptr (FacTable) other = read_text ("R.F.C.,Razón Social,CP,Régimen,Zona,Correo electrónico\na,b,1,2,3,4\n");
  g_autoptr (FacImportMapping) mapping = fac_import_mapping_new (FAC_ENTITY_CUSTOMER, table);
  g_autofree char *text = fac_import_mapping_to_text (mapping);
  g_autofree char *signature = fac_import_mapping_signature (FAC_ENTITY_CUSTOMER, table);
  g_autofree char *signature2 = fac_import_mapping_signature (FAC_ENTITY_CUSTOMER, other);
  g_autofree char *changed = NULL;

  g_assert_cmpstr (text, ==, "tax_id,legal_name,zip,tax_system,,email");
  g_assert_cmpstr (signature, !=, signature2);
  fac_import_mapping_set (mapping, 0, fac_import_field_find (FAC_ENTITY_CUSTOMER, "tax_id"));
  fac_import_mapping_set (mapping, 4, fac_import_field_find (FAC_ENTITY_CUSTOMER, "email"));
  changed = fac_import_mapping_to_text (mapping);
  g_assert_cmpstr (changed, ==, "tax_id,legal_name,zip,tax_system,email,");
  g_assert_false (fac_import_mapping_apply (mapping, "a,b"));
  g_assert_true (fac_import_mapping_apply (mapping, "nonsense,legal_name,,,,tax_id"));
  g_assert_cmpint (mapping->fields[0], ==, -1);
  g_assert_true (fac_import_mapping_says_who (mapping));
  g_assert_true (fac_import_mapping_apply (mapping, "email,,,,,"));
  g_assert_false (fac_import_mapping_says_who (mapping));
}

/* Names of columns alone are no list. */
static void
test_names_alone (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("RFC,Nombre,CP\n", 14);
  g_autoptr (GError) error = NULL;

  g_assert_null (fac_table_read (bytes, fac_import_is_header, GINT_TO_POINTER (FAC_ENTITY_CUSTOMER),
                                 NULL, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/table/separators", test_separators);
  g_test_add_func ("/transfer/table/encodings", test_encodings);
  g_test_add_func ("/transfer/table/lines", test_lines);
  g_test_add_func ("/transfer/table/headers", test_headers);
  g_test_add_func ("/transfer/table/marks", test_marks);
  g_test_add_func ("/transfer/table/hostile", test_hostile);
  g_test_add_func ("/transfer/table/mixed", test_mixed);
  g_test_add_func ("/transfer/table/cancelled", test_cancelled);
  g_test_add_func ("/transfer/table/mapping", test_mapping);
  g_test_add_func ("/transfer/table/names-alone", test_names_alone);
  return g_test_run ();
}
