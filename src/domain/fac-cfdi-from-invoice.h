/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"
#include "fac-invoice-totals.h"
#include "fac-organization.h"

G_BEGIN_DECLS

/**
 * fac_cfdi_from_invoice: the unsealed document that a draft would become, for its offline preview. Missing parts stay
 * %NULL.
 * @now: microseconds UTC, used as Fecha when the draft has none; shown in the zone of the organization.
 * Returns: (transfer full)
 */
FacCfdi *fac_cfdi_from_invoice (const FacInvoice *invoice, const FacInvoiceTotals *totals,
                                const FacOrganization *organization, gint64 now);

G_END_DECLS
