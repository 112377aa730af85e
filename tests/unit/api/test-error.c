/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-api-error.h"

#include <gio/gio.h>

static void
test_copy_keeps_detail (void)
{
  g_autoptr (FacApiErrorDetail) detail = fac_api_error_detail_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  const FacApiErrorDetail *kept;
  const FacApiProblem *problem;

  detail->status = 400;
  detail->code = g_strdup ("invoice_stamping_failed");
  detail->path = g_strdup ("customer.tax_id");
  detail->location = g_strdup ("body");
  detail->log_id = g_strdup ("log-1");
  detail->retry_after = 7;
  fac_api_error_add_problem (detail, "RFC", "CFDI40145", "sat", NULL, "customer.legal_name");
  error = fac_api_error_new (FAC_API_ERROR_REFUSED, detail, "No se pudo timbrar");
  copy = g_error_copy (error);
  g_clear_error (&error);

  g_assert_error (copy, FAC_API_ERROR, FAC_API_ERROR_REFUSED);
  g_assert_cmpstr (copy->message, ==, "No se pudo timbrar");
  kept = fac_api_error_detail (copy);
  g_assert_cmpint (kept->status, ==, 400);
  g_assert_cmpstr (kept->code, ==, "invoice_stamping_failed");
  g_assert_cmpstr (kept->path, ==, "customer.tax_id");
  g_assert_cmpstr (kept->location, ==, "body");
  g_assert_cmpstr (kept->log_id, ==, "log-1");
  g_assert_cmpint (kept->retry_after, ==, 7);
  g_assert_cmpuint (kept->problems->len, ==, 1);
  problem = g_ptr_array_index (kept->problems, 0);
  g_assert_cmpstr (problem->code, ==, "CFDI40145");
  g_assert_cmpstr (problem->source, ==, "sat");
  g_assert_null (problem->location);
}

static void
test_without_detail (void)
{
  g_autoptr (GError) error = fac_api_error_new (FAC_API_ERROR_OFFLINE, NULL, NULL);
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  g_assert_cmpint (fac_api_error_detail (error)->status, ==, 0);
  g_assert_cmpuint (fac_api_error_detail (error)->problems->len, ==, 0);
  g_assert_null (fac_api_error_detail (foreign));
  g_assert_null (fac_api_error_detail (NULL));
}

static void
test_may_have_happened (void)
{
  for (int code = FAC_API_ERROR_OFFLINE; code <= FAC_API_ERROR_INSECURE; code++)
    {
      g_autoptr (GError) error = fac_api_error_new (code, NULL, "x");

      g_assert_cmpint (fac_api_error_may_have_happened (error), ==,
                       code == FAC_API_ERROR_UNCERTAIN || code == FAC_API_ERROR_SERVER);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/error/copy-keeps-detail", test_copy_keeps_detail);
  g_test_add_func ("/api/error/without-detail", test_without_detail);
  g_test_add_func ("/api/error/may-have-happened", test_may_have_happened);
  return g_test_run ();
}
