/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-balance.h"

#include "fac-document-status.h"
#include "fac-sql.h"

G_STATIC_ASSERT (FAC_STATUS_TIMBRADA == 4 && FAC_STATUS_EN_CANCELACION == 6);

/* Replaced, as c_TipoRelacion 04 has it, by one of the same type: by one that is stamped, or by the one that asks. */
#define LINES_SQL \
  "SELECT x.id, x.type = 'P', x.status, p.amount, p.installment, (" \
  "SELECT max (CASE WHEN s.status IN (4, 6) THEN 2 WHEN s.id = ?2 THEN 1 ELSE 0 END)" \
  " FROM relations r CROSS JOIN documents s ON s.seq = r.document" \
  " WHERE r.uuid = lower (x.uuid) AND r.relationship = '04' AND s.type = x.type AND s.seq <> x.seq)" \
  " FROM payments p CROSS JOIN documents x ON x.seq = p.document" \
  " WHERE p.uuid = ?1 AND x.sort_key IS NOT NULL"

enum { BY_NONE, BY_ME, BY_STAMPED };

/* How many payments there are, and the highest number one of them bears. */
typedef struct
{
  int n;
  int highest;
} Instalments;

static void
count (Instalments *instalments, int number)
{
  instalments->n++;
  instalments->highest = MAX (instalments->highest, number);
}

static int
last_of (const Instalments *instalments)
{
  return MAX (instalments->n, instalments->highest);
}

static gboolean
waits (FacDocumentStatus status)
{
  return status == FAC_STATUS_EN_COLA || status == FAC_STATUS_ENVIANDOSE
         || status == FAC_STATUS_EN_PROCESO;
}

static gboolean
is_aside (const FacBalanceView *view, const char *id, FacDocumentStatus status)
{
  if (view == NULL)
    return FALSE;
  if (g_strcmp0 (view->me, id) == 0)
    return TRUE;
  return view->behind != NULL && waits (status) && g_hash_table_contains (view->behind, id);
}

static void
add_line (FacStatement *row, const FacBalanceView *view, FacTaken *balance,
          Instalments *stamped, Instalments *all)
{
  const gboolean pays = fac_statement_int (row, 1) != 0;
  const FacDocumentStatus status = fac_statement_int (row, 2);
  const gint64 amount = fac_statement_int (row, 3);
  const int number = (int) fac_statement_int (row, 4);
  const int replaced = (int) fac_statement_int (row, 5);
  const gboolean counts = status == FAC_STATUS_TIMBRADA || status == FAC_STATUS_EN_CANCELACION;

  if (is_aside (view, fac_statement_text (row, 0), status))
    return;
  if (counts && replaced != BY_NONE)
    {
      *(replaced == BY_ME ? &balance->mine : &balance->replaced) += amount;
      return;
    }
  if (counts && pays)
    balance->paid += amount;
  else if (counts)
    balance->credited += amount;
  else if (waits (status))
    balance->waiting += amount;
  else if (status == FAC_STATUS_BORRADOR || status == FAC_STATUS_NO_TIMBRADA)
    balance->drafted += amount;
  if (pays && counts)
    count (stamped, number);
  if (pays && (counts || waits (status)))
    count (all, number);
}

gboolean
fac_balance_read (FacDb *db, const char *uuid, const FacBalanceView *view, FacTaken *balance,
                  GError **error)
{
  g_autofree char *key = g_ascii_strdown (uuid, -1);
  Instalments stamped = { 0 }, all = { 0 };
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure, LINES_SQL, "tt", key,
                                       view != NULL ? view->me : NULL);

  *balance = (FacTaken) { 0 };
  while (row != NULL && failure == NULL && fac_statement_step (row, &failure))
    add_line (row, view, balance, &stamped, &all);
  balance->installment = last_of (&stamped);
  balance->queued = last_of (&all);
  return fac_sql_end (row, failure, error);
}

GHashTable *
fac_balance_behind (FacDb *db, const char *me, GError **error)
{
  g_autoptr (GHashTable) behind = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) ids = NULL;
  GError *failure = NULL;
  FacStatement *row = NULL;

  if (me == NULL)
    return g_steal_pointer (&behind);
  row = fac_sql_prepare (db, &failure,
                         "WITH RECURSIVE behind (id) AS (SELECT ?1"
                         " UNION SELECT o.object_id FROM behind b JOIN outbox_needs n"
                         " ON n.document = b.id JOIN outbox o ON o.id = n.entry AND o.verb = 4)"
                         " SELECT id FROM behind", "t", me);
  ids = fac_sql_texts (row, failure, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_hash_table_add (behind, g_strdup (ids->pdata[i]));
  return ids != NULL ? g_steal_pointer (&behind) : NULL;
}
