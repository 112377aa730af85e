/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-tax.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FacPaymentPart: how much of a payment goes to one invoice (Pagos 2.0, DoctoRelacionado; API §2.3.2).
 * @document: folio fiscal of the invoice
 * @invoice_id: (nullable): local id of the invoice; never sent
 * @currency: of the invoice; @last_balance and @amount are in it
 * @equivalence: units of @currency for one of the payment's, at most 10 decimals; 1 within one currency
 * (EquivalenciaDR)
 * @taxability: c_ObjetoImp, 01 to 05
 * @taxes: (element-type FacTax): with the base that falls to this part, 6 decimals at most; never %NULL
 */
typedef struct
{
  char       *document;
  char       *invoice_id;
  char       *series;
  char       *folio_number;
  char       *currency;
  FacDecimal  equivalence;
  int         installment;
  FacDecimal  last_balance;
  FacDecimal  amount;
  char       *taxability;
  GArray     *taxes;
} FacPaymentPart;

/**
 * FacPayment: money that arrived (Pagos 2.0, Pago): of one day, form and currency.
 * @date: microseconds UTC; 0: not known yet
 * @exchange: MXN per unit of @currency, 1 for MXN
 * @deposit: how much arrived, in @currency. It stays here: the document states what the parts come to
 * @chain_…: the SPEI's proof; all or none (TipoCadPago, CertPago, CadPago, SelloPago)
 * @parts: (element-type FacPaymentPart), never %NULL
 */
typedef struct
{
  gint64      date;
  char       *payment_form;
  char       *currency;
  FacDecimal  exchange;
  FacDecimal  deposit;
  char       *operation_number;
  char       *payer_bank_tax_id;
  char       *payer_bank_name;
  char       *payer_account;
  char       *payee_bank_tax_id;
  char       *payee_account;
  char       *chain_type;
  char       *chain_certificate;
  char       *chain_text;
  char       *chain_seal;
  GPtrArray  *parts;
} FacPayment;

/** fac_payment_part_new: empty, equivalence 1, first instalment, taxability 01. Returns: (transfer full) */
FacPaymentPart *fac_payment_part_new       (void);
/** fac_payment_part_copy: a deep copy that may be changed. Returns: (transfer full) */
FacPaymentPart *fac_payment_part_copy      (const FacPaymentPart *self);
/** fac_payment_part_free: frees it with all it owns. */
void            fac_payment_part_free      (FacPaymentPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacPaymentPart, fac_payment_part_free)
/** fac_payment_part_remaining: what is left of the invoice afterwards (ImpSaldoInsoluto). */
FacDecimal      fac_payment_part_remaining (const FacPaymentPart *self);
/** fac_payment_part_share: what the part takes of the payment, in the payment's currency, not rounded
 * (ImpPagado / EquivalenciaDR, 12 decimals). */
FacDecimal      fac_payment_part_share     (const FacPaymentPart *self);

/** fac_payment_new: by bank transfer, in pesos, without parts. Returns: (transfer full) */
FacPayment     *fac_payment_new            (void);
/** fac_payment_copy: a deep copy that may be changed. Returns: (transfer full) */
FacPayment     *fac_payment_copy           (const FacPayment *self);
/** fac_payment_free: frees it with all it owns. */
void            fac_payment_free           (FacPayment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacPayment, fac_payment_free)
/** fac_payment_equal: whether what the person wrote is equal; local ids do not count. */
gboolean        fac_payment_equal          (const FacPayment *a, const FacPayment *b);
/** fac_payment_find_part: the part that pays the invoice with this folio fiscal, in either case. Returns: (nullable) */
FacPaymentPart *fac_payment_find_part      (const FacPayment *self, const char *uuid);

/** fac_payment_amount: what the parts come to in the payment's currency and its decimals (Monto). */
FacDecimal      fac_payment_amount         (const FacPayment *self);
/** fac_payment_rest: what of the deposit goes to no invoice yet; negative when more was given away than arrived. */
FacDecimal      fac_payment_rest           (const FacPayment *self);

/** fac_payments_new: an empty list that frees its payments. Returns: (element-type FacPayment) */
GPtrArray      *fac_payments_new           (void);
/** fac_payments_equal: whether both lists hold the same, one by one. */
gboolean        fac_payments_equal         (const GPtrArray *a, const GPtrArray *b);
/** fac_payments_in_pesos: what all of @payments come to in pesos (MontoTotalPagos). */
FacDecimal      fac_payments_in_pesos      (const GPtrArray *payments);

/** fac_payments_deposited: what arrived with all of @payments: in their currency, or in pesos when they have several.
 * @currency: (out) (transfer none). A payment that does not say how much arrived is what its parts come to. */
FacDecimal      fac_payments_deposited     (const GPtrArray *payments, const char **currency);

/** fac_payments_amount: what the parts of all of @payments come to, in the same currency as
 * fac_payments_deposited(). */
FacDecimal      fac_payments_amount        (const GPtrArray *payments, const char **currency);

/** fac_payment_to_variant: see fac-variant.h. */
GVariant       *fac_payment_to_variant     (const FacPayment *self);
/** fac_payment_from_variant: see fac-variant.h. Returns: (transfer full) (nullable): %NULL when @variant is no a{sv} */
FacPayment     *fac_payment_from_variant   (GVariant *variant);

G_END_DECLS
