/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-legal-facts.h"

static const FacLegalFact facts[] = {
  { FAC_FACT_PAYMENT_COMPLEMENT_DAY, 5, "Resolución Miscelánea Fiscal, regla 2.7.1.32",
    "2022-01-01" },
  { FAC_FACT_CANCEL_FREE_PESOS, 1000,
    "Resolución Miscelánea Fiscal, regla 2.7.1.35, fracción I: excepto pagos y lo que dice la "
    "regla 2.7.1.34, tercer párrafo", "2022-01-01" },
  { FAC_FACT_CANCEL_FREE_DAYS, 1, "Resolución Miscelánea Fiscal, regla 2.7.1.35, fracción IX",
    "2022-01-01" },
  { FAC_FACT_CANCEL_ANSWER_DAYS, 3, "Resolución Miscelánea Fiscal, regla 2.7.1.34", "2022-01-01" },
  { FAC_FACT_CANCEL_MONTH_COMPANY, 3,
    "Resolución Miscelánea Fiscal, regla 2.7.1.46; Ley del ISR, artículo 76", "2025-01-01" },
  { FAC_FACT_CANCEL_MONTH_PERSON, 4,
    "Resolución Miscelánea Fiscal, regla 2.7.1.46; Ley del ISR, artículo 150", "2025-01-01" },
};

const FacLegalFact *
fac_legal_fact (FacLegalFactId id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].id == id)
      return &facts[i];
  g_return_val_if_reached (NULL);
}
