/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-open-invoice.h"

G_BEGIN_DECLS

/*
 * Which invoices a deposit pays, and with how much each. Pure. Rates are pesos for one unit of a currency.
 */

/** FAC_EQUIVALENCE_DECIMALS: EquivalenciaDR has no more (Pagos 2.0). */
#define FAC_EQUIVALENCE_DECIMALS 10

/** fac_payment_equivalence: units of the @document currency for one of the @payment currency, when both are worth so
 * many pesos: exactly 1 within one currency; 0 when a rate is not known. */
FacDecimal fac_payment_equivalence (const char *payment, FacDecimal payment_rate, const char *document,
                                    FacDecimal document_rate);

/** FacRateOf: what one unit of @currency is worth in pesos on the day of the payment; 0 when it is not known. */
typedef FacDecimal (*FacRateOf) (const char *currency, gpointer data);

/** fac_payment_cost: what settling @amount of a document at @equivalence takes of the payment, in its @currency. */
FacDecimal fac_payment_cost (FacDecimal amount, FacDecimal equivalence, const char *currency);

/**
 * fac_payment_put: @amount of @open, in its currency, is paid by @payment from now on, and no more and no less than
 * that; 0 takes the invoice out. More than its balance is its balance, and more decimals than its currency has are cut.
 * Its taxes fall to it in proportion, so that those of all instalments come to those of the document.
 * @equivalence: see fac_payment_equivalence()
 */
void fac_payment_put (FacPayment *payment, const FacOpenInvoice *open, FacDecimal amount, FacDecimal equivalence);

/**
 * fac_payment_propose: gives the deposit of @payment to invoices of @open, oldest first (element-type FacOpenInvoice):
 * to the one whose balance it is to the cent; else to several which it is to the cent together; else to the oldest, as
 * far as it reaches. What was given before is forgotten. Invoices whose currency has no rate are left out.
 */
void fac_payment_propose (FacPayment *payment, GPtrArray *open, FacRateOf rate_of, gpointer data);

/**
 * fac_payment_settle: where a part in another currency cannot take its share to the cent, its equivalence is made that
 * of the two amounts, so that the parts come to the deposit: a rest that is no more than such rounding goes away.
 */
void fac_payment_settle (FacPayment *payment);

/**
 * fac_payment_renew: the parts of @payment, which is not stamped, follow what is known of their invoices now: balance,
 * instalment, and taxes in proportion. Parts of invoices that are not in @open stay as they are; amounts stay.
 * Returns: whether anything changed
 */
gboolean fac_payment_renew (FacPayment *payment, GPtrArray *open);

/*
 * Several payments of one document follow one another: what one pays of an invoice is no longer owed for the next.
 */

/** fac_payments_open_for: the invoices of @open as the payment at @index of @payments (element-type FacPayment) sees
 * them: what the ones before it pay is not owed, and what the ones after it pay is claimed. Returns: (transfer full)
 * (element-type FacOpenInvoice) */
GPtrArray *fac_payments_open_for (const GPtrArray *payments, guint index, GPtrArray *open);
/** fac_payments_renew: fac_payment_renew() of all of @payments, in their order. Returns: whether anything changed */
gboolean   fac_payments_renew    (const GPtrArray *payments, GPtrArray *open);

G_END_DECLS
