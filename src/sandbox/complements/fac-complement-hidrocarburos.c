/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-types.h"
#include "fac-complement-xml.h"

#include "fac-sandbox-json.h"

#define FUELS "15101514 15101515 15101505"

static const FacField fields[] = {
  { "tipo_permiso", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0,
    "PER01 PER02 PER03 PER04 PER05 PER06 PER07 PER08 PER09 PER10 PER11" },
  { "numero_permiso", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 15, 35 },
  { "sub_producto_hyp", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0,
    "SP16 SP17 SP18 SP19 SP22 SP23 SP24 SP25 SP48" },
  { "clave_hyp", FAC_FIELD_STRING, 0, 0, 0, FUELS },
};
const FacSchema fac_complement_hidrocarburos_schema = FAC_SCHEMA (fields);

const char *
fac_complement_hidrocarburos_key (FacJsonValue data, FacJsonValue item)
{
  const char *given = fac_sandbox_json_text (data, "clave_hyp");
  const char *key = fac_sandbox_json_text (fac_json_get (item, "product"), "product_key");
  g_auto (GStrv) fuels = g_strsplit (FUELS, " ", -1);

  if (given != NULL)
    return given;
  return key != NULL && g_strv_contains ((const char *const *) fuels, key) ? key : NULL;
}

char *
fac_complement_hidrocarburos_build (FacJsonValue data, FacJsonValue item)
{
  static const FacComplementField attributes[] = {
    { "tipo_permiso", "TipoPermiso", FAC_COMPLEMENT_TEXT },
    { "numero_permiso", "NumeroPermiso", FAC_COMPLEMENT_TEXT },
  };
  FacComplementXml xml;

  fac_complement_xml_init (&xml, "hidrocarburospetroliferos",
                           "http://www.sat.gob.mx/hidrocarburospetroliferos", "HidroYPetro");
  fac_complement_put (xml.root, "Version", "1.0");
  fac_complement_put_fields (xml.root, data, attributes, G_N_ELEMENTS (attributes));
  fac_complement_put (xml.root, "ClaveHYP", fac_complement_hidrocarburos_key (data, item));
  fac_complement_put (xml.root, "SubProductoHYP", fac_sandbox_json_text (data, "sub_producto_hyp"));
  return fac_complement_xml_finish (&xml);
}
