/* SPDX-License-Identifier: GPL-3.0-or-later */
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
  return g_test_run ();
}
