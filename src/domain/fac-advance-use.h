/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"

G_BEGIN_DECLS

/** FacAdvanceStep: how far an advance is applied to an invoice. */
typedef enum
{
  FAC_ADVANCE_WRITE,       /* the invoice is a draft */
  FAC_ADVANCE_NOT_STAMPED, /* its stamp was refused */
  FAC_ADVANCE_APPLY,       /* it is stamped or on its way: the note that applies the advance is to be made */
  FAC_ADVANCE_QUEUED,      /* the note is on its way to be stamped */
  FAC_ADVANCE_REFUSED,     /* the note was not stamped, or taken out of the queue: it is a draft */
  FAC_ADVANCE_DONE,        /* the note is stamped */
  FAC_ADVANCE_VOID         /* the advance or the invoice was cancelled */
} FacAdvanceStep;

/**
 * FacAdvanceUse: an advance that an invoice takes. Where it stands is said by the documents, and stored nowhere else.
 * @note: (nullable): the credit note that applies it
 * @amount: how much of the advance, in its currency; @applied: how much of the advance all other invoices take
 * @room: what is left of the invoice: no payment, credit note or note of another advance takes it, nor would one that
 * waits to be stamped; never negative
 */
typedef struct
{
  FacDocumentSummary *advance;
  FacDocumentSummary *final;
  FacDocumentSummary *note;
  FacDecimal          amount;
  FacDecimal          applied;
  FacDecimal          room;
  gint64              begun_at;
} FacAdvanceUse;

/** fac_advance_use_free: frees it with all it owns. */
void           fac_advance_use_free (FacAdvanceUse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacAdvanceUse, fac_advance_use_free)
/** fac_advance_uses_new: an empty list that frees them. Returns: (element-type FacAdvanceUse) */
GPtrArray     *fac_advance_uses_new (void);

/** fac_advance_use_amount: how much of it can be applied: @amount, at most @room. */
FacDecimal     fac_advance_use_amount (const FacAdvanceUse *self);
/** fac_advance_use_step: where it stands now. */
FacAdvanceStep fac_advance_use_step (const FacAdvanceUse *self);

G_END_DECLS
