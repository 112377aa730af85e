/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-query.h"

G_BEGIN_DECLS

/** FacStoreChange: what a commit touched; @id %NULL means many. */
typedef struct
{
  FacEntity entity;
  char     *id;
} FacStoreChange;

/**
 * FacStoreSession: one transaction on the writer thread.
 * @now: microseconds UTC; @changes: (element-type FacStoreChange): announced after the commit
 * @many: set by work of which much more follows at once: the connection may keep more pages meanwhile
 * @result, @free_result: what the task of this work returns instead of %TRUE; set by the work
 */
typedef struct
{
  FacDb         *db;
  const char    *folder;
  gint64         now;
  GPtrArray     *changes;
  gboolean       many;
  gpointer       result;
  GDestroyNotify free_result;
} FacStoreSession;

/** fac_store_session_changed: @id of @entity will be announced after the commit. */
void fac_store_session_changed (FacStoreSession *self, FacEntity entity, const char *id);

G_END_DECLS
