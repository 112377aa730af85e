/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"

G_BEGIN_DECLS

#define AGREEMENT_LONG "<long>" /* a text of more than a thousand letters */

/** AgreementWhose: who knows what is wrong with an edit, see agreement.tsv. */
typedef enum
{
  AGREEMENT_BOTH,
  AGREEMENT_SAT,    /* its register, its rates of exchange, keys newer than the starter catalogue */
  AGREEMENT_SERVICE /* it rounds, fills in or drops what the program asks the person to write rightly */
} AgreementWhose;

typedef struct
{
  char           *field;
  char           *value;
  AgreementWhose  whose;
} AgreementEdit;

/** agreement_read: the lines of agreement.tsv. Returns: (element-type AgreementEdit) */
GPtrArray *agreement_read   (void);
/** agreement_change: one change of one field; lines are changed in the first. */
void       agreement_change (FacInvoice *invoice, const AgreementEdit *edit);

G_END_DECLS
