/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"

G_BEGIN_DECLS

/**
 * FacTaken: what the documents kept here take off an invoice, in millionths of its currency: payments (type P), and
 * credit notes (type E).
 * @paid: by payments that are stamped; @credited: by notes that are; @waiting: by those in the queue; @drafted: by
 * those that are drafts
 * @replaced: by stamped ones in whose place another is stamped (relation 04): they are part of nothing else, and end
 * with their cancellation; @mine: by stamped ones in whose place the one that asks is to be
 * @installment: the highest number of a stamped payment, or how many there are; @queued: the same with those in the
 * queue
 */
typedef struct
{
  gint64 paid;
  gint64 credited;
  gint64 waiting;
  gint64 drafted;
  gint64 replaced;
  gint64 mine;
  int    installment;
  int    queued;
} FacTaken;

/**
 * FacBalanceView: who asks. @me (nullable): local id of the document that is being written: it takes nothing off
 * itself, and what it replaces is as if it did not exist. @behind: (nullable) ids of what leaves the queue after @me:
 * that takes nothing off either
 */
typedef struct
{
  const char *me;
  GHashTable *behind;
} FacBalanceView;

/** fac_balance_read: of the invoice with this folio fiscal, in either case. @view: (nullable): nobody asks. */
gboolean    fac_balance_read   (FacDb *db, const char *uuid, const FacBalanceView *view, FacTaken *balance,
                                GError **error);
/** fac_balance_behind: local ids of the documents whose stamps wait for that of @me, and of those behind them.
 * Returns: (transfer full) (nullable) */
GHashTable *fac_balance_behind (FacDb *db, const char *me, GError **error);

G_END_DECLS
