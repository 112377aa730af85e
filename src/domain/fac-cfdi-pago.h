/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"
#include "fac-invoice.h"
#include "fac-organization.h"

G_BEGIN_DECLS

/** fac_cfdi_pago_concepto: the one concepto that every document of type P has (cfdi.md §8). Returns: (transfer full) */
FacCfdiConcepto *fac_cfdi_pago_concepto (void);

/** fac_cfdi_pago_complement: the XML of Pagos 2.0 of @payments (element-type FacPayment); days in the zone of
 * @organization (nullable). Returns: (transfer full) (nullable): %NULL for none */
char *fac_cfdi_pago_complement (const GPtrArray *payments, const FacOrganization *organization);

G_END_DECLS
