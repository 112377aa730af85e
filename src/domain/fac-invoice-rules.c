/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-rules.h"

#include "fac-rules.h"

/* what a type asks for beyond the common rules */
static const struct
{
  FacInvoiceType   type;
  void           (*check) (FacRules *self, const FacInvoice *invoice,
                           const FacInvoiceTotals *totals);
} type_rules[] = {
  { FAC_INVOICE_INGRESO, fac_rules_income },
  { FAC_INVOICE_PAGO, fac_rules_payment },
  { FAC_INVOICE_EGRESO, fac_rules_egress },
  { FAC_INVOICE_NOMINA, fac_rules_payroll },
  { FAC_INVOICE_TRASLADO, fac_rules_transfer },
};

GPtrArray *
fac_invoice_check (const FacInvoice *invoice, const FacInvoiceTotals *totals,
                   const FacRulesContext *context)
{
  FacRules rules;

  fac_rules_init (&rules, context);
  fac_rules_common (&rules, invoice, totals);
  for (gsize i = 0; i < G_N_ELEMENTS (type_rules); i++)
    if (type_rules[i].type == invoice->type)
      type_rules[i].check (&rules, invoice, totals);
  fac_rules_content (&rules, invoice);
  fac_rules_paper (&rules, invoice);
  return fac_rules_finish (&rules);
}
