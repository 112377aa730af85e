/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-bulk-job.h"
#include "fac-chosen.h"
#include "fac-invoice-draft.h"
#include "fac-paged-model.h"
#include "fac-test.h"
#include "fac-workspace-private.h"
#include "models-fixture.h"

#include <string.h>

#define DRAFTS 40

static void
save_draft (FacWorkspace *workspace, guint number, gboolean complete)
{
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_new (workspace, NULL);
  g_autoptr (FacCustomer) customer = models_customer ("FERRETERIA LA CENTRAL");
  g_autoptr (FacProduct) product = models_product ("Taladro", "250.00");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoiceLine) line = fac_invoice_line_new (product);

  if (complete)
    fac_invoice_draft_set_customer (draft, customer);
  line->quantity = fac_decimal_from_int (number + 1);
  fac_invoice_draft_insert_lines (draft, 0, &line, 1);
  fac_invoice_draft_flush_async (draft, FALSE, fac_test_got, &result);
  g_assert_true (fac_invoice_draft_flush_finish (draft, fac_test_result (&result), NULL));
}

static void
await_items (FacPagedModel *model, guint count)
{
  const gint64 end = g_get_monotonic_time () + fac_test_patience (60) * (gint64) G_USEC_PER_SEC;

  while (g_list_model_get_n_items (G_LIST_MODEL (model)) != count && g_get_monotonic_time () < end)
    models_spin (10);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, count);
}

static FacChosen *
choose_all (FacWorkspace *workspace, FacPagedModel *model)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) result = NULL;
  FacChosen *chosen;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      const gint64 key = fac_paged_model_get_key (model, i);

      g_array_append_val (keys, key);
    }
  fac_chosen_load_async (workspace, keys, NULL, fac_test_got, &result);
  chosen = fac_chosen_load_finish (fac_test_result (&result), NULL);
  g_assert_nonnull (chosen);
  return chosen;
}

static void
on_ended (FacBulkJob *job, gboolean *ended)
{
  *ended = TRUE;
}

static FacBulkJob *
run (FacWorkspace *workspace, const FacBulkOrder *order, GPtrArray *documents)
{
  FacBulkJob *job = fac_bulk_job_new (workspace, order, documents);
  gboolean ended = FALSE;

  g_signal_connect (job, "ended", G_CALLBACK (on_ended), &ended);
  fac_bulk_job_start (job);
  fac_test_await (&ended, fac_test_patience (120));
  g_assert_cmpuint (fac_bulk_job_get_tried (job), ==, documents->len);
  return job;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* How often the document's history says @kind; what was written before is in it. */
static guint
count_history (FacWorkspace *workspace, const char *id, const char *kind)
{
  g_autoptr (GAsyncResult) writing = NULL;
  g_autoptr (GAsyncResult) reading = NULL;
  g_autoptr (GPtrArray) events = NULL;
  guint n = 0;

  fac_store_add_history_async (workspace->store, id, "printed", NULL, fac_test_got, &writing);
  g_assert_true (fac_store_write_finish (workspace->store, fac_test_result (&writing), NULL));
  fac_store_get_history_async (workspace->store, id, NULL, fac_test_got, &reading);
  events = fac_store_get_history_finish (workspace->store, fac_test_result (&reading), NULL);
  g_assert_nonnull (events);
  for (guint i = 0; i < events->len; i++)
    n += g_str_equal (((FacHistoryEvent *) events->pdata[i])->kind, kind);
  return n;
}

/* every draft a file of its own, although all have one name; a second time nothing is written, and nothing of it
 * is told */
static void
save_all (FacWorkspace *workspace, FacChosen *chosen)
{
  g_autofree char *folder = fac_test_folder ();
  g_autoptr (GFile) place = g_file_new_for_path (folder);
  const FacBulkOrder order = { .verb = FAC_BULK_SAVE, .xml = TRUE, .pdf = TRUE, .place = place,
                               .pattern = "{cliente}" };
  g_autoptr (FacBulkJob) first = run (workspace, &order, chosen->documents);
  g_autoptr (FacBulkJob) second = NULL;
  const FacDocumentSummary *document;
  g_autofree char *file = g_build_filename (folder, "FERRETERIA LA CENTRAL (2).pdf", NULL);

  g_assert_cmpuint (fac_bulk_job_get_failures (first)->len, ==, 0);
  g_assert_cmpuint (fac_bulk_job_get_done (first)->len, ==, DRAFTS);
  g_assert_cmpuint (count_files (folder), ==, DRAFTS);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  second = run (workspace, &order, chosen->documents);
  g_assert_cmpuint (fac_bulk_job_get_failures (second)->len, ==, 0);
  g_assert_cmpuint (count_files (folder), ==, DRAFTS);
  document = chosen->documents->pdata[0];
  g_assert_cmpuint (count_history (workspace, document->id, "saved-pdf"), ==, 1);
  g_assert_cmpuint (count_history (workspace, document->id, "saved-xml"), ==, 0);
}

static void
print_all (FacWorkspace *workspace, FacChosen *chosen)
{
  const FacBulkOrder order = { .verb = FAC_BULK_PRINT };
  g_autoptr (FacBulkJob) job = run (workspace, &order, chosen->documents);

  g_assert_cmpuint (fac_bulk_job_get_done (job)->len, ==, DRAFTS);
  g_assert_nonnull (fac_bulk_job_get_pdf (job));
}

static void
test_drafts (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (FacPagedModel) model = NULL;
  g_autoptr (FacChosen) chosen = NULL;
  g_autoptr (FacBulkJob) job = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const FacBulkOrder discard = { .verb = FAC_BULK_DISCARD };

  for (guint i = 0; i < DRAFTS; i++)
    save_draft (workspace, i, TRUE);
  model = fac_paged_model_new (workspace, query);
  await_items (model, DRAFTS);
  chosen = choose_all (workspace, model);
  g_assert_cmpuint (chosen->documents->len, ==, DRAFTS);
  /* nothing of it is invoiced yet */
  g_assert_cmpuint (chosen->sums->len, ==, 0);
  save_all (workspace, chosen);
  print_all (workspace, chosen);
  job = run (workspace, &discard, chosen->documents);
  g_assert_cmpuint (fac_bulk_job_get_done (job)->len, ==, DRAFTS);
  await_items (model, 0);
  fac_bulk_job_undo_async (job, fac_test_got, &result);
  fac_workspace_command_finish (workspace, fac_test_result (&result), NULL);
  g_clear_object (&model);
  models_close (workspace);
}

/* what cannot be stamped says why, and keeps none of the others */
static void
test_stamps (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (FacPagedModel) model = NULL;
  g_autoptr (FacChosen) chosen = NULL;
  g_autoptr (FacBulkJob) job = NULL;
  const FacBulkFailure *failure;
  const FacBulkOrder order = { .verb = FAC_BULK_STAMP };

  save_draft (workspace, 0, TRUE);
  save_draft (workspace, 1, FALSE);
  save_draft (workspace, 2, TRUE);
  model = fac_paged_model_new (workspace, query);
  await_items (model, 3);
  chosen = choose_all (workspace, model);
  job = run (workspace, &order, chosen->documents);
  g_assert_cmpuint (fac_bulk_job_get_done (job)->len, ==, 2);
  g_assert_cmpuint (fac_bulk_job_get_failures (job)->len, ==, 1);
  failure = fac_bulk_job_get_failures (job)->pdata[0];
  g_assert_cmpuint (strlen (failure->reason), >, 0);
  g_clear_object (&model);
  models_close (workspace);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bulk/drafts", test_drafts);
  g_test_add_func ("/bulk/stamps", test_stamps);
  return g_test_run ();
}
