/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-validation-run.h"

#include "fac-csv.h"
#include "fac-worker.h"

#include <glib/gi18n-lib.h>

#define COLUMNS 5

typedef struct
{
  GFile     *file;
  GPtrArray *lines; /* of GStrv */
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->file);
  g_ptr_array_unref (report->lines);
  g_free (report);
}

static const char *
state_words (FacValidationState state)
{
  switch (state)
    {
    case FAC_VALIDATION_VALID:
      return _("Valid");
    case FAC_VALIDATION_FAULTY:
      return _("Not valid");
    case FAC_VALIDATION_WAITING:
    case FAC_VALIDATION_SKIPPED:
    default:
      return _("Not asked");
    }
}

static char *
date_words (gint64 at)
{
  g_autoptr (GDateTime) utc = at != 0 ? g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static char **
line_of (FacValidationRow *row)
{
  const FacCustomer *customer = fac_validation_row_get_customer (row);
  const FacValidationState state = fac_validation_row_get_state (row);
  char **line = g_new0 (char *, COLUMNS + 1);

  line[0] = g_strdup (customer->tax_id != NULL ? customer->tax_id : "");
  line[1] = g_strdup (customer->legal_name != NULL ? customer->legal_name : "");
  line[2] = g_strdup (state_words (state));
  line[3] = date_words (fac_validation_row_get_at (row));
  line[4] = state == FAC_VALIDATION_VALID ? g_strdup ("") : fac_validation_row_describe (row);
  return line;
}

static GPtrArray *
make_lines (FacValidationRun *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *const head[] = { _("RFC"), _("Name"), _("Result"), _("Asked"), _("What it is"), NULL };
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  g_ptr_array_add (lines, g_strdupv ((char **) head));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FacValidationRow) row = g_list_model_get_item (G_LIST_MODEL (self), i);

      g_ptr_array_add (lines, line_of (row));
    }
  return lines;
}

char *
fac_validation_run_text (FacValidationRun *self)
{
  g_autoptr (GPtrArray) lines = make_lines (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *line = g_strjoinv ("\t", lines->pdata[i]);

      g_strdelimit (line, "\n", ' ');
      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

/* Replaced in one piece: what was there before stays when this cannot be written. */
static void
write_report (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Report *report = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) stream =
      g_file_replace (report->file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
  g_autoptr (FacCsvWriter) csv =
      stream != NULL ? fac_csv_writer_new (G_OUTPUT_STREAM (stream), ',') : NULL;
  gboolean good = csv != NULL;

  for (guint i = 0; good && i < report->lines->len; i++)
    good = fac_csv_writer_row (csv, report->lines->pdata[i], COLUMNS, &error);
  if (good && fac_csv_writer_finish (csv, &error)
      && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
fac_validation_run_save_async (FacValidationRun *self, GFile *file, GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Report *report = g_new0 (Report, 1);

  report->file = g_object_ref (file);
  report->lines = make_lines (self);
  g_task_set_task_data (task, report, report_free);
  fac_worker_run (task, write_report);
}

gboolean
fac_validation_run_save_finish (FacValidationRun *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
