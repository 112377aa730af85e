/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const beside[] = { "", "-journal", "-wal", "-shm" };

static void
remove_all (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *name = g_strconcat (path, beside[i], NULL);

      g_unlink (name);
    }
}

gboolean
fac_db_has_log (const char *path)
{
  static const char *const names[] = { "-wal", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (path, names[i], NULL);
      struct stat status;

      if (stat (name, &status) == 0 && status.st_size > 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
fac_db_publish (const char *temporary, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_dirname (path);
  const int file = open (temporary, O_RDONLY | O_CLOEXEC);
  const int folder = open (name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const gboolean done = file >= 0 && folder >= 0 && fsync (file) == 0
                        && g_rename (temporary, path) == 0 && fsync (folder) == 0;
  const int failure = errno;

  if (file >= 0)
    close (file);
  if (folder >= 0)
    close (folder);
  if (!done)
    g_set_error (error, FAC_STORE_ERROR,
                 failure == ENOSPC ? FAC_STORE_ERROR_FULL : FAC_STORE_ERROR_FAILED, "%s: %s", path,
                 g_strerror (failure));
  return done;
}

gboolean
fac_db_make (const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  g_autoptr (FacDb) db = NULL;

  remove_all (temporary);
  db = fac_db_open (temporary, FAC_DB_CREATE, error);
  if (db != NULL)
    {
      g_clear_pointer (&db, fac_db_close);
      if (fac_db_publish (temporary, path, error))
        return TRUE;
    }
  remove_all (temporary);
  return FALSE;
}

gboolean
fac_db_met_damage (FacDb *self)
{
  return self->met_damage;
}

void
fac_db_leave (FacDb *self)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

gboolean
fac_db_check (FacDb *self, GError **error)
{
  FacStatement *statement = fac_db_prepare (self, "PRAGMA quick_check(1)", error);
  g_autoptr (GError) problem = NULL;
  g_autofree char *answer = NULL;

  if (statement == NULL)
    return FALSE;
  if (fac_statement_step (statement, &problem))
    answer = fac_statement_dup (statement, 0);
  fac_statement_reset (statement);
  if (problem == NULL && g_strcmp0 (answer, "ok") == 0)
    return TRUE;
  fac_db_leave (self);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT, _("The database is damaged: %s"),
                 answer);
  return FALSE;
}
