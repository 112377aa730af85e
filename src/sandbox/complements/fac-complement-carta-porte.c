/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-carta-porte.h"

#include "fac-complement-types.h"
#include "fac-complement-xml.h"
#include "fac-sandbox-json.h"

#define VERIFY_URL "https://verificacfdi.facturaelectronica.sat.gob.mx/verificaccp/default.aspx"

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

static const char *
departure_of (FacJsonValue data)
{
  FacJsonValue places = fac_json_get (data, "Ubicaciones");

  for (guint i = 0; i < fac_json_length (places); i++)
    {
      FacJsonValue place = fac_json_at (places, i);

      if (g_strcmp0 (fac_sandbox_json_text (place, "TipoUbicacion"), "Origen") == 0)
        return fac_sandbox_json_text (place, "FechaHoraSalidaLlegada");
    }
  return NULL;
}

char *
fac_complement_carta_porte_url (FacJsonValue input, const FacCfdi *cfdi)
{
  FacJsonValue complements = fac_json_get (input, "complements");

  for (guint i = 0; cfdi != NULL && i < fac_json_length (complements); i++)
    {
      FacJsonValue complement = fac_json_at (complements, i);
      FacJsonValue data = fac_json_get (complement, "data");
      const char *departure = departure_of (data);

      if (g_strcmp0 (fac_sandbox_json_text (complement, "type"), "carta_porte") == 0)
        return g_strdup_printf (VERIFY_URL "?IdCCP=%s&FechaOrig=%s&FechaTimb=%s",
                                fac_sandbox_json_text (data, "IdCCP"),
                                departure != NULL ? departure : "", cfdi->timbre->fecha_timbrado);
    }
  return NULL;
}
