/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

G_BEGIN_DECLS

/** fac_decimal_parse_amount: as fac_decimal_parse_user() for an amount of money, which "16 %" is none.
 * Returns: %FALSE when no amount can be read */
gboolean fac_decimal_parse_amount (const char *text, FacDecimal *out);

/** fac_decimal_parse_percent: as fac_decimal_parse_user() for a percentage, with its sign or without; "$16" is none.
 * Returns: %FALSE when no percentage can be read */
gboolean fac_decimal_parse_percent (const char *text, FacDecimal *out);

G_END_DECLS
