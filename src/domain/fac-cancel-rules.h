/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"
#include "fac-organization.h"
#include "fac-related-document.h"

G_BEGIN_DECLS

/** FacCancelAcceptance: whether the SAT asks the receiver before it cancels (RMF 2.7.1.34 and 2.7.1.35), and if not,
 * why. */
typedef enum
{
  FAC_CANCEL_ASKS,        /* the receiver has three business days; silence is consent */
  FAC_CANCEL_FREE_TYPE,   /* egreso, nómina, traslado; pagos are excepted (fracción I), though they total 0 */
  FAC_CANCEL_FREE_PUBLIC, /* generic RFC: público en general, foreigners */
  FAC_CANCEL_FREE_TOTAL,  /* up to FAC_FACT_CANCEL_FREE_PESOS */
  FAC_CANCEL_FREE_NEW     /* within a day of its stamp: the SAT counts to the next business day */
} FacCancelAcceptance;

/** fac_cancel_acceptance: what the SAT would ask for if the stamped @invoice were cancelled at @now (microseconds UTC).
 * Amounts in other currencies count in pesos at the invoice's own exchange. */
FacCancelAcceptance fac_cancel_acceptance (const FacInvoice *invoice, gint64 now);
/** fac_cancel_until: the first moment (microseconds UTC) at which @invoice of @issuer cannot be cancelled any more: the
 * end of the month of the annual return for the year in which it was issued, in the issuer's zone. 0: it has no date */
gint64 fac_cancel_until (const FacInvoice *invoice, const FacOrganization *issuer);
/** fac_cancel_answer_until: until when the receiver answers a cancellation asked for at @asked_at: the end of the last
 * business day (fac-business-days.h) in @issuer's zone. */
gint64 fac_cancel_answer_until (gint64 asked_at, const FacOrganization *issuer);
/** fac_cancel_blockers: while these are valid the SAT does not cancel a document: what pays it, credits it or names it
 * else, but for what replaces it. In the order in which they are to be cancelled: payments, credit notes, the rest.
 * @related: (element-type FacRelatedDocument). Returns: (transfer container): of @related */
GPtrArray *fac_cancel_blockers (const GPtrArray *related);

G_END_DECLS
