/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"

G_BEGIN_DECLS

/**
 * FacOpenInvoice: a stamped invoice in instalments (PPD) as far as a payment of it must know.
 * @customer_name: whom it was issued to
 * @exchange: MXN per unit of @currency when it was issued
 * @balance: what is not paid of it, in @currency; @waiting: how much of that payments take which are in the queue; and
 * @drafted: how much other drafts of payments would take
 * @installment: number of the next payment
 * @explained: what the documents kept here leave of it, less than 0 when they take off more than there is; @credited:
 * what of that credit notes take off
 * @told: what the service says is not paid, when @told_known; see fac_open_invoice_gap()
 * @taxability: c_ObjetoImp of its lines; @taxes: (element-type FacTax): each with the base of the whole document
 */
typedef struct
{
  char       *id;
  char       *uuid;
  char       *series;
  char       *folio_number;
  char       *customer_id;
  char       *customer_name;
  gint64      date;
  char       *currency;
  FacDecimal  exchange;
  FacDecimal  total;
  FacDecimal  balance;
  FacDecimal  waiting;
  FacDecimal  drafted;
  FacDecimal  explained;
  FacDecimal  credited;
  FacDecimal  told;
  gboolean    told_known;
  int         installment;
  char       *taxability;
  GArray     *taxes;
  gboolean    taxes_known;
} FacOpenInvoice;

/** fac_open_invoice_new: empty, in pesos, first instalment, taxes not known. Returns: (transfer full) */
FacOpenInvoice *fac_open_invoice_new  (void);
/** fac_open_invoice_copy: a deep copy. Returns: (transfer full) */
FacOpenInvoice *fac_open_invoice_copy (const FacOpenInvoice *self);
/** fac_open_invoice_free: frees it with all it owns. */
void            fac_open_invoice_free (FacOpenInvoice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacOpenInvoice, fac_open_invoice_free)
/** fac_open_invoices_new: an empty list that frees them. Returns: (element-type FacOpenInvoice) */
GPtrArray      *fac_open_invoices_new (void);

/** fac_open_invoice_take_taxes: what @invoice, the whole document, is taxed with: by kind, factor and rate, the bases
 * summed over its lines and rounded to the currency's decimals (cfdi.md §8). */
void            fac_open_invoice_take_taxes (FacOpenInvoice *self, const FacInvoice *invoice);
/** fac_open_invoice_free_balance: @balance less what is @waiting, never negative. */
FacDecimal      fac_open_invoice_free_balance (const FacOpenInvoice *self);
/** fac_open_invoice_unclaimed: of that, what no other draft claims. */
FacDecimal      fac_open_invoice_unclaimed (const FacOpenInvoice *self);
/** fac_open_invoice_gap: by how much what the service says differs from what the documents here leave: less than 0: it
 * knows of payments that are not here; more: it lacks some of these. 0 when it said nothing. Whether its figure counts
 * credit notes, nobody says: it is taken in the way in which nothing differs, else less does; when both differ as much,
 * as counting them, so that nothing is held for paid that may not be. */
FacDecimal      fac_open_invoice_gap (const FacOpenInvoice *self);
/** fac_open_invoice_folio: "A 1203", or the folio fiscal. Returns: (transfer full) */
char           *fac_open_invoice_folio (const FacOpenInvoice *self);

G_END_DECLS
