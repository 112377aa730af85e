/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-trade.h"

#include "fac-check-places.h"
#include "fac-check-rows.h"
#include "fac-exchange-limit.h"
#include "fac-tax-id.h"

#define TYPE   "/@TipoDeComprobante"
#define LINE   "/Conceptos/Concepto"
#define GOODS  "Mercancias/Mercancia"
#define EUROPE "DEU|AUT|BEL|BGR|CYP|HRV|DNK|SVK|SVN|ESP|EST|FIN|FRA|GRC|HUN|IRL|ITA|LVA|LTU|LUX|" \
               "MLT|NLD|POL|PRT|GBR|CZE|ROU|SWE"

static const FacCheckRow rows[] = {
  { "CCE101", "", { { FAC_IS_NOT, TYPE, "I|E|T" } } },
  { "CCE102", "", { { FAC_IS, TYPE, "T" },
                    { FAC_IS, "@MotivoTraslado", "05" },
                    { FAC_LACKS, "Propietario" } } },
  { "CCE103", "", { { FAC_IS_NOT, TYPE, "T" }, { FAC_HAS, "Propietario" } } },
  { "CCE103", "", { { FAC_IS, TYPE, "T" },
                    { FAC_NOT, "@MotivoTraslado", "05" },
                    { FAC_HAS, "Propietario" } } },
  { "CCE106", "", { { FAC_HAS, "/InformacionGlobal" } } },
  { "CCE107", "", { { FAC_IS_NOT, TYPE, "T" }, { FAC_IS, "/Receptor/@Rfc", FAC_RFC_PUBLIC } } },
  { "CCE110", LINE, { { FAC_IS_NOT, "@ObjetoImp", "01" }, { FAC_IS, TYPE, "T" } } },
  { "CCE111", LINE, { { FAC_HAS, "ACuentaTerceros" } } },
  { "CCE112", LINE, { { FAC_HAS, "CuentaPredial" } } },
  { "CCE116", "", { { FAC_IS, TYPE, "T" },
                    { FAC_IS, "@MotivoTraslado", "01" },
                    { FAC_LACKS, "/CfdiRelacionados" } } },
  { "CCE118", "", { { FAC_HAS, "@NumCertificadoOrigen" },
                    { FAC_IS, "@CertificadoOrigen", "0" } } },
  { "CCE119", "", { { FAC_HAS, "@NumeroExportadorConfiable" },
                    { FAC_IS_NOT, "Destinatario/Domicilio/@Pais", EUROPE } } },
  { "CCE119", "", { { FAC_HAS, "@NumeroExportadorConfiable" },
                    { FAC_LACKS, "Destinatario" },
                    { FAC_IS_NOT, "Receptor/Domicilio/@Pais", EUROPE } } },
  { "CCE120", "", { { FAC_LACKS, "@Incoterm" } } },
  { "CCE125", "Emisor/Domicilio", { { FAC_IS_NOT, "@Pais", "MEX" } } },
  { "CCE134", "Receptor", { { FAC_HAS, "@NumRegIdTrib" }, { FAC_IS, "Domicilio/@Pais", "MEX" } } },
  { "CCE143", "Destinatario", { { FAC_LACKS, "@NumRegIdTrib" },
                                { FAC_IS_NOT, "Domicilio/@Pais", "MEX" } } },
  { "CCE151", LINE, { { FAC_LACKS, "@NoIdentificacion" } } },
  { "CCE159", GOODS, { { FAC_HAS, "@FraccionArancelaria" }, { FAC_IS, "@UnidadAduana", "99" } } },
  { "CCE161", GOODS, { { FAC_UNLIKE, "@FraccionArancelaria", "(?!00|77)[0-9]{10}" } } },
  { "CCE161", GOODS, { { FAC_NO_KEY, "@FraccionArancelaria", FAC_CATALOG_TARIFFS } } },
};

/* ---- who ------------------------------------------------------------------------------------- */

static void
check_number (FacCheck *check, const xmlNode *party, const char *country, const char *code)
{
  const char *number = fac_check_get (check, party, "NumRegIdTrib");

  fac_check_rule (check, number != NULL && !fac_foreign_number_fits (country, number), code, party,
                  "NumRegIdTrib");
}

static void
check_parties (FacCheck *check, const xmlNode *trade)
{
  static const FacPlaceCodes issuer = { "CCE129", "CCE128", "CCE127", "CCE126", "CCE130", NULL };
  static const FacPlaceCodes receiver = { "CCE136", "CCE137", "CCE138",
                                          "CCE139", "CCE141", "CCE140" };
  static const FacPlaceCodes addressee = { "CCE145", "CCE146", "CCE147",
                                           "CCE148", "CCE150", "CCE149" };
  g_autoptr (GPtrArray) owners = fac_check_all (trade, "Propietario");
  g_autoptr (GPtrArray) addressees = fac_check_all (trade, "Destinatario");
  const xmlNode *place = fac_check_at (check, trade, "Receptor/Domicilio");
  const char *rfc = fac_check_get (check, check->issuer, "Rfc");

  fac_check_rule (check,
                  check->type == 'T' && rfc != NULL
                      && !fac_check_is (check, check->receiver, "Rfc", rfc),
                  "CCE108", check->receiver, "Rfc");
  fac_check_rule (check, check->type == 'T' && addressees->len > 1, "CCE142", trade, NULL);
  for (guint i = 0; i < owners->len; i++)
    check_number (check, g_ptr_array_index (owners, i),
                  fac_check_get (check, g_ptr_array_index (owners, i), "ResidenciaFiscal"),
                  "CCE132");
  fac_check_place (check, fac_check_at (check, trade, "Emisor/Domicilio"), &issuer);
  check_number (check, fac_check_child (trade, "Receptor"), fac_check_get (check, place, "Pais"),
                "CCE135");
  fac_check_place (check, place, &receiver);
  for (guint i = 0; i < addressees->len; i++)
    {
      const xmlNode *each = g_ptr_array_index (addressees, i);

      place = fac_check_child (each, "Domicilio");
      check_number (check, each, fac_check_get (check, place, "Pais"), "CCE144");
      fac_check_place (check, place, &addressee);
    }
}

/* ---- all but the goods ------------------------------------------------------------------------ */

/* What a document in dollars says of the dollar twice; of others what no day's rate can be. */
static gboolean
is_dollar_wrong (FacCheck *check, const xmlNode *trade)
{
  FacDecimal rate;

  if (!fac_check_number (check, trade, "TipoCambioUSD", &rate))
    return FALSE;
  return fac_decimal_sign (rate) <= 0 || fac_exchange_is_impossible ("USD", rate)
         || (fac_check_is (check, check->root, "Moneda", "USD")
             && !fac_decimal_equal (rate, fac_check_value (check, check->root, "TipoCambio")));
}

void
fac_check_trade_rows (FacCheck *check, const xmlNode *trade)
{
  static const char *const beside[] = { "ComercioExterior", "ImpuestosLocales",
                                        "LeyendasFiscales", "CartaPorte",
                                        "CFDIRegistroFiscal", "Donatarias", NULL };

  fac_check_rows (check, trade, rows, G_N_ELEMENTS (rows));
  fac_check_rule (check, fac_check_has_other (check, beside), "CCE115", trade, NULL);
  fac_check_rule (check, is_dollar_wrong (check, trade), "CCE121", trade, "TipoCambioUSD");
  check_parties (check, trade);
  fac_check_trade_goods (check, trade);
}
