/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-totals.h"

G_BEGIN_DECLS

/* The taxes of payments as the SAT sums them (Pagos 2.0; cfdi.md §8). Pure. */

/** fac_payment_tax_amount: ImporteDR of one tax of a part: base × rate, 6 decimals; 0 for EXENTO. */
FacDecimal fac_payment_tax_amount (const FacTax *tax);

/** fac_payment_taxes: ImpuestosP: in the payment's currency, 6 decimals: what is withheld by tax (without rate or
 * base), first; then what is transferred by tax, factor and rate. Returns: (transfer full) (element-type
 * FacTaxGroup) */
GArray *fac_payment_taxes (const FacPayment *payment);

/** FacPaymentTotal: one attribute of Totales: in pesos, 2 decimals. @name is static. */
typedef struct
{
  const char *name;
  FacDecimal  amount;
} FacPaymentTotal;

/** fac_payments_totals: Totales, those that there are, in the order of the schema; MontoTotalPagos is the last.
 * Returns: (transfer full) (element-type FacPaymentTotal) */
GArray *fac_payments_totals (const GPtrArray *payments);

G_END_DECLS
