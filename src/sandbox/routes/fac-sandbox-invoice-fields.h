/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-validate.h"

G_BEGIN_DECLS

/** fac_sandbox_invoice_schema: members of an invoice of type I (API §2.3.1); _edit_: of an edit. */
extern const FacSchema fac_sandbox_invoice_schema;
extern const FacSchema fac_sandbox_invoice_edit_schema;

G_END_DECLS
