/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-clock.h"
#include "fac-provider.h"

G_BEGIN_DECLS

#define FAC_MOCK_N_ENTITIES 3 /* customers, products, invoices */

/** FacMockState: what the imagined service holds, and its rules. @items are shared values: changed ones are replaced. */
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

FacMockState *fac_mock_state_new  (void);
void          fac_mock_state_free (FacMockState *self);

/** fac_mock_state_now: the service's time; its Date header has whole seconds only. */
gint64         fac_mock_state_now    (FacMockState *self);
/** fac_mock_state_refuse: an error as the service would answer it; @path is a field of the body. */
void           fac_mock_state_refuse (GError **error, int status, const char *code, const char *path, const char *message);
/** fac_mock_state_held: Returns: (transfer none) (nullable): NULL with the error 404 */
FacRemoteItem *fac_mock_state_held   (FacMockState *self, FacEntity entity, const char *remote_id, GError **error);
/** fac_mock_state_answer: a new item with the time of this answer. Returns: (transfer full) */
FacRemoteItem *fac_mock_state_answer (FacMockState *self, FacRemoteItem *held);
/** fac_mock_state_dress: gives @item's own, unshared object the ids and times that a service gives. */
void           fac_mock_state_dress  (FacMockState *self, FacRemoteItem *item, gint64 created_at);
/** fac_mock_state_find: Returns: (transfer full) (nullable): NULL with the error 404 */
FacRemoteItem *fac_mock_state_find   (FacMockState *self, FacEntity entity, const char *remote_id, GError **error);
FacRemotePage *fac_mock_state_list   (FacMockState *self, FacEntity entity, const FacRemoteQuery *query, GError **error);
/** The verbs of FacProviderClass. Returns: (transfer full) (nullable) */
FacRemoteItem *fac_mock_state_create (FacMockState *self, FacRemoteItem *wanted, const char *key, GError **error);
FacRemoteItem *fac_mock_state_update (FacMockState *self, FacRemoteItem *wanted, GError **error);
FacRemoteItem *fac_mock_state_remove (FacMockState *self, FacEntity entity, const char *remote_id, GError **error);
FacRemoteItem *fac_mock_state_stamp  (FacMockState *self, const char *remote_id, GError **error);
FacRemoteItem *fac_mock_state_cancel (FacMockState *self, const char *remote_id, const char *motive, const char *substitution,
                                      GError **error);
FacRemoteItem *fac_mock_state_status (FacMockState *self, const char *remote_id, GError **error);
gboolean       fac_mock_state_email  (FacMockState *self, const char *remote_id, const char *const *addresses, GError **error);
/** fac_mock_state_answer_cancellation: "accepted", "rejected" or "expired" of one that waits. */
void           fac_mock_state_answer_cancellation (FacMockState *self, const char *remote_id, const char *answer);
/** fac_mock_state_settle: ends a pending invoice. */
void           fac_mock_state_settle (FacMockState *self, const char *remote_id, gboolean valid);
/** fac_mock_state_put: keeps @item as it is, with a remote id and a body. Returns: (transfer none) */
FacRemoteItem *fac_mock_state_put    (FacMockState *self, FacRemoteItem *item);
/** fac_mock_state_parse: the object in a body made here; pure. Returns: (transfer full) (nullable) */
FacRemoteItem *fac_mock_state_parse  (FacEntity entity, GBytes *body, GError **error);

G_END_DECLS
