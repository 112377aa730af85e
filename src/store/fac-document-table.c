/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-table.h"

#include "fac-advance-table.h"
#include "fac-body-pack.h"
#include "fac-customer-table.h"
#include "fac-document-order.h"
#include "fac-due-table.h"
#include "fac-line-table.h"
#include "fac-paid-table.h"
#include "fac-relation-table.h"
#include "fac-search-words.h"
#include "fac-sql.h"
#include "fac-store.h"
#include "fac-text.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

#define ROW_SQL                                                                                              \
  "SELECT d.seq, d.sort_key, d.offline_state, d.wanted, t.content, d.id, d.remote_id, d.type, d.status, d.uuid," \
  " d.series, d.folio, d.date, d.stamped_at, d.created_at, d.updated_at, d.customer_name, d.tax_id,"          \
  " d.payment_method, d.currency, d.total, d.cancellation_status, c.id, coalesce (c.remote_id,"                \
  " d.customer_remote_id), d.due_told, d.exchange FROM documents d"                                            \
  " LEFT JOIN document_contents t ON t.document = d.seq LEFT JOIN customers c ON c.seq = d.customer WHERE "

void
fac_document_row_free (FacDocumentRow *self)
{
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

static FacCustomer *
read_receiver (FacStatement *row)
{
  FacCustomer *customer = fac_customer_new ();

  fac_set_string (&customer->id, fac_statement_text (row, 22));
  fac_set_string (&customer->remote_id, fac_statement_text (row, 23));
  fac_set_string (&customer->legal_name, fac_statement_text (row, 16));
  fac_set_string (&customer->tax_id, fac_statement_text (row, 17));
  return customer;
}

/* What the columns know is newer than the content: ids, status, fiscal data. */
static void
read_columns (FacInvoice *invoice, FacStatement *row, gboolean complete)
{
  fac_set_string (&invoice->id, fac_statement_text (row, 5));
  fac_set_string (&invoice->remote_id, fac_statement_text (row, 6));
  invoice->status = fac_statement_int (row, 8);
  fac_set_string (&invoice->uuid, fac_statement_text (row, 9));
  fac_set_string (&invoice->series, fac_statement_text (row, 10));
  fac_set_string (&invoice->folio_number, fac_statement_text (row, 11));
  invoice->date = fac_statement_int (row, 12);
  invoice->stamped_at = fac_statement_int (row, 13);
  invoice->created_at = fac_statement_int (row, 14);
  invoice->updated_at = fac_statement_int (row, 15);
  invoice->total = fac_statement_decimal (row, 20);
  fac_set_string (&invoice->cancellation_status, fac_statement_text (row, 21));
  invoice->due_known = !fac_statement_is_null (row, 24);
  if (invoice->due_known)
    invoice->due = fac_decimal_make (fac_statement_int (row, 24), FAC_DUE_SCALE);
  if (complete)
    return;
  fac_set_string (&invoice->payment_method, fac_statement_text (row, 18));
  fac_set_string (&invoice->currency, fac_statement_text (row, 19));
  invoice->exchange = fac_statement_decimal (row, 25);
  if (!fac_statement_is_null (row, 16) || !fac_statement_is_null (row, 22))
    invoice->customer = read_receiver (row);
}

static FacDocumentRow *
find (FacDb *db, GError **error, const char *sql, const char *value)
{
  FacStatement *found = fac_sql_find (db, error, sql, "t", value);
  g_autoptr (GVariant) variant = NULL;
  FacDocumentRow *row;

  if (found == NULL)
    return NULL;
  row = g_new0 (FacDocumentRow, 1);
  row->seq = fac_statement_int (found, 0);
  row->sort_key = fac_statement_int (found, 1);
  row->state = fac_statement_int (found, 2);
  row->wanted = fac_statement_int (found, 3) != 0;
  row->content = fac_statement_blob (found, 4);
  if (row->content != NULL)
    variant = fac_variant_from_bytes (row->content);
  row->invoice = variant != NULL ? fac_invoice_from_variant (variant) : NULL;
  row->complete = row->invoice != NULL;
  if (row->invoice == NULL)
    row->invoice = fac_invoice_new (fac_statement_text (found, 7)[0]);
  read_columns (row->invoice, found, row->complete);
  fac_statement_reset (found);
  return row;
}

FacDocumentRow *
fac_document_table_find (FacDb *db, const char *id, GError **error)
{
  return find (db, error, ROW_SQL "d.id = ?", id);
}

FacDocumentRow *
fac_document_table_find_remote (FacDb *db, const char *remote_id, GError **error)
{
  return find (db, error, ROW_SQL "d.remote_id = ?", remote_id);
}

char *
fac_document_table_words (const FacInvoice *invoice)
{
  FacSearchWords *words = fac_search_words_new ();
  g_autofree char *total = fac_decimal_to_string (invoice->total);

  fac_search_words_add_folio (words, invoice->series, invoice->folio_number);
  fac_search_words_add_uuid (words, invoice->uuid);
  if (invoice->customer != NULL)
    {
      fac_search_words_add (words, invoice->customer->legal_name);
      fac_search_words_add (words, invoice->customer->tax_id);
    }
  if (!fac_decimal_is_zero (invoice->total))
    fac_search_words_add (words, total);
  for (guint i = 0; i < invoice->lines->len; i++)
    {
      const FacInvoiceLine *line = g_ptr_array_index (invoice->lines, i);

      fac_search_words_add (words, line->product->description);
      fac_search_words_add (words, line->product->sku);
    }
  return fac_search_words_end (words);
}

static char *
folio_key_of (const FacInvoice *invoice)
{
  g_autofree char *series = fac_text_fold (invoice->series != NULL ? invoice->series : "");
  const char *number = invoice->folio_number != NULL ? invoice->folio_number : "";
  int zeros = MAX (0, 12 - (int) g_utf8_strlen (number, -1));

  return g_strdup_printf ("%s %.*s%s", series, *number != 0 ? zeros : 0, "000000000000", number);
}

/* The place in the order of dates: the document's own date, else when it was begun. */
static gint64
time_of (const FacInvoice *invoice, FacOfflineState state)
{
  if (state == FAC_OFFLINE_DELETED)
    return -1;
  return MAX (0, invoice->date != 0 ? invoice->date : invoice->created_at);
}

static gint64
receiver_seq (FacDb *db, const FacCustomer *customer, GError **error)
{
  gint64 seq = 0;

  if (customer != NULL && customer->id != NULL)
    seq = fac_customer_table_seq (db, customer->id, error);
  if (seq == 0 && customer != NULL && customer->remote_id != NULL && *error == NULL)
    seq = fac_customer_table_seq_remote (db, customer->remote_id, error);
  if (customer != NULL && *error == NULL)
    seq = fac_customer_table_joined (db, seq, customer, error);
  return seq;
}

#define INSERT_SQL                                                                                            \
  "INSERT INTO documents (remote_id, offline_state, wanted, type, status, uuid, series, folio, folio_key, date," \
  " stamped_at, created_at, updated_at, customer, customer_name, name_key, tax_id, payment_method, currency,"   \
  " total, total_key, cancellation_status, xml_owed, id, customer_remote_id, sort_key, acuse_owed,"             \
  " exchange, due_told, due, due_key, due_gap)"                                                                 \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"                                                      \
  " ?12, ?13, nullif (?14, 0), ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25,"        \
  " nullif (?26, 0), ?27, ?28, nullif (?29, -1), ?30, ?31, ?32)"
#define UPDATE_SQL                                                                                            \
  "UPDATE documents SET remote_id = ?1, offline_state = ?2, wanted = ?3, type = ?4, status = ?5, uuid = ?6,"    \
  " series = ?7, folio = ?8, folio_key = ?9, date = ?10, stamped_at = ?11, created_at = ?12, updated_at = ?13," \
  " customer = nullif (?14, 0), customer_name = ?15, name_key = ?16, tax_id = ?17, payment_method = ?18,"       \
  " currency = ?19, total = ?20, total_key = ?21, cancellation_status = ?22, xml_owed = ?23 AND NOT EXISTS"     \
  " (SELECT 1 FROM attachments a WHERE a.document = seq AND a.kind = 'xml'), customer_remote_id = ?25,"           \
  " sort_key = nullif (?26, 0), acuse_owed = ?27 AND NOT EXISTS"                                                  \
  " (SELECT 1 FROM attachments a WHERE a.document = seq AND a.kind = 'acuse'), exchange = ?28,"                   \
  " due_told = nullif (?29, -1), due = ?30, due_key = ?31, due_gap = ?32 WHERE id = ?24"

/* @key: its place, 0 when hidden */
static gboolean
write_row (FacDb *db, gboolean update, const FacInvoice *invoice, FacOfflineState state,
           gboolean wanted, gint64 key, const FacDue *due, GError **error)
{
  const FacCustomer *customer = invoice->customer;
  const char *name = customer != NULL ? customer->legal_name : NULL;
  g_autofree char *name_key = fac_text_fold (name != NULL ? name : "");
  g_autofree char *folio_key = folio_key_of (invoice);
  const char type[2] = { invoice->type, 0 };
  g_autoptr (GError) failure = NULL;
  gint64 receiver = receiver_seq (db, customer, &failure);
  gint64 total_key;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  fac_decimal_to_scaled (invoice->total, 2, &total_key);
  return fac_sql_run (db, error, update ? UPDATE_SQL : INSERT_SQL,
                      "tiiti" "tttt" "llll" "l" "ttttt" "dl" "titt" "li" "dllll",
                      invoice->remote_id, (int) state, wanted, type, (int) invoice->status,
                      invoice->uuid, invoice->series, invoice->folio_number, folio_key,
                      invoice->date, invoice->stamped_at, invoice->created_at, invoice->updated_at,
                      receiver,
                      name, name_key, customer != NULL ? customer->tax_id : NULL, invoice->payment_method,
                      invoice->currency != NULL ? invoice->currency : "MXN",
                      invoice->total, total_key,
                      invoice->cancellation_status, (int) fac_document_status_is_issued (invoice->status),
                      invoice->id, customer != NULL ? customer->remote_id : NULL,
                      key, (int) (invoice->status == FAC_STATUS_CANCELADA),
                      invoice->exchange, due->told, due->due, due->key, due->gap);
}

/* Without REPLACE: see set_packed. */
static gboolean
write_content (FacDb *db, gint64 seq, gboolean update, const FacInvoice *invoice, const char *words,
               GBytes *content, GError **error)
{
  const gboolean lines = content == NULL || fac_document_status_is_issued (invoice->status);

  return fac_sql_run (db, error,
                      "INSERT INTO document_contents (document, words, content) VALUES (?, ?, ?)"
                      " ON CONFLICT (document) DO UPDATE SET words = excluded.words,"
                      " content = excluded.content", "ltb", seq, words, content)
         && fac_line_table_put (db, seq, !update, lines ? invoice : NULL, error);
}

/* What becomes of it later is counted by triggers. */
static gboolean
count_owed (FacDb *db, const FacInvoice *invoice, GError **error)
{
  return !fac_document_status_is_issued (invoice->status)
         || fac_sql_run (db, error,
                         "INSERT INTO owed_files (month, xml, acuse) VALUES (coalesce (CAST (strftime"
                         " ('%Y%m', ? / 1000000, 'unixepoch', '" FAC_STORE_MONTH_OFFSET "')"
                         " AS INTEGER), 0), 1, ?) ON CONFLICT (month)"
                         " DO UPDATE SET xml = xml + 1, acuse = acuse + excluded.acuse", "li",
                         invoice->date, (int) (invoice->status == FAC_STATUS_CANCELADA));
}

/* The key is known before the row is written: its many indexes are then written once. */
static gboolean
put_new (FacDb *db, const FacInvoice *invoice, GBytes *content, FacOfflineState state,
         gboolean wanted, const char *words, GError **error)
{
  FacDue due;
  gint64 key;
  gint64 seq;

  if (!fac_document_order_choose (db, time_of (invoice, state), &key, error)
      || !count_owed (db, invoice, error)
      || !fac_due_find (db, invoice, &due, error)
      || !write_row (db, FALSE, invoice, state, wanted, key, &due, error))
    return FALSE;
  seq = fac_db_last_rowid (db);
  return write_content (db, seq, FALSE, invoice, words, content, error)
         && fac_due_count_new (db, seq, invoice, &due, error)
         && fac_relation_table_put (db, seq, invoice, content != NULL, error)
         && fac_advance_table_put (db, seq, invoice, content != NULL, error)
         && fac_paid_table_put (db, seq, invoice, invoice->status, error)
         && fac_paid_table_divide (db, invoice, error)
         && fac_document_order_add (db, key, words, error);
}

static gboolean
put_with_words (FacDb *db, const FacInvoice *invoice, GBytes *content, const char *words,
                FacOfflineState state, gboolean wanted, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (db, &failure,
                                      "SELECT d.seq, d.sort_key, c.words, d.status,"
                                      " d.uuid IS NOT NULL FROM documents d LEFT JOIN"
                                      " document_contents c ON c.document = d.seq WHERE d.id = ?",
                                      "t", invoice->id);
  gboolean update = found != NULL;
  gint64 seq = update ? fac_statement_int (found, 0) : 0;
  gint64 old_key = update ? fac_statement_int (found, 1) : 0;
  g_autofree char *old = update ? fac_statement_dup (found, 2) : NULL;
  const FacDocumentStatus before = update ? fac_statement_int (found, 3) : invoice->status;
  const gboolean named = update && fac_statement_int (found, 4) != 0;
  FacDue due;
  gint64 key;

  if (update)
    fac_statement_reset (found);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!update)
    return put_new (db, invoice, content, state, wanted, words, error);
  return fac_document_order_place (db, old_key, old, time_of (invoice, state), words, &key, error)
         && fac_due_find (db, invoice, &due, error)
         && write_row (db, TRUE, invoice, state, wanted, key, &due, error)
         && fac_relation_table_put (db, seq, invoice, content != NULL, error)
         && fac_advance_table_put (db, seq, invoice, content != NULL, error)
         && fac_paid_table_put (db, seq, invoice, before, error)
         && (named || fac_paid_table_divide (db, invoice, error))
         && write_content (db, seq, TRUE, invoice, words, content, error);
}

gboolean
fac_document_table_put_content (FacDb *db, const FacInvoice *invoice, GBytes *content,
                                FacOfflineState state, gboolean wanted, GError **error)
{
  g_autofree char *words = fac_document_table_words (invoice);

  return put_with_words (db, invoice, content, words, state, wanted, error);
}

gboolean
fac_document_table_put (FacDb *db, const FacInvoice *invoice, FacOfflineState state,
                        gboolean wanted, gboolean complete, GError **error)
{
  g_autoptr (GBytes) content = NULL;

  if (complete)
    content = fac_variant_to_bytes (fac_invoice_to_variant (invoice));
  return fac_document_table_put_content (db, invoice, content, state, wanted, error);
}

gboolean
fac_document_table_move (FacDb *db, const char *id, FacDocumentStatus to, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (db, &failure, "SELECT status FROM documents WHERE id = ?",
                                      "t", id);
  FacDocumentStatus from = found != NULL ? fac_statement_int (found, 0) : 0;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (found == NULL)
    {
      g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND, _("There is no such document"));
      return FALSE;
    }
  fac_statement_reset (found);
  if (from == to)
    return TRUE;
  if (!fac_document_status_may_become (from, to))
    {
      g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                   _("A document cannot go from “%s” to “%s”"),
                   fac_document_status_nick (from), fac_document_status_nick (to));
      return FALSE;
    }
  return fac_sql_run (db, error, "UPDATE documents SET status = ? WHERE id = ?", "it", (int) to,
                      id)
         && (!fac_document_status_is_issued (from) || fac_due_moved (db, id, error));
}

/* Its words stay beside it wherever it stands. @time: −1: nowhere. @key: (out) */
static gboolean
move_to (FacDb *db, const FacDocumentRow *row, gint64 time, gint64 *key, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (db, &failure,
                                      "SELECT words FROM document_contents WHERE document = ?",
                                      "l", row->seq);
  g_autofree char *words = fac_sql_text (found);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return fac_document_order_place (db, row->sort_key, words, time, words, key, error);
}

gboolean
fac_document_table_set_state (FacDb *db, const FacDocumentRow *row, FacOfflineState state,
                              GError **error)
{
  gint64 key;

  return move_to (db, row, time_of (row->invoice, state), &key, error)
         && fac_sql_run (db, error,
                         "UPDATE documents SET offline_state = ?, sort_key = nullif (?, 0)"
                         " WHERE seq = ?", "ill", (int) state, key, row->seq);
}

/* Of one row and without REPLACE: before a statement that could be undone halfway FTS5 writes out all that it has
 * gathered, for each document again. */
static gboolean
set_packed (FacDb *db, const char *id, GBytes *packed, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *found =
      fac_sql_find (db, &failure, "SELECT seq FROM documents WHERE id = ?", "t", id);
  gint64 seq;

  if (found == NULL)
    {
      const gboolean none = failure == NULL;

      if (!none)
        g_propagate_error (error, g_steal_pointer (&failure));
      return none;
    }
  seq = fac_statement_int (found, 0);
  fac_statement_reset (found);
  return fac_sql_run (db, error,
                      "INSERT INTO bodies (document, body) VALUES (?, ?)"
                      " ON CONFLICT (document) DO UPDATE SET body = excluded.body",
                      "lb", seq, packed);
}

gboolean
fac_document_table_set_body (FacDb *db, const char *id, GBytes *body, GError **error)
{
  g_autoptr (GBytes) packed = body != NULL ? fac_body_pack (body) : NULL;

  return packed == NULL || set_packed (db, id, packed, error);
}

gboolean
fac_document_table_put_pulled (FacDb *db, const FacInvoice *invoice, const char *words,
                               GBytes *packed, GError **error)
{
  return put_with_words (db, invoice, NULL, words, FAC_OFFLINE_SYNCED, FALSE, error)
         && (packed == NULL || set_packed (db, invoice->id, packed, error));
}

GBytes *
fac_document_table_get_body (FacDb *db, const char *id, GError **error)
{
  FacStatement *found = fac_sql_find (db, error,
                                      "SELECT b.body FROM bodies b JOIN documents d ON d.seq = b.document"
                                      " WHERE d.id = ?", "t", id);
  g_autoptr (GBytes) packed = fac_sql_blob (found);

  return packed != NULL ? fac_body_unpack (packed) : NULL;
}

gboolean
fac_document_table_xml_kept (FacDb *db, const char *id, GError **error)
{
  return fac_sql_run (db, error, "UPDATE documents SET xml_owed = 0 WHERE id = ?", "t", id);
}

gboolean
fac_document_table_owe_xml (FacDb *db, const char *id, GError **error)
{
  return fac_sql_run (db, error, "UPDATE documents SET xml_owed = 1 WHERE id = ?", "t", id);
}

gboolean
fac_document_table_set_acuse_owed (FacDb *db, const char *id, gboolean owed, GError **error)
{
  return fac_sql_run (db, error, "UPDATE documents SET acuse_owed = ? WHERE id = ?", "it",
                      owed ? 1 : 0, id);
}

gboolean
fac_document_table_remove (FacDb *db, const char *id, GError **error)
{
  g_autoptr (FacDocumentRow) row = fac_document_table_find (db, id, error);
  gint64 key;

  return row != NULL && move_to (db, row, -1, &key, error)
         && fac_sql_run (db, error, "DELETE FROM documents WHERE seq = ?", "l", row->seq);
}
