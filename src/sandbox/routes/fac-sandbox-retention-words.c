/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-retention-words.h"

static const struct { const char *name; const char *word; } words[] = {
  { "ServiciosPlataformasTecnologicas", "Plataformas tecnológicas" },
  { "DetallesDelServicio", "Servicio" },
  { "ImpuestosTrasladadosdelServicio", "Impuesto trasladado del servicio" },
  { "ContribucionGubernamental", "Contribución gubernamental" },
  { "ComisionDelServicio", "Comisión del servicio" },
  { "Version", "Versión" },
  { "NumServ", "Servicios" },
  { "MonTotServSIVA", "Servicios sin IVA" },
  { "TotalIVATrasladado", "IVA trasladado" },
  { "TotalIVARetenido", "IVA retenido" },
  { "TotalISRRetenido", "ISR retenido" },
  { "DifIVAEntregadoPrestServ", "IVA entregado al prestador" },
  { "MonTotalporUsoPlataforma", "Uso de la plataforma" },
  { "MonTotalContribucionGubernamental", "Contribución gubernamental" },
  { "FormaPagoServ", "Forma de pago" },
  { "TipoDeServ", "Tipo" },
  { "SubTipServ", "Subtipo" },
  { "RFCTerceroAutorizado", "RFC del tercero autorizado" },
  { "FechaServ", "Fecha" },
  { "PrecioServSinIVA", "Precio sin IVA" },
  { "TipoFactor", "Factor" },
  { "TasaCuota", "Tasa o cuota" },
  { "ImpContrib", "Importe" },
  { "EntidadDondePagaLaContribucion", "Entidad donde se paga" },
};

const char *
fac_sandbox_retention_word (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].name, name))
      return words[i].word;
  return name;
}
