/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-api-error.h"
#include "fac-error-presenter.h"
#include "fac-error.h"
#include "fac-store-error.h"

#include <gio/gio.h>
#include <string.h>

static void
test_unknown_codes_keep_everything (void)
{
  g_autoptr (FacErrorText) text = fac_error_present_code ("CFDI99999", "Algo del SAT", "customer.legal_name", "log-1");

  g_assert_cmpstr (text->body, ==, "Algo del SAT");
  g_assert_cmpstr (text->field, ==, "customer.legal_name");
  g_assert_cmpstr (text->reference, ==, "CFDI99999 · log-1");
  g_assert_cmpuint (strlen (text->title), >, 0);
}

static void
test_first_problem_leads (void)
{
  FacApiErrorDetail *detail = fac_api_error_detail_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacErrorText) text = NULL;

  detail->status = 400;
  detail->code = g_strdup ("invoice_stamping_validation_error");
  fac_api_error_add_problem (detail, "El nombre no corresponde", "CFDI40145", "sat", "body", "customer.legal_name");
  error = fac_api_error_new (FAC_API_ERROR_REFUSED, detail, "No se pudo timbrar");
  fac_api_error_detail_free (detail);
  text = fac_error_present (error);
  g_assert_cmpstr (text->field, ==, "customer.legal_name");
  g_assert_true (g_str_has_prefix (text->reference, "CFDI40145"));
}

static void
test_every_class_has_words (void)
{
  for (int code = FAC_API_ERROR_OFFLINE; code <= FAC_API_ERROR_INSECURE; code++)
    {
      g_autoptr (GError) error = fac_api_error_new (code, NULL, "detalle");
      g_autoptr (FacErrorText) text = fac_error_present (error);

      g_assert_cmpuint (strlen (text->title), >, 0);
    }
  for (int code = FAC_STORE_ERROR_BUSY; code <= FAC_STORE_ERROR_FAILED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (FAC_STORE_ERROR, code, "detalle");
      g_autoptr (FacErrorText) text = fac_error_present (error);

      g_assert_cmpuint (strlen (text->title), >, 0);
      g_assert_cmpstr (text->body, ==, "detalle");
    }
}

static void
test_cancelled_says_nothing (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");

  g_assert_null (fac_error_present (error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/errors/unknown", test_unknown_codes_keep_everything);
  g_test_add_func ("/models/errors/first-problem", test_first_problem_leads);
  g_test_add_func ("/models/errors/classes", test_every_class_has_words);
  g_test_add_func ("/models/errors/cancelled", test_cancelled_says_nothing);
  return g_test_run ();
}
