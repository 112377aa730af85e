/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cancel-rules.h"

#include "fac-tax-id.h"

static FacDecimal
total_in_pesos (const FacInvoice *invoice)
{
  if (fac_decimal_sign (invoice->exchange) <= 0)
    return invoice->total;
  return fac_decimal_mul (invoice->total, invoice->exchange, 2, FAC_ROUND_HALF_UP);
}

FacCancelAcceptance
fac_cancel_acceptance (const FacInvoice *invoice, gint64 now)
{
  const char *tax_id = invoice->customer != NULL ? invoice->customer->tax_id : NULL;

  if (invoice->type != FAC_INVOICE_INGRESO)
    return FAC_CANCEL_FREE_TYPE;
  if (tax_id != NULL && fac_tax_id_is_generic (tax_id))
    return FAC_CANCEL_FREE_PUBLIC;
  if (fac_decimal_compare (total_in_pesos (invoice), fac_decimal_from_int (FAC_CANCEL_FREE_PESOS))
      <= 0)
    return FAC_CANCEL_FREE_TOTAL;
  if (invoice->stamped_at != 0 && now - invoice->stamped_at < G_TIME_SPAN_DAY)
    return FAC_CANCEL_FREE_NEW;
  return FAC_CANCEL_ASKS;
}
