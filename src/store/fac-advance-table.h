/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-advance-use.h"
#include "fac-db.h"
#include "fac-invoice.h"
#include "fac-open-advance.h"

G_BEGIN_DECLS

/** Invoices of advances, and which invoices take how much of them, by local ids. */
/** fac_advance_table_put: whether the document at @seq is that of an advance. @complete: @invoice is the whole
 * document; of a part of it, without lines, what is known stays. */
gboolean   fac_advance_table_put  (FacDb *db, gint64 seq, const FacInvoice *invoice, gboolean complete, GError **error);
/** fac_advance_table_open: those of which something is left, oldest first; @customer_id: (nullable): of all customers.
 * Returns: (transfer full) (nullable) (element-type FacOpenAdvance) */
GPtrArray *fac_advance_table_open (FacDb *db, const char *customer_id, GError **error);
/** fac_advance_table_uses: those in which the document @id is the advance, the invoice or the note, oldest first.
 * Returns: (transfer full) (nullable) (element-type FacAdvanceUse) */
GPtrArray *fac_advance_table_uses (FacDb *db, const char *id, GError **error);
/** fac_advance_table_use: @final takes @amount of @advance. */
gboolean   fac_advance_table_use  (FacDb *db, const char *final, const char *advance, FacDecimal amount, gint64 now,
                                   GError **error);
/** fac_advance_table_end: it takes nothing of it any more. */
gboolean   fac_advance_table_end  (FacDb *db, const char *final, const char *advance, GError **error);
/** fac_advance_table_note: @note applies @amount of @advance to @final. */
gboolean   fac_advance_table_note (FacDb *db, const char *final, const char *advance, const char *note,
                                   FacDecimal amount, GError **error);

G_END_DECLS
