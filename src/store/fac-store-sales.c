/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-document-query.h"
#include "fac-invoice-totals.h"
#include "fac-line-table.h"
#include "fac-sql.h"
#include "fac-text.h"
#include "fac-variant.h"

/* some milliseconds, which a search that is asked for just then may wait for */
#define LINES_AT_ONCE  3000
#define DRAFTS_AT_ONCE 300

/* What is not issued, in which drafts written here are. */
static const FacDocumentStatus unissued[] = {
  FAC_STATUS_BORRADOR, FAC_STATUS_EN_COLA, FAC_STATUS_ENVIANDOSE, FAC_STATUS_EN_PROCESO,
  FAC_STATUS_NO_TIMBRADA,
};

/* Item by item, as the lines name the product, and of each document by document; then the drafts, newest first. */
typedef struct
{
  char              *id;
  char             **items; /* NULL before the first turn */
  guint              item;
  gint64             document;
  int                position;
  guint              status; /* of unissued */
  gint64             key;
  FacProductFigures *figures;
} Walk;

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  g_free (walk->id);
  g_strfreev (walk->items);
  g_clear_pointer (&walk->figures, fac_product_figures_unref);
  g_free (walk);
}

static gboolean
find_items (FacDb *db, Walk *walk, GError **error)
{
  g_autoptr (FacStoredObject) object = fac_stored_object_need (db, FAC_ENTITY_PRODUCT, walk->id,
                                                               error);

  if (object == NULL)
    return FALSE;
  walk->items = fac_line_table_items (object->product->product);
  walk->document = -1;
  walk->key = G_MAXINT64;
  return TRUE;
}

static void
add_line (Walk *walk, FacStatement *row)
{
  const FacSaleLine line = {
    .document = fac_statement_int (row, 0),
    .quantity = fac_statement_decimal (row, 2),
    .unit_price = fac_statement_decimal (row, 3),
    .amount = fac_statement_decimal (row, 4),
    .key = fac_statement_int (row, 5),
    .type = fac_statement_text (row, 6)[0],
    .status = fac_statement_int (row, 7),
    .date = fac_statement_int (row, 8),
    .currency = fac_statement_text (row, 9),
    .exchange = fac_statement_decimal (row, 10),
    .customer = fac_statement_int (row, 11),
    .customer_name = fac_statement_text (row, 12),
  };

  walk->document = line.document;
  walk->position = (int) fac_statement_int (row, 1);
  /* what is deleted for the moment has no place */
  if (line.key != 0)
    fac_product_figures_add (walk->figures, &line);
}

/* @more: (out): there may be others of the same item */
static gboolean
add_lines (FacDb *db, Walk *walk, gboolean *more, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
    "SELECT l.document, l.position, l.quantity, l.unit_price, l.amount, d.sort_key, d.type,"
    " d.status, d.date, d.currency, d.exchange, d.customer, d.customer_name"
    " FROM lines l CROSS JOIN documents d ON d.seq = l.document"
    " WHERE l.item = ?1 AND (l.document, l.position) > (?2, ?3)"
    " ORDER BY l.document, l.position LIMIT ?4", "tlii", walk->items[walk->item], walk->document,
    walk->position, LINES_AT_ONCE);
  guint n = 0;

  for (; row != NULL && fac_statement_step (row, &failure); n++)
    add_line (walk, row);
  *more = n == LINES_AT_ONCE;
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

/* ---- drafts ---------------------------------------------------------------------------------- */

static void
add_draft_line (Walk *walk, FacStatement *row, const FacInvoiceLine *line,
                const FacLineTotals *totals)
{
  fac_product_figures_add (walk->figures, &(FacSaleLine) {
    .document = fac_statement_int (row, 0),
    .key = fac_statement_int (row, 1),
    .status = fac_statement_int (row, 3),
    .type = fac_statement_text (row, 4)[0],
    .currency = fac_statement_text (row, 5),
    .quantity = line->quantity,
    .unit_price = totals->unit_price,
    .amount = fac_decimal_sub (totals->amount, totals->discount),
  });
}

static gboolean
is_of_product (const Walk *walk, const FacInvoiceLine *line)
{
  g_autofree char *item = fac_line_table_item (line);

  return g_strv_contains ((const char *const *) walk->items, item);
}

static void
add_draft (Walk *walk, FacStatement *row)
{
  g_autoptr (GBytes) content = fac_statement_blob (row, 2);
  g_autoptr (GVariant) variant = fac_variant_from_bytes (content);
  g_autoptr (FacInvoice) invoice = variant != NULL ? fac_invoice_from_variant (variant) : NULL;
  g_autoptr (FacInvoiceTotals) totals = NULL;

  walk->key = fac_statement_int (row, 1);
  for (guint i = 0; invoice != NULL && i < invoice->lines->len; i++)
    if (is_of_product (walk, invoice->lines->pdata[i]))
      {
        if (totals == NULL)
          {
            totals = fac_invoice_totals_new ();
            fac_invoice_totals_compute (totals, invoice);
          }
        add_draft_line (walk, row, invoice->lines->pdata[i],
                        &g_array_index (totals->lines, FacLineTotals, i));
      }
}

/* @more: (out): there may be others of the same state */
static gboolean
add_drafts (FacDb *db, Walk *walk, gboolean *more, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
    "SELECT d.seq, d.sort_key, c.content, d.status, d.type, d.currency FROM documents d"
    " JOIN document_contents c ON c.document = d.seq WHERE d.status = ?1 AND d.sort_key < ?2"
    " AND c.content IS NOT NULL ORDER BY d.sort_key DESC LIMIT ?3", "ili",
    (int) unissued[walk->status], walk->key, DRAFTS_AT_ONCE);
  guint n = 0;

  for (; row != NULL && fac_statement_step (row, &failure); n++)
    add_draft (walk, row);
  *more = n == DRAFTS_AT_ONCE;
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

/* ---- the end --------------------------------------------------------------------------------- */

static gboolean
find_documents (FacDb *db, GPtrArray *sales, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < sales->len; i++)
    g_array_append_val (keys, ((const FacSale *) sales->pdata[i])->key);
  rows = fac_document_query_rows (db, (const gint64 *) (gpointer) keys->data, keys->len, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = sales->len; i > 0; i--)
    {
      FacSale *sale = sales->pdata[i - 1];

      if (rows->pdata[i - 1] != NULL)
        sale->document = fac_document_summary_ref (rows->pdata[i - 1]);
      else
        g_ptr_array_remove_index (sales, i - 1);
    }
  return TRUE;
}

static gboolean
find_customers (FacDb *db, GPtrArray *customers, GError **error)
{
  for (guint i = 0; i < customers->len; i++)
    {
      FacSalesCustomer *buyer = customers->pdata[i];
      g_autoptr (GError) failure = NULL;
      FacStatement *row = fac_sql_find (db, &failure,
                                        "SELECT id FROM customers WHERE seq = ?"
                                        " AND offline_state <> 3", "l", buyer->customer);

      if (row != NULL)
        fac_set_string (&buyer->id, fac_statement_text (row, 0));
      if (!fac_sql_end (row, g_steal_pointer (&failure), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count_unread (FacDb *db, FacProductFigures *figures, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
                                    "SELECT count (*) FROM unread_lines WHERE document > 0", "");

  figures->n_unread = row != NULL ? (guint) fac_statement_int (row, 0) : 0;
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
end (FacDb *db, FacProductFigures *figures, GError **error)
{
  fac_product_figures_end (figures);
  return find_documents (db, figures->sales, error) && find_documents (db, figures->drafts, error)
         && find_customers (db, figures->customers, error) && count_unread (db, figures, error);
}

/* ---- turns ----------------------------------------------------------------------------------- */

static gboolean
is_done (const Walk *walk)
{
  return walk->items != NULL && walk->items[walk->item] == NULL
         && walk->status == G_N_ELEMENTS (unissued);
}

/* What does not fill a turn is followed by the next of its kind in the same. */
static gboolean
add_some (FacDb *db, Walk *walk, GError **error)
{
  gboolean more;

  while (walk->items[walk->item] != NULL)
    {
      if (!add_lines (db, walk, &more, error))
        return FALSE;
      if (more)
        return TRUE;
      walk->item++;
      walk->document = -1;
      walk->position = 0;
    }
  while (walk->status < G_N_ELEMENTS (unissued))
    {
      if (!add_drafts (db, walk, &more, error))
        return FALSE;
      if (more)
        return TRUE;
      walk->status++;
      walk->key = G_MAXINT64;
    }
  return TRUE;
}

static gpointer
take_turn (FacDb *db, gpointer data, GError **error)
{
  Walk *walk = data;

  if ((walk->items == NULL && !find_items (db, walk, error)) || !add_some (db, walk, error))
    return NULL;
  return !is_done (walk) || end (db, walk->figures, error) ? walk : NULL;
}

static void next_turn (FacStore *self, GTask *task);

static void
on_turn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Walk *walk = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL)
    g_task_return_error (task, error);
  else if (!is_done (walk))
    next_turn (FAC_STORE (source), g_steal_pointer (&task));
  else
    g_task_return_pointer (task, fac_product_figures_ref (walk->figures),
                           (GDestroyNotify) fac_product_figures_unref);
}

static void
next_turn (FacStore *self, GTask *task)
{
  _fac_store_read (self, take_turn, g_task_get_task_data (task), NULL, NULL, next_turn,
                   g_task_get_cancellable (task), on_turn, task);
}

void
fac_store_get_product_figures_async (FacStore *self, const char *id, guint limit,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Walk *walk = g_new0 (Walk, 1);

  walk->id = g_strdup (id);
  walk->figures = fac_product_figures_new (limit);
  g_task_set_source_tag (task, fac_store_get_product_figures_async);
  g_task_set_task_data (task, walk, walk_free);
  next_turn (self, task);
}

FacProductFigures *
fac_store_get_product_figures_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_product_figures_async),
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
