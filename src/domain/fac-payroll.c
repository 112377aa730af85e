/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payroll.h"

FacPayroll *
fac_payroll_new (void)
{
  FacPayroll *self = g_new0 (FacPayroll, 1);

  self->earnings = self->others = self->deductions = fac_decimal_make (0, 2);
  return self;
}

void
fac_payroll_free (FacPayroll *self)
{
  g_free (self->pay_day);
  g_free (self->first_day);
  g_free (self->last_day);
  g_free (self);
}

FacDecimal
fac_payroll_total (const FacPayroll *self)
{
  return fac_decimal_sub (fac_decimal_add (self->earnings, self->others), self->deductions);
}

void
fac_payroll_put (const FacPayroll *self, FacCfdi *cfdi)
{
  FacCfdiConcepto *concepto = fac_cfdi_concepto_new ();
  const FacDecimal paid = fac_decimal_add (self->earnings, self->others);

  concepto->clave_prod_serv = g_strdup ("84111505");
  concepto->cantidad = fac_decimal_from_int (1);
  concepto->clave_unidad = g_strdup ("ACT");
  concepto->descripcion = g_strdup ("Pago de nómina");
  concepto->valor_unitario = concepto->importe = paid;
  concepto->has_descuento = !fac_decimal_is_zero (self->deductions);
  concepto->descuento = self->deductions;
  concepto->objeto_imp = g_strdup ("01");
  g_ptr_array_set_size (cfdi->conceptos, 0);
  g_ptr_array_add (cfdi->conceptos, concepto);
  cfdi->sub_total = paid;
  cfdi->has_descuento = concepto->has_descuento;
  cfdi->descuento = self->deductions;
  cfdi->total = fac_payroll_total (self);
}
