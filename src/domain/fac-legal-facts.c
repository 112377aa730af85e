/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-legal-facts.h"

static const FacLegalFact facts[] = {
  { FAC_FACT_PAYMENT_COMPLEMENT_DAY, 5, "Resolución Miscelánea Fiscal, regla 2.7.1.32",
    "2022-01-01" },
};

const FacLegalFact *
fac_legal_fact (FacLegalFactId id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].id == id)
      return &facts[i];
  g_return_val_if_reached (NULL);
}
