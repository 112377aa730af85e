/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-service-paper.h"

#include "fac-pdf-cache.h"
#include "fac-pdf-document.h"
#include "fac-worker.h"
#include "fac-workspace-private.h"

typedef struct
{
  char    *folder;
  char    *uuid;
  char    *id;
  gboolean cancelled;
} Wanted;

static Wanted *
wanted_new (const char *folder, const char *uuid, const char *id, gboolean cancelled)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->folder = g_strdup (folder);
  wanted->uuid = g_strdup (uuid);
  wanted->id = g_strdup (id);
  wanted->cancelled = cancelled;
  return wanted;
}

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->folder);
  g_free (wanted->uuid);
  g_free (wanted->id);
  g_free (wanted);
}

/* ---- what is no use goes, and is fetched anew ------------------------------------------------ */

static void
drop (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;

  fac_pdf_cache_drop (wanted->folder, wanted->uuid, wanted->cancelled);
  g_task_return_boolean (task, TRUE);
}

static void
on_dropped (GObject *source, GAsyncResult *result, gpointer data)
{
  const Wanted *wanted = g_task_get_task_data (G_TASK (result));
  FacWorkspace *workspace = FAC_WORKSPACE (source);

  if (workspace->sync != NULL)
    fac_sync_service_want_pdf (workspace->sync, wanted->id);
}

static void
fetch_anew (FacWorkspace *workspace, const Wanted *bad)
{
  g_autoptr (GTask) task = g_task_new (workspace, NULL, on_dropped, NULL);
  Wanted *wanted = wanted_new (bad->folder, bad->uuid, bad->id, bad->cancelled);

  g_task_set_task_data (task, wanted, (GDestroyNotify) wanted_free);
  fac_worker_run (task, drop);
}

/* ---- from the folder ------------------------------------------------------------------------ */

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacPdfDocument) pdf = fac_pdf_document_open_finish (result, &error);

  if (pdf != NULL && fac_pdf_document_get_n_pages (pdf) > 0)
    {
      g_task_return_pointer (task, g_bytes_ref (fac_pdf_document_get_bytes (pdf)),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fetch_anew (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_pointer (task, NULL, NULL);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GBytes) pdf = g_task_propagate_pointer (G_TASK (result), NULL);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (pdf != NULL)
    {
      fac_pdf_document_open_async (pdf, cancellable, on_opened, g_steal_pointer (&task));
      return;
    }
  if (!g_cancellable_is_cancelled (cancellable))
    fetch_anew (FAC_WORKSPACE (source), g_task_get_task_data (task));
  g_task_return_pointer (task, NULL, NULL);
}

static void
read_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;

  g_task_return_pointer (task,
                         fac_pdf_cache_get (wanted->folder, wanted->uuid, wanted->cancelled),
                         (GDestroyNotify) g_bytes_unref);
}

void
fac_service_paper_async (FacWorkspace *workspace, const FacInvoice *invoice,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (workspace, cancellable, callback, data);
  const char *folder = fac_sync_service_get_pdf_folder (workspace->sync);
  const gboolean cancelled = invoice->status == FAC_STATUS_CANCELADA;
  g_autoptr (GTask) reading = NULL;

  if (folder == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  g_task_set_task_data (task, wanted_new (folder, invoice->uuid, invoice->id, cancelled),
                        (GDestroyNotify) wanted_free);
  reading = g_task_new (workspace, NULL, on_read, g_steal_pointer (&task));
  g_task_set_task_data (reading, wanted_new (folder, invoice->uuid, invoice->id, cancelled),
                        (GDestroyNotify) wanted_free);
  fac_worker_run (reading, read_file);
}

GBytes *
fac_service_paper_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
