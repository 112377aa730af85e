/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"

G_BEGIN_DECLS

/** FacCancelAcceptance: whether the SAT asks the receiver before it cancels (RMF 2.7.1.34 and 2.7.1.35), and if not,
 * why. */
typedef enum
{
  FAC_CANCEL_ASKS,        /* the receiver has three business days; silence is consent */
  FAC_CANCEL_FREE_TYPE,   /* egreso, nómina, traslado, pago */
  FAC_CANCEL_FREE_PUBLIC, /* generic RFC: público en general, foreigners */
  FAC_CANCEL_FREE_TOTAL,  /* up to FAC_CANCEL_FREE_PESOS */
  FAC_CANCEL_FREE_NEW     /* within a day of its stamp: the SAT counts to the next business day */
} FacCancelAcceptance;

/** FAC_CANCEL_FREE_PESOS: RMF 2.7.1.35 fracción I. */
#define FAC_CANCEL_FREE_PESOS 1000

/** fac_cancel_acceptance: what the SAT would ask for if the stamped @invoice were cancelled at @now (microseconds UTC).
 * Amounts in other currencies count in pesos at the invoice's own exchange. */
FacCancelAcceptance fac_cancel_acceptance (const FacInvoice *invoice, gint64 now);

G_END_DECLS
