/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"

G_BEGIN_DECLS

/** fac_customer_take_theirs: @theirs under the local id of @mine, with what only this machine knows. Returns: (transfer
 * full) */
FacCustomer *fac_customer_take_theirs (const FacCustomer *mine, const FacCustomer *theirs);
/** fac_product_take_theirs: likewise. Returns: (transfer full) */
FacProduct  *fac_product_take_theirs  (const FacProduct *mine, const FacProduct *theirs);
/** fac_invoice_take_theirs: likewise; its lines are only for the search index, the truth is the body. */
FacInvoice  *fac_invoice_take_theirs  (const FacInvoice *mine, const FacInvoice *theirs);
/** fac_invoice_take_service_fields: @mine with what the service alone decides: ids, status, folio, dates, total. */
FacInvoice  *fac_invoice_take_service_fields (const FacInvoice *mine, const FacInvoice *theirs);
/** fac_invoice_is_theirs: whether the service has what was written here, but for what it alone decides. */
gboolean     fac_invoice_is_theirs    (const FacInvoice *mine, const FacInvoice *theirs);

G_END_DECLS
