/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-clock.h"
#include "fac-provider.h"

G_BEGIN_DECLS

#define FAC_MOCK_N_ENTITIES 3 /* customers, products, invoices */

/** FacMockState: what the imagined service holds, and its rules. @items are shared values: changed ones are
 * replaced. */
typedef struct
{
  GPtrArray  *items[FAC_MOCK_N_ENTITIES]; /* (element-type FacRemoteItem), oldest first */
  GHashTable *keys;                       /* idempotency key → remote id */
  FacClock   *clock;                      /* (nullable) */
  gboolean    pending;
  gboolean    cursors;
  char       *cancellation;               /* what a cancellation becomes at first; NULL: accepted */
  GPtrArray  *mails;                      /* (element-type utf8): "ID: address, address" */
  guint       next_id;
  guint       next_folio;
} FacMockState;

/** fac_mock_state_new: holds nothing. Returns: (transfer full) */
FacMockState *fac_mock_state_new  (void);
/** fac_mock_state_free: frees it with all it owns. */
void          fac_mock_state_free (FacMockState *self);

/** fac_mock_state_now: the service's time; its Date header has whole seconds only. */
gint64         fac_mock_state_now    (FacMockState *self);
/** fac_mock_state_refuse: an error as the service would answer it; @path is a field of the body. */
void           fac_mock_state_refuse (GError **error, int status, const char *code, const char *path,
                                      const char *message);
/** fac_mock_state_held: Returns: (transfer none) (nullable): NULL with the error 404 */
FacRemoteItem *fac_mock_state_held   (FacMockState *self, FacEntity entity, const char *remote_id, GError **error);
/** fac_mock_state_answer: a new item with the time of this answer. Returns: (transfer full) */
FacRemoteItem *fac_mock_state_answer (FacMockState *self, FacRemoteItem *held);
/** fac_mock_state_dress: gives @item's own, unshared object the ids and times that a service gives. */
void           fac_mock_state_dress  (FacMockState *self, FacRemoteItem *item, gint64 created_at);
/** fac_mock_state_find: Returns: (transfer full) (nullable): NULL with the error 404 */
FacRemoteItem *fac_mock_state_find   (FacMockState *self, FacEntity entity, const char *remote_id, GError **error);
/** fac_mock_state_list: the page of @query, newest first; page 31 and above are refused as the service does. Returns:
 * (transfer full) (nullable) */
FacRemotePage *fac_mock_state_list   (FacMockState *self, FacEntity entity, const FacRemoteQuery *query,
                                      GError **error);
/** The verbs of FacProviderClass. Returns: (transfer full) (nullable) */
FacRemoteItem *fac_mock_state_create (FacMockState *self, FacRemoteItem *wanted, const char *key, GError **error);
/** fac_mock_state_update: Returns: (transfer full) (nullable): NULL with the error 404 or a refusal */
FacRemoteItem *fac_mock_state_update (FacMockState *self, FacRemoteItem *wanted, GError **error);
/** fac_mock_state_remove: deletes; an invoice must be a draft, as nothing here cancels. Returns: (transfer full)
 * (nullable) */
FacRemoteItem *fac_mock_state_remove (FacMockState *self, FacEntity entity, const char *remote_id, GError **error);
/** fac_mock_state_stamp: Returns: (transfer full) (nullable): the invoice, valid, or pending when told so */
FacRemoteItem *fac_mock_state_stamp  (FacMockState *self, const char *remote_id, GError **error);
/** fac_mock_state_cancel: Returns: (transfer full) (nullable): the invoice as it is afterwards */
FacRemoteItem *fac_mock_state_cancel (FacMockState *self, const char *remote_id, const char *motive,
                                      const char *substitution, GError **error);
/** fac_mock_state_status: Returns: (transfer full) (nullable): the invoice; refused with 400 unless it is stamped */
FacRemoteItem *fac_mock_state_status (FacMockState *self, const char *remote_id, GError **error);
/** fac_mock_state_email: notes the message. Returns: %FALSE with @error when the invoice is not stamped */
gboolean       fac_mock_state_email  (FacMockState *self, const char *remote_id, const char *const *addresses,
                                      GError **error);
/** fac_mock_state_validate: names in lower case and RFC that begin with NOE are not in the register. Returns: (transfer
 * full) (nullable) */
FacTaxValidation *fac_mock_state_validate (FacMockState *self, const char *remote_id, GError **error);
/** fac_mock_check_tax_id: RFC that begin with EFD are Definitivo, with EFR Desvirtuado. Returns: (transfer full)
 * (nullable) */
FacTaxIdReport   *fac_mock_check_tax_id   (const char *tax_id, GError **error);
/** fac_mock_state_email_link: notes the message. Returns: %FALSE with @error when there is no such customer */
gboolean          fac_mock_state_email_link (FacMockState *self, const char *remote_id, const char *address,
                                             GError **error);
/** fac_mock_state_answer_cancellation: "accepted", "rejected" or "expired" of one that waits. */
void           fac_mock_state_answer_cancellation (FacMockState *self, const char *remote_id, const char *answer);
/** fac_mock_state_settle: ends a pending invoice. */
void           fac_mock_state_settle (FacMockState *self, const char *remote_id, gboolean valid);
/** fac_mock_state_put: keeps @item as it is, with a remote id and a body. Returns: (transfer none) */
FacRemoteItem *fac_mock_state_put    (FacMockState *self, FacRemoteItem *item);
/** fac_mock_state_parse: the object in a body made here; pure. Returns: (transfer full) (nullable) */
FacRemoteItem *fac_mock_state_parse  (FacEntity entity, GBytes *body, GError **error);

G_END_DECLS
