/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-credit-note.h"

G_BEGIN_DECLS

/** _fac_credit_note_settle: moves prices of @note until its total is @wanted to the last decimal, those of the last
 * lines first. Returns: %FALSE: no price does, and @note is as it was */
gboolean _fac_credit_note_settle (FacInvoice *note, FacDecimal wanted);

G_END_DECLS
