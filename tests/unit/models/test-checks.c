/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-checks.h"

#include "fac-mock-provider.h"
#include "fac-tax-check-words.h"
#include "fac-test.h"
#include "fac-text.h"
#include "fac-validation-run.h"
#include "fac-workspace-private.h"
#include "models-fixture.h"

static FacWorkspace *
open_with (FacMockProvider *mock)
{
  FacWorkspace *workspace = models_workspace (NULL);

  workspace->provider = g_object_ref (FAC_PROVIDER (mock));
  fac_sync_service_set_provider (workspace->sync, workspace->provider);
  return workspace;
}

static void
save (FacWorkspace *workspace, FacCustomer *customer)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_workspace_save_customer_async (workspace, customer, TRUE, fac_test_got, &result);
  g_assert_true (fac_workspace_command_finish (workspace, fac_test_result (&result), NULL));
}

static FacTaxValidation *
validate (FacWorkspace *workspace, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_workspace_validate_customer_async (workspace, id, NULL, fac_test_got, &result);
  return fac_workspace_validate_customer_finish (workspace, fac_test_result (&result), error);
}

static FacCustomerCheck *
known (FacWorkspace *workspace, const char *id, const char *tax_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  FacCustomerCheck *check;

  fac_workspace_get_check_async (workspace, id, tax_id, NULL, fac_test_got, &result);
  check = fac_workspace_get_check_finish (workspace, fac_test_result (&result), NULL);
  g_assert_nonnull (check);
  return check;
}

/* it is asked once the service has it, not before */
static void
test_validation (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  FacWorkspace *workspace = open_with (mock);
  g_autoptr (FacCustomer) customer = models_customer ("UNIVERSIDAD ROBOTICA");
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTaxValidation) valid = NULL;
  g_autoptr (FacTaxValidation) faulty = NULL;
  g_autoptr (FacCustomerCheck) kept = NULL;
  g_autoptr (FacCustomer) changed = NULL;

  save (workspace, customer);
  valid = validate (workspace, customer->id, &error);
  g_assert_no_error (error);
  g_assert_true (valid->valid);
  g_assert_cmpint (valid->at, >, 0);
  g_assert_true (fac_tax_validation_fits (valid, customer));
  changed = fac_customer_copy (customer);
  fac_set_string (&changed->legal_name, "Universidad");
  save (workspace, changed);
  faulty = validate (workspace, customer->id, &error);
  g_assert_no_error (error);
  g_assert_false (faulty->valid);
  g_assert_true (fac_tax_validation_fits (faulty, changed));
  models_spin (50);
  kept = known (workspace, customer->id, NULL);
  g_assert_cmpuint (kept->validation->faults->len, ==, 1);
  models_close (workspace);
}

/* what the service did not take is an answer, and nothing waits for it in vain */
static void
test_refused_is_told (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  FacWorkspace *workspace = open_with (mock);
  g_autoptr (FacCustomer) customer = models_customer ("UNIVERSIDAD ROBOTICA");
  g_autoptr (FacApiErrorDetail) detail = fac_api_error_detail_new ();
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTaxValidation) validation = NULL;
  const FacTaxFault *fault;

  detail->status = 400;
  detail->path = g_strdup ("tax_id");
  refusal = fac_api_error_new (FAC_API_ERROR_REFUSED, detail, "El RFC no existe");
  fac_mock_provider_fail_next (mock, "create", 1, FALSE, refusal);
  save (workspace, customer);
  validation = validate (workspace, customer->id, &error);
  g_assert_no_error (error);
  g_assert_false (validation->valid);
  fault = validation->faults->pdata[0];
  g_assert_cmpstr (fault->path, ==, "tax_id");
  g_assert_nonnull (strstr (fault->message, "El RFC no existe"));
  g_assert_cmpuint (fac_mock_provider_calls (mock, "validate_customer"), ==, 0);
  models_close (workspace);
}

static void
test_key_of_tests (void)
{
  static const FacApiErrorCode codes[] = { FAC_API_ERROR_KEY, FAC_API_ERROR_ACCOUNT };
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  FacWorkspace *workspace = open_with (mock);
  g_autoptr (FacCustomer) customer = models_customer ("UNIVERSIDAD ROBOTICA");

  save (workspace, customer);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) refusal = fac_api_error_new (codes[i], NULL, "Llave inválida");
      g_autoptr (GError) error = NULL;

      fac_mock_provider_fail_next (mock, "validate_customer", 1, FALSE, refusal);
      g_assert_null (validate (workspace, customer->id, &error));
      g_assert_error (error, FAC_CHECK_ERROR, FAC_CHECK_ERROR_LIVE_KEY);
    }
  models_close (workspace);
}

static void
test_offline (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  FacWorkspace *workspace = open_with (mock);
  g_autoptr (FacCustomer) customer = models_customer ("UNIVERSIDAD ROBOTICA");
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) linked = NULL;
  g_autoptr (GError) error = NULL;

  fac_workspace_set_simulated_offline (workspace, TRUE);
  save (workspace, customer);
  g_assert_null (validate (workspace, customer->id, &error));
  g_assert_error (error, FAC_CHECK_ERROR, FAC_CHECK_ERROR_OFFLINE);
  g_clear_error (&error);
  fac_workspace_check_tax_id_async (workspace, "EFD010101AB1", NULL, fac_test_got, &listed);
  g_assert_null (fac_workspace_check_tax_id_finish (workspace, fac_test_result (&listed), &error));
  g_assert_error (error, FAC_CHECK_ERROR, FAC_CHECK_ERROR_OFFLINE);
  g_clear_error (&error);
  fac_workspace_email_edit_link_async (workspace, customer->id, "a@example.com", NULL,
                                       fac_test_got, &linked);
  g_assert_false (fac_workspace_email_edit_link_finish (workspace, fac_test_result (&linked),
                                                        &error));
  g_assert_error (error, FAC_CHECK_ERROR, FAC_CHECK_ERROR_OFFLINE);
  models_close (workspace);
}

static void
test_list (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  FacWorkspace *workspace = open_with (mock);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTaxIdReport) report = NULL;
  g_autoptr (FacCustomerCheck) kept = NULL;
  g_autofree char *text = NULL;

  fac_workspace_check_tax_id_async (workspace, "EFD010101AB1", NULL, fac_test_got, &result);
  report = fac_workspace_check_tax_id_finish (workspace, fac_test_result (&result), &error);
  g_assert_no_error (error);
  g_assert_true (fac_efos_is_grave (report));
  text = fac_efos_text (report, "hoy");
  g_assert_nonnull (strstr (text, "EFD010101AB1"));
  g_assert_nonnull (strstr (text, "500-05-2025-1"));
  g_assert_cmpstr (fac_efos_label ("algoNuevo"), ==, "algoNuevo");
  models_spin (50);
  kept = known (workspace, NULL, "EFD010101AB1");
  g_assert_cmpint (kept->report->at, ==, report->at);
  models_close (workspace);
}

static void
test_link (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  FacWorkspace *workspace = open_with (mock);
  g_autoptr (FacCustomer) customer = models_customer ("UNIVERSIDAD ROBOTICA");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  save (workspace, customer);
  fac_workspace_email_edit_link_async (workspace, customer->id, "a@example.com", NULL,
                                       fac_test_got, &result);
  g_assert_true (fac_workspace_email_edit_link_finish (workspace, fac_test_result (&result),
                                                       &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fac_mock_provider_mails (mock)->len, ==, 1);
  models_close (workspace);
}

/* ---- all of them ---------------------------------------------------------------------------- */

static void
await_state (FacValidationRun *run, FacRunState state)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (fac_validation_run_get_state (run) != state && g_get_monotonic_time () < end)
    models_spin (10);
  g_assert_cmpint (fac_validation_run_get_state (run), ==, state);
}

/* three customers that the service has, of which one is abroad, and one that it has not */
static FacValidationRun *
load_some (FacWorkspace *workspace)
{
  g_autoptr (FacCustomer) good = models_customer ("BUENO");
  g_autoptr (FacCustomer) bad = models_customer ("Malo");
  g_autoptr (FacCustomer) abroad = models_customer ("DUNDER");
  g_autoptr (FacCustomer) unsent = models_customer ("SIN ENVIAR");
  g_autoptr (GAsyncResult) result = NULL;
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  guint pending = 1;
  FacValidationRun *run;

  fac_set_string (&abroad->address->country, "USA");
  fac_set_string (&abroad->tax_id, "198912171");
  save (workspace, good);
  save (workspace, bad);
  save (workspace, abroad);
  while (pending > 0 && g_get_monotonic_time () < end)
    {
      models_spin (20);
      g_object_get (workspace, "pending", &pending, NULL);
    }
  fac_workspace_save_customer_async (workspace, unsent, FALSE, fac_test_got, &result);
  g_assert_true (fac_workspace_command_finish (workspace, fac_test_result (&result), NULL));
  run = fac_validation_run_get (workspace);
  fac_validation_run_load (run);
  await_state (run, FAC_RUN_IDLE);
  return run;
}

static void
test_run (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  FacWorkspace *workspace = open_with (mock);
  FacValidationRun *run = load_some (workspace);
  FacRunCounts counts = fac_validation_run_get_counts (run);
  g_autofree char *text = NULL;

  g_assert_cmpuint (counts.waiting, ==, 2);
  g_assert_cmpuint (counts.skipped, ==, 2);
  g_assert_cmpuint (counts.to_ask, ==, 2);
  fac_validation_run_start (run, FALSE);
  await_state (run, FAC_RUN_IDLE);
  counts = fac_validation_run_get_counts (run);
  g_assert_cmpuint (counts.valid, ==, 1);
  g_assert_cmpuint (counts.faulty, ==, 1);
  g_assert_cmpuint (counts.done, ==, 2);
  g_assert_cmpuint (counts.to_ask, ==, 1);
  text = fac_validation_run_text (run);
  g_assert_nonnull (strstr (text, "BUENO"));
  g_assert_nonnull (strstr (text, "El nombre no coincide"));
  models_spin (50);
  /* read again, as after the next start of the program */
  fac_validation_run_load (run);
  await_state (run, FAC_RUN_IDLE);
  counts = fac_validation_run_get_counts (run);
  g_assert_cmpuint (counts.valid, ==, 1);
  g_assert_cmpuint (counts.faulty, ==, 1);
  models_close (workspace);
}

static void
test_run_trouble (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  FacWorkspace *workspace = open_with (mock);
  FacValidationRun *run = load_some (workspace);
  g_autoptr (FacApiErrorDetail) detail = fac_api_error_detail_new ();
  g_autoptr (GError) slow = NULL;
  g_autoptr (GError) key = fac_api_error_new (FAC_API_ERROR_KEY, NULL, "No");

  detail->retry_after = 1;
  slow = fac_api_error_new (FAC_API_ERROR_SLOW_DOWN, detail, "Despacio");
  fac_mock_provider_fail_next (mock, "validate_customer", 1, FALSE, slow);
  fac_validation_run_start (run, FALSE);
  await_state (run, FAC_RUN_WAITING);
  /* the pause holds, also when what was waited for is over */
  fac_validation_run_pause (run);
  models_spin (1500);
  g_assert_cmpint (fac_validation_run_get_state (run), ==, FAC_RUN_PAUSED);
  g_assert_cmpuint (fac_mock_provider_calls (mock, "validate_customer"), ==, 1);
  fac_workspace_set_simulated_offline (workspace, TRUE);
  fac_validation_run_resume (run);
  await_state (run, FAC_RUN_OFFLINE);
  fac_workspace_set_simulated_offline (workspace, FALSE);
  await_state (run, FAC_RUN_IDLE);
  g_assert_cmpuint (fac_validation_run_get_counts (run).done, ==, 2);
  /* a key of tests is refused for all of them, once */
  fac_mock_provider_fail_next (mock, "validate_customer", 1, FALSE, key);
  fac_validation_run_start (run, TRUE);
  await_state (run, FAC_RUN_STOPPED);
  g_assert_nonnull (fac_validation_run_get_reason (run));
  g_assert_cmpuint (fac_validation_run_get_counts (run).valid, ==, 1);
  models_close (workspace);
}

static void
test_report_file (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  FacWorkspace *workspace = open_with (mock);
  FacValidationRun *run = load_some (workspace);
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *path = g_build_filename (folder, "report.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/report.csv");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  fac_validation_run_save_async (run, file, fac_test_got, &result);
  g_assert_true (fac_validation_run_save_finish (run, fac_test_result (&result), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "URE180429TM6,BUENO,"));
  fac_validation_run_save_async (run, nowhere, fac_test_got, &failed);
  g_assert_false (fac_validation_run_save_finish (run, fac_test_result (&failed), &error));
  g_assert_nonnull (error);
  models_close (workspace);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/checks/validation", test_validation);
  g_test_add_func ("/models/checks/refused-is-told", test_refused_is_told);
  g_test_add_func ("/models/checks/key-of-tests", test_key_of_tests);
  g_test_add_func ("/models/checks/offline", test_offline);
  g_test_add_func ("/models/checks/list", test_list);
  g_test_add_func ("/models/checks/link", test_link);
  g_test_add_func ("/models/checks/run", test_run);
  g_test_add_func ("/models/checks/run-trouble", test_run_trouble);
  g_test_add_func ("/models/checks/report-file", test_report_file);
  return g_test_run ();
}
