/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that are written elsewhere: what is inside of their complements is judged by the SAT. */
#include "fac-rules.h"

#include "fac-text.h"

#define MOST_LINES 5000
#define WAGES "605"

static gboolean
has_complement (const FacInvoice *invoice, const char *type)
{
  for (guint i = 0; i < invoice->complements->len; i++)
    if (g_strcmp0 (((const FacComplement *) invoice->complements->pdata[i])->type, type) == 0)
      return TRUE;
  return FALSE;
}

void
fac_rules_payroll (FacRules *self, const FacInvoice *invoice,
                   const FacInvoiceTotals *totals G_GNUC_UNUSED)
{
  const char *system = invoice->customer != NULL ? invoice->customer->tax_system : NULL;

  if (!fac_text_is_empty (system) && !g_str_equal (system, WAGES))
    fac_rules_error (self, "customer.tax_system", "NOM11",
                     N_("The régimen fiscal of a worker is 605."));
  if (!has_complement (invoice, "nomina") && !has_complement (invoice, "custom"))
    fac_rules_error (self, "complements", "payroll-missing",
                     N_("A payroll receipt needs its complement."));
}

void
fac_rules_transfer (FacRules *self, const FacInvoice *invoice,
                    const FacInvoiceTotals *totals G_GNUC_UNUSED)
{
  const FacOrganization *organization = self->context != NULL ? self->context->organization : NULL;

  if (invoice->lines->len == 0)
    fac_rules_error (self, "items", "items-missing", N_("Add at least one line."));
  if (invoice->lines->len > MOST_LINES)
    fac_rules_error (self, "items", "items-too-many",
                     N_("A document can have at most 5,000 lines."));
  for (guint i = 0; i < invoice->lines->len; i++)
    fac_rules_moved_line (self, invoice, g_ptr_array_index (invoice->lines, i), i);
  if (has_complement (invoice, "carta_porte") && invoice->customer != NULL && organization != NULL
      && !fac_text_is_empty (organization->tax_id)
      && g_strcmp0 (invoice->customer->tax_id, organization->tax_id) != 0)
    fac_rules_error (self, "customer", "CP107",
                     N_("With Carta Porte a transfer goes from your business to itself: its receiver "
                        "is you."));
}
