/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service's own PDF of what was issued: when it comes, when it is owed again, and what never gets in. */
#include "sync-foreign.h"

#include "fac-pdf-cache.h"

#include <glib/gstdio.h>
#include <string.h>

#define WHOLE "%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"

static guint
n_files (Fixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->pdf_folder, 0, NULL);
  guint count = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

/* Each must be readable by its owner alone, and whole. */
static char *
only_file (Fixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->pdf_folder, 0, NULL);
  const char *name = g_dir_read_name (folder);
  char *path = g_build_filename (self->pdf_folder, name, NULL);
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_null (g_dir_read_name (folder));
  g_assert_cmpint (g_stat (self->pdf_folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  return path;
}

static guint
owed (Fixture *self)
{
  return fac_sync_service_get_owed (self->sync);
}

/* What is fiscal goes first, and the newest before the older. */
static void
test_after_xml (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  sy_keep_pdf (self);
  sy_add_issued (self, 3, 0);
  sy_refresh (self);
  sy_pass (self, 5);
  g_assert_cmpstr (sy_provider_said (self->provider), ==, "file file file pdf pdf pdf ");
  g_assert_cmpuint (n_files (self), ==, 3);
  g_assert_cmpuint (owed (self), ==, 0);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_IDLE);
  sy_pass (self, 60);
  g_assert_cmpuint (sy_calls (self, "download"), ==, 3);
}

static void
test_off (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  sy_add_issued (self, 3, 0);
  sy_refresh (self);
  sy_pass (self, 60);
  g_assert_cmpstr (sy_provider_said (self->provider), ==, "file file file ");
}

static void
on_walked (FacSyncService *sync, GParamSpec *pspec, SyProvider *provider)
{
  g_signal_handlers_disconnect_by_data (sync, provider);
  sy_provider_hold_list (provider);
}

/* The history is walked before the first PDF is asked for. */
static void
test_after_history (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  const gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  sy_keep_pdf (self);
  sy_add_issued (self, 130, 0);
  g_signal_connect (self->sync, "notify::progress", G_CALLBACK (on_walked), self->provider);
  fac_sync_service_set_provider (self->sync, FAC_PROVIDER (self->provider));
  while (!sy_provider_holds (self->provider))
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  for (guint i = 0; i < 20; i++)
    {
      fac_test_clock_advance (self->clock, G_USEC_PER_SEC);
      while (g_main_context_iteration (NULL, FALSE))
        g_assert_null (strstr (sy_provider_said (self->provider), "pdf"));
    }
  sy_provider_release_list (self->provider);
  sy_quiet (self);
  sy_pass (self, 60);
  g_assert_cmpuint (n_files (self), ==, 130);
  g_assert_cmpuint (owed (self), ==, 0);
}

/* Twenty at a time, two seconds between. */
static void
test_throttled (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  sy_add_issued (self, 45, 0);
  sy_refresh (self);
  sy_pass (self, 10);
  sy_keep_pdf (self);
  g_assert_cmpuint (owed (self), ==, 45);
  sy_refresh (self);
  g_assert_cmpuint (n_files (self), ==, 20);
  g_assert_cmpuint (owed (self), ==, 25);
  sy_pass (self, 3);
  g_assert_cmpuint (n_files (self), ==, 40);
  sy_pass (self, 3);
  g_assert_cmpuint (n_files (self), ==, 45);
  g_assert_cmpuint (owed (self), ==, 0);
}

/* The one pause holds them too; they are counted meanwhile, also after a restart. */
static void
test_paused (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  sy_keep_pdf (self);
  fac_sync_service_set_pull_paused (self->sync, TRUE);
  sy_add_issued (self, 3, 0);
  sy_refresh (self);
  sy_pass (self, 30);
  g_assert_cmpuint (owed (self), ==, 6);
  sy_restart (self);
  sy_pass (self, 60);
  g_assert_cmpuint (owed (self), ==, 6);
  g_assert_cmpstr (sy_provider_said (self->provider), ==, "");
  fac_sync_service_set_pull_paused (self->sync, FALSE);
  sy_quiet (self);
  sy_pass (self, 10);
  g_assert_cmpuint (n_files (self), ==, 3);
  g_assert_cmpuint (owed (self), ==, 0);
}

/* In the middle of a batch the pause holds what has not left. */
static void
test_paused_between (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  sy_add_issued (self, 45, 0);
  sy_refresh (self);
  sy_pass (self, 10);
  sy_keep_pdf (self);
  sy_refresh (self);
  fac_sync_service_set_pull_paused (self->sync, TRUE);
  sy_quiet (self);
  sy_pass (self, 30);
  g_assert_cmpuint (n_files (self), ==, 20);
  g_assert_cmpuint (owed (self), ==, 25);
  fac_sync_service_set_pull_paused (self->sync, FALSE);
  sy_quiet (self);
  sy_pass (self, 10);
  g_assert_cmpuint (n_files (self), ==, 45);
}

static FacInvoice *
stamp_and_fetch (Fixture *self)
{
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  FacInvoice *invoice;

  sy_keep_pdf (self);
  invoice = sy_stamp (self, customer);
  sy_pass (self, 5);
  return invoice;
}

/* One that was removed comes back: when it is looked for, and at the next start. */
static void
test_gone (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamp_and_fetch (self);
  g_autofree char *file = only_file (self);

  g_assert_cmpint (g_unlink (file), ==, 0);
  fac_sync_service_want_pdf (self->sync, invoice->id);
  sy_quiet (self);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (file), ==, 0);
  sy_restart (self);
  sy_pass (self, 5);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (owed (self), ==, 0);
}

/* What is not of the newest documents goes, leftovers of a program that died among it. */
static void
test_tidy (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamp_and_fetch (self);
  g_autofree char *file = only_file (self);
  g_autofree char *left = g_strconcat (file, ".X1Y2Z3", NULL);
  g_autofree char *other = g_build_filename (self->pdf_folder,
                                             "11111111-AAAA-4AAA-8AAA-111111111111.pdf", NULL);
  g_autofree char *again = NULL;

  g_assert_true (g_file_set_contents (left, "%PDF-1", -1, NULL));
  g_assert_true (g_file_set_contents (other, WHOLE, -1, NULL));
  sy_refresh (self);
  sy_pass (self, 5);
  again = only_file (self);
  g_assert_cmpstr (again, ==, file);
}

/* A cancelled document has another PDF than before. */
static void
test_cancelled (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamp_and_fetch (self);
  g_autofree char *before = only_file (self);
  g_autofree char *after = NULL;
  FacRemoteItem *held = sy_held (self, FAC_ENTITY_INVOICE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) item = NULL;

  fac_provider_cancel_async (FAC_PROVIDER (self->provider), held->remote_id, "02", NULL, NULL,
                             fac_test_got, &result);
  item = fac_provider_item_finish (FAC_PROVIDER (self->provider), fac_test_result (&result),
                                   &error);
  g_assert_no_error (error);
  sy_refresh (self);
  sy_pass (self, 10);
  sy_assert_status (self, invoice->id, FAC_STATUS_CANCELADA);
  after = only_file (self);
  g_assert_cmpstr (after, !=, before);
  g_assert_nonnull (strstr (after, "-cancelled.pdf"));
}

static void
set_pdf (Fixture *self, const char *bytes, gsize length)
{
  g_autoptr (GBytes) pdf = g_bytes_new (bytes, length);

  sy_provider_set_pdf (self->provider, pdf);
}

static void
assert_kept_out (const char *bytes, gsize length)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;
  g_autofree char *file = NULL;

  sy_keep_pdf (self);
  set_pdf (self, bytes, length);
  invoice = sy_stamp (self, customer);
  sy_pass (self, 1);
  g_assert_cmpuint (n_files (self), ==, 0);
  g_assert_cmpuint (owed (self), ==, 1);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_IDLE);
  set_pdf (self, WHOLE, strlen (WHOLE));
  sy_pass (self, 10);
  file = only_file (self);
  g_assert_cmpuint (owed (self), ==, 0);
}

/* A page instead of a file, a half one, an empty one, one without an end to it. */
static void
test_no_pdf (void)
{
  static const char page[] = "<!DOCTYPE html><title>502 Bad Gateway</title>";
  g_autofree char *large = g_malloc0 (FAC_PDF_CACHE_FILE_MOST + 1);

  assert_kept_out (page, strlen (page));
  assert_kept_out (WHOLE, strlen (WHOLE) - 8);
  assert_kept_out ("", 0);
  memcpy (large, WHOLE, strlen (WHOLE));
  memcpy (large + FAC_PDF_CACHE_FILE_MOST + 1 - strlen (WHOLE), WHOLE, strlen (WHOLE));
  assert_kept_out (large, FAC_PDF_CACHE_FILE_MOST + 1);
}

/* One that never is a PDF keeps neither the others nor what is fiscal away, and is not owed for ever. */
static void
test_never_pdf (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) first = NULL;
  g_autoptr (FacInvoice) second = NULL;

  sy_keep_pdf (self);
  set_pdf (self, "nothing", 7);
  first = sy_stamp (self, customer);
  sy_pass (self, 5 * 60);
  g_assert_cmpuint (owed (self), ==, 0);
  sy_provider_set_pdf (self->provider, NULL);
  second = sy_stamp (self, customer);
  g_assert_cmpuint (sy_provider_files (self->provider), ==, 2);
  sy_pass (self, 5 * 60);
  g_assert_cmpuint (n_files (self), ==, 1);
  fac_sync_service_want_pdf (self->sync, first->id);
  sy_quiet (self);
  g_assert_cmpuint (n_files (self), ==, 2);
}

static void
test_missing_there (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  sy_keep_pdf (self);
  sy_add_issued (self, 3, 0);
  sy_fail (self, "download", FAC_API_ERROR_NOT_FOUND, FALSE);
  sy_refresh (self);
  sy_pass (self, 60);
  g_assert_cmpuint (sy_calls (self, "download"), ==, 3);
  g_assert_cmpuint (n_files (self), ==, 2);
  g_assert_cmpuint (owed (self), ==, 0);
}

static void
test_trouble (void)
{
  static const FacApiErrorCode codes[] = { FAC_API_ERROR_SERVER, FAC_API_ERROR_UNCERTAIN,
                                           FAC_API_ERROR_SLOW_DOWN };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (Fixture) self = sy_new (FALSE);

      sy_keep_pdf (self);
      sy_add_issued (self, 3, 0);
      sy_fail (self, "download", codes[i], FALSE);
      sy_refresh (self);
      g_assert_cmpuint (n_files (self), ==, 0);
      g_assert_cmpuint (owed (self), ==, 3);
      sy_pass (self, 60);
      g_assert_cmpuint (n_files (self), ==, 3);
      g_assert_cmpuint (owed (self), ==, 0);
    }
}

/* Another logo or colour: they are fetched anew, once. */
static void
test_looks (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  sy_keep_pdf (self);
  fac_sync_service_set_looks (self->sync, "teal");
  sy_add_issued (self, 3, 0);
  sy_refresh (self);
  sy_pass (self, 5);
  g_assert_cmpuint (sy_calls (self, "download"), ==, 3);
  fac_sync_service_set_looks (self->sync, "teal");
  sy_pass (self, 5);
  g_assert_cmpuint (sy_calls (self, "download"), ==, 3);
  fac_sync_service_set_looks (self->sync, "red");
  sy_pass (self, 5);
  g_assert_cmpuint (sy_calls (self, "download"), ==, 6);
  g_assert_cmpuint (owed (self), ==, 0);
  sy_pass (self, 60);
  g_assert_cmpuint (sy_calls (self, "download"), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/after-xml", test_after_xml);
  g_test_add_func ("/pdf/looks", test_looks);
  g_test_add_func ("/pdf/off", test_off);
  g_test_add_func ("/pdf/after-history", test_after_history);
  g_test_add_func ("/pdf/throttled", test_throttled);
  g_test_add_func ("/pdf/paused", test_paused);
  g_test_add_func ("/pdf/paused-between", test_paused_between);
  g_test_add_func ("/pdf/gone", test_gone);
  g_test_add_func ("/pdf/tidy", test_tidy);
  g_test_add_func ("/pdf/cancelled", test_cancelled);
  g_test_add_func ("/pdf/no-pdf", test_no_pdf);
  g_test_add_func ("/pdf/never-pdf", test_never_pdf);
  g_test_add_func ("/pdf/missing-there", test_missing_there);
  g_test_add_func ("/pdf/trouble", test_trouble);
  return g_test_run ();
}
