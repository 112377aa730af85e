/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"
#include "fac-store-session.h"

G_BEGIN_DECLS

/** fac_cancellation_note: writes into the history what became of the cancellation of @old once it is @now: asked for,
 * refused by the receiver, not answered in time, done. */
gboolean fac_cancellation_note (FacStoreSession *session, const FacInvoice *old, const FacInvoice *now, GError **error);

G_END_DECLS
