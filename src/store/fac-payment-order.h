/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-outbox-entry.h"

G_BEGIN_DECLS

/** fac_payment_order_check: whether the payment that @stamp, which was not sent, would stamp states what is known
 * of its invoices now: what is left of them, and the number of the instalment. What is no payment does.
 * @stale: (out) (nullable) (transfer full): words about the first invoice of which it does not */
gboolean fac_payment_order_check (FacDb *db, const FacOutboxEntry *stamp, char **stale, GError **error);

G_END_DECLS
