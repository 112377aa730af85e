/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax-id-report.h"
#include "fac-tax-validation.h"

#include "fac-test.h"
#include "fac-text.h"

static FacCustomer *
make_customer (void)
{
  FacCustomer *customer = fac_customer_new ();

  fac_set_string (&customer->tax_id, "EKU9003173C9");
  fac_set_string (&customer->legal_name, "ESCUELA KEMPER URGATE");
  fac_set_string (&customer->tax_system, "601");
  fac_set_string (&customer->address->zip, "42501");
  return customer;
}

static void
test_validation_bytes (void)
{
  g_autoptr (FacCustomer) customer = make_customer ();
  g_autoptr (FacTaxValidation) made = fac_tax_validation_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) damaged = g_bytes_new_static ("x", 1);
  g_autoptr (FacTaxValidation) read = NULL;
  const FacTaxFault *fault;

  made->at = 1790000000000000;
  fac_tax_validation_about (made, customer);
  fac_tax_validation_add (made, "customer.zip", "tax_address_zip_mismatch", "El código…");
  fac_tax_validation_add (made, NULL, NULL, "Algo más");
  bytes = fac_tax_validation_to_bytes (made);
  read = fac_tax_validation_from_bytes (bytes);
  g_assert_cmpint (read->at, ==, made->at);
  g_assert_false (read->valid);
  g_assert_true (fac_tax_validation_fits (read, customer));
  g_assert_cmpuint (read->faults->len, ==, 2);
  fault = read->faults->pdata[0];
  g_assert_cmpstr (fault->path, ==, "address.zip");
  g_assert_cmpstr (fault->code, ==, "tax_address_zip_mismatch");
  fault = read->faults->pdata[1];
  g_assert_cmpstr (fault->path, ==, "");
  g_assert_cmpstr (fault->message, ==, "Algo más");
  g_assert_null (fac_tax_validation_from_bytes (damaged));
}

/* what was corrected is no longer to blame, and the rest still is */
static void
test_stands (void)
{
  g_autoptr (FacCustomer) customer = make_customer ();
  g_autoptr (FacTaxValidation) made = fac_tax_validation_new ();
  const FacTaxFault *zip;
  const FacTaxFault *name;

  fac_tax_validation_about (made, customer);
  fac_tax_validation_add (made, "address.zip", NULL, "Código");
  fac_tax_validation_add (made, "legal_name", NULL, "Nombre");
  zip = made->faults->pdata[0];
  name = made->faults->pdata[1];
  fac_set_string (&customer->phone, "5511111111");
  g_assert_true (fac_tax_validation_fits (made, customer));
  fac_set_string (&customer->address->zip, "06000");
  g_assert_false (fac_tax_validation_fits (made, customer));
  g_assert_false (fac_tax_validation_stands (made, zip, customer));
  g_assert_true (fac_tax_validation_stands (made, name, customer));
  fac_set_string (&customer->tax_id, "XAXX010101000");
  g_assert_false (fac_tax_validation_stands (made, name, customer));
}

static void
test_report_bytes (void)
{
  g_autoptr (FacTaxIdReport) made = fac_tax_id_report_new ("EFD010101AB1");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (FacTaxIdReport) read = NULL;
  const FacTaxIdEvidence *entry;

  fac_tax_id_report_list (made, "Definitivo");
  fac_tax_id_report_list (made, "Desvirtuado");
  fac_tax_id_report_add (made, "numFechaPresuncion", "500-05 de fecha");
  made->at = 5;
  g_assert_cmpint (made->situation, ==, FAC_EFOS_DEFINITIVO);
  bytes = fac_tax_id_report_to_bytes (made);
  read = fac_tax_id_report_from_bytes (bytes);
  g_assert_cmpint (read->situation, ==, FAC_EFOS_DEFINITIVO);
  g_assert_cmpstr (read->listed_as, ==, "Definitivo");
  g_assert_cmpstr (read->tax_id, ==, "EFD010101AB1");
  g_assert_cmpint (read->at, ==, 5);
  g_assert_cmpuint (read->evidence->len, ==, 1);
  entry = read->evidence->pdata[0];
  g_assert_cmpstr (entry->value, ==, "500-05 de fecha");
}

/* what the list will say one day, and an answer that has something against it but no entry */
static void
test_unknown_word (void)
{
  g_autoptr (FacTaxIdReport) word = fac_tax_id_report_new ("EFD010101AB1");
  g_autoptr (FacTaxIdReport) none = fac_tax_id_report_new ("EFD010101AB1");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (FacTaxIdReport) read = NULL;

  fac_tax_id_report_list (word, "En revisión");
  g_assert_cmpint (word->situation, ==, FAC_EFOS_OTHER);
  fac_tax_id_report_list (none, NULL);
  bytes = fac_tax_id_report_to_bytes (none);
  read = fac_tax_id_report_from_bytes (bytes);
  g_assert_cmpint (read->situation, ==, FAC_EFOS_OTHER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tax-checks/validation-bytes", test_validation_bytes);
  g_test_add_func ("/tax-checks/stands", test_stands);
  g_test_add_func ("/tax-checks/report-bytes", test_report_bytes);
  g_test_add_func ("/tax-checks/unknown-word", test_unknown_word);
  return g_test_run ();
}
