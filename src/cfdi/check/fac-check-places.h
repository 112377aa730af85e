/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-check-private.h"

G_BEGIN_DECLS

/** FacPlaceCodes: what the faults of an address are called; @shape: (nullable): of a zip abroad. */
typedef struct
{
  const char *colony;
  const char *locality;
  const char *municipality;
  const char *state;
  const char *zip;
  const char *shape;
} FacPlaceCodes;

/** fac_check_place: an address with Pais, Estado, Municipio, Localidad, Colonia and CodigoPostal as Carta Porte and
 * Comercio Exterior have it; @address: (nullable). Colonies are judged by their shape: nobody here has their list. */
void fac_check_place (FacCheck *check, const xmlNode *address, const FacPlaceCodes *codes);

G_END_DECLS
