/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-error.h"
#include "fac-file-mark.h"
#include "fac-migrations.h"
#include "fac-migrator.h"
#include "fac-outbox-table.h"
#include "fac-paths.h"
#include "fac-search-index.h"
#include "fac-sql.h"
#include "fac-stored-object.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

/* some milliseconds, which somebody who begins to type just then may wait for */
#define MERGED_PAGES 128
#define MIGRATION_FOLDER "/org/example/Facturador/migrations/migrations"

static const char *const store_migrations[] = { "0001-first.sql", "0002-conflicts.sql",
                                                "0003-pull.sql", "0004-cancellation.sql",
                                                "0005-pages.sql", "0006-owed.sql",
                                                "0007-tax-checks.sql", "0008-figures.sql",
                                                "0009-sales.sql", "0010-payments.sql",
                                                "0011-templates.sql", "0012-corrections.sql",
                                                "0013-relations.sql", "0014-gaps.sql",
                                                "0015-advances.sql" };
static const char *const organization_migrations[] = { "organizations-0001-first.sql",
                                                       "organizations-0002-mappings.sql" };

static gboolean
migrate (FacDb *db, const char *path, int application_id, const char *const *names, gsize n_names,
         GError **error)
{
  g_autofree FacMigration *steps = g_new0 (FacMigration, n_names);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (gsize i = 0; i < n_names; i++)
    {
      g_autofree char *resource = g_strconcat (MIGRATION_FOLDER "/", names[i], NULL);
      GBytes *text = g_resource_lookup_data (fac_migrations_get_resource (), resource, 0, error);

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (texts, text);
      steps[i].version = i + 1;
      steps[i].sql = g_bytes_get_data (text, NULL);
    }
  return fac_migrate (db, path, application_id, steps, n_names, error);
}

/* Opening a file that may not be written would only fail at the first commit: asked beforehand. */
static gboolean
check_writable (const char *path, gboolean *absent, GError **error)
{
  const int fd = open (path, O_RDWR | O_CLOEXEC);
  struct stat status = { .st_size = 1 };

  *absent = fd < 0 && errno == ENOENT;
  if (*absent)
    return TRUE;
  if (fd < 0)
    {
      g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_READ_ONLY,
                   _("The database may not be written: %s: %s"), path, g_strerror (errno));
      return FALSE;
    }
  fstat (fd, &status);
  close (fd);
  if (status.st_size == 0)
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT, _("The database is empty: %s"),
                 path);
  return status.st_size > 0;
}

/* A file that is not as it was left is read through before anything is written on it. */
static gboolean
check_file (const char *path, FacDataLock *lock, int application_id, int newest, GError **error)
{
  g_autoptr (FacFileMark) mark = NULL;
  g_autofree char *note = NULL;
  gboolean absent;

  if (!check_writable (path, &absent, error))
    return FALSE;
  if (absent)
    return fac_db_make (path, error);
  mark = fac_file_mark (path);
  note = fac_data_lock_get_note (lock);
  if (mark->text != NULL && g_str_equal (mark->text, note)
      && mark->application_id == application_id && mark->version == newest)
    return TRUE;
  return fac_migrate_check (path, application_id, newest, error);
}

GError *
fac_store_error_from (const GError *cause)
{
  FacStoreError code = FAC_STORE_ERROR_FAILED;

  if (g_error_matches (cause, FAC_ERROR, FAC_ERROR_NO_SPACE))
    code = FAC_STORE_ERROR_FULL;
  else if (g_error_matches (cause, FAC_ERROR, FAC_ERROR_PERMISSION))
    code = FAC_STORE_ERROR_READ_ONLY;
  return g_error_new (FAC_STORE_ERROR, code, _("Cannot make the data folder %s"), cause->message);
}

static gboolean
make_folder (const char *folder, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (fac_paths_make_private (folder, &failure))
    return TRUE;
  g_propagate_error (error, fac_store_error_from (failure));
  return FALSE;
}

gboolean
_fac_store_open_files (const char *folder, int application_id, FacDataLock **lock, FacDb **writer,
                       FacDb **reader,
                       GError **error)
{
  g_autofree char *path = g_build_filename (folder, "facturador.db", NULL);
  g_autoptr (FacDataLock) own_lock = NULL;
  g_autoptr (FacDb) db = NULL;
  const gboolean organizations = application_id == FAC_ORGANIZATIONS_APPLICATION_ID;
  const char *const *names = organizations ? organization_migrations : store_migrations;
  const gsize n_names = organizations ? G_N_ELEMENTS (organization_migrations)
                                      : G_N_ELEMENTS (store_migrations);

  if (!make_folder (folder, error))
    return FALSE;
  own_lock = fac_data_lock_take (folder, error);
  if (own_lock == NULL)
    return FALSE;
  if (!check_file (path, own_lock, application_id, n_names, error))
    {
      fac_data_lock_withdraw (g_steal_pointer (&own_lock));
      return FALSE;
    }
  db = fac_db_open (path, 0, error);
  if (db == NULL || !migrate (db, path, application_id, names, n_names, error))
    return FALSE;
  *reader = fac_db_open (path, FAC_DB_LEAN, error);
  if (*reader == NULL)
    return FALSE;
  *writer = g_steal_pointer (&db);
  *lock = g_steal_pointer (&own_lock);
  return TRUE;
}

/* Objects that were deleted without ever having left: their undo ended with the program. */
static gboolean
sweep (FacDb *db, FacEntity entity, const char *sql, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure, sql, "i", (int) entity);
  g_autoptr (GPtrArray) ids = fac_sql_texts (row, failure, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!fac_stored_object_remove (db, entity, g_ptr_array_index (ids, i), error))
      return FALSE;
  return ids != NULL;
}

/* Of documents only what may be edited can have been deleted: of those an index knows the few. */
#define SWEEP_SQL(table, but)                                                                       \
  "SELECT id FROM " table " t WHERE offline_state = 3 AND remote_id IS NULL" but " AND NOT EXISTS" \
  " (SELECT 1 FROM outbox x WHERE x.entity = ? AND x.object_id = t.id)"

G_STATIC_ASSERT (FAC_STATUS_BORRADOR == 0 && FAC_STATUS_NO_TIMBRADA == 5);

/* What was under way when the program ended may have been executed. */
static gboolean
recover (FacDb *db, GError **error)
{
  if (!fac_db_begin (db, FAC_DB_WRITE, error))
    return FALSE;
  if (fac_sql_run (db, error, "UPDATE outbox SET state = 3, unsure = 1 WHERE state = 2", "")
      && fac_sql_run (db, error, "UPDATE outbox SET in_flight = 0 WHERE in_flight = 1", "")
      && sweep (db, FAC_ENTITY_CUSTOMER, SWEEP_SQL ("customers", ""), error)
      && sweep (db, FAC_ENTITY_PRODUCT, SWEEP_SQL ("products", ""), error)
      && sweep (db, FAC_ENTITY_INVOICE, SWEEP_SQL ("documents", " AND status IN (0, 5)"), error)
      && fac_sql_run (db, error, "UPDATE heartbeat SET at = at + 1 WHERE id = 1", "")
      && fac_db_commit (db, error))
    return TRUE;
  fac_db_rollback (db);
  return FALSE;
}

/* Each save leaves a small segment, of which a search reads all: they are put together in idle moments. */
static gboolean
merge_index (FacStoreSession *session, gpointer data, GError **error)
{
  return fac_search_index_merge (session->db, FAC_INDEX_DOCUMENTS, MERGED_PAGES, &session->many,
                                 error);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *folder = data;
  g_autofree char *path = g_build_filename (folder, "facturador.db", NULL);
  const gboolean fresh = !g_file_test (path, G_FILE_TEST_EXISTS);
  g_autoptr (GError) error = NULL;
  FacDataLock *lock;
  FacDbWriter *thread;
  FacDb *writer;
  FacDb *reader;

  if (!_fac_store_open_files (folder, FAC_STORE_APPLICATION_ID, &lock, &writer, &reader, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!recover (writer, &error))
    {
      fac_db_close (reader);
      fac_db_close (writer);
      fac_data_lock_free (lock);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  thread = fac_db_writer_new (writer, lock, folder, _fac_store_announce);
  fac_db_writer_set_upkeep (thread, merge_index);
  g_task_return_pointer (task, _fac_store_new (folder, fresh, thread,
                                               fac_db_reader_new (reader, thread)),
                         g_object_unref);
}

void
fac_store_open_async (const char *folder, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, fac_store_open_async);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

FacStore *
fac_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_open_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
