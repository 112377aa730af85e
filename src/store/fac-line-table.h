/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-invoice.h"

G_BEGIN_DECLS

/**
 * fac_line_table_put: the lines of document @seq from now on: a projection of its content or body, by which sales are
 * asked for. What is as it was is not written. Drafts written here have none: they are few, and each keystroke saves
 * them; their content is asked itself.
 * @invoice: (nullable): %NULL: none; @fresh: the document was inserted just now
 */
gboolean fac_line_table_put (FacDb *db, gint64 seq, gboolean fresh, const FacInvoice *invoice, GError **error);

/**
 * fac_line_table_item: how a line names what it sells: "r:" and the service's id of a saved product, "l:" and its local
 * id while the service has given none; without a saved product "s:" and the SKU, or "d:", the SAT key and the words of
 * the description, both folded. Returns: (transfer full)
 */
char    *fac_line_table_item  (const FacInvoiceLine *line);
/** fac_line_table_items: all names that lines may have for @product. Returns: (transfer full) */
char   **fac_line_table_items (const FacProduct *product);

G_END_DECLS
