/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-correction.h"

void
fac_correction_free (FacCorrection *self)
{
  g_clear_pointer (&self->original, fac_invoice_unref);
  g_clear_pointer (&self->substitute, fac_invoice_unref);
  g_free (self);
}

static FacCorrectionStep
step_of_cancellation (const FacCorrection *self)
{
  if (self->original->status == FAC_STATUS_CANCELADA)
    return FAC_CORRECTION_DONE;
  if (self->original->status == FAC_STATUS_EN_CANCELACION)
    return FAC_CORRECTION_ASKED;
  return self->cancelling ? FAC_CORRECTION_CANCEL : FAC_CORRECTION_BOTH_VALID;
}

FacCorrectionStep
fac_correction_step (const FacCorrection *self)
{
  switch (self->substitute->status)
    {
    case FAC_STATUS_EN_COLA:
    case FAC_STATUS_ENVIANDOSE:
    case FAC_STATUS_EN_PROCESO:
      return FAC_CORRECTION_STAMP;
    case FAC_STATUS_NO_TIMBRADA:
      return FAC_CORRECTION_NOT_STAMPED;
    case FAC_STATUS_TIMBRADA:
    case FAC_STATUS_EN_CANCELACION:
      return step_of_cancellation (self);
    case FAC_STATUS_CANCELADA:
      return FAC_CORRECTION_VOID;
    case FAC_STATUS_BORRADOR:
    default:
      return FAC_CORRECTION_WRITE;
    }
}

gboolean
fac_correction_may_end (const FacCorrection *self)
{
  FacDocumentStatus status = self->substitute->status;

  return fac_document_status_is_editable (status) || status == FAC_STATUS_EN_COLA;
}

/* A copy of a payment pays nothing, but the one that takes its place pays what it did. */
static void
pay_the_same (FacInvoice *draft, const FacInvoice *original)
{
  g_ptr_array_set_size (draft->payments, 0);
  for (guint i = 0; i < original->payments->len; i++)
    {
      FacPayment *payment = fac_payment_copy (original->payments->pdata[i]);

      if (fac_decimal_is_zero (payment->deposit))
        payment->deposit = fac_payment_amount (payment);
      g_ptr_array_add (draft->payments, payment);
    }
}

FacInvoice *
fac_correction_draft (const FacInvoice *original)
{
  const char *const replaced[] = { original->uuid, NULL };
  FacInvoice *draft = fac_invoice_duplicate (original);

  pay_the_same (draft, original);
  for (guint i = draft->related_documents->len; i > 0; i--)
    {
      const FacRelation *relation = g_ptr_array_index (draft->related_documents, i - 1);

      if (g_strcmp0 (relation->relationship, FAC_RELATION_REPLACES) == 0)
        g_ptr_array_remove_index (draft->related_documents, i - 1);
    }
  g_ptr_array_add (draft->related_documents, fac_relation_new (FAC_RELATION_REPLACES, replaced));
  return draft;
}
