/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-tax-id-report.h"
#include "fac-tax-validation.h"

G_BEGIN_DECLS

/**
 * FacCustomerCheck: a customer and what is known of it. @customer: (nullable): not stored yet
 * @sent: the service has it as it is here; @validation, @report: (nullable): never asked
 */
typedef struct
{
  FacCustomer      *customer;
  gboolean          sent;
  FacTaxValidation *validation;
  FacTaxIdReport   *report;
} FacCustomerCheck;
/** fac_customer_check_free: frees it with all it owns. */
void fac_customer_check_free (FacCustomerCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCustomerCheck, fac_customer_check_free)

G_END_DECLS
