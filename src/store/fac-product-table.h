/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-product.h"
#include "fac-object-table.h"

G_BEGIN_DECLS

/** FacProductRow: a row of `products`. @product has its ids and times. */
typedef struct
{
  FacObjectPlace place;
  FacProduct    *product;
} FacProductRow;
/** fac_product_row_free: frees it with all it owns. */
void fac_product_row_free (FacProductRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacProductRow, fac_product_row_free)

/** FAC_PRODUCT_COLUMNS: what fac_product_read() expects from column 0 on, of table "t". */
#define FAC_PRODUCT_COLUMNS "t.id, t.remote_id, t.created_at, t.updated_at, t.content"
/** fac_product_read: the product in columns %FAC_PRODUCT_COLUMNS. Returns: (transfer full) */
FacProduct *fac_product_read (FacStatement *row);

/** Each returns %NULL without @error when there is none. */
/** fac_product_table_find: by local id. Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacProductRow *fac_product_table_find        (FacDb *db, const char *id, GError **error);
/** fac_product_table_find_remote: by the service's id, likewise. */
FacProductRow *fac_product_table_find_remote (FacDb *db, const char *remote_id, GError **error);
/** fac_product_table_put: inserts or replaces the row of @product's id, its columns, content and index. */
gboolean fac_product_table_put    (FacDb *db, const FacProduct *product, FacOfflineState state, gboolean wanted,
                                   GError **error);
/** fac_product_table_refresh: the words of the index as they are made now, for @limit products of before. @n: (out):
 * how many these were */
gboolean fac_product_table_refresh (FacDb *db, guint limit, guint *n, GError **error);
/** fac_product_table_set_body: keeps the service's JSON; %NULL leaves what is kept. */
gboolean fac_product_table_set_body (FacDb *db, const char *id, GBytes *body, GError **error);
/** fac_product_table_remove: the row with its body and its words in the index. */
gboolean fac_product_table_remove (FacDb *db, const char *id, GError **error);

G_END_DECLS
