/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"
#include "fac-payroll.h"

G_BEGIN_DECLS

/* What is in the complements that a document brought from the service, which the program shows and does not write. */

/** fac_complement_data_put: adds the complements of @invoice which are such data to @cfdi, made from it, with the names
 * that the SAT gives their parts, and what a payroll writes into the document. For the paper of a draft: what the
 * service computes and adds besides is not in it. */
void        fac_complement_data_put     (const FacInvoice *invoice, FacCfdi *cfdi);
/** fac_complement_data_payroll: the payroll of @invoice. Returns: (transfer full) (nullable): %NULL when it has none
 * that can be read */
FacPayroll *fac_complement_data_payroll (const FacInvoice *invoice);

G_END_DECLS
