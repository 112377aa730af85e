/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-credit-words.h"

#include <glib/gi18n.h>

const char *
fac_credit_problem_words (FacCreditProblem problem)
{
  switch (problem)
    {
    case FAC_CREDIT_NO_INVOICE:
      return _("Choose at least one invoice.");
    case FAC_CREDIT_WRONG_TYPE:
      return _("Only invoices have credit notes.");
    case FAC_CREDIT_NOT_STAMPED:
      return _("It is not stamped yet: change the draft instead.");
    case FAC_CREDIT_CANCELLED:
      return _("It is cancelled, or about to be.");
    case FAC_CREDIT_TWICE:
      return _("It is chosen already.");
    case FAC_CREDIT_OTHER_CUSTOMER:
      return _("A credit note has one receiver: this invoice is of another customer.");
    case FAC_CREDIT_OTHER_CURRENCY:
      return _("A credit note has one currency: this invoice is in another one.");
    case FAC_CREDIT_NOTHING_LEFT:
      return _("Earlier credit notes took all of it.");
    case FAC_CREDIT_NOTHING_CHOSEN:
      return _("Write how much is credited.");
    case FAC_CREDIT_TOO_MUCH:
      return _("That is more than what earlier credit notes left.");
    case FAC_CREDIT_DECIMALS:
      return _("The currency, or a quantity, has not so many decimals.");
    case FAC_CREDIT_NO_PRICE:
      return _("No prices come to exactly that total: write a cent more or less.");
    case FAC_CREDIT_FINE:
    default:
      return "";
    }
}
