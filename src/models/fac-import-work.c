/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-job-private.h"

#include "fac-csv.h"
#include "fac-error.h"
#include "fac-formula.h"
#include "fac-store-rows.h"
#include "fac-vcard.h"
#include "fac-worker.h"
#include "fac-workspace-private.h"

#include <glib/gi18n.h>

/* ---- reading a file ---------------------------------------------------------------------------- */

typedef struct
{
  FacEntity entity;
  GFile    *file;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_object_unref (self->file);
  g_free (self);
}

static gboolean
check_size (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE ","
                                                  G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("This is not a file."));
  else if (g_file_info_get_size (info) > FAC_TABLE_MOST_BYTES)
    g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE, _("The file is larger than %u MB."),
                 FAC_TABLE_MOST_BYTES / 1024 / 1024);
  else
    return TRUE;
  return FALSE;
}

static FacTable *
read_table (const Reading *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!check_size (self->file, cancellable, error))
    return NULL;
  bytes = g_file_load_bytes (self->file, cancellable, NULL, error);
  if (bytes == NULL)
    return NULL;
  if (self->entity == FAC_ENTITY_CUSTOMER && fac_vcard_is_one (bytes))
    return fac_vcard_read (bytes, cancellable, error);
  return fac_table_read (bytes, fac_import_is_header, GINT_TO_POINTER (self->entity), cancellable,
                         error);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  FacTable *table = read_table (data, cancellable, &error);

  fac_worker_return (task, table, (GDestroyNotify) fac_table_unref, error);
}

void
_fac_import_read_async (FacEntity entity, GFile *file, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  reading->entity = entity;
  reading->file = g_object_ref (file);
  g_task_set_task_data (task, reading, reading_free);
  fac_worker_run (task, read_in_thread);
}

FacTable *
_fac_import_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- planning ---------------------------------------------------------------------------------- */

typedef struct
{
  FacTable         *table;
  FacImportMapping *mapping;
  GPtrArray        *existing;
  FacCatalog       *catalog;
  FacOrganization  *organization;
  gint64            now;
  FacStoreProgress *done;
} Planning;

static void
planning_free (gpointer data)
{
  Planning *self = data;

  fac_table_unref (self->table);
  fac_import_mapping_free (self->mapping);
  g_clear_pointer (&self->existing, g_ptr_array_unref);
  g_clear_object (&self->catalog);
  fac_organization_unref (self->organization);
  fac_store_progress_unref (self->done);
  g_free (self);
}

static void
plan_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Planning *self = data;
  const FacImportGround ground = {
    .table = self->table,
    .mapping = self->mapping,
    .existing = self->existing,
    .catalog = self->catalog,
    .rules = { .organization = self->organization,
               .catalog = FAC_CATALOG_SOURCE (self->catalog),
               .now = self->now },
    .progress = &self->done->done,
  };
  GError *error = NULL;
  FacImportPlan *plan = fac_import_plan_new (&ground, cancellable, &error);

  fac_worker_return (task, plan, (GDestroyNotify) fac_import_plan_unref, error);
}

static void
on_existing (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Planning *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->existing = fac_store_rows_all_finish (FAC_STORE (source), result, &error);
  if (self->existing == NULL)
    g_task_return_error (task, error);
  else
    fac_worker_run (task, plan_in_thread);
}

void
_fac_import_plan_async (FacWorkspace *workspace, FacTable *table, const FacImportMapping *mapping,
                        FacStoreProgress *done, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (FacQuery) query = fac_query_new (mapping->entity);
  Planning *planning = g_new0 (Planning, 1);

  planning->table = fac_table_ref (table);
  planning->mapping = fac_import_mapping_copy (mapping);
  planning->catalog = g_object_ref (workspace->catalog);
  planning->organization = fac_organization_ref (workspace->organization);
  planning->now = fac_clock_now (workspace->clock);
  planning->done = fac_store_progress_ref (done);
  g_task_set_task_data (task, planning, planning_free);
  fac_store_rows_all_async (workspace->store, query, cancellable, on_existing, task);
}

FacImportPlan *
_fac_import_plan_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- the report -------------------------------------------------------------------------------- */

typedef struct
{
  FacImportSource *source;
  GFile           *file;
} Reporting;

static void
reporting_free (gpointer data)
{
  Reporting *self = data;

  _fac_import_source_unref (self->source);
  g_object_unref (self->file);
  g_free (self);
}

static gboolean
write_report (const FacImportSource *source, GOutputStream *stream, GError **error)
{
  static const char *const kinds[] = { N_("Added"), N_("Changed"), N_("The same"), N_("Refused") };
  g_autoptr (FacCsvWriter) csv = fac_csv_writer_new (stream, ',');
  const char *headers[] = { _("Line"), _("Result"), _("Name"), _("Details") };

  if (!g_output_stream_write_all (stream, "\xef\xbb\xbf", 3, NULL, NULL, error)
      || !fac_csv_writer_row (csv, headers, G_N_ELEMENTS (headers), error))
    return FALSE;
  for (guint i = 0; i < source->plan->lines->len; i++)
    {
      const FacImportLine *line = g_ptr_array_index (source->plan->lines, i);
      g_autofree char *number = g_strdup_printf ("%u", line->line);
      g_autofree char *title = fac_formula_guard (line->title != NULL ? line->title : "");
      g_autofree char *words = _fac_import_detail (source, line);
      g_autofree char *detail = fac_formula_guard (words);
      const char *cells[] = { number, _(kinds[line->outcome]), title, detail };

      if (!fac_csv_writer_row (csv, cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return fac_csv_writer_finish (csv, error);
}

static void
report_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reporting *self = data;
  GError *error = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_replace (self->file, NULL, FALSE,
                                                         G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                                         &error);

  if (stream != NULL && write_report (self->source, G_OUTPUT_STREAM (stream), &error)
      && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
_fac_import_report_async (FacImportSource *self, GFile *file, GTask *task)
{
  Reporting *reporting = g_new0 (Reporting, 1);

  reporting->source = _fac_import_source_ref (self);
  reporting->file = g_object_ref (file);
  g_task_set_task_data (task, reporting, reporting_free);
  fac_worker_run (task, report_in_thread);
}
