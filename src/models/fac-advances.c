/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-advances.h"

#include "fac-advance.h"
#include "fac-document-load.h"
#include "fac-error.h"
#include "fac-store-advances.h"
#include "fac-store-cancellations.h"
#include "fac-text.h"
#include "fac-workspace-private.h"

#include <glib/gi18n-lib.h>

#define MOST_WATCHED 500

/* ---- reading --------------------------------------------------------------------------------- */

static void
return_list (GTask *task, GPtrArray *list, GError *error)
{
  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  GPtrArray *list = fac_store_get_open_advances_finish (FAC_STORE (source), result, &error);

  return_list (data, list, error);
}

void
fac_workspace_get_open_advances_async (FacWorkspace *self, const char *customer_id,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer data)
{
  fac_store_get_open_advances_async (self->store, customer_id, cancellable, on_open,
                                     g_task_new (self, cancellable, callback, data));
}

GPtrArray *
fac_workspace_get_open_advances_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_cancellations (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  GPtrArray *list = fac_store_get_cancellations_finish (FAC_STORE (source), result, &error);

  return_list (data, list, error);
}

void
fac_workspace_get_cancellations_async (FacWorkspace *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer data)
{
  fac_store_get_cancellations_async (self->store, MOST_WATCHED, cancellable, on_cancellations,
                                     g_task_new (self, cancellable, callback, data));
}

GPtrArray *
fac_workspace_get_cancellations_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- taken by a draft ------------------------------------------------------------------------ */

typedef struct
{
  char      *final;
  GPtrArray *advances; /* (element-type FacOpenAdvance) */
  GArray    *amounts;  /* (element-type FacDecimal) */
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_free (taking->final);
  g_ptr_array_unref (taking->advances);
  g_array_unref (taking->amounts);
  g_free (taking);
}

static void
on_draft_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  FacWorkspace *self = g_task_get_source_object (task);
  const Taking *taking = g_task_get_task_data (task);
  GError *error = NULL;

  if (fac_invoice_draft_flush_finish (FAC_INVOICE_DRAFT (source), result, &error))
    {
      fac_store_use_advances_async (self->store, taking->final, taking->advances, taking->amounts,
                                    _fac_workspace_written, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
take (FacWorkspace *self, FacInvoiceDraft *draft, Taking *taking, GAsyncReadyCallback callback,
      gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  taking->final = g_strdup (fac_invoice_draft_get_invoice (draft)->id);
  g_task_set_task_data (task, taking, taking_free);
  fac_invoice_draft_flush_async (draft, FALSE, on_draft_stored, task);
}

/* Those that are stamped; the others are named when they are. */
static void
name_taken (FacInvoice *invoice, gpointer data)
{
  const Taking *taking = data;

  for (guint i = 0; i < taking->advances->len; i++)
    {
      const FacOpenAdvance *advance = g_ptr_array_index (taking->advances, i);

      if (!fac_text_is_empty (advance->uuid)
          && fac_decimal_sign (g_array_index (taking->amounts, FacDecimal, i)) > 0)
        fac_advance_name (invoice, advance->uuid);
    }
}

static FacOpenAdvance *
copy_open (const FacOpenAdvance *from)
{
  FacOpenAdvance *copy = fac_open_advance_new ();

  copy->id = g_strdup (from->id);
  copy->uuid = g_strdup (from->uuid);
  return copy;
}

void
fac_workspace_take_advances_async (FacWorkspace *self, FacInvoiceDraft *draft,
                                   const GPtrArray *advances, GAsyncReadyCallback callback,
                                   gpointer data)
{
  Taking *taking = g_new0 (Taking, 1);
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (draft);

  taking->advances = fac_open_advances_new ();
  for (guint i = 0; i < advances->len; i++)
    g_ptr_array_add (taking->advances, copy_open (advances->pdata[i]));
  taking->amounts = fac_open_advances_allocate (advances,
                                                fac_invoice_draft_get_totals (draft)->total,
                                                invoice->currency);
  fac_invoice_draft_edit (draft, name_taken, taking);
  take (self, draft, taking, callback, data);
}

static void
unname_all (FacInvoice *invoice, gpointer data)
{
  const GPtrArray *uses = data;

  for (guint i = 0; i < uses->len; i++)
    {
      const FacAdvanceUse *use = g_ptr_array_index (uses, i);

      if (!fac_text_is_empty (use->advance->uuid))
        fac_advance_unname (invoice, use->advance->uuid);
    }
}

void
fac_workspace_leave_advances_async (FacWorkspace *self, FacInvoiceDraft *draft,
                                    const GPtrArray *uses, GAsyncReadyCallback callback,
                                    gpointer data)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->advances = fac_open_advances_new ();
  taking->amounts = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  fac_invoice_draft_edit (draft, unname_all, (gpointer) uses);
  take (self, draft, taking, callback, data);
}

/* ---- applied --------------------------------------------------------------------------------- */

typedef struct
{
  char       *id;
  GPtrArray  *uses; /* (element-type FacAdvanceUse) */
  guint       next;
  FacInvoice *final;
  FacDecimal  rest; /* of the invoice, that nothing takes */
} Applying;

static void
applying_free (gpointer data)
{
  Applying *applying = data;

  g_free (applying->id);
  g_clear_pointer (&applying->uses, g_ptr_array_unref);
  g_clear_pointer (&applying->final, fac_invoice_unref);
  g_free (applying);
}

static void apply_next (GTask *task);

static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_applied (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    {
      fail (task, error);
      return;
    }
  _fac_workspace_wake (g_task_get_source_object (task));
  apply_next (task);
}

static const char *
problem_words (FacCreditProblem problem)
{
  switch (problem)
    {
    case FAC_CREDIT_OTHER_CUSTOMER:
      return _("The advance is of another customer than the invoice.");
    case FAC_CREDIT_OTHER_CURRENCY:
      return _("The advance is in another currency than the invoice.");
    case FAC_CREDIT_CANCELLED:
      return _("The advance or the invoice is cancelled, or about to be.");
    case FAC_CREDIT_TOO_MUCH:
    case FAC_CREDIT_NOTHING_LEFT:
      return _("Not that much is left of the advance.");
    case FAC_CREDIT_FINE:
    case FAC_CREDIT_NO_INVOICE:
    case FAC_CREDIT_WRONG_TYPE:
    case FAC_CREDIT_NOT_STAMPED:
    case FAC_CREDIT_TWICE:
    case FAC_CREDIT_NOTHING_CHOSEN:
    case FAC_CREDIT_DECIMALS:
    case FAC_CREDIT_NO_PRICE:
    default:
      return _("This advance cannot be applied to this invoice.");
    }
}

static void
on_advance (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Applying *applying = g_task_get_task_data (task);
  FacWorkspace *self = g_task_get_source_object (task);
  const FacAdvanceUse *use = g_ptr_array_index (applying->uses, applying->next - 1);
  FacDecimal amount = fac_decimal_compare (use->amount, applying->rest) < 0 ? use->amount
                                                                            : applying->rest;
  FacCreditProblem problem = FAC_CREDIT_FINE;
  GError *error = NULL;
  g_autoptr (FacInvoice) advance = fac_document_load_finish (result, &error);
  g_autoptr (FacInvoice) note = NULL;

  if (advance == NULL)
    {
      fail (task, error);
      return;
    }
  note = fac_advance_apply (advance, use->applied, applying->final, amount, &problem);
  if (note == NULL)
    {
      fail (task, g_error_new_literal (FAC_ERROR, FAC_ERROR_INVALID, problem_words (problem)));
      return;
    }
  applying->rest = fac_decimal_sub (applying->rest, amount);
  fac_store_apply_advance_async (self->store, applying->id, use->advance->id, note, on_applied,
                                 task);
}

static gboolean
is_to_apply (const Applying *applying, const FacAdvanceUse *use)
{
  return g_str_equal (use->final->id, applying->id)
         && fac_advance_use_step (use) == FAC_ADVANCE_APPLY;
}

static void
apply_next (GTask *task)
{
  Applying *applying = g_task_get_task_data (task);

  while (applying->next < applying->uses->len)
    {
      const FacAdvanceUse *use = g_ptr_array_index (applying->uses, applying->next++);

      if (is_to_apply (applying, use) && fac_decimal_sign (applying->rest) > 0)
        {
          fac_document_load_async (g_task_get_source_object (task), use->advance->id, NULL,
                                   on_advance, task);
          return;
        }
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_final (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Applying *applying = g_task_get_task_data (task);
  gboolean any = FALSE;
  GError *error = NULL;

  applying->final = fac_document_load_finish (result, &error);
  if (applying->final == NULL)
    {
      fail (task, error);
      return;
    }
  for (guint i = 0; i < applying->uses->len; i++)
    {
      const FacAdvanceUse *use = g_ptr_array_index (applying->uses, i);

      if (is_to_apply (applying, use))
        {
          applying->rest = use->room;
          any = TRUE;
        }
    }
  if (any && fac_decimal_sign (applying->rest) <= 0)
    fail (task, g_error_new_literal (FAC_ERROR, FAC_ERROR_INVALID,
                                     _("Nothing is left of this invoice: payments and credit notes "
                                       "take all of it.")));
  else
    apply_next (task);
}

static void
on_uses (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Applying *applying = g_task_get_task_data (task);
  GError *error = NULL;

  applying->uses = fac_store_get_advance_uses_finish (FAC_STORE (source), result, &error);
  if (applying->uses == NULL)
    fail (task, error);
  else
    fac_document_load_async (g_task_get_source_object (task), applying->id, NULL, on_final, task);
}

void
fac_workspace_apply_advances_async (FacWorkspace *self, const char *final_id,
                                    GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  Applying *applying = g_new0 (Applying, 1);

  applying->id = g_strdup (final_id);
  g_task_set_task_data (task, applying, applying_free);
  fac_store_get_advance_uses_async (self->store, final_id, NULL, on_uses, task);
}
