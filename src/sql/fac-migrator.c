/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-migrator.h"

#include "fac-db-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define BACKUPS_KEPT 3
#define BACKUP_PAGES 1024

static gboolean
read_int (FacDb *db, const char *sql, gint64 *out, GError **error)
{
  FacStatement *statement = fac_db_prepare (db, sql, error);
  g_autoptr (GError) problem = NULL;

  if (statement == NULL)
    return FALSE;
  *out = fac_statement_step (statement, &problem) ? fac_statement_int (statement, 0) : 0;
  fac_statement_reset (statement);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
check_owner (FacDb *db, int application_id, int newest, gint64 *version, GError **error)
{
  gint64 owner, tables;

  if (!read_int (db, "PRAGMA application_id", &owner, error)
      || !read_int (db, "PRAGMA user_version", version, error)
      || !read_int (db, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  if (owner != application_id && (owner != 0 || *version != 0 || tables != 0))
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT,
                 _("This is a database of another program"));
  else if (*version < 0 || *version > newest)
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NEWER,
                 _("The database has version %ld, this program knows up to %d"), (long) *version,
                 newest);
  else
    return TRUE;
  return FALSE;
}

static gboolean
copy_database (sqlite3 *from, const char *path, GError **error)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  sqlite3 *to = NULL;
  sqlite3_backup *copy;
  int code = sqlite3_open_v2 (path, &to, flags, NULL);

  if (code == SQLITE_OK)
    {
      copy = sqlite3_backup_init (to, "main", from, "main");
      while (copy != NULL && sqlite3_backup_step (copy, BACKUP_PAGES) == SQLITE_OK)
        ;
      code = copy != NULL ? sqlite3_backup_finish (copy) : sqlite3_errcode (to);
    }
  if (code != SQLITE_OK)
    fac_db_take_error (to, code, error);
  sqlite3_close (to);
  return code == SQLITE_OK;
}

static int
compare_versions (gconstpointer a, gconstpointer b)
{
  const int left = *(const int *) a, right = *(const int *) b;

  return (left < right) - (left > right);
}

static char *
backup_name (const char *path, int version)
{
  return g_strdup_printf ("%s.before-%d.bak", path, version);
}

/* the newest ones by version stay */
static void
forget_old_backups (const char *path)
{
  g_autofree char *name = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (base, ".before-", NULL);
  g_autoptr (GArray) versions = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GDir) folder = g_dir_open (name, 0, NULL);
  const char *entry;

  while (folder != NULL && (entry = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (entry, prefix) && g_str_has_suffix (entry, ".bak"))
      {
        const int version = (int) g_ascii_strtoll (entry + strlen (prefix), NULL, 10);

        g_array_append_val (versions, version);
      }
  g_array_sort (versions, compare_versions);
  for (guint i = BACKUPS_KEPT; i < versions->len; i++)
    {
      g_autofree char *old = backup_name (path, g_array_index (versions, int, i));

      g_unlink (old);
    }
}

static gboolean
back_up (FacDb *db, const char *path, int version, GError **error)
{
  g_autofree char *backup = backup_name (path, version);
  g_autofree char *temporary = g_strconcat (backup, ".part", NULL);
  int file;

  g_unlink (temporary);
  file = open (temporary, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0)
    close (file);
  if (copy_database (db->handle, temporary, error) && fac_db_publish (temporary, backup, error))
    {
      forget_old_backups (path);
      return TRUE;
    }
  g_unlink (temporary);
  g_prefix_error (error, _("The backup before the change failed: "));
  return FALSE;
}

/* pragmas take no bound values; both are whole numbers of ours */
static gboolean
write_marks (FacDb *db, int application_id, int version, GError **error)
{
  char sql[96];

  g_snprintf (sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
              application_id, version);
  return fac_db_exec (db, sql, error);
}

static gboolean
check_references (FacDb *db, GError **error)
{
  gint64 broken;

  if (!read_int (db, "SELECT count(*) FROM pragma_foreign_key_check", &broken, error))
    return FALSE;
  if (broken > 0)
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CONSTRAINT,
                 _("%ld rows point to rows that are gone"), (long) broken);
  return broken == 0;
}

static gboolean
run_step (FacDb *db, int application_id, const FacMigration *step, GError **error)
{
  if (!fac_db_begin (db, FAC_DB_WRITE, error))
    return FALSE;
  if (fac_db_exec (db, step->sql, error) && write_marks (db, application_id, step->version, error)
      && check_references (db, error))
    return fac_db_commit (db, error);
  fac_db_rollback (db);
  g_prefix_error (error, _("Step %d: "), step->version);
  return FALSE;
}

gboolean
fac_migrate_check (const char *path, int application_id, int newest, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacDb) db = fac_db_open (path, FAC_DB_LOOK, &failure);
  gint64 version;

  if (db != NULL && check_owner (db, application_id, newest, &version, &failure)
      && fac_db_check (db, &failure))
    return TRUE;
  /* Another process has it open and keeps the log: it is read beside that one, which leaves nothing new. */
  if (g_error_matches (failure, FAC_STORE_ERROR, FAC_STORE_ERROR_BUSY))
    {
      g_clear_pointer (&db, fac_db_close);
      db = fac_db_open (path, FAC_DB_READ_ONLY, error);
      return db != NULL && check_owner (db, application_id, newest, &version, error)
             && fac_db_check (db, error);
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
fac_migrate (FacDb *db, const char *path, int application_id, const FacMigration *steps,
             gsize n_steps,
             GError **error)
{
  const int newest = n_steps > 0 ? steps[n_steps - 1].version : 0;
  gint64 version;
  gboolean done = TRUE;

  if (!check_owner (db, application_id, newest, &version, error))
    return FALSE;
  if (version < newest && version > 0
      && (!fac_db_check (db, error) || (path != NULL && !back_up (db, path, newest, error))))
    return FALSE;
  if (!fac_db_accept (db, error))
    return FALSE;
  if (version == newest)
    return TRUE;
  /* tables are rebuilt by some steps: references are checked at the end of each instead */
  if (!fac_db_exec (db, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  for (gsize i = 0; done && i < n_steps; i++)
    if (steps[i].version > version)
      done = run_step (db, application_id, &steps[i], error);
  return fac_db_exec (db, "PRAGMA foreign_keys = ON", done ? error : NULL) && done;
}
