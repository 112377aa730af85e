/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-exchange-limit.h"
#include "fac-tax-id.h"

#include <string.h>

#define RESICO "626"

static gboolean
is_rate_impossible (FacCheck *check)
{
  FacDecimal rate;

  return fac_check_number (check, check->root, "TipoCambio", &rate)
         && fac_exchange_is_impossible (fac_check_get (check, check->root, "Moneda"), rate);
}

static gboolean
is_total_beyond (FacCheck *check)
{
  FacDecimal total;

  return fac_check_number (check, check->root, "Total", &total) && fac_amount_is_beyond (total);
}

/* Régimen 626: a company withholds ISR of 1.25 % from a person, and none from another company. */
static void
check_resico (FacCheck *check)
{
  g_autoptr (GPtrArray) taxes =
      fac_check_all (check->root, "Conceptos/Concepto/Impuestos/Retenciones/Retencion");
  const char *issuer = fac_check_get (check, check->issuer, "Rfc");
  const char *receiver = fac_check_get (check, check->receiver, "Rfc");
  const FacDecimal wanted = fac_decimal_make (125, 4);
  const xmlNode *withheld = NULL;

  if (check->type != 'I' || issuer == NULL || receiver == NULL
      || !fac_check_is (check, check->issuer, "RegimenFiscal", RESICO)
      || fac_tax_id_person (receiver) != FAC_PERSON_MORAL)
    return;
  for (guint i = 0; i < taxes->len && withheld == NULL; i++)
    {
      const xmlNode *tax = g_ptr_array_index (taxes, i);

      if (fac_check_is (check, tax, "Impuesto", "001")
          && fac_decimal_equal (fac_check_value (check, tax, "TasaOCuota"), wanted))
        withheld = tax;
    }
  if (fac_tax_id_person (issuer) == FAC_PERSON_MORAL)
    fac_check_rule (check, withheld != NULL, "CFDI40224", withheld, "Impuesto");
  else if (fac_tax_id_person (issuer) == FAC_PERSON_FISICA)
    fac_check_rule (check, withheld == NULL, "CFDI40225", check->issuer, "RegimenFiscal");
}

void
fac_check_limits (FacCheck *check)
{
  const gboolean confirmed = fac_check_get (check, check->root, "Confirmacion") != NULL;

  fac_check_rule (check, !confirmed && is_rate_impossible (check), "CFDI40118", check->root,
                  "TipoCambio");
  fac_check_rule (check, !confirmed && is_total_beyond (check), "CFDI40120", check->root, "Total");
  if (!check->old)
    check_resico (check);
}
