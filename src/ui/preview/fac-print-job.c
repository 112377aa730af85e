/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-print-job.h"

#include "fac-error.h"
#include "fac-worker.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gtk/gtkunixprint.h>
#include <unistd.h>

#define MAX_IN_MEMORY (32 << 20)

typedef struct
{
  GBytes           *pdf;
  char             *title;
  char             *path;
  GtkPrinter       *printer;
  GtkPrintSettings *settings;
  GtkPageSetup     *page_setup;
} Run;

static void
run_free (Run *run)
{
  if (run->path != NULL)
    g_unlink (run->path);
  g_bytes_unref (run->pdf);
  g_clear_object (&run->printer);
  g_clear_object (&run->settings);
  g_clear_object (&run->page_setup);
  g_free (run->title);
  g_free (run->path);
  g_free (run);
}

static void
on_sent (GtkPrintJob *job, gpointer data, const GError *error)
{
  g_autoptr (GTask) task = data;
  Run *run = g_task_get_task_data (task);

  if (error != NULL)
    g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_UNAVAILABLE, "%s", error->message);
  else
    g_task_return_pointer (task, g_strdup (gtk_printer_get_name (run->printer)), g_free);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GtkPrintJob) job = NULL;
  GError *error = NULL;

  run->path = g_task_propagate_pointer (G_TASK (result), &error);
  if (run->path == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job = gtk_print_job_new (run->title, run->printer, run->settings, run->page_setup);
  if (!gtk_print_job_set_source_file (job, run->path, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  gtk_print_job_send (job, on_sent, g_steal_pointer (&task), NULL);
}

/* On a worker thread: a private file (0600) where only this session reads; it goes with the job. */
static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GBytes *pdf = data;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *bytes = g_bytes_get_data (pdf, &length);
  /* the folder of the session is memory */
  const char *folder = length <= MAX_IN_MEMORY ? g_get_user_runtime_dir () : g_get_tmp_dir ();
  g_autofree char *path = g_build_filename (folder, "facturador-print-XXXXXX.pdf", NULL);
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_FAILED,
                               _("The file for the printer could not be created."));
      return;
    }
  for (gsize done = 0; done < length;)
    {
      gssize n = write (fd, bytes + done, length - done);

      if (n <= 0)
        {
          close (fd);
          g_unlink (path);
          g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_NO_SPACE,
                                   _("There is no disk space for the printer’s file."));
          return;
        }
      done += (gsize) n;
    }
  close (fd);
  g_task_return_pointer (task, g_steal_pointer (&path), g_free);
}

static void
on_response (GtkPrintUnixDialog *dialog, int response, gpointer data)
{
  g_autoptr (GTask) task = data;
  Run *run = g_task_get_task_data (task);
  GtkPrinter *printer = gtk_print_unix_dialog_get_selected_printer (dialog);
  g_autoptr (GTask) writing = NULL;

  if (response != GTK_RESPONSE_OK || printer == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (dialog));
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not printed");
      return;
    }
  run->printer = g_object_ref (printer);
  run->settings = gtk_print_unix_dialog_get_settings (dialog);
  run->page_setup = g_object_ref (gtk_print_unix_dialog_get_page_setup (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  if (!gtk_printer_accepts_pdf (run->printer))
    {
      g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_UNAVAILABLE,
                               _("This printer does not accept PDF."));
      return;
    }
  writing = g_task_new (NULL, NULL, on_written, g_steal_pointer (&task));
  g_task_set_source_tag (writing, on_response);
  g_task_set_task_data (writing, g_bytes_ref (run->pdf), (GDestroyNotify) g_bytes_unref);
  fac_worker_run (writing, write_file);
}

void
fac_print_job_run_async (GtkWindow *parent, GBytes *pdf, const char *title,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (NULL, NULL, callback, data);
  Run *run = g_new0 (Run, 1);
  GtkWidget *dialog = gtk_print_unix_dialog_new (_("Print"), parent);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) page_setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) letter = gtk_paper_size_new (GTK_PAPER_NAME_LETTER);

  run->pdf = g_bytes_ref (pdf);
  run->title = g_strdup (title);
  g_task_set_source_tag (task, fac_print_job_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  gtk_page_setup_set_paper_size_and_default_margins (page_setup, letter);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, title);
  gtk_print_unix_dialog_set_settings (GTK_PRINT_UNIX_DIALOG (dialog), settings);
  gtk_print_unix_dialog_set_page_setup (GTK_PRINT_UNIX_DIALOG (dialog), page_setup);
  gtk_print_unix_dialog_set_manual_capabilities (GTK_PRINT_UNIX_DIALOG (dialog),
                                                 GTK_PRINT_CAPABILITY_GENERATE_PDF);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* "Print to File" is a printer to the dialog, which tells the file's name in its settings. */
static GFile *
find_file (const Run *run)
{
  const char *uri = gtk_print_settings_get (run->settings, GTK_PRINT_SETTINGS_OUTPUT_URI);

  return uri != NULL && gtk_printer_is_virtual (run->printer) ? g_file_new_for_uri (uri) : NULL;
}

gboolean
fac_print_job_run_finish (GAsyncResult *result, char **printer, GFile **file, GError **error)
{
  g_autofree char *name = NULL;
  Run *run;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  name = g_task_propagate_pointer (G_TASK (result), error);
  if (name == NULL)
    return FALSE;
  run = g_task_get_task_data (G_TASK (result));
  *printer = g_steal_pointer (&name);
  *file = find_file (run);
  return TRUE;
}
