/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-invoice.h"

G_BEGIN_DECLS

/** What documents take off others: payments (type P), and notes (type E that name invoices with relation 01 or 03). */

/** fac_paid_table_put: keeps what @invoice at @seq takes off, and what arrived, and settles what it took off before and
 * takes off now; all of another type is left alone. What it names must be stored. @before: its status until now */
gboolean fac_paid_table_put    (FacDb *db, gint64 seq, const FacInvoice *invoice, FacDocumentStatus before,
                                GError **error);
/** fac_paid_table_moved: the document at @seq has another status now. */
gboolean fac_paid_table_moved  (FacDb *db, gint64 seq, FacInvoiceType type, FacDocumentStatus status, GError **error);
/** fac_paid_table_divide: notes of several invoices that were here before @invoice are divided anew, now that its total
 * is known. */
gboolean fac_paid_table_divide (FacDb *db, const FacInvoice *invoice, GError **error);

G_END_DECLS
