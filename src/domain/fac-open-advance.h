/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"
#include "fac-document-status.h"

G_BEGIN_DECLS

/**
 * FacOpenAdvance: the invoice of an advance of which something is not applied yet: stamped, or on its way to that.
 * @left: its total less what invoices take of it already, drafts too, in @currency. Amounts have the currency's
 * decimals.
 */
typedef struct
{
  char             *id;
  char             *uuid;
  char             *folio;
  char             *customer_id;
  char             *customer_name;
  char             *currency;
  gint64            date;
  FacDocumentStatus status;
  FacDecimal        total;
  FacDecimal        left;
} FacOpenAdvance;

/** fac_open_advance_new: empty, in pesos. Returns: (transfer full) */
FacOpenAdvance *fac_open_advance_new  (void);
/** fac_open_advance_free: frees it with all it owns. */
void            fac_open_advance_free (FacOpenAdvance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacOpenAdvance, fac_open_advance_free)
/** fac_open_advances_new: an empty list that frees them. Returns: (element-type FacOpenAdvance) */
GPtrArray      *fac_open_advances_new (void);
/** fac_open_advances_sum: what is left of all in @currency. @advances: (element-type FacOpenAdvance) */
FacDecimal      fac_open_advances_sum (const GPtrArray *advances, const char *currency);
/** fac_open_advances_allocate: how much of each an invoice of @total in @currency takes: the oldest first, which are
 * the first of the list, until it is covered; nothing of other currencies. Returns: (transfer full) (element-type
 * FacDecimal) */
GArray         *fac_open_advances_allocate (const GPtrArray *advances, FacDecimal total, const char *currency);

G_END_DECLS
