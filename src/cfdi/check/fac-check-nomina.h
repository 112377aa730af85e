/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-check-private.h"

G_BEGIN_DECLS

/** fac_check_nomina_worker: whom it pays. */
void fac_check_nomina_worker   (FacCheck *check, const xmlNode *nomina);
/** fac_check_nomina_earnings: what it pays. */
void fac_check_nomina_earnings (FacCheck *check, const xmlNode *nomina);
/** fac_check_nomina_rest: deductions, other payments and days of illness. */
void fac_check_nomina_rest     (FacCheck *check, const xmlNode *nomina);

G_END_DECLS
