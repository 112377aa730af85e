/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

G_BEGIN_DECLS

/**
 * fac_exchange_is_impossible: whether @rate, pesos for one unit of @currency, is too high on whatever day: c_Moneda
 * lets a rate be off by 500 % of the SAT's rate of the day, which nobody here knows; it is known that it never was
 * above a certain one since 2017 (CFDI40118, CRP20216, CCE121). %FALSE of currencies whose past is not known.
 */
gboolean fac_exchange_is_impossible (const char *currency, FacDecimal rate);

/** fac_amount_is_beyond: whether @amount is above what c_TipoDeComprobante lets any document be without a confirmation
 * (CFDI40120, CRP20220). */
gboolean fac_amount_is_beyond (FacDecimal amount);

G_END_DECLS
