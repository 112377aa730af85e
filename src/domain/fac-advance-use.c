/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-advance-use.h"

void
fac_advance_use_free (FacAdvanceUse *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->advance, fac_document_summary_unref);
  g_clear_pointer (&self->final, fac_document_summary_unref);
  g_clear_pointer (&self->note, fac_document_summary_unref);
  g_free (self);
}

GPtrArray *
fac_advance_uses_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_advance_use_free);
}

FacDecimal
fac_advance_use_amount (const FacAdvanceUse *self)
{
  return fac_decimal_compare (self->amount, self->room) < 0 ? self->amount : self->room;
}

static FacAdvanceStep
step_of_note (const FacDocumentSummary *note)
{
  if (note == NULL || note->status == FAC_STATUS_CANCELADA)
    return FAC_ADVANCE_APPLY;
  if (fac_document_status_is_editable (note->status))
    return FAC_ADVANCE_REFUSED;
  return fac_document_status_is_issued (note->status) ? FAC_ADVANCE_DONE : FAC_ADVANCE_QUEUED;
}

FacAdvanceStep
fac_advance_use_step (const FacAdvanceUse *self)
{
  const gboolean noted = self->note != NULL && self->note->status != FAC_STATUS_CANCELADA;

  if (self->final->status == FAC_STATUS_CANCELADA
      || (self->advance->status == FAC_STATUS_CANCELADA && !noted))
    return FAC_ADVANCE_VOID;
  if (self->final->status == FAC_STATUS_NO_TIMBRADA)
    return FAC_ADVANCE_NOT_STAMPED;
  if (self->final->status == FAC_STATUS_BORRADOR)
    return FAC_ADVANCE_WRITE;
  return step_of_note (self->note);
}
