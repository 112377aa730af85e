/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacLegalFactId: what the law sets as a number. */
typedef enum
{
  FAC_FACT_PAYMENT_COMPLEMENT_DAY,  /* of the month after a payment: the last one to issue its document of type P */
  FAC_FACT_CANCEL_FREE_PESOS,       /* up to this total the receiver is not asked */
  FAC_FACT_CANCEL_FREE_DAYS,        /* business days after the issue in which the receiver is not asked */
  FAC_FACT_CANCEL_ANSWER_DAYS,      /* business days in which the receiver answers; silence is consent */
  FAC_FACT_CANCEL_MONTH_COMPANY,    /* of the next year: the last one in which a company cancels */
  FAC_FACT_CANCEL_MONTH_PERSON      /* the same of a person */
} FacLegalFactId;

/**
 * FacLegalFact: a number that the law sets, and may change.
 * @source: the rule, as it is cited; @since: day from which it is in force, "YYYY-MM-DD"
 */
typedef struct
{
  FacLegalFactId id;
  gint64         value;
  const char    *source;
  const char    *since;
} FacLegalFact;

/** fac_legal_fact: Returns: (transfer none): the fact in force */
const FacLegalFact *fac_legal_fact (FacLegalFactId id);

G_END_DECLS
