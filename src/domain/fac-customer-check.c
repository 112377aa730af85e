/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-check.h"

void
fac_customer_check_free (FacCustomerCheck *self)
{
  g_clear_pointer (&self->customer, fac_customer_unref);
  g_clear_pointer (&self->validation, fac_tax_validation_unref);
  g_clear_pointer (&self->report, fac_tax_id_report_unref);
  g_free (self);
}
