/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "fac-db.h"
#include "fac-invoice-totals.h"
#include "fac-line-table.h"
#include "fac-search-index.h"
#include "fac-sql.h"
#include "fac-variant.h"

static GAsyncResult *result;

GAsyncResult **
st_slot (void)
{
  g_clear_object (&result);
  return &result;
}

GAsyncResult *
st_wait (void)
{
  return fac_test_result (&result);
}

static void
on_changed (FacStore *store, int entity, const char *id, gpointer data)
{
  Fixture *self = data;

  g_ptr_array_add (self->changes, g_strdup_printf ("%d %s", entity, id != NULL ? id : "*"));
}

void
st_open (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  fac_store_open_async (self->folder, NULL, ST_GOT);
  self->store = fac_store_open_finish (st_wait (), &error);
  g_assert_no_error (error);
  fac_store_set_clock (self->store, FAC_CLOCK (self->clock));
  g_signal_connect (self->store, "changed", G_CALLBACK (on_changed), self);
}

void
st_close (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  if (self->store == NULL)
    return;
  fac_store_close_async (self->store, ST_GOT);
  g_assert_true (fac_store_close_finish (self->store, st_wait (), &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_clear_object (&self->store);
}

void
st_reopen (Fixture *self)
{
  st_close (self);
  st_open (self);
}

int
st_open_fails (const char *folder)
{
  g_autoptr (GError) error = NULL;

  fac_store_open_async (folder, NULL, ST_GOT);
  g_assert_null (fac_store_open_finish (st_wait (), &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == FAC_STORE_ERROR);
  g_assert_cmpuint (strlen (error->message), >, 10);
  return error->code;
}

Fixture *
st_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->folder = fac_test_folder ();
  self->clock = fac_test_clock_new (ST_NOW);
  self->changes = g_ptr_array_new_with_free_func (g_free);
  st_open (self);
  return self;
}

void
st_free (Fixture *self)
{
  st_close (self);
  g_clear_object (&self->clock);
  g_ptr_array_unref (self->changes);
  g_free (self->folder);
  g_free (self);
}

void
st_ok (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  gboolean done = fac_store_write_finish (self->store, st_wait (), &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

void
st_refused (Fixture *self, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fac_store_write_finish (self->store, st_wait (), &error));
  g_assert_error (error, FAC_STORE_ERROR, code);
}

gboolean
st_changed (Fixture *self, FacEntity entity, const char *id)
{
  g_autofree char *wanted = g_strdup_printf ("%d %s", entity, id != NULL ? id : "*");
  gboolean found = FALSE;

  for (guint i = 0; i < self->changes->len; i++)
    found = found || g_str_equal (g_ptr_array_index (self->changes, i), wanted);
  g_ptr_array_set_size (self->changes, 0);
  return found;
}

FacCustomer *
st_customer (const char *name, const char *tax_id)
{
  FacCustomer *customer = fac_customer_new ();

  fac_set_string (&customer->legal_name, name);
  fac_set_string (&customer->tax_id, tax_id);
  fac_set_string (&customer->tax_system, "601");
  fac_set_string (&customer->address->zip, "50000");
  return customer;
}

FacProduct *
st_product (const char *description, const char *sku, const char *price)
{
  FacProduct *product = fac_product_new ();

  fac_set_string (&product->description, description);
  fac_set_string (&product->product_key, "43211500");
  fac_set_string (&product->sku, sku);
  g_assert_true (fac_decimal_parse (price, -1, &product->price));
  return product;
}

FacInvoice *
st_invoice (const FacCustomer *customer, const char *description, const char *price)
{
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr (FacProduct) product = st_product (description, NULL, price);

  if (customer != NULL)
    invoice->customer = fac_customer_copy (customer);
  g_ptr_array_add (invoice->lines, fac_invoice_line_new (product));
  invoice->total = product->price;
  return invoice;
}

FacCustomer *
st_remote_customer (const FacCustomer *customer, const char *remote_id)
{
  FacCustomer *copy = fac_customer_copy (customer);

  fac_set_string (&copy->id, "elsewhere");
  fac_set_string (&copy->remote_id, remote_id);
  return copy;
}

FacProduct *
st_remote_product (const FacProduct *product, const char *remote_id)
{
  FacProduct *copy = fac_product_copy (product);

  fac_set_string (&copy->id, "elsewhere");
  fac_set_string (&copy->remote_id, remote_id);
  return copy;
}

FacInvoice *
st_remote_invoice (const FacInvoice *invoice, const char *remote_id, FacDocumentStatus status)
{
  FacInvoice *copy = fac_invoice_copy (invoice);

  fac_set_string (&copy->id, "elsewhere");
  fac_set_string (&copy->remote_id, remote_id);
  copy->status = status;
  return copy;
}

static void
not_found_only (GError *error)
{
  if (error != NULL && !g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_DELETED))
    g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND);
}

FacCustomer *
st_get_customer (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  FacCustomer *customer;

  fac_store_get_customer_async (self->store, id, NULL, ST_GOT);
  customer = fac_store_get_customer_finish (self->store, st_wait (), &error);
  not_found_only (error);
  return customer;
}

FacProduct *
st_get_product (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  FacProduct *product;

  fac_store_get_product_async (self->store, id, NULL, ST_GOT);
  product = fac_store_get_product_finish (self->store, st_wait (), &error);
  not_found_only (error);
  return product;
}

FacInvoice *
st_get_invoice (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  FacInvoice *invoice;

  fac_store_get_invoice_async (self->store, id, NULL, ST_GOT);
  invoice = fac_store_get_invoice_finish (self->store, st_wait (), NULL, NULL, &error);
  not_found_only (error);
  return invoice;
}

GPtrArray *
st_outbox (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  fac_store_outbox_async (self->store, NULL, ST_GOT);
  entries = fac_store_outbox_finish (self->store, st_wait (), &error);
  g_assert_no_error (error);
  return entries;
}

char *
st_outbox_text (Fixture *self)
{
  static const char *const verbs[] = { "?", "CREATE", "UPDATE", "DELETE", "STAMP", "CANCEL",
                                       "EMAIL" };
  static const char *const entities[] = { "customer", "product", "invoice" };
  static const char *const states[] = { "?", "QUEUED", "CLAIMED", "UNSURE", "POLLING", "REFUSED",
                                        "PAUSED" };
  g_autoptr (GPtrArray) entries = st_outbox (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const FacOutboxEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (text, "%s%s %s %s", i > 0 ? ", " : "", verbs[entry->verb],
                              entities[entry->entity],
                              states[entry->state]);
    }
  return g_string_free (text, FALSE);
}

void
st_assert_outbox (Fixture *self, const char *text)
{
  g_autofree char *found = st_outbox_text (self);

  g_assert_cmpstr (found, ==, text);
}

FacOutboxEntry *
st_claim (Fixture *self, gint64 now, gint64 *next_due)
{
  g_autoptr (GError) error = NULL;
  FacOutboxEntry *entry;

  fac_store_claim_next_async (self->store, now, ST_GOT);
  entry = fac_store_claim_next_finish (self->store, st_wait (), next_due, &error);
  g_assert_no_error (error);
  return entry;
}

void
st_acknowledge_customer (Fixture *self, gint64 entry, FacCustomer *customer)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"c\":1}", 7);
  FacAcknowledgement answer = { .entry_id = entry, .customer = customer, .body = body };

  fac_store_acknowledge_async (self->store, &answer, ST_GOT);
  st_ok (self);
}

void
st_acknowledge_invoice (Fixture *self, gint64 entry, FacInvoice *invoice)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"i\":1}", 7);
  FacAcknowledgement answer = { .entry_id = entry, .invoice = invoice, .body = body };

  fac_store_acknowledge_async (self->store, &answer, ST_GOT);
  st_ok (self);
}

void
st_pull (Fixture *self, FacInvoice *invoice, const char *body)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  FacPulled *item = g_new0 (FacPulled, 1);

  item->remote_id = g_strdup (invoice->remote_id);
  item->external_id = g_strdup (invoice->id);
  item->invoice = fac_invoice_ref (invoice);
  item->body = g_bytes_new (body, strlen (body));
  g_ptr_array_add (items, item);
  fac_store_merge_page_async (self->store, items, NULL, NULL, ST_GOT);
  st_ok (self);
}

FacStorePage *
st_first_page (Fixture *self, FacQuery *query, guint count)
{
  g_autoptr (GError) error = NULL;
  FacStorePage *page;

  fac_store_first_page_async (self->store, query, count, NULL, ST_GOT);
  page = fac_store_first_page_finish (self->store, st_wait (), &error);
  g_assert_no_error (error);
  return page;
}

GArray *
st_keys (Fixture *self, FacQuery *query)
{
  g_autoptr (GError) error = NULL;
  GArray *keys;

  fac_store_keys_async (self->store, query, NULL, ST_GOT);
  keys = fac_store_keys_finish (self->store, st_wait (), &error);
  g_assert_no_error (error);
  return keys;
}

FacStorePage *
st_rows (Fixture *self, FacEntity entity, const GArray *keys, gsize from, gsize n)
{
  g_autoptr (GError) error = NULL;
  FacStorePage *page;

  fac_store_rows_async (self->store, entity, &g_array_index (keys, gint64, from), n, NULL, ST_GOT);
  page = fac_store_rows_finish (self->store, st_wait (), &error);
  g_assert_no_error (error);
  return page;
}

guint
st_search (Fixture *self, FacEntity entity, const char *text)
{
  g_autoptr (FacQuery) query = fac_query_new (entity);
  g_autoptr (GArray) keys = NULL;

  fac_set_string (&query->text, text);
  keys = st_keys (self, query);
  return keys->len;
}

static FacDb *
own_connection (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "facturador.db", NULL);
  g_autoptr (GError) error = NULL;
  FacDb *db = fac_db_open (path, 0, &error);

  g_assert_no_error (error);
  return db;
}

gint64
st_sql (Fixture *self, const char *sql)
{
  g_autoptr (FacDb) db = own_connection (self);
  g_autoptr (GError) error = NULL;
  FacStatement *row = fac_db_prepare (db, sql, &error);
  gint64 value;

  g_assert_no_error (error);
  value = fac_statement_step (row, &error) ? fac_statement_int (row, 0) : -1;
  g_assert_no_error (error);
  fac_statement_reset (row);
  return value;
}

#define OWED_MONTH                                                                                  \
  "coalesce (CAST (strftime ('%Y%m', date / 1000000, 'unixepoch', '" FAC_STORE_MONTH_OFFSET "')"    \
  " AS INTEGER), 0)"
#define OWED_KEPT "SELECT month, xml, acuse FROM owed_files WHERE xml <> 0 OR acuse <> 0"
#define OWED_TRUE                                                                                   \
  "SELECT " OWED_MONTH ", sum (xml_owed), sum (acuse_owed) FROM documents"                          \
  " WHERE xml_owed = 1 OR acuse_owed = 1 GROUP BY 1"

void
st_check_owed (Fixture *self)
{
  g_assert_cmpint (st_sql (self, "select count(*) FROM (" OWED_KEPT " EXCEPT " OWED_TRUE ")"), ==, 0);
  g_assert_cmpint (st_sql (self, "select count(*) FROM (" OWED_TRUE " EXCEPT " OWED_KEPT ")"), ==, 0);
}

#define TAKEN_OFF \
  "taken AS (SELECT p.uuid, p.amount, x.type, EXISTS (SELECT 1 FROM relations r JOIN documents s" \
  " ON s.seq = r.document WHERE r.uuid = lower (x.uuid) AND r.relationship = '04' AND s.type = x.type" \
  " AND s.status IN (4, 6) AND s.seq <> x.seq) AS replaced FROM payments p JOIN documents x" \
  " ON x.seq = p.document WHERE x.status IN (4, 6))"
#define WHAT_IS_LEFT \
  "sums AS (SELECT d.due, d.due_gap, d.due_told AS told, d.total_key * 10000 - coalesce ((SELECT" \
  " sum (t.amount) FROM taken t WHERE t.uuid = lower (d.uuid) AND NOT t.replaced), 0) AS rest," \
  " coalesce ((SELECT sum (t.amount) FROM taken t WHERE t.uuid = lower (d.uuid) AND t.type = 'E'" \
  " AND NOT t.replaced), 0) AS credited, EXISTS (SELECT 1 FROM taken t WHERE t.uuid = lower (d.uuid)" \
  " AND t.replaced) AS replaced, d.type = 'I' AND d.payment_method IS 'PPD' AND d.status IN (4, 6)" \
  " AS owes FROM documents d)"
#define WITH_GAPS \
  "gaps AS (SELECT *, CASE WHEN NOT owes OR told IS NULL OR replaced THEN 0" \
  " WHEN abs (told - rest - credited) < abs (told - rest) THEN told - rest - credited" \
  " ELSE told - rest END AS gap FROM sums)"

void
st_check_figures (Fixture *self)
{
  g_assert_cmpint (st_sql (self,
                           "select count(*) FROM customers c WHERE c.balance_key <> (SELECT"
                           " coalesce (sum (due_key), 0) FROM documents d WHERE d.customer = c.seq)"
                           " OR c.last_invoice <> (SELECT coalesce (max (date), 0) FROM documents d"
                           " WHERE d.customer = c.seq AND d.type = 'I' AND d.status IN (4, 6))"),
                   ==, 0);
  g_assert_cmpint (st_sql (self,
                           "with " TAKEN_OFF ", " WHAT_IS_LEFT ", " WITH_GAPS " SELECT count(*) FROM gaps"
                           " WHERE due_gap <> gap OR due <> CASE WHEN owes"
                           " THEN max (0, rest + min (0, gap)) ELSE 0 END"), ==, 0);
}

void
st_run (Fixture *self, const char *sql)
{
  g_autoptr (FacDb) db = own_connection (self);
  g_autoptr (GError) error = NULL;

  fac_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
add_line_text (GString *text, const FacInvoiceLine *line, const FacLineTotals *totals)
{
  g_autofree char *item = fac_line_table_item (line);
  g_autofree char *quantity = fac_decimal_to_string (fac_decimal_trim (line->quantity, 0));
  g_autofree char *price = fac_decimal_to_string (fac_decimal_trim (totals->unit_price, 0));
  g_autofree char *amount = fac_decimal_to_string (
    fac_decimal_trim (fac_decimal_sub (totals->amount, totals->discount), 0));

  g_string_append_printf (text, "%s %s %s %s %s\n", item, line->product->product_key, quantity,
                          price, amount);
}

static char *
lines_of_content (GBytes *content)
{
  g_autoptr (GVariant) variant = fac_variant_from_bytes (content);
  g_autoptr (FacInvoice) invoice = fac_invoice_from_variant (variant);
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  fac_invoice_totals_compute (totals, invoice);
  for (guint i = 0; i < invoice->lines->len; i++)
    add_line_text (text, invoice->lines->pdata[i], &g_array_index (totals->lines, FacLineTotals, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
lines_of_table (FacDb *db, gint64 document)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  FacStatement *row = fac_sql_prepare (db, &error,
    "SELECT item, product_key, quantity, unit_price, amount FROM lines WHERE document = ?"
    " ORDER BY position", "l", document);

  while (row != NULL && fac_statement_step (row, &error))
    g_string_append_printf (text, "%s %s %s %s %s\n", fac_statement_text (row, 0),
                            fac_statement_text (row, 1), fac_statement_text (row, 2),
                            fac_statement_text (row, 3), fac_statement_text (row, 4));
  fac_sql_end (row, NULL, NULL);
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
st_check_lines (Fixture *self)
{
  g_autoptr (FacDb) db = own_connection (self);
  g_autoptr (FacDb) other = own_connection (self);
  g_autoptr (GError) error = NULL;
  FacStatement *row = fac_sql_prepare (db, &error,
    "select c.document, c.content, d.status IN (4, 6, 7) FROM document_contents c"
    " JOIN documents d ON d.seq = c.document WHERE c.content IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM unread_lines u WHERE u.document = c.document)", "");

  while (row != NULL && fac_statement_step (row, &error))
    {
      g_autoptr (GBytes) content = fac_statement_blob (row, 1);
      g_autofree char *wanted = fac_statement_int (row, 2) != 0 ? lines_of_content (content)
                                                                : g_strdup ("");
      g_autofree char *found = lines_of_table (other, fac_statement_int (row, 0));

      g_assert_cmpstr (found, ==, wanted);
    }
  fac_sql_end (row, NULL, NULL);
  g_assert_no_error (error);
}

void
st_check_indexes (Fixture *self)
{
  g_autoptr (FacDb) db = own_connection (self);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < FAC_N_INDEXES; i++)
    {
      g_assert_true (fac_search_index_check (db, i, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpint (st_sql (self, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_cmpint (st_sql (self,
                           "SELECT count(*) FROM documents d LEFT JOIN document_contents c ON"
                           " c.document = d.seq WHERE c.document IS NULL"), ==, 0);
  g_assert_cmpint (st_sql (self,
                           "SELECT count(sort_key) - count(DISTINCT sort_key) FROM documents"), ==, 0);
  st_check_owed (self);
  st_check_figures (self);
  st_check_lines (self);
}
