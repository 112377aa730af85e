/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer-check.h"

G_BEGIN_DECLS

/** FAC_SAT_FINDING: the code of findings that the SAT's register says. */
#define FAC_SAT_FINDING "sat-validation"

/** fac_customer_sat_askable: NULL when the SAT can be asked about @customer; else why not, in words. Returns: (transfer
 * none) (nullable) */
const char *fac_customer_sat_askable (const FacCustomer *customer);
/** fac_customer_sat_verdict: what is known of its tax data. @validation: (nullable). Returns: (transfer full) */
char       *fac_customer_sat_verdict (const FacCustomer *customer, const FacTaxValidation *validation);
/** fac_customer_sat_list: where its RFC stands in the list of article 69-B. @report: (nullable). Returns: (transfer
 * full) */
char       *fac_customer_sat_list    (const FacTaxIdReport *report);

G_END_DECLS
