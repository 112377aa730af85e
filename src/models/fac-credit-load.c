/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-credit-load.h"

#include "fac-document-load.h"
#include "fac-workspace-private.h"

/* ---- related documents ----------------------------------------------------------------------- */

static void
on_related (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GPtrArray *related = fac_store_get_related_finish (FAC_STORE (source), result, &error);

  if (related != NULL)
    g_task_return_pointer (task, related, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
fac_workspace_get_related_async (FacWorkspace *self, const char *id, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data)
{
  fac_store_get_related_async (self->store, id, cancellable, on_related,
                               g_task_new (self, cancellable, callback, data));
}

GPtrArray *
fac_workspace_get_related_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what a note is made of ------------------------------------------------------------------ */

typedef struct
{
  char           **ids;
  guint            next;    /* of @ids */
  FacInvoice      *invoice; /* the one before that */
  GPtrArray       *related; /* of it */
  guint            place;   /* in that */
  GPtrArray       *notes;   /* (element-type FacInvoice): of it */
  GArray          *amounts; /* (element-type FacDecimal) */
  FacCreditBasis  *basis;
  FacCreditProblem problem;
  char            *folio;
} Load;

static void load_invoice (GTask *task);
static void load_note (GTask *task);

static void
load_free (gpointer data)
{
  Load *load = data;

  g_strfreev (load->ids);
  g_clear_pointer (&load->invoice, fac_invoice_unref);
  g_clear_pointer (&load->related, g_ptr_array_unref);
  g_ptr_array_unref (load->notes);
  g_array_unref (load->amounts);
  g_clear_pointer (&load->basis, fac_credit_basis_free);
  g_free (load->folio);
  g_free (load);
}

/* All notes of the invoice are known. */
static void
add_invoice (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autofree FacEarlierNote *earlier = g_new0 (FacEarlierNote, load->notes->len + 1);

  for (guint i = 0; i < load->notes->len; i++)
    earlier[i] = (FacEarlierNote) { load->notes->pdata[i],
                                    g_array_index (load->amounts, FacDecimal, i) };
  load->problem = fac_credit_basis_add (load->basis, load->invoice, earlier, load->notes->len);
  if (load->problem == FAC_CREDIT_FINE)
    {
      load_invoice (task);
      return;
    }
  load->folio = fac_invoice_folio (load->invoice);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_note (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  FacInvoice *note = fac_document_load_finish (result, &error);
  const FacRelatedDocument *document = g_ptr_array_index (load->related, load->place);

  if (note == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_ptr_array_add (load->notes, note);
  g_array_append_val (load->amounts, document->amount);
  load->place++;
  load_note (task);
}

static gboolean
is_note (const FacRelatedDocument *document)
{
  return fac_related_document_counts (document) && document->summary->type == FAC_INVOICE_EGRESO
         && (g_strcmp0 (document->relationship, FAC_CREDIT_NOTE) == 0
             || g_strcmp0 (document->relationship, FAC_CREDIT_RETURNS) == 0
             || g_strcmp0 (document->relationship, FAC_CREDIT_ADVANCE) == 0);
}

static void
load_note (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  while (load->place < load->related->len
         && !is_note (g_ptr_array_index (load->related, load->place)))
    load->place++;
  if (load->place == load->related->len)
    {
      add_invoice (task);
      return;
    }
  fac_document_load_async (g_task_get_source_object (task),
                           ((FacRelatedDocument *) load->related->pdata[load->place])->summary->id,
                           g_task_get_cancellable (task), on_note, task);
}

static void
on_notes_found (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&load->related, g_ptr_array_unref);
  load->related = fac_store_get_related_finish (FAC_STORE (source), result, &error);
  if (load->related == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  load_note (task);
}

static void
on_invoice (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Load *load = g_task_get_task_data (task);
  FacWorkspace *workspace = g_task_get_source_object (task);
  GError *error = NULL;

  g_clear_pointer (&load->invoice, fac_invoice_unref);
  load->invoice = fac_document_load_finish (result, &error);
  if (load->invoice == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  load->place = 0;
  g_ptr_array_set_size (load->notes, 0);
  g_array_set_size (load->amounts, 0);
  fac_store_get_related_async (workspace->store, load->invoice->id, g_task_get_cancellable (task),
                               on_notes_found, task);
}

static void
load_invoice (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  if (load->ids[load->next] == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  fac_document_load_async (g_task_get_source_object (task), load->ids[load->next++],
                           g_task_get_cancellable (task), on_invoice, task);
}

void
fac_credit_load_async (FacWorkspace *workspace, const char *const *ids, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, data);
  Load *load = g_new0 (Load, 1);

  load->ids = g_strdupv ((char **) ids);
  load->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_unref);
  load->amounts = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  load->basis = fac_credit_basis_new ();
  g_task_set_task_data (task, load, load_free);
  load_invoice (task);
}

FacCreditBasis *
fac_credit_load_finish (GAsyncResult *result, FacCreditProblem *problem, char **folio,
                        GError **error)
{
  Load *load = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  *problem = load->problem;
  *folio = g_steal_pointer (&load->folio);
  return g_steal_pointer (&load->basis);
}
