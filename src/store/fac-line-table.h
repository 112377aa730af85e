/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-invoice.h"

G_BEGIN_DECLS

/** fac_line_table_put: the lines of document @seq from now on; a projection for reports, the truth is the content. */
gboolean fac_line_table_put (FacDb *db, gint64 seq, const FacInvoice *invoice, GError **error);

G_END_DECLS
