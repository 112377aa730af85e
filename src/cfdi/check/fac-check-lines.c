/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-catalog-source.h"
#include "fac-tax-id.h"

#define NS_TRADE_20 "http://www.sat.gob.mx/ComercioExterior20"

static void
check_amounts (FacCheck *check, const xmlNode *line)
{
  FacDecimal quantity, price, amount, discount;
  const gboolean priced = fac_check_number (check, line, "ValorUnitario", &price);

  if (check->type == 'I' || check->type == 'E' || check->type == 'N')
    fac_check_rule (check, priced && fac_decimal_sign (price) <= 0, "CFDI40166", line,
                    "ValorUnitario");
  if (!fac_check_number (check, line, "Importe", &amount))
    return;
  if (priced && fac_check_number (check, line, "Cantidad", &quantity))
    fac_check_differs (check, !fac_check_product_fits (quantity, price, FALSE, amount), "CFDI40167",
                       line, "Importe");
  if (!fac_check_number (check, line, "Descuento", &discount))
    return;
  fac_check_differs (check, discount.scale > amount.scale, "CFDI40168", line, "Descuento");
  fac_check_differs (check, fac_decimal_compare (discount, amount) > 0, "CFDI40169", line,
                     "Descuento");
}

static gboolean
has_tax (FacCheck *check, GPtrArray *taxes, const char *kinds)
{
  for (guint i = 0; i < taxes->len; i++)
    if (fac_check_is (check, g_ptr_array_index (taxes, i), "Impuesto", kinds))
      return TRUE;
  return FALSE;
}

static void
check_object (FacCheck *check, const xmlNode *line)
{
  const xmlNode *taxes = fac_check_child (line, "Impuestos");
  g_autoptr (GPtrArray) added = fac_check_all (taxes, "Traslados/Traslado");
  g_autoptr (GPtrArray) withheld = fac_check_all (taxes, "Retenciones/Retencion");
  const gboolean object_06_08 = fac_check_is (check, line, "ObjetoImp", "06|08");
  const gboolean object_07 = fac_check_is (check, line, "ObjetoImp", "07");

  fac_check_rule (check, fac_check_is (check, line, "ObjetoImp", "02") && taxes == NULL,
                  "CFDI40171", line, "ObjetoImp");
  fac_check_rule (check, fac_check_is (check, line, "ObjetoImp", "01|03|04|05") && taxes != NULL,
                  "CFDI40172", line, "ObjetoImp");
  fac_check_rule (check, taxes != NULL && added->len + withheld->len == 0, "CFDI40173", taxes,
                  NULL);
  fac_check_rule (
      check,
      object_06_08 && (has_tax (check, added, "002|003") || has_tax (check, withheld, "002|003")),
      "CFDI40226", line, "ObjetoImp");
  fac_check_rule (check,
                  object_07
                      && (has_tax (check, added, "002") || has_tax (check, withheld, "002")
                          || !has_tax (check, added, "003")),
                  "CFDI40227", line, "ObjetoImp");
}

/* c_ClaveProdServ: "incluir IVA trasladado": changing of currencies */
static void
check_key (FacCheck *check, const xmlNode *line)
{
  g_autoptr (GPtrArray) added = fac_check_all (line, "Impuestos/Traslados/Traslado");

  fac_check_rule (check,
                  fac_check_is (check, line, "ClaveProdServ", "84121603|84121604")
                      && !has_tax (check, added, "002"),
                  "CFDI40164", line, "ClaveProdServ");
}

static void
check_third_party (FacCheck *check, const xmlNode *line)
{
  const xmlNode *third = fac_check_child (line, "ACuentaTerceros");
  const char *rfc = fac_check_get (check, third, "RfcACuentaTerceros");
  const char *place = fac_check_get (check, check->root, "LugarExpedicion");
  const gboolean foreign = rfc != NULL && g_str_equal (rfc, FAC_RFC_THIRD_PARTY);

  if (rfc == NULL)
    return;
  fac_check_rule (check,
                  fac_check_is (check, check->issuer, "Rfc", rfc)
                      || fac_check_is (check, check->receiver, "Rfc", rfc),
                  "CFDI40188", third, "RfcACuentaTerceros");
  fac_check_rule (check,
                  foreign && !fac_check_is (check, third, "RegimenFiscalACuentaTerceros", "616"),
                  "CFDI40223", third, "RegimenFiscalACuentaTerceros");
  fac_check_rule (check,
                  foreign && place != NULL
                      && !fac_check_is (check, third, "DomicilioFiscalACuentaTerceros", place),
                  "CFDI40193", third, "DomicilioFiscalACuentaTerceros");
}

static void
check_parts (FacCheck *check, const xmlNode *line, gboolean trade)
{
  g_autoptr (GPtrArray) parts = fac_check_all (line, "Parte");

  for (guint i = 0; i < parts->len; i++)
    {
      const xmlNode *part = g_ptr_array_index (parts, i);
      const xmlNode *customs = fac_check_child (part, "InformacionAduanera");
      FacDecimal quantity, price, amount;
      const gboolean priced = fac_check_number (check, part, "ValorUnitario", &price);

      fac_check_rule (check, fac_check_unknown (check, part, "ClaveProdServ", FAC_CATALOG_PRODUCTS),
                      "CFDI40196", part, "ClaveProdServ");
      fac_check_rule (check, priced && fac_decimal_sign (price) <= 0, "CFDI40197", part,
                      "ValorUnitario");
      if (priced && fac_check_number (check, part, "Cantidad", &quantity)
          && fac_check_number (check, part, "Importe", &amount))
        fac_check_differs (check, !fac_check_product_fits (quantity, price, FALSE, amount),
                           "CFDI40198", part, "Importe");
      fac_check_rule (check, trade && customs != NULL, "CFDI40200", customs, NULL);
    }
}

void
fac_check_lines (FacCheck *check)
{
  g_autoptr (GPtrArray) lines = fac_check_all (check->root, "Conceptos/Concepto");
  const gboolean trade = fac_check_complement (check, NS_TRADE_20, "ComercioExterior") != NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const xmlNode *line = g_ptr_array_index (lines, i);
      const xmlNode *customs = fac_check_child (line, "InformacionAduanera");

      check_amounts (check, line);
      check_object (check, line);
      check_key (check, line);
      fac_check_line_taxes (check, line);
      check_third_party (check, line);
      fac_check_rule (check, trade && customs != NULL, "CFDI40195", customs, NULL);
      check_parts (check, line, trade);
    }
}
