/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"
#include "fac-store-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

/** FacDb: one SQLite connection, used on one thread. */
typedef struct _FacDb FacDb;
/** FacStatement: a prepared statement of a #FacDb; parameters count from 1, columns from 0. */
typedef struct _FacStatement FacStatement;

typedef enum
{
  FAC_DB_READ_ONLY = 1 << 0, /* no creation, no writing */
  FAC_DB_CREATE    = 1 << 1, /* make the file (0600) when it is absent */
  FAC_DB_IMMUTABLE = 1 << 2, /* a file that nobody writes: the read-only catalogue */
  FAC_DB_LEAN      = 1 << 3, /* keeps few pages: a whole list must not fill memory; the system caches the file */
  FAC_DB_LOOK      = 1 << 4  /* reads alone, through a log that is there, and leaves all files as they are; _BUSY at
                              * once when a log is there and another process has the file open */
} FacDbFlags;

/** fac_db_open: opens with WAL, synchronous=FULL, page_size 8192, foreign keys on, wal_autocheckpoint 16000, a busy
 * time limit of 5 s (read-only ones skip what they cannot set). ":memory:" is allowed. Returns: (nullable) */
FacDb *fac_db_open  (const char *path, FacDbFlags flags, GError **error);
/** fac_db_make: an empty database (0600), whole or not at all: a file of 0 bytes is never left. */
gboolean fac_db_make (const char *path, GError **error);
/** fac_db_has_log: whether the file @path has a log or journal beside it in which there is something. */
gboolean fac_db_has_log (const char *path);
/** fac_db_check: reads all pages. Errors: %FAC_STORE_ERROR_CORRUPT, with the first thing that is wrong: then closing
 * leaves the log, too */
gboolean fac_db_check (FacDb *self, GError **error);
/** fac_db_met_damage: whether a statement failed since what it read is damaged; of an index of words alone it may
 * be. */
gboolean fac_db_met_damage (FacDb *self);
/** fac_db_leave: nothing is tidied any more, not when it is closed either: the file is damaged. */
void     fac_db_leave (FacDb *self);
/** fac_db_close: finalises its statements and closes; %NULL is allowed. */
void   fac_db_close (FacDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacDb, fac_db_close)

/** fac_db_exec: runs constant SQL without parameters (several statements may follow each other). */
gboolean fac_db_exec (FacDb *self, const char *sql, GError **error);

/** fac_db_prepare: the statement for constant text @sql from the connection's cache, reset and unbound; it stays owned
 * by the connection. Returns: (transfer none) (nullable) */
FacStatement *fac_db_prepare (FacDb *self, const char *sql, GError **error);

typedef enum { FAC_DB_READ, FAC_DB_WRITE } FacDbMode;
/** fac_db_begin: starts a transaction; %FAC_DB_WRITE takes the write lock at once. Not nestable. */
gboolean fac_db_begin    (FacDb *self, FacDbMode mode, GError **error);
/** fac_db_commit: ends the transaction; when that fails it is rolled back. Errors: %FAC_STORE_ERROR */
gboolean fac_db_commit   (FacDb *self, GError **error);
/** fac_db_rollback: undoes the transaction, if one is open. */
void     fac_db_rollback (FacDb *self);
/** fac_db_last_rowid: the row id of the last INSERT on this connection. */
gint64   fac_db_last_rowid (FacDb *self);
/** fac_db_changes: rows that the last INSERT, UPDATE or DELETE touched. */
int      fac_db_changes    (FacDb *self);
/** fac_db_total_changes: rows that this connection ever changed: while it stays, so does what a query gives. */
gint64 fac_db_total_changes (FacDb *self);
/** fac_db_checkpoint: moves the write-ahead log into the file; when idle, apart from any action of the person. */
gboolean fac_db_checkpoint (FacDb *self, GError **error);
/** fac_db_commits: how many write transactions this connection committed (P11 counts them). */
guint64  fac_db_commits (FacDb *self);
/** fac_db_interrupt: makes a running query of another thread end with an error. Thread-safe. */
void     fac_db_interrupt (FacDb *self);

/** fac_statement_bind_text: @value is copied; %NULL binds null. */
void fac_statement_bind_text    (FacStatement *self, int index, const char *value);
/** fac_statement_bind_int: a whole number. */
void fac_statement_bind_int     (FacStatement *self, int index, gint64 value);
/** fac_statement_bind_decimal: as plain text with the digits of its scale. */
void fac_statement_bind_decimal (FacStatement *self, int index, FacDecimal value);
/** fac_statement_bind_blob: @value is copied; %NULL binds null. */
void fac_statement_bind_blob    (FacStatement *self, int index, GBytes *value);
/** fac_statement_bind_null: null. */
void fac_statement_bind_null    (FacStatement *self, int index);
/** fac_statement_step: Returns: %TRUE when a row is there; %FALSE at the end, or with @error set */
gboolean fac_statement_step (FacStatement *self, GError **error);
/** fac_statement_run: steps a statement that gives no rows. Returns: %FALSE with @error */
gboolean fac_statement_run  (FacStatement *self, GError **error);
/** fac_statement_reset: lets go of the row it stands on; what is bound stays bound. */
void     fac_statement_reset (FacStatement *self);
/** fac_statement_expand: the statement's text with its values in place, to tell questions apart. Returns: (transfer
 * full) (nullable): %NULL when it is too long */
char    *fac_statement_expand (FacStatement *self);

/** fac_statement_text: Returns: (transfer none) (nullable): valid until the next step or reset */
const char *fac_statement_text    (FacStatement *self, int column);
/** fac_statement_dup: a copy of the text. Returns: (transfer full) (nullable) */
char       *fac_statement_dup     (FacStatement *self, int column);
/** fac_statement_int: the whole number in @column, 0 for null. */
gint64      fac_statement_int     (FacStatement *self, int column);
/** fac_statement_decimal: the number written in @column: 0 for null, an overflow value for text that is no number. */
FacDecimal  fac_statement_decimal (FacStatement *self, int column);
/** fac_statement_blob: a copy of the bytes. Returns: (transfer full) (nullable) */
GBytes     *fac_statement_blob    (FacStatement *self, int column);
/** fac_statement_is_null: whether @column holds null. */
gboolean    fac_statement_is_null (FacStatement *self, int column);

G_END_DECLS
