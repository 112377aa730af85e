/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer-check.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/* What is asked of the SAT about customers. Nothing of it is queued: without a network it is said at once. */

/** FacCheckError: why nothing was asked. @FAC_CHECK_ERROR_NOT_SENT: the service does not have the customer as it is
 * here; @FAC_CHECK_ERROR_LIVE_KEY: the service answers this with Live keys alone. */
typedef enum { FAC_CHECK_ERROR_OFFLINE, FAC_CHECK_ERROR_NOT_SENT, FAC_CHECK_ERROR_LIVE_KEY } FacCheckError;
/** FAC_CHECK_ERROR: its messages are for people. */
#define FAC_CHECK_ERROR (fac_check_error_quark ())
GQuark fac_check_error_quark (void);
/** fac_check_error_words: why, in one text. Returns: (transfer full) (nullable): NULL for a cancellation */
char  *fac_check_error_words (const GError *error);

gboolean fac_workspace_can_validate        (FacWorkspace *self);
gboolean fac_workspace_can_check_tax_id    (FacWorkspace *self);
gboolean fac_workspace_can_email_edit_link (FacWorkspace *self);
/** fac_workspace_is_reachable: there is a network and a key. */
gboolean fac_workspace_is_reachable        (FacWorkspace *self);

/** fac_workspace_get_check_async: what was said before, from this computer. @id: (nullable); @tax_id: (nullable) */
void              fac_workspace_get_check_async  (FacWorkspace *self, const char *id, const char *tax_id,
                                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                                  gpointer data);
FacCustomerCheck *fac_workspace_get_check_finish (FacWorkspace *self, GAsyncResult *result, GError **error);

/** fac_workspace_validate_customer_async: waits until the service has the customer @id as it is here, then asks, and
 * keeps the answer. What the service did not accept when it was sent is an answer too. */
void              fac_workspace_validate_customer_async  (FacWorkspace *self, const char *id, GCancellable *cancellable,
                                                          GAsyncReadyCallback callback, gpointer data);
/** fac_workspace_validate_customer_finish: Returns: (transfer full) (nullable) */
FacTaxValidation *fac_workspace_validate_customer_finish (FacWorkspace *self, GAsyncResult *result, GError **error);
/** fac_workspace_validate_sent_async: asks about @customer, which the service has as it is here, and keeps the answer;
 * ends with validate_customer_finish. */
void              fac_workspace_validate_sent_async (FacWorkspace *self, FacCustomer *customer,
                                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                                     gpointer data);
/** fac_workspace_check_tax_id_async: looks for an RFC in the list of article 69-B, and keeps the answer. */
void              fac_workspace_check_tax_id_async  (FacWorkspace *self, const char *tax_id, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer data);
/** fac_workspace_check_tax_id_finish: Returns: (transfer full) (nullable) */
FacTaxIdReport   *fac_workspace_check_tax_id_finish (FacWorkspace *self, GAsyncResult *result, GError **error);
/** fac_workspace_email_edit_link_async: waits as for a validation, unless the service has the customer incomplete, then
 * has the service send @address the link. */
void              fac_workspace_email_edit_link_async  (FacWorkspace *self, const char *id, const char *address,
                                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                                        gpointer data);
gboolean          fac_workspace_email_edit_link_finish (FacWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
