/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-api-error.h"
#include "fac-cfdi-words.h"
#include "fac-error-catalog.h"
#include "fac-error-presenter.h"
#include "fac-error.h"
#include "fac-store-error.h"
#include "fac-test.h"

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

/* Nothing was refused of what will be tried again. */
static void
test_waiting (void)
{
  g_autoptr (FacErrorText) waits = fac_error_present_waiting (NULL, "Empty", "log-2");
  g_autoptr (FacErrorText) refused = fac_error_present_code (NULL, "Empty", NULL, "log-2");

  g_assert_cmpstr (waits->body, ==, "Empty");
  g_assert_cmpstr (waits->reference, ==, "log-2");
  g_assert_cmpstr (waits->title, !=, refused->title);
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
  g_assert_cmpstr (text->original, ==, "El nombre no corresponde");
  g_assert_cmpstr (text->title, ==, fac_error_catalog_find ("timbrado", "CFDI40145")->meaning);
}

static void
test_details_keep_the_service_words (void)
{
  g_autoptr (FacErrorText) text = fac_error_present_code ("required", "El correo es obligatorio.", "email", NULL);

  g_assert_cmpstr (text->title, ==, fac_error_catalog_find (NULL, "required")->meaning);
  g_assert_cmpstr (text->body, ==, "El correo es obligatorio.");
  g_assert_cmpstr (text->field, ==, "email");
}

static void
test_the_catalogue_names_the_field (void)
{
  g_autoptr (FacErrorText) text = fac_error_present_code ("CFDI40161", "x", NULL, NULL);

  g_assert_cmpstr (text->field, ==, "use");
}

/* The same number means one thing when stamping and another when cancelling. */
static void
test_scopes (void)
{
  const FacErrorEntry *pac = fac_error_catalog_find ("pac", "302");
  const FacErrorEntry *cancel = fac_error_catalog_find ("cancelacion", "302");

  g_assert_nonnull (pac);
  g_assert_nonnull (cancel);
  g_assert_cmpstr (pac->meaning, !=, cancel->meaning);
  g_assert_null (fac_error_catalog_find ("pagos", "302"));
  g_assert_null (fac_error_catalog_find (NULL, NULL));
}

static void
test_scoped_words (void)
{
  const char *const scope = FAC_ERROR_SCOPE_CANCELLATION;
  g_autoptr (FacErrorText) cancel = fac_error_present_scoped (scope, "302", "x", NULL, NULL);
  g_autoptr (FacErrorText) stamp = fac_error_present_code ("302", "x", NULL, NULL);
  g_autoptr (FacErrorText) other = fac_error_present_scoped (scope, "CFDI40161", "x", NULL, NULL);

  g_assert_cmpstr (cancel->title, ==, fac_error_catalog_find (scope, "302")->meaning);
  g_assert_cmpstr (stamp->title, ==, fac_error_catalog_find ("pac", "302")->meaning);
  g_assert_cmpstr (other->title, ==, fac_error_catalog_find ("timbrado", "CFDI40161")->meaning);
}

static void
test_spanish_in_spanish (void)
{
  g_setenv ("LC_ALL", "es_MX.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "es", TRUE);
  g_assert_cmpstr (fac_error_catalog_find ("timbrado", "CFDI40161")->meaning, ==,
                   "El uso de CFDI no es compatible con el régimen o tipo de persona del cliente.");
}

static void
test_spanish (void)
{
  g_test_trap_subprocess ("/models/errors/spanish/subprocess/in-spanish", 0, 0);
  g_test_trap_assert_passed ();
}


static void
test_every_entry_has_words (void)
{
  static const char *const scopes[] = { "timbrado", "pagos", "nomina", "carta-porte", "comercio-exterior",
                                        "retenciones", "pac", "cancelacion", "facturapi", "facturapi-detalle",
                                        "red", NULL };
  g_autofree char *path = fac_test_file ("../data/errors.tsv");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 750);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      const FacErrorEntry *entry = fac_error_catalog_find (cells[0], cells[1]);

      g_assert_cmpuint (g_strv_length (cells), ==, 9);
      g_assert_true (g_strv_contains (scopes, cells[0]));
      g_assert_nonnull (entry);
      for (guint j = 5; j < 9; j++)
        g_assert_cmpuint (strlen (cells[j]), >, 3);
      g_assert_cmpstr (cells[5], !=, cells[7]);
      g_assert_true (g_str_equal (entry->meaning, cells[5]) || g_str_equal (entry->meaning, cells[7]));
    }
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

/* Only trouble with the disk is told as such: what was deleted meanwhile or breaks a rule is not. */
static void
test_only_the_disk_is_blamed_for_the_disk (void)
{
  g_autoptr (GError) disk = g_error_new_literal (FAC_STORE_ERROR, FAC_STORE_ERROR_FAILED, "disk I/O error");
  g_autoptr (FacErrorText) blamed = fac_error_present (disk);

  for (int code = FAC_STORE_ERROR_BUSY; code < FAC_STORE_ERROR_FAILED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (FAC_STORE_ERROR, code, "detalle");
      g_autoptr (FacErrorText) text = fac_error_present (error);

      g_assert_cmpstr (text->title, !=, blamed->title);
    }
}

static void
test_cancelled_says_nothing (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");

  g_assert_null (fac_error_present (error));
}

/* A file may say anything: it neither begins a line of its own nor speaks to the terminal. */
static void
test_faults_stay_in_one_line (void)
{
  char where[] = "Comprobante/@Fecha", code[] = "FILE", text[] = "No\nok other \u202ex";
  char found[] = "1\r\nok file\u2028ok\xc2\x9b" "31m";
  const FacCfdiFault fault = { FAC_CHECK_SUMS, code, where, found, NULL, text };
  g_autofree char *line = fac_cfdi_fault_text (&fault);

  g_assert_cmpstr (line, ==, "No ok other [U+202E]x [Comprobante/@Fecha is 1 ok file ok[U+009B]31m]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/errors/unknown", test_unknown_codes_keep_everything);
  g_test_add_func ("/models/errors/waiting", test_waiting);
  g_test_add_func ("/models/errors/first-problem", test_first_problem_leads);
  g_test_add_func ("/models/errors/details", test_details_keep_the_service_words);
  g_test_add_func ("/models/errors/field", test_the_catalogue_names_the_field);
  g_test_add_func ("/models/errors/scopes", test_scopes);
  g_test_add_func ("/models/errors/scopes/words", test_scoped_words);
  g_test_add_func ("/models/errors/spanish", test_spanish);
  g_test_add_func ("/models/errors/spanish/subprocess/in-spanish", test_spanish_in_spanish);
  g_test_add_func ("/models/errors/entries", test_every_entry_has_words);
  g_test_add_func ("/models/errors/faults", test_faults_stay_in_one_line);
  g_test_add_func ("/models/errors/classes", test_every_class_has_words);
  g_test_add_func ("/models/errors/disk", test_only_the_disk_is_blamed_for_the_disk);
  g_test_add_func ("/models/errors/cancelled", test_cancelled_says_nothing);
  return g_test_run ();
}
