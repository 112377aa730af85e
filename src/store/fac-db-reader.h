/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db-writer.h"

G_BEGIN_DECLS

/** FacDbRead: runs on the reader thread. Returns: (nullable): the task's pointer; %NULL without @error is a result
 * too */
typedef gpointer (*FacDbRead) (FacDb *db, gpointer data, GError **error);

/** FacDbReader: the thread that owns the reading connection. A cancelled request is skipped, or interrupted while it
 * runs. When it meets damage of the file nothing is written on it any more either. */
typedef struct _FacDbReader FacDbReader;

/** fac_db_reader_new: takes over @db; @writer, of the same file, is stopped later than this. */
FacDbReader *fac_db_reader_new  (FacDb *db, FacDbWriter *writer);
/** fac_db_reader_push: queues @read for @task, which is taken over with @data. @free_result is for a result nobody
 * fetches. */
void         fac_db_reader_push (FacDbReader *self, GTask *task, FacDbRead read, gpointer data,
                                 GDestroyNotify free_data, GDestroyNotify free_result);
/** fac_db_reader_stop: ends the thread after what is queued and closes; then @then (nullable) is called on that
 * thread. */
void         fac_db_reader_stop (FacDbReader *self, GFunc then, gpointer a, gpointer b);

G_END_DECLS
