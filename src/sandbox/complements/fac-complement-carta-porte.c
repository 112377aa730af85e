/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-types.h"
#include "fac-complement-xml.h"

char *
fac_complement_carta_porte_build (const FacComplementContext *context, FacJsonValue data)
{
  static const char *const wraps[] = {
    "Ubicaciones", "Ubicacion", "Remolques", "Remolque", "RemolquesCCP", "RemolqueCCP",
    "FiguraTransporte", "TiposFigura", NULL
  };
  FacComplementXml xml;

  fac_complement_xml_init (&xml, "cartaporte31", "http://www.sat.gob.mx/CartaPorte31",
                           "CartaPorte");
  fac_complement_put (xml.root, "Version", "3.1");
  fac_complement_put_tree (&xml, xml.root, data, &fac_complement_carta_porte_schema, wraps);
  return fac_complement_xml_finish (&xml);
}
