/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-credit-note.h"
#include "fac-price-target.h"

G_BEGIN_DECLS

/*
 * Advances by the SAT's guide to the CFDI 4.0, appendix 6, procedure A: the invoice of the advance; the invoice of the
 * whole operation, which names it; and a credit note that names that one and takes off what was paid in advance.
 */

#define FAC_RELATION_ADVANCE FAC_CREDIT_ADVANCE
#define FAC_ADVANCE_PRODUCT "84111506"
#define FAC_ADVANCE_UNIT "ACT"
#define FAC_FORM_ADVANCE "30" /* c_FormaPago: Aplicación de anticipos */

/** FacAdvanceTerms: what the person says of an advance. @amount: what was received, with taxes and less what is
 * withheld. */
typedef struct
{
  const FacCustomer  *customer; /* (nullable) */
  FacDecimal          amount;
  const char         *currency;
  FacDecimal          exchange; /* MXN per unit of it */
  const char         *payment_form;
  const FacTaxPreset *taxes;
} FacAdvanceTerms;

/** fac_advance_is: whether @invoice is that of an advance: of type I, with nothing but lines of the key and unit for
 * that. */
gboolean    fac_advance_is      (const FacInvoice *invoice);
/** fac_advance_invoice: the draft that bills an advance, in one payment (PUE), to the cent. @near: (out): which
 * amounts can be reached when this one cannot. Returns: (transfer full) (nullable) */
FacInvoice *fac_advance_invoice (const FacAdvanceTerms *terms, FacPriceTarget *near);
/** fac_advance_named: whether @invoice names the folio fiscal @uuid with relation 07. */
gboolean    fac_advance_named   (const FacInvoice *invoice, const char *uuid);
/** fac_advance_name: @invoice, which may be changed, names @uuid with relation 07, if it does not yet. */
void        fac_advance_name    (FacInvoice *invoice, const char *uuid);
/** fac_advance_unname: it does not name @uuid with relation 07 any more. */
void        fac_advance_unname  (FacInvoice *invoice, const char *uuid);
/**
 * fac_advance_apply: the credit note that takes @amount of @advance, which is stamped or will be, off the invoice
 * @final: type E, PUE, form 30, use G02, one line "Aplicación de anticipo" for each way in which the advance is taxed,
 * with its share of the taxes, and relation 07 to @final once that has a folio fiscal; its total is @amount exactly.
 * Rate of exchange and taxes are those of the advance, since it is undone. @applied: how much of the advance other
 * notes took. Returns: (transfer full) (nullable): %NULL with @problem: %FAC_CREDIT_WRONG_TYPE: that is no advance, or
 * no invoice
 */
FacInvoice *fac_advance_apply   (const FacInvoice *advance, FacDecimal applied, const FacInvoice *final,
                                 FacDecimal amount, FacCreditProblem *problem);

G_END_DECLS
