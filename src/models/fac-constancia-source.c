/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-constancia-source.h"

#include "fac-error.h"
#include "fac-pdf-text.h"
#include "fac-program.h"
#include "fac-worker.h"

#include <glib/gi18n-lib.h>
#include <signal.h>

#define SECONDS_MOST 10
#define BUFFER (FAC_PDF_TEXT_MOST + 65536)

typedef struct
{
  FacCatalogSource *catalog;
  GBytes           *pdf;
  GSubprocess      *process;
  char             *text;
  gsize             length;
  guint             timer;
  gboolean          late;
} Reading;

static void
reading_free (Reading *self)
{
  g_object_unref (self->catalog);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_object (&self->process);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self->text);
  g_free (self);
}

static GTask *
make_task (FacCatalogSource *catalog, GCancellable *cancellable, GAsyncReadyCallback callback,
           gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  reading->catalog = g_object_ref (catalog);
  g_task_set_source_tag (task, make_task);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  return task;
}

/* ---- from its text -------------------------------------------------------------------------- */

static void
read_text (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  FacConstancia *constancia = fac_constancia_read (reading->text, reading->catalog, &error);

  fac_worker_return (task, constancia, (GDestroyNotify) fac_constancia_unref, error);
}

/* ---- from a PDF ----------------------------------------------------------------------------- */

static void
fail (GTask *task, FacError code, const char *message)
{
  g_task_return_new_error (task, FAC_ERROR, (int) code, "%s", message);
}

static void
explain (GTask *task, int status)
{
  switch (status)
    {
    case FAC_PDF_TEXT_CORRUPT:
      fail (task, FAC_ERROR_CORRUPT, _("It is not a PDF, or it is damaged."));
      break;
    case FAC_PDF_TEXT_ENCRYPTED:
      fail (task, FAC_ERROR_PERMISSION, _("The PDF asks for a password. Open it in a viewer, copy "
                                          "its text and paste it here."));
      break;
    case FAC_PDF_TEXT_TOO_LARGE:
      fail (task, FAC_ERROR_TOO_LARGE,
            _("The PDF is too long for a Constancia de Situación Fiscal."));
      break;
    default:
      fail (task, FAC_ERROR_FAILED, _("The text of the PDF could not be taken out. Open it in a "
                                      "viewer, copy its text and paste it here."));
      break;
    }
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading *reading = g_task_get_task_data (task);
  GSubprocess *process = G_SUBPROCESS (source);

  g_subprocess_wait_finish (process, result, NULL);
  g_clear_handle_id (&reading->timer, g_source_remove);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (reading->late || (g_subprocess_get_if_signaled (process)
                        && g_subprocess_get_term_sig (process) == SIGXCPU))
    fail (task, FAC_ERROR_TOO_LARGE, _("The PDF took too long to read."));
  else if (reading->length >= BUFFER)
    explain (task, FAC_PDF_TEXT_TOO_LARGE);
  else if (!g_subprocess_get_if_exited (process))
    explain (task, FAC_PDF_TEXT_FAILED);
  else if (g_subprocess_get_exit_status (process) != FAC_PDF_TEXT_OK)
    explain (task, g_subprocess_get_exit_status (process));
  else
    fac_worker_run (task, read_text);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Reading *reading = g_task_get_task_data (task);

  g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &reading->length, NULL);
  /* cancelled, or more than it may write: it waits for nobody any more */
  if (reading->length >= BUFFER || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_subprocess_force_exit (reading->process);
  g_subprocess_wait_async (reading->process, NULL, on_ended, task);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  /* one that refuses early does not read to the end: how it ends tells why */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_output_stream_close_async (G_OUTPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static gboolean
on_late (gpointer data)
{
  Reading *reading = data;

  reading->timer = 0;
  reading->late = TRUE;
  g_subprocess_force_exit (reading->process);
  return G_SOURCE_REMOVE;
}

static void
take_text_out (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autofree char *program = fac_program_find (FAC_PDF_TEXT_PROGRAM, "FACTURADOR_PDF_TEXT");
  const char *arguments[] = { program, NULL };
  gsize size;
  gconstpointer bytes = g_bytes_get_data (reading->pdf, &size);

  /* one that ends before it has read everything must not end this one; D-Bus asks for the same */
  signal (SIGPIPE, SIG_IGN);
  if (program != NULL)
    reading->process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE
                                          | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                          | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (reading->process == NULL)
    {
      fail (task, FAC_ERROR_UNAVAILABLE, _("A part of the program that reads PDFs is missing. "
                                           "Install it again, or paste the text."));
      g_object_unref (task);
      return;
    }
  reading->text = g_malloc0 (BUFFER + 1);
  reading->timer = g_timeout_add_seconds (SECONDS_MOST, on_late, reading);
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (reading->process), bytes, size,
                                   G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_written,
                                   g_object_ref (task));
  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (reading->process), reading->text,
                                 BUFFER, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                 on_read, task);
}

/* ---- from a file ---------------------------------------------------------------------------- */

static GBytes *
read_stream (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autofree char *buffer = g_malloc (FAC_PDF_TEXT_BYTES + 1);
  gsize length;

  if (!g_input_stream_read_all (stream, buffer, FAC_PDF_TEXT_BYTES + 1, &length, cancellable,
                                error))
    return NULL;
  return g_bytes_new (buffer, length);
}

/* a pipe or a device would never end */
static void
read_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = data;
  GError *error = NULL;
  GBytes *bytes = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, &error);

  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    error = g_error_new_literal (FAC_ERROR, FAC_ERROR_INVALID, _("It is not a file."));
  else if (info != NULL)
    stream = g_file_read (file, cancellable, &error);
  if (stream != NULL)
    bytes = read_stream (G_INPUT_STREAM (stream), cancellable, &error);
  fac_worker_return (task, bytes, (GDestroyNotify) g_bytes_unref, error);
}

static void
on_file (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->pdf = g_task_propagate_pointer (G_TASK (result), &error);
  if (error == NULL && g_bytes_get_size (reading->pdf) > FAC_PDF_TEXT_BYTES)
    error = g_error_new_literal (FAC_ERROR, FAC_ERROR_TOO_LARGE,
                                 _("The file is too large for a Constancia de Situación Fiscal."));
  if (error == NULL)
    {
      take_text_out (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* ---- public --------------------------------------------------------------------------------- */

void
fac_constancia_source_read_file_async (FacCatalogSource *catalog, GFile *file,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer data)
{
  GTask *task = make_task (catalog, cancellable, callback, data);
  g_autoptr (GTask) reading = g_task_new (NULL, cancellable, on_file, task);

  g_task_set_task_data (reading, g_object_ref (file), g_object_unref);
  fac_worker_run (reading, read_file);
}

void
fac_constancia_source_read_bytes_async (FacCatalogSource *catalog, GBytes *pdf,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer data)
{
  GTask *task = make_task (catalog, cancellable, callback, data);

  ((Reading *) g_task_get_task_data (task))->pdf = g_bytes_ref (pdf);
  take_text_out (task);
}

void
fac_constancia_source_read_text_async (FacCatalogSource *catalog, const char *text,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer data)
{
  g_autoptr (GTask) task = make_task (catalog, cancellable, callback, data);

  ((Reading *) g_task_get_task_data (task))->text = g_strdup (text);
  fac_worker_run (task, read_text);
}

FacConstancia *
fac_constancia_source_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
