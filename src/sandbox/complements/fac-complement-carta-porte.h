/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"
#include "fac-json.h"

G_BEGIN_DECLS

/** fac_complement_carta_porte_url: where the SAT shows the waybill of a stamped document (cfdi.md §5). Returns:
 * (transfer full) (nullable): %NULL when @input has none */
char *fac_complement_carta_porte_url (FacJsonValue input, const FacCfdi *cfdi);

G_END_DECLS
