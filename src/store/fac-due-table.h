/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-invoice.h"

G_BEGIN_DECLS

/**
 * FacDue: what is not paid of an invoice: nothing unless it is an invoice (type I) in instalments (PPD) that is
 * stamped. The service's figure counts, and less than that when the payments that are stored here come to more.
 * @told: the service's figure less what was stamped here since, −1 unknown; @due: both in millionths of the currency;
 * @key: in cents of peso; @gap: by how much @told differs from what the documents here leave: less than 0: the service
 * knows of payments that are not here
 */
typedef struct
{
  gint64 told;
  gint64 due;
  gint64 key;
  gint64 gap;
} FacDue;

/** FAC_DUE_SCALE: digits after the point of the amounts that are kept as whole numbers. */
#define FAC_DUE_SCALE 6

/** fac_due_find: of @invoice as it is about to be written, with the payments that are stored. */
gboolean fac_due_find (FacDb *db, const FacInvoice *invoice, FacDue *due, GError **error);
/** fac_due_count_new: adds the document that was just inserted at @seq to its customer's figures; later changes are
 * counted by triggers. */
gboolean fac_due_count_new (FacDb *db, gint64 seq, const FacInvoice *invoice, const FacDue *due, GError **error);
/** fac_due_settle: finds anew what is owed of the invoices with @uuids (element-type utf8). @stamped: of the document
 * that was stamped here just now and pays them; 0: none was */
gboolean fac_due_settle (FacDb *db, const GPtrArray *uuids, gint64 stamped, GError **error);
/** fac_due_settle_told: the service just said what is owed of the invoice with @uuid, which is stored. */
gboolean fac_due_settle_told (FacDb *db, const char *uuid, GError **error);
/** fac_due_forget_told: what the service said of the invoices with @uuids, in lower case, does not hold any more. */
gboolean fac_due_forget_told (FacDb *db, const GPtrArray *uuids, GError **error);
/** fac_due_moved: the document with local @id has another status. */
gboolean fac_due_moved (FacDb *db, const char *id, GError **error);
/** fac_due_is_news: whether @theirs tells of payments what document @id does not know yet. */
gboolean fac_due_is_news (FacDb *db, const char *id, const FacInvoice *theirs);

G_END_DECLS
