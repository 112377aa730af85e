/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-draft-private.h"

#include "fac-document-load.h"
#include "fac-text.h"
#include "fac-workspace-private.h"

/* the newest may be the one that is being written */
#define N_LOOKED_AT 2
#define N_MEMBERS 5

/* The operation and the proof of the SPEI are of one payment alone. */
static char **
member_at (const FacPayment *payment, guint at)
{
  FacPayment *own = (FacPayment *) payment;
  char **const members[N_MEMBERS] = { &own->payer_bank_tax_id, &own->payer_bank_name,
                                      &own->payer_account, &own->payee_bank_tax_id,
                                      &own->payee_account };

  return members[at];
}

static gboolean
has_bank (const FacPayment *payment)
{
  for (guint i = 0; i < N_MEMBERS; i++)
    if (!fac_text_is_empty (*member_at (payment, i)))
      return TRUE;
  return FALSE;
}

static gboolean
has_same_bank (const FacPayment *a, const FacPayment *b)
{
  for (guint i = 0; i < N_MEMBERS; i++)
    if (g_strcmp0 (*member_at (a, i), *member_at (b, i)) != 0)
      return FALSE;
  return TRUE;
}

gboolean
fac_payment_draft_is_bank_remembered (FacPaymentDraft *self)
{
  return self->last != NULL && has_bank (self->last)
         && has_same_bank (self->last, fac_payment_draft_get_payment (self));
}

static void
put_bank (FacPayment *payment, gpointer data)
{
  for (guint i = 0; i < N_MEMBERS; i++)
    fac_set_string (member_at (payment, i), data != NULL ? *member_at (data, i) : NULL);
}

/* What was written by hand stays. */
void
_fac_payment_draft_follow_form (FacPaymentDraft *self)
{
  const FacPayment *payment = fac_payment_draft_get_payment (self);
  const gboolean same = self->last != NULL
                        && g_strcmp0 (payment->payment_form, self->last->payment_form) == 0;

  if (same && !has_bank (payment))
    _fac_payment_draft_change (self, put_bank, self->last);
  else if (!same && fac_payment_draft_is_bank_remembered (self))
    _fac_payment_draft_change (self, put_bank, NULL);
}

static void
put_form (FacPayment *payment, gpointer data)
{
  fac_set_string (&payment->payment_form, data);
}

void
fac_payment_draft_set_form (FacPaymentDraft *self, const char *form)
{
  _fac_payment_draft_begin_step (self, "form");
  _fac_payment_draft_change (self, put_form, (gpointer) form);
  _fac_payment_draft_follow_form (self);
  _fac_payment_draft_tell (self);
}

static void
on_last_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacPaymentDraft) self = data;
  g_autoptr (FacInvoice) invoice = fac_document_load_finish (result, NULL);

  if (self->workspace == NULL || invoice == NULL || invoice->payments->len == 0
      || g_strcmp0 (invoice->customer != NULL ? invoice->customer->id : NULL,
                    self->customer) != 0)
    return;
  g_clear_pointer (&self->last, fac_payment_free);
  self->last = fac_payment_copy (invoice->payments->pdata[0]);
  _fac_payment_draft_follow_form (self);
  _fac_payment_draft_tell (self);
}

static void
on_last_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacPaymentDraft) self = data;
  g_autoptr (FacStorePage) page = fac_store_first_page_finish (FAC_STORE (source), result, NULL);
  const char *own = self->workspace != NULL ? fac_invoice_draft_get_invoice (self->draft)->id
                                            : NULL;

  for (guint i = 0; page != NULL && self->workspace != NULL && i < page->rows->len; i++)
    {
      const FacDocumentSummary *summary = page->rows->pdata[i];

      if (summary == NULL || g_strcmp0 (summary->id, own) == 0)
        continue;
      fac_document_load_async (self->workspace, summary->id, self->closing, on_last_read,
                               g_object_ref (self));
      return;
    }
}

void
_fac_payment_draft_recall_bank (FacPaymentDraft *self)
{
  const FacPayment *payment = fac_payment_draft_get_payment (self);
  g_autoptr (FacQuery) query = NULL;

  g_clear_pointer (&self->last, fac_payment_free);
  if (self->customer == NULL || !self->begun || has_bank (payment))
    return;
  query = fac_query_new (FAC_ENTITY_INVOICE);
  fac_set_string (&query->customer_id, self->customer);
  fac_set_string (&query->type, "P");
  fac_store_first_page_async (fac_workspace_get_store (self->workspace), query, N_LOOKED_AT,
                              self->closing, on_last_found, g_object_ref (self));
}
