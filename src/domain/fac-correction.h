/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"

G_BEGIN_DECLS

/** FAC_RELATION_REPLACES: c_TipoRelacion: the document takes the place of those it names. */
#define FAC_RELATION_REPLACES "04"

/** FacCorrectionStep: how far an invoice is replaced by another one. */
typedef enum
{
  FAC_CORRECTION_WRITE,       /* what replaces it is a draft */
  FAC_CORRECTION_NOT_STAMPED, /* its stamp was refused */
  FAC_CORRECTION_STAMP,       /* its stamp was asked for */
  FAC_CORRECTION_CANCEL,      /* it is stamped; the cancellation is in the queue */
  FAC_CORRECTION_ASKED,       /* the SAT or the receiver has the cancellation */
  FAC_CORRECTION_BOTH_VALID,  /* the cancellation was refused, rejected, not answered or taken back */
  FAC_CORRECTION_DONE,        /* one is stamped, the other cancelled */
  FAC_CORRECTION_VOID         /* what replaces it was cancelled itself */
} FacCorrectionStep;

/**
 * FacCorrection: an issued invoice that another one replaces: written, stamped with relation 04, and then the first is
 * cancelled with motive 01. Where it stands is said by both documents and the queue, and stored nowhere else.
 * @cancelling: whether the cancellation is in the queue and was not refused
 */
typedef struct
{
  FacInvoice *original;
  FacInvoice *substitute;
  gint64      begun_at;
  gboolean    cancelling;
} FacCorrection;

/** fac_correction_free: frees it with all it owns. */
void              fac_correction_free (FacCorrection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCorrection, fac_correction_free)

/** fac_correction_step: where it stands now. */
FacCorrectionStep fac_correction_step (const FacCorrection *self);
/** fac_correction_may_end: whether it can be given up without anything left behind but a draft: what replaces it is no
 * fiscal document yet, and not on its way to become one. */
gboolean          fac_correction_may_end (const FacCorrection *self);
/** fac_correction_draft: a draft with the content of @original that replaces it, and only it: what @original itself
 * replaced is left out. Returns: (transfer full) */
FacInvoice       *fac_correction_draft (const FacInvoice *original);

G_END_DECLS
