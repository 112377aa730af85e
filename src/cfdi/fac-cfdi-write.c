/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-xml.h"

#include "fac-cadena-order.h"
#include "fac-error.h"
#include "fac-text.h"
#include "fac-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TIMBRE_SCHEMA \
  "http://www.sat.gob.mx/sitio_internet/cfd/TimbreFiscalDigital/TimbreFiscalDigitalv11.xsd"

typedef struct
{
  xmlDoc          *doc;
  xmlNode         *root;
  xmlNs           *cfdi;
  const GPtrArray *spaces; /* what foreign XML may use without declaring it */
  GError          *error;  /* the first one */
} Writer;

static gboolean
is_xml_text (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
        return FALSE;
    }
  return TRUE;
}

static void
fail (Writer *writer, const xmlNode *node, const char *name)
{
  if (writer->error == NULL)
    writer->error =
      g_error_new (FAC_ERROR, FAC_ERROR_INVALID, _("%s of %s cannot be written"), name, node->name);
}

/* An empty attribute would be an empty field of the cadena original: what is empty is left out. */
static void
put (Writer *writer, xmlNode *node, const char *name, const char *value)
{
  if (fac_text_is_empty (value))
    return;
  if (is_xml_text (value))
    xmlNewProp (node, BAD_CAST name, BAD_CAST value);
  else
    fail (writer, node, name);
}

static void
put_decimal (Writer *writer, xmlNode *node, const char *name, FacDecimal value)
{
  char buffer[FAC_DECIMAL_BUFFER];

  if (value.overflow)
    {
      fail (writer, node, name);
      return;
    }
  fac_decimal_write (value, buffer);
  xmlNewProp (node, BAD_CAST name, BAD_CAST buffer);
}

static xmlNode *
add (Writer *writer, xmlNode *parent, const char *name)
{
  return xmlNewChild (parent, writer->cfdi, BAD_CAST name, NULL);
}

static void
put_list (Writer *writer, xmlNode *parent, char **values, const char *element,
          const char *attribute)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    put (writer, add (writer, parent, element), attribute, values[i]);
}

/* Declares on the root what @node and what is below it use. */
static void
declare_namespaces (Writer *writer, const xmlNode *node)
{
  const xmlNs *ns = node->ns;

  if (ns != NULL && ns->prefix != NULL &&
      xmlSearchNsByHref (writer->doc, writer->root, ns->href) == NULL &&
      xmlSearchNs (writer->doc, writer->root, ns->prefix) == NULL)
    xmlNewNs (writer->root, ns->href, ns->prefix);
  for (node = node->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      declare_namespaces (writer, node);
}

static char *
wrap_source (const Writer *writer, const char *source)
{
  GString *wrapped = g_string_new ("<x");

  for (guint i = 0; i < writer->spaces->len; i++)
    {
      const FacCfdiEspacio *space = g_ptr_array_index (writer->spaces, i);
      g_autofree char *uri = g_markup_escape_text (space->uri, -1);

      g_string_append_printf (wrapped, " xmlns:%s=\"%s\"", space->prefijo, uri);
    }
  g_string_append_printf (wrapped, ">%s</x>", source);
  return g_string_free (wrapped, FALSE);
}

static void
put_source (Writer *writer, xmlNode *parent, const char *source, gboolean on_root)
{
  g_autofree char *wrapped = wrap_source (writer, source);
  g_autoptr (xmlDoc) fragment =
    fac_xml_parse (wrapped, strlen (wrapped), writer->error == NULL ? &writer->error : NULL);

  if (fragment == NULL)
    return;
  for (xmlNode *node = xmlDocGetRootElement (fragment)->children; node != NULL; node = node->next)
    {
      xmlNode *copy;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (on_root)
        declare_namespaces (writer, node);
      copy = xmlAddChild (parent, xmlDocCopyNode (node, writer->doc, 1));
      xmlDOMWrapReconcileNamespaces (NULL, copy, 1 << 0 /* XML_DOM_RECONNS_REMOVEREDUND */);
    }
}

static void
put_tax (Writer *writer, xmlNode *group, const FacCfdiTax *tax, gboolean summary)
{
  xmlNode *node = add (writer, group, tax->retencion ? "Retencion" : "Traslado");
  gboolean brief = summary && tax->retencion;

  if (!brief)
    put_decimal (writer, node, "Base", tax->base);
  put (writer, node, "Impuesto", fac_tax_kind_to_sat (tax->impuesto));
  if (!brief)
    put (writer, node, "TipoFactor", fac_tax_factor_to_text (tax->tipo_factor));
  if (!brief && tax->tipo_factor != FAC_TAX_EXENTO)
    put_decimal (writer, node, "TasaOCuota", tax->tasa_o_cuota);
  if (brief || tax->tipo_factor != FAC_TAX_EXENTO)
    put_decimal (writer, node, "Importe", tax->importe);
}

static void
put_tax_group (Writer *writer, xmlNode *parent, const GArray *taxes, gboolean withheld,
               gboolean summary)
{
  xmlNode *group = NULL;

  for (guint i = 0; i < taxes->len; i++)
    {
      const FacCfdiTax *tax = &g_array_index (taxes, FacCfdiTax, i);

      if (!!tax->retencion != withheld)
        continue;
      if (group == NULL)
        group = add (writer, parent, withheld ? "Retenciones" : "Traslados");
      put_tax (writer, group, tax, summary);
    }
}

static void
put_part (Writer *writer, xmlNode *parent, const FacCfdiParte *part)
{
  xmlNode *node = add (writer, parent, "Parte");

  put (writer, node, "ClaveProdServ", part->clave_prod_serv);
  put (writer, node, "NoIdentificacion", part->no_identificacion);
  put_decimal (writer, node, "Cantidad", part->cantidad);
  put (writer, node, "Unidad", part->unidad);
  put (writer, node, "Descripcion", part->descripcion);
  if (part->has_valor_unitario)
    {
      put_decimal (writer, node, "ValorUnitario", part->valor_unitario);
      put_decimal (writer, node, "Importe", part->importe);
    }
  put_list (writer, node, part->informacion_aduanera, "InformacionAduanera", "NumeroPedimento");
}

static void
put_line_children (Writer *writer, xmlNode *node, const FacCfdiConcepto *line)
{
  if (line->taxes != NULL && line->taxes->len > 0)
    {
      xmlNode *taxes = add (writer, node, "Impuestos");

      put_tax_group (writer, taxes, line->taxes, FALSE, FALSE);
      put_tax_group (writer, taxes, line->taxes, TRUE, FALSE);
    }
  if (!fac_text_is_empty (line->tercero_rfc))
    {
      xmlNode *third = add (writer, node, "ACuentaTerceros");

      put (writer, third, "RfcACuentaTerceros", line->tercero_rfc);
      put (writer, third, "NombreACuentaTerceros", line->tercero_nombre);
      put (writer, third, "RegimenFiscalACuentaTerceros", line->tercero_regimen);
      put (writer, third, "DomicilioFiscalACuentaTerceros", line->tercero_domicilio);
    }
  put_list (writer, node, line->informacion_aduanera, "InformacionAduanera", "NumeroPedimento");
  put_list (writer, node, line->cuenta_predial, "CuentaPredial", "Numero");
  if (!fac_text_is_empty (line->complemento))
    put_source (writer, add (writer, node, "ComplementoConcepto"), line->complemento, TRUE);
  for (guint i = 0; line->partes != NULL && i < line->partes->len; i++)
    put_part (writer, node, g_ptr_array_index (line->partes, i));
}

static void
put_line (Writer *writer, xmlNode *parent, const FacCfdiConcepto *line)
{
  xmlNode *node = add (writer, parent, "Concepto");

  put (writer, node, "ClaveProdServ", line->clave_prod_serv);
  put (writer, node, "NoIdentificacion", line->no_identificacion);
  put_decimal (writer, node, "Cantidad", line->cantidad);
  put (writer, node, "ClaveUnidad", line->clave_unidad);
  put (writer, node, "Unidad", line->unidad);
  put (writer, node, "Descripcion", line->descripcion);
  put_decimal (writer, node, "ValorUnitario", line->valor_unitario);
  put_decimal (writer, node, "Importe", line->importe);
  if (line->has_descuento)
    put_decimal (writer, node, "Descuento", line->descuento);
  put (writer, node, "ObjetoImp", line->objeto_imp);
  put_line_children (writer, node, line);
}

static void
put_root (Writer *writer, const FacCfdi *cfdi)
{
  xmlNode *root = writer->root;

  put (writer, root, "Version", "4.0");
  put (writer, root, "Serie", cfdi->serie);
  put (writer, root, "Folio", cfdi->folio);
  put (writer, root, "Fecha", cfdi->fecha);
  put (writer, root, "Sello", cfdi->sello);
  put (writer, root, "FormaPago", cfdi->forma_pago);
  put (writer, root, "NoCertificado", cfdi->no_certificado);
  put (writer, root, "Certificado", cfdi->certificado);
  put (writer, root, "CondicionesDePago", cfdi->condiciones_de_pago);
  put_decimal (writer, root, "SubTotal", cfdi->sub_total);
  if (cfdi->has_descuento)
    put_decimal (writer, root, "Descuento", cfdi->descuento);
  put (writer, root, "Moneda", cfdi->moneda);
  if (cfdi->has_tipo_cambio)
    put_decimal (writer, root, "TipoCambio", cfdi->tipo_cambio);
  put_decimal (writer, root, "Total", cfdi->total);
  put (writer, root, "TipoDeComprobante", cfdi->tipo_de_comprobante);
  put (writer, root, "Exportacion", cfdi->exportacion);
  put (writer, root, "MetodoPago", cfdi->metodo_pago);
  put (writer, root, "LugarExpedicion", cfdi->lugar_expedicion);
  put (writer, root, "Confirmacion", cfdi->confirmacion);
}

static void
put_relations (Writer *writer, const FacCfdi *cfdi)
{
  for (guint i = 0; i < cfdi->relacionados->len; i++)
    {
      const FacCfdiRelacion *relation = g_ptr_array_index (cfdi->relacionados, i);
      xmlNode *node = add (writer, writer->root, "CfdiRelacionados");

      put (writer, node, "TipoRelacion", relation->tipo_relacion);
      put_list (writer, node, relation->uuids, "CfdiRelacionado", "UUID");
    }
}

static void
put_heading (Writer *writer, const FacCfdi *cfdi)
{
  xmlNode *node;

  if (!fac_text_is_empty (cfdi->periodicidad) || !fac_text_is_empty (cfdi->meses) ||
      !fac_text_is_empty (cfdi->anio))
    {
      node = add (writer, writer->root, "InformacionGlobal");
      put (writer, node, "Periodicidad", cfdi->periodicidad);
      put (writer, node, "Meses", cfdi->meses);
      put (writer, node, "Año", cfdi->anio);
    }
  put_relations (writer, cfdi);
  node = add (writer, writer->root, "Emisor");
  put (writer, node, "Rfc", cfdi->emisor_rfc);
  put (writer, node, "Nombre", cfdi->emisor_nombre);
  put (writer, node, "RegimenFiscal", cfdi->emisor_regimen_fiscal);
  put (writer, node, "FacAtrAdquirente", cfdi->emisor_fac_atr_adquirente);
  node = add (writer, writer->root, "Receptor");
  put (writer, node, "Rfc", cfdi->receptor_rfc);
  put (writer, node, "Nombre", cfdi->receptor_nombre);
  put (writer, node, "DomicilioFiscalReceptor", cfdi->receptor_domicilio_fiscal);
  put (writer, node, "ResidenciaFiscal", cfdi->receptor_residencia_fiscal);
  put (writer, node, "NumRegIdTrib", cfdi->receptor_num_reg_id_trib);
  put (writer, node, "RegimenFiscalReceptor", cfdi->receptor_regimen_fiscal);
  put (writer, node, "UsoCFDI", cfdi->receptor_uso_cfdi);
}

static void
put_document_taxes (Writer *writer, const FacCfdi *cfdi)
{
  xmlNode *node;

  if (cfdi->impuestos->len == 0 && !cfdi->has_total_retenidos && !cfdi->has_total_trasladados)
    return;
  node = add (writer, writer->root, "Impuestos");
  if (cfdi->has_total_retenidos)
    put_decimal (writer, node, "TotalImpuestosRetenidos", cfdi->total_retenidos);
  if (cfdi->has_total_trasladados)
    put_decimal (writer, node, "TotalImpuestosTrasladados", cfdi->total_trasladados);
  put_tax_group (writer, node, cfdi->impuestos, TRUE, TRUE);
  put_tax_group (writer, node, cfdi->impuestos, FALSE, TRUE);
}

static FacDecimal
local_total (const FacCfdi *cfdi, gboolean withheld)
{
  FacDecimal total = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < cfdi->locales->len; i++)
    {
      const FacCfdiLocalTax *tax = g_ptr_array_index (cfdi->locales, i);

      if (!!tax->retencion == withheld)
        total = fac_decimal_add (total, tax->importe);
    }
  return fac_decimal_round (total, 2, FAC_ROUND_HALF_UP);
}

static void
put_local_taxes (Writer *writer, xmlNode *complement, const FacCfdi *cfdi)
{
  xmlNs *ns = xmlNewNs (writer->root, BAD_CAST FAC_NS_IMPLOCAL, BAD_CAST "implocal");
  xmlNode *taxes = xmlNewChild (complement, ns, BAD_CAST "ImpuestosLocales", NULL);

  put (writer, taxes, "version", "1.0");
  put_decimal (writer, taxes, "TotaldeRetenciones", local_total (cfdi, TRUE));
  put_decimal (writer, taxes, "TotaldeTraslados", local_total (cfdi, FALSE));
  for (int withheld = TRUE; withheld >= FALSE; withheld--)
    for (guint i = 0; i < cfdi->locales->len; i++)
      {
        const FacCfdiLocalTax *tax = g_ptr_array_index (cfdi->locales, i);
        xmlNode *node;

        if (!!tax->retencion != withheld)
          continue;
        node = xmlNewChild (taxes, ns,
                            BAD_CAST (withheld ? "RetencionesLocales" : "TrasladosLocales"), NULL);
        put (writer, node, withheld ? "ImpLocRetenido" : "ImpLocTrasladado", tax->nombre);
        put_decimal (writer, node, withheld ? "TasadeRetencion" : "TasadeTraslado", tax->tasa);
        put_decimal (writer, node, "Importe", tax->importe);
      }
}

static void
put_timbre (Writer *writer, xmlNode *complement, const FacCfdiTimbre *timbre)
{
  xmlNode *node = xmlNewChild (complement, NULL, BAD_CAST "TimbreFiscalDigital", NULL);
  xmlNs *xsi = xmlSearchNs (writer->doc, writer->root, BAD_CAST "xsi");

  xmlSetNs (node, xmlNewNs (node, BAD_CAST FAC_NS_TIMBRE, BAD_CAST "tfd"));
  xmlNewNsProp (node, xsi, BAD_CAST "schemaLocation", BAD_CAST FAC_NS_TIMBRE " " TIMBRE_SCHEMA);
  put (writer, node, "Version", "1.1");
  put (writer, node, "UUID", timbre->uuid);
  put (writer, node, "FechaTimbrado", timbre->fecha_timbrado);
  put (writer, node, "RfcProvCertif", timbre->rfc_prov_certif);
  put (writer, node, "Leyenda", timbre->leyenda);
  put (writer, node, "SelloCFD", timbre->sello_cfd);
  put (writer, node, "NoCertificadoSAT", timbre->no_certificado_sat);
  put (writer, node, "SelloSAT", timbre->sello_sat);
}

static void
put_complements (Writer *writer, const FacCfdi *cfdi)
{
  xmlNode *complement;

  if (cfdi->locales->len == 0 && fac_text_is_empty (cfdi->complemento) && cfdi->timbre == NULL)
    return;
  complement = add (writer, writer->root, "Complemento");
  if (cfdi->locales->len > 0)
    put_local_taxes (writer, complement, cfdi);
  if (!fac_text_is_empty (cfdi->complemento))
    put_source (writer, complement, cfdi->complemento, TRUE);
  if (cfdi->timbre != NULL)
    put_timbre (writer, complement, cfdi->timbre);
}

static void
declare_spaces (Writer *writer)
{
  for (guint i = 0; i < writer->spaces->len; i++)
    {
      const FacCfdiEspacio *space = g_ptr_array_index (writer->spaces, i);

      if (xmlSearchNs (writer->doc, writer->root, BAD_CAST space->prefijo) == NULL)
        xmlNewNs (writer->root, BAD_CAST space->uri, BAD_CAST space->prefijo);
    }
}

static const char *
schema_of (const Writer *writer, const char *uri)
{
  for (guint i = 0; i < writer->spaces->len; i++)
    {
      const FacCfdiEspacio *space = g_ptr_array_index (writer->spaces, i);

      if (g_strcmp0 (space->uri, uri) == 0 && !fac_text_is_empty (space->esquema))
        return space->esquema;
    }
  return fac_cadena_order_schema (uri);
}

static void
put_schema_locations (Writer *writer, xmlNs *xsi)
{
  g_autoptr (GString) locations = g_string_new (NULL);

  for (const xmlNs *ns = writer->root->nsDef; ns != NULL; ns = ns->next)
    {
      const char *schema = schema_of (writer, (const char *) ns->href);

      if (schema != NULL)
        g_string_append_printf (locations, "%s%s %s", locations->len > 0 ? " " : "", ns->href,
                                schema);
    }
  xmlNewNsProp (writer->root, xsi, BAD_CAST "schemaLocation", BAD_CAST locations->str);
}

static void
put_document (Writer *writer, const FacCfdi *cfdi)
{
  xmlNs *xsi;
  xmlNode *lines;

  writer->root = xmlNewNode (NULL, BAD_CAST "Comprobante");
  xmlDocSetRootElement (writer->doc, writer->root);
  writer->cfdi = xmlNewNs (writer->root, BAD_CAST FAC_NS_CFDI_40, BAD_CAST "cfdi");
  xmlSetNs (writer->root, writer->cfdi);
  xsi = xmlNewNs (writer->root, BAD_CAST FAC_NS_XSI, BAD_CAST "xsi");
  writer->spaces = cfdi->espacios;
  declare_spaces (writer);
  put_root (writer, cfdi);
  put_heading (writer, cfdi);
  lines = add (writer, writer->root, "Conceptos");
  for (guint i = 0; i < cfdi->conceptos->len; i++)
    put_line (writer, lines, g_ptr_array_index (cfdi->conceptos, i));
  put_document_taxes (writer, cfdi);
  put_complements (writer, cfdi);
  put_schema_locations (writer, xsi);
  if (!fac_text_is_empty (cfdi->addenda))
    put_source (writer, add (writer, writer->root, "Addenda"), cfdi->addenda, FALSE);
}

GBytes *
fac_cfdi_write (const FacCfdi *cfdi, GError **error)
{
  g_autoptr (xmlDoc) doc = NULL;
  Writer writer = { 0 };
  xmlChar *text = NULL;
  int size = 0;
  GBytes *bytes;

  if (cfdi->version != NULL && !g_str_equal (cfdi->version, "4.0"))
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("CFDI %s is only read, never written"),
                   cfdi->version);
      return NULL;
    }
  doc = writer.doc = xmlNewDoc (BAD_CAST "1.0");
  put_document (&writer, cfdi);
  if (writer.error != NULL)
    {
      g_propagate_error (error, writer.error);
      return NULL;
    }
  xmlDocDumpMemoryEnc (doc, &text, &size, "UTF-8");
  bytes = g_bytes_new (text, (gsize) size);
  xmlFree (text);
  return bytes;
}
