/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

/* What the lines say of one tax, factor and rate; of a withheld one only the tax counts. */
typedef struct
{
  FacDecimal base;
  FacDecimal amount;
  gboolean exempt;
  gboolean summed; /* the document has it, too */
} Group;

static char *
key_of (FacCheck *check, const xmlNode *tax, gboolean withheld)
{
  const char *kind = fac_check_get (check, tax, "Impuesto");
  const char *factor = fac_check_get (check, tax, "TipoFactor");
  g_autofree char *rate = NULL;
  FacDecimal number;

  if (withheld)
    return g_strdup (kind != NULL ? kind : "");
  if (fac_check_number (check, tax, "TasaOCuota", &number))
    rate = fac_decimal_to_string (fac_decimal_trim (number, 0));
  return g_strdup_printf ("%s %s %s", kind != NULL ? kind : "", factor != NULL ? factor : "",
                          rate != NULL ? rate : "");
}

static GHashTable *
group_lines (FacCheck *check, const char *path, gboolean withheld)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) taxes = fac_check_all (check->root, path);

  for (guint i = 0; i < taxes->len; i++)
    {
      const xmlNode *tax = g_ptr_array_index (taxes, i);
      g_autofree char *key = key_of (check, tax, withheld);
      Group *group = g_hash_table_lookup (groups, key);

      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->exempt = fac_check_is (check, tax, "TipoFactor", "Exento");
          g_hash_table_insert (groups, g_steal_pointer (&key), group);
        }
      group->base = fac_decimal_add (group->base, fac_check_value (check, tax, "Base"));
      group->amount = fac_decimal_add (group->amount, fac_check_value (check, tax, "Importe"));
    }
  return groups;
}

static gboolean
too_fine (FacCheck *check, const xmlNode *node, const char *name)
{
  FacDecimal number;

  return fac_check_number (check, node, name, &number) && number.scale > check->decimals;
}

/* Of a tax that the document has and the lines have not: nothing. */
static const Group *
take_group (GHashTable *groups, const char *key, gboolean *repeated)
{
  static const Group none;
  Group *group = g_hash_table_lookup (groups, key);

  *repeated = group != NULL && group->summed;
  if (group == NULL)
    return &none;
  group->summed = TRUE;
  return group;
}

static void
check_left_out (FacCheck *check, GHashTable *groups, const char *code)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Group *group = value;

      /* the summary of 3.3 had no exempt ones */
      if (!group->summed && !(check->old && group->exempt))
        {
          fac_check_differs (check, TRUE, code,
                             check->summary != NULL ? check->summary : check->root, NULL);
          return;
        }
    }
}

static void
check_withheld (FacCheck *check)
{
  g_autoptr (GPtrArray) taxes = fac_check_all (check->summary, "Retenciones/Retencion");
  g_autoptr (GHashTable) groups =
      group_lines (check, "Conceptos/Concepto/Impuestos/Retenciones/Retencion", TRUE);
  const gboolean told = fac_check_get (check, check->summary, "TotalImpuestosRetenidos") != NULL;

  for (guint i = 0; i < taxes->len; i++)
    {
      const xmlNode *tax = g_ptr_array_index (taxes, i);
      g_autofree char *key = key_of (check, tax, TRUE);
      gboolean repeated;
      const Group *group = take_group (groups, key, &repeated);

      fac_check_rule (check, repeated, "CFDI40208", tax, "Impuesto");
      fac_check_differs (check, too_fine (check, tax, "Importe"), "CFDI40210", tax, "Importe");
      if (!repeated)
        fac_check_equal (check, tax, "Importe", fac_check_round (group->amount, check->decimals),
                         "CFDI40211");
    }
  check_left_out (check, groups, "CFDI40211");
  fac_check_rule (check, taxes->len > 0 && !told, "CFDI40206", check->summary, NULL);
  if (!told)
    return;
  fac_check_differs (check, too_fine (check, check->summary, "TotalImpuestosRetenidos"),
                     "CFDI40202", check->summary, "TotalImpuestosRetenidos");
  fac_check_equal (check, check->summary, "TotalImpuestosRetenidos",
                   fac_check_round (fac_check_sum (check, taxes, "Importe"), check->decimals),
                   "CFDI40203");
}

static void
check_added_one (FacCheck *check, const xmlNode *tax, const Group *group)
{
  const gboolean exempt = fac_check_is (check, tax, "TipoFactor", "Exento");
  FacDecimal rate;

  if (!check->old)
    {
      fac_check_differs (check, too_fine (check, tax, "Base"), "CFDI40214", tax, "Base");
      fac_check_equal (check, tax, "Base", fac_check_round (group->base, check->decimals),
                       exempt ? "CFDI40216" : "CFDI40215");
    }
  fac_check_rule (check,
                  exempt
                      && (fac_check_get (check, tax, "TasaOCuota") != NULL
                          || fac_check_get (check, tax, "Importe") != NULL),
                  "CFDI40213", tax, "TipoFactor");
  fac_check_rule (check, fac_check_is (check, tax, "Impuesto", "001"), "CFDI40217", tax,
                  "Impuesto");
  if (exempt)
    return;
  fac_check_rule (check,
                  fac_check_number (check, tax, "TasaOCuota", &rate)
                      && !fac_check_rate_listed (fac_check_get (check, tax, "Impuesto"),
                                                 fac_check_get (check, tax, "TipoFactor"), FALSE,
                                                 rate),
                  "CFDI40219", tax, "TasaOCuota");
  fac_check_differs (check, too_fine (check, tax, "Importe"), "CFDI40220", tax, "Importe");
  fac_check_equal (check, tax, "Importe", fac_check_round (group->amount, check->decimals),
                   "CFDI40221");
}

static void
check_added (FacCheck *check)
{
  g_autoptr (GPtrArray) taxes = fac_check_all (check->summary, "Traslados/Traslado");
  g_autoptr (GHashTable) groups =
      group_lines (check, "Conceptos/Concepto/Impuestos/Traslados/Traslado", FALSE);
  const gboolean told = fac_check_get (check, check->summary, "TotalImpuestosTrasladados") != NULL;
  gboolean taxed = FALSE;

  for (guint i = 0; i < taxes->len; i++)
    {
      const xmlNode *tax = g_ptr_array_index (taxes, i);
      g_autofree char *key = key_of (check, tax, FALSE);
      gboolean repeated;
      const Group *group = take_group (groups, key, &repeated);

      taxed |= !fac_check_is (check, tax, "TipoFactor", "Exento");
      fac_check_rule (check, repeated, "CFDI40218", tax, "Impuesto");
      if (!repeated)
        check_added_one (check, tax, group);
    }
  check_left_out (check, groups, "CFDI40221");
  fac_check_rule (check, taxed && !told, "CFDI40212", check->summary, NULL);
  if (!told)
    return;
  fac_check_rule (check, !taxed && taxes->len > 0, "CFDI40213", check->summary,
                  "TotalImpuestosTrasladados");
  fac_check_differs (check, too_fine (check, check->summary, "TotalImpuestosTrasladados"),
                     "CFDI40204", check->summary, "TotalImpuestosTrasladados");
  fac_check_equal (check, check->summary, "TotalImpuestosTrasladados",
                   fac_check_round (fac_check_sum (check, taxes, "Importe"), check->decimals),
                   "CFDI40205");
}

void
fac_check_summary (FacCheck *check)
{
  if (check->type == 'T' || check->type == 'P')
    {
      fac_check_rule (check, check->summary != NULL, "CFDI40201", check->summary, NULL);
      return;
    }
  check_withheld (check);
  check_added (check);
}
