/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-clock.h"
#include "fac-provider.h"

G_BEGIN_DECLS

#define FAC_TYPE_MOCK_PROVIDER (fac_mock_provider_get_type ())
G_DECLARE_FINAL_TYPE (FacMockProvider, fac_mock_provider, FAC, MOCK_PROVIDER, FacProvider)

/** fac_mock_provider_new: a service in memory that behaves as Facturapi does, answers in an idle, and can be told to
 * fail. */
FacMockProvider *fac_mock_provider_new (void);
/** fac_mock_provider_fail_next: the next @count calls of @verb ("create", "stamp", …; NULL any) end with a copy of
 * @error; with @executed they take effect first (the answer is lost). */
void  fac_mock_provider_fail_next (FacMockProvider *self, const char *verb, guint count, gboolean executed,
                                   const GError *error);
/** fac_mock_provider_items: what the service holds. Returns: (transfer none) (element-type FacRemoteItem) */
GPtrArray *fac_mock_provider_items (FacMockProvider *self, FacEntity entity);
/** fac_mock_provider_add: puts @item there as if somebody else had; the item and its object are the service's from now
 * on. A remote id is made when absent, the body always; an item with the same remote id is replaced. Returns: (transfer
 * none): what is held */
FacRemoteItem *fac_mock_provider_add (FacMockProvider *self, FacRemoteItem *item);
/** fac_mock_provider_set_clock: the service's time; (nullable): NULL for the machine's. */
void  fac_mock_provider_set_clock (FacMockProvider *self, FacClock *clock);
/** fac_mock_provider_set_cursors: from now on lists are also answered by cursors, of which there is no last page. */
void  fac_mock_provider_set_cursors (FacMockProvider *self, gboolean cursors);
/** fac_mock_provider_set_pending: from now on stamping is accepted but not finished (202), until
 * fac_mock_provider_settle(). */
void  fac_mock_provider_set_pending (FacMockProvider *self, gboolean pending);
/** fac_mock_provider_settle: ends a pending invoice as valid or failed. */
void  fac_mock_provider_settle (FacMockProvider *self, const char *remote_id, gboolean valid);
/** fac_mock_provider_set_cancellation: what a cancellation becomes at first: "pending", "verifying", "rejected",
 * "expired"; NULL: accepted at once. */
void  fac_mock_provider_set_cancellation (FacMockProvider *self, const char *status);
/** fac_mock_provider_answer_cancellation: ends one that waits: "accepted", "rejected", "expired". */
void  fac_mock_provider_answer_cancellation (FacMockProvider *self, const char *remote_id, const char *answer);
/** fac_mock_provider_mails: what was sent: "REMOTE-ID: address, address". Returns: (transfer none) (element-type
 * utf8) */
GPtrArray *fac_mock_provider_mails (FacMockProvider *self);
/** fac_mock_provider_calls: how often @verb was called. */
guint fac_mock_provider_calls (FacMockProvider *self, const char *verb);

G_END_DECLS
