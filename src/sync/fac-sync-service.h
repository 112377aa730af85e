/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-clock.h"
#include "fac-connectivity.h"
#include "fac-provider.h"
#include "fac-store.h"
#include "fac-sync-state.h"

G_BEGIN_DECLS

#define FAC_TYPE_SYNC_SERVICE (fac_sync_service_get_type ())
G_DECLARE_FINAL_TYPE (FacSyncService, fac_sync_service, FAC, SYNC_SERVICE, GObject)

/**
 * FacSyncService: drains the outbox and pulls what is new (design/sync.md). Lives on the main context, does no work
 * there.
 * Properties (read-only, notify): "state" (FacSyncState), "pending" (guint: objects waiting, each once however
 * many operations it has), "attention" (guint: objects that wait for the person), "progress" (char*: what is being
 * fetched, NULL idle), "last-error" (GError boxed, nullable),
 * "pull-paused" (gboolean: the history, its files and the sweep wait; what is new still comes; remembered in the
 * store), "owed" (guint: files of issued documents that are not here).
 * Signals: "stamped" (const char *document_id), "refused" (const char *document_id), "overtaken"
 * (const char *document_id, const char *draft_id: it was issued elsewhere, without the changes made here, which that
 * draft keeps).
 */
FacSyncService *fac_sync_service_new (FacStore *store, FacConnectivity *connectivity, FacClock *clock);
/** fac_sync_service_set_provider: (nullable): NULL while there is no key; setting one starts a round. */
void         fac_sync_service_set_provider (FacSyncService *self, FacProvider *provider);
/** fac_sync_service_wake: something was queued, or the person asked (F5: @pull also fetches). */
void         fac_sync_service_wake  (FacSyncService *self, gboolean pull);
/** fac_sync_service_focus: the person is back at the window: pulls if the last time is longer ago than 5 minutes. */
void         fac_sync_service_focus (FacSyncService *self);
/** fac_sync_service_set_pull_paused: lets the history, its files and the sweep wait, or go on; remembered in the
 * store. */
void         fac_sync_service_set_pull_paused (FacSyncService *self, gboolean paused);
/** fac_sync_service_get_pull_paused: whether they wait. */
gboolean     fac_sync_service_get_pull_paused (FacSyncService *self);
/** fac_sync_service_stop: lets nothing more leave; answers on their way are still acknowledged. */
void         fac_sync_service_stop_async  (FacSyncService *self, GAsyncReadyCallback callback, gpointer data);
/** fac_sync_service_stop_finish: Returns: %TRUE once nothing is awaited any more */
gboolean     fac_sync_service_stop_finish (FacSyncService *self, GAsyncResult *result, GError **error);
/** fac_sync_service_get_state: the property "state". */
FacSyncState fac_sync_service_get_state   (FacSyncService *self);
/** fac_sync_service_get_pending: the property "pending": operations that wait. */
guint        fac_sync_service_get_pending (FacSyncService *self);
/** fac_sync_service_get_attention: the property "attention": operations that wait for the person. */
guint        fac_sync_service_get_attention (FacSyncService *self);
/** fac_sync_service_get_owed: how many files of issued documents are still to come: XML, receipts of cancellations,
 * PDFs. */
guint        fac_sync_service_get_owed (FacSyncService *self);
/** fac_sync_service_fetch_files: what could not be fetched is tried again at once. */
void         fac_sync_service_fetch_files (FacSyncService *self);

/** fac_sync_service_set_pdf_folder: where the service's own PDF of the newest issued documents is kept
 * (fac-pdf-cache.h); (nullable): %NULL, as at first: nowhere, none is fetched. */
void         fac_sync_service_set_pdf_folder (FacSyncService *self, const char *folder);
/** fac_sync_service_set_looks: how the service's PDFs look from now on, as it tells: those that look otherwise are owed
 * again. */
void         fac_sync_service_set_looks      (FacSyncService *self, const char *looks);
/** fac_sync_service_get_pdf_folder: Returns: (transfer none) (nullable): %NULL while none are fetched */
const char  *fac_sync_service_get_pdf_folder (FacSyncService *self);
/** fac_sync_service_want_pdf: that of @document_id was looked for and is not there. */
void         fac_sync_service_want_pdf (FacSyncService *self, const char *document_id);

G_END_DECLS
