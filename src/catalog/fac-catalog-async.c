/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog.h"

#include "fac-worker.h"

typedef struct
{
  char *starter;
  char *full;
  char *catalog;
  char *text;
  char **used;
  guint limit;
} Request;

static void
free_request (Request *request)
{
  g_free (request->starter);
  g_free (request->full);
  g_free (request->catalog);
  g_free (request->text);
  g_strfreev (request->used);
  g_free (request);
}

static void
run_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  FacCatalog *self = fac_catalog_open_sync (request->starter, request->full, &error);

  fac_worker_return (task, self, g_object_unref, error);
}

void
fac_catalog_open_async (const char *starter, const char *full, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Request *request = g_new0 (Request, 1);

  request->starter = g_strdup (starter);
  request->full = g_strdup (full);
  g_task_set_source_tag (task, fac_catalog_open_async);
  g_task_set_task_data (task, request, (GDestroyNotify) free_request);
  fac_worker_run (task, run_open);
}

FacCatalog *
fac_catalog_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_search (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;

  g_task_return_pointer (task,
                         fac_catalog_search_used_sync (source, request->catalog, request->text,
                                                       (const char *const *) request->used,
                                                       request->limit),
                         (GDestroyNotify) g_ptr_array_unref);
}

void
fac_catalog_search_async (FacCatalog *self, const char *catalog, const char *text,
                          const char *const *used, guint limit, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Request *request = g_new0 (Request, 1);

  request->catalog = g_strdup (catalog);
  request->text = g_strdup (text);
  request->used = g_strdupv ((char **) used);
  request->limit = limit;
  g_task_set_source_tag (task, fac_catalog_search_async);
  g_task_set_task_data (task, request, (GDestroyNotify) free_request);
  fac_worker_run (task, run_search);
}

GPtrArray *
fac_catalog_search_finish (FacCatalog *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_use (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (fac_catalog_use_full_sync (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
fac_catalog_use_full_async (FacCatalog *self, const char *path, GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, fac_catalog_use_full_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  fac_worker_run (task, run_use);
}

gboolean
fac_catalog_use_full_finish (FacCatalog *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
run_describe (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, fac_catalog_describe_sync (source),
                         (GDestroyNotify) fac_catalog_facts_free);
}

void
fac_catalog_describe_async (FacCatalog *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, fac_catalog_describe_async);
  fac_worker_run (task, run_describe);
}

FacCatalogFacts *
fac_catalog_describe_finish (FacCatalog *self, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
