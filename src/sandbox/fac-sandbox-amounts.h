/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"
#include "fac-json.h"

G_BEGIN_DECLS

/**
 * fac_sandbox_amounts_fill: the sandbox's own arithmetic, apart from domain's totals. Every concepto of @cfdi, one
 * per element of @items (normalised lines: quantity, discount, product), gets ValorUnitario, Importe, Descuento and
 * taxes; then the document its summary, sums and local taxes. moneda and tipo_de_comprobante are set already.
 */
void fac_sandbox_amounts_fill (FacCfdi *cfdi, FacJsonValue items);


G_END_DECLS
