/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-field.h"

#include "fac-sat-schema.h"

#include <string.h>

#define LINE "cfdi:Comprobante/Conceptos/Concepto"
#define PAYMENT "Pagos20:Pagos/Pago"
#define PAYROLL "nomina12:Nomina"
#define PLATFORM "PlataformasTecnologicas10:ServiciosPlataformasTecnologicas"
#define CARTA "CartaPorte31:CartaPorte"

/* Elements, and attributes after "@": what they add to the path of the element around them. "[]" is
 * the position among those of its name; "" adds nothing; a leading "/" begins anew. */
static const struct { const char *xml; const char *json; } fields[] = {
  { CARTA "/FiguraTransporte/TiposFigura", "[]" },
  { CARTA "/Mercancias/Autotransporte/Remolques/Remolque", "[]" },
  { CARTA "/Ubicaciones/Ubicacion", "[]" },
  { "Pagos20:Pagos/Pago", "[]" },
  { PAYMENT "/DoctoRelacionado", "related_documents[]" },
  { PAYMENT "/DoctoRelacionado/ImpuestosDR", "taxes" },
  { PAYMENT "/DoctoRelacionado@EquivalenciaDR", "exchange" },
  { PAYMENT "/DoctoRelacionado@Folio", "folio_number" },
  { PAYMENT "/DoctoRelacionado@IdDocumento", "uuid" },
  { PAYMENT "/DoctoRelacionado@ImpPagado", "amount" },
  { PAYMENT "/DoctoRelacionado@ImpSaldoAnt", "last_balance" },
  { PAYMENT "/DoctoRelacionado@ImpSaldoInsoluto", "last_balance" },
  { PAYMENT "/DoctoRelacionado@MonedaDR", "currency" },
  { PAYMENT "/DoctoRelacionado@NumParcialidad", "installment" },
  { PAYMENT "/DoctoRelacionado@ObjetoImpDR", "taxability" },
  { PAYMENT "/DoctoRelacionado@Serie", "series" },
  { PAYMENT "@FechaPago", "date" },
  { PAYMENT "@FormaDePagoP", "payment_form" },
  { PAYMENT "@MonedaP", "currency" },
  { PAYMENT "@Monto", "related_documents" },
  { PAYMENT "@TipoCambioP", "exchange" },
  { PLATFORM "/Servicios", "" },
  { PLATFORM "/Servicios/DetallesDelServicio", "servicios[]" },
  { PLATFORM "/Servicios/DetallesDelServicio/ImpuestosTrasladadosdelServicio",
    "impuestos_trasladados" },
  { PLATFORM "@MonTotalporUsoPlataforma", "mon_total_por_uso_plataforma" },
  { "cfdi:Comprobante", "" },
  { "cfdi:Comprobante/CfdiRelacionados", "related_documents[]" },
  { "cfdi:Comprobante/CfdiRelacionados/CfdiRelacionado", "documents[]" },
  { "cfdi:Comprobante/CfdiRelacionados/CfdiRelacionado@UUID", "" },
  { "cfdi:Comprobante/CfdiRelacionados@TipoRelacion", "relationship" },
  { "cfdi:Comprobante/Conceptos", "items" },
  { LINE, "[]" },
  { LINE "/ACuentaTerceros", "third_party" },
  { LINE "/ACuentaTerceros@DomicilioFiscalACuentaTerceros", "zip" },
  { LINE "/ACuentaTerceros@NombreACuentaTerceros", "legal_name" },
  { LINE "/ACuentaTerceros@RegimenFiscalACuentaTerceros", "tax_system" },
  { LINE "/ACuentaTerceros@RfcACuentaTerceros", "tax_id" },
  { LINE "/ComplementoConcepto", "complement" },
  { LINE "/CuentaPredial", "property_tax_account[]" },
  { LINE "/Impuestos", "product.taxes" },
  { LINE "/InformacionAduanera", "customs_keys[]" },
  { LINE "/Parte", "parts[]" },
  { LINE "/Parte/InformacionAduanera", "customs_keys[]" },
  { LINE "/Parte@Cantidad", "quantity" },
  { LINE "/Parte@ClaveProdServ", "product_key" },
  { LINE "/Parte@Descripcion", "description" },
  { LINE "/Parte@NoIdentificacion", "sku" },
  { LINE "/Parte@Unidad", "unit_name" },
  { LINE "/Parte@ValorUnitario", "unit_price" },
  { LINE "@Cantidad", "quantity" },
  { LINE "@ClaveProdServ", "product.product_key" },
  { LINE "@ClaveUnidad", "product.unit_key" },
  { LINE "@Descripcion", "product.description" },
  { LINE "@Descuento", "discount" },
  { LINE "@Importe", "product.price" },
  { LINE "@NoIdentificacion", "product.sku" },
  { LINE "@ObjetoImp", "product.taxability" },
  { LINE "@Unidad", "product.unit_name" },
  { LINE "@ValorUnitario", "product.price" },
  { "cfdi:Comprobante/Impuestos", "items" },
  { "cfdi:Comprobante/InformacionGlobal", "global" },
  { "cfdi:Comprobante/InformacionGlobal@Año", "year" },
  { "cfdi:Comprobante/InformacionGlobal@Meses", "months" },
  { "cfdi:Comprobante/InformacionGlobal@Periodicidad", "periodicity" },
  { "cfdi:Comprobante/Receptor", "customer" },
  { "cfdi:Comprobante/Receptor@DomicilioFiscalReceptor", "address.zip" },
  { "cfdi:Comprobante/Receptor@Nombre", "legal_name" },
  { "cfdi:Comprobante/Receptor@NumRegIdTrib", "tax_id" },
  { "cfdi:Comprobante/Receptor@RegimenFiscalReceptor", "tax_system" },
  { "cfdi:Comprobante/Receptor@ResidenciaFiscal", "address.country" },
  { "cfdi:Comprobante/Receptor@Rfc", "tax_id" },
  { "cfdi:Comprobante/Receptor@UsoCFDI", "/use" },
  { "cfdi:Comprobante@CondicionesDePago", "conditions" },
  { "cfdi:Comprobante@Descuento", "items" },
  { "cfdi:Comprobante@Exportacion", "export" },
  { "cfdi:Comprobante@Fecha", "date" },
  { "cfdi:Comprobante@Folio", "folio_number" },
  { "cfdi:Comprobante@FormaPago", "payment_form" },
  { "cfdi:Comprobante@LugarExpedicion", "address.zip" },
  { "cfdi:Comprobante@MetodoPago", "payment_method" },
  { "cfdi:Comprobante@Moneda", "currency" },
  { "cfdi:Comprobante@Serie", "series" },
  { "cfdi:Comprobante@SubTotal", "items" },
  { "cfdi:Comprobante@TipoCambio", "exchange" },
  { "cfdi:Comprobante@TipoDeComprobante", "type" },
  { "cfdi:Comprobante@Total", "items" },
  { "leyendasFiscales:LeyendasFiscales/Leyenda", "leyendas[]" },
  { PAYROLL "/Deducciones/Deduccion", "[]" },
  { PAYROLL "/Incapacidades/Incapacidad", "[]" },
  { PAYROLL "/OtrosPagos/OtroPago", "[]" },
  { PAYROLL "/OtrosPagos/OtroPago/SubsidioAlEmpleo", "" },
  { "retenciones:Retenciones", "" },
  { "retenciones:Retenciones/Periodo@Ejercicio", "ejerc" },
  { "retenciones:Retenciones/Receptor", "customer" },
  { "retenciones:Retenciones/Receptor/Extranjero", "" },
  { "retenciones:Retenciones/Receptor/Extranjero@NomDenRazSocR", "legal_name" },
  { "retenciones:Retenciones/Receptor/Extranjero@NumRegIdTribR", "tax_id" },
  { "retenciones:Retenciones/Receptor/Nacional", "" },
  { "retenciones:Retenciones/Receptor/Nacional@DomicilioFiscalR", "address.zip" },
  { "retenciones:Retenciones/Receptor/Nacional@NomDenRazSocR", "legal_name" },
  { "retenciones:Retenciones/Receptor/Nacional@RfcR", "tax_id" },
  { "retenciones:Retenciones/Receptor@NacionalidadR", "address.country" },
  { "retenciones:Retenciones/Totales/ImpRetenidos@ImpuestoRet", "impuesto" },
  { "retenciones:Retenciones@LugarExpRetenc", "" },
};

/* How the members of a complement's data are called after its XML. */
typedef enum { STYLE_NONE, STYLE_SAME, STYLE_SNAKE, STYLE_LOWER_FIRST } Style;

static Style
style_of (const FacSatElement *element)
{
  static const struct { const char *prefix; Style style; } styles[] = {
    { "CartaPorte31:", STYLE_SAME }, { "ComercioExterior20:", STYLE_SAME },
    { "iedu:", STYLE_SAME }, { "nomina12:", STYLE_SNAKE },
    { "PlataformasTecnologicas10:", STYLE_SNAKE }, { "leyendasFiscales:", STYLE_SNAKE },
    { "hidrocarburospetroliferos:", STYLE_SNAKE }, { "retenciones:Retenciones/", STYLE_SNAKE },
    { PAYMENT, STYLE_LOWER_FIRST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_has_prefix (element->path, styles[i].prefix))
      return styles[i].style;
  return g_str_equal (element->path, "retenciones:Retenciones") ? STYLE_SNAKE : STYLE_NONE;
}

/* "PrecioServSinIVA": precio_serv_sin_iva; "RFCTercero": rfc_tercero */
static char *
to_snake (const char *name)
{
  g_autofree char *plain = g_str_to_ascii (name, "C");
  GString *snake = g_string_new (NULL);

  for (gsize i = 0; plain[i] != '\0'; i++)
    {
      gboolean starts = g_ascii_isupper (plain[i]) && i > 0
        && (g_ascii_islower (plain[i - 1]) || g_ascii_islower (plain[i + 1]));

      if (starts)
        g_string_append_c (snake, '_');
      g_string_append_c (snake, g_ascii_tolower (plain[i]));
    }
  return g_string_free (snake, FALSE);
}

static char *
styled (const FacSatElement *element, const char *name)
{
  char *text;

  switch (style_of (element))
    {
    case STYLE_SAME:
      return g_strdup (name);
    case STYLE_SNAKE:
      return to_snake (name);
    case STYLE_LOWER_FIRST:
      text = g_strdup (name);
      text[0] = g_ascii_tolower (text[0]);
      return text;
    case STYLE_NONE:
    default:
      return g_strdup ("");
    }
}

static const char *
find_field (const char *xml)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].xml, xml))
      return fields[i].json;
  return NULL;
}

static int
position (xmlNode *node)
{
  int index = 0;

  for (xmlNode *before = node->prev; before != NULL; before = before->prev)
    index += before->type == XML_ELEMENT_NODE && xmlStrEqual (before->name, node->name);
  return index;
}

static void
append (GString *path, const char *json, xmlNode *node)
{
  gboolean indexed = g_str_has_suffix (json, "[]");
  gsize length = strlen (json) - (indexed ? 2 : 0);

  if (json[0] == '/')
    {
      g_string_assign (path, json + 1);
      return;
    }
  if (length > 0)
    g_string_append_printf (path, "%s%.*s", path->len > 0 ? "." : "", (int) length, json);
  if (indexed)
    g_string_append_printf (path, ".%d", position (node));
}

/* Local taxes come from the lines, and the stamp is nobody's: neither counts among the request's. */
static gboolean
is_of_request (xmlNode *complement)
{
  return !xmlStrEqual (complement->name, BAD_CAST "TimbreFiscalDigital")
    && !xmlStrEqual (complement->name, BAD_CAST "ImpuestosLocales");
}

/* Those of a retention are XML themselves, but for the one that may be given by its members. */
static gboolean
has_data (xmlNode *complement)
{
  return !xmlStrEqual (complement->parent->parent->name, BAD_CAST "Retenciones")
    || xmlStrEqual (complement->name, BAD_CAST "ServiciosPlataformasTecnologicas");
}

static void
append_complement (GString *path, xmlNode *node)
{
  int index = 0;

  if (!is_of_request (node))
    {
      g_string_append (path, xmlStrEqual (node->name, BAD_CAST "ImpuestosLocales") ? "items" : "");
      return;
    }
  for (xmlNode *before = xmlPreviousElementSibling (node); before != NULL;
       before = xmlPreviousElementSibling (before))
    index += is_of_request (before);
  g_string_append_printf (path, "complements.%d%s", index, has_data (node) ? ".data" : "");
}

static gboolean
is_complement (xmlNode *node)
{
  return node->parent != NULL && xmlStrEqual (node->parent->name, BAD_CAST "Complemento");
}

static void
append_node (GString *path, xmlNode *node)
{
  const FacSatElement *element = node->_private;
  const char *json;
  g_autofree char *name = NULL;

  if (node->type != XML_ELEMENT_NODE || element == NULL)
    return;
  append_node (path, node->parent);
  json = find_field (element->path);
  if (json != NULL)
    append (path, json, node);
  else if (is_complement (node))
    append_complement (path, node);
  else if (strchr (element->path, '/') != NULL && !g_str_has_suffix (element->path, "/Complemento"))
    {
      name = styled (element, element->name);
      append (path, name, node);
      if (element->repeats && *name != '\0')
        g_string_append_printf (path, ".%d", position (node));
    }
}

char *
fac_sat_field (xmlNode *node, const char *attribute)
{
  const FacSatElement *element = node->_private;
  GString *path = g_string_new (NULL);
  g_autofree char *xml = g_strconcat (element->path, "@", attribute, NULL);
  g_autofree char *name = NULL;
  const char *json = attribute != NULL ? find_field (xml) : NULL;

  append_node (path, node);
  if (attribute != NULL && json == NULL)
    json = name = styled (element, attribute);
  if (json != NULL)
    append (path, json, node);
  return g_string_free (path, path->len == 0);
}
