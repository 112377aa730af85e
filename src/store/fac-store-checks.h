/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer-check.h"
#include "fac-store.h"

G_BEGIN_DECLS

/* What the SAT said of customers, kept for reading without a network. */

/** fac_store_save_validation_async: of the customer with local @id; nothing when it is gone. */
void fac_store_save_validation_async (FacStore *self, const char *id, FacTaxValidation *validation,
                                      GAsyncReadyCallback callback, gpointer data);
/** fac_store_save_report_async: of the RFC in @report; both end with fac_store_write_finish(). */
void fac_store_save_report_async     (FacStore *self, FacTaxIdReport *report, GAsyncReadyCallback callback,
                                      gpointer data);
/** fac_store_get_check_async: @id: (nullable): a customer's local id, also of one that is not stored yet; @tax_id:
 * (nullable): the RFC whose report is wanted. */
void              fac_store_get_check_async  (FacStore *self, const char *id, const char *tax_id,
                                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_check_finish: Returns: (transfer full) (nullable): %NULL with @error alone */
FacCustomerCheck *fac_store_get_check_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_all_checks_async: of every customer, by name, without reports. Returns by finish: (element-type
 * FacCustomerCheck) */
void              fac_store_all_checks_async  (FacStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                               gpointer data);
/** fac_store_all_checks_finish: Returns: (transfer full) (nullable) (element-type FacCustomerCheck) */
GPtrArray        *fac_store_all_checks_finish (FacStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
