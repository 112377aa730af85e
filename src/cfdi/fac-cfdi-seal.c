/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-seal.h"

#include "fac-cadena.h"
#include "fac-cfdi-xml.h"
#include "fac-error.h"
#include "fac-ids.h"
#include "fac-text.h"
#include "fac-timbre.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAT_SEAL_BYTES 128 /* RSA of 1024 bits, the shortest ever used */

gboolean
fac_cfdi_seal (FacCfdi *cfdi, FacCertificate *csd, GError **error)
{
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *cadena = NULL;
  g_autofree char *seal = NULL;

  /* the number is part of what is sealed */
  fac_set_string (&cfdi->no_certificado, fac_certificate_get_number (csd));
  fac_set_string (&cfdi->certificado, fac_certificate_get_base64 (csd));
  xml = fac_cfdi_write (cfdi, error);
  cadena = xml != NULL ? fac_cfdi_cadena (xml, error) : NULL;
  seal = cadena != NULL ? fac_certificate_sign (csd, cadena, error) : NULL;
  if (seal == NULL)
    return FALSE;
  fac_set_string (&cfdi->sello, seal);
  return TRUE;
}

gboolean
fac_cfdi_stamp (FacCfdi *cfdi, FacCertificate *pac, const char *uuid, const char *fecha_timbrado,
                const char *rfc_prov_certif, GError **error)
{
  FacCfdiTimbre *timbre;

  if (fac_text_is_empty (cfdi->sello) || !fac_id_is_uuid (uuid))
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                   _("Only a sealed document can be stamped, with a UUID"));
      return FALSE;
    }
  timbre = fac_timbre_make (cfdi->sello, pac, uuid, fecha_timbrado, rfc_prov_certif, error);
  if (timbre == NULL)
    return FALSE;
  g_clear_pointer (&cfdi->timbre, fac_cfdi_timbre_free);
  cfdi->timbre = timbre;
  return TRUE;
}

static gboolean
corrupt (GError **error, const char *what)
{
  g_set_error_literal (error, FAC_ERROR, FAC_ERROR_CORRUPT, what);
  return FALSE;
}

/* Retenciones 1.0 names two of them differently. */
static char *
either_attribute (const xmlNode *node, const char *name, const char *old_name)
{
  char *value = fac_xml_attribute (node, name);

  return value != NULL ? value : fac_xml_attribute (node, old_name);
}

static gboolean
verify_seal (xmlDoc *doc, const char *seal, GError **error)
{
  const xmlNode *root = xmlDocGetRootElement (doc);
  g_autofree char *number = either_attribute (root, "NoCertificado", "NumCert");
  g_autofree char *source = either_attribute (root, "Certificado", "Cert");
  g_autofree char *cadena = fac_cadena_of_document (doc, error);
  g_autoptr (FacCertificate) certificate = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (cadena == NULL)
    return FALSE;
  if (fac_text_is_empty (seal) || fac_text_is_empty (source))
    return corrupt (error, _("The document has no seal or no certificate"));
  bytes = g_bytes_new (source, strlen (source));
  certificate = fac_certificate_new_from_der (bytes, NULL);
  if (certificate == NULL)
    return corrupt (error, _("The certificate inside cannot be read"));
  if (g_strcmp0 (number, fac_certificate_get_number (certificate)) != 0)
    return corrupt (error, _("NoCertificado is not the number of the certificate inside"));
  if (!fac_certificate_verify (certificate, cadena, seal))
    return corrupt (error, _("The seal is not of this content and certificate"));
  return TRUE;
}

/* The SAT's certificate is not in the document: its seal is looked at, not computed. */
static gboolean
verify_timbre (const FacCfdiTimbre *timbre, GError **error)
{
  const char *number = timbre->no_certificado_sat;
  gsize length = 0;
  g_autofree guchar *seal = NULL;

  if (timbre->uuid == NULL || !fac_id_is_uuid (timbre->uuid))
    return corrupt (error, _("The timbre has no UUID"));
  if (timbre->fecha_timbrado == NULL || strlen (timbre->fecha_timbrado) != strlen ("2026-01-01T00:00:00"))
    return corrupt (error, _("The timbre has no date"));
  if (number == NULL || strlen (number) != 20 || strspn (number, "0123456789") != 20)
    return corrupt (error, _("The timbre names no certificate of the SAT"));
  if (timbre->sello_sat != NULL)
    seal = g_base64_decode (timbre->sello_sat, &length);
  if (length < SAT_SEAL_BYTES)
    return corrupt (error, _("The timbre has no seal of the SAT"));
  return TRUE;
}

gboolean
fac_cfdi_verify (GBytes *xml, const char *uuid, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);
  g_autoptr (xmlDoc) doc = fac_xml_parse (data, size, error);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  const xmlNode *node;
  FacCfdiTimbre *timbre;
  g_autofree char *seal = NULL;
  gboolean valid = TRUE;

  if (root == NULL)
    return FALSE;
  seal = fac_xml_attribute (root, "Sello");
  if (!verify_seal (doc, seal, error))
    return FALSE;
  node = fac_timbre_find (root);
  if (node == NULL)
    return corrupt (error, _("The document has no TimbreFiscalDigital"));
  timbre = fac_timbre_read (node);
  if (g_strcmp0 (timbre->sello_cfd, seal) != 0)
    valid = corrupt (error, _("The timbre repeats another seal"));
  else if (!verify_timbre (timbre, error))
    valid = FALSE;
  else if (uuid != NULL && g_ascii_strcasecmp (timbre->uuid, uuid) != 0)
    valid = corrupt (error, _("The timbre names another UUID"));
  fac_cfdi_timbre_free (timbre);
  return valid;
}
