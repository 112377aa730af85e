/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-check-private.h"

G_BEGIN_DECLS

/** The parts of a payroll that have files of their own. */
void fac_check_nomina_worker   (FacCheck *check, const xmlNode *nomina);
void fac_check_nomina_earnings (FacCheck *check, const xmlNode *nomina);
/** fac_check_nomina_rest: deductions, other payments and days of illness. */
void fac_check_nomina_rest     (FacCheck *check, const xmlNode *nomina);

G_END_DECLS
