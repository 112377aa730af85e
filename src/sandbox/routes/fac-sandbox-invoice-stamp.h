/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-invoice-row.h"

G_BEGIN_DECLS

/**
 * fac_sandbox_invoice_stamp: takes a folio, builds, seals and stamps the CFDI of @invoice, has it judged by the SAT's
 * rules and stores it as valid. Inside the request's transaction: a refusal leaves nothing behind.
 * Returns: (transfer full) (nullable): the refusal
 */
FacSandboxAnswer *fac_sandbox_invoice_stamp (FacSandboxRequest *request, FacSandboxCompany *company,
                                             FacSandboxInvoice *invoice);

/** fac_sandbox_invoice_take_folio: gives @invoice its series and folio and counts the folio as used.
 * Returns: (transfer full) (nullable): the refusal */
FacSandboxAnswer *fac_sandbox_invoice_take_folio (FacSandboxRequest *request, FacSandboxCompany *company,
                                                  FacSandboxInvoice *invoice);

/** fac_sandbox_invoice_date: the date of @input in microseconds UTC (local when it has no zone), 0 without one. */
gint64 fac_sandbox_invoice_date (FacSandboxRequest *request, FacSandboxCompany *company, FacJsonValue input);

G_END_DECLS
