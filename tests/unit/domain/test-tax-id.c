/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-legal-name.h"
#include "fac-tax-id.h"

static void
test_good (void)
{
  static const char *const moral[] = { "EKU9003173C9", "URE180429TM6", "XIA190128J61",
                                       "IXS7607092R5", "ICV060329BY0",
                                       "H&E951128469", "JES900109Q90" };
  static const char *const fisica[] = { "CACX7605101P8", "FUNK671228PH6", "KAHO641101B39" };

  for (gsize i = 0; i < G_N_ELEMENTS (moral); i++)
    {
      g_assert_cmpint (fac_tax_id_check (moral[i]), ==, FAC_TAX_ID_OK);
      g_assert_cmpint (fac_tax_id_person (moral[i]), ==, FAC_PERSON_MORAL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fisica); i++)
    {
      g_assert_cmpint (fac_tax_id_check (fisica[i]), ==, FAC_TAX_ID_OK);
      g_assert_cmpint (fac_tax_id_person (fisica[i]), ==, FAC_PERSON_FISICA);
    }
}

static void
test_digit (void)
{
  g_assert_cmpint (fac_tax_id_check_digit ("EKU9003173C"), ==, '9');
  g_assert_cmpint (fac_tax_id_check_digit ("EKU9003173C9"), ==, '9');
  g_assert_cmpint (fac_tax_id_check_digit ("CACX7605101P"), ==, '8');
  g_assert_cmpint (fac_tax_id_check_digit ("CACX7605101P8"), ==, '8');
  g_assert_cmpint (fac_tax_id_check_digit ("H&E95112846"), ==, '9');
  g_assert_cmpint (fac_tax_id_check_digit ("EKU90"), ==, 0);
  g_assert_cmpint (fac_tax_id_check_digit (""), ==, 0);
  g_assert_cmpint (fac_tax_id_check_digit (NULL), ==, 0);
  /* the result A, and Ñ as one character */
  g_assert_cmpint (fac_tax_id_check_digit ("ÑAND800101AA"), !=, 0);
}

static void
test_every_wrong_digit_is_seen (void)
{
  static const char digits[] = "0123456789A";
  int right = 0;

  for (gsize i = 0; digits[i] != '\0'; i++)
    {
      char rfc[] = "EKU9003173C9";

      rfc[11] = digits[i];
      right += fac_tax_id_check (rfc) == FAC_TAX_ID_OK;
      if (digits[i] != '9')
        g_assert_cmpint (fac_tax_id_check (rfc), ==, FAC_TAX_ID_CHECK_DIGIT);
    }
  g_assert_cmpint (right, ==, 1);
}

static void
test_problems (void)
{
  static const struct
  {
    const char     *rfc;
    FacTaxIdProblem problem;
  } cases[] = {
    { "", FAC_TAX_ID_EMPTY }, { NULL, FAC_TAX_ID_EMPTY }, { "EKU9003173C", FAC_TAX_ID_LENGTH },
    { "EKU9003173C99999", FAC_TAX_ID_LENGTH }, { "E1U9003173C9", FAC_TAX_ID_SHAPE },
    { "EKU9OO3173C9", FAC_TAX_ID_SHAPE }, { "EKU9003173CZ", FAC_TAX_ID_SHAPE },
    { "eku9003173c9", FAC_TAX_ID_SHAPE },
    { "EKU900317ÑC9", FAC_TAX_ID_SHAPE }, { "EKU9003173 9", FAC_TAX_ID_SHAPE },
    { "EKU9013173C9", FAC_TAX_ID_DATE }, { "EKU9000173C9", FAC_TAX_ID_DATE },
    { "EKU9003003C9", FAC_TAX_ID_DATE },
    { "EKU9003323C9", FAC_TAX_ID_DATE }, { "EKU9004313C9", FAC_TAX_ID_DATE },
    { "EKU9002293C9", FAC_TAX_ID_DATE },
    { "EKU9202293C9", FAC_TAX_ID_CHECK_DIGIT }, { "EKU0002293C9", FAC_TAX_ID_CHECK_DIGIT },
    { "EKU0102293C9", FAC_TAX_ID_DATE }, { "EKU9202303C9", FAC_TAX_ID_DATE },
    { "AAA010101AAA", FAC_TAX_ID_CHECK_DIGIT },
    { FAC_RFC_PUBLIC, FAC_TAX_ID_OK }, { FAC_RFC_FOREIGN, FAC_TAX_ID_OK },
    { FAC_RFC_THIRD_PARTY, FAC_TAX_ID_OK },
    { "\xff\xfe", FAC_TAX_ID_LENGTH }, { "EKU9003173C\xff", FAC_TAX_ID_SHAPE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (fac_tax_id_check (cases[i].rfc) != cases[i].problem)
        g_test_message ("%s", cases[i].rfc);
      g_assert_cmpint (fac_tax_id_check (cases[i].rfc), ==, cases[i].problem);
    }
  g_assert_cmpint (fac_tax_id_person ("nonsense"), ==, FAC_PERSON_UNKNOWN);
  g_assert_cmpint (fac_tax_id_person (NULL), ==, FAC_PERSON_UNKNOWN);
  g_assert_cmpint (fac_tax_id_person (FAC_RFC_THIRD_PARTY), ==, FAC_PERSON_FISICA);
  g_assert_false (fac_tax_id_is_generic (NULL));
}

static void
test_normalize (void)
{
  static const char *const cases[][2] = {
    { " eku-900317 3c9 ", "EKU9003173C9" }, { "eku900317–3c9", "EKU9003173C9" },
    { "h&e951128469", "H&E951128469" },
    { "ñand800101aa1", "ÑAND800101AA1" }, { "n\xcc\x83" "and800101aa1", "ÑAND800101AA1" },
    { "EKU9003173C9\xc2\xa0", "EKU9003173C9" }, { "", "" },
  };
  g_autofree char *nothing = fac_tax_id_normalize (NULL);

  g_assert_cmpstr (nothing, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = fac_tax_id_normalize (cases[i][0]);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
assert_foreign (const char *country, const char *number, const char *expected)
{
  g_autofree char *text = fac_foreign_number_normalize (country, number);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_foreign (void)
{
  g_assert_true (fac_foreign_number_fits ("USA", "987654321"));
  g_assert_true (fac_foreign_number_fits ("CAN", NULL));
  g_assert_true (fac_foreign_number_fits ("CAN", ""));
  g_assert_true (fac_foreign_number_fits ("DEU", "DE123"));
  g_assert_true (fac_foreign_number_fits (NULL, "x"));
  g_assert_false (fac_foreign_number_fits ("USA", "98-7654321"));
  g_assert_false (fac_foreign_number_fits ("USA", "98765432"));
  g_assert_false (fac_foreign_number_fits ("CAN", "98765432A"));
  assert_foreign ("USA", "98-765 4321", "987654321");
  assert_foreign ("USA", "98-7654", "98-7654");
  assert_foreign ("DEU", "DE 123-456", "DE 123-456");
  assert_foreign ("USA", NULL, NULL);
}

static void
test_names (void)
{
  static const char *const cases[][2] = {
    { "Escuela Kemper Urgate, S.A. de C.V.", "ESCUELA KEMPER URGATE" },
    { "ESCUELA KEMPER URGATE SA DE CV", "ESCUELA KEMPER URGATE" },
    { "Escuela Kemper Urgate S. A. de C. V.", "ESCUELA KEMPER URGATE" },
    { "escuela kemper urgate s.a. de c.v", "ESCUELA KEMPER URGATE" },
    { "ESCUELA KEMPER URGATE  SADECV", "ESCUELA KEMPER URGATE" },
    { "Ferretera del Norte S. de R.L. de C.V.", "FERRETERA DEL NORTE" },
    { "Ferretera del Norte S DE RL DE CV", "FERRETERA DEL NORTE" },
    { "Ferretera del Norte S de RL MI", "FERRETERA DEL NORTE" },
    { "Despacho Núñez y Asociados, S.C.", "DESPACHO NÚÑEZ Y ASOCIADOS" },
    { "Fundación Ñandú A.C.", "FUNDACIÓN ÑANDÚ" },
    { "Datos Libres S.A.P.I. de C.V.", "DATOS LIBRES" },
    { "Crédito Fácil SA de CV SOFOM ENR", "CRÉDITO FÁCIL" },
    { "Crédito Fácil, S.A. de C.V., SOFOM, E.N.R.", "CRÉDITO FÁCIL" },
    { "Tienda Única S.A.S.", "TIENDA ÚNICA" },
    { "Productores del Valle S.P.R. de R.L. de C.V.", "PRODUCTORES DEL VALLE" },
    { "Pescadores SC de RL", "PESCADORES" },
    { "Molinos SOCIEDAD ANÓNIMA DE CAPITAL VARIABLE", "MOLINOS" },
    { "Herrería & Eléctricos S.A.", "HERRERÍA & ELÉCTRICOS" },
    { "JUAN PEREZ  LOPEZ", "JUAN PEREZ LOPEZ" },
    { "  Juan\tPérez\n", "JUAN PÉREZ" },
    { "ACME TOOLS INC.", "ACME TOOLS INC" },
    { "LA CASA", "LA CASA" },
    { "CASAS DE C V NUEVA", "CASAS DE C V NUEVA" },
    { "SA DE CV", "SA DE CV" },
    { "PUBLICO EN GENERAL", "PUBLICO EN GENERAL" },
    { "", "" },
  };
  g_autofree char *nothing = fac_legal_name_clean (NULL);

  g_assert_cmpstr (nothing, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = fac_legal_name_clean (cases[i][0]);
      g_autofree char *again = fac_legal_name_clean (clean);

      g_assert_cmpstr (clean, ==, cases[i][1]);
      g_assert_cmpstr (again, ==, clean);
    }
}

static void
test_names_of_persons (void)
{
  g_autofree char *person = fac_legal_name_clean_for ("María Sa", "xiqb-891116 qe4");
  g_autofree char *company = fac_legal_name_clean_for ("Tornillos  S.A.", "EKU9003173C9");
  g_autofree char *nobody = fac_legal_name_clean_for ("Tornillos S.A.", NULL);
  g_autofree char *mistyped = fac_legal_name_clean_for ("María Sa", "XIQB891116QE5");
  g_autofree char *everybody = fac_legal_name_clean_for (" Público en General.", "xaxx-010101-000");
  g_autofree char *other = fac_legal_name_clean_for ("Público en General", "EKU9003173C9");

  g_assert_cmpstr (person, ==, "MARÍA SA");
  g_assert_cmpstr (company, ==, "TORNILLOS");
  g_assert_cmpstr (nobody, ==, "TORNILLOS");
  g_assert_cmpstr (mistyped, ==, "MARÍA SA");
  g_assert_cmpstr (everybody, ==, "PUBLICO EN GENERAL");
  g_assert_cmpstr (other, ==, "PÚBLICO EN GENERAL");
}

static void
test_what_no_certificate_has (void)
{
  g_autofree char *unseen = fac_legal_name_clean ("AC\xe2\x80\xaeME \xe2\x80\x8bSUR");
  g_autofree char *picture = fac_legal_name_picture ("TACOS \xf0\x9f\x8c\xae EL GÜERO");
  g_autofree char *star = fac_legal_name_picture ("\xe2\x98\x85 ESTRELLA");
  g_autofree char *none = fac_legal_name_picture ("ÑANDÚ & HIJOS ® N° 1 + \"A\" / B_C");

  g_assert_cmpstr (unseen, ==, "ACME SUR");
  g_assert_cmpstr (picture, ==, "\xf0\x9f\x8c\xae");
  g_assert_cmpstr (star, ==, "\xe2\x98\x85");
  g_assert_null (none);
  g_assert_null (fac_legal_name_picture (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tax-id/good", test_good);
  g_test_add_func ("/tax-id/digit", test_digit);
  g_test_add_func ("/tax-id/every-wrong-digit", test_every_wrong_digit_is_seen);
  g_test_add_func ("/tax-id/problems", test_problems);
  g_test_add_func ("/tax-id/normalize", test_normalize);
  g_test_add_func ("/tax-id/foreign", test_foreign);
  g_test_add_func ("/legal-name/clean", test_names);
  g_test_add_func ("/legal-name/persons", test_names_of_persons);
  g_test_add_func ("/legal-name/what-no-certificate-has", test_what_no_certificate_has);
  return g_test_run ();
}
