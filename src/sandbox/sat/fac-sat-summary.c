/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-private.h"

#include <string.h>

/* What the lines add up to for one kind of tax. */
typedef struct
{
  FacDecimal base;
  FacDecimal amount;
  guint      count;
} Sums;

static gboolean
same_number (xmlNode *a, xmlNode *b, const char *name)
{
  return fac_decimal_equal (fac_sat_value (a, name), fac_sat_value (b, name));
}

static gboolean
same_text (xmlNode *a, xmlNode *b, const char *name)
{
  g_autofree char *text = fac_sat_text (a, name);

  return fac_sat_is (b, name, text);
}

/* Withheld taxes are grouped by tax, transferred ones by tax, factor and rate. */
static gboolean
same_group (xmlNode *a, xmlNode *b, gboolean withheld)
{
  return same_text (a, b, "Impuesto")
    && (withheld || (same_text (a, b, "TipoFactor") && same_number (a, b, "TasaOCuota")));
}

static Sums
sum_group (FacSat *sat, xmlNode *group, gboolean withheld)
{
  const char *parent = withheld ? "Retenciones" : "Traslados";
  const char *name = withheld ? "Retencion" : "Traslado";
  Sums sums = { 0 };

  for (guint i = 0; i < sat->lines->len; i++)
    {
      xmlNode *taxes = fac_sat_child (g_ptr_array_index (sat->lines, i), "Impuestos");
      xmlNode *tax = fac_sat_child (fac_sat_child (taxes, parent), name);

      for (; tax != NULL; tax = fac_sat_next (tax, name))
        if (same_group (tax, group, withheld))
          {
            sums.base = fac_decimal_add (sums.base, fac_sat_value (tax, "Base"));
            sums.amount = fac_decimal_add (sums.amount, fac_sat_value (tax, "Importe"));
            sums.count++;
          }
    }
  return sums;
}

static gboolean
is_repeated (xmlNode *group, const char *name, gboolean withheld)
{
  for (xmlNode *other = fac_sat_next (group,
                                      name); other != NULL; other = fac_sat_next (other, name))
    if (same_group (group, other, withheld))
      return TRUE;
  return FALSE;
}

/* Whether some line has a tax that no group of the summary takes in. */
static gboolean
is_incomplete (FacSat *sat, gboolean withheld)
{
  const char *parent = withheld ? "Retenciones" : "Traslados";
  const char *name = withheld ? "Retencion" : "Traslado";
  xmlNode *first = fac_sat_child (fac_sat_child (sat->summary, parent), name);

  for (guint i = 0; i < sat->lines->len; i++)
    {
      xmlNode *taxes = fac_sat_child (g_ptr_array_index (sat->lines, i), "Impuestos");
      xmlNode *tax = fac_sat_child (fac_sat_child (taxes, parent), name);

      for (; tax != NULL; tax = fac_sat_next (tax, name))
        {
          xmlNode *group = first;

          while (group != NULL && !same_group (tax, group, withheld))
            group = fac_sat_next (group, name);
          if (group == NULL)
            return TRUE;
        }
    }
  return FALSE;
}

static void
check_withheld (FacSat *sat)
{
  xmlNode *group = fac_sat_child (fac_sat_child (sat->summary, "Retenciones"), "Retencion");
  gboolean any = group != NULL;
  FacDecimal sum = FAC_DECIMAL_ZERO, total;
  gboolean has_total = fac_sat_number (sat->summary, "TotalImpuestosRetenidos", &total);

  for (; group != NULL; group = fac_sat_next (group, "Retencion"))
    {
      g_autofree char *kind = fac_sat_text (group, "Impuesto");
      FacDecimal amount = fac_sat_value (group, "Importe");

      fac_sat_find_if (sat, kind == NULL || strlen (kind) != 3 || !g_str_has_prefix (kind, "00")
                       || strchr ("123", kind[2]) == NULL, "CFDI40207", -1);
      sum = fac_decimal_add (sum, amount);
      fac_sat_find_if (sat, is_repeated (group, "Retencion", TRUE), "CFDI40208", -1);
      fac_sat_find_if (sat, amount.scale > sat->decimals, "CFDI40210", -1);
      fac_sat_find_if (sat, !fac_decimal_equal (amount,
                                                fac_sat_round (sum_group (sat, group, TRUE).amount,
                                                                       sat->decimals)), "CFDI40211",
                                                                       -1);
    }
  fac_sat_find_if (sat, is_incomplete (sat, TRUE), "CFDI40211", -1);
  fac_sat_find_if (sat, any && !has_total, "CFDI40206", -1);
  fac_sat_find_if (sat, any && !has_total, "CFDI40209", -1);
  if (!has_total)
    return;
  fac_sat_find_if (sat, total.scale > sat->decimals, "CFDI40202", -1);
  fac_sat_find_if (sat, !fac_decimal_equal (total, sum), "CFDI40203", -1);
}

static void
check_added_group (FacSat *sat, xmlNode *group)
{
  g_autofree char *kind = fac_sat_text (group, "Impuesto");
  g_autofree char *factor = fac_sat_text (group, "TipoFactor");
  FacDecimal base = fac_sat_value (group, "Base");
  FacDecimal amount = fac_sat_value (group, "Importe");
  gboolean exempt = g_strcmp0 (factor, "Exento") == 0;
  Sums sums = sum_group (sat, group, FALSE);

  fac_sat_find_if (sat, g_strcmp0 (kind, "002") != 0 && g_strcmp0 (kind, "003") != 0, "CFDI40217",
                   -1);
  fac_sat_find_if (sat, is_repeated (group, "Traslado", FALSE), "CFDI40218", -1);
  fac_sat_find_if (sat, base.scale > sat->decimals, "CFDI40214", -1);
  fac_sat_find_if (sat, !fac_decimal_equal (base, fac_sat_round (sums.base, sat->decimals)),
                   exempt ? "CFDI40216" : "CFDI40215", -1);
  if (exempt)
    {
      fac_sat_find_if (sat, fac_sat_has (group, "TasaOCuota") || fac_sat_has (group, "Importe"),
                       "CFDI40213", -1);
      return;
    }
  fac_sat_find_if (sat, !fac_sat_rate_allowed (kind, factor, FALSE,
                                               fac_sat_value (group, "TasaOCuota")),
                   "CFDI40219", -1);
  fac_sat_find_if (sat, amount.scale > sat->decimals, "CFDI40220", -1);
  fac_sat_find_if (sat, !fac_decimal_equal (amount, fac_sat_round (sums.amount, sat->decimals)),
                   "CFDI40221", -1);
}

static void
check_added (FacSat *sat)
{
  xmlNode *group = fac_sat_child (fac_sat_child (sat->summary, "Traslados"), "Traslado");
  gboolean any = FALSE;
  FacDecimal sum = FAC_DECIMAL_ZERO, total;
  gboolean has_total = fac_sat_number (sat->summary, "TotalImpuestosTrasladados", &total);

  for (; group != NULL; group = fac_sat_next (group, "Traslado"))
    {
      check_added_group (sat, group);
      any = any || !fac_sat_is (group, "TipoFactor", "Exento");
      sum = fac_decimal_add (sum, fac_sat_value (group, "Importe"));
    }
  fac_sat_find_if (sat, is_incomplete (sat, FALSE), "CFDI40221", -1);
  fac_sat_find_if (sat, any && !has_total, "CFDI40212", -1);
  fac_sat_find_if (sat, !any && has_total, "CFDI40213", -1);
  if (!has_total)
    return;
  fac_sat_find_if (sat, total.scale > sat->decimals, "CFDI40204", -1);
  fac_sat_find_if (sat, any && !fac_decimal_equal (total, sum), "CFDI40205", -1);
}

void
fac_sat_check_summary (FacSat *sat)
{
  fac_sat_find_if (sat, strchr ("TP", sat->type) != NULL && sat->summary != NULL, "CFDI40201", -1);
  check_withheld (sat);
  check_added (sat);
}
