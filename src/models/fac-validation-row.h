/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer-check.h"

#include <glib-object.h>

G_BEGIN_DECLS

/** FacValidationState: @FAC_VALIDATION_WAITING: can be asked about, and was not; @FAC_VALIDATION_SKIPPED: cannot, or
 * the answer did not come. */
typedef enum
{
  FAC_VALIDATION_WAITING,
  FAC_VALIDATION_VALID,
  FAC_VALIDATION_FAULTY,
  FAC_VALIDATION_SKIPPED
} FacValidationState;

#define FAC_TYPE_VALIDATION_ROW (fac_validation_row_get_type ())
G_DECLARE_FINAL_TYPE (FacValidationRow, fac_validation_row, FAC, VALIDATION_ROW, GObject)

/** FacValidationRow: a customer in a FacValidationRun. Property "state" (int, a FacValidationState; notifies whenever
 * anything of it changed). */
FacValidationRow  *fac_validation_row_new          (const FacCustomerCheck *check);
FacValidationState fac_validation_row_get_state    (FacValidationRow *self);
const FacCustomer *fac_validation_row_get_customer (FacValidationRow *self);
/** fac_validation_row_get_at: when the SAT was asked, 0 never. */
gint64             fac_validation_row_get_at       (FacValidationRow *self);
/** fac_validation_row_describe: what the SAT does not have like this, or why it was not asked. Returns: (transfer
 * full) */
char              *fac_validation_row_describe     (FacValidationRow *self);
void               fac_validation_row_take         (FacValidationRow *self, FacTaxValidation *validation);
void               fac_validation_row_skip         (FacValidationRow *self, const char *why);

G_END_DECLS
