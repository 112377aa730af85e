/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

G_BEGIN_DECLS

/** fac_amount_words: "TRES MIL CUATROCIENTOS OCHENTA PESOS 00/100 M.N.", "… DÓLARES 50/100 USD"; up to 18 integer
 * digits. Returns: (transfer full) */
char *fac_amount_words (FacDecimal amount, const char *currency);

G_END_DECLS
