/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer.h"
#include "fac-invoice.h"
#include "fac-product.h"
#include "fac-query.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What a tax service holds and answers, whichever it is; see fac-provider.h. */

/**
 * FacRemoteItem: one object as the service has it. @body: its JSON without secrets. Exactly one of customer,
 * product, invoice is set; their local @id is "" unless the service knew it (an external_id that is a UUID).
 * @server_time: the answer's Date header in microseconds UTC. @external_id: as the service has it.
 */
typedef struct
{
  FacEntity    entity;
  char        *remote_id;
  char        *external_id;
  FacCustomer *customer;
  FacProduct  *product;
  FacInvoice  *invoice;
  GBytes      *body;
  gint64       server_time;
} FacRemoteItem;

#define FAC_TYPE_REMOTE_ITEM (fac_remote_item_get_type ())
GType          fac_remote_item_get_type (void);
/** fac_remote_item_new: without an object. Returns: (transfer full) */
FacRemoteItem *fac_remote_item_new   (FacEntity entity);
/** fac_remote_item_ref: one more reference, on any thread. Returns: (transfer full) */
FacRemoteItem *fac_remote_item_ref   (FacRemoteItem *self);
/** fac_remote_item_unref: lets one reference go, on any thread; the last one frees it. */
void           fac_remote_item_unref (FacRemoteItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacRemoteItem, fac_remote_item_unref)

/** FacRemotePage: items with the counters of SearchResult (API §1.3); absent counters are 0. */
typedef struct
{
  GPtrArray *items; /* (element-type FacRemoteItem) */
  int        page;
  int        total_pages;
  int        total_results;
  char      *next_cursor;
  gint64     server_time;
} FacRemotePage;

/** fac_remote_page_free: frees it with all it owns. */
void fac_remote_page_free (FacRemotePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacRemotePage, fac_remote_page_free)

/**
 * FacRemoteQuery: filter of a list request; zeroed = everything, page 1, 100 a page. Dates in microseconds UTC.
 * @by_cursor: instead of by pages, from the first one or behind @after, the next_cursor of the answer before (API §1.3)
 */
typedef struct
{
  int         page;
  int         limit;
  const char *text;        /* q */
  const char *external_id; /* invoices */
  const char *sku;         /* products */
  gint64      date_from;   /* date[gte] */
  gint64      date_to;     /* date[lt] */
  gboolean    by_cursor;
  const char *after;
} FacRemoteQuery;

/** FacMonthState: how far the service is with the ZIP of a month. */
typedef enum { FAC_MONTH_WAITING, FAC_MONTH_READY, FAC_MONTH_FAILED } FacMonthState;

/** FacRemoteMonth: a request for the XML of all documents that were issued in one month. */
typedef struct
{
  char         *remote_id;
  FacMonthState state;
} FacRemoteMonth;

/** fac_remote_month_free: frees it with all it owns. */
void fac_remote_month_free (FacRemoteMonth *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacRemoteMonth, fac_remote_month_free)

G_END_DECLS
