/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-xml.h"

#include "fac-error.h"
#include "fac-text.h"
#include "fac-timbre.h"
#include "fac-xml.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *ns; /* of this version's Comprobante */
  GError     *error;
} Reader;

static void
take_text (const xmlNode *node, const char *name, char **place)
{
  g_free (*place);
  *place = fac_xml_attribute (node, name);
}

static void
fail (Reader *reader, const xmlNode *node, const char *name)
{
  if (reader->error == NULL)
    reader->error = g_error_new (FAC_ERROR, FAC_ERROR_INVALID, _("Line %ld: %s of %s cannot be read"),
                                 xmlGetLineNo (node), name, node->name);
}

static gboolean
take_decimal (Reader *reader, const xmlNode *node, const char *name, FacDecimal *place)
{
  g_autofree char *raw = fac_xml_attribute (node, name);
  g_autofree char *text = raw != NULL ? fac_text_normalize_space (raw) : NULL;

  *place = FAC_DECIMAL_ZERO;
  if (text == NULL || *text == '\0')
    return FALSE;
  if (!fac_decimal_parse (text, -1, place))
    fail (reader, node, name);
  return TRUE;
}

static char **
take_list (Reader *reader, const xmlNode *parent, const char *element, const char *attribute)
{
  xmlNode *node = fac_xml_first (parent, reader->ns, element);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  gboolean any = FALSE;

  for (; node != NULL; node = fac_xml_next (node))
    {
      g_autofree char *value = fac_xml_attribute (node, attribute);

      if (value == NULL)
        continue;
      g_strv_builder_add (list, value);
      any = TRUE;
    }
  return any ? g_strv_builder_end (list) : NULL;
}

static char *
take_children_source (const xmlNode *parent)
{
  g_autoptr (GString) source = g_string_new (NULL);

  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      fac_xml_append_source (node, source);
  return source->len > 0 ? g_strdup (source->str) : NULL;
}

static void
read_tax (Reader *reader, const xmlNode *node, gboolean withheld, GArray *taxes)
{
  g_autofree char *kind = fac_xml_attribute (node, "Impuesto");
  g_autofree char *factor = fac_xml_attribute (node, "TipoFactor");
  FacCfdiTax tax = { .retencion = withheld };

  if (kind == NULL || !fac_tax_kind_from_sat (kind, &tax.impuesto))
    fail (reader, node, "Impuesto");
  if (factor != NULL && !fac_tax_factor_from_text (factor, &tax.tipo_factor))
    fail (reader, node, "TipoFactor");
  take_decimal (reader, node, "Base", &tax.base);
  take_decimal (reader, node, "TasaOCuota", &tax.tasa_o_cuota);
  take_decimal (reader, node, "Importe", &tax.importe);
  g_array_append_val (taxes, tax);
}

static void
read_taxes (Reader *reader, const xmlNode *impuestos, GArray *taxes)
{
  const xmlNode *group;

  for (group = impuestos->children; group != NULL; group = group->next)
    {
      gboolean withheld = fac_xml_is (group, reader->ns, "Retenciones");
      xmlNode *tax;

      if (!withheld && !fac_xml_is (group, reader->ns, "Traslados"))
        continue;
      tax = fac_xml_first (group, reader->ns, withheld ? "Retencion" : "Traslado");
      for (; tax != NULL; tax = fac_xml_next (tax))
        read_tax (reader, tax, withheld, taxes);
    }
}

static FacCfdiParte *
read_part (Reader *reader, const xmlNode *node)
{
  FacCfdiParte *part = fac_cfdi_parte_new ();

  take_text (node, "ClaveProdServ", &part->clave_prod_serv);
  take_text (node, "NoIdentificacion", &part->no_identificacion);
  take_decimal (reader, node, "Cantidad", &part->cantidad);
  take_text (node, "Unidad", &part->unidad);
  take_text (node, "Descripcion", &part->descripcion);
  part->has_valor_unitario = take_decimal (reader, node, "ValorUnitario", &part->valor_unitario);
  take_decimal (reader, node, "Importe", &part->importe);
  part->informacion_aduanera = take_list (reader, node, "InformacionAduanera", "NumeroPedimento");
  return part;
}

static void
read_line_children (Reader *reader, const xmlNode *node, FacCfdiConcepto *line)
{
  const xmlNode *taxes = fac_xml_first (node, reader->ns, "Impuestos");
  const xmlNode *third = fac_xml_first (node, reader->ns, "ACuentaTerceros");
  const xmlNode *complement = fac_xml_first (node, reader->ns, "ComplementoConcepto");
  const xmlNode *part = fac_xml_first (node, reader->ns, "Parte");

  if (taxes != NULL)
    {
      if (line->taxes == NULL)
        line->taxes = g_array_new (FALSE, TRUE, sizeof (FacCfdiTax));
      read_taxes (reader, taxes, line->taxes);
    }
  if (third != NULL)
    {
      take_text (third, "RfcACuentaTerceros", &line->tercero_rfc);
      take_text (third, "NombreACuentaTerceros", &line->tercero_nombre);
      take_text (third, "RegimenFiscalACuentaTerceros", &line->tercero_regimen);
      take_text (third, "DomicilioFiscalACuentaTerceros", &line->tercero_domicilio);
    }
  line->informacion_aduanera = take_list (reader, node, "InformacionAduanera", "NumeroPedimento");
  line->cuenta_predial = take_list (reader, node, "CuentaPredial", "Numero");
  if (complement != NULL)
    line->complemento = take_children_source (complement);
  for (; part != NULL; part = fac_xml_next (part))
    {
      if (line->partes == NULL)
        line->partes = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_cfdi_parte_free);
      g_ptr_array_add (line->partes, read_part (reader, part));
    }
}

static FacCfdiConcepto *
read_line (Reader *reader, const xmlNode *node)
{
  FacCfdiConcepto *line = fac_cfdi_concepto_new ();

  take_text (node, "ClaveProdServ", &line->clave_prod_serv);
  take_text (node, "NoIdentificacion", &line->no_identificacion);
  take_decimal (reader, node, "Cantidad", &line->cantidad);
  take_text (node, "ClaveUnidad", &line->clave_unidad);
  take_text (node, "Unidad", &line->unidad);
  take_text (node, "Descripcion", &line->descripcion);
  take_decimal (reader, node, "ValorUnitario", &line->valor_unitario);
  take_decimal (reader, node, "Importe", &line->importe);
  line->has_descuento = take_decimal (reader, node, "Descuento", &line->descuento);
  take_text (node, "ObjetoImp", &line->objeto_imp);
  read_line_children (reader, node, line);
  return line;
}

static void
read_root (Reader *reader, const xmlNode *root, FacCfdi *cfdi)
{
  take_text (root, "Serie", &cfdi->serie);
  take_text (root, "Folio", &cfdi->folio);
  take_text (root, "Fecha", &cfdi->fecha);
  take_text (root, "Sello", &cfdi->sello);
  take_text (root, "FormaPago", &cfdi->forma_pago);
  take_text (root, "NoCertificado", &cfdi->no_certificado);
  take_text (root, "Certificado", &cfdi->certificado);
  take_text (root, "CondicionesDePago", &cfdi->condiciones_de_pago);
  take_decimal (reader, root, "SubTotal", &cfdi->sub_total);
  cfdi->has_descuento = take_decimal (reader, root, "Descuento", &cfdi->descuento);
  take_text (root, "Moneda", &cfdi->moneda);
  cfdi->has_tipo_cambio = take_decimal (reader, root, "TipoCambio", &cfdi->tipo_cambio);
  take_decimal (reader, root, "Total", &cfdi->total);
  take_text (root, "TipoDeComprobante", &cfdi->tipo_de_comprobante);
  take_text (root, "Exportacion", &cfdi->exportacion);
  take_text (root, "MetodoPago", &cfdi->metodo_pago);
  take_text (root, "LugarExpedicion", &cfdi->lugar_expedicion);
  take_text (root, "Confirmacion", &cfdi->confirmacion);
}

static void
read_parties (Reader *reader, const xmlNode *root, FacCfdi *cfdi)
{
  const xmlNode *global = fac_xml_first (root, reader->ns, "InformacionGlobal");
  const xmlNode *issuer = fac_xml_first (root, reader->ns, "Emisor");
  const xmlNode *receiver = fac_xml_first (root, reader->ns, "Receptor");

  if (global != NULL)
    {
      take_text (global, "Periodicidad", &cfdi->periodicidad);
      take_text (global, "Meses", &cfdi->meses);
      take_text (global, "Año", &cfdi->anio);
    }
  if (issuer != NULL)
    {
      take_text (issuer, "Rfc", &cfdi->emisor_rfc);
      take_text (issuer, "Nombre", &cfdi->emisor_nombre);
      take_text (issuer, "RegimenFiscal", &cfdi->emisor_regimen_fiscal);
      take_text (issuer, "FacAtrAdquirente", &cfdi->emisor_fac_atr_adquirente);
    }
  if (receiver != NULL)
    {
      take_text (receiver, "Rfc", &cfdi->receptor_rfc);
      take_text (receiver, "Nombre", &cfdi->receptor_nombre);
      take_text (receiver, "DomicilioFiscalReceptor", &cfdi->receptor_domicilio_fiscal);
      take_text (receiver, "ResidenciaFiscal", &cfdi->receptor_residencia_fiscal);
      take_text (receiver, "NumRegIdTrib", &cfdi->receptor_num_reg_id_trib);
      take_text (receiver, "RegimenFiscalReceptor", &cfdi->receptor_regimen_fiscal);
      take_text (receiver, "UsoCFDI", &cfdi->receptor_uso_cfdi);
    }
}

static void
read_relations (Reader *reader, const xmlNode *root, FacCfdi *cfdi)
{
  const xmlNode *node = fac_xml_first (root, reader->ns, "CfdiRelacionados");

  for (; node != NULL; node = fac_xml_next (node))
    {
      FacCfdiRelacion *relation = fac_cfdi_relacion_new ();

      take_text (node, "TipoRelacion", &relation->tipo_relacion);
      g_strfreev (relation->uuids);
      relation->uuids = take_list (reader, node, "CfdiRelacionado", "UUID");
      g_ptr_array_add (cfdi->relacionados, relation);
    }
}

static void
read_document_taxes (Reader *reader, const xmlNode *root, FacCfdi *cfdi)
{
  const xmlNode *taxes = fac_xml_first (root, reader->ns, "Impuestos");

  if (taxes == NULL)
    return;
  cfdi->has_total_retenidos =
    take_decimal (reader, taxes, "TotalImpuestosRetenidos", &cfdi->total_retenidos);
  cfdi->has_total_trasladados =
    take_decimal (reader, taxes, "TotalImpuestosTrasladados", &cfdi->total_trasladados);
  read_taxes (reader, taxes, cfdi->impuestos);
}

static void
read_local_taxes (Reader *reader, const xmlNode *node, FacCfdi *cfdi)
{
  for (node = node->children; node != NULL; node = node->next)
    {
      gboolean withheld = fac_xml_is (node, FAC_NS_IMPLOCAL, "RetencionesLocales");
      FacCfdiLocalTax *tax;

      if (!withheld && !fac_xml_is (node, FAC_NS_IMPLOCAL, "TrasladosLocales"))
        continue;
      tax = fac_cfdi_local_tax_new ();
      tax->retencion = withheld;
      take_text (node, withheld ? "ImpLocRetenido" : "ImpLocTrasladado", &tax->nombre);
      take_decimal (reader, node, withheld ? "TasadeRetencion" : "TasadeTraslado", &tax->tasa);
      take_decimal (reader, node, "Importe", &tax->importe);
      g_ptr_array_add (cfdi->locales, tax);
    }
}

/* 3.3 allows several Complemento nodes; all are read as one. */
static void
read_complements (Reader *reader, const xmlNode *root, FacCfdi *cfdi)
{
  const xmlNode *timbre = fac_timbre_find (root);
  const xmlNode *complement = fac_xml_first (root, reader->ns, "Complemento");
  g_autoptr (GString) others = g_string_new (NULL);

  if (timbre != NULL)
    {
      g_clear_pointer (&cfdi->timbre, fac_cfdi_timbre_free);
      cfdi->timbre = fac_timbre_read (timbre);
    }
  for (; complement != NULL; complement = fac_xml_next (complement))
    for (xmlNode *node = complement->children; node != NULL; node = node->next)
      {
        if (node->type != XML_ELEMENT_NODE ||
            fac_xml_is (node, FAC_NS_TIMBRE, "TimbreFiscalDigital"))
          continue;
        if (fac_xml_is (node, FAC_NS_IMPLOCAL, "ImpuestosLocales"))
          read_local_taxes (reader, node, cfdi);
        else
          fac_xml_append_source (node, others);
      }
  if (others->len > 0)
    cfdi->complemento = g_strdup (others->str);
}

static FacCfdi *
read_document (Reader *reader, const xmlNode *root)
{
  g_autoptr (FacCfdi) cfdi = fac_cfdi_new ();
  const xmlNode *lines = fac_xml_first (root, reader->ns, "Conceptos");
  const xmlNode *line = fac_xml_first (lines, reader->ns, "Concepto");
  const xmlNode *addenda = fac_xml_first (root, reader->ns, "Addenda");

  read_root (reader, root, cfdi);
  read_relations (reader, root, cfdi);
  read_parties (reader, root, cfdi);
  for (; line != NULL; line = fac_xml_next (line))
    g_ptr_array_add (cfdi->conceptos, read_line (reader, line));
  read_document_taxes (reader, root, cfdi);
  read_complements (reader, root, cfdi);
  if (addenda != NULL)
    cfdi->addenda = take_children_source (addenda);
  return reader->error == NULL ? g_steal_pointer (&cfdi) : NULL;
}

FacCfdi *
fac_cfdi_read (GBytes *xml, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);
  g_autoptr (xmlDoc) doc = fac_xml_parse (data, size, error);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  g_autofree char *version = NULL;
  Reader reader = { 0 };
  FacCfdi *cfdi;

  if (root == NULL)
    return NULL;
  version = fac_xml_attribute (root, "Version");
  if (fac_xml_is (root, FAC_NS_CFDI_40, "Comprobante") && g_strcmp0 (version, "4.0") == 0)
    reader.ns = FAC_NS_CFDI_40;
  else if (fac_xml_is (root, FAC_NS_CFDI_33, "Comprobante") && g_strcmp0 (version, "3.3") == 0)
    reader.ns = FAC_NS_CFDI_33;
  else
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("Not a CFDI 4.0 or 3.3: %s %s"), root->name,
                   version != NULL ? version : "");
      return NULL;
    }
  cfdi = read_document (&reader, root);
  if (cfdi == NULL)
    g_propagate_error (error, reader.error);
  else
    fac_set_string (&cfdi->version, version);
  return cfdi;
}
