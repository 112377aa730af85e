/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"
#include "fac-open-invoice.h"

G_BEGIN_DECLS

#define FAC_TYPE_PAYMENT_DRAFT (fac_payment_draft_get_type ())
G_DECLARE_FINAL_TYPE (FacPaymentDraft, fac_payment_draft, FAC, PAYMENT_DRAFT, GObject)

/**
 * FacPaymentDraft: a payment being written: the draft of a type P with the invoices that its customer owes. What
 * arrived is given to them by proposal until the person gives it by hand. Balances, instalments and taxes follow what
 * is stored. A document may have several deposits: one of them is shown, and changed. Signal "changed": of the payment,
 * of the invoices, of a rate, or of which deposit is shown.
 */
/** fac_payment_draft_new_invoice: an empty document of type P with one payment, which arrived today. */
FacInvoice      *fac_payment_draft_new_invoice (FacWorkspace *workspace);
/** fac_payment_draft_new: @draft is one of type P. @invoice_id: (nullable): local id of the invoice that is paid first,
 * whole unless less arrived. */
FacPaymentDraft *fac_payment_draft_new         (FacWorkspace *workspace, FacInvoiceDraft *draft,
                                                const char *invoice_id);

/** fac_payment_draft_get_payment: Returns: (transfer none): the deposit that is shown, as it is now; changes with every
 * edit */
const FacPayment *fac_payment_draft_get_payment (FacPaymentDraft *self);
/** fac_payment_draft_get_n: how many deposits there are: 1 at least. */
guint             fac_payment_draft_get_n       (FacPaymentDraft *self);
/** fac_payment_draft_get_index: which of them is shown. */
guint             fac_payment_draft_get_index   (FacPaymentDraft *self);
/** fac_payment_draft_get_nth: Returns: (transfer none): changes with every edit */
const FacPayment *fac_payment_draft_get_nth     (FacPaymentDraft *self, guint index);
/** fac_payment_draft_select: shows the deposit at @index. */
void              fac_payment_draft_select      (FacPaymentDraft *self, guint index);
/** fac_payment_draft_add: one more deposit, of today and the same form, which is shown. */
void              fac_payment_draft_add         (FacPaymentDraft *self);
/** fac_payment_draft_remove: takes out the deposit at @index, but the only one. */
void              fac_payment_draft_remove      (FacPaymentDraft *self, guint index);
/** fac_payment_draft_get_open: as the deposit that is shown sees them, oldest first. Returns: (transfer none)
 * (element-type FacOpenInvoice) */
GPtrArray        *fac_payment_draft_get_open    (FacPaymentDraft *self);
/** fac_payment_draft_is_loading: whether the invoices of the customer are being looked for. */
gboolean          fac_payment_draft_is_loading  (FacPaymentDraft *self);
/** fac_payment_draft_is_proposed: whether what arrived is given by proposal, and not by hand. */
gboolean          fac_payment_draft_is_proposed (FacPaymentDraft *self);

/** FacPaymentEdit: a change of the payment but of its parts; @data is passed through. */
typedef void (*FacPaymentEdit) (FacPayment *payment, gpointer data);
/** fac_payment_draft_edit: applies @edit; changes of the same @field after one another are one undoable step. */
void fac_payment_draft_edit    (FacPaymentDraft *self, const char *field, FacPaymentEdit edit, gpointer data);
/** fac_payment_draft_set_form: how it was paid (c_FormaPago); bank data that was remembered comes and goes with the
 * form that it is of. */
void fac_payment_draft_set_form (FacPaymentDraft *self, const char *form);
/** fac_payment_draft_is_bank_remembered: whether banks and accounts are those of the last payment of this customer. */
gboolean fac_payment_draft_is_bank_remembered (FacPaymentDraft *self);
/** fac_payment_draft_set_customer: another one owes other invoices. */
void fac_payment_draft_set_customer (FacPaymentDraft *self, const FacCustomer *customer);
/** fac_payment_draft_set_money: what arrived, in which currency, and how many pesos one of it was worth. What was
 * proposed is proposed anew; what was given by hand stays. */
void fac_payment_draft_set_money (FacPaymentDraft *self, FacDecimal deposit, const char *currency, FacDecimal exchange);
/** fac_payment_draft_get_rate: pesos for one unit of @currency that day; 0: not known. */
FacDecimal fac_payment_draft_get_rate (FacPaymentDraft *self, const char *currency);
/** fac_payment_draft_set_rate: of a currency that is not the payment's. */
void fac_payment_draft_set_rate (FacPaymentDraft *self, const char *currency, FacDecimal rate);
/** fac_payment_draft_get_currencies: currencies of invoices that need a rate. Returns: (transfer full) */
char **fac_payment_draft_get_currencies (FacPaymentDraft *self);
/** fac_payment_draft_give: @amount of @open, in its currency, is paid; 0: nothing of it. */
void fac_payment_draft_give    (FacPaymentDraft *self, const FacOpenInvoice *open, FacDecimal amount);
/** fac_payment_draft_propose: forgets what was given by hand. */
void fac_payment_draft_propose (FacPaymentDraft *self);
/** fac_payment_draft_may_leave: whether the service would take it as a draft: it has a customer, and each deposit pays
 * something. */
gboolean fac_payment_draft_may_leave (FacPaymentDraft *self);

G_END_DECLS
