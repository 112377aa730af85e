/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-relation-table.h"

#include "fac-document-query.h"
#include "fac-due-table.h"
#include "fac-sql.h"
#include "fac-text.h"

/* ---- writing --------------------------------------------------------------------------------- */

static gboolean
add_one (FacDb *db, gint64 seq, int position, const char *relationship, const char *uuid,
         GError **error)
{
  g_autofree char *key = g_ascii_strdown (uuid, -1);

  return fac_sql_run (db, error,
                      "INSERT INTO relations (document, position, relationship, uuid)"
                      " VALUES (?, ?, ?, ?)", "litt", seq, position,
                      relationship != NULL ? relationship : "", key);
}

static gboolean
has_any (FacDb *db, gint64 seq, gboolean *any, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure, "SELECT 1 FROM relations WHERE document = ?",
                                    "l", seq);

  *any = row != NULL;
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

gboolean
fac_relation_table_put (FacDb *db, gint64 seq, const FacInvoice *invoice, gboolean complete,
                        GError **error)
{
  gboolean any;
  int position = 0;

  if (invoice->related_documents->len == 0 && !complete)
    return TRUE;
  if (!has_any (db, seq, &any, error)
      || (any && !fac_sql_run (db, error, "DELETE FROM relations WHERE document = ?", "l", seq)))
    return FALSE;
  for (guint i = 0; i < invoice->related_documents->len; i++)
    {
      const FacRelation *relation = g_ptr_array_index (invoice->related_documents, i);

      for (char **uuid = relation->documents; uuid != NULL && *uuid != NULL; uuid++)
        if (!fac_text_is_empty (*uuid)
            && !add_one (db, seq, position++, relation->relationship, *uuid, error))
          return FALSE;
    }
  return TRUE;
}

/* ---- reading --------------------------------------------------------------------------------- */

/* Columns: relationship (null: a payment), whether the other one names it, folio fiscal, sort key, amount,
 * instalment. */
#define GIVEN_SQL \
  "SELECT r.relationship, 0, r.uuid, d.sort_key, NULL, 0 FROM documents o" \
  " CROSS JOIN relations r ON r.document = o.seq" \
  " LEFT JOIN documents d ON d.uuid IN (r.uuid, upper (r.uuid)) AND d.sort_key IS NOT NULL" \
  " WHERE o.id = ? ORDER BY r.position"
#define RECEIVED_SQL \
  "SELECT r.relationship, 1, lower (d.uuid), d.sort_key," \
  " (SELECT sum (p.amount) FROM payments p WHERE p.document = d.seq AND p.uuid = r.uuid), 0" \
  " FROM documents o CROSS JOIN relations r ON r.uuid = lower (o.uuid)" \
  " CROSS JOIN documents d ON d.seq = r.document WHERE o.id = ? AND d.sort_key IS NOT NULL"
#define PAID_SQL \
  "SELECT NULL, 1, lower (d.uuid), d.sort_key, p.amount, p.installment" \
  " FROM documents o CROSS JOIN payments p ON p.uuid = lower (o.uuid)" \
  " CROSS JOIN documents d ON d.seq = p.document" \
  " WHERE o.id = ? AND d.type = 'P' AND d.sort_key IS NOT NULL"
#define PAYS_SQL \
  "SELECT NULL, 0, p.uuid, d.sort_key, p.amount, p.installment FROM documents o" \
  " CROSS JOIN payments p ON p.document = o.seq" \
  " LEFT JOIN documents d ON d.uuid IN (p.uuid, upper (p.uuid)) AND d.sort_key IS NOT NULL" \
  " WHERE o.id = ? AND o.type = 'P' ORDER BY p.position"

typedef struct
{
  GPtrArray *found;
  GArray    *keys; /* of each, 0 where none is here */
} Reading;

/* A payment may pay an invoice in several parts. */
static FacRelatedDocument *
find_payment (Reading *reading, gint64 key)
{
  for (guint i = 0; i < reading->found->len; i++)
    {
      FacRelatedDocument *document = g_ptr_array_index (reading->found, i);

      if (document->relationship == NULL && g_array_index (reading->keys, gint64, i) == key)
        return document;
    }
  return NULL;
}

static void
read_row (Reading *reading, FacStatement *row)
{
  g_autofree char *relationship = fac_statement_is_null (row, 0) ? NULL : fac_statement_dup (row, 0);
  g_autofree char *uuid = fac_statement_is_null (row, 2) ? NULL : fac_statement_dup (row, 2);
  const gint64 key = fac_statement_int (row, 3);
  const FacDecimal amount = fac_decimal_make (fac_statement_int (row, 4), FAC_DUE_SCALE);
  FacRelatedDocument *document = relationship == NULL && key != 0 ? find_payment (reading, key)
                                                                  : NULL;

  if (document != NULL)
    {
      document->amount = fac_decimal_add (document->amount, amount);
      return;
    }
  document = fac_related_document_new (relationship, fac_statement_int (row, 1) != 0, uuid, NULL);
  document->has_amount = !fac_statement_is_null (row, 4);
  document->amount = amount;
  document->installment = (int) fac_statement_int (row, 5);
  g_ptr_array_add (reading->found, document);
  g_array_append_val (reading->keys, key);
}

static gboolean
read_rows (Reading *reading, FacStatement *row, GError *problem, GError **error)
{
  g_autoptr (GError) failure = problem;

  while (row != NULL && fac_statement_step (row, &failure))
    read_row (reading, row);
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
add_summaries (FacDb *db, Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) rows =
    fac_document_query_rows (db, (const gint64 *) (gpointer) reading->keys->data,
                             reading->keys->len, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      FacRelatedDocument *document = g_ptr_array_index (reading->found, i);

      if (rows->pdata[i] != NULL)
        document->summary = fac_document_summary_ref (rows->pdata[i]);
    }
  return rows != NULL;
}

GPtrArray *
fac_relation_table_find (FacDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fac_related_document_free);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  Reading reading = { found, keys };
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure, GIVEN_SQL, "t", id);

  if (!read_rows (&reading, row, failure, error))
    return NULL;
  failure = NULL;
  row = fac_sql_prepare (db, &failure, RECEIVED_SQL, "t", id);
  if (!read_rows (&reading, row, failure, error))
    return NULL;
  failure = NULL;
  row = fac_sql_prepare (db, &failure, PAID_SQL, "t", id);
  if (!read_rows (&reading, row, failure, error))
    return NULL;
  failure = NULL;
  row = fac_sql_prepare (db, &failure, PAYS_SQL, "t", id);
  if (!read_rows (&reading, row, failure, error) || !add_summaries (db, &reading, error))
    return NULL;
  return g_steal_pointer (&found);
}
