/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-schema.h"
#include "fac-sat-type.h"

#include <string.h>

#define N_FACETS 3

/* A text and the words that are said of it; NULL: it is good. */
typedef struct
{
  const char *kind;
  const char *facets[N_FACETS];
  const char *text;
  const char *words;
} Case;

static const Case cases[] = {
  { "string", { "re=[^|]*", "min=3", "max=5" }, "ñandú", NULL },
  { "string", { "re=[^|]*", "min=3", "max=5" }, "ñandúes", "hasta 5" },
  { "string", { "re=[^|]*", "min=3", "max=5" }, "  ña  ", "al menos 3" },
  { "string", { "re=[^|]*" }, "a|b", "«|»" },
  { "string", { "re=[0-9]{2}|[A-Z]{3}" }, "AB", "la forma" },
  { "string", { "re=[0-9]{2}|[A-Z]{3}" }, " 12\n", NULL },
  { "string", { "len=2" }, "123", "2 caracteres" },
  { "string", { "keys=Sí|No" }, "No", NULL },
  { "string", { "keys=Sí|No" }, "no", "Sí, No" },
  { "decimal", { "frac=2" }, "1.230000", NULL },
  { "decimal", { "frac=2" }, "1.234", "2 decimales" },
  { "decimal", { "lo=0.01", "hi=99999" }, "0.01", NULL },
  { "decimal", { "lo=0.01", "hi=99999" }, "0.0099", "menor que 0.01" },
  { "decimal", { "lo=0.01", "hi=99999" }, "099999.0", NULL },
  { "decimal", { "lo=0.01", "hi=99999" }, "99999.000001", "mayor que 99999" },
  { "decimal", { "lo=0.000001" }, "-5", "menor que" },
  { "decimal", { "lo=-2" }, "-10", "menor que" },
  { "decimal", { "lo=0" }, "-0.0", NULL },
  { "decimal", { "total=5" }, "00123.4500", NULL },
  { "decimal", { "total=5" }, "1234.56", "5 dígitos" },
  { "decimal", { "frac=2" }, "1e5", "un número" },
  { "integer", { NULL }, "999999999999999999999", NULL },
  { "integer", { NULL }, "1.0", "un número entero" },
  { "int", { "lo=1" }, "2147483647", NULL },
  { "int", { "lo=1" }, "2147483648", "un número entero" },
  { "short", { "lo=2016" }, "40000", "un número entero" },
  { "date", { NULL }, "2024-02-29", NULL },
  { "date", { NULL }, "2026-02-29", "una fecha" },
  { "dateTime", { NULL }, "2026-01-02T23:59:59", NULL },
  { "dateTime", { NULL }, "2026-01-02T24:59:59", "una fecha con hora" },
  { "dateTime", { NULL }, "2026-01-02", "una fecha con hora" },
  { "NMTOKEN", { NULL }, "a b", "sin espacios" },
};

static void
test_types (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) columns = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *fault = NULL;
      FacSatType *type;

      g_ptr_array_add (columns, (gpointer) cases[i].kind);
      g_ptr_array_add (columns, (gpointer) "collapse");
      for (guint j = 0; j < N_FACETS && cases[i].facets[j] != NULL; j++)
        g_ptr_array_add (columns, (gpointer) cases[i].facets[j]);
      g_ptr_array_add (columns, NULL);
      type = fac_sat_type_new ((char **) columns->pdata, &error);
      g_assert_no_error (error);
      fault = fac_sat_type_fault (type, NULL, cases[i].text);
      g_test_message ("%s %s: %s", cases[i].kind, cases[i].text, fault);
      if (cases[i].words == NULL)
        g_assert_null (fault);
      else
        {
          g_assert_nonnull (fault);
          g_assert_nonnull (strstr (fault, cases[i].words));
        }
      fac_sat_type_free (type);
    }
}

static void
test_bad_pattern (void)
{
  const char *columns[] = { "string", "collapse", "re=[0-9", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (fac_sat_type_new ((char **) columns, &error));
  g_assert_error (error, G_REGEX_ERROR, G_REGEX_ERROR_UNTERMINATED_CHARACTER_CLASS);
}

/* Reading the table compiles every pattern in it. */
static void
test_table (void)
{
  const FacSatSchema *schema = fac_sat_schema_get ();
  const FacSatElement *invoice = fac_sat_schema_find (schema, "http://www.sat.gob.mx/cfd/4",
                                                      "Comprobante");
  const FacSatElement *lines, *line;

  g_assert_nonnull (invoice);
  g_assert_true (g_regex_match_simple ("^cfdi:", invoice->path, 0, 0));
  lines = fac_sat_element_child (invoice, "Conceptos");
  line = fac_sat_element_child (lines, "Concepto");
  g_assert_true (line->repeats);
  g_assert_false (lines->repeats);
  g_assert_true (g_regex_match (line->model, "Impuestos,ACuentaTerceros,Parte,Parte,", 0, NULL));
  g_assert_false (g_regex_match (line->model, "ACuentaTerceros,Impuestos,", 0, NULL));
  g_assert_false (g_regex_match (lines->model, "", 0, NULL));
  g_assert_true (fac_sat_element_child (invoice, "Complemento")->any);
  g_assert_null (fac_sat_element_child (invoice, "Concepto"));
  g_assert_nonnull (fac_sat_schema_find (schema, "http://www.sat.gob.mx/CartaPorte31",
                                         "CartaPorte"));
  g_assert_null (fac_sat_schema_find (schema, "http://www.sat.gob.mx/CartaPorte31", "Otro"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/schema/types", test_types);
  g_test_add_func ("/sandbox/schema/bad-pattern", test_bad_pattern);
  g_test_add_func ("/sandbox/schema/table", test_table);
  return g_test_run ();
}
