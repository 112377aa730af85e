/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json.h"

G_BEGIN_DECLS

/** fac_complement_pago_amount: the sum of the payments in @data, each in its own currency or @in_pesos; 2 decimals. */
FacDecimal fac_complement_pago_amount (FacJsonValue data, gboolean in_pesos);

G_END_DECLS
