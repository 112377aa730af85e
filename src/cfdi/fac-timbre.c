/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-timbre.h"

#include "fac-cadena.h"
#include "fac-cfdi-xml.h"
#include "fac-text.h"

xmlNode *
fac_timbre_find (const xmlNode *root)
{
  xmlNode *complement = root->ns != NULL ?
    fac_xml_first (root, (const char *) root->ns->href, "Complemento") : NULL;

  for (; complement != NULL; complement = fac_xml_next (complement))
    {
      xmlNode *timbre = fac_xml_first (complement, FAC_NS_TIMBRE, "TimbreFiscalDigital");

      if (timbre != NULL)
        return timbre;
    }
  return NULL;
}

FacCfdiTimbre *
fac_timbre_read (const xmlNode *node)
{
  FacCfdiTimbre *timbre = fac_cfdi_timbre_new ();

  timbre->uuid = fac_xml_attribute (node, "UUID");
  timbre->fecha_timbrado = fac_xml_attribute (node, "FechaTimbrado");
  timbre->rfc_prov_certif = fac_xml_attribute (node, "RfcProvCertif");
  timbre->leyenda = fac_xml_attribute (node, "Leyenda");
  timbre->sello_cfd = fac_xml_attribute (node, "SelloCFD");
  timbre->no_certificado_sat = fac_xml_attribute (node, "NoCertificadoSAT");
  timbre->sello_sat = fac_xml_attribute (node, "SelloSAT");
  return timbre;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

char *
fac_cfdi_tfd_cadena (const FacCfdiTimbre *timbre)
{
  GString *cadena = g_string_new ("||1.1");

  fac_cadena_append (cadena, or_empty (timbre->uuid));
  fac_cadena_append (cadena, or_empty (timbre->fecha_timbrado));
  fac_cadena_append (cadena, or_empty (timbre->rfc_prov_certif));
  if (!fac_text_is_empty (timbre->leyenda))
    fac_cadena_append (cadena, timbre->leyenda);
  fac_cadena_append (cadena, or_empty (timbre->sello_cfd));
  fac_cadena_append (cadena, or_empty (timbre->no_certificado_sat));
  g_string_append (cadena, "||");
  return g_string_free (cadena, FALSE);
}

FacCfdiTimbre *
fac_timbre_make (const char *sello, FacCertificate *pac, const char *uuid,
                 const char *fecha_timbrado, const char *rfc_prov_certif, GError **error)
{
  FacCfdiTimbre *timbre = fac_cfdi_timbre_new ();
  g_autofree char *cadena = NULL;

  timbre->uuid = g_strdup (uuid);
  timbre->fecha_timbrado = g_strdup (fecha_timbrado);
  timbre->rfc_prov_certif = g_strdup (rfc_prov_certif);
  timbre->sello_cfd = g_strdup (sello);
  timbre->no_certificado_sat = g_strdup (fac_certificate_get_number (pac));
  cadena = fac_cfdi_tfd_cadena (timbre);
  timbre->sello_sat = fac_certificate_sign (pac, cadena, error);
  if (timbre->sello_sat == NULL)
    g_clear_pointer (&timbre, fac_cfdi_timbre_free);
  return timbre;
}
