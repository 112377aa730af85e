/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-contract.h"

#include "fac-facturapi-provider.h"
#include "fac-mock-provider.h"
#include "fac-test.h"

#include <string.h>

static FacContractSandbox *sandbox;
static FacHttpClient *client;
static char *skip_reason;

static void
test_sandbox_absent (void)
{
  g_test_skip (skip_reason);
}

/* Asked of the sandbox alone: the mock has no keys. */
static void
promise_wrong_key (FacContract *self)
{
  g_autoptr (FacProvider) provider
    = fac_facturapi_provider_new (client, fac_contract_sandbox_url (sandbox),
                                  "sk_test_notthekeyofanybody0000");
  FacContract stranger = { "stranger", provider };
  g_autoptr (GError) error = NULL;

  g_assert_null (fac_contract_list (&stranger, FAC_ENTITY_INVOICE, NULL, &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_KEY);
}

/* Fiscal documents alone have ZIPs of months; a key of tests says so before it asks. */
static void
promise_months_of_live (FacContract *self)
{
  g_autoptr (FacProvider) live
    = fac_facturapi_provider_new (client, fac_contract_sandbox_url (sandbox),
                                  fac_contract_sandbox_live_key (sandbox));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (fac_provider_capabilities (live) & FAC_CAPABILITY_MONTHS, !=, 0);
  g_assert_cmpint (fac_provider_capabilities (self->provider) & FAC_CAPABILITY_MONTHS, ==, 0);
  fac_provider_request_month_async (self->provider, 2026, 1, NULL, fac_test_got, &result);
  g_assert_null (fac_provider_month_finish (self->provider, fac_test_result (&result), &error));
  fac_contract_assert_refused (&error, FAC_API_ERROR_ACCOUNT);
}

/* Which beginning of an RFC is in which situation is the sandbox's table. */
static void
promise_every_situation (FacContract *self)
{
  static const struct { const char *rfc; FacEfosSituation situation; gboolean trusted; } cases[] = {
    { "EFA010101AB1", FAC_EFOS_PREVISTO, TRUE },    { "EFP010101AB1", FAC_EFOS_PRESUNTO, FALSE },
    { "EFR010101AB1", FAC_EFOS_DESVIRTUADO, TRUE }, { "EFD010101AB1", FAC_EFOS_DEFINITIVO, FALSE },
    { "EFS010101AB1", FAC_EFOS_SENTENCIA, TRUE },   { "EFX010101AB1", FAC_EFOS_SUPRIMIDA, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (FacTaxIdReport) report = NULL;

      fac_provider_check_tax_id_async (self->provider, cases[i].rfc, NULL, fac_test_got, &result);
      report = fac_provider_check_tax_id_finish (self->provider, fac_test_result (&result), &error);
      g_assert_no_error (error);
      g_assert_cmpint (report->situation, ==, cases[i].situation);
      g_assert_cmpint (report->trusted, ==, cases[i].trusted);
      g_assert_cmpstr (report->name, ==, "CONTRIBUYENTE DE PRACTICA");
      g_assert_cmpuint (report->evidence->len, >=, 7);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (FacProvider) mock = NULL;
  g_autoptr (FacProvider) facturapi = NULL;
  g_autoptr (FacProvider) live = NULL;
  FacContract contracts[3] = { { "mock", NULL }, { "sandbox", NULL }, { "live", NULL } };
  int result;

  g_test_init (&argc, &argv, NULL);
  mock = FAC_PROVIDER (fac_mock_provider_new ());
  contracts[0].provider = mock;
  fac_contract_add_parties (&contracts[0]);
  fac_contract_add_invoices (&contracts[0]);
  fac_contract_add_fields (&contracts[0]);
  fac_contract_add_requests (&contracts[0]);
  fac_contract_add_checks (&contracts[0]);
  sandbox = fac_contract_sandbox_start (&skip_reason);
  client = fac_http_client_new ();
  if (sandbox != NULL)
    {
      facturapi = fac_facturapi_provider_new (client, fac_contract_sandbox_url (sandbox),
                                              fac_contract_sandbox_key (sandbox));
      contracts[1].provider = facturapi;
      fac_contract_add_parties (&contracts[1]);
      fac_contract_add_invoices (&contracts[1]);
      fac_contract_add_fields (&contracts[1]);
      fac_contract_add_requests (&contracts[1]);
      fac_contract_add_checks (&contracts[1]);
      fac_contract_add (&contracts[1], "every-situation", promise_every_situation);
      fac_contract_add (&contracts[1], "wrong-key", promise_wrong_key);
      fac_contract_add (&contracts[1], "months-of-live", promise_months_of_live);
      live = fac_facturapi_provider_new (client, fac_contract_sandbox_url (sandbox),
                                         fac_contract_sandbox_live_key (sandbox));
      contracts[2].provider = live;
      fac_contract_add_months (&contracts[2]);
    }
  else
    g_test_add_func ("/contract/sandbox/absent", test_sandbox_absent);
  result = g_test_run ();
  g_clear_object (&facturapi);
  g_clear_object (&live);
  g_clear_object (&client);
  g_clear_pointer (&sandbox, fac_contract_sandbox_stop);
  g_free (skip_reason);
  return result;
}
