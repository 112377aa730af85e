/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"

G_BEGIN_DECLS

/** FacSalesTotal: what was sold in one currency: @amount before taxes and less discounts, on how many documents. */
typedef struct
{
  char       currency[4];
  FacDecimal quantity;
  FacDecimal amount;
  guint      documents;
} FacSalesTotal;

/** FacSalesMonth: of one month of local time, @month as YYYYMM. */
typedef struct
{
  int           month;
  FacSalesTotal total;
} FacSalesMonth;

/** FacSalesCustomer: one of those who bought it. @customer: the store's number, 0 for one that is not kept; @id: its
 * local id (nullable); @totals: (element-type FacSalesTotal); @pesos: all of it at each document's rate */
typedef struct
{
  gint64     customer;
  char      *id;
  char      *name;
  GArray    *totals;
  FacDecimal pesos;
} FacSalesCustomer;

/** FacSale: a line of a document that sells it. @document: (nullable) until the figures are complete */
typedef struct
{
  gint64              key; /* the document's sort key */
  FacDecimal          quantity;
  FacDecimal          unit_price;
  FacDecimal          amount;
  FacDocumentSummary *document;
} FacSale;

/** FacSaleLine: a stored line with what its document says; nothing of it is kept. @document: the store's number;
 * @exchange: pesos for one unit of @currency */
typedef struct
{
  gint64            document;
  gint64            key;
  char              type;
  FacDocumentStatus status;
  gint64            date;
  const char       *currency;
  FacDecimal        exchange;
  gint64            customer;
  const char       *customer_name;
  FacDecimal        quantity;
  FacDecimal        unit_price;
  FacDecimal        amount;
} FacSaleLine;

/**
 * FacProductFigures: what the stored documents say of a product. Reference counted, not changed once complete.
 * Sales are the lines of stamped invoices (type I, also those in cancellation). Credit notes (type E) are counted
 * apart, @credit; what is not stamped yet too, @n_drafts; cancelled documents count nowhere.
 * @months: (element-type FacSalesMonth), newest first, pesos before other currencies; @totals, @credit:
 * (element-type FacSalesTotal); @customers: (element-type FacSalesCustomer), who bought most first
 * @sales, @drafts: (element-type FacSale), newest first, at most as many as were asked for; cancelled ones and credit
 * notes are among @sales. @n_sales, @n_drafts: how many lines there are. @last_sold: microseconds, 0 never
 * @n_documents: how many documents have it, whatever their state; @n_unread: documents whose lines are not known yet
 */
typedef struct
{
  GArray    *months;
  GArray    *totals;
  GArray    *credit;
  GPtrArray *customers;
  GPtrArray *sales;
  GPtrArray *drafts;
  gint64     last_sold;
  guint      n_sales;
  guint      n_drafts;
  guint      n_documents;
  guint      n_unread;

  guint       limit;
  GHashTable *seen;   /* documents */
  GHashTable *buyers;
} FacProductFigures;

/** FAC_SALES_CUSTOMERS: how many of those who bought most are kept. */
#define FAC_SALES_CUSTOMERS 5

/** fac_product_figures_new: empty. @limit: how many sales, and how many drafts, are kept. Returns: (transfer full) */
FacProductFigures *fac_product_figures_new   (guint limit);
/** fac_product_figures_ref: one more reference, on any thread. Returns: (transfer full) */
FacProductFigures *fac_product_figures_ref   (FacProductFigures *self);
/** fac_product_figures_unref: lets one reference go, on any thread; the last one frees it. */
void               fac_product_figures_unref (FacProductFigures *self);
/** fac_product_figures_add: one more line. */
void               fac_product_figures_add   (FacProductFigures *self, const FacSaleLine *line);
/** fac_product_figures_end: all lines were added: everything gets its order, and what is beyond the limits goes. */
void               fac_product_figures_end   (FacProductFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacProductFigures, fac_product_figures_unref)

G_END_DECLS
