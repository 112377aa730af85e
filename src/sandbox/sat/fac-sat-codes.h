/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacSatCode: what a code of the SAT's matrices says, in our words. @path: (nullable): the field of the request, []
 * for the line, payment or document. */
typedef struct
{
  const char *code;
  const char *path;
  const char *message;
} FacSatCode;

/** One table each, sorted by code. */
extern const FacSatCode fac_sat_codes_pagos[];
extern const gsize      fac_sat_n_codes_pagos;
extern const FacSatCode fac_sat_codes_nomina[];
extern const gsize      fac_sat_n_codes_nomina;
extern const FacSatCode fac_sat_codes_carta_porte[];
extern const gsize      fac_sat_n_codes_carta_porte;
extern const FacSatCode fac_sat_codes_comercio_exterior[];
extern const gsize      fac_sat_n_codes_comercio_exterior;
extern const FacSatCode fac_sat_codes_retenciones[];
extern const gsize      fac_sat_n_codes_retenciones;

G_END_DECLS
