/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-clock.h"
#include "fac-data-lock.h"
#include "fac-store-session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacDbWork: runs inside a write transaction on the writer thread; %FALSE rolls it back. */
typedef gboolean (*FacDbWork) (FacStoreSession *session, gpointer data, GError **error);
/** FacDbAnnounce: on the task's context, after the commit and before the task returns. */
typedef void (*FacDbAnnounce) (gpointer source, GPtrArray *changes);

/**
 * FacDbWriter: the thread that owns the writing connection. Work runs in the order it came, each piece in one
 * transaction, none is ever cancelled. When nothing has come for a while the write-ahead log is moved into the file.
 */
typedef struct _FacDbWriter FacDbWriter;

/** fac_db_writer_new: takes over @db and @lock (nullable); the lock is let go after the last write. */
FacDbWriter *fac_db_writer_new  (FacDb *db, FacDataLock *lock, const char *folder, FacDbAnnounce announce);
/** fac_db_writer_push: queues @work for @task, which is taken over. @data is freed on the task's context. */
void         fac_db_writer_push (FacDbWriter *self, GTask *task, FacDbWork work, gpointer data,
                                 GDestroyNotify free_data);
/** fac_db_writer_refuse: nothing that comes from here on is written: @damage was met in the file. From any thread. */
void         fac_db_writer_refuse (FacDbWriter *self, const GError *damage);
/** fac_db_writer_stop: ends the thread after what is queued, checkpoints and closes; then @task (nullable) returns.
 * Only once; @self is gone with it. */
void         fac_db_writer_stop (FacDbWriter *self, GTask *task);
/** fac_db_writer_set_clock: where "now" comes from. */
void         fac_db_writer_set_clock (FacDbWriter *self, FacClock *clock);
/** fac_db_writer_set_upkeep: what is done, with no data, when nobody has written for a while: in a commit of its own,
 * and again while it says that there is many, until somebody writes. */
void         fac_db_writer_set_upkeep (FacDbWriter *self, FacDbWork upkeep);
/** fac_db_writer_commits: how many write transactions of work were committed, for whoever awaited them. */
guint64      fac_db_writer_commits (FacDbWriter *self);

G_END_DECLS
