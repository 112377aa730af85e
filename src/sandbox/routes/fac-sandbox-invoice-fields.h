/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-validate.h"

G_BEGIN_DECLS

/** fac_sandbox_invoice_schema: members of an invoice of @type ("I" … "T"; any other text is read as "I": API
 * §2.3.1), or of an edit of one. Complements have schemas of their own. */
const FacSchema *fac_sandbox_invoice_schema (const char *type, gboolean editing);
/** fac_sandbox_invoice_has_field: whether @type has the member @name at all. */
gboolean fac_sandbox_invoice_has_field (const char *type, const char *name);

G_END_DECLS
