/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"

G_BEGIN_DECLS

/** FacPayroll: what a payroll receipt pays, summed: days as "2026-02-28" (nullable); amounts in pesos, to the cent. */
typedef struct
{
  char      *pay_day;
  char      *first_day;
  char      *last_day;
  FacDecimal earnings;   /* percepciones */
  FacDecimal others;     /* otros pagos */
  FacDecimal deductions;
} FacPayroll;

/** fac_payroll_new: nothing is paid. Returns: (transfer full) */
FacPayroll *fac_payroll_new   (void);
/** fac_payroll_free: frees it with all it owns. */
void        fac_payroll_free  (FacPayroll *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacPayroll, fac_payroll_free)

/** fac_payroll_total: what the worker gets. */
FacDecimal  fac_payroll_total (const FacPayroll *self);
/** fac_payroll_put: the one concepto of a type N and its totals, as the SAT has them written (cfdi.md §9). */
void        fac_payroll_put   (const FacPayroll *self, FacCfdi *cfdi);

G_END_DECLS
