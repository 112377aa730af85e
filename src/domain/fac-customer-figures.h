/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"

G_BEGIN_DECLS

/** FacBalance: what is not paid in one currency, of how many invoices. */
typedef struct
{
  char       currency[4];
  FacDecimal due;
  guint      count;
} FacBalance;

/** FacStatusTotal: what the documents of one type, status and currency come to. */
typedef struct
{
  char              type;
  FacDocumentStatus status;
  char              currency[4];
  FacDecimal        total;
  guint             count;
} FacStatusTotal;

/** FacPaidSum: what the payment of local id @id pays of invoices in one currency. */
typedef struct
{
  char      *id;
  char       currency[4];
  FacDecimal amount;
} FacPaidSum;

/**
 * FacCustomerFigures: what the stored documents say of a customer. Reference counted, never changed.
 * @balances: (element-type FacBalance), MXN first; @totals: (element-type FacStatusTotal)
 * @unpaid, @recent, @payments: (element-type FacDocumentSummary): invoices that are not paid, oldest first; the newest
 * documents; the newest of type P. @paid: (element-type FacPaidSum): of those of type P, as far as their invoices are
 * known. @n_unpaid, @n_documents, @n_drafts: how many there are, also beyond these lists
 */
typedef struct
{
  GArray    *balances;
  GArray    *totals;
  GPtrArray *unpaid;
  GPtrArray *recent;
  GPtrArray *payments;
  GArray    *paid;
  guint      n_unpaid;
  guint      n_documents;
  guint      n_drafts;
} FacCustomerFigures;

/** fac_customer_figures_new: empty. Returns: (transfer full) */
FacCustomerFigures *fac_customer_figures_new   (void);
/** fac_customer_figures_ref: one more reference, on any thread. Returns: (transfer full) */
FacCustomerFigures *fac_customer_figures_ref   (FacCustomerFigures *self);
/** fac_customer_figures_unref: lets one reference go, on any thread; the last one frees it. */
void                fac_customer_figures_unref (FacCustomerFigures *self);
/** fac_customer_figures_add_due: one more invoice of which @due is not paid. */
void                fac_customer_figures_add_due (FacCustomerFigures *self, const char *currency, FacDecimal due);
/** fac_customer_figures_add_paid: the payment @id pays @amount of invoices in @currency. */
void                fac_customer_figures_add_paid (FacCustomerFigures *self, const char *id, const char *currency,
                                                   FacDecimal amount);
/** fac_customer_figures_add_document: one more document of @total. */
void                fac_customer_figures_add_document (FacCustomerFigures *self, char type, FacDocumentStatus status,
                                                       const char *currency, FacDecimal total);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCustomerFigures, fac_customer_figures_unref)

G_END_DECLS
