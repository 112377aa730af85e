/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"
#include "fac-organization.h"

G_BEGIN_DECLS

/** fac_mock_file_xml: an unsealed CFDI 4.0 with the invoice's UUID, parties, lines and total, enough to be read.
 * Returns: (transfer full) */
GBytes *fac_mock_file_xml (const FacInvoice *invoice, const FacOrganization *issuer);
/** fac_mock_file_acuse: the receipt of the invoice's cancellation. Returns: (transfer full) */
GBytes *fac_mock_file_acuse (const FacInvoice *invoice, const FacOrganization *issuer);
/** fac_mock_file_pdf: one page that names the invoice. Returns: (transfer full) */
GBytes *fac_mock_file_pdf (const FacInvoice *invoice);

G_END_DECLS
