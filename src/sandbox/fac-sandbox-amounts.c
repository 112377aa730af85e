/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-amounts.h"

#include "fac-money.h"
#include "fac-sandbox-json.h"

#define LINE 6
#define FINE FAC_DECIMAL_MAX_SCALE

/* Where an IEPS goes: beside the price and under the other taxes, beside all, or hidden in the
 * unit price. */
typedef enum { UNDER_OTHERS, BESIDE_OTHERS, ADDED_TO_UNIT, HELD_BY_PRICE } Place;

typedef struct
{
  FacTaxKind   kind;
  FacTaxFactor factor;
  gboolean     withholding;
  FacDecimal   rate;
  gboolean     has_base;
  FacDecimal   base;
  Place        place;
} Tax;

static Tax
read_tax (FacJsonValue json)
{
  const char *mode = fac_sandbox_json_text (json, "ieps_mode");
  FacIepsMode ieps = FAC_IEPS_SUM_BEFORE_TAXES;
  Tax tax = { FAC_TAX_IVA, FAC_TAX_TASA };

  fac_tax_kind_from_api (fac_sandbox_json_text (json, "type"), &tax.kind);
  fac_tax_factor_from_text (fac_sandbox_json_text (json, "factor"), &tax.factor);
  tax.withholding = fac_json_boolean (fac_json_get (json, "withholding"), FALSE);
  tax.rate = fac_sandbox_json_number (json, "rate", FAC_DECIMAL_ZERO);
  tax.has_base = fac_sandbox_json_has (fac_json_get (json, "base"));
  tax.base = fac_sandbox_json_number (json, "base", FAC_DECIMAL_ZERO);
  tax.place = BESIDE_OTHERS;
  if (tax.kind != FAC_TAX_IEPS || tax.withholding)
    return tax;
  if (mode != NULL)
    fac_ieps_mode_from_api (mode, &ieps);
  tax.place = ieps == FAC_IEPS_SUM_BEFORE_TAXES ? UNDER_OTHERS
    : ieps == FAC_IEPS_UNIT ? ADDED_TO_UNIT
    : ieps == FAC_IEPS_SUBTRACT_BEFORE_BREAK_DOWN ? HELD_BY_PRICE : BESIDE_OTHERS;
  return tax;
}

static FacDecimal
times (FacDecimal a, FacDecimal b)
{
  return fac_decimal_mul (a, b, FINE, FAC_ROUND_HALF_UP);
}

/* A tax on one unit that costs @base before it. */
static FacDecimal
on_unit (const Tax *tax, FacDecimal base)
{
  if (tax->factor == FAC_TAX_EXENTO)
    return FAC_DECIMAL_ZERO;
  return tax->factor == FAC_TAX_CUOTA ? tax->rate : times (base, tax->rate);
}

static FacDecimal
sum_at (FacJsonValue taxes, Place place, FacDecimal base)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      Tax tax = read_tax (fac_json_at (taxes, i));

      if (!tax.withholding && tax.place == place && (place != BESIDE_OTHERS
                                                     || tax.kind == FAC_TAX_IEPS))
        sum = fac_decimal_add (sum, on_unit (&tax, base));
    }
  return sum;
}

/* What states and towns add to one unit, of those that say no base of their own. */
static FacDecimal
local_on_unit (FacJsonValue locals, FacDecimal net)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < fac_json_length (locals); i++)
    {
      FacJsonValue json = fac_json_at (locals, i);

      if (!fac_json_boolean (fac_json_get (json, "withholding"), FALSE)
          && !fac_sandbox_json_has (fac_json_get (json, "base")))
        sum = fac_decimal_add (sum, times (net, fac_sandbox_json_number (json, "rate",
                                                                         FAC_DECIMAL_ZERO)));
    }
  return sum;
}

/* What one unit costs with all its transferred taxes when it costs @net without any. */
static FacDecimal
gross_of (FacJsonValue product, FacDecimal net)
{
  FacJsonValue taxes = fac_json_get (product, "taxes");
  FacDecimal widened = fac_decimal_add (net, sum_at (taxes, UNDER_OTHERS, net));
  FacDecimal gross = widened;

  gross = fac_decimal_add (gross, sum_at (taxes, BESIDE_OTHERS, net));
  gross = fac_decimal_add (gross, sum_at (taxes, ADDED_TO_UNIT, net));
  gross = fac_decimal_add (gross, sum_at (taxes, HELD_BY_PRICE, net));
  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      Tax tax = read_tax (fac_json_at (taxes, i));

      if (!tax.withholding && tax.kind != FAC_TAX_IEPS)
        gross = fac_decimal_add (gross, on_unit (&tax, widened));
    }
  return fac_decimal_add (gross, local_on_unit (fac_json_get (product, "local_taxes"), net));
}

/* Inverts f (net) = slope × net + f (0), read off at 0 and 1: every mode is linear in the net
 * price. */
static FacDecimal
invert (FacDecimal price, FacDecimal at_zero, FacDecimal at_one)
{
  return fac_decimal_div (fac_decimal_sub (price, at_zero), fac_decimal_sub (at_one, at_zero),
                          LINE, FAC_ROUND_HALF_UP);
}

static FacDecimal
held_of (FacJsonValue taxes, FacDecimal net)
{
  return fac_decimal_add (net, sum_at (taxes, HELD_BY_PRICE, net));
}

static FacDecimal
at_most_line (FacDecimal value)
{
  return value.scale > LINE ? fac_decimal_round (value, LINE, FAC_ROUND_HALF_UP) : value;
}

/* The unit price without any tax, 6 decimals; *unit: the ValorUnitario of the CFDI, which keeps the IEPS of
 * the modes unit and subtract_before_break_down inside. */
static FacDecimal
net_price (FacJsonValue product, FacDecimal *unit)
{
  const FacDecimal zero = FAC_DECIMAL_ZERO, one = fac_decimal_from_int (1);
  FacJsonValue taxes = fac_json_get (product, "taxes");
  FacDecimal price = fac_sandbox_json_number (product, "price", FAC_DECIMAL_ZERO);
  FacDecimal net;

  if (fac_json_boolean (fac_json_get (product, "tax_included"), TRUE))
    {
      net = invert (price, gross_of (product, zero), gross_of (product, one));
      *unit = fac_decimal_add (held_of (taxes, net), sum_at (taxes, ADDED_TO_UNIT, net));
    }
  else
    {
      price = at_most_line (price);
      net = price;
      if (!fac_decimal_is_zero (sum_at (taxes, HELD_BY_PRICE, one)))
        net = invert (price, held_of (taxes, zero), held_of (taxes, one));
      *unit = fac_decimal_add (price, sum_at (taxes, ADDED_TO_UNIT, net));
    }
  *unit = at_most_line (fac_decimal_trim (*unit, 2));
  return net;
}

static FacDecimal
line_product (FacDecimal a, FacDecimal b)
{
  return fac_decimal_mul (a, b, LINE, FAC_ROUND_HALF_UP);
}

static FacDecimal
at_line (FacDecimal value)
{
  return fac_decimal_round (value, LINE, FAC_ROUND_HALF_UP);
}

static FacDecimal
base_of (const Tax *tax, FacDecimal net, FacDecimal widened, FacDecimal quantity)
{
  if (tax->has_base)
    return at_line (tax->base);
  if (tax->factor == FAC_TAX_CUOTA)
    return at_line (quantity);
  return tax->kind == FAC_TAX_IEPS ? net : widened;
}

static void
fill_taxes (FacCfdiConcepto *concepto, FacJsonValue taxes, FacDecimal net)
{
  FacDecimal widened = net;

  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      Tax tax = read_tax (fac_json_at (taxes, i));

      if (tax.place == UNDER_OTHERS && tax.factor != FAC_TAX_EXENTO)
        widened = fac_decimal_add (widened,
          line_product (base_of (&tax, net, net, concepto->cantidad), tax.rate));
    }
  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      Tax tax = read_tax (fac_json_at (taxes, i));
      FacCfdiTax entry = { .impuesto = tax.kind, .tipo_factor = tax.factor,
                           .retencion = tax.withholding };

      if (tax.place == ADDED_TO_UNIT || tax.place == HELD_BY_PRICE)
        continue;
      entry.base = base_of (&tax, net, widened, concepto->cantidad);
      entry.tasa_o_cuota = at_line (tax.rate);
      entry.importe = tax.factor == FAC_TAX_EXENTO ? at_line (FAC_DECIMAL_ZERO)
                                                   : line_product (entry.base, entry.tasa_o_cuota);
      if (concepto->taxes == NULL)
        concepto->taxes = g_array_new (FALSE, FALSE, sizeof (FacCfdiTax));
      g_array_append_val (concepto->taxes, entry);
    }
}

static void
add_local (FacCfdi *cfdi, FacJsonValue json, FacDecimal net)
{
  gboolean withholding = fac_json_boolean (fac_json_get (json, "withholding"), FALSE);
  FacDecimal rate = fac_sandbox_json_number (json, "rate", FAC_DECIMAL_ZERO);
  const char *name = fac_sandbox_json_text (json, "type");
  FacDecimal base = at_line (fac_sandbox_json_number (json, "base", net));
  /* implocal states a percentage with two decimals, the API a fraction */
  FacDecimal percent = fac_decimal_mul (rate, fac_decimal_from_int (100), 2, FAC_ROUND_HALF_UP);
  FacCfdiLocalTax *group = NULL;

  for (guint i = 0; i < cfdi->locales->len && group == NULL; i++)
    {
      FacCfdiLocalTax *other = g_ptr_array_index (cfdi->locales, i);

      if (g_strcmp0 (other->nombre, name) == 0 && other->retencion == withholding
          && fac_decimal_equal (other->tasa, percent))
        group = other;
    }
  if (group == NULL)
    {
      group = fac_cfdi_local_tax_new ();
      group->nombre = g_strdup (name);
      group->retencion = withholding;
      group->tasa = percent;
      g_ptr_array_add (cfdi->locales, group);
    }
  group->importe = fac_decimal_add (group->importe, line_product (base, rate));
}

static void
fill_line (FacCfdi *cfdi, FacCfdiConcepto *concepto, FacJsonValue item)
{
  FacJsonValue product = fac_json_get (item, "product");
  FacJsonValue locals = fac_json_get (product, "local_taxes");
  FacDecimal net = net_price (product, &concepto->valor_unitario);

  concepto->importe = line_product (concepto->cantidad, concepto->valor_unitario);
  concepto->descuento = at_line (fac_sandbox_json_number (item, "discount", FAC_DECIMAL_ZERO));
  concepto->has_descuento = !fac_decimal_is_zero (concepto->descuento);
  net = fac_decimal_equal (net, concepto->valor_unitario) ? concepto->importe
                                                          : line_product (concepto->cantidad, net);
  net = fac_decimal_sub (net, concepto->descuento);
  fill_taxes (concepto, fac_json_get (product, "taxes"), net);
  for (guint i = 0; i < fac_json_length (locals); i++)
    add_local (cfdi, fac_json_at (locals, i), net);
}

static FacCfdiTax *
group_of (GArray *groups, const FacCfdiTax *tax)
{
  FacCfdiTax fresh = *tax;

  for (guint i = 0; i < groups->len; i++)
    {
      FacCfdiTax *group = &g_array_index (groups, FacCfdiTax, i);

      if (group->retencion == tax->retencion && group->impuesto == tax->impuesto
          && (tax->retencion || (group->tipo_factor == tax->tipo_factor
                                 && (tax->tipo_factor == FAC_TAX_EXENTO
                                     || fac_decimal_equal (group->tasa_o_cuota,
                                                           tax->tasa_o_cuota)))))
        return group;
    }
  fresh.base = fresh.importe = at_line (FAC_DECIMAL_ZERO);
  if (tax->retencion)
    {
      g_array_prepend_val (groups, fresh);
      return &g_array_index (groups, FacCfdiTax, 0);
    }
  g_array_append_val (groups, fresh);
  return &g_array_index (groups, FacCfdiTax, groups->len - 1);
}

static void
add_to_groups (GArray *groups, const FacCfdiConcepto *concepto)
{
  for (guint i = 0; concepto->taxes != NULL && i < concepto->taxes->len; i++)
    {
      const FacCfdiTax *tax = &g_array_index (concepto->taxes, FacCfdiTax, i);
      FacCfdiTax *group = group_of (groups, tax);

      group->base = fac_decimal_add (group->base, tax->base);
      group->importe = fac_decimal_add (group->importe, tax->importe);
    }
}

static void
sum_groups (FacCfdi *cfdi, guint decimals)
{
  cfdi->total_retenidos = cfdi->total_trasladados = fac_decimal_round (FAC_DECIMAL_ZERO, decimals,
                                                                       FAC_ROUND_HALF_UP);
  for (guint i = 0; i < cfdi->impuestos->len; i++)
    {
      FacCfdiTax *group = &g_array_index (cfdi->impuestos, FacCfdiTax, i);

      group->base = fac_decimal_round (group->base, decimals, FAC_ROUND_HALF_UP);
      group->importe = fac_decimal_round (group->importe, decimals, FAC_ROUND_HALF_UP);
      if (group->retencion)
        {
          cfdi->has_total_retenidos = TRUE;
          cfdi->total_retenidos = fac_decimal_add (cfdi->total_retenidos, group->importe);
        }
      else if (group->tipo_factor != FAC_TAX_EXENTO)
        {
          cfdi->has_total_trasladados = TRUE;
          cfdi->total_trasladados = fac_decimal_add (cfdi->total_trasladados, group->importe);
        }
    }
}

static FacDecimal
add_locals (FacCfdi *cfdi, FacDecimal total, guint decimals)
{
  for (guint i = 0; i < cfdi->locales->len; i++)
    {
      FacCfdiLocalTax *local = g_ptr_array_index (cfdi->locales, i);

      local->importe = fac_decimal_round (local->importe, MIN (decimals, 2), FAC_ROUND_HALF_UP);
      total = local->retencion ? fac_decimal_sub (total, local->importe)
                               : fac_decimal_add (total, local->importe);
    }
  return total;
}

/* What only travels has no price: the totals are a bare zero, in any currency. */
static void
clear_totals (FacCfdi *cfdi)
{
  cfdi->sub_total = cfdi->total = FAC_DECIMAL_ZERO;
  for (guint i = 0; i < cfdi->conceptos->len; i++)
    {
      FacCfdiConcepto *concepto = g_ptr_array_index (cfdi->conceptos, i);

      concepto->valor_unitario = concepto->importe = FAC_DECIMAL_ZERO;
    }
}

void
fac_sandbox_amounts_fill (FacCfdi *cfdi, FacJsonValue items)
{
  guint decimals = fac_currency_decimals (cfdi->moneda);

  if (g_strcmp0 (cfdi->tipo_de_comprobante, "T") == 0)
    {
      clear_totals (cfdi);
      return;
    }

  cfdi->sub_total = cfdi->descuento = at_line (FAC_DECIMAL_ZERO);
  for (guint i = 0; i < cfdi->conceptos->len; i++)
    {
      FacCfdiConcepto *concepto = g_ptr_array_index (cfdi->conceptos, i);

      fill_line (cfdi, concepto, fac_json_at (items, i));
      cfdi->sub_total = fac_decimal_add (cfdi->sub_total, concepto->importe);
      cfdi->descuento = fac_decimal_add (cfdi->descuento, concepto->descuento);
      cfdi->has_descuento = cfdi->has_descuento || concepto->has_descuento;
      add_to_groups (cfdi->impuestos, concepto);
    }
  cfdi->sub_total = fac_decimal_round (cfdi->sub_total, decimals, FAC_ROUND_HALF_UP);
  cfdi->descuento = fac_decimal_round (cfdi->descuento, decimals, FAC_ROUND_HALF_UP);
  sum_groups (cfdi, decimals);
  cfdi->total = fac_decimal_sub (cfdi->sub_total, cfdi->descuento);
  cfdi->total = fac_decimal_add (cfdi->total, cfdi->total_trasladados);
  cfdi->total = fac_decimal_sub (cfdi->total, cfdi->total_retenidos);
  cfdi->total = add_locals (cfdi, cfdi->total, decimals);
}
