/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-taxes.h"

#define TAX_DECIMALS 6

/* Totales in the schema's order: of what is transferred each rate of IVA has its base and, but for what is exempt, its
 * amount. */
static const struct
{
  const char   *name;
  FacTaxKind    kind;
  FacTaxFactor  factor;
  gboolean      withholding;
  gboolean      base;
  gint64        hundredths;
} totals[] = {
  { "TotalRetencionesIVA", FAC_TAX_IVA, FAC_TAX_TASA, TRUE, FALSE, 0 },
  { "TotalRetencionesISR", FAC_TAX_ISR, FAC_TAX_TASA, TRUE, FALSE, 0 },
  { "TotalRetencionesIEPS", FAC_TAX_IEPS, FAC_TAX_TASA, TRUE, FALSE, 0 },
  { "TotalTrasladosBaseIVA16", FAC_TAX_IVA, FAC_TAX_TASA, FALSE, TRUE, 16 },
  { "TotalTrasladosImpuestoIVA16", FAC_TAX_IVA, FAC_TAX_TASA, FALSE, FALSE, 16 },
  { "TotalTrasladosBaseIVA8", FAC_TAX_IVA, FAC_TAX_TASA, FALSE, TRUE, 8 },
  { "TotalTrasladosImpuestoIVA8", FAC_TAX_IVA, FAC_TAX_TASA, FALSE, FALSE, 8 },
  { "TotalTrasladosBaseIVA0", FAC_TAX_IVA, FAC_TAX_TASA, FALSE, TRUE, 0 },
  { "TotalTrasladosImpuestoIVA0", FAC_TAX_IVA, FAC_TAX_TASA, FALSE, FALSE, 0 },
  { "TotalTrasladosBaseIVAExento", FAC_TAX_IVA, FAC_TAX_EXENTO, FALSE, TRUE, 0 },
};

static FacDecimal
at_tax (FacDecimal value)
{
  return fac_decimal_round (value, TAX_DECIMALS, FAC_ROUND_HALF_UP);
}

FacDecimal
fac_payment_tax_amount (const FacTax *tax)
{
  if (tax->factor == FAC_TAX_EXENTO)
    return FAC_DECIMAL_ZERO;
  return fac_decimal_mul (tax->base, tax->rate, TAX_DECIMALS, FAC_ROUND_HALF_UP);
}

static FacDecimal
to_payment (FacDecimal value, FacDecimal equivalence)
{
  if (fac_decimal_equal (equivalence, fac_decimal_from_int (1)))
    return value;
  return fac_decimal_div (value, equivalence, FAC_DECIMAL_MAX_SCALE, FAC_ROUND_HALF_UP);
}

static gboolean
is_same_group (const FacTaxGroup *group, const FacTax *tax)
{
  if (group->kind != tax->kind || !group->withholding != !tax->withholding)
    return FALSE;
  return group->withholding
         || (group->factor == tax->factor
             && (tax->factor == FAC_TAX_EXENTO || fac_decimal_equal (group->rate, tax->rate)));
}

static FacTaxGroup *
group_for (GArray *groups, const FacTax *tax)
{
  FacTaxGroup group = { .kind = tax->kind, .withholding = tax->withholding };

  for (guint i = 0; i < groups->len; i++)
    if (is_same_group (&g_array_index (groups, FacTaxGroup, i), tax))
      return &g_array_index (groups, FacTaxGroup, i);
  if (!tax->withholding)
    {
      group.factor = tax->factor;
      group.rate = tax->factor != FAC_TAX_EXENTO ? tax->rate : FAC_DECIMAL_ZERO;
    }
  g_array_append_val (groups, group);
  return &g_array_index (groups, FacTaxGroup, groups->len - 1);
}

static void
add_part (GArray *groups, const FacPaymentPart *part, gboolean withholding)
{
  for (guint i = 0; i < part->taxes->len; i++)
    {
      const FacTax *tax = &g_array_index (part->taxes, FacTax, i);
      FacTaxGroup *group;

      if (!tax->withholding != !withholding)
        continue;
      group = group_for (groups, tax);
      if (!withholding)
        group->base = fac_decimal_add (group->base, to_payment (tax->base, part->equivalence));
      group->amount = fac_decimal_add (group->amount, to_payment (fac_payment_tax_amount (tax),
                                                                  part->equivalence));
    }
}

GArray *
fac_payment_taxes (const FacPayment *payment)
{
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (FacTaxGroup));

  for (int transferred = FALSE; transferred <= TRUE; transferred++)
    for (guint i = 0; i < payment->parts->len; i++)
      add_part (groups, g_ptr_array_index (payment->parts, i), !transferred);
  for (guint i = 0; i < groups->len; i++)
    {
      FacTaxGroup *group = &g_array_index (groups, FacTaxGroup, i);

      group->base = at_tax (group->base);
      group->amount = at_tax (group->amount);
    }
  return groups;
}

static gboolean
is_of_total (const FacTaxGroup *group, gsize total)
{
  if (group->kind != totals[total].kind || !group->withholding != !totals[total].withholding)
    return FALSE;
  if (group->withholding)
    return TRUE;
  return group->factor == totals[total].factor
         && (group->factor == FAC_TAX_EXENTO
             || fac_decimal_equal (group->rate, fac_decimal_make (totals[total].hundredths, 2)));
}

/* Returns: whether there is such a tax */
static gboolean
add_total (const GPtrArray *payments, GPtrArray *taxes, gsize total, FacDecimal *sum)
{
  gboolean found = FALSE;

  *sum = FAC_DECIMAL_ZERO;
  for (guint i = 0; i < payments->len; i++)
    {
      const FacPayment *payment = g_ptr_array_index (payments, i);
      GArray *groups = g_ptr_array_index (taxes, i);

      for (guint j = 0; j < groups->len; j++)
        {
          const FacTaxGroup *group = &g_array_index (groups, FacTaxGroup, j);
          FacDecimal value = totals[total].base ? group->base : group->amount;

          if (!is_of_total (group, total))
            continue;
          found = TRUE;
          *sum = fac_decimal_add (*sum, fac_decimal_mul (value, payment->exchange,
                                                         FAC_DECIMAL_MAX_SCALE,
                                                         FAC_ROUND_HALF_UP));
        }
    }
  return found;
}

GArray *
fac_payments_totals (const GPtrArray *payments)
{
  g_autoptr(GPtrArray) taxes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (FacPaymentTotal));
  FacPaymentTotal whole = { "MontoTotalPagos", fac_payments_in_pesos (payments) };

  for (guint i = 0; i < payments->len; i++)
    g_ptr_array_add (taxes, fac_payment_taxes (g_ptr_array_index (payments, i)));
  for (gsize i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      FacPaymentTotal total = { .name = totals[i].name };

      if (!add_total (payments, taxes, i, &total.amount))
        continue;
      total.amount = fac_decimal_round (total.amount, 2, FAC_ROUND_HALF_UP);
      g_array_append_val (list, total);
    }
  g_array_append_val (list, whole);
  return list;
}
