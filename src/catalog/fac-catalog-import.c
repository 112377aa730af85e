/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-import.h"

#include "fac-catalog-full.h"
#include "fac-catalog-rows.h"
#include "fac-error.h"
#include "fac-paths.h"
#include "fac-worker.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define MOST_BYTES     (1024 * 1024 * 1024)
#define MOST_ROWS      1000000
#define ROWS_PER_STEP  4096
#define SQLITE_MAGIC   "SQLite format 3"

typedef struct
{
  FacDb                    *from;   /* NULL: the TSV form */
  char                     *folder; /* of the TSV form */
  FacDb                    *to;
  gint64                    done;
  gint64                    whole;
  FacCatalogImportProgress  progress;
  gpointer                  progress_data;
  GCancellable             *cancellable;
} Import;

static FacCatalogRows *
open_rows (Import *self, const FacCatalogTable *table, GError **error)
{
  return self->from != NULL ? fac_catalog_rows_open_sqlite (self->from, table, error)
                            : fac_catalog_rows_open_tsv (self->folder, table, error);
}

static gboolean
count_all (Import *self, GError **error)
{
  const FacCatalogTable *table;

  for (guint i = 0; (table = fac_catalog_tables_get (i)) != NULL; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (FacCatalogRows) rows = open_rows (self, table, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (rows == NULL && table->least > 0)
        {
          g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                       _("These are not the SAT's catalogs: the table “%s” is missing"),
                       table->name);
          return FALSE;
        }
      self->whole += rows != NULL ? fac_catalog_rows_count (rows) : 0;
    }
  return TRUE;
}

static gboolean
step (Import *self, GError **error)
{
  self->done++;
  if (self->done % ROWS_PER_STEP != 0)
    return TRUE;
  if (self->progress != NULL)
    self->progress (self->done, self->whole, self->progress_data);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
put_row (const FacCatalogTable *table, const char *const *cells, FacStatement *insert,
         GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!fac_catalog_table_takes (table, cells[0]))
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("The table “%s” has the impossible key “%s”"),
                   table->name, cells[0]);
      return FALSE;
    }
  fac_statement_reset (insert);
  for (guint i = 0; i < table->n_columns; i++)
    fac_statement_bind_text (insert, (int) i + 1, cells[i]);
  if (fac_statement_run (insert, &failure))
    return TRUE;
  g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("The table “%s”, key “%s”: %s"), table->name,
               cells[0], failure->message);
  return FALSE;
}

static gboolean
check_count (const FacCatalogTable *table, guint n, GError **error)
{
  if (n > MOST_ROWS)
    g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE, _("The table “%s” has too many rows"),
                 table->name);
  else if (n < table->least)
    g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                 _("The table “%s” has only %u rows: the catalogs are not complete"), table->name,
                 n);
  return n <= MOST_ROWS && n >= table->least;
}

static gboolean
copy_rows (Import *self, const FacCatalogTable *table, FacCatalogRows *rows, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *insert;
  const char *const *cells;
  guint n = 0;

  if (!fac_db_exec (self->to, table->create, error))
    return FALSE;
  insert = fac_db_prepare (self->to, table->insert, error);
  if (insert == NULL)
    return FALSE;
  while (n <= MOST_ROWS && (cells = fac_catalog_rows_next (rows, &failure)) != NULL)
    {
      n++;
      if (!put_row (table, cells, insert, error) || !step (self, error))
        return FALSE;
    }
  if (failure == NULL)
    return check_count (table, n, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
copy_all (Import *self, GError **error)
{
  const FacCatalogTable *table;

  for (guint i = 0; (table = fac_catalog_tables_get (i)) != NULL; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (FacCatalogRows) rows = open_rows (self, table, &failure);

      if (failure == NULL && (rows == NULL || copy_rows (self, table, rows, &failure)))
        continue;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* ---- whether it is whole -------------------------------------------------------------------- */

static gint64
read_number (FacDb *db, const char *sql, const char *name)
{
  FacStatement *row = fac_db_prepare (db, sql, NULL);
  gint64 number = 0;

  if (row == NULL)
    return 0;
  if (name != NULL)
    fac_statement_bind_text (row, 1, name);
  if (fac_statement_step (row, NULL))
    number = fac_statement_int (row, 0);
  fac_statement_reset (row);
  return number;
}

/* A set that tells how many rows its tables have is taken at its word: a file that was cut off has fewer. */
static gboolean
check_whole (Import *self, GError **error)
{
  const FacCatalogTable *table;

  for (guint i = 0; (table = fac_catalog_tables_get (i)) != NULL; i++)
    {
      const gint64 told =
          read_number (self->to, "SELECT filas FROM _meta WHERE tabla = ?", table->name);
      const gint64 n = told > 0 ? read_number (self->to, table->count, NULL) : 0;

      if (n == 0 || n >= told)
        continue;
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                   _("The table “%s” has only %u rows: the catalogs are not complete"),
                   table->name, (guint) n);
      return FALSE;
    }
  return TRUE;
}

/* ---- the files ------------------------------------------------------------------------------ */

static gboolean
is_sqlite (const char *path, gboolean *is, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  char start[sizeof SQLITE_MAGIC] = "";
  gsize length;

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), start, sizeof start, &length, NULL,
                                   error))
    return FALSE;
  *is = length == sizeof start && memcmp (start, SQLITE_MAGIC, sizeof start) == 0;
  return TRUE;
}

static gboolean
open_source (Import *self, const char *source, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (source, -1);
  gboolean sqlite;
  GStatBuf info;

  if (!is_sqlite (source, &sqlite, error))
    return FALSE;
  if (g_stat (source, &info) == 0 && info.st_size > MOST_BYTES)
    {
      g_set_error_literal (error, FAC_ERROR, FAC_ERROR_TOO_LARGE,
                           _("The file is too large for the SAT's catalogs"));
      return FALSE;
    }
  if (sqlite)
    self->from = fac_db_open (source, FAC_DB_READ_ONLY | FAC_DB_IMMUTABLE, error);
  else if (g_str_has_suffix (lower, ".tsv"))
    self->folder = g_path_get_dirname (source);
  else
    g_set_error_literal (error, FAC_ERROR, FAC_ERROR_INVALID,
                         _("This is neither a SQLite file nor one of the TSV files of the SAT's "
                           "catalogs"));
  return self->from != NULL || self->folder != NULL;
}

static void
remove_file (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

static gboolean
write_new (Import *self, const char *path, GError **error)
{
  gboolean written;

  self->to = fac_db_open (path, FAC_DB_CREATE, error);
  if (self->to == NULL)
    return FALSE;
  written = fac_db_begin (self->to, FAC_DB_WRITE, error) && copy_all (self, error)
    && check_whole (self, error) && fac_db_commit (self->to, error)
    && fac_db_exec (self->to, "PRAGMA journal_mode = DELETE", error);
  if (!written)
    fac_db_rollback (self->to);
  g_clear_pointer (&self->to, fac_db_close);
  return written;
}

static gboolean
replace (const char *path, const char *target, GError **error)
{
  g_autoptr (FacCatalogFull) usable = fac_catalog_full_open (path, error);

  if (usable == NULL)
    return FALSE;
  if (g_rename (path, target) == 0)
    return TRUE;
  g_set_error (error, FAC_ERROR, FAC_ERROR_FAILED, "%s: %s", target, g_strerror (errno));
  return FALSE;
}

/* SQLite's own words are for those who know it. */
static void
explain_damage (const Import *self, GError **error)
{
  if (self->from == NULL || error == NULL
      || !g_error_matches (*error, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT))
    return;
  g_clear_error (error);
  g_set_error_literal (error, FAC_ERROR, FAC_ERROR_CORRUPT,
                       _("The file is damaged, or a part of it is missing"));
}

gboolean
fac_catalog_import_sync (const char *source, const char *target, FacCatalogImportProgress progress,
                         gpointer data, GCancellable *cancellable, GError **error)
{
  Import self = { .progress = progress, .progress_data = data, .cancellable = cancellable };
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *path = g_strconcat (target, ".new", NULL);
  gboolean imported;

  imported = fac_paths_make_private (folder, error) && open_source (&self, source, error)
    && count_all (&self, error);
  remove_file (path);
  imported = imported && write_new (&self, path, error) && replace (path, target, error);
  remove_file (path);
  if (!imported)
    explain_damage (&self, error);
  g_clear_pointer (&self.from, fac_db_close);
  g_free (self.folder);
  return imported;
}

/* ---- on a thread ---------------------------------------------------------------------------- */

typedef struct
{
  char                     *source;
  char                     *target;
  FacCatalogImportProgress  progress;
  gpointer                  data;
} Request;

typedef struct
{
  GTask *task;
  gint64 done;
  gint64 whole;
} Step;

static void
free_request (Request *request)
{
  g_free (request->source);
  g_free (request->target);
  g_free (request);
}

static gboolean
on_step (gpointer data)
{
  const Step *taken = data;
  const Request *request = g_task_get_task_data (taken->task);

  if (!g_task_get_completed (taken->task))
    request->progress (taken->done, taken->whole, request->data);
  return G_SOURCE_REMOVE;
}

static void
free_step (gpointer data)
{
  Step *taken = data;

  g_object_unref (taken->task);
  g_free (taken);
}

static void
pass_on (gint64 done, gint64 whole, gpointer data)
{
  Step *taken = g_new (Step, 1);

  *taken = (Step) { g_object_ref (data), done, whole };
  g_main_context_invoke_full (g_task_get_context (data), G_PRIORITY_DEFAULT, on_step, taken,
                              free_step);
}

static void
run_import (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;

  if (fac_catalog_import_sync (request->source, request->target,
                               request->progress != NULL ? pass_on : NULL, task, cancellable,
                               &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
fac_catalog_import_async (const char *source, const char *target, FacCatalogImportProgress progress,
                          gpointer progress_data, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Request *request = g_new0 (Request, 1);

  request->source = g_strdup (source);
  request->target = g_strdup (target);
  request->progress = progress;
  request->data = progress_data;
  g_task_set_source_tag (task, fac_catalog_import_async);
  g_task_set_task_data (task, request, (GDestroyNotify) free_request);
  fac_worker_run (task, run_import);
}

gboolean
fac_catalog_import_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
