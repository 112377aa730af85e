/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-draft-private.h"
#include "fac-workspace-private.h"

typedef struct
{
  FacInvoice *copy;
  GError     *error; /* why it was not saved */
  GTask      *task;
} Keep;

static void
keep_free (Keep *keep)
{
  fac_invoice_unref (keep->copy);
  g_error_free (keep->error);
  g_object_unref (keep->task);
  g_free (keep);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  Keep *keep = data;
  FacInvoiceDraft *self = g_task_get_source_object (keep->task);
  g_autoptr (GError) error = NULL;
  gboolean made = FALSE;
  g_autofree char *id = fac_store_keep_edits_finish (FAC_STORE (source), result, &made, &error);

  if (error != NULL)
    g_task_return_error (keep->task, g_steal_pointer (&keep->error));
  else
    {
      if (made)
        _fac_workspace_tell_overtaken (self->workspace, keep->copy->id, id); /* moves this, too */
      else if (id != NULL && g_str_equal (self->invoice->id, keep->copy->id))
        _fac_invoice_draft_move (self, id);
      g_task_return_boolean (keep->task, TRUE);
    }
  keep_free (keep);
}

static void
on_saved_instead (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (fac_store_write_finish (FAC_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* This became the draft that keeps it while @copy was on its way: what is typed now holds that, too. */
static void
save_instead (FacInvoiceDraft *self, GTask *task)
{
  g_autoptr (FacInvoice) copy = fac_invoice_copy (self->invoice);

  fac_store_save_draft_async (self->workspace->store, copy, FALSE, on_saved_instead,
                              g_object_ref (task));
}

void
_fac_invoice_draft_keep (FacInvoiceDraft *self, FacInvoice *copy, const GError *error, GTask *task)
{
  Keep *keep;

  if (self->workspace == NULL
      || !g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE))
    {
      g_task_return_error (task, g_error_copy (error));
      return;
    }
  if (!g_str_equal (copy->id, self->invoice->id))
    {
      save_instead (self, task);
      return;
    }
  keep = g_new0 (Keep, 1);
  keep->copy = fac_invoice_ref (copy);
  keep->error = g_error_copy (error);
  keep->task = g_object_ref (task);
  fac_store_keep_edits_async (self->workspace->store, copy, on_kept, keep);
}
