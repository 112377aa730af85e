/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which PDF of an issued document is shown: the service's when it is at hand, else ours; and never another meanwhile. */
#include "fac-issued-document.h"
#include "fac-mock-files.h"
#include "fac-pdf-cache.h"
#include "fac-store.h"
#include "fac-test.h"
#include "fac-text.h"
#include "models-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define UUID "11111111-aaaa-4aaa-8aaa-111111111111"
#define NO_PAGES "%PDF-1.4\nnothing to read\nstartxref\n0\n%%EOF\n"

typedef struct
{
  FacWorkspace     *workspace;
  char             *cache;
  char             *folder;
  FacIssuedDocument *document;
  guint             changes;
} Fixture;

static FacInvoice *
make_issued (FacDocumentStatus status)
{
  g_autoptr (FacProduct) product = models_product ("Martillo", "100");
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_INGRESO);

  invoice->customer = models_customer ("CLIENTE");
  g_ptr_array_add (invoice->lines, fac_invoice_line_new (product));
  invoice->status = status;
  invoice->date = invoice->stamped_at = g_get_real_time ();
  fac_set_string (&invoice->uuid, UUID);
  fac_set_string (&invoice->remote_id, "i1");
  return invoice;
}

/* As the service would send it. */
static GBytes *
make_body (FacDocumentStatus status)
{
  const char *cancellation = status == FAC_STATUS_EN_CANCELACION ? "pending"
                             : status == FAC_STATUS_CANCELADA ? "accepted" : "none";
  char *json = g_strdup_printf (
      "{\"id\":\"i1\",\"type\":\"I\",\"status\":\"%s\",\"cancellation_status\":\"%s\",\"uuid\":\"" UUID "\","
      "\"total\":100,\"currency\":\"MXN\",\"date\":\"2026-11-20T16:42:51.000Z\","
      "\"customer\":{\"legal_name\":\"CLIENTE\",\"tax_id\":\"URE180429TM6\"},\"items\":[{\"quantity\":1,"
      "\"product\":{\"description\":\"Martillo\",\"product_key\":\"27111515\",\"price\":100}}]}",
      status == FAC_STATUS_CANCELADA ? "canceled" : "valid", cancellation);

  return g_bytes_new_take (json, strlen (json));
}

static void
pull (Fixture *self, FacDocumentStatus status)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FacPulled *pulled = g_new0 (FacPulled, 1);
  FacStore *store = fac_workspace_get_store (self->workspace);

  pulled->remote_id = g_strdup ("i1");
  pulled->invoice = make_issued (status);
  pulled->body = make_body (status);
  g_ptr_array_add (items, pulled);
  fac_store_merge_page_async (store, items, NULL, NULL, fac_test_got, &result);
  fac_store_write_finish (store, fac_test_result (&result), &error);
  g_assert_no_error (error);
}

static char *
find_id (Fixture *self)
{
  FacStore *store = fac_workspace_get_store (self->workspace);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;

  fac_store_newest_issued_async (store, 10, NULL, fac_test_got, &result);
  found = fac_store_newest_issued_finish (store, fac_test_result (&result), NULL);
  g_assert_nonnull (found);
  g_assert_cmpuint (found->len, ==, 1);
  return g_strdup (((FacDocumentSummary *) found->pdata[0])->id);
}

static void
on_changed (FacIssuedDocument *document, Fixture *self)
{
  self->changes++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->workspace = models_workspace (NULL);
  self->cache = fac_test_folder ();
  self->folder = g_build_filename (self->cache, "pdf", NULL);
  fac_workspace_set_cache (self->workspace, self->cache);
  pull (self, FAC_STATUS_TIMBRADA);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->document);
  models_close (self->workspace);
  g_free (self->cache);
  g_free (self->folder);
}

static void
wait_for_change (Fixture *self)
{
  const guint before = self->changes;

  while (self->changes == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (fac_issued_document_get_error (self->document));
}

static void
open_document (Fixture *self)
{
  g_autofree char *id = find_id (self);

  g_clear_object (&self->document);
  self->document = fac_issued_document_new (self->workspace, id);
  g_signal_connect (self->document, "changed", G_CALLBACK (on_changed), self);
  wait_for_change (self);
}

static GBytes *
put (Fixture *self, gboolean cancelled, const char *folio)
{
  g_autoptr (FacInvoice) invoice = make_issued (FAC_STATUS_TIMBRADA);
  g_autoptr (GError) error = NULL;
  GBytes *pdf;

  fac_set_string (&invoice->uuid, folio);
  pdf = fac_mock_file_pdf (invoice);
  fac_pdf_cache_put (self->folder, UUID, cancelled, pdf, &error);
  g_assert_no_error (error);
  return pdf;
}

static gboolean
shows (Fixture *self, GBytes *pdf)
{
  GBytes *shown = fac_issued_document_get_pdf (self->document);

  g_assert_nonnull (shown);
  return g_bytes_equal (shown, pdf);
}

static void
test_at_hand (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) service = put (self, FALSE, "FROM THE SERVICE");

  open_document (self);
  g_assert_true (shows (self, service));
}

/* Ours at once; the service's that came meanwhile is for the next time. */
static void
test_not_replaced (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) service = NULL;
  g_autoptr (GBytes) later = NULL;

  open_document (self);
  g_assert_nonnull (fac_issued_document_get_pdf (self->document));
  service = put (self, FALSE, "FROM THE SERVICE");
  g_assert_false (shows (self, service));
  open_document (self);
  g_assert_true (shows (self, service));
  later = put (self, FALSE, "ANOTHER");
  pull (self, FAC_STATUS_EN_CANCELACION);
  wait_for_change (self);
  g_assert_true (shows (self, service));
}

/* A cancelled document is never shown by the paper of before. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) before = put (self, FALSE, "VALID");
  g_autoptr (GBytes) after = NULL;

  open_document (self);
  g_assert_true (shows (self, before));
  pull (self, FAC_STATUS_CANCELADA);
  wait_for_change (self);
  g_assert_false (shows (self, before));
  after = put (self, TRUE, "CANCELLED");
  open_document (self);
  g_assert_true (shows (self, after));
}

/* What cannot be read is not shown, and makes room for one that can. */
static void
test_unreadable (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bad = g_bytes_new_static (NO_PAGES, strlen (NO_PAGES));
  g_autofree char *upper = g_ascii_strup (UUID ".", -1);
  g_autofree char *name = g_strconcat (upper, "pdf", NULL);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (fac_pdf_cache_put (self->folder, UUID, FALSE, bad, NULL));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  open_document (self);
  g_assert_false (shows (self, bad));
  for (guint i = 0; i < 3000 && g_file_test (path, G_FILE_TEST_EXISTS); i++)
    models_spin (20);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

#define ADD(name, test) g_test_add ("/paper/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("at-hand", test_at_hand);
  ADD ("not-replaced", test_not_replaced);
  ADD ("cancelled", test_cancelled);
  ADD ("unreadable", test_unreadable);
  return g_test_run ();
}
