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

int
main (int argc, char **argv)
{
  g_autoptr (FacProvider) mock = NULL;
  g_autoptr (FacProvider) facturapi = NULL;
  FacContract contracts[2] = { { "mock", NULL }, { "sandbox", NULL } };
  int result;

  g_test_init (&argc, &argv, NULL);
  mock = FAC_PROVIDER (fac_mock_provider_new ());
  contracts[0].provider = mock;
  fac_contract_add_parties (&contracts[0]);
  fac_contract_add_invoices (&contracts[0]);
  fac_contract_add_requests (&contracts[0]);
  sandbox = fac_contract_sandbox_start (&skip_reason);
  client = fac_http_client_new ();
  if (sandbox != NULL)
    {
      facturapi = fac_facturapi_provider_new (client, fac_contract_sandbox_url (sandbox),
                                              fac_contract_sandbox_key (sandbox));
      contracts[1].provider = facturapi;
      fac_contract_add_parties (&contracts[1]);
      fac_contract_add_invoices (&contracts[1]);
      fac_contract_add_requests (&contracts[1]);
      fac_contract_add (&contracts[1], "wrong-key", promise_wrong_key);
    }
  else
    g_test_add_func ("/contract/sandbox/absent", test_sandbox_absent);
  result = g_test_run ();
  g_clear_object (&facturapi);
  g_clear_object (&client);
  g_clear_pointer (&sandbox, fac_contract_sandbox_stop);
  g_free (skip_reason);
  return result;
}
