/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Tables that a resource keeps in a file of its own; fac-sandbox-schema.c orders them. A released text is never
 * edited. */
extern const char fac_sandbox_invoice_verb_tables[];
extern const char fac_sandbox_receipt_tables[];
extern const char fac_sandbox_webhook_tables[];
extern const char fac_sandbox_retention_tables[];
extern const char fac_sandbox_organization_tables[];
