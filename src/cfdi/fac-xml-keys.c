/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-xml-keys.h"

static const struct { const char *name; const char *catalog; } keys[] = {
  { "FormaPago", FAC_CATALOG_PAYMENT_FORMS },
  { "FormaDePagoP", FAC_CATALOG_PAYMENT_FORMS },
  { "MetodoPago", FAC_CATALOG_PAYMENT_METHODS },
  { "MetodoDePagoDR", FAC_CATALOG_PAYMENT_METHODS },
  { "Moneda", FAC_CATALOG_CURRENCIES },
  { "MonedaP", FAC_CATALOG_CURRENCIES },
  { "MonedaDR", FAC_CATALOG_CURRENCIES },
  { "TipoDeComprobante", FAC_CATALOG_INVOICE_TYPES },
  { "Exportacion", FAC_CATALOG_EXPORT },
  { "LugarExpedicion", FAC_CATALOG_ZIPS },
  { "DomicilioFiscalReceptor", FAC_CATALOG_ZIPS },
  { "RegimenFiscal", FAC_CATALOG_TAX_SYSTEMS },
  { "RegimenFiscalReceptor", FAC_CATALOG_TAX_SYSTEMS },
  { "UsoCFDI", FAC_CATALOG_USES },
  { "ClaveProdServ", FAC_CATALOG_PRODUCTS },
  { "ClaveUnidad", FAC_CATALOG_UNITS },
  { "ObjetoImp", FAC_CATALOG_TAXABILITY },
  { "ObjetoImpDR", FAC_CATALOG_TAXABILITY },
  { "TipoRelacion", FAC_CATALOG_RELATIONS },
  { "Periodicidad", FAC_CATALOG_PERIODICITIES },
  { "Meses", FAC_CATALOG_MONTHS },
  { "ResidenciaFiscal", FAC_CATALOG_COUNTRIES },
  { "Pais", FAC_CATALOG_COUNTRIES },
  { "TipoPercepcion", FAC_CATALOG_EARNINGS },
  { "TipoDeduccion", FAC_CATALOG_DEDUCTIONS },
  { "TipoOtroPago", FAC_CATALOG_OTHER_PAYMENTS },
};

/* c_Impuesto is no list of the catalogs: it has three keys */
static const char *
tax_word (const char *name, const char *key)
{
  static const struct { const char *key, *word; } taxes[] = {
    { "001", "ISR" }, { "002", "IVA" }, { "003", "IEPS" },
  };

  if (!g_str_has_prefix (name, "Impuesto"))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (taxes); i++)
    if (g_str_equal (taxes[i].key, key))
      return taxes[i].word;
  return NULL;
}

char *
fac_xml_key_words (FacCatalogSource *catalog, const char *name, const char *key)
{
  if (tax_word (name, key) != NULL)
    return g_strdup (tax_word (name, key));
  for (guint i = 0; catalog != NULL && i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].name, name))
      {
        g_autoptr (FacCatalogEntry) entry = fac_catalog_source_lookup (catalog, keys[i].catalog,
                                                                       key);

        return entry != NULL ? g_strdup (entry->es) : NULL;
      }
  return NULL;
}

char *
fac_xml_element_summary (const FacXmlElement *element)
{
  static const char *const telling[] = { "Descripcion", "Nombre", "Serie", "Folio", "UUID",
                                         "IdDocumento", "Impuesto", "TasaOCuota", "Importe", "Monto",
                                         "Total" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    for (guint j = 0; j < element->attributes->len; j++)
      {
        const FacXmlAttribute *at = &g_array_index (element->attributes, FacXmlAttribute, j);

        if (g_str_equal (at->name, telling[i]) && *at->value != '\0')
          g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", at->value);
      }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}
