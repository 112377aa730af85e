/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-templates.h"

#include "fac-sql.h"
#include "fac-store-private.h"
#include "fac-variant.h"

typedef struct
{
  char   *name;
  GBytes *content;
  gint64  now;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->name);
  g_clear_pointer (&request->content, g_bytes_unref);
  g_free (request);
}

static gboolean
save (FacStoreSession *session, gpointer data, GError **error)
{
  const Request *request = data;

  return fac_sql_run (session->db, error,
                      "INSERT OR REPLACE INTO templates (name, content, updated_at)"
                      " VALUES (?, ?, ?)", "tbl", request->name, request->content, request->now);
}

static gboolean
remove_one (FacStoreSession *session, gpointer data, GError **error)
{
  const Request *request = data;

  return fac_sql_run (session->db, error, "DELETE FROM templates WHERE name = ?", "t",
                      request->name);
}

void
fac_store_save_template_async (FacStore *self, const char *name, const FacInvoice *invoice,
                               gint64 now, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (FacInvoice) plain = fac_invoice_duplicate (invoice);
  Request *request = g_new0 (Request, 1);

  request->name = g_strdup (name);
  request->content = fac_variant_to_bytes (fac_invoice_to_variant (plain));
  request->now = now;
  _fac_store_write (self, save, request, request_free, fac_store_save_template_async, callback,
                    data);
}

void
fac_store_delete_template_async (FacStore *self, const char *name, GAsyncReadyCallback callback,
                                 gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->name = g_strdup (name);
  _fac_store_write (self, remove_one, request, request_free, fac_store_delete_template_async,
                    callback, data);
}

static void
add_template (GPtrArray *templates, FacStatement *row)
{
  g_autoptr (GBytes) content = fac_statement_blob (row, 1);
  g_autofree char *name = fac_statement_dup (row, 0);
  g_autoptr (GVariant) variant = content != NULL ? fac_variant_from_bytes (content) : NULL;
  g_autoptr (FacInvoice) invoice = variant != NULL ? fac_invoice_from_variant (variant) : NULL;

  if (invoice != NULL)
    g_ptr_array_add (templates, fac_template_new (name, invoice));
}

static gpointer
read_all (FacDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) templates =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fac_template_free);
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT name, content FROM templates ORDER BY name", "");

  while (row != NULL && fac_statement_step (row, &failure))
    add_template (templates, row);
  if (row != NULL)
    fac_statement_reset (row);
  if (failure == NULL)
    return g_steal_pointer (&templates);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

void
fac_store_templates_async (FacStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer data)
{
  _fac_store_read (self, read_all, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                   fac_store_templates_async, cancellable, callback, data);
}

GPtrArray *
fac_store_templates_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_templates_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
