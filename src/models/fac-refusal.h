/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-error-presenter.h"
#include "fac-invoice.h"

G_BEGIN_DECLS

/** fac_refusal_find: what the service last said of the object with local id @id, among the @entries (element-type FacOutboxEntry)
 * of the outbox. Returns: (transfer full) (nullable) */
FacErrorText *fac_refusal_find (GPtrArray *entries, const char *id);
/** fac_refusal_stands: whether what @refusal is about is in @invoice as it was in @refused. */
gboolean      fac_refusal_stands (const FacErrorText *refusal, const FacInvoice *refused, const FacInvoice *invoice);

G_END_DECLS
