/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax-words.h"

#include <glib/gi18n-lib.h>

const FacTaxWords *
fac_tax_words (void)
{
  static FacTaxWords words;

  /* Translators: after the name of a tax: "ISR withheld 10 %" */
  words.withheld = C_("tax", "withheld");
  /* Translators: after the name of a tax: "IVA exempt" */
  words.exempt = C_("tax", "exempt");
  return &words;
}
