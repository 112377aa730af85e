/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the SAT has of a customer, and the link with which it writes its data itself. */
#include "fac-contract.h"

#include "fac-test.h"
#include "fac-text.h"

static FacTaxValidation *
validate (FacContract *self, const char *remote_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_validate_customer_async (self->provider, remote_id, NULL, fac_test_got, &result);
  return fac_provider_validate_customer_finish (self->provider, fac_test_result (&result), error);
}

static FacTaxIdReport *
look_up (FacContract *self, const char *rfc, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_check_tax_id_async (self->provider, rfc, NULL, fac_test_got, &result);
  return fac_provider_check_tax_id_finish (self->provider, fac_test_result (&result), error);
}

static gboolean
send_link (FacContract *self, const char *remote_id, const char *address, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_email_edit_link_async (self->provider, remote_id, address, NULL, fac_test_got,
                                      &result);
  return fac_provider_email_edit_link_finish (self->provider, fac_test_result (&result), error);
}

static void
promise_validation (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_customer ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) created = fac_contract_create (self, wanted, NULL, &error);
  g_autoptr (FacTaxValidation) valid = NULL;

  g_assert_no_error (error);
  valid = validate (self, created->remote_id, &error);
  g_assert_no_error (error);
  g_assert_true (valid->valid);
  g_assert_cmpuint (valid->faults->len, ==, 0);
  g_assert_null (validate (self, "000000000000000000000000", &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_NOT_FOUND);
}

static void
promise_list (FacContract *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTaxIdReport) absent = look_up (self, "EKU9003173C9", &error);
  g_autoptr (FacTaxIdReport) definite = NULL;
  g_autoptr (FacTaxIdReport) cleared = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (absent->situation, ==, FAC_EFOS_ABSENT);
  g_assert_true (absent->trusted);
  g_assert_cmpstr (absent->tax_id, ==, "EKU9003173C9");
  g_assert_cmpstr (absent->list_date, ==, "30/06/2025");
  g_assert_nonnull (absent->body);

  definite = look_up (self, "EFD010101AB1", &error);
  g_assert_no_error (error);
  g_assert_cmpint (definite->situation, ==, FAC_EFOS_DEFINITIVO);
  g_assert_false (definite->trusted);
  g_assert_cmpuint (definite->evidence->len, >, 0);
  cleared = look_up (self, "EFR010101AB1", &error);
  g_assert_no_error (error);
  g_assert_cmpint (cleared->situation, ==, FAC_EFOS_DESVIRTUADO);
  g_assert_true (cleared->trusted);

  g_assert_null (look_up (self, "NADA & más", &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
}

static void
promise_edit_link (FacContract *self)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_customer ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) created = fac_contract_create (self, wanted, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (send_link (self, created->remote_id, "alguien@example.com", &error));
  g_assert_no_error (error);
  g_assert_false (send_link (self, created->remote_id, "nadie", &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_REFUSED);
  g_assert_false (send_link (self, "000000000000000000000000", "alguien@example.com", &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_NOT_FOUND);
}

static void
promise_says_so (FacContract *self)
{
  const FacCapability all = FAC_CAPABILITY_VALIDATE_CUSTOMER | FAC_CAPABILITY_TAX_ID_CHECK
                            | FAC_CAPABILITY_EDIT_LINK;

  g_assert_cmpint (fac_provider_capabilities (self->provider) & all, ==, all);
}

void
fac_contract_add_checks (FacContract *self)
{
  fac_contract_add (self, "checks/says-so", promise_says_so);
  fac_contract_add (self, "checks/validation", promise_validation);
  fac_contract_add (self, "checks/list", promise_list);
  fac_contract_add (self, "checks/edit-link", promise_edit_link);
}
