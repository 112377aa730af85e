/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-table.h"

#include "fac-search-words.h"
#include "fac-sql.h"
#include "fac-text.h"
#include "fac-variant.h"

static const FacObjectTable table =
  FAC_OBJECT_TABLE (FAC_INDEX_CUSTOMERS, FAC_CUSTOMER_COLUMNS, "customers", "customer_bodies", "customer");

void
fac_customer_row_free (FacCustomerRow *self)
{
  g_clear_pointer (&self->customer, fac_customer_unref);
  g_free (self);
}

FacCustomer *
fac_customer_read (FacStatement *row)
{
  g_autoptr (GBytes) content = fac_statement_blob (row, 4);
  g_autoptr (GVariant) variant = content != NULL ? fac_variant_from_bytes (content) : NULL;
  FacCustomer *customer = variant != NULL ? fac_customer_from_variant (variant) : NULL;

  if (customer == NULL)
    customer = fac_customer_new ();
  fac_set_string (&customer->id, fac_statement_text (row, 0));
  fac_set_string (&customer->remote_id, fac_statement_text (row, 1));
  customer->created_at = fac_statement_int (row, 2);
  customer->updated_at = fac_statement_int (row, 3);
  customer->balance = fac_decimal_make (fac_statement_int (row, 5), 2);
  customer->last_invoice_at = fac_statement_int (row, 6);
  return customer;
}

static FacCustomerRow *
find (FacDb *db, GError **error, const char *sql, const char *value)
{
  FacStatement *found = fac_sql_find (db, error, sql, "t", value);
  FacCustomerRow *row;

  if (found == NULL)
    return NULL;
  row = g_new0 (FacCustomerRow, 1);
  row->customer = fac_customer_read (found);
  row->place = fac_object_place_read (found, FAC_CUSTOMER_N_COLUMNS);
  fac_statement_reset (found);
  return row;
}

FacCustomerRow *
fac_customer_table_find (FacDb *db, const char *id, GError **error)
{
  return find (db, error, table.find, id);
}

FacCustomerRow *
fac_customer_table_find_remote (FacDb *db, const char *remote_id, GError **error)
{
  return find (db, error, table.find_remote, remote_id);
}

gint64
fac_customer_table_seq (FacDb *db, const char *id, GError **error)
{
  return fac_object_table_seq (db, &table, id, error);
}

gint64
fac_customer_table_seq_remote (FacDb *db, const char *remote_id, GError **error)
{
  return fac_object_table_seq_remote (db, &table, remote_id, error);
}

gint64
fac_customer_table_joined (FacDb *db, gint64 seq, const FacCustomer *customer, GError **error)
{
  FacStatement *found = NULL;
  gint64 joined;

  if (customer->id != NULL)
    found = fac_sql_find (db, error, "SELECT customer FROM customer_aliases WHERE id = ?", "t",
                          customer->id);
  if (found == NULL && *error == NULL && customer->remote_id != NULL)
    found = fac_sql_find (db, error, "SELECT customer FROM customer_aliases WHERE remote_id = ?",
                          "t", customer->remote_id);
  if (found == NULL)
    return seq;
  joined = fac_statement_int (found, 0);
  fac_statement_reset (found);
  return joined;
}

static char *
words_of (const FacCustomer *customer)
{
  FacSearchWords *words = fac_search_words_new ();
  const FacAddress *address = customer->address;

  fac_search_words_add (words, customer->legal_name);
  fac_search_words_add (words, customer->tax_id);
  fac_search_words_add (words, customer->email);
  fac_search_words_add (words, customer->other_emails);
  fac_search_words_add (words, customer->phone);
  fac_search_words_add_aside (words, address->zip);
  fac_search_words_add_aside (words, address->municipality);
  fac_search_words_add_aside (words, address->city);
  fac_search_words_add_aside (words, address->state);
  fac_search_words_add_aside (words, address->neighborhood);
  fac_search_words_add_aside (words, address->street);
  fac_search_words_add_aside (words, address->exterior);
  fac_search_words_add_aside (words, address->interior);
  fac_search_words_add_aside (words, address->country);
  fac_search_words_add_aside (words, customer->tax_system);
  fac_search_words_add_aside (words, customer->default_invoice_use);
  fac_search_words_add_aside (words, customer->notes);
  return fac_search_words_end (words);
}

static gboolean
write_row (FacDb *db, gint64 seq, gconstpointer object, const FacObjectPlace *place,
           const char *words, GError **error)
{
  const FacCustomer *customer = object;
  g_autoptr (GBytes) content = fac_variant_to_bytes (fac_customer_to_variant (customer));
  g_autofree char *name_key = fac_text_fold (customer->legal_name != NULL ? customer->legal_name : "");
  const char *tax_id = customer->tax_id != NULL ? customer->tax_id : "";

  if (seq != 0)
    return fac_sql_run (db, error,
                        "UPDATE customers SET remote_id = ?, offline_state = ?, wanted = ?, name_key = ?, tax_id = ?,"
                        " created_at = ?, updated_at = ?, words = ?, content = ? WHERE seq = ?",
                        "tiittlltbl", customer->remote_id, (int) place->state, place->wanted, name_key, tax_id,
                        customer->created_at, customer->updated_at, words, content, seq);
  return fac_sql_run (db, error,
                      "INSERT INTO customers (id, remote_id, offline_state, wanted, name_key, tax_id, created_at,"
                      " updated_at, words, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "ttiittlltb", customer->id, customer->remote_id, (int) place->state, place->wanted, name_key, tax_id,
                      customer->created_at, customer->updated_at, words, content);
}

/* Documents may have come before their receiver. */
static gboolean
link_documents (FacDb *db, gint64 seq, const char *remote_id, GError **error)
{
  return remote_id == NULL
         || fac_sql_run (db, error,
                         "UPDATE documents SET customer = ? WHERE customer IS NULL AND customer_remote_id = ?",
                         "lt", seq, remote_id);
}

gboolean
fac_customer_table_put (FacDb *db, const FacCustomer *customer, FacOfflineState state,
                        gboolean wanted, GError **error)
{
  const FacObjectPlace place = { .state = state, .wanted = wanted };
  g_autofree char *words = state == FAC_OFFLINE_DELETED ? g_strdup ("") : words_of (customer);
  gint64 seq;

  return fac_object_table_put (db, &table, customer->id, customer, &place, words, write_row,
                               &seq, error)
         && link_documents (db, seq, customer->remote_id, error);
}

gboolean
fac_customer_table_refresh (FacDb *db, guint limit, guint *n, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
    "SELECT t.id FROM stale_customers s JOIN customers t ON t.seq = s.customer WHERE s.customer > 0"
    " ORDER BY s.customer LIMIT ?", "i", (int) limit);
  g_autoptr (GPtrArray) ids = fac_sql_texts (row, failure, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (FacCustomerRow) found = fac_customer_table_find (db, ids->pdata[i], error);

      if (found == NULL
          || !fac_customer_table_put (db, found->customer, found->place.state, found->place.wanted,
                                      error)
          || !fac_sql_run (db, error, "DELETE FROM stale_customers WHERE customer = ?", "l",
                           found->place.seq))
        return FALSE;
    }
  *n = ids->len;
  return TRUE;
}

gboolean
fac_customer_table_set_body (FacDb *db, const char *id, GBytes *body, GError **error)
{
  return fac_object_table_set_body (db, &table, id, body, error);
}

gboolean
fac_customer_table_remove (FacDb *db, const char *id, GError **error)
{
  return fac_object_table_remove (db, &table, id, error);
}
