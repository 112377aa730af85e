/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-types.h"
#include "fac-complement-xml.h"

static const FacField legend_fields[] = {
  { "disposicion_fiscal", FAC_FIELD_STRING, 0, 1 },
  { "norma", FAC_FIELD_STRING, 0, 1 },
  { "texto_leyenda", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
};
static const FacSchema legend_schema = FAC_SCHEMA (legend_fields);

static const FacField fields[] = {
  { "leyendas", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED, 1, 0, NULL, &legend_schema },
};
const FacSchema fac_complement_leyendas_schema = FAC_SCHEMA (fields);

char *
fac_complement_leyendas_build (const FacComplementContext *context, FacJsonValue data)
{
  static const FacComplementField attributes[] = {
    { "disposicion_fiscal", "disposicionFiscal", FAC_COMPLEMENT_TEXT },
    { "norma", "norma", FAC_COMPLEMENT_TEXT },
    { "texto_leyenda", "textoLeyenda", FAC_COMPLEMENT_TEXT },
  };
  FacJsonValue legends = fac_json_get (data, "leyendas");
  FacComplementXml xml;

  fac_complement_xml_init (&xml, "leyendasFisc", "http://www.sat.gob.mx/leyendasFiscales",
                           "LeyendasFiscales");
  fac_complement_put (xml.root, "version", "1.0");
  for (guint i = 0; i < fac_json_length (legends); i++)
    fac_complement_put_fields (fac_complement_xml_add (&xml, xml.root, "Leyenda"),
                               fac_json_at (legends, i), attributes, G_N_ELEMENTS (attributes));
  return fac_complement_xml_finish (&xml);
}
