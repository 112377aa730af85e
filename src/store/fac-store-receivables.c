/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-due-table.h"
#include "fac-sql.h"

G_STATIC_ASSERT (FAC_STATUS_BORRADOR == 0 && FAC_STATUS_EN_COLA == 1
                 && FAC_STATUS_ENVIANDOSE == 2 && FAC_STATUS_EN_PROCESO == 3
                 && FAC_STATUS_NO_TIMBRADA == 5);

/* ---- totals ---------------------------------------------------------------------------------- */

static gboolean
add_unpaid (FacDb *db, gint64 now, FacReceivables *sums, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT d.currency, d.date, d.due FROM documents d"
                                       " WHERE d.due > 0 AND d.sort_key > 0", "");

  while (row != NULL && fac_statement_step (row, &failure))
    fac_receivables_add (sums, fac_statement_text (row, 0),
                         fac_age_of (fac_statement_int (row, 1), now),
                         fac_decimal_make (fac_statement_int (row, 2), FAC_DUE_SCALE));
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
count_deposits (FacDb *db, FacReceivables *sums, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
                                    "SELECT count (*), min (nullif (p.paid_at, 0)) FROM deposits p"
                                    " CROSS JOIN documents d ON d.seq = p.document"
                                    " WHERE d.type = 'P' AND d.status IN (0, 1, 2, 3, 5)"
                                    " AND d.sort_key IS NOT NULL", "");

  if (row != NULL)
    {
      sums->n_deposits = (guint) fac_statement_int (row, 0);
      sums->first_paid_at = fac_statement_int (row, 1);
    }
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
count_differences (FacDb *db, FacReceivables *sums, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
                                    "SELECT count (*) FROM documents d WHERE d.due_gap <> 0", "");

  if (row != NULL)
    sums->n_differences = (guint) fac_statement_int (row, 0);
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gpointer
read_receivables (FacDb *db, gpointer data, GError **error)
{
  const gint64 *now = data;
  g_autoptr (FacReceivables) sums = fac_receivables_new ();

  if (!add_unpaid (db, *now, sums, error) || !count_deposits (db, sums, error)
      || !count_differences (db, sums, error))
    return NULL;
  return g_steal_pointer (&sums);
}

void
fac_store_get_receivables_async (FacStore *self, gint64 now, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_receivables, g_memdup2 (&now, sizeof now), g_free,
                   (GDestroyNotify) fac_receivables_unref, fac_store_get_receivables_async,
                   cancellable, callback, data);
}

FacReceivables *
fac_store_get_receivables_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_receivables_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
