/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-chosen.h"

#include "fac-workspace-private.h"

#define AT_ONCE 512

typedef struct
{
  FacChosen *chosen;
  GArray    *keys;
  guint      asked;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *self = data;

  g_clear_pointer (&self->chosen, fac_chosen_free);
  g_array_unref (self->keys);
  g_free (self);
}

static FacChosen *
chosen_new (guint size)
{
  FacChosen *self = g_new0 (FacChosen, 1);

  self->documents = g_ptr_array_new_full (size, (GDestroyNotify) fac_document_summary_unref);
  self->sums = g_array_new (FALSE, TRUE, sizeof (FacChosenSum));
  return self;
}

void
fac_chosen_free (FacChosen *self)
{
  g_ptr_array_unref (self->documents);
  g_array_unref (self->sums);
  g_free (self);
}

static FacChosenSum *
find_sum (FacChosen *self, const char *currency)
{
  FacChosenSum sum = { 0 };

  for (guint i = 0; i < self->sums->len; i++)
    if (g_str_equal (g_array_index (self->sums, FacChosenSum, i).currency, currency))
      return &g_array_index (self->sums, FacChosenSum, i);
  g_strlcpy (sum.currency, currency, sizeof sum.currency);
  g_array_append_val (self->sums, sum);
  return &g_array_index (self->sums, FacChosenSum, self->sums->len - 1);
}

/* What was invoiced: neither what may still change, nor what no longer holds, nor the money that came for it. */
static gboolean
counts (const FacDocumentSummary *document)
{
  return (document->type == 'I' || document->type == 'E')
         && (document->status == FAC_STATUS_TIMBRADA
             || document->status == FAC_STATUS_EN_CANCELACION);
}

static void
add (FacChosen *self, FacDocumentSummary *document)
{
  FacChosenSum *sum;

  g_ptr_array_add (self->documents, fac_document_summary_ref (document));
  if (!counts (document))
    return;
  sum = find_sum (self, document->currency);
  sum->total = document->type == 'E' ? fac_decimal_sub (sum->total, document->total)
                                     : fac_decimal_add (sum->total, document->total);
}

static void ask_more (GTask *task);

static void
on_rows (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Loading *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FacStorePage) page = fac_store_rows_finish (FAC_STORE (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  for (guint i = 0; i < page->rows->len; i++)
    if (page->rows->pdata[i] != NULL)
      add (self->chosen, page->rows->pdata[i]);
  ask_more (task);
}

static void
ask_more (GTask *task)
{
  Loading *self = g_task_get_task_data (task);
  FacWorkspace *workspace = g_task_get_source_object (task);
  const guint from = self->asked, n = MIN (AT_ONCE, self->keys->len - from);

  if (n == 0)
    {
      g_task_return_pointer (task, g_steal_pointer (&self->chosen),
                             (GDestroyNotify) fac_chosen_free);
      g_object_unref (task);
      return;
    }
  self->asked += n;
  fac_store_rows_async (workspace->store, FAC_ENTITY_INVOICE,
                        &g_array_index (self->keys, gint64, from), n,
                        g_task_get_cancellable (task), on_rows, task);
}

void
fac_chosen_load_async (FacWorkspace *workspace, GArray *keys, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, data);
  Loading *self = g_new0 (Loading, 1);

  self->chosen = chosen_new (keys->len);
  self->keys = g_array_ref (keys);
  g_task_set_task_data (task, self, loading_free);
  ask_more (task);
}

FacChosen *
fac_chosen_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
