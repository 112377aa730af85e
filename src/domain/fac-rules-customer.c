/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-rules.h"

#include "fac-email.h"
#include "fac-legal-name.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

#define NAME_LENGTH 300
#define FOREIGN_NUMBER_LENGTH 40

static gboolean
is_zip (const char *zip)
{
  return zip != NULL && strlen (zip) == 5 && strspn (zip, "0123456789") == 5;
}

static void
check_name (FacRules *self, const FacCustomer *customer)
{
  g_autofree char *picture = fac_legal_name_picture (customer->legal_name);
  g_autofree char *clean = NULL;

  if (fac_text_is_empty (customer->legal_name))
    {
      fac_rules_error (self, "legal_name", "name-missing",
                       N_("Write the customer’s name as the SAT has it."));
      return;
    }
  fac_rules_text (self, "legal_name", customer->legal_name, NAME_LENGTH);
  if (g_str_equal (customer->legal_name, FAC_NAME_PUBLIC) && !fac_customer_is_public (customer))
    fac_rules_error1 (self, "tax_id", "CFDI40146",
                      N_("The name PUBLICO EN GENERAL goes only with the RFC %1."),
                      FAC_RFC_PUBLIC);
  if (picture != NULL)
    fac_rules_warning1 (self, "legal_name", "CFDI40145",
                        N_("No tax certificate has a “%1”. Write the name as it stands there."),
                        picture);
  if (fac_address_is_foreign (customer->address))
    return;
  clean = fac_legal_name_clean_for (customer->legal_name, customer->tax_id);
  if (!g_str_equal (clean, customer->legal_name))
    fac_rules_warning1 (self, "legal_name", "CFDI40145",
                        N_("The SAT compares names in capitals and without “S.A. de C.V.” or the "
                           "like. "
                           "It should probably be “%1”."), clean);
}

static void
check_foreign_number (FacRules *self, const FacCustomer *customer)
{
  const char *number = customer->tax_id;

  if (fac_text_is_empty (number))
    return;
  if (fac_tax_id_is_generic (number))
    fac_rules_warning1 (self, "tax_id", "tax-id-generic",
                        N_("%1 is nobody’s tax number. Write that of the customer’s country, or "
                           "nothing: the invoice gets the generic RFC by itself."), number);
  else if (fac_tax_id_check (number) == FAC_TAX_ID_OK)
    fac_rules_error (self, "address.country", "CFDI40151",
                     N_("This is a Mexican RFC: the country of the address must be Mexico."));
  else if (!fac_foreign_number_fits (customer->address->country, number))
    fac_rules_error (self, "tax_id", "CFDI40156",
                     N_("Tax numbers of this country have nine digits and nothing else."));
  else if (g_utf8_strlen (number, -1) > FOREIGN_NUMBER_LENGTH)
    fac_rules_error (self, "tax_id", "CFDI40156",
                     N_("A foreign tax number has at most 40 characters."));
  else
    fac_rules_text (self, "tax_id", number, G_MAXUINT);
}

static void
check_foreign (FacRules *self, const FacCustomer *customer)
{
  const char *country = customer->address->country;

  if (fac_rules_knows (self, FAC_CATALOG_COUNTRIES, country) == FAC_KNOWN_NO)
    fac_rules_error1 (self, "address.country", "CFDI40150",
                      N_("The SAT has no country with the code %1."), country);
  check_foreign_number (self, customer);
}

static void
check_rfc (FacRules *self, const FacCustomer *customer)
{
  switch (fac_tax_id_check (customer->tax_id))
    {
    case FAC_TAX_ID_EMPTY:
      fac_rules_error (self, "tax_id", "tax-id-missing", N_("Write the customer’s RFC."));
      break;
    case FAC_TAX_ID_LENGTH:
      fac_rules_error (self, "tax_id", "CFDI40143",
                       N_("An RFC has 12 characters for a company and 13 for a person."));
      break;
    case FAC_TAX_ID_SHAPE:
      fac_rules_error (self, "tax_id", "CFDI40143",
                       N_("This is not written like an RFC: letters, six digits of a date, and "
                          "three more characters."));
      break;
    case FAC_TAX_ID_DATE:
      fac_rules_error (self, "tax_id", "CFDI40143",
                       N_("The six digits in the RFC are not a date."));
      break;
    case FAC_TAX_ID_CHECK_DIGIT:
      fac_rules_warning (self, "tax_id", "tax-id-check-digit",
                         N_("The last character does not fit this RFC. Compare it letter by "
                            "letter with the "
                            "customer’s tax certificate."));
      break;
    case FAC_TAX_ID_OK:
    default:
      if (g_str_equal (customer->tax_id, FAC_RFC_FOREIGN))
        fac_rules_error (self, "address.country", "CFDI40153",
                         N_("Choose the country of this foreign customer."));
      break;
    }
}

static void
check_system (FacRules *self, const FacCustomer *customer)
{
  const char *system = customer->tax_system;
  FacPersonKind person = fac_tax_id_person (customer->tax_id);

  if (fac_text_is_empty (system))
    fac_rules_error (self, "tax_system", "tax-system-missing",
                     N_("Choose the customer’s régimen fiscal."));
  else if (fac_tax_id_is_generic (customer->tax_id))
    {
      if (!g_str_equal (system, "616"))
        fac_rules_error (self, "tax_system", "CFDI40159",
                         N_("With a generic RFC the régimen fiscal must be 616, without "
                            "tax obligations."));
    }
  else if (fac_rules_knows (self, FAC_CATALOG_TAX_SYSTEMS, system) == FAC_KNOWN_NO)
    fac_rules_error1 (self, "tax_system", "CFDI40157", N_("The SAT has no régimen fiscal %1."),
                      system);
  else if (person != FAC_PERSON_UNKNOWN
           && fac_rules_system_refused (self, system, person == FAC_PERSON_MORAL))
    fac_rules_error1 (self, "tax_system", "CFDI40158",
                      person == FAC_PERSON_MORAL ? N_("The régimen fiscal %1 is not for companies.")
                                                 : N_("The régimen fiscal %1 is not for persons."),
                                                     system);
}

static void
check_zip (FacRules *self, const FacCustomer *customer, const char *place)
{
  const char *zip = customer->address->zip;

  if (fac_text_is_empty (zip))
    fac_rules_error (self, "address.zip", "zip-missing",
                     N_("Write the postal code of the customer’s fiscal address."));
  else if (!is_zip (zip))
    fac_rules_error (self, "address.zip", "CFDI40147", N_("A postal code has five digits."));
  else if (fac_tax_id_is_generic (customer->tax_id))
    {
      if (place != FAC_PLACE_UNKNOWN && !g_str_equal (zip, place))
        fac_rules_error1 (self, "address.zip", "CFDI40149",
                          N_("With a generic RFC the postal code must be that of the place of "
                             "issue, %1."), place);
    }
  else if (fac_rules_knows (self, FAC_CATALOG_ZIPS, zip) == FAC_KNOWN_NO)
    fac_rules_error1 (self, "address.zip", "CFDI40147", N_("The SAT has no postal code %1."), zip);
}

static void
check_email (FacRules *self, const FacCustomer *customer)
{
  if (!fac_text_is_empty (customer->email) && !fac_email_is_valid (customer->email))
    fac_rules_error (self, "email", "email-shape", N_("This is not an e-mail address."));
}

/* They never leave this machine as the customer's: no document is held up by them. */
static void
check_other_emails (FacRules *self, const FacCustomer *customer)
{
  g_autofree char *all = fac_customer_dup_emails (customer);
  g_auto (GStrv) every = fac_email_split (all);
  g_auto (GStrv) others = fac_email_split (customer->other_emails);

  for (char **address = others; *address != NULL; address++)
    if (!fac_email_is_valid (*address))
      {
        fac_rules_error1 (self, "other_emails", "email-shape",
                          N_("“%1” is not an e-mail address."), *address);
        return;
      }
  if (g_strv_length (every) > FAC_EMAIL_MOST)
    fac_rules_error (self, "other_emails", "emails-too-many",
                     N_("A message goes to ten addresses at most."));
}

static void
check_use (FacRules *self, const FacCustomer *customer)
{
  const char *use = customer->default_invoice_use;
  const char *system = fac_rules_receiver_system (customer);
  gboolean moral = fac_tax_id_person (customer->tax_id) == FAC_PERSON_MORAL;

  if (fac_text_is_empty (use))
    return;
  if (fac_rules_knows (self, FAC_CATALOG_USES, use) == FAC_KNOWN_NO)
    fac_rules_error1 (self, "default_invoice_use", "CFDI40160", N_("The SAT has no use %1."), use);
  else if (!fac_text_is_empty (system) && fac_rules_use_refused (self, use, system, moral))
    fac_rules_add (self, FAC_FINDING_ERROR, "default_invoice_use", "CFDI40161",
                   N_("The use %1 is not allowed for the régimen fiscal %2."), use, system);
}

void
fac_rules_customer (FacRules *self, const FacCustomer *customer, const char *place)
{
  check_name (self, customer);
  if (fac_address_is_foreign (customer->address))
    check_foreign (self, customer);
  else
    {
      check_rfc (self, customer);
      check_system (self, customer);
      check_zip (self, customer, place);
    }
  check_email (self, customer);
}

GPtrArray *
fac_customer_check (const FacCustomer *customer, const FacRulesContext *context)
{
  FacRules rules;

  fac_rules_init (&rules, context);
  fac_rules_customer (&rules, customer, FAC_PLACE_UNKNOWN);
  check_other_emails (&rules, customer);
  check_use (&rules, customer);
  return fac_rules_finish (&rules);
}
