/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-status.h"

G_BEGIN_DECLS

typedef enum { FAC_ENTITY_CUSTOMER, FAC_ENTITY_PRODUCT, FAC_ENTITY_INVOICE, FAC_ENTITY_ORGANIZATION,
               FAC_ENTITY_OUTBOX } FacEntity;

typedef enum
{
  FAC_ORDER_DATE,     /* newest first is descending; for customers and products: last changed */
  FAC_ORDER_NAME,     /* customer's or product's name, folded */
  FAC_ORDER_FOLIO,
  FAC_ORDER_TOTAL,    /* price for products */
  FAC_ORDER_STATUS,
  FAC_ORDER_TAX_ID,   /* RFC; SKU for products */
  FAC_ORDER_LAST_INVOICE, /* customers: the newest stamped invoice */
  FAC_ORDER_BALANCE       /* customers: what is not paid; invoices too when @unpaid */
} FacOrder;

/**
 * FacQuery: filter, order and text of a list; a value object, reference counted, not changed once shared.
 * @statuses: bit mask of 1 << FacDocumentStatus, 0 = all; @date_from ≤ date < @date_to in microseconds UTC, 0 = open
 */
typedef struct
{
  FacEntity  entity;
  char      *text;
  gboolean   by_name;        /* @text is not looked for in what many have: of customers addresses, notes and keys, of
                                products units and prices */
  FacOrder   order;
  gboolean   descending;
  guint      statuses;
  char      *type;           /* "I" … or NULL */
  char      *payment_method; /* or NULL */
  char      *customer_id;    /* local id or NULL */
  gint64     date_from;
  gint64     date_to;
  gboolean   unpaid;         /* invoices: what is in instalments and not paid; customers: those who owe */
  gboolean   deposits;       /* payments that arrived and have no stamped document */
} FacQuery;

/** fac_query_new: everything; invoices newest first, the others by name. */
FacQuery *fac_query_new   (FacEntity entity);
/** fac_query_ref: one more reference, on any thread. Returns: (transfer full) */
FacQuery *fac_query_ref   (FacQuery *self);
/** fac_query_unref: lets one reference go, on any thread; the last one frees it. */
void      fac_query_unref (FacQuery *self);
/** fac_query_copy: a deep copy that may be changed. Returns: (transfer full) */
FacQuery *fac_query_copy  (const FacQuery *self);
/** fac_query_equal: whether both ask for the same rows in the same order. */
gboolean  fac_query_equal (const FacQuery *a, const FacQuery *b);
/** fac_query_is_narrowed: whether text or a filter hides something. */
gboolean  fac_query_is_narrowed (const FacQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacQuery, fac_query_unref)

G_END_DECLS
