/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-cancellations.h"

#include "fac-document-query.h"
#include "fac-sql.h"
#include "fac-store-private.h"

G_STATIC_ASSERT (FAC_OUTBOX_CANCEL == 5 && FAC_OUTBOX_REFUSED == 5 && FAC_ENTITY_INVOICE == 2);
G_STATIC_ASSERT (FAC_STATUS_TIMBRADA == 4 && FAC_STATUS_EN_CANCELACION == 6);

/* Three kinds, each out of an index of its own; a document comes once, by what waits here first. */
#define ASKED_SQL \
  "SELECT d.sort_key AS key, d.seq AS seq, 0 AS kind, x.state AS state," \
  " x.error_message AS words," \
  " x.created_at AS at FROM outbox x CROSS JOIN documents d ON d.id = x.object_id" \
  " WHERE x.entity = 2 AND x.verb = 5 AND d.sort_key IS NOT NULL" \
  " UNION ALL SELECT d.sort_key, d.seq, 1, d.cancellation_status = 'verifying', NULL, NULL" \
  " FROM documents d WHERE d.status = 6 AND d.sort_key IS NOT NULL" \
  " UNION ALL SELECT d.sort_key, d.seq, 2, d.cancellation_status = 'expired', NULL, NULL" \
  " FROM documents d WHERE d.status = 4 AND d.cancellation_status IN ('rejected', 'expired')" \
  " AND d.sort_key IS NOT NULL"
#define WATCHED_SQL \
  "SELECT a.key, min (a.kind), a.state, a.words, coalesce (a.at," \
  " (SELECT max (h.at) FROM history h" \
  " WHERE h.document = a.seq AND h.kind IN ('cancel-pending', 'cancel-sent')), 0)" \
  " FROM (" ASKED_SQL ") a GROUP BY a.key ORDER BY a.key DESC LIMIT ?"

static FacWatchedState
state_of (gint64 kind, gint64 state)
{
  switch (kind)
    {
    case 0:
      return state == FAC_OUTBOX_REFUSED ? FAC_WATCHED_REFUSED : FAC_WATCHED_QUEUED;
    case 1:
      return state != 0 ? FAC_WATCHED_VERIFYING : FAC_WATCHED_PENDING;
    default:
      return state != 0 ? FAC_WATCHED_EXPIRED : FAC_WATCHED_REJECTED;
    }
}

static gboolean
read_asked (FacDb *db, guint limit, GPtrArray *found, GArray *keys, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure, WATCHED_SQL, "i", (int) limit);

  while (row != NULL && fac_statement_step (row, &failure))
    {
      FacWatchedCancellation *watched = g_new0 (FacWatchedCancellation, 1);
      const gint64 key = fac_statement_int (row, 0);

      watched->state = state_of (fac_statement_int (row, 1), fac_statement_int (row, 2));
      watched->words = fac_statement_dup (row, 3);
      watched->asked_at = fac_statement_int (row, 4);
      g_ptr_array_add (found, watched);
      g_array_append_val (keys, key);
    }
  return fac_sql_end (row, failure, error);
}

static gpointer
read_watched (FacDb *db, gpointer data, GError **error)
{
  const guint *limit = data;
  g_autoptr (GPtrArray) found = fac_watched_cancellations_new ();
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) rows = NULL;

  if (!read_asked (db, *limit, found, keys, error))
    return NULL;
  rows = fac_document_query_rows (db, (const gint64 *) (gpointer) keys->data, keys->len, error);
  for (guint i = found->len; rows != NULL && i > 0; i--)
    {
      FacWatchedCancellation *watched = g_ptr_array_index (found, i - 1);

      if (rows->pdata[i - 1] == NULL)
        g_ptr_array_remove_index (found, i - 1);
      else
        watched->summary = fac_document_summary_ref (rows->pdata[i - 1]);
    }
  return rows != NULL ? g_steal_pointer (&found) : NULL;
}

void
fac_store_get_cancellations_async (FacStore *self, guint limit, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_watched, g_memdup2 (&limit, sizeof limit), g_free,
                   (GDestroyNotify) g_ptr_array_unref, fac_store_get_cancellations_async,
                   cancellable, callback, data);
}

GPtrArray *
fac_store_get_cancellations_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_cancellations_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
