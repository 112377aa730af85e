/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "fac-tax-id.h"
#include "fac-text.h"

static void
test_customer (RulesFixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;
  const FacFinding *name;

  fac_set_string (&customer->tax_id, "URE180429TM7");
  rules_assert_only (self, "customer.tax_id", FAC_FINDING_WARNING, "tax-id-check-digit");
  fac_set_string (&customer->tax_id, "URE181329TM6");
  rules_assert_error (self, "customer.tax_id", "CFDI40143");
  fac_set_string (&customer->tax_id, "");
  rules_assert_error (self, "customer.tax_id", "tax-id-missing");
  fac_set_string (&customer->tax_id, "URE180429TM6");
  fac_set_string (&customer->legal_name, "Universidad Robótica, S.A. de C.V.");
  rules_assert_only (self, "customer.legal_name", FAC_FINDING_WARNING, "CFDI40145");
  name = rules_find (self->findings, "customer.legal_name", "CFDI40145");
  g_assert_cmpstr (name->arguments[0], ==, "UNIVERSIDAD ROBÓTICA");
  fac_set_string (&customer->legal_name, NULL);
  rules_assert_error (self, "customer.legal_name", "name-missing");
  fac_set_string (&customer->legal_name, "X|Y");
  rules_assert_error (self, "customer.legal_name", "text-with-bar");
  fac_set_string (&customer->legal_name, "UNIVERSIDAD");
  fac_set_string (&customer->address->zip, "8699");
  rules_assert_error (self, "customer.address.zip", "CFDI40147");
  fac_set_string (&customer->address->zip, "99999");
  rules_assert_error (self, "customer.address.zip", "CFDI40147");
  self->catalog->unsure = "zips";
  rules_assert_clean (self);
  fac_set_string (&customer->address->zip, NULL);
  rules_assert_error (self, "customer.address.zip", "zip-missing");
  fac_set_string (&customer->address->zip, "86991");
  fac_set_string (&customer->email, "no es un correo");
  rules_assert_error (self, "customer.email", "email-shape");
  fac_set_string (&customer->email, "a@b.mx");
  rules_assert_clean (self);
}

static void
assert_other_emails (RulesFixture *self, const char *text, const char *code)
{
  g_autoptr(GPtrArray) findings = NULL;

  fac_set_string (&self->invoice->customer->other_emails, text);
  findings = fac_customer_check (self->invoice->customer, &self->context);
  rules_print (findings);
  g_assert_cmpuint (findings->len, ==, code != NULL ? 1 : 0);
  g_assert_true (code == NULL || rules_find (findings, "other_emails", code) != NULL);
}

/* They are this machine's alone: what is wrong with them holds up the customer's form, not an invoice. */
static void
test_other_emails (RulesFixture *self, gconstpointer data)
{
  fac_set_string (&self->invoice->customer->email, "a@b.mx");
  assert_other_emails (self, NULL, NULL);
  assert_other_emails (self, "b@b.mx, c@b.mx", NULL);
  assert_other_emails (self, "b@b.mx, c@b", "email-shape");
  rules_assert_clean (self);
  assert_other_emails (self, "1@b.mx 2@b.mx 3@b.mx 4@b.mx 5@b.mx 6@b.mx 7@b.mx 8@b.mx 9@b.mx", NULL);
  assert_other_emails (self, "1@b.mx 2@b.mx 3@b.mx 4@b.mx 5@b.mx 6@b.mx 7@b.mx 8@b.mx 9@b.mx 0@b.mx",
                       "emails-too-many");
}

static void
test_regime (RulesFixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;

  fac_set_string (&customer->tax_system, "612");
  rules_assert_error (self, "customer.tax_system", "CFDI40158");
  fac_set_string (&customer->tax_system, "999");
  rules_assert_error (self, "customer.tax_system", "CFDI40157");
  self->catalog->unsure = "tax_systems";
  rules_assert_clean (self);
  self->catalog->unsure = NULL;
  fac_set_string (&customer->tax_system, NULL);
  rules_assert_error (self, "customer.tax_system", "tax-system-missing");
  fac_set_string (&customer->tax_system, "601");
  fac_set_string (&self->invoice->use, "D01");
  rules_assert_error (self, "use", "CFDI40161");
  self->catalog->unsure = "cfdi_uses";
  rules_assert_clean (self);
  self->catalog->unsure = NULL;
  fac_set_string (&self->invoice->use, "P01");
  rules_assert_error (self, "use", "CFDI40160");
  fac_set_string (&self->invoice->use, NULL);
  rules_assert_error (self, "use", "use-missing");
}

static void
test_public (RulesFixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;

  fac_set_string (&customer->tax_id, FAC_RFC_PUBLIC);
  fac_set_string (&customer->legal_name, FAC_NAME_PUBLIC);
  fac_set_string (&customer->tax_system, "616");
  fac_set_string (&customer->address->zip, "42501");
  fac_set_string (&self->invoice->use, "S01");
  rules_assert_error (self, "global", "CFDI40130");
  self->invoice->global = fac_global_info_new ("month", "02", 2026);
  rules_assert_clean (self);
  fac_set_string (&customer->address->zip, "86991");
  rules_assert_error (self, "customer.address.zip", "CFDI40149");
  fac_set_string (&customer->address->zip, "42501");
  fac_set_string (&customer->tax_system, "601");
  rules_assert_error (self, "customer.tax_system", "CFDI40159");
  fac_set_string (&customer->tax_system, "616");
  fac_set_string (&self->invoice->use, "G03");
  rules_assert_error (self, "use", "CFDI40161");
  fac_set_string (&self->invoice->use, "S01");
  fac_set_string (&customer->legal_name, "JUAN PEREZ");
  rules_assert_error (self, "global", "global-not-allowed");
  g_clear_pointer (&self->invoice->global, fac_global_info_free);
  rules_assert_clean (self);
  fac_set_string (&customer->legal_name, FAC_NAME_PUBLIC);
  fac_set_string (&customer->tax_id, "CACX7605101P8");
  fac_set_string (&customer->tax_system, "612");
  fac_set_string (&customer->address->zip, "36257");
  rules_assert_error (self, "customer.tax_id", "CFDI40146");
}

static void
test_global_period (RulesFixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;

  fac_set_string (&customer->tax_id, FAC_RFC_PUBLIC);
  fac_set_string (&customer->legal_name, FAC_NAME_PUBLIC);
  fac_set_string (&customer->tax_system, "616");
  fac_set_string (&customer->address->zip, "42501");
  fac_set_string (&self->invoice->use, "S01");
  self->invoice->global = fac_global_info_new ("month", "13", 2026);
  rules_assert_error (self, "global.months", "CFDI40134");
  fac_set_string (&self->invoice->global->months, "2");
  rules_assert_error (self, "global.months", "CFDI40133");
  fac_set_string (&self->invoice->global->months, "12");
  self->invoice->global->year = 2020;
  rules_assert_error (self, "global.year", "CFDI40136");
  self->invoice->global->year = 2027;
  rules_assert_error (self, "global.year", "CFDI40136");
  self->invoice->global->year = 2021;
  rules_assert_clean (self);
  fac_set_string (&self->invoice->global->periodicity, "yearly");
  rules_assert_error (self, "global.periodicity", "CFDI40131");
  fac_set_string (&self->invoice->global->periodicity, "two_months");
  fac_set_string (&self->invoice->global->months, "13");
  rules_assert_error (self, "global.periodicity", "CFDI40132");
  fac_set_string (&self->organization->tax_system, "621");
  rules_assert_clean (self);
  fac_set_string (&self->invoice->global->months, "12");
  rules_assert_error (self, "global.months", "CFDI40135");
}

static void
test_foreign (RulesFixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;

  fac_set_string (&customer->tax_id, "987654321");
  fac_set_string (&customer->legal_name, "Acme Tools Inc.");
  fac_set_string (&customer->tax_system, NULL);
  fac_set_string (&customer->address->zip, "10001-0001");
  fac_set_string (&customer->address->country, "USA");
  fac_set_string (&self->invoice->use, "S01");
  rules_assert_clean (self);
  fac_set_string (&customer->tax_id, NULL);
  rules_assert_clean (self);
  fac_set_string (&customer->address->zip, NULL);
  rules_assert_clean (self);
  g_assert_false (fac_customer_is_incomplete (customer));
  fac_set_string (&customer->address->zip, "10001");
  fac_set_string (&customer->tax_id, "98-7654321");
  rules_assert_error (self, "customer.tax_id", "CFDI40156");
  fac_set_string (&customer->tax_id, FAC_RFC_FOREIGN);
  rules_assert_only (self, "customer.tax_id", FAC_FINDING_WARNING, "tax-id-generic");
  fac_set_string (&customer->tax_id, "987654321");
  fac_set_string (&self->invoice->use, "G03");
  rules_assert_error (self, "use", "CFDI40161");
  fac_set_string (&self->invoice->use, "S01");
  fac_set_string (&customer->address->country, "ZZZ");
  rules_assert_error (self, "customer.address.country", "CFDI40150");
  fac_set_string (&customer->address->country, "USA");
  fac_set_string (&customer->tax_id, "EKU9003173C9");
  rules_assert_error (self, "customer.address.country", "CFDI40151");
  fac_set_string (&customer->address->country, "DEU");
  self->catalog->unsure = "countries";
  fac_set_string (&customer->tax_id, "DE 123-456/789");
  rules_assert_clean (self);
  fac_set_string (&customer->tax_id, "DE|123");
  rules_assert_error (self, "customer.tax_id", "text-with-bar");
  fac_set_string (&customer->tax_id, "01234567890123456789012345678901234567890");
  rules_assert_error (self, "customer.tax_id", "CFDI40156");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  RULES_ADD ("customer", test_customer);
  RULES_ADD ("other-emails", test_other_emails);
  RULES_ADD ("regime", test_regime);
  RULES_ADD ("public", test_public);
  RULES_ADD ("global-period", test_global_period);
  RULES_ADD ("foreign", test_foreign);
  return g_test_run ();
}
