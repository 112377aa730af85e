/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define BUSY_MILLISECONDS 5000

static int
on_commit (void *data)
{
  FacDb *self = data;

  self->commits++;
  return 0;
}

static gboolean
is_memory (const char *path)
{
  return strcmp (path, ":memory:") == 0;
}

/* SQLite would make the file with the rights of the umask; its log files take those of the file */
static void
make_private_file (const char *path)
{
  const int file = open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (file >= 0)
    close (file);
}

/* SQLite would count its memory under one lock, at which the statements of all threads wait for one another. */
static void
share_no_lock (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&done, 1);
    }
}

static int
open_handle (const char *path, FacDbFlags flags, sqlite3 **handle)
{
  const int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);
  g_autofree char *uri = g_strconcat ("file:", escaped, "?immutable=1", NULL);

  share_no_lock ();
  if ((flags & FAC_DB_IMMUTABLE) || ((flags & FAC_DB_LOOK) && !fac_db_has_log (path)))
    return sqlite3_open_v2 (uri, handle, common | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  if (flags & FAC_DB_READ_ONLY)
    return sqlite3_open_v2 (path, handle, common | SQLITE_OPEN_READONLY, NULL);
  if (is_memory (path))
    return sqlite3_open_v2 (path, handle, common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY,
                            NULL);
  if (flags & FAC_DB_CREATE)
    make_private_file (path);
  return sqlite3_open_v2 (path, handle, common | SQLITE_OPEN_READWRITE, NULL);
}

static gboolean
is_empty (FacDb *self, gboolean *empty, GError **error)
{
  FacStatement *pages = fac_db_prepare (self, "PRAGMA page_count", error);
  g_autoptr (GError) problem = NULL;

  if (pages == NULL)
    return FALSE;
  *empty = fac_statement_step (pages, &problem) && fac_statement_int (pages, 0) == 0;
  fac_statement_reset (pages);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL;
}

gboolean
fac_db_accept (FacDb *self, GError **error)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  if (sqlite3_db_readonly (self->handle, "main") == 1)
    return TRUE;
  return fac_db_exec (self, "PRAGMA journal_mode = WAL", error);
}

/* Who has the file for itself keeps the index of the log in memory, and leaves the log where it is. */
static gboolean
configure_look (FacDb *self, GError **error)
{
  sqlite3_busy_timeout (self->handle, 0);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return fac_db_exec (self, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA query_only = ON", error);
}

static gboolean
configure (FacDb *self, FacDbFlags flags, GError **error)
{
  gboolean empty;

  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  sqlite3_commit_hook (self->handle, on_commit, self);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  if (!fac_db_exec (self, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY", error)
      || ((flags & FAC_DB_LEAN) && !fac_db_exec (self, "PRAGMA cache_size = -512", error)))
    return FALSE;
  if (flags & FAC_DB_LOOK)
    return configure_look (self, error);
  if (flags & (FAC_DB_READ_ONLY | FAC_DB_IMMUTABLE))
    return fac_db_exec (self, "PRAGMA query_only = ON", error);
  /* A file that may turn out to be newer or foreign is not changed by opening it: the migrator accepts it. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (!fac_db_exec (self, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16000;"
                    " PRAGMA page_size = 8192", error)
      || !is_empty (self, &empty, error))
    return FALSE;
  return !empty || fac_db_accept (self, error);
}

FacDb *
fac_db_open (const char *path, FacDbFlags flags, GError **error)
{
  FacDb *self = g_new0 (FacDb, 1);
  int code;

  self->by_pointer = g_hash_table_new (NULL, NULL);
  self->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) fac_statement_free);
  code = open_handle (path, flags, &self->handle);
  if (code != SQLITE_OK)
    fac_db_take_error (self->handle, code, error);
  else if (configure (self, flags, error))
    return self;
  g_prefix_error (error, "%s: ", path);
  fac_db_close (self);
  return NULL;
}

void
fac_db_close (FacDb *self)
{
  g_hash_table_unref (self->by_pointer);
  g_hash_table_unref (self->by_text);
  sqlite3_close (self->handle);
  g_free (self);
}

gboolean
fac_db_exec (FacDb *self, const char *sql, GError **error)
{
  const int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || fac_db_take_error (self->handle, code, error);
}

FacStatement *
fac_db_prepare (FacDb *self, const char *sql, GError **error)
{
  FacStatement *statement = g_hash_table_lookup (self->by_pointer, sql);

  if (statement == NULL || strcmp (statement->sql, sql) != 0)
    {
      statement = g_hash_table_lookup (self->by_text, sql);
      if (statement == NULL)
        {
          statement = fac_statement_new (self, sql, error);
          if (statement == NULL)
            return NULL;
          g_hash_table_insert (self->by_text, statement->sql, statement);
        }
      g_hash_table_insert (self->by_pointer, (gpointer) sql, statement);
    }
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  return statement;
}

static gboolean
run_prepared (FacDb *self, const char *sql, GError **error)
{
  FacStatement *statement = fac_db_prepare (self, sql, error);

  return statement != NULL && fac_statement_run (statement, error);
}

gboolean
fac_db_begin (FacDb *self, FacDbMode mode, GError **error)
{
  return run_prepared (self, mode == FAC_DB_WRITE ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED", error);
}

gboolean
fac_db_commit (FacDb *self, GError **error)
{
  if (run_prepared (self, "COMMIT", error))
    return TRUE;
  fac_db_rollback (self);
  return FALSE;
}

void
fac_db_rollback (FacDb *self)
{
  /* some errors have ended the transaction already */
  if (!sqlite3_get_autocommit (self->handle))
    run_prepared (self, "ROLLBACK", NULL);
}

gint64
fac_db_last_rowid (FacDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

int
fac_db_changes (FacDb *self)
{
  return sqlite3_changes (self->handle);
}

gboolean
fac_db_checkpoint (FacDb *self, GError **error)
{
  const int code = sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL,
                                              NULL);

  return code == SQLITE_OK || fac_db_take_error (self->handle, code, error);
}

gint64
fac_db_total_changes (FacDb *self)
{
  return sqlite3_total_changes64 (self->handle);
}

guint64
fac_db_commits (FacDb *self)
{
  return self->commits;
}

void
fac_db_interrupt (FacDb *self)
{
  sqlite3_interrupt (self->handle);
}
