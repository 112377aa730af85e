/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sat-private.h"

G_BEGIN_DECLS

/** FacSatAddressCodes: what each fault of an address is called; (nullable) where there is no rule. */
typedef struct
{
  const char *colonia;
  const char *localidad;
  const char *municipio;
  const char *estado;
  const char *zip_shape; /* of a country with a shape of its own */
  const char *zip;       /* unknown, or of another state */
} FacSatAddressCodes;

/** fac_sat_check_address: judges a Domicilio of Comercio Exterior or Carta Porte; NULL has no faults. Municipios and
 * localidades are numbered by state and compared with the last number; colonias by their shape. */
void fac_sat_check_address (FacSat *sat, xmlNode *address, const FacSatAddressCodes *codes);

G_END_DECLS
