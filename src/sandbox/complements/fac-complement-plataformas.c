/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-types.h"
#include "fac-complement-xml.h"

#include "fac-sandbox-json.h"
#include "fac-xml.h"

#define DAY "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
#define PERSON "^[A-Z&Ñ]{4}[0-9]{6}[A-Z0-9]{2}[0-9A]$"

static const FacField tax_fields[] = {
  { "base", FAC_FIELD_NUMBER, FAC_FIELD_POSITIVE },
  { "impuesto", FAC_FIELD_STRING, 0, 0, 0, "01 02 03" },
  { "tasa_cuota", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "importe", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema tax_schema = FAC_SCHEMA (tax_fields);

static const FacField contribution_fields[] = {
  { "imp_contrib", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "entidad_donde_paga_la_contribucion", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 2, 2, NULL, NULL,
    "^(0[1-9]|[12][0-9]|3[0-2])$" },
};
static const FacSchema contribution_schema = FAC_SCHEMA (contribution_fields);

static const FacField commission_fields[] = {
  { "base", FAC_FIELD_NUMBER, FAC_FIELD_POSITIVE },
  { "porcentaje", FAC_FIELD_NUMBER, FAC_FIELD_POSITIVE },
  { "importe", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema commission_schema = FAC_SCHEMA (commission_fields);

static const FacField service_fields[] = {
  { "forma_pago_serv", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, "01 02 03 04 05 06 07 08 09" },
  { "tipo_de_serv", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, "01 02 03 04 05 06 07 08 09 11" },
  { "sub_tip_serv", FAC_FIELD_STRING, 0, 0, 0, "01 02 03 04 08 09" },
  { "rfc_tercero_autorizado", FAC_FIELD_STRING, 0, 13, 13, NULL, NULL, PERSON },
  { "fecha_serv", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 10, 10, NULL, NULL, DAY },
  { "precio_serv_sin_iva", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "impuestos_trasladados", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &tax_schema },
  { "contribucion_gubernamental", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &contribution_schema },
  { "comision_del_servicio", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &commission_schema },
};
static const FacSchema service_schema = FAC_SCHEMA (service_fields);

static const FacField fields[] = {
  { "periodicidad", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, "01 02 03 04 05" },
  { "num_serv", FAC_FIELD_INTEGER, FAC_FIELD_POSITIVE },
  { "mon_tot_serv_siva", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "total_iva_trasladado", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "total_iva_retenido", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "total_isr_retenido", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "dif_iva_entregado_prest_serv", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "mon_total_por_uso_plataforma", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "mon_total_contribucion_gubernamental", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "servicios", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED, 1, 0, NULL, &service_schema },
};
const FacSchema fac_complement_plataformas_schema = FAC_SCHEMA (fields);

static FacDecimal
number_or (FacJsonValue object, const char *name, FacDecimal otherwise)
{
  FacJsonValue value = fac_json_get (object, name);

  return fac_sandbox_json_has (value) ? fac_sandbox_json_number (object, name, otherwise)
                                      : otherwise;
}

/* What one service was taxed with; where the amount is left out it follows from base and rate. */
static FacDecimal
tax_amount (FacJsonValue service, FacDecimal *base, FacDecimal *rate)
{
  FacJsonValue tax = fac_json_get (service, "impuestos_trasladados");
  FacDecimal price = number_or (service, "precio_serv_sin_iva", FAC_DECIMAL_ZERO);

  *base = number_or (tax, "base", price);
  *rate = number_or (tax, "tasa_cuota", fac_decimal_make (16, 2));
  return number_or (tax, "importe", fac_decimal_mul (*base, *rate, 2, FAC_ROUND_HALF_UP));
}

static void
put_service (FacComplementXml *xml, xmlNode *services, FacJsonValue from)
{
  static const FacComplementField heading[] = {
    { "forma_pago_serv", "FormaPagoServ", FAC_COMPLEMENT_TEXT },
    { "tipo_de_serv", "TipoDeServ", FAC_COMPLEMENT_TEXT },
    { "sub_tip_serv", "SubTipServ", FAC_COMPLEMENT_TEXT },
    { "rfc_tercero_autorizado", "RFCTerceroAutorizado", FAC_COMPLEMENT_TEXT },
    { "fecha_serv", "FechaServ", FAC_COMPLEMENT_TEXT },
    { "precio_serv_sin_iva", "PrecioServSinIVA", 2 },
  };
  static const FacComplementField contribution[] = {
    { "imp_contrib", "ImpContrib", 2 },
    { "entidad_donde_paga_la_contribucion", "EntidadDondePagaLaContribucion",
      FAC_COMPLEMENT_TEXT },
  };
  static const FacComplementField commission[] = {
    { "base", "Base", 2 }, { "porcentaje", "Porcentaje", 3 }, { "importe", "Importe", 2 },
  };
  xmlNode *node = fac_complement_xml_add (xml, services, "DetallesDelServicio");
  FacJsonValue tax = fac_json_get (from, "impuestos_trasladados");
  FacJsonValue paid = fac_json_get (from, "contribucion_gubernamental");
  FacJsonValue charged = fac_json_get (from, "comision_del_servicio");

  fac_complement_put_fields (node, from, heading, G_N_ELEMENTS (heading));
  if (fac_sandbox_json_has (tax))
    {
      xmlNode *child = fac_complement_xml_add (xml, node, "ImpuestosTrasladadosdelServicio");
      const char *key = fac_sandbox_json_text (tax, "impuesto");
      FacDecimal base, rate, amount = tax_amount (from, &base, &rate);

      fac_complement_put_amount (child, "Base", base, 2);
      fac_complement_put (child, "Impuesto", key != NULL ? key : "02");
      fac_complement_put (child, "TipoFactor", "Tasa");
      fac_complement_put_amount (child, "TasaCuota", rate, 6);
      fac_complement_put_amount (child, "Importe", amount, 2);
    }
  if (fac_sandbox_json_has (paid))
    fac_complement_put_fields (fac_complement_xml_add (xml, node, "ContribucionGubernamental"),
                               paid, contribution, G_N_ELEMENTS (contribution));
  if (fac_sandbox_json_has (charged))
    fac_complement_put_fields (fac_complement_xml_add (xml, node, "ComisionDelServicio"), charged,
                               commission, G_N_ELEMENTS (commission));
}

/* Sums of what the services say, for the totals that were left out. */
typedef struct
{
  FacDecimal price;
  FacDecimal taxes;
  FacDecimal contributions;
  FacDecimal commissions;
  gboolean   contributed;
} Sums;

static Sums
add_up (FacJsonValue services)
{
  Sums sums = { FAC_DECIMAL_ZERO, FAC_DECIMAL_ZERO, FAC_DECIMAL_ZERO, FAC_DECIMAL_ZERO, FALSE };

  for (guint i = 0; i < fac_json_length (services); i++)
    {
      FacJsonValue each = fac_json_at (services, i);
      FacJsonValue tax = fac_json_get (each, "impuestos_trasladados");
      FacJsonValue paid = fac_json_get (each, "contribucion_gubernamental");
      const char *key = fac_sandbox_json_text (tax, "impuesto");
      FacDecimal base, rate, amount = tax_amount (each, &base, &rate);

      sums.price = fac_decimal_add (sums.price, number_or (each, "precio_serv_sin_iva",
                                                           FAC_DECIMAL_ZERO));
      if (fac_sandbox_json_has (tax) && (key == NULL || g_str_equal (key, "02")))
        sums.taxes = fac_decimal_add (sums.taxes, amount);
      sums.contributed |= fac_sandbox_json_has (paid);
      sums.contributions = fac_decimal_add (sums.contributions,
                                            number_or (paid, "imp_contrib", FAC_DECIMAL_ZERO));
      sums.commissions =
        fac_decimal_add (sums.commissions, number_or (fac_json_get (each, "comision_del_servicio"),
                                                      "importe", FAC_DECIMAL_ZERO));
    }
  return sums;
}

static FacDecimal
withheld (FacJsonValue input, const char *tax)
{
  FacJsonValue list = fac_json_get (fac_json_get (input, "totales"), "imp_retenidos");
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < fac_json_length (list); i++)
    {
      FacJsonValue each = fac_json_at (list, i);

      if (g_strcmp0 (fac_sandbox_json_text (each, "impuesto"), tax) == 0)
        sum = fac_decimal_add (sum, number_or (each, "monto_ret", FAC_DECIMAL_ZERO));
    }
  return sum;
}

static void
put_total (xmlNode *node, const char *name, FacJsonValue data, const char *member,
           FacDecimal otherwise)
{
  fac_complement_put_amount (node, name, number_or (data, member, otherwise), 2);
}

static void
put_totals (xmlNode *node, FacJsonValue data, FacJsonValue input)
{
  FacJsonValue services = fac_json_get (data, "servicios");
  const Sums sums = add_up (services);
  FacDecimal charged = number_or (data, "total_iva_trasladado", sums.taxes);
  FacDecimal kept = number_or (data, "total_iva_retenido", withheld (input, "IVA"));
  FacDecimal handed = fac_decimal_sub (charged, kept);
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT,
                                            fac_json_int (fac_json_get (data, "num_serv"),
                                                          fac_json_length (services)));

  if (fac_decimal_sign (handed) < 0)
    handed = FAC_DECIMAL_ZERO;
  fac_complement_put (node, "Periodicidad", fac_sandbox_json_text (data, "periodicidad"));
  fac_complement_put (node, "NumServ", count);
  put_total (node, "MonTotServSIVA", data, "mon_tot_serv_siva", sums.price);
  put_total (node, "TotalIVATrasladado", data, "total_iva_trasladado", charged);
  put_total (node, "TotalIVARetenido", data, "total_iva_retenido", kept);
  put_total (node, "TotalISRRetenido", data, "total_isr_retenido", withheld (input, "ISR"));
  put_total (node, "DifIVAEntregadoPrestServ", data, "dif_iva_entregado_prest_serv", handed);
  put_total (node, "MonTotalporUsoPlataforma", data, "mon_total_por_uso_plataforma",
             sums.commissions);
  if (sums.contributed
      || fac_sandbox_json_has (fac_json_get (data, "mon_total_contribucion_gubernamental")))
    put_total (node, "MonTotalContribucionGubernamental", data,
               "mon_total_contribucion_gubernamental", sums.contributions);
}

char *
fac_complement_plataformas_build (FacJsonValue data, FacJsonValue input)
{
  FacJsonValue services = fac_json_get (data, "servicios");
  FacComplementXml xml;
  xmlNode *list;

  fac_complement_xml_init (&xml, "plataformasTecnologicas",
                           FAC_NS_RETENCIONES "1/PlataformasTecnologicas10",
                           "ServiciosPlataformasTecnologicas");
  fac_complement_put (xml.root, "Version", "1.0");
  put_totals (xml.root, data, input);
  list = fac_complement_xml_add (&xml, xml.root, "Servicios");
  for (guint i = 0; i < fac_json_length (services); i++)
    put_service (&xml, list, fac_json_at (services, i));
  return fac_complement_xml_finish (&xml);
}
