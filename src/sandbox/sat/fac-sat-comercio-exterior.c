/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-places.h"
#include "fac-sat-rules.h"

#include <string.h>

#define C "Complemento/ComercioExterior"
#define LINE "Conceptos/Concepto"
#define GOODS C "/Mercancias/Mercancia"
#define SAMPLES "9801000100"
#define UNITS "01|02|03|04|05|06|07|08|09|10|11|12|13|14|15|16|17|18|19|20|21|22|99"
#define EUROPE "DEU|AUT|BEL|BGR|CYP|HRV|DNK|SVK|SVN|ESP|EST|FIN|FRA|GRC|HUN|IRL|ITA|LVA|LTU|LUX|" \
               "MLT|NLD|POL|PRT|GBR|CZE|ROU|SWE"

/* What may stand beside it in cfdi:Complemento. */
static const char *const companions[] = {
  "ComercioExterior", "TimbreFiscalDigital", "ImpuestosLocales", "LeyendasFiscales", "CartaPorte",
  "Pagos", "CFDIRegistroFiscal", "Donatarias", NULL
};

static xmlNode *
trade (FacSat *sat)
{
  return fac_sat_child (sat->complement, "ComercioExterior");
}

static gboolean
test_receiver_not_issuer (FacSat *sat, xmlNode *node G_GNUC_UNUSED)
{
  g_autofree char *rfc = fac_sat_text (sat->issuer, "Rfc");

  return !fac_sat_is (sat->receiver, "Rfc", rfc);
}

static gboolean
test_repeated (FacSat *sat, xmlNode *node G_GNUC_UNUSED)
{
  return fac_sat_count (sat, sat->complement, "ComercioExterior", NULL) > 1;
}

static gboolean
test_stray (FacSat *sat, xmlNode *root G_GNUC_UNUSED)
{
  return fac_sat_strays (sat, "ComercioExterior");
}

static gboolean
test_company (FacSat *sat, xmlNode *node G_GNUC_UNUSED)
{
  for (xmlNode *other = sat->complement->children; other != NULL; other = other->next)
    if (other->type == XML_ELEMENT_NODE
        && !g_strv_contains (companions, (const char *) other->name))
      return TRUE;
  return FALSE;
}

/* 1 for a document in dollars; the rate is simulated otherwise. */
static gboolean
test_dollar (FacSat *sat, xmlNode *node)
{
  FacDecimal rate = fac_sat_value (node, "TipoCambioUSD");

  return fac_decimal_sign (rate) <= 0 || fac_sat_rate_far ("USD", rate)
    || (fac_sat_is (sat->root, "Moneda", "USD")
        && !fac_decimal_equal (rate, fac_sat_value (sat->root, "TipoCambio")));
}

static gboolean
test_total (FacSat *sat, xmlNode *node)
{
  return fac_sat_differs (node, "TotalUSD", TRUE,
                          fac_sat_sum (sat, node, "Mercancias/Mercancia", "ValorDolares", NULL));
}

static gboolean
id_wrong (xmlNode *party, xmlNode *place, const char *country_name)
{
  g_autofree char *country = fac_sat_text (place, country_name);
  g_autofree char *id = fac_sat_text (party, "NumRegIdTrib");

  return fac_sat_foreign_id_wrong (country, id);
}

static gboolean
test_owner_id (FacSat *sat G_GNUC_UNUSED, xmlNode *owner)
{
  return id_wrong (owner, owner, "ResidenciaFiscal");
}

static gboolean
test_party_id (FacSat *sat G_GNUC_UNUSED, xmlNode *party)
{
  return id_wrong (party, fac_sat_child (party, "Domicilio"), "Pais");
}

static gboolean
test_many_recipients (FacSat *sat G_GNUC_UNUSED, xmlNode *node)
{
  xmlNode *first = fac_sat_child (node, "Destinatario");

  return first != NULL && fac_sat_next (first, "Destinatario") != NULL;
}

static xmlNode *
line_of (FacSat *sat, xmlNode *goods)
{
  g_autofree char *key = fac_sat_text (goods, "NoIdentificacion");

  for (guint i = 0; i < sat->lines->len; i++)
    if (fac_sat_is (g_ptr_array_index (sat->lines, i), "NoIdentificacion", key))
      return g_ptr_array_index (sat->lines, i);
  return NULL;
}

static gboolean
test_no_line (FacSat *sat, xmlNode *goods)
{
  return line_of (sat, goods) == NULL;
}

static gboolean
test_goods_repeated (FacSat *sat G_GNUC_UNUSED, xmlNode *goods)
{
  g_autofree char *key = fac_sat_text (goods, "NoIdentificacion");
  g_autofree char *tariff = fac_sat_text (goods, "FraccionArancelaria");

  for (xmlNode *other = fac_sat_next (goods, "Mercancia"); other != NULL;
       other = fac_sat_next (other, "Mercancia"))
    if (fac_sat_is (other, "NoIdentificacion", key)
        && fac_sat_is (other, "FraccionArancelaria", tariff))
      return TRUE;
  return FALSE;
}

static gboolean
line_breaks (FacSat *sat, xmlNode *goods, const char *broken)
{
  xmlNode *line = line_of (sat, goods);

  return line != NULL && fac_sat_holds (sat, line, broken);
}

static gboolean
test_line_quantity (FacSat *sat, xmlNode *goods)
{
  return line_breaks (sat, goods, "!Cantidad~[0-9]{1,14}([.][0-9]{1,3})?")
    || line_breaks (sat, goods, "Cantidad<0.001");
}

static gboolean
test_line_unit (FacSat *sat, xmlNode *goods)
{
  return line_breaks (sat, goods, "!Unidad=" UNITS);
}

static gboolean
test_line_price (FacSat *sat, xmlNode *goods)
{
  return line_breaks (sat, goods, "!ValorUnitario~[0-9]{1,16}([.][0-9]{1,4})?")
    || line_breaks (sat, goods, "ValorUnitario<0.0001");
}

/* What a line is worth in dollars at most and at least: a cent of tolerance. */
static gboolean
is_about (FacDecimal stated, FacDecimal value)
{
  FacDecimal apart = fac_decimal_sub (stated, value);

  if (fac_decimal_sign (apart) < 0)
    apart = fac_decimal_sub (value, stated);
  return fac_decimal_compare (apart, fac_decimal_make (1, 2)) <= 0;
}

static FacDecimal
in_dollars (FacSat *sat, xmlNode *line)
{
  FacDecimal rate = fac_sat_value (trade (sat), "TipoCambioUSD");
  FacDecimal own = fac_decimal_from_int (1);
  FacDecimal value = fac_sat_value (line, "Importe");

  if (fac_sat_has (sat->root, "TipoCambio"))
    own = fac_sat_value (sat->root, "TipoCambio");
  value = fac_decimal_mul (value, own, 6, FAC_ROUND_HALF_UP);
  return fac_decimal_sign (rate) > 0 ? fac_decimal_div (value, rate, 4, FAC_ROUND_HALF_UP) : value;
}

/* Without customs' own quantities a good is worth what its line says. */
static gboolean
test_worth (FacSat *sat, xmlNode *goods)
{
  xmlNode *line = line_of (sat, goods);

  return line != NULL && sat->type != 'T' && !fac_sat_holds (sat, goods, "ValorDolares=0|1")
    && fac_sat_count (sat, goods->parent, "Mercancia", NULL) == sat->lines->len
    && !is_about (fac_sat_value (goods, "ValorDolares"), in_dollars (sat, line));
}

static gboolean
test_worth_of_all (FacSat *sat, xmlNode *list)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < sat->lines->len; i++)
    sum = fac_decimal_add (sum, in_dollars (sat, g_ptr_array_index (sat->lines, i)));
  return sat->type != 'T'
    && fac_sat_count (sat, list, "Mercancia", "ValorDolares=0|1") == 0
    && !is_about (fac_sat_sum (sat, list, "Mercancia", "ValorDolares", NULL), sum);
}

static gboolean
test_customs_worth (FacSat *sat G_GNUC_UNUSED, xmlNode *goods)
{
  return !fac_sat_product_fits (fac_sat_value (goods, "CantidadAduana"),
                                fac_sat_value (goods, "ValorUnitarioAduana"), FALSE,
                                fac_sat_value (goods, "ValorDolares"));
}

static gboolean
test_customs_product (FacSat *sat G_GNUC_UNUSED, xmlNode *goods)
{
  FacDecimal product = fac_decimal_mul (fac_sat_value (goods, "CantidadAduana"),
                                        fac_sat_value (goods, "ValorUnitarioAduana"), 4,
                                        FAC_ROUND_HALF_UP);

  return !is_about (fac_sat_value (goods, "ValorDolares"), product);
}

static gboolean
test_some_with_customs (FacSat *sat, xmlNode *list)
{
  guint with = fac_sat_count (sat, list, "Mercancia", "CantidadAduana");

  return with > 0 && with < fac_sat_count (sat, list, "Mercancia", NULL);
}

static FacDecimal
discount_in_dollars (FacSat *sat, xmlNode *line)
{
  FacDecimal rate = fac_sat_value (trade (sat), "TipoCambioUSD");
  FacDecimal own = fac_decimal_from_int (1);

  if (fac_sat_has (sat->root, "TipoCambio"))
    own = fac_sat_value (sat->root, "TipoCambio");
  own = fac_decimal_mul (fac_sat_value (line, "Descuento"), own, 6, FAC_ROUND_HALF_UP);
  return fac_decimal_sign (rate) > 0 ? fac_decimal_div (own, rate, 4, FAC_ROUND_HALF_UP) : own;
}

/* Samples are given away: a discount takes their price back. */
static gboolean
test_samples (FacSat *sat, xmlNode *goods)
{
  xmlNode *line = line_of (sat, goods);

  return line != NULL && sat->type == 'I' && fac_decimal_is_zero (fac_sat_value (line, "Descuento"));
}

static gboolean
test_samples_worth (FacSat *sat, xmlNode *goods)
{
  xmlNode *line = line_of (sat, goods);

  return line != NULL && sat->type == 'I'
    && fac_decimal_compare (fac_sat_value (goods, "ValorDolares"),
                            discount_in_dollars (sat, line)) > 0;
}

/* As the full catalogue says; without it, of two fractions. Returns: (transfer full) (nullable) */
static char *
tariff_unit (FacSat *sat, xmlNode *goods)
{
  static const struct { const char *tariff; const char *unit; } units[] = {
    { "9403600100", "06" }, { SAMPLES, "01" },
  };
  g_autofree char *tariff = fac_sat_text (goods, "FraccionArancelaria");
  g_autoptr (FacCatalogEntry) entry = NULL;

  if (tariff == NULL)
    return NULL;
  entry = fac_catalog_source_lookup (sat->catalog, FAC_CATALOG_TARIFF_UNITS, tariff);
  for (gsize i = 0; entry == NULL && i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].tariff, tariff))
      return g_strdup (units[i].unit);
  return entry != NULL ? g_strdup (entry->es) : NULL;
}

static gboolean
test_line_tariff_unit (FacSat *sat, xmlNode *goods)
{
  g_autofree char *unit = tariff_unit (sat, goods);
  xmlNode *line = line_of (sat, goods);

  return unit != NULL && line != NULL && !fac_sat_is (line, "Unidad", unit);
}

static gboolean
test_tariff_unit (FacSat *sat, xmlNode *goods)
{
  g_autofree char *unit = tariff_unit (sat, goods);

  return unit != NULL && !fac_sat_is (goods, "UnidadAduana", unit);
}

static const FacSatRule always[] = {
  { "CCE104", "", "Exportacion=02 !" C "/" },
  { "CCE114", "", NULL, test_stray },
};

static const FacSatRule document_rules[] = {
  { "CCE101", C, "/@TipoDeComprobante#I|E|T" },
  { "CCE102", C, "/@TipoDeComprobante=T MotivoTraslado=05 !Propietario/" },
  { "CCE103", C, "/@TipoDeComprobante#T Propietario/" },
  { "CCE103", C, "!MotivoTraslado=05 Propietario/" },
  { "CCE105", C, "/@Exportacion=03" },
  { "CCE106", C, "/InformacionGlobal/" },
  { "CCE107", C, "/@TipoDeComprobante#T /Receptor@Rfc?rfc" },
  { "CCE107", C, "/@TipoDeComprobante#T /Receptor@Rfc=XAXX010101000" },
  { "CCE108", C, "/@TipoDeComprobante=T", test_receiver_not_issuer },
  { "CCE109", LINE, "ObjetoImp=02 !Impuestos/" },
  { "CCE110", LINE, "/@TipoDeComprobante=T ObjetoImp#01" },
  { "CCE111", LINE, "ACuentaTerceros/" },
  { "CCE112", LINE, "CuentaPredial/" },
  { "CCE113", C, NULL, test_repeated },
  { "CCE115", C, NULL, test_company },
  { "CCE116", C, "/@TipoDeComprobante=T MotivoTraslado=01 !/CfdiRelacionados/" },
  { "CCE117", C, "MotivoTraslado=05 !Propietario/" },
  { "CCE118", C, "CertificadoOrigen=0 NumCertificadoOrigen" },
  { "CCE119", C, "NumeroExportadorConfiable Destinatario/Domicilio@Pais#" EUROPE },
  { "CCE119", C, "NumeroExportadorConfiable !Destinatario/ Receptor/Domicilio@Pais#" EUROPE },
  { "CCE120", C, "!Incoterm" },
  { "CCE121", C, NULL, test_dollar },
  { "CCE122", C, NULL, test_total },
  { "CCE123", C, "/Emisor@Rfc~.{12} Emisor@Curp" },
  { "CCE124", C, "/Emisor@Rfc~.{13} !Emisor@Curp" },
  { "CCE125", C, "Emisor/Domicilio@Pais#MEX" },
  { "CCE131", C "/Propietario", "NumRegIdTrib~NOE.*" },
  { "CCE132", C "/Propietario", NULL, test_owner_id },
  { "CCE133", C, "/Receptor@Rfc=XEXX010101000 !Receptor@NumRegIdTrib !/Receptor@NumRegIdTrib" },
  { "CCE134", C "/Receptor", "NumRegIdTrib Domicilio@Pais=MEX" },
  { "CCE135", C "/Receptor", NULL, test_party_id },
  { "CCE142", C, "/@TipoDeComprobante=T", test_many_recipients },
  { "CCE143", C "/Destinatario", "!NumRegIdTrib Domicilio@Pais#MEX" },
  { "CCE144", C "/Destinatario", NULL, test_party_id },
};

#define NO_CUSTOMS "!CantidadAduana !UnidadAduana !ValorUnitarioAduana"
#define ALL_CUSTOMS "CantidadAduana UnidadAduana#99 ValorUnitarioAduana !ValorDolares=0|1"

static const FacSatRule goods_rules[] = {
  { "CCE151", LINE, "!NoIdentificacion" },
  { "CCE152", GOODS, NULL, test_no_line },
  { "CCE153", GOODS, NULL, test_goods_repeated },
  { "CCE154", GOODS, NO_CUSTOMS, test_line_quantity },
  { "CCE155", GOODS, NO_CUSTOMS, test_line_unit },
  { "CCE156", GOODS, NO_CUSTOMS, test_line_price },
  { "CCE157", GOODS, NULL, test_worth },
  { "CCE158", C "/Mercancias", NULL, test_worth_of_all },
  { "CCE159", GOODS, "UnidadAduana=99 FraccionArancelaria" },
  { "CCE160", GOODS, "!UnidadAduana=99 !FraccionArancelaria" },
  { "CCE161", GOODS, "FraccionArancelaria^(?!00|77)[0-9]{10}" },
  { "CCE161", GOODS, "FraccionArancelaria?" FAC_CATALOG_TARIFFS },
  { "CCE162", GOODS, NO_CUSTOMS, test_line_tariff_unit },
  { "CCE163", GOODS, "FraccionArancelaria=" SAMPLES, test_samples },
  { "CCE164", GOODS, "FraccionArancelaria=" SAMPLES, test_samples_worth },
  { "CCE165", GOODS, "CantidadAduana !UnidadAduana" },
  { "CCE165", GOODS, "CantidadAduana !ValorUnitarioAduana" },
  { "CCE165", GOODS, "UnidadAduana !CantidadAduana" },
  { "CCE165", GOODS, "ValorUnitarioAduana !CantidadAduana" },
  { "CCE166", C "/Mercancias", NULL, test_some_with_customs },
  { "CCE167", GOODS, "UnidadAduana", test_tariff_unit },
  { "CCE168", GOODS, "UnidadAduana#99 !ValorUnitarioAduana>0" },
  { "CCE169", GOODS, ALL_CUSTOMS, test_customs_worth },
  { "CCE170", GOODS, "UnidadAduana=99 FraccionArancelaria" },
  { "CCE171", GOODS, ALL_CUSTOMS, test_customs_product },
  { "CCE172", GOODS, NO_CUSTOMS, test_worth },
};

static void
check_addresses (FacSat *sat)
{
  static const FacSatAddressCodes issuer = {
    "CCE129", "CCE128", "CCE127", "CCE126", NULL, "CCE130"
  };
  static const FacSatAddressCodes receiver = {
    "CCE136", "CCE137", "CCE138", "CCE139", "CCE140", "CCE141"
  };
  static const FacSatAddressCodes recipient = {
    "CCE145", "CCE146", "CCE147", "CCE148", "CCE149", "CCE150"
  };
  xmlNode *node = trade (sat);

  fac_sat_check_address (sat, fac_sat_at (sat, node, "Emisor/Domicilio"), &issuer);
  fac_sat_check_address (sat, fac_sat_at (sat, node, "Receptor/Domicilio"), &receiver);
  for (node = fac_sat_child (node, "Destinatario"); node != NULL;
       node = fac_sat_next (node, "Destinatario"))
    fac_sat_check_address (sat, fac_sat_child (node, "Domicilio"), &recipient);
}

void
fac_sat_check_comercio_exterior (FacSat *sat)
{
  fac_sat_apply (sat, always, G_N_ELEMENTS (always));
  if (trade (sat) == NULL)
    return;
  fac_sat_apply (sat, document_rules, G_N_ELEMENTS (document_rules));
  check_addresses (sat);
  fac_sat_apply (sat, goods_rules, G_N_ELEMENTS (goods_rules));
}
