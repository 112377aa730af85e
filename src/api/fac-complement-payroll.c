/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-data-private.h"

#include <string.h>

#define MONEY 2

/* An amount of the payroll, whose parts are told apart by a key: which of them it takes in. */
typedef gboolean (*Takes) (const char *key);

static FacDecimal
money (FacJsonValue object, const char *name)
{
  FacDecimal value;

  if (!fac_json_decimal (fac_json_get (object, name), &value))
    value = FAC_DECIMAL_ZERO;
  return fac_decimal_round (value, MONEY, FAC_ROUND_HALF_UP);
}

/* Returns: whether @takes took any in */
static gboolean
sum_of (FacJsonValue list, const char *name, const char *key, Takes takes, FacDecimal *sum)
{
  gboolean any = FALSE;

  for (guint i = 0; i < fac_json_length (list); i++)
    {
      FacJsonValue each = fac_json_at (list, i);

      if (takes != NULL && !takes (fac_json_string (fac_json_get (each, key))))
        continue;
      any = TRUE;
      *sum = fac_decimal_add (*sum, money (each, name));
    }
  return any;
}

static FacDecimal
total_of (FacJsonValue list, const char *name)
{
  FacDecimal sum = fac_decimal_make (0, MONEY);

  sum_of (list, name, NULL, NULL, &sum);
  return sum;
}

static FacJsonValue
earnings_of (FacJsonValue data)
{
  return fac_json_get (fac_json_get (data, "percepciones"), "percepcion");
}

static FacDecimal
sum_earnings (FacJsonValue data)
{
  return fac_decimal_add (total_of (earnings_of (data), "importe_gravado"),
                          total_of (earnings_of (data), "importe_exento"));
}

/* ---- sums that the document states ---------------------------------------------------------- */

static gboolean
is_severance (const char *key)
{
  return g_strcmp0 (key, "022") == 0 || g_strcmp0 (key, "023") == 0 || g_strcmp0 (key, "025") == 0;
}

static gboolean
is_pension (const char *key)
{
  return g_strcmp0 (key, "039") == 0 || g_strcmp0 (key, "044") == 0;
}

static gboolean
is_wage (const char *key)
{
  return !is_severance (key) && !is_pension (key);
}

static gboolean
is_tax (const char *key)
{
  return g_strcmp0 (key, "002") == 0;
}

static gboolean
is_other_deduction (const char *key)
{
  return !is_tax (key);
}

static void
put_sum (GString *xml, const char *name, FacDecimal sum)
{
  g_autofree char *text = fac_decimal_to_string (sum);

  g_string_append_printf (xml, " %s=\"%s\"", name, text);
}

static void
put_earnings (GString *xml, FacJsonValue data)
{
  static const struct { const char *name; Takes takes; } kinds[] = {
    { "TotalSueldos", is_wage }, { "TotalSeparacionIndemnizacion", is_severance },
    { "TotalJubilacionPensionRetiro", is_pension },
  };
  FacJsonValue list = earnings_of (data);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      FacDecimal sum = fac_decimal_make (0, MONEY);

      if (sum_of (list, "importe_gravado", "tipo_percepcion", kinds[i].takes, &sum))
        {
          sum_of (list, "importe_exento", "tipo_percepcion", kinds[i].takes, &sum);
          put_sum (xml, kinds[i].name, sum);
        }
    }
  put_sum (xml, "TotalGravado", total_of (list, "importe_gravado"));
  put_sum (xml, "TotalExento", total_of (list, "importe_exento"));
}

static void
put_deductions (GString *xml, FacJsonValue data)
{
  FacJsonValue list = fac_json_get (data, "deducciones");
  FacDecimal taxes = fac_decimal_make (0, MONEY), others = fac_decimal_make (0, MONEY);

  if (sum_of (list, "importe", "tipo_deduccion", is_other_deduction, &others))
    put_sum (xml, "TotalOtrasDeducciones", others);
  if (sum_of (list, "importe", "tipo_deduccion", is_tax, &taxes))
    put_sum (xml, "TotalImpuestosRetenidos", taxes);
}

void
_fac_payroll_write_sums (GString *xml, const char *element, FacJsonValue data)
{
  FacJsonValue deductions = fac_json_get (data, "deducciones");
  FacJsonValue others = fac_json_get (data, "otros_pagos");

  if (g_str_equal (element, "Percepciones"))
    put_earnings (xml, data);
  else if (g_str_equal (element, "Deducciones"))
    put_deductions (xml, data);
  if (!g_str_equal (element, "Nomina"))
    return;
  if (fac_json_length (earnings_of (data)) > 0)
    put_sum (xml, "TotalPercepciones", sum_earnings (data));
  if (fac_json_length (deductions) > 0)
    put_sum (xml, "TotalDeducciones", total_of (deductions, "importe"));
  if (fac_json_length (others) > 0)
    put_sum (xml, "TotalOtrosPagos", total_of (others, "importe"));
}

/* ---- reading -------------------------------------------------------------------------------- */

FacJson *
_fac_complement_data_parse (const FacComplement *complement)
{
  const char *data = complement->data != NULL ? complement->data : "";
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, strlen (data));
  g_autoptr (FacJson) json = fac_json_parse (bytes, NULL);

  if (json == NULL || fac_json_kind (fac_json_root (json)) != FAC_JSON_OBJECT)
    return NULL;
  return g_steal_pointer (&json);
}

static char *
day_of (FacJsonValue data, const char *name)
{
  const char *text = fac_json_string (fac_json_get (data, name));

  return text != NULL ? g_strndup (text, strlen ("2026-02-28")) : NULL;
}

static FacPayroll *
read_payroll (FacJsonValue data)
{
  FacPayroll *self = fac_payroll_new ();

  self->pay_day = day_of (data, "fecha_pago");
  self->first_day = day_of (data, "fecha_inicial_pago");
  self->last_day = day_of (data, "fecha_final_pago");
  self->earnings = sum_earnings (data);
  self->others = total_of (fac_json_get (data, "otros_pagos"), "importe");
  self->deductions = total_of (fac_json_get (data, "deducciones"), "importe");
  return self;
}

FacPayroll *
fac_complement_data_payroll (const FacInvoice *invoice)
{
  for (guint i = 0; i < invoice->complements->len; i++)
    {
      const FacComplement *complement = g_ptr_array_index (invoice->complements, i);
      g_autoptr (FacJson) json = NULL;

      if (g_strcmp0 (complement->type, "nomina") == 0)
        json = _fac_complement_data_parse (complement);
      if (json != NULL)
        return read_payroll (fac_json_root (json));
    }
  return NULL;
}
