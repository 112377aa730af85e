/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-money.h"

#define FINE 12 /* decimals of what is converted before it is summed */

/* What the documents of a payment, or the payments, say of one tax, factor and rate. */
typedef struct
{
  FacDecimal base;
  FacDecimal amount;
  guint converted; /* how many were divided: each may be off by the last digit of its rate */
  gboolean exempt;
  gboolean summed;
} Group;

static char *
key_of (FacCheck *check, const xmlNode *tax, const char *suffix, gboolean withheld)
{
  g_autofree char *kind_name = g_strconcat ("Impuesto", suffix, NULL);
  g_autofree char *factor_name = g_strconcat ("TipoFactor", suffix, NULL);
  g_autofree char *rate_name = g_strconcat ("TasaOCuota", suffix, NULL);
  const char *kind = fac_check_get (check, tax, kind_name);
  const char *factor = fac_check_get (check, tax, factor_name);
  g_autofree char *rate = NULL;
  FacDecimal number;

  if (withheld)
    return g_strdup (kind != NULL ? kind : "");
  if (fac_check_number (check, tax, rate_name, &number))
    rate = fac_decimal_to_string (fac_decimal_trim (number, 0));
  return g_strdup_printf ("%s %s %s", kind != NULL ? kind : "", factor != NULL ? factor : "",
                          rate != NULL ? rate : "");
}

static FacDecimal
rate_of (FacCheck *check, const xmlNode *node, const char *name)
{
  FacDecimal rate;

  if (fac_check_number (check, node, name, &rate) && fac_decimal_sign (rate) > 0)
    return rate;
  return fac_decimal_from_int (1);
}

static void
add_taxes (FacCheck *check, GHashTable *groups, const xmlNode *paid, const char *path,
           gboolean withheld)
{
  const FacDecimal rate = rate_of (check, paid, "EquivalenciaDR");
  const gboolean converted = !fac_decimal_equal (rate, fac_decimal_from_int (1));
  g_autoptr (GPtrArray) taxes = fac_check_all (paid, path);

  for (guint i = 0; i < taxes->len; i++)
    {
      const xmlNode *tax = g_ptr_array_index (taxes, i);
      g_autofree char *key = key_of (check, tax, "DR", withheld);
      Group *group = g_hash_table_lookup (groups, key);
      FacDecimal base = fac_check_value (check, tax, "BaseDR");
      FacDecimal amount = fac_check_value (check, tax, "ImporteDR");

      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->exempt = fac_check_is (check, tax, "TipoFactorDR", "Exento");
          g_hash_table_insert (groups, g_steal_pointer (&key), group);
        }
      if (converted)
        {
          base = fac_decimal_div (base, rate, FINE, FAC_ROUND_HALF_UP);
          amount = fac_decimal_div (amount, rate, FINE, FAC_ROUND_HALF_UP);
          group->converted++;
        }
      group->base = fac_decimal_add (group->base, base);
      group->amount = fac_decimal_add (group->amount, amount);
    }
}

/* Half of the last written digit, and a millionth for each that was converted. */
static void
check_sum (FacCheck *check, const xmlNode *tax, const char *name, FacDecimal wanted,
           guint converted, const char *code)
{
  FacDecimal found, off, allowed;

  if (!fac_check_number (check, tax, name, &found))
    return;
  off = fac_decimal_sub (found, wanted);
  if (fac_decimal_sign (off) < 0)
    off = fac_decimal_neg (off);
  allowed =
      fac_decimal_add (fac_decimal_make (5, found.scale + 1u), fac_decimal_make (converted, 6));
  fac_check_differs (check, fac_decimal_compare (off, allowed) > 0, code, tax, name);
}

static void
check_left_out (FacCheck *check, const xmlNode *pago, GHashTable *groups, const char *code)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!((const Group *)value)->summed)
      {
        fac_check_differs (check, TRUE, code, pago, NULL);
        return;
      }
}

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
check_withheld (FacCheck *check, const xmlNode *pago, GHashTable *groups)
{
  g_autoptr (GPtrArray) taxes = fac_check_all (pago, "ImpuestosP/RetencionesP/RetencionP");

  for (guint i = 0; i < taxes->len; i++)
    {
      const xmlNode *tax = g_ptr_array_index (taxes, i);
      g_autofree char *key = key_of (check, tax, "P", TRUE);
      gboolean repeated;
      const Group *group = take_group (groups, key, &repeated);

      if (!fac_check_rule (check, repeated, "CRP20263", tax, "ImpuestoP"))
        check_sum (check, tax, "ImporteP", group->amount, group->converted, "CRP20265");
    }
  check_left_out (check, pago, groups, "CRP20265");
}

static void
check_added (FacCheck *check, const xmlNode *pago, GHashTable *groups)
{
  g_autoptr (GPtrArray) taxes = fac_check_all (pago, "ImpuestosP/TrasladosP/TrasladoP");

  for (guint i = 0; i < taxes->len; i++)
    {
      const xmlNode *tax = g_ptr_array_index (taxes, i);
      const gboolean exempt = fac_check_is (check, tax, "TipoFactorP", "Exento");
      g_autofree char *key = key_of (check, tax, "P", FALSE);
      gboolean repeated;
      const Group *group = take_group (groups, key, &repeated);

      if (fac_check_rule (check, repeated, "CRP20271", tax, "ImpuestoP"))
        continue;
      fac_check_rule (check, fac_check_is (check, tax, "ImpuestoP", "001"), "CRP20270", tax,
                      "ImpuestoP");
      fac_check_rule (check,
                      !exempt
                          && !fac_check_rate_listed (fac_check_get (check, tax, "ImpuestoP"),
                                                     fac_check_get (check, tax, "TipoFactorP"),
                                                     FALSE,
                                                     fac_check_value (check, tax, "TasaOCuotaP")),
                      "CRP20272", tax, "TasaOCuotaP");
      fac_check_rule (check,
                      exempt
                          && (fac_check_get (check, tax, "TasaOCuotaP") != NULL
                              || fac_check_get (check, tax, "ImporteP") != NULL),
                      "CRP20266", tax, "TipoFactorP");
      check_sum (check, tax, "BaseP", group->base, group->converted,
                 exempt ? "CRP20269" : "CRP20268");
      check_sum (check, tax, "ImporteP", group->amount, group->converted, "CRP20274");
    }
  check_left_out (check, pago, groups, "CRP20274");
}

/* ---- all payments in pesos --------------------------------------------------------------------- */

static FacDecimal
sum_pesos (FacCheck *check, GPtrArray *payments, const char *path, const char *tax_kind,
           const char *factor, const char *rate, const char *name, gboolean *any)
{
  FacDecimal sum = FAC_DECIMAL_ZERO, wanted = FAC_DECIMAL_ZERO;

  if (rate != NULL)
    fac_decimal_parse (rate, -1, &wanted);
  for (guint i = 0; i < payments->len; i++)
    {
      const xmlNode *pago = g_ptr_array_index (payments, i);
      const FacDecimal exchange = rate_of (check, pago, "TipoCambioP");
      g_autoptr (GPtrArray) taxes = fac_check_all (pago, path);

      for (guint j = 0; j < taxes->len; j++)
        {
          const xmlNode *tax = g_ptr_array_index (taxes, j);

          if (!fac_check_is (check, tax, "ImpuestoP", tax_kind)
              || (factor != NULL && !fac_check_is (check, tax, "TipoFactorP", factor))
              || (rate != NULL
                  && !fac_decimal_equal (fac_check_value (check, tax, "TasaOCuotaP"), wanted)))
            continue;
          *any = TRUE;
          sum = fac_decimal_add (sum, fac_decimal_mul (fac_check_value (check, tax, name), exchange,
                                                       FINE, FAC_ROUND_HALF_UP));
        }
    }
  return fac_check_round (sum, 2);
}

static void
check_totals (FacCheck *check, const xmlNode *totals, GPtrArray *payments)
{
#define ADDED "ImpuestosP/TrasladosP/TrasladoP"
#define WITHHELD "ImpuestosP/RetencionesP/RetencionP"
  static const struct
  {
    const char *name, *code, *missing, *path, *kind, *factor, *rate, *value;
  } rows[] = {
    { "TotalRetencionesIVA", "CRP20201", "CRP20264", WITHHELD, "002", NULL, NULL, "ImporteP" },
    { "TotalRetencionesISR", "CRP20202", "CRP20264", WITHHELD, "001", NULL, NULL, "ImporteP" },
    { "TotalRetencionesIEPS", "CRP20203", "CRP20264", WITHHELD, "003", NULL, NULL, "ImporteP" },
    { "TotalTrasladosBaseIVA16", "CRP20204", "CRP20267", ADDED, "002", "Tasa", "0.16", "BaseP" },
    { "TotalTrasladosImpuestoIVA16", "CRP20205", "CRP20273", ADDED, "002", "Tasa", "0.16",
      "ImporteP" },
    { "TotalTrasladosBaseIVA8", "CRP20206", "CRP20267", ADDED, "002", "Tasa", "0.08", "BaseP" },
    { "TotalTrasladosImpuestoIVA8", "CRP20207", "CRP20273", ADDED, "002", "Tasa", "0.08",
      "ImporteP" },
    { "TotalTrasladosBaseIVA0", "CRP20208", "CRP20267", ADDED, "002", "Tasa", "0", "BaseP" },
    { "TotalTrasladosImpuestoIVA0", "CRP20209", "CRP20273", ADDED, "002", "Tasa", "0", "ImporteP" },
    { "TotalTrasladosBaseIVAExento", "CRP20210", "CRP20267", ADDED, "002", "Exento", NULL,
      "BaseP" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const gboolean told = fac_check_get (check, totals, rows[i].name) != NULL;
      gboolean any = FALSE;
      const FacDecimal sum = sum_pesos (check, payments, rows[i].path, rows[i].kind, rows[i].factor,
                                        rows[i].rate, rows[i].value, &any);

      if (any && !told)
        fac_check_differs (check, TRUE, rows[i].missing, totals, NULL);
      else if (told)
        fac_check_equal (check, totals, rows[i].name, sum, rows[i].code);
    }
}

static void
check_total_paid (FacCheck *check, const xmlNode *totals, GPtrArray *payments)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < payments->len; i++)
    {
      const xmlNode *pago = g_ptr_array_index (payments, i);

      sum = fac_decimal_add (sum, fac_decimal_mul (fac_check_value (check, pago, "Monto"),
                                                   rate_of (check, pago, "TipoCambioP"), FINE,
                                                   FAC_ROUND_HALF_UP));
    }
  if (totals != NULL)
    fac_check_equal (check, totals, "MontoTotalPagos", fac_check_round (sum, 2), "CRP20211");
}

void
fac_check_pagos_sums (FacCheck *check, const xmlNode *pagos)
{
  const xmlNode *totals = fac_check_child (pagos, "Totales");
  g_autoptr (GPtrArray) payments = fac_check_all (pagos, "Pago");

  for (guint i = 0; i < payments->len; i++)
    {
      const xmlNode *pago = g_ptr_array_index (payments, i);
      g_autoptr (GPtrArray) documents = fac_check_all (pago, "DoctoRelacionado");
      g_autoptr (GHashTable) added =
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_autoptr (GHashTable) withheld =
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

      for (guint j = 0; j < documents->len; j++)
        {
          const xmlNode *paid = g_ptr_array_index (documents, j);

          add_taxes (check, withheld, paid, "ImpuestosDR/RetencionesDR/RetencionDR", TRUE);
          add_taxes (check, added, paid, "ImpuestosDR/TrasladosDR/TrasladoDR", FALSE);
        }
      check_withheld (check, pago, withheld);
      check_added (check, pago, added);
      fac_check_pagos_rates (check, pago);
    }
  if (totals != NULL)
    check_totals (check, totals, payments);
  check_total_paid (check, totals, payments);
}
