/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-offline-state.h"
#include "fac-search-index.h"

G_BEGIN_DECLS

/** FacObjectTable: what is the same in the tables of customers and products: the index and the statements. */
typedef struct
{
  FacIndex    index;
  const char *find;        /* the row by local id: the table's own columns, then FAC_OBJECT_COLUMNS */
  const char *find_remote; /* … by the service's id */
  const char *seq;
  const char *seq_remote;
  const char *words;       /* seq and words by local id */
  const char *set_body;
  const char *remove;
} FacObjectTable;

/** FAC_OBJECT_TABLE: the statements of @table "t", whose bodies lie in @bodies by column @owner; all are literals. */
#define FAC_OBJECT_TABLE(which, columns, table, bodies, owner) \
  { \
    .index = which, \
    .find = "SELECT " columns ", t.seq, t.offline_state, t.wanted FROM " table " t WHERE t.id = ?", \
    .find_remote = "SELECT " columns ", t.seq, t.offline_state, t.wanted FROM " table " t WHERE t.remote_id = ?", \
    .seq = "SELECT seq FROM " table " WHERE id = ?", \
    .seq_remote = "SELECT seq FROM " table " WHERE remote_id = ?", \
    .words = "SELECT seq, words FROM " table " WHERE id = ?", \
    .set_body = "INSERT OR REPLACE INTO " bodies " (" owner ", body) SELECT seq, ?2 FROM " table " WHERE id = ?1", \
    .remove = "DELETE FROM " table " WHERE seq = ?", \
  }

/** FacObjectPlace: where and how an object lies in its table. */
typedef struct
{
  gint64          seq;
  FacOfflineState state;
  gboolean        wanted;
} FacObjectPlace;

/** fac_object_place_read: @first: the column behind the table's own. */
FacObjectPlace fac_object_place_read (FacStatement *row, int first);

/** fac_object_table_seq: 0 when there is none. */
gint64   fac_object_table_seq        (FacDb *db, const FacObjectTable *table, const char *id, GError **error);
/** fac_object_table_seq_remote: by the service's id, likewise. */
gint64   fac_object_table_seq_remote (FacDb *db, const FacObjectTable *table, const char *remote_id, GError **error);
/** FacObjectWrite: writes the columns of @object, with @words, at @seq; 0 inserts. */
typedef gboolean (*FacObjectWrite) (FacDb *db, gint64 seq, gconstpointer object, const FacObjectPlace *place,
                                    const char *words, GError **error);
/** fac_object_table_put: inserts or replaces the row with local @id through @write, and keeps the index. @seq: (out):
 * where it lies */
gboolean fac_object_table_put (FacDb *db, const FacObjectTable *table, const char *id, gconstpointer object,
                               const FacObjectPlace *place, const char *words, FacObjectWrite write, gint64 *seq,
                               GError **error);
/** fac_object_table_set_body: keeps the service's JSON; %NULL leaves what is kept. */
gboolean fac_object_table_set_body (FacDb *db, const FacObjectTable *table, const char *id, GBytes *body,
                                    GError **error);
/** fac_object_table_remove: the row with its words in the index. */
gboolean fac_object_table_remove   (FacDb *db, const FacObjectTable *table, const char *id, GError **error);

G_END_DECLS
