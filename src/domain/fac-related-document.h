/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"

G_BEGIN_DECLS

/**
 * FacRelatedDocument: a document that another one has to do with.
 * @relationship: c_TipoRelacion, %NULL when one of both pays the other (type P)
 * @names_it: it names the other one; else the other one names it
 * @uuid: its folio fiscal, in lower case (nullable): a draft that names the other one has none
 * @summary: (nullable): %NULL when it is not on this computer
 * @amount: how much it takes off the other one, when @has_amount: payments and credit notes
 * @installment: number of the payment, 0 not known
 */
typedef struct
{
  char               *relationship;
  gboolean            names_it;
  char               *uuid;
  FacDocumentSummary *summary;
  FacDecimal          amount;
  gboolean            has_amount;
  int                 installment;
} FacRelatedDocument;

/** fac_related_document_new: @relationship and @uuid (nullable) are copied, @summary (nullable) is referenced. Returns:
 * (transfer full) */
FacRelatedDocument *fac_related_document_new  (const char *relationship, gboolean names_it, const char *uuid,
                                               FacDocumentSummary *summary);
/** fac_related_document_free: frees it with all it owns. */
void                fac_related_document_free (FacRelatedDocument *self);
/** fac_related_document_counts: whether it takes its amount off: stamped, or on its way to that. */
gboolean            fac_related_document_counts (const FacRelatedDocument *self);

G_END_DECLS
