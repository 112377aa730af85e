/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer.h"
#include "fac-object-table.h"

G_BEGIN_DECLS

/** FacCustomerRow: a row of `customers`. @customer has its ids and times. */
typedef struct
{
  FacObjectPlace place;
  FacCustomer   *customer;
} FacCustomerRow;
/** fac_customer_row_free: frees it with all it owns. */
void fac_customer_row_free (FacCustomerRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCustomerRow, fac_customer_row_free)

/** FAC_CUSTOMER_COLUMNS: what fac_customer_read() expects from column 0 on, of table "t". */
#define FAC_CUSTOMER_COLUMNS "t.id, t.remote_id, t.created_at, t.updated_at, t.content, t.balance_key, t.last_invoice"
/** FAC_CUSTOMER_N_COLUMNS: how many these are; what a statement asks for besides begins there. */
#define FAC_CUSTOMER_N_COLUMNS 7
/** fac_customer_read: the customer in columns %FAC_CUSTOMER_COLUMNS. Returns: (transfer full) */
FacCustomer *fac_customer_read (FacStatement *row);

/** Each returns %NULL without @error when there is none. */
/** fac_customer_table_find: by local id. Returns: (transfer full) (nullable): %NULL without @error when there is
 * none */
FacCustomerRow *fac_customer_table_find        (FacDb *db, const char *id, GError **error);
/** fac_customer_table_find_remote: by the service's id, likewise. */
FacCustomerRow *fac_customer_table_find_remote (FacDb *db, const char *remote_id, GError **error);
/** fac_customer_table_seq: 0 when there is none. */
gint64   fac_customer_table_seq        (FacDb *db, const char *id, GError **error);
/** fac_customer_table_seq_remote: by the service's id, likewise. */
gint64   fac_customer_table_seq_remote (FacDb *db, const char *remote_id, GError **error);
/** fac_customer_table_joined: where the documents of @customer, which lies at @seq, belong: at the customer that it was
 * joined to, if it was. */
gint64   fac_customer_table_joined     (FacDb *db, gint64 seq, const FacCustomer *customer, GError **error);
/** fac_customer_table_put: inserts or replaces the row of @customer's id, its columns, content and index. */
gboolean fac_customer_table_put    (FacDb *db, const FacCustomer *customer, FacOfflineState state, gboolean wanted,
                                    GError **error);
/** fac_customer_table_refresh: the words of the index as they are made now, for @limit customers of before. @n: (out):
 * how many these were */
gboolean fac_customer_table_refresh (FacDb *db, guint limit, guint *n, GError **error);
/** fac_customer_table_set_body: keeps the service's JSON; %NULL leaves what is kept. */
gboolean fac_customer_table_set_body (FacDb *db, const char *id, GBytes *body, GError **error);
/** fac_customer_table_remove: the row with its body and its words in the index. */
gboolean fac_customer_table_remove (FacDb *db, const char *id, GError **error);

G_END_DECLS
