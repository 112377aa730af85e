/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-summary.h"
#include "fac-error.h"
#include "fac-invoice-draft.h"
#include "fac-test.h"
#include "fac-text.h"
#include "models-fixture.h"

#include <string.h>

static void
add_line (FacInvoiceDraft *draft, const char *description, const char *price)
{
  g_autoptr (FacProduct) product = models_product (description, price);
  g_autoptr (FacInvoiceLine) line = fac_invoice_line_new (product);

  fac_invoice_draft_insert_lines (draft, G_MAXUINT, &line, 1);
}

static FacInvoiceDraft *
complete_draft (FacWorkspace *workspace)
{
  FacInvoiceDraft *draft = fac_invoice_draft_new (workspace, NULL);
  g_autoptr (FacCustomer) customer = models_customer ("UNIVERSIDAD ROBOTICA ESPAÑOLA");

  fac_invoice_draft_set_customer (draft, customer);
  add_line (draft, "Taladro", "250.00");
  return draft;
}

static FacInvoice *
stored (FacWorkspace *workspace, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  gboolean complete = FALSE;

  fac_store_get_invoice_async (fac_workspace_get_store (workspace), id, NULL, fac_test_got, &result);
  return fac_store_get_invoice_finish (fac_workspace_get_store (workspace), fac_test_result (&result), &body, &complete, NULL);
}

static char *
total_text (FacInvoiceDraft *draft)
{
  return fac_decimal_to_string (fac_invoice_draft_get_totals (draft)->total);
}

static void
assert_total (FacInvoiceDraft *draft, const char *expected)
{
  g_autofree char *total = total_text (draft);

  g_assert_cmpstr (total, ==, expected);
}

static void
test_totals_follow_every_edit (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacInvoiceDraft) draft = complete_draft (workspace);

  assert_total (draft, "290.00");
  add_line (draft, "Brocas", "100.00");
  assert_total (draft, "406.00");
  fac_invoice_draft_remove_lines (draft, 0, 1);
  assert_total (draft, "116.00");
  g_clear_object (&draft);
  models_close (workspace);
}

static void
test_undo_walks_back_and_forth (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacInvoiceDraft) draft = complete_draft (workspace);
  const FacInvoice *invoice;

  add_line (draft, "Brocas", "100.00");
  fac_invoice_draft_move_line (draft, 1, 0);
  fac_invoice_draft_set_method (draft, "PPD");
  invoice = fac_invoice_draft_get_invoice (draft);
  g_assert_cmpstr (invoice->payment_form, ==, "99");
  g_assert_cmpstr (((FacInvoiceLine *) invoice->lines->pdata[0])->product->description, ==, "Brocas");
  fac_invoice_draft_undo (draft);
  fac_invoice_draft_undo (draft);
  fac_invoice_draft_undo (draft);
  invoice = fac_invoice_draft_get_invoice (draft);
  g_assert_cmpstr (invoice->payment_method, ==, "PUE");
  g_assert_cmpuint (invoice->lines->len, ==, 1);
  assert_total (draft, "290.00");
  fac_invoice_draft_redo (draft);
  fac_invoice_draft_redo (draft);
  fac_invoice_draft_redo (draft);
  invoice = fac_invoice_draft_get_invoice (draft);
  g_assert_cmpstr (invoice->payment_method, ==, "PPD");
  assert_total (draft, "406.00");
  g_clear_object (&draft);
  models_close (workspace);
}

static void
test_method_keeps_the_former_form (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacInvoiceDraft) draft = complete_draft (workspace);
  g_autofree char *before = g_strdup (fac_invoice_draft_get_invoice (draft)->payment_form);

  fac_invoice_draft_set_method (draft, "PPD");
  fac_invoice_draft_set_method (draft, "PUE");
  g_assert_cmpstr (fac_invoice_draft_get_invoice (draft)->payment_form, ==, before);
  g_clear_object (&draft);
  models_close (workspace);
}

/* Typing goes on without a pause: the save may not wait for one (invariant 1). */
static void
test_saved_within_a_second_of_typing (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacWorkspace *workspace = models_workspace (folder);
  g_autoptr (FacInvoiceDraft) draft = complete_draft (workspace);
  g_autofree char *id = g_strdup (fac_invoice_draft_get_invoice (draft)->id);
  g_autoptr (FacInvoice) kept = NULL;

  for (int i = 0; i < 12; i++)
    {
      models_spin (80);
      add_line (draft, "Brocas", "1.00");
    }
  kept = stored (workspace, id);
  g_assert_nonnull (kept);
  g_assert_cmpuint (kept->lines->len, >=, 2);
  g_assert_cmpint (kept->status, ==, FAC_STATUS_BORRADOR);
  models_spin (900);
  g_assert_true (fac_invoice_draft_is_saved (draft));
  g_clear_object (&draft);
  models_close (workspace);
}

static void
test_untouched_draft_leaves_no_trace (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_new (workspace, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoice) kept = NULL;

  fac_invoice_draft_set_method (draft, "PPD");
  fac_invoice_draft_flush_async (draft, TRUE, fac_test_got, &result);
  g_assert_true (fac_invoice_draft_flush_finish (draft, fac_test_result (&result), NULL));
  models_spin (800);
  kept = stored (workspace, fac_invoice_draft_get_invoice (draft)->id);
  g_assert_null (kept);
  g_clear_object (&draft);
  models_close (workspace);
}

static void
test_incomplete_is_not_stamped (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_new (workspace, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_line (draft, "Taladro", "250.00");
  fac_invoice_draft_stamp_async (draft, fac_test_got, &result);
  g_assert_false (fac_invoice_draft_stamp_finish (draft, fac_test_result (&result), &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
  g_clear_object (&draft);
  models_close (workspace);
}

/* Who asks may not show the field: many are stamped out of a list, and one deposit of several is shown. */
static void
assert_not_stamped_unread (FacInvoiceDraft *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_invoice_draft_keep_unread (draft, "date", "2026-13-99");
  fac_invoice_draft_stamp_async (draft, fac_test_got, &result);
  g_assert_false (fac_invoice_draft_stamp_finish (draft, fac_test_result (&result), &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
  fac_invoice_draft_keep_unread (draft, "date", NULL);
  fac_invoice_draft_keep_unread (draft, "payment.3.date", "of a deposit that is gone");
}

static void
test_complete_goes_to_the_queue (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacInvoiceDraft) draft = NULL;
  g_autoptr (FacCustomer) customer = models_customer ("UNIVERSIDAD ROBOTICA ESPAÑOLA");
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacInvoice) kept = NULL;

  fac_workspace_set_simulated_offline (workspace, TRUE);
  fac_workspace_save_customer_async (workspace, customer, TRUE, fac_test_got, &saved);
  g_assert_true (fac_workspace_command_finish (workspace, fac_test_result (&saved), NULL));
  draft = complete_draft (workspace);
  fac_invoice_draft_set_customer (draft, customer);
  fac_invoice_draft_check (draft);
  g_assert_true (fac_invoice_draft_is_ready (draft));
  assert_not_stamped_unread (draft);
  fac_invoice_draft_stamp_async (draft, fac_test_got, &result);
  g_assert_true (fac_invoice_draft_stamp_finish (draft, fac_test_result (&result), &error));
  g_assert_no_error (error);
  kept = stored (workspace, fac_invoice_draft_get_invoice (draft)->id);
  g_assert_cmpint (kept->status, ==, FAC_STATUS_EN_COLA);
  g_clear_object (&draft);
  models_close (workspace);
}

static void
test_preview_is_drawn (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacInvoiceDraft) draft = complete_draft (workspace);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) pdf = NULL;

  fac_invoice_draft_preview_async (draft, NULL, fac_test_got, &result);
  pdf = fac_invoice_draft_preview_finish (draft, fac_test_result (&result), NULL);
  g_assert_nonnull (pdf);
  g_assert_cmpint (memcmp (g_bytes_get_data (pdf, NULL), "%PDF", 4), ==, 0);
  g_clear_object (&draft);
  models_close (workspace);
}

/* ---- issued elsewhere while it is open ------------------------------------------------------- */

#define THEIR_ID "66f0c1d2e3f4a5b6c7d8e9f0"

/* A page of the service with the invoice @status. */
static void
pull (FacWorkspace *workspace, FacDocumentStatus status)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  FacPulled *item = g_new0 (FacPulled, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  item->remote_id = g_strdup (THEIR_ID);
  item->invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  item->invoice->customer = models_customer ("UNIVERSIDAD ROBOTICA ESPAÑOLA");
  item->invoice->status = status;
  if (status == FAC_STATUS_TIMBRADA)
    fac_set_string (&item->invoice->uuid, "5e1e9a2c-9d5b-4a39-8a3d-0c8c1b1f2a11");
  g_ptr_array_add (items, item);
  fac_store_merge_page_async (fac_workspace_get_store (workspace), items, NULL, NULL, fac_test_got,
                              &result);
  fac_store_write_finish (fac_workspace_get_store (workspace), fac_test_result (&result), &error);
  g_assert_no_error (error);
}

static char *
only_id (FacWorkspace *workspace)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;

  fac_workspace_find_async (workspace, query, 10, NULL, fac_test_got, &result);
  found = fac_workspace_find_finish (workspace, fac_test_result (&result), NULL);
  g_assert_cmpuint (found->len, ==, 1);
  return g_strdup (((FacDocumentSummary *) found->pdata[0])->id);
}

static void
on_overtaken (FacWorkspace *workspace, const char *id, const char *draft_id, GString *told)
{
  g_string_append_printf (told, "%s %s ", id, draft_id);
}

static void
on_save_failed (FacInvoiceDraft *draft, const GError *error, guint *failed)
{
  (*failed)++;
}

typedef struct
{
  FacWorkspace    *workspace;
  char            *id;
  FacInvoiceDraft *draft; /* of what is a draft no more */
  GString         *told;
  guint            failed;
} Overtaken;

static void
overtake (Overtaken *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->workspace = models_workspace (NULL);
  pull (self->workspace, FAC_STATUS_BORRADOR);
  self->id = only_id (self->workspace);
  fac_invoice_draft_open_async (self->workspace, self->id, NULL, fac_test_got, &result);
  self->draft = fac_invoice_draft_open_finish (fac_test_result (&result), &error);
  g_assert_no_error (error);
  self->told = g_string_new (NULL);
  g_signal_connect (self->workspace, "overtaken", G_CALLBACK (on_overtaken), self->told);
  g_signal_connect (self->draft, "save-failed", G_CALLBACK (on_save_failed), &self->failed);
  pull (self->workspace, FAC_STATUS_TIMBRADA);
}

static void
overtaken_end (Overtaken *self)
{
  g_clear_object (&self->draft);
  g_signal_handlers_disconnect_by_data (self->workspace, self->told);
  models_close (self->workspace);
  g_string_free (self->told, TRUE);
  g_free (self->id);
}

/* The invoice is as it was stamped, and what is typed is in one draft, told once. */
static void
assert_goes_on (Overtaken *self, guint lines)
{
  const char *id = fac_invoice_draft_get_invoice (self->draft)->id;
  g_autofree char *told = g_strdup_printf ("%s %s ", self->id, id);
  g_autoptr (FacInvoice) kept = stored (self->workspace, id);
  g_autoptr (FacInvoice) stamped = stored (self->workspace, self->id);

  g_assert_cmpstr (id, !=, self->id);
  g_assert_cmpstr (self->told->str, ==, told);
  g_assert_cmpuint (self->failed, ==, 0);
  g_assert_cmpint (stamped->status, ==, FAC_STATUS_TIMBRADA);
  g_assert_cmpint (kept->status, ==, FAC_STATUS_BORRADOR);
  g_assert_null (kept->remote_id);
  g_assert_null (kept->uuid);
  g_assert_cmpuint (kept->lines->len, ==, lines);
  g_assert_true (fac_invoice_draft_is_saved (self->draft));
}

static void
wait_saved (FacInvoiceDraft *draft)
{
  for (guint i = 0; i < 100 && !fac_invoice_draft_is_saved (draft); i++)
    models_spin (50);
}

static void
test_typed_when_issued_elsewhere (void)
{
  Overtaken self = { 0 };

  overtake (&self);
  add_line (self.draft, "Taladro", "250.00");
  wait_saved (self.draft);
  assert_goes_on (&self, 1);
  add_line (self.draft, "Brocas", "100.00");
  wait_saved (self.draft);
  assert_goes_on (&self, 2);
  fac_invoice_draft_undo (self.draft); /* the step is older than the draft's id */
  fac_invoice_draft_undo (self.draft);
  add_line (self.draft, "Sierra", "10.00");
  wait_saved (self.draft);
  assert_goes_on (&self, 1);
  overtaken_end (&self);
}

/* Away from its page before the autosave: it is kept, and stays here. */
static void
test_left_when_issued_elsewhere (void)
{
  Overtaken self = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  overtake (&self);
  add_line (self.draft, "Taladro", "250.00");
  fac_invoice_draft_flush_async (self.draft, TRUE, fac_test_got, &result);
  fac_invoice_draft_flush_finish (self.draft, fac_test_result (&result), &error);
  g_assert_no_error (error);
  assert_goes_on (&self, 1);
  fac_store_outbox_async (fac_workspace_get_store (self.workspace), NULL, fac_test_got, &listed);
  entries = fac_store_outbox_finish (fac_workspace_get_store (self.workspace),
                                     fac_test_result (&listed), NULL);
  g_assert_cmpuint (entries->len, ==, 0);
  overtaken_end (&self);
}

static void
fill (FacInvoice *invoice, gpointer data)
{
  fac_set_string (&invoice->payment_form, "03");
  fac_set_string (&invoice->payment_method, "PUE");
  fac_set_string (&invoice->use, "G03");
  fac_set_string (&invoice->currency, "MXN");
}

/* It is stamped already: no second stamp, and nothing typed is lost. */
static void
test_stamp_when_issued_elsewhere (void)
{
  Overtaken self = { 0 };
  g_autoptr (FacCustomer) customer = models_customer ("UNIVERSIDAD ROBOTICA ESPAÑOLA");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  overtake (&self);
  add_line (self.draft, "Taladro", "250.00");
  fac_invoice_draft_set_customer (self.draft, customer);
  fac_invoice_draft_edit (self.draft, fill, NULL);
  fac_invoice_draft_check (self.draft);
  g_assert_false (fac_findings_has_errors (fac_invoice_draft_get_findings (self.draft)));
  fac_invoice_draft_stamp_async (self.draft, fac_test_got, &result);
  g_assert_false (fac_invoice_draft_stamp_finish (self.draft, fac_test_result (&result), &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE);
  wait_saved (self.draft);
  assert_goes_on (&self, 1);
  overtaken_end (&self);
}

/* The sync kept what was stored: what is typed since goes to that draft. */
static void
test_kept_already (void)
{
  Overtaken self = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (FacInvoice) sent = NULL;
  gboolean made = FALSE;

  overtake (&self);
  sent = fac_invoice_copy (fac_invoice_draft_get_invoice (self.draft));
  fac_set_string (&sent->conditions, "30 días");
  fac_store_keep_edits_async (fac_workspace_get_store (self.workspace), sent, fac_test_got, &result);
  kept = fac_store_keep_edits_finish (fac_workspace_get_store (self.workspace),
                                      fac_test_result (&result), &made, NULL);
  g_assert_true (made);
  add_line (self.draft, "Taladro", "250.00"); /* before it is told */
  wait_saved (self.draft);
  g_assert_cmpstr (fac_invoice_draft_get_invoice (self.draft)->id, ==, kept);
  g_assert_cmpstr (self.told->str, ==, "");
  g_signal_emit_by_name (self.workspace, "overtaken", self.id, kept);
  add_line (self.draft, "Brocas", "100.00");
  wait_saved (self.draft);
  assert_goes_on (&self, 2);
  overtaken_end (&self);
}

/* Told while the page is open: from then on it is the draft that keeps it. */
static void
test_told_while_open (void)
{
  Overtaken self = { 0 };
  g_autofree char *kept = g_uuid_string_random ();

  overtake (&self);
  g_signal_emit_by_name (self.workspace, "overtaken", "another", kept);
  g_assert_cmpstr (fac_invoice_draft_get_invoice (self.draft)->id, ==, self.id);
  g_string_truncate (self.told, 0);
  g_signal_emit_by_name (self.workspace, "overtaken", self.id, kept);
  g_assert_cmpstr (fac_invoice_draft_get_invoice (self.draft)->id, ==, kept);
  add_line (self.draft, "Taladro", "250.00");
  wait_saved (self.draft);
  assert_goes_on (&self, 1);
  overtaken_end (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/draft/totals", test_totals_follow_every_edit);
  g_test_add_func ("/models/draft/undo", test_undo_walks_back_and_forth);
  g_test_add_func ("/models/draft/method", test_method_keeps_the_former_form);
  g_test_add_func ("/models/draft/autosave", test_saved_within_a_second_of_typing);
  g_test_add_func ("/models/draft/untouched", test_untouched_draft_leaves_no_trace);
  g_test_add_func ("/models/draft/incomplete", test_incomplete_is_not_stamped);
  g_test_add_func ("/models/draft/queue", test_complete_goes_to_the_queue);
  g_test_add_func ("/models/draft/preview", test_preview_is_drawn);
  g_test_add_func ("/models/draft/issued-elsewhere/typed", test_typed_when_issued_elsewhere);
  g_test_add_func ("/models/draft/issued-elsewhere/left", test_left_when_issued_elsewhere);
  g_test_add_func ("/models/draft/issued-elsewhere/stamp", test_stamp_when_issued_elsewhere);
  g_test_add_func ("/models/draft/issued-elsewhere/kept-already", test_kept_already);
  g_test_add_func ("/models/draft/issued-elsewhere/told", test_told_while_open);
  return g_test_run ();
}
