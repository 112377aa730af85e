/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a key pressed in a document of 5,000 lines costs the main thread: the line and the totals at once, the findings
 * when it is idle, and the copy that is saved. */
#include "bench.h"
#include "fac-invoice-draft.h"
#include "models-fixture.h"

#define LINES 5000
#define KEYS 101

static FacInvoiceDraft *
make_draft (FacWorkspace *workspace)
{
  FacInvoiceDraft *draft = fac_invoice_draft_new (workspace, NULL);
  g_autoptr (FacCustomer) customer = models_customer ("UNIVERSIDAD ROBOTICA ESPAÑOLA");
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_line_free);

  fac_invoice_draft_set_customer (draft, customer);
  for (guint i = 0; i < LINES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Producto %u", i);
      g_autoptr (FacProduct) product = models_product (name, "249.90");

      g_ptr_array_add (lines, fac_invoice_line_new (product));
    }
  fac_invoice_draft_insert_lines (draft, 0, (FacInvoiceLine **) lines->pdata, lines->len);
  return draft;
}

static void
say (const char *key, double *times)
{
  g_autofree char *worst = g_strconcat (key, ".p99", NULL);
  double p99 = bench_percentile (times, KEYS, 0.99);

  bench_say (key, bench_percentile (times, KEYS, 0.5));
  bench_say (worst, p99);
}

int
main (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  FacInvoiceDraft *draft = make_draft (workspace);
  double keys[KEYS], checks[KEYS], copies[KEYS], undos[KEYS];

  for (guint i = 0; i < KEYS; i++)
    {
      const FacInvoice *invoice = fac_invoice_draft_get_invoice (draft);
      g_autoptr (FacInvoiceLine) line = fac_invoice_line_copy (invoice->lines->pdata[LINES / 2]);
      double start;

      line->quantity = fac_decimal_make (100 + i, 2);
      start = bench_now_ms ();
      fac_invoice_draft_replace_line (draft, LINES / 2, line);
      keys[i] = bench_now_ms () - start;
      start = bench_now_ms ();
      fac_invoice_draft_check (draft);
      checks[i] = bench_now_ms () - start;
      start = bench_now_ms ();
      fac_invoice_unref (fac_invoice_copy (invoice));
      copies[i] = bench_now_ms () - start;
    }
  for (guint i = 0; i < KEYS; i++)
    {
      double start = bench_now_ms ();

      fac_invoice_draft_undo (draft);
      undos[i] = bench_now_ms () - start;
    }
  say ("editor.key", keys);
  say ("editor.check", checks);
  say ("editor.copy", copies);
  say ("editor.undo", undos);
  g_object_unref (draft);
  models_close (workspace);
  return EXIT_SUCCESS;
}
