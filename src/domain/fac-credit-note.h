/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"

G_BEGIN_DECLS

#define FAC_CREDIT_NOTE    "01" /* c_TipoRelacion: nota de crédito de los documentos relacionados */
#define FAC_CREDIT_RETURNS "03" /* devolución de mercancía sobre facturas o traslados previos */
#define FAC_CREDIT_ADVANCE "07" /* CFDI por aplicación de anticipo: see fac-advance.h */

/** FacCreditProblem: why there is no credit note. */
typedef enum
{
  FAC_CREDIT_FINE,
  FAC_CREDIT_NO_INVOICE,     /* none was added */
  FAC_CREDIT_WRONG_TYPE,     /* only invoices (type I) are credited */
  FAC_CREDIT_NOT_STAMPED,    /* it has no folio fiscal yet */
  FAC_CREDIT_CANCELLED,      /* it is cancelled, or about to be */
  FAC_CREDIT_TWICE,          /* it is in already */
  FAC_CREDIT_OTHER_CUSTOMER, /* one note has one receiver */
  FAC_CREDIT_OTHER_CURRENCY, /* and one currency */
  FAC_CREDIT_NOTHING_LEFT,   /* earlier notes took all of it */
  FAC_CREDIT_NOTHING_CHOSEN, /* no line, or an amount of 0 */
  FAC_CREDIT_TOO_MUCH,       /* more than what is left, of a line or of all */
  FAC_CREDIT_DECIMALS,       /* an amount that the currency, or a quantity that a CFDI cannot state */
  FAC_CREDIT_NO_PRICE        /* no prices of six decimals come to that total */
} FacCreditProblem;

/** FacEarlierNote: a credit note that names the invoice. @amount: how much of its total is of that invoice, since it
 * may name several. @note is borrowed. */
typedef struct
{
  const FacInvoice *note;
  FacDecimal        amount;
} FacEarlierNote;

/**
 * FacCreditItem: an invoice that a note is made for. @credited: what earlier notes took off its total; @left: the rest.
 * @quantities: (element-type FacDecimal): of each line, what no earlier note took back.
 */
typedef struct
{
  FacInvoice *invoice;
  FacDecimal  credited;
  FacDecimal  left;
  GArray     *quantities;
} FacCreditItem;

/** FacCreditBasis: the invoices of one customer in one currency that a credit note is about. */
typedef struct
{
  GPtrArray *items; /* (element-type FacCreditItem) */
} FacCreditBasis;

/** FacCreditPick: how much of a line comes back. */
typedef struct
{
  guint      item; /* of the basis */
  guint      line;
  FacDecimal quantity;
} FacCreditPick;

/** fac_credit_basis_new: without invoices. Returns: (transfer full) */
FacCreditBasis  *fac_credit_basis_new  (void);
/** fac_credit_basis_free: frees it with all it owns. */
void             fac_credit_basis_free (FacCreditBasis *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCreditBasis, fac_credit_basis_free)
/** fac_credit_basis_add: @invoice, which is copied, with the notes that were made of it before. Which line those took
 * back is told by its description, keys and price. @notes: (array length=n_notes) (nullable). Returns: why it was not
 * added */
FacCreditProblem fac_credit_basis_add  (FacCreditBasis *self, const FacInvoice *invoice, const FacEarlierNote *notes,
                                        gsize n_notes);
/** fac_credit_basis_left: what all its invoices still come to. */
FacDecimal       fac_credit_basis_left (const FacCreditBasis *self);

/*
 * Each makes a new draft of type E: the receiver, currency and rate of the invoices, use G02, PUE (the only method of
 * the type), a relation that names them all, and a total that is exact to the cent. A note of several invoices rounds
 * once where they rounded each: its last line gives way by a fraction of a cent. @relationship: 01 or 03.
 * Returns: (transfer full) (nullable): %NULL with @problem
 */

/** fac_credit_note_whole: all that is left, line by line with taxes and discounts; where earlier notes were of an
 * amount, by that of the rest. */
FacInvoice *fac_credit_note_whole  (const FacCreditBasis *basis, const char *relationship, FacCreditProblem *problem);
/** fac_credit_note_lines: some lines, or parts of them, with their share of the discount. What takes back the last of
 * an invoice comes to the rest of its total. */
FacInvoice *fac_credit_note_lines  (const FacCreditBasis *basis, const char *relationship, const FacCreditPick *picks,
                                    gsize n_picks, FacCreditProblem *problem);
/** fac_credit_note_amount: @amount with taxes: a line of "Servicios de facturación" (84111506, ACT) for each way in
 * which lines of the invoices are taxed, with its share; own bases of taxes shrink alike. */
FacInvoice *fac_credit_note_amount (const FacCreditBasis *basis, const char *relationship, FacDecimal amount,
                                    FacCreditProblem *problem);

/** fac_credit_shares: how @total of a note that names several invoices is of each: in their order, of each at most
 * its @totals. A total above them all is of the last. Returns: (transfer full) (element-type FacDecimal) */
GArray *fac_credit_shares (FacDecimal total, const FacDecimal *totals, gsize n);
/** fac_credit_named: the folios fiscales that @note names as what it credits, takes back or applies an advance to, each
 * once; none of another type than E. Returns: (transfer container) (element-type utf8): owned by @note */
GPtrArray *fac_credit_named (const FacInvoice *note);

G_END_DECLS
