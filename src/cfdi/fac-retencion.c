/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-retencion.h"

#include "fac-cadena-order.h"
#include "fac-cfdi-xml.h"
#include "fac-text.h"
#include "fac-timbre.h"
#include "fac-xml.h"

#include <string.h>

#define SPACE  FAC_NS_RETENCIONES "2"
#define SCHEMA SPACE " http://www.sat.gob.mx/esquemas/retencionpago/2/retencionpagov2.xsd"
#define TIMBRE_SCHEMA FAC_NS_TIMBRE " http://www.sat.gob.mx/sitio_internet/cfd/" \
                      "TimbreFiscalDigital/TimbreFiscalDigitalv11.xsd"
#define PAGE "https://prodretencionverificacion.clouda.sat.gob.mx/"

static void
tax_free (gpointer data)
{
  FacRetencionImpuesto *tax = data;

  g_free (tax->impuesto);
  g_free (tax->tipo_pago);
  g_free (tax);
}

FacRetencion *
fac_retencion_new (void)
{
  FacRetencion *self = g_new0 (FacRetencion, 1);

  self->impuestos = g_ptr_array_new_with_free_func (tax_free);
  self->espacios = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_cfdi_espacio_free);
  return self;
}

void
fac_retencion_free (FacRetencion *self)
{
  char **const texts[] = {
    &self->folio_int, &self->fecha_exp, &self->lugar_exp_retenc, &self->cve_retenc,
    &self->desc_retenc, &self->no_certificado, &self->certificado, &self->sello, &self->emisor_rfc,
    &self->emisor_nombre, &self->emisor_regimen_fiscal, &self->receptor_rfc,
    &self->receptor_nombre, &self->receptor_domicilio_fiscal, &self->num_reg_id_trib,
    &self->complemento, &self->addenda,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_ptr_array_unref (self->impuestos);
  g_ptr_array_unref (self->espacios);
  g_clear_pointer (&self->timbre, fac_cfdi_timbre_free);
  g_free (self);
}

FacRetencionImpuesto *
fac_retencion_add (FacRetencion *self)
{
  FacRetencionImpuesto *tax = g_new0 (FacRetencionImpuesto, 1);

  g_ptr_array_add (self->impuestos, tax);
  return tax;
}

static void
put (GString *xml, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (fac_text_is_empty (value))
    return;
  escaped = g_markup_escape_text (value, -1);
  g_string_append_printf (xml, " %s=\"%s\"", name, escaped);
}

/* Pesos and cents. */
static void
put_amount (GString *xml, const char *name, FacDecimal value)
{
  g_autofree char *text = fac_decimal_to_string (fac_decimal_round (value, 2, FAC_ROUND_HALF_UP));

  put (xml, name, text);
}

static void
put_month (GString *xml, const char *name, int month)
{
  g_autofree char *text = g_strdup_printf ("%02d", month);

  put (xml, name, text);
}

static void
add_schema (GString *schemas, const char *uri, const char *schema)
{
  if (!fac_text_is_empty (schema) && strstr (schemas->str, schema) == NULL)
    g_string_append_printf (schemas, " %s %s", uri, schema);
}

/* Of the document, of the namespaces that came along and of the complements, each once. */
static char *
schema_locations (const FacRetencion *self)
{
  GString *schemas = g_string_new (SCHEMA);
  g_autoptr (GString) inside = g_string_new ("<x");
  g_autoptr (xmlDoc) doc = NULL;

  for (guint i = 0; i < self->espacios->len; i++)
    {
      const FacCfdiEspacio *space = g_ptr_array_index (self->espacios, i);
      g_autofree char *name = g_strconcat ("xmlns:", space->prefijo, NULL);

      put (inside, name, space->uri);
      add_schema (schemas, space->uri, space->esquema);
    }
  g_string_append_printf (inside, ">%s</x>", self->complemento != NULL ? self->complemento : "");
  doc = fac_xml_parse (inside->str, inside->len, NULL);
  for (xmlNode *child = doc != NULL ? xmlFirstElementChild (xmlDocGetRootElement (doc)) : NULL;
       child != NULL; child = xmlNextElementSibling (child))
    if (child->ns != NULL)
      add_schema (schemas, (const char *) child->ns->href,
                  fac_cadena_order_schema ((const char *) child->ns->href));
  return g_string_free (schemas, FALSE);
}

static void
put_heading (GString *xml, const FacRetencion *self)
{
  g_autofree char *schemas = schema_locations (self);

  g_string_append (xml, "<retenciones:Retenciones xmlns:retenciones=\"" SPACE "\""
                        " xmlns:xsi=\"" FAC_NS_XSI "\"");
  for (guint i = 0; i < self->espacios->len; i++)
    {
      const FacCfdiEspacio *space = g_ptr_array_index (self->espacios, i);
      g_autofree char *name = g_strconcat ("xmlns:", space->prefijo, NULL);

      put (xml, name, space->uri);
    }
  put (xml, "xsi:schemaLocation", schemas);
  put (xml, "Version", "2.0");
  put (xml, "FolioInt", self->folio_int);
  put (xml, "Sello", self->sello);
  put (xml, "NoCertificado", self->no_certificado);
  put (xml, "Certificado", self->certificado);
  put (xml, "FechaExp", self->fecha_exp);
  put (xml, "LugarExpRetenc", self->lugar_exp_retenc);
  put (xml, "CveRetenc", self->cve_retenc);
  put (xml, "DescRetenc", self->desc_retenc);
  g_string_append_c (xml, '>');
}

static void
put_parties (GString *xml, const FacRetencion *self)
{
  g_string_append (xml, "<retenciones:Emisor");
  put (xml, "RfcE", self->emisor_rfc);
  put (xml, "NomDenRazSocE", self->emisor_nombre);
  put (xml, "RegimenFiscalE", self->emisor_regimen_fiscal);
  g_string_append (xml, "/><retenciones:Receptor");
  put (xml, "NacionalidadR", self->extranjero ? "Extranjero" : "Nacional");
  g_string_append_printf (xml, "><retenciones:%s", self->extranjero ? "Extranjero" : "Nacional");
  if (self->extranjero)
    put (xml, "NumRegIdTribR", self->num_reg_id_trib);
  else
    put (xml, "RfcR", self->receptor_rfc);
  put (xml, "NomDenRazSocR", self->receptor_nombre);
  if (!self->extranjero)
    put (xml, "DomicilioFiscalR", self->receptor_domicilio_fiscal);
  g_string_append (xml, "/></retenciones:Receptor>");
}

static void
put_totals (GString *xml, const FacRetencion *self)
{
  g_string_append (xml, "<retenciones:Periodo");
  put_month (xml, "MesIni", self->mes_ini);
  put_month (xml, "MesFin", self->mes_fin);
  g_string_append_printf (xml, " Ejercicio=\"%d\"/><retenciones:Totales", self->ejercicio);
  put_amount (xml, "MontoTotOperacion", self->monto_tot_operacion);
  put_amount (xml, "MontoTotGrav", self->monto_tot_grav);
  put_amount (xml, "MontoTotExent", self->monto_tot_exent);
  put_amount (xml, "MontoTotRet", self->monto_tot_ret);
  g_string_append_c (xml, '>');
  for (guint i = 0; i < self->impuestos->len; i++)
    {
      const FacRetencionImpuesto *tax = g_ptr_array_index (self->impuestos, i);

      g_string_append (xml, "<retenciones:ImpRetenidos");
      if (tax->has_base)
        put_amount (xml, "BaseRet", tax->base);
      put (xml, "ImpuestoRet", tax->impuesto);
      put_amount (xml, "MontoRet", tax->monto);
      put (xml, "TipoPagoRet", tax->tipo_pago);
      g_string_append (xml, "/>");
    }
  g_string_append (xml, "</retenciones:Totales>");
}

static void
put_timbre (GString *xml, const FacCfdiTimbre *timbre)
{
  g_string_append (xml, "<tfd:TimbreFiscalDigital xmlns:tfd=\"" FAC_NS_TIMBRE "\"");
  put (xml, "xsi:schemaLocation", TIMBRE_SCHEMA);
  put (xml, "Version", "1.1");
  put (xml, "UUID", timbre->uuid);
  put (xml, "FechaTimbrado", timbre->fecha_timbrado);
  put (xml, "RfcProvCertif", timbre->rfc_prov_certif);
  put (xml, "SelloCFD", timbre->sello_cfd);
  put (xml, "NoCertificadoSAT", timbre->no_certificado_sat);
  put (xml, "SelloSAT", timbre->sello_sat);
  g_string_append (xml, "/>");
}

GBytes *
fac_retencion_write (const FacRetencion *self, GError **error)
{
  g_autoptr (GString) xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_autoptr (xmlDoc) doc = NULL;

  put_heading (xml, self);
  put_parties (xml, self);
  put_totals (xml, self);
  if (!fac_text_is_empty (self->complemento) || self->timbre != NULL)
    {
      g_string_append_printf (xml, "<retenciones:Complemento>%s",
                              self->complemento != NULL ? self->complemento : "");
      if (self->timbre != NULL)
        put_timbre (xml, self->timbre);
      g_string_append (xml, "</retenciones:Complemento>");
    }
  if (!fac_text_is_empty (self->addenda))
    g_string_append_printf (xml, "<retenciones:Addenda>%s</retenciones:Addenda>", self->addenda);
  g_string_append (xml, "</retenciones:Retenciones>\n");
  doc = fac_xml_parse (xml->str, xml->len, error);
  if (doc == NULL)
    return NULL;
  return g_bytes_new (xml->str, xml->len);
}

gboolean
fac_retencion_seal (FacRetencion *self, FacCertificate *csd, GError **error)
{
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *cadena = NULL, *seal = NULL;

  fac_set_string (&self->no_certificado, fac_certificate_get_number (csd));
  fac_set_string (&self->certificado, fac_certificate_get_base64 (csd));
  xml = fac_retencion_write (self, error);
  cadena = xml != NULL ? fac_cfdi_cadena (xml, error) : NULL;
  seal = cadena != NULL ? fac_certificate_sign (csd, cadena, error) : NULL;
  if (seal == NULL)
    return FALSE;
  fac_set_string (&self->sello, seal);
  return TRUE;
}

gboolean
fac_retencion_stamp (FacRetencion *self, FacCertificate *pac, const char *uuid,
                     const char *fecha_timbrado, const char *rfc_prov_certif, GError **error)
{
  FacCfdiTimbre *timbre = fac_timbre_make (self->sello, pac, uuid, fecha_timbrado,
                                           rfc_prov_certif, error);

  if (timbre == NULL)
    return FALSE;
  g_clear_pointer (&self->timbre, fac_cfdi_timbre_free);
  self->timbre = timbre;
  return TRUE;
}

/* A receiver abroad is named by the tax number, with zeros on the left up to twenty characters. */
static char *
receiver (const FacRetencion *self)
{
  const char *number = self->num_reg_id_trib != NULL ? self->num_reg_id_trib : "";
  gsize length = strlen (number);
  g_autofree char *zeros = g_strnfill (length < 20 ? 20 - length : 0, '0');

  return self->extranjero ? g_strconcat ("nr=", zeros, number, NULL)
                          : g_strconcat ("rr=", self->receptor_rfc, NULL);
}

char *
fac_retencion_qr_text (const FacRetencion *self)
{
  FacDecimal amount = fac_decimal_round (self->monto_tot_operacion, 2, FAC_ROUND_HALF_UP);
  g_autofree char *total = fac_decimal_to_string (fac_decimal_trim (amount, 1));
  g_autofree char *who = receiver (self);
  gsize length = strlen (self->sello);

  return g_strdup_printf (PAGE "?id=%s&re=%s&%s&tt=%s&fe=%s", self->timbre->uuid, self->emisor_rfc,
                          who, total, self->sello + (length > 8 ? length - 8 : 0));
}

char *
fac_retencion_source (GBytes *xml, FacCfdiTimbre **timbre, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);
  g_autoptr (xmlDoc) doc = fac_xml_parse (data, size, error);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  const xmlNode *node;
  GString *source;

  *timbre = NULL;
  if (root == NULL)
    return NULL;
  node = fac_timbre_find (root);
  if (node != NULL)
    *timbre = fac_timbre_read (node);
  source = g_string_new (NULL);
  fac_xml_append_source (root, source);
  return g_string_free (source, FALSE);
}
