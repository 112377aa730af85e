/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-error.h"
#include "fac-import-plan.h"
#include "fac-test.h"
#include "fac-vcard.h"

#include <string.h>

static FacImportPlan *
plan_of (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTable) table = NULL;
  g_autoptr (FacImportMapping) mapping = NULL;
  FacImportGround ground = { 0 };
  FacImportPlan *plan;

  g_assert_true (fac_vcard_is_one (bytes));
  table = fac_vcard_read (bytes, NULL, &error);
  g_assert_no_error (error);
  mapping = fac_import_mapping_new (FAC_ENTITY_CUSTOMER, table);
  ground.table = table;
  ground.mapping = mapping;
  plan = fac_import_plan_new (&ground, NULL, &error);
  g_assert_no_error (error);
  return plan;
}

static const FacCustomer *
customer_at (FacImportPlan *plan, guint index)
{
  return ((const FacImportLine *) g_ptr_array_index (plan->lines, index))->object;
}

static void
test_round_trip (void)
{
  g_autoptr (FacCustomer) customer = fac_customer_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (FacImportPlan) plan = NULL;

  customer->legal_name = g_strdup ("UNIVERSIDAD ROBÓTICA ESPAÑOLA; CON UN NOMBRE MUY, MUY LARGO QUE SE DOBLA ÑÑÑÑÑÑÑÑÑÑ");
  customer->tax_id = g_strdup ("URE180429TM6");
  customer->tax_system = g_strdup ("601");
  customer->email = g_strdup ("a@example.com");
  customer->other_emails = g_strdup ("b@example.com, c@example.com");
  customer->phone = g_strdup ("+52 55 1234 5678");
  customer->default_invoice_use = g_strdup ("G03");
  customer->notes = g_strdup ("una\\nota\ncon dos líneas; y más");
  customer->address->street = g_strdup ("Av. Hidalgo");
  customer->address->exterior = g_strdup ("128");
  customer->address->interior = g_strdup ("B");
  customer->address->neighborhood = g_strdup ("Centro");
  customer->address->city = g_strdup ("Toluca");
  customer->address->municipality = g_strdup ("Toluca de Lerdo");
  customer->address->zip = g_strdup ("50000");
  customer->address->state = g_strdup ("México");
  fac_vcard_append (text, customer);
  for (const char *line = text->str; *line != '\0'; line += strcspn (line, "\n") + 1)
    g_assert_cmpuint (strcspn (line, "\r\n"), <=, 75);
  plan = plan_of (text->str);
  g_assert_cmpuint (plan->lines->len, ==, 1);
  g_assert_true (fac_customer_equal_content (customer_at (plan, 0), customer));
}

static void
test_foreign_cards (void)
{
  g_autoptr (FacImportPlan) plan = plan_of (
    "BEGIN:VCARD\nVERSION:3.0\nN:Pérez;Juan;;;\nFN:Juan Pérez\nORG:Escuela Kemper Urgate;Compras\n"
    "item1.EMAIL;type=INTERNET;type=pref:juan@example.com\nEMAIL:otro@example.com\n"
    "TEL;TYPE=\"cell,voice\":55 1234\nADR;TYPE=WORK:;;Calle 1\\, 2;Saltillo;Coahuila;25000;MEX\n"
    "NOTE:Buen cliente.\\nRFC: eku-900317 3c9\nEND:VCARD\n"
    "begin:vcard\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Jos=C3=A9 =\nNi=C3=B1o\n"
    "TEL;CELL:5512\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nN:Solís;Ana\nTEL;VALUE=uri:tel:+52-55\nX-RFC:SOAA800101AB1\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Pe=F1a=0D=0A\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:uno=0D=0Ad=F3s=00\nTEL:1\nTEL:2\nEMAIL:a@b.mx\nEND:VCARD\n");
  const FacCustomer *first = customer_at (plan, 0);

  g_assert_cmpuint (plan->lines->len, ==, 4);
  g_assert_cmpstr (first->notes, ==, "Buen cliente.\nRFC: eku-900317 3c9");
  g_assert_cmpstr (customer_at (plan, 3)->legal_name, ==, "Peña");
  g_assert_cmpstr (customer_at (plan, 3)->phone, ==, "1");
  g_assert_cmpstr (customer_at (plan, 3)->notes, ==, "uno\ndós\n2");
  g_assert_cmpstr (first->legal_name, ==, "ESCUELA KEMPER URGATE");
  g_assert_cmpstr (first->tax_id, ==, "EKU9003173C9");
  g_assert_cmpstr (first->email, ==, "juan@example.com");
  g_assert_cmpstr (first->other_emails, ==, "otro@example.com");
  g_assert_cmpstr (first->phone, ==, "55 1234");
  g_assert_cmpstr (first->address->street, ==, "Calle 1, 2");
  g_assert_cmpstr (first->address->zip, ==, "25000");
  g_assert_null (first->address->country);
  g_assert_cmpstr (customer_at (plan, 1)->legal_name, ==, "José Niño");
  g_assert_cmpuint (((FacImportLine *) plan->lines->pdata[1])->line, ==, 12);
  g_assert_cmpstr (customer_at (plan, 2)->legal_name, ==, "ANA SOLÍS");
  g_assert_cmpstr (customer_at (plan, 2)->phone, ==, "+52-55");
}

/* What is preferred is the customer's, wherever it stands; the parts of two addresses are not mixed. */
static void
test_preferred (void)
{
  g_autoptr (FacImportPlan) plan = plan_of (
    "BEGIN:VCARD\nVERSION:3.0\nFN:A\nEMAIL;TYPE=HOME:casa@example.com\nEMAIL;TYPE=WORK,PREF:oficina@example.com\n"
    "EMAIL:tercero@example.com\nTEL;TYPE=HOME:1\nTEL;TYPE=\"cell,pref\":2\n"
    "ADR;TYPE=HOME:;;Calle 1;Saltillo;Coahuila;25000;\nADR;TYPE=WORK;TYPE=PREF:;;Calle 2;;;64000;\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nFN:B\nEMAIL;PREF=50:b50@example.com\nEMAIL;PREF=2:b2@example.com\n"
    "EMAIL;PREF=1;TYPE=work:b1@example.com\nEMAIL;PREF=200:b200@example.com\nEMAIL:B50@example.com\n"
    "TEL;VALUE=uri:tel:+52-55-1;ext=55\nTEL;PREF=1;VALUE=uri:TEL:+52-55-1234;phone-context=mx;ext=7\n"
    "ADR:;;Calle 3;;;1000;\nADR;PREF=1:;;;;;;\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:2.1\nFN:C\nTEL;HOME:1\nTEL;PREF;CELL:2\nTEL;WORK:2\nX-CALLE:Calle 5\n"
    "ADR:;;Calle 4;;;2000;\nTEL:5512;ext=9\nEND:VCARD\n");
  const FacCustomer *first = customer_at (plan, 0);
  const FacCustomer *second = customer_at (plan, 1);
  const FacCustomer *third = customer_at (plan, 2);

  g_assert_cmpstr (first->email, ==, "oficina@example.com");
  g_assert_cmpstr (first->other_emails, ==, "casa@example.com, tercero@example.com");
  g_assert_cmpstr (first->phone, ==, "2");
  g_assert_cmpstr (first->notes, ==, "1");
  g_assert_cmpstr (first->address->street, ==, "Calle 2");
  g_assert_cmpstr (first->address->zip, ==, "64000");
  g_assert_null (first->address->city);
  g_assert_cmpstr (second->email, ==, "b1@example.com");
  g_assert_cmpstr (second->other_emails, ==, "b2@example.com, b50@example.com, b200@example.com");
  g_assert_cmpstr (second->phone, ==, "+52-55-1234 ext. 7");
  g_assert_cmpstr (second->notes, ==, "+52-55-1 ext. 55");
  g_assert_cmpstr (second->address->street, ==, "Calle 3");
  g_assert_cmpstr (third->phone, ==, "2");
  g_assert_cmpstr (third->notes, ==, "1\n5512;ext=9");
  g_assert_cmpstr (third->address->street, ==, "Calle 5");
}

/* a contact that is not there whole is told, not dropped */
static void
test_torn (void)
{
  static const struct { const char *text; const char *line; } cases[] = {
    { "BEGIN:VCARD\nFN:A\nEND:VCARD\n\nBEGIN:VCARD\nFN:cut off", "5" },
    { "BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\n", "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;

      g_assert_null (fac_vcard_read (bytes, NULL, &error));
      g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].line));
    }
}

static void
test_wide (void)
{
  const char *text = "BEGIN:VCARD\nFN:Peña\nEND:VCARD\n";
  const char *const encodings[] = { "UTF-16", "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FacTable) table = NULL;
      gsize length = 0;
      char *wide = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, &error);
      g_autoptr (GBytes) bytes = g_bytes_new_take (wide, length);

      g_assert_no_error (error);
      g_assert_true (fac_vcard_is_one (bytes));
      table = fac_vcard_read (bytes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (((FacTableRow *) table->rows->data)->cells[0], ==, "Peña");
    }
}

static void
test_none (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("BEGIN:VCARD\nFN", 14);
  g_autoptr (GBytes) csv = g_bytes_new_static ("nombre\n", 7);
  g_autoptr (GError) error = NULL;

  g_assert_null (fac_vcard_read (bytes, NULL, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
  g_assert_false (fac_vcard_is_one (csv));
}

/* Neither is a part taken for the whole, nor does what was cancelled come without a word. */
static void
test_refused (void)
{
  const gsize n = FAC_TABLE_MOST_ROWS + 1;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) many = NULL, few = g_bytes_new_static ("BEGIN:VCARD \nFN:A\nEND:VCARD \n", 29);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) large = NULL, cancelled = NULL, none = NULL;
  g_autoptr (FacTable) table = fac_vcard_read (few, NULL, &none);

  g_assert_no_error (none);
  g_assert_cmpuint (table->rows->len, ==, 1);
  for (gsize i = 0; i < n; i++)
    g_string_append (text, "BEGIN:VCARD\nFN:A\nEND:VCARD\n");
  many = g_bytes_new (text->str, text->len);
  g_assert_null (fac_vcard_read (many, NULL, &large));
  g_assert_error (large, FAC_ERROR, FAC_ERROR_TOO_LARGE);
  g_cancellable_cancel (cancellable);
  g_assert_null (fac_vcard_read (few, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/vcard/round-trip", test_round_trip);
  g_test_add_func ("/transfer/vcard/foreign", test_foreign_cards);
  g_test_add_func ("/transfer/vcard/preferred", test_preferred);
  g_test_add_func ("/transfer/vcard/torn", test_torn);
  g_test_add_func ("/transfer/vcard/wide", test_wide);
  g_test_add_func ("/transfer/vcard/none", test_none);
  g_test_add_func ("/transfer/vcard/refused", test_refused);
  return g_test_run ();
}
