/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-types.h"
#include "fac-complement-xml.h"

#define CURP_PATTERN \
  "^[A-Z][AEIOUX][A-Z]{2}[0-9]{2}[0-1][0-9][0-3][0-9][MHX][A-Z]{2}" \
  "[BCDFGHJKLMNÑPQRSTVWXYZ]{3}[0-9A-Z][0-9]$"
#define RFC_PATTERN "^[A-ZÑ&]{3,4}[0-9]{2}[0-1][0-9][0-3][0-9][A-Z0-9]?[A-Z0-9]?[0-9A-Z]?$"

static const FacField fields[] = {
  { "nombreAlumno", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
  { "CURP", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 18, 18, NULL, NULL, CURP_PATTERN },
  { "nivelEducativo", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, NULL, NULL,
    "^(Preescolar|Primaria|Secundaria|Profesional técnico|Bachillerato o su equivalente)$" },
  { "autRVOE", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
  { "rfcPago", FAC_FIELD_STRING, 0, 0, 0, NULL, NULL, RFC_PATTERN },
};
const FacSchema fac_complement_iedu_schema = FAC_SCHEMA (fields);

char *
fac_complement_iedu_build (FacJsonValue data)
{
  static const FacComplementField attributes[] = {
    { "nombreAlumno", "nombreAlumno", FAC_COMPLEMENT_TEXT },
    { "CURP", "CURP", FAC_COMPLEMENT_TEXT },
    { "nivelEducativo", "nivelEducativo", FAC_COMPLEMENT_TEXT },
    { "autRVOE", "autRVOE", FAC_COMPLEMENT_TEXT },
    { "rfcPago", "rfcPago", FAC_COMPLEMENT_TEXT },
  };
  FacComplementXml xml;

  fac_complement_xml_init (&xml, "iedu", "http://www.sat.gob.mx/iedu", "instEducativas");
  fac_complement_put (xml.root, "version", "1.0");
  fac_complement_put_fields (xml.root, data, attributes, G_N_ELEMENTS (attributes));
  return fac_complement_xml_finish (&xml);
}
