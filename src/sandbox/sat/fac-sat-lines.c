/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-rules.h"

#include "fac-tax-id.h"

#include <string.h>

/* "NN  NN  NNNN  NNNNNNN": customs year, office, patent, number, two blanks between. */
static gboolean
is_customs_key (const char *text)
{
  static const char shape[] = "00  00  0000  0000000";

  if (text == NULL || strlen (text) != strlen (shape))
    return FALSE;
  for (gsize i = 0; shape[i] != '\0'; i++)
    if (shape[i] == ' ' ? text[i] != ' ' : !g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static void
check_customs (FacSat *sat, xmlNode *parent, const char *code, int index)
{
  xmlNode *node = fac_sat_child (parent, "InformacionAduanera");

  for (; node != NULL; node = fac_sat_next (node, "InformacionAduanera"))
    {
      g_autofree char *number = fac_sat_text (node, "NumeroPedimento");

      fac_sat_find_if (sat, !is_customs_key (number), code, index);
    }
}

static void
check_amounts (FacSat *sat, xmlNode *line, int index)
{
  FacDecimal quantity = fac_sat_value (line, "Cantidad");
  FacDecimal price = fac_sat_value (line, "ValorUnitario");
  FacDecimal amount = fac_sat_value (line, "Importe");
  FacDecimal discount;

  fac_sat_find_if (sat, strchr ("IEN", sat->type) != NULL && fac_decimal_sign (price) <= 0,
                   "CFDI40166", index);
  fac_sat_find_if (sat, !fac_sat_product_fits (quantity, price, FALSE, amount), "CFDI40167", index);
  if (!fac_sat_number (line, "Descuento", &discount))
    return;
  fac_sat_find_if (sat, discount.scale > amount.scale, "CFDI40168", index);
  fac_sat_find_if (sat, fac_decimal_compare (discount, amount) > 0, "CFDI40169", index);
}

static void
count_taxes (xmlNode *taxes, const char *group, const char *name, guint counts[4])
{
  xmlNode *tax = fac_sat_child (fac_sat_child (taxes, group), name);

  for (; tax != NULL; tax = fac_sat_next (tax, name))
    {
      g_autofree char *kind = fac_sat_text (tax, "Impuesto");

      counts[0]++;
      if (kind != NULL && strlen (kind) == 3 && kind[2] >= '1' && kind[2] <= '3')
        counts[kind[2] - '0']++;
    }
}

static void
check_object (FacSat *sat, xmlNode *line, int index)
{
  g_autofree char *object = fac_sat_text (line, "ObjetoImp");
  xmlNode *taxes = fac_sat_child (line, "Impuestos");
  guint added[4] = { 0 }, withheld[4] = { 0 };

  if (object == NULL || fac_sat_unknown (sat, line, "ObjetoImp", FAC_CATALOG_TAXABILITY))
    {
      fac_sat_find (sat, "CFDI40170", index);
      return;
    }
  count_taxes (taxes, "Traslados", "Traslado", added);
  count_taxes (taxes, "Retenciones", "Retencion", withheld);
  fac_sat_find_if (sat, g_str_equal (object, "02") && taxes == NULL, "CFDI40171", index);
  fac_sat_find_if (sat, strstr ("01 03 04 05", object) != NULL && taxes != NULL, "CFDI40172",
                   index);
  fac_sat_find_if (sat, taxes != NULL && added[0] + withheld[0] == 0, "CFDI40173", index);
  fac_sat_find_if (sat, (g_str_equal (object, "06") || g_str_equal (object, "08"))
                   && added[0] + withheld[2] + withheld[3] > 0, "CFDI40226", index);
  fac_sat_find_if (sat, g_str_equal (object, "07") && (added[2] + withheld[2] > 0 || added[3] == 0),
                   "CFDI40227", index);
}

/* The simulated register answers for third parties as for receivers. */
static void
check_third_party_in_register (FacSat *sat, xmlNode *third, int index)
{
  static const FacSatRegisterCodes codes = { "CFDI40187", "CFDI40189", "CFDI40190", NULL,
                                             "CFDI40193" };
  g_autofree char *rfc = fac_sat_text (third, "RfcACuentaTerceros");
  g_autofree char *name = fac_sat_text (third, "NombreACuentaTerceros");
  g_autofree char *zip = fac_sat_text (third, "DomicilioFiscalACuentaTerceros");

  fac_sat_check_register (sat, rfc, name, zip, &codes, index);
}

static void
check_third_party (FacSat *sat, xmlNode *line, int index)
{
  xmlNode *third = fac_sat_child (line, "ACuentaTerceros");
  g_autofree char *rfc = fac_sat_text (third, "RfcACuentaTerceros");
  g_autofree char *place = fac_sat_text (sat->root, "LugarExpedicion");
  gboolean foreign = g_strcmp0 (rfc, FAC_RFC_THIRD_PARTY) == 0;

  if (third == NULL)
    return;
  fac_sat_find_if (sat, fac_sat_is (sat->issuer, "Rfc", rfc)
                   || fac_sat_is (sat->receiver, "Rfc", rfc),
                   "CFDI40188", index);
  check_third_party_in_register (sat, third, index);
  fac_sat_find_if (sat, fac_sat_unknown (sat, third, "RegimenFiscalACuentaTerceros",
                                         FAC_CATALOG_TAX_SYSTEMS),
                   "CFDI40191", index);
  fac_sat_find_if (sat, fac_sat_unknown (sat, third, "DomicilioFiscalACuentaTerceros",
                                         FAC_CATALOG_ZIPS),
                   "CFDI40192", index);
  fac_sat_find_if (sat, foreign && !fac_sat_is (third, "DomicilioFiscalACuentaTerceros", place),
                   "CFDI40193", index);
  fac_sat_find_if (sat, foreign && !fac_sat_is (third, "RegimenFiscalACuentaTerceros", "616"),
                   "CFDI40223", index);
}

static void
check_parts (FacSat *sat, xmlNode *line, int index)
{
  for (xmlNode *part = fac_sat_child (line,
                                      "Parte"); part != NULL; part = fac_sat_next (part, "Parte"))
    {
      FacDecimal price, amount;
      gboolean priced = fac_sat_number (part, "ValorUnitario", &price);

      fac_sat_find_if (sat, fac_sat_unknown (sat, part, "ClaveProdServ", FAC_CATALOG_PRODUCTS),
                       "CFDI40196", index);
      fac_sat_find_if (sat, priced && fac_decimal_sign (price) <= 0, "CFDI40197", index);
      fac_sat_find_if (sat, priced && fac_sat_number (part, "Importe", &amount)
                       && !fac_sat_product_fits (fac_sat_value (part, "Cantidad"), price, FALSE,
                                                 amount),
                       "CFDI40198", index);
      check_customs (sat, part, "CFDI40199", index);
    }
}

/* c_ClaveProdServ: interest has IVA. */
static void
check_key (FacSat *sat, xmlNode *line, int index)
{
  guint added[4] = { 0 };

  count_taxes (fac_sat_child (line, "Impuestos"), "Traslados", "Traslado", added);
  fac_sat_find_if (sat, fac_sat_is (line, "ClaveProdServ", "84121603") && added[2] == 0,
                   "CFDI40164", index);
  if (fac_sat_child (sat->complement, "ComercioExterior") == NULL)
    return;
  fac_sat_find_if (sat, fac_sat_child (line, "InformacionAduanera") != NULL, "CFDI40195", index);
  fac_sat_find_if (sat, fac_sat_at (sat, line, "Parte/InformacionAduanera") != NULL, "CFDI40200",
                   index);
}

/* A natural person of régimen 626 has ISR of 1.25 % withheld by legal ones; a legal person of it
 * has not. */
static void
check_resico (FacSat *sat)
{
  gboolean business = fac_sat_holds (sat, sat->root, "TipoDeComprobante=I "
                                     "Emisor@RegimenFiscal=626 Receptor@Rfc~.{12}");
  guint withheld = fac_sat_count (sat, sat->root,
                                  "Conceptos/Concepto/Impuestos/Retenciones/Retencion",
                                  "Impuesto=001 TasaOCuota=0.012500");
  gboolean natural = fac_sat_holds (sat, sat->issuer, "Rfc~.{13}");

  fac_sat_find_if (sat, business && !natural && withheld > 0, "CFDI40224", 0);
  fac_sat_find_if (sat, business && natural && withheld == 0, "CFDI40225", 0);
}

void
fac_sat_check_lines (FacSat *sat)
{
  for (guint i = 0; i < sat->lines->len; i++)
    {
      xmlNode *line = g_ptr_array_index (sat->lines, i);
      int index = (int) i;

      fac_sat_find_if (sat, fac_sat_unknown (sat, line, "ClaveProdServ", FAC_CATALOG_PRODUCTS),
                       "CFDI40162", index);
      fac_sat_find_if (sat, fac_sat_unknown (sat, line, "ClaveUnidad", FAC_CATALOG_UNITS),
                       "CFDI40165", index);
      check_amounts (sat, line, index);
      check_object (sat, line, index);
      fac_sat_check_line_taxes (sat, line, index);
      check_third_party (sat, line, index);
      check_customs (sat, line, "CFDI40194", index);
      check_key (sat, line, index);
      check_parts (sat, line, index);
    }
  check_resico (sat);
}
