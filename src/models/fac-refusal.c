/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-refusal.h"

#include "fac-error-catalog.h"
#include "fac-outbox-entry.h"
#include "fac-store.h"

FacErrorText *
fac_refusal_find (GPtrArray *entries, const char *id)
{
  for (guint i = entries->len; i > 0; i--)
    {
      const FacOutboxEntry *entry = entries->pdata[i - 1];

      if (g_strcmp0 (entry->object_id, id) == 0 && entry->error_message != NULL
          && entry->verb != FAC_OUTBOX_CANCEL && entry->verb != FAC_OUTBOX_EMAIL)
        return fac_error_present_code (entry->error_code, entry->error_message, entry->error_path,
                                       entry->error_log_id);
    }
  return NULL;
}

static FacRefusalKind
kind_of (FacOutboxVerb verb)
{
  if (verb == FAC_OUTBOX_STAMP)
    return FAC_REFUSAL_STAMP;
  if (verb == FAC_OUTBOX_CANCEL)
    return FAC_REFUSAL_CANCEL;
  return verb == FAC_OUTBOX_EMAIL ? FAC_REFUSAL_EMAIL : FAC_REFUSAL_SAVE;
}

static FacRefusal *
make_refusal (const FacOutboxEntry *entry)
{
  FacRefusal *self = g_new0 (FacRefusal, 1);

  self->entity = entry->entity;
  self->kind = kind_of (entry->verb);
  self->title = g_strdup (entry->title);
  self->words =
      fac_error_present_scoped (entry->verb == FAC_OUTBOX_CANCEL ? FAC_ERROR_SCOPE_CANCELLATION : NULL,
                                entry->error_code, entry->error_message, entry->error_path,
                                entry->error_log_id);
  return self;
}

static void
on_entries (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = fac_store_outbox_finish (FAC_STORE (source), result, &error);
  FacRefusal *found = NULL;

  if (entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = entries->len; i > 0 && found == NULL; i--)
    {
      const FacOutboxEntry *entry = entries->pdata[i - 1];

      if (entry->state == FAC_OUTBOX_REFUSED
          && g_strcmp0 (entry->object_id, g_task_get_task_data (task)) == 0)
        found = make_refusal (entry);
    }
  g_task_return_pointer (task, found, (GDestroyNotify) fac_refusal_free);
}

void
fac_refusal_load_async (FacWorkspace *workspace, const char *id, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, data);

  g_task_set_task_data (task, g_strdup (id), g_free);
  fac_store_outbox_async (fac_workspace_get_store (workspace), cancellable, on_entries, task);
}

FacRefusal *
fac_refusal_load_finish (FacWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_refusal_free (FacRefusal *self)
{
  g_free (self->title);
  g_clear_pointer (&self->words, fac_error_text_free);
  g_free (self);
}

static gboolean
same_customer (const FacCustomer *a, const FacCustomer *b)
{
  return a != NULL && b != NULL && fac_customer_equal_content (a, b);
}

static gboolean
same_lines (const FacInvoice *a, const FacInvoice *b)
{
  if (a->lines->len != b->lines->len)
    return FALSE;
  for (guint i = 0; i < a->lines->len; i++)
    if (!fac_invoice_line_equal (a->lines->pdata[i], b->lines->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
fac_refusal_stands (const FacErrorText *refusal, const FacInvoice *refused,
                    const FacInvoice *invoice)
{
  const char *field = refusal->field != NULL ? refusal->field : "";

  if (g_str_has_prefix (field, "customer"))
    return same_customer (refused->customer, invoice->customer);
  if (g_str_has_prefix (field, "items"))
    return same_lines (refused, invoice);
  return fac_invoice_equal_content (refused, invoice);
}
