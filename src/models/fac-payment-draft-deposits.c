/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-draft-private.h"

#include "fac-payment-allocation.h"
#include "fac-text.h"
#include "fac-unread.h"
#include "fac-workspace-private.h"

static const GPtrArray *
payments_of (FacPaymentDraft *self)
{
  return fac_invoice_draft_get_invoice (self->draft)->payments;
}

void
_fac_payment_draft_look_again (FacPaymentDraft *self)
{
  const GPtrArray *payments = payments_of (self);

  g_ptr_array_unref (self->seen);
  self->seen = payments->len > 1 ? fac_payments_open_for (payments, self->index, self->open)
                                 : g_ptr_array_ref (self->open);
}

guint
fac_payment_draft_get_n (FacPaymentDraft *self)
{
  return MAX (1, payments_of (self)->len);
}

guint
fac_payment_draft_get_index (FacPaymentDraft *self)
{
  return self->index;
}

const FacPayment *
fac_payment_draft_get_nth (FacPaymentDraft *self, guint index)
{
  const GPtrArray *payments = payments_of (self);

  return index < payments->len ? payments->pdata[index] : fac_payment_draft_get_payment (self);
}

void
fac_payment_draft_select (FacPaymentDraft *self, guint index)
{
  self->index = MIN (index, fac_payment_draft_get_n (self) - 1);
  fac_set_string (&self->step, NULL);
  _fac_payment_draft_recall_rates (self);
  _fac_payment_draft_look_again (self);
  _fac_payment_draft_tell (self);
}

static void
put_another (FacInvoice *invoice, gpointer data)
{
  FacPaymentDraft *self = data;
  const FacPayment *shown = fac_payment_draft_get_payment (self);
  FacPayment *payment = fac_payment_new ();

  payment->date = _fac_payment_draft_today (self->workspace);
  fac_set_string (&payment->payment_form, shown->payment_form);
  g_ptr_array_add (invoice->payments, payment);
}

void
fac_payment_draft_add (FacPaymentDraft *self)
{
  fac_payment_draft_get_payment (self);
  _fac_payment_draft_begin_step (self, NULL);
  _fac_payment_draft_change_document (self, put_another, self);
  fac_payment_draft_select (self, fac_payment_draft_get_n (self) - 1);
  _fac_payment_draft_follow_form (self);
  _fac_payment_draft_tell (self);
}

static void
put_removed (FacInvoice *invoice, gpointer data)
{
  g_ptr_array_remove_index (invoice->payments, GPOINTER_TO_UINT (data));
  /* which deposit such a text belongs to, it tells by its number */
  fac_unread_drop (&invoice->unread, "payment.");
}

void
fac_payment_draft_remove (FacPaymentDraft *self, guint index)
{
  if (payments_of (self)->len < 2 || index >= payments_of (self)->len)
    return;
  _fac_payment_draft_begin_step (self, NULL);
  _fac_payment_draft_change_document (self, put_removed, GUINT_TO_POINTER (index));
  if (self->index > index || self->index == payments_of (self)->len)
    self->index--;
  _fac_payment_draft_renew (self);
  fac_payment_draft_select (self, self->index);
}

static gboolean
pays_something (const FacPayment *payment)
{
  const FacDecimal sum = fac_payment_amount (payment);

  return payment->parts->len > 0 && !sum.overflow && fac_decimal_sign (sum) > 0;
}

gboolean
fac_payment_draft_may_leave (FacPaymentDraft *self)
{
  const GPtrArray *payments = payments_of (self);

  for (guint i = 0; i < payments->len; i++)
    if (!pays_something (payments->pdata[i]))
      return FALSE;
  return payments->len > 0 && fac_invoice_draft_get_invoice (self->draft)->customer != NULL;
}
