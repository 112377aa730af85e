/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

/* Fields whose texts the SAT's matrix speaks of itself: elsewhere a text that does not fit is a 301. */
static const struct
{
  const char *element;
  const char *attribute;
  const char *code;
} codes[] = {
  { "Comprobante", "Fecha", "CFDI40101" },
  { "Comprobante", "FormaPago", "CFDI40104" },
  { "Comprobante", "Moneda", "CFDI40113" },
  { "Comprobante", "TipoCambio", "CFDI40117" },
  { "Comprobante", "TipoDeComprobante", "CFDI40121" },
  { "Comprobante", "Exportacion", "CFDI40123" },
  { "Comprobante", "MetodoPago", "CFDI40124" },
  { "Comprobante", "LugarExpedicion", "CFDI40126" },
  { "Comprobante", "Confirmacion", "CFDI40128" },
  { "InformacionGlobal", "Periodicidad", "CFDI40131" },
  { "InformacionGlobal", "Meses", "CFDI40133" },
  { "InformacionGlobal", "Año", "CFDI40136" },
  { "CfdiRelacionados", "TipoRelacion", "CFDI40137" },
  { "Emisor", "RegimenFiscal", "CFDI40140" },
  { "Emisor", "FacAtrAdquirente", "CFDI40142" },
  { "Receptor", "Rfc", "CFDI40143" },
  { "Receptor", "ResidenciaFiscal", "CFDI40150" },
  { "Receptor", "RegimenFiscalReceptor", "CFDI40157" },
  { "Receptor", "UsoCFDI", "CFDI40160" },
  { "Concepto", "ClaveProdServ", "CFDI40162" },
  { "Concepto", "ClaveUnidad", "CFDI40165" },
  { "Concepto", "ObjetoImp", "CFDI40170" },
  { "Traslado", "Base", "CFDI40174" },
  { "Traslado", "Impuesto", "CFDI40175" },
  { "Traslado", "TipoFactor", "CFDI40176" },
  { "Retencion", "Base", "CFDI40181" },
  { "Retencion", "Impuesto", "CFDI40182" },
  { "Retencion", "TipoFactor", "CFDI40183" },
  { "ACuentaTerceros", "RfcACuentaTerceros", "CFDI40187" },
  { "ACuentaTerceros", "RegimenFiscalACuentaTerceros", "CFDI40191" },
  { "ACuentaTerceros", "DomicilioFiscalACuentaTerceros", "CFDI40192" },
  { "InformacionAduanera", "NumeroPedimento", "CFDI40194" },
  { "Parte", "ClaveProdServ", "CFDI40196" },
  { "Retenciones", "FechaExp", "Reten20103" },
  { "Retenciones", "LugarExpRetenc", "Reten20104" },
  { "Retenciones", "CveRetenc", "Reten20105" },
  { "CfdiRetenRelacionados", "TipoRelacion", "Reten20109" },
  { "Emisor", "RegimenFiscalE", "Reten20111" },
  { "Periodo", "MesIni", "Reten20121" },
  { "Periodo", "MesFin", "Reten20123" },
  { "ImpRetenidos", "TipoPagoRet", "Reten20134" },
  { "DoctoRelacionado", "ObjetoImpDR", "CRP20245" },
  { "RetencionDR", "BaseDR", "CRP20249" },
  { "RetencionDR", "ImpuestoDR", "CRP20250" },
  { "RetencionDR", "TipoFactorDR", "CRP20251" },
  { "TrasladoDR", "BaseDR", "CRP20255" },
  { "TrasladoDR", "ImpuestoDR", "CRP20256" },
  { "TrasladoDR", "TipoFactorDR", "CRP20257" },
  { "RetencionP", "ImpuestoP", "CRP20262" },
  { "TrasladoP", "ImpuestoP", "CRP20270" },
  { "Pago", "RfcEmisorCtaOrd", "CRP20222" },
  { "Nomina", "TipoNomina", "NOM32" },
  { "EntidadSNCF", "OrigenRecurso", "NOM47" },
  { "Receptor", "TipoContrato", "NOM51" },
  { "Receptor", "TipoJornada", "NOM52" },
  { "Receptor", "TipoRegimen", "NOM56" },
  { "Receptor", "RiesgoPuesto", "NOM59" },
  { "Receptor", "PeriodicidadPago", "NOM60" },
  { "Receptor", "Banco", "NOM61" },
  { "Receptor", "CuentaBancaria", "NOM62" },
  { "Receptor", "ClaveEntFed", "NOM66" },
  { "Percepcion", "TipoPercepcion", "NOM76" },
  { "HorasExtra", "TipoHoras", "NOM88" },
  { "Deduccion", "TipoDeduccion", "NOM93" },
  { "OtroPago", "TipoOtroPago", "NOM97" },
  { "Incapacidad", "TipoIncapacidad", "NOM104" },
  { "RegimenAduaneroCCP", "RegimenAduanero", "CP118" },
  { "CartaPorte", "Version", "CP115" },
  { "CartaPorte", "PaisOrigenDestino", "CP121" },
  { "CartaPorte", "ViaEntradaSalida", "CP123" },
  { "Ubicacion", "RFCRemitenteDestinatario", "CP132" },
  { "Ubicacion", "ResidenciaFiscal", "CP134" },
  { "Ubicacion", "NumEstacion", "CP136" },
  { "Mercancia", "CveMaterialPeligroso", "CP156" },
  { "Mercancia", "Embalaje", "CP157" },
  { "Mercancia", "SectorCOFEPRIS", "CP158" },
  { "Mercancia", "TipoMateria", "CP170" },
  { "DocumentacionAduanera", "NumPedimento", "CP174" },
  { "DocumentacionAduanera", "RFCImpo", "CP176" },
  { "TransporteAereo", "RFCEmbarcador", "CP188" },
  { "TransporteAereo", "ResidenciaFiscalEmbarc", "CP190" },
  { "TiposFigura", "RFCFigura", "CP195" },
  { "TiposFigura", "NumLicencia", "CP196" },
  { "TiposFigura", "ResidenciaFiscalFigura", "CP198" },
};

const char *
fac_check_code_of (FacCheck *check, const xmlNode *node, const char *name)
{
  if (check->old)
    return FAC_CHECK_BROKEN;
  /* the summary's taxes have the names of the lines' */
  if (g_str_equal (name, "Impuesto") && check->summary != NULL
      && node->parent->parent == check->summary)
    return g_str_equal (node->name, "Retencion") ? "CFDI40207" : "CFDI40217";
  /* so have parts of a line those of the line */
  if (g_str_equal (name, "NumeroPedimento") && g_str_equal (node->parent->name, "Parte"))
    return "CFDI40199";
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (codes[i].attribute, name) && g_str_equal (codes[i].element, node->name))
      return codes[i].code;
  return FAC_CHECK_BROKEN;
}
