/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sync-service.h"
#include "fac-test.h"
#include "fac-text.h"
#include "sync-provider.h"

G_BEGIN_DECLS

#define SY_NOW G_GINT64_CONSTANT (1790000000000000) /* September 2026 */

/** Fixture: a store, a service in memory and the sync between them; time stands still. */
typedef struct
{
  char            *folder;
  char            *pdf_folder; /* set with sy_keep_pdf() */
  FacTestClock    *clock;
  FacStore        *store;
  FacConnectivity *connectivity;
  SyProvider      *provider;
  FacMockProvider *mock;
  FacSyncService  *sync;
  GString         *said; /* "stamped ID refused ID overtaken ID DRAFT " of the signals */
  guint            notified;
} Fixture;

/** sy_new: with a key at once, unless @locked. */
Fixture *sy_new    (gboolean locked);
void     sy_free   (Fixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, sy_free)
/** sy_keep_pdf: from now on, and after a restart, PDFs are fetched into a folder. */
void     sy_keep_pdf (Fixture *self);
void     sy_unlock (Fixture *self);
/** sy_restart: ends the program and starts it again. */
void     sy_restart (Fixture *self);
void     sy_stop   (Fixture *self);
/** sy_quiet: until nothing is under way. */
void     sy_quiet  (Fixture *self);
/** sy_pass: time passes in steps of a second, a quiet moment after each. */
void     sy_pass   (Fixture *self, guint seconds);
/** sy_wake: tells the sync and waits until it is quiet. */
void     sy_wake   (Fixture *self);

/** sy_fail: the next call of @verb fails; with @executed it took effect. */
void     sy_fail   (Fixture *self, const char *verb, FacApiErrorCode code, gboolean executed);
/** sy_refusal: a refusal in the service's words. Returns: (transfer full) */
GError  *sy_error  (FacApiErrorCode code, const char *its_code, const char *path, int retry_after);
guint    sy_calls  (Fixture *self, const char *verb);
/** sy_held: the only object of @entity that the service holds. */
FacRemoteItem *sy_held (Fixture *self, FacEntity entity);
guint    sy_n_held (Fixture *self, FacEntity entity);

/** What the person does, each ended and told to the sync. Objects: (transfer full) */
FacCustomer *sy_save_customer (Fixture *self, const char *name);
FacProduct  *sy_save_product  (Fixture *self, const char *description);
FacInvoice  *sy_save_draft    (Fixture *self, const FacCustomer *customer);
FacInvoice  *sy_stamp         (Fixture *self, const FacCustomer *customer);
void         sy_delete        (Fixture *self, FacEntity entity, const char *id);
void         sy_put_customer  (Fixture *self, FacCustomer *customer);
void         sy_put_draft     (Fixture *self, FacInvoice *invoice);

FacInvoice  *sy_get_invoice   (Fixture *self, const char *id); /* NULL: not found */
FacCustomer *sy_get_customer  (Fixture *self, const char *id);
void         sy_assert_status (Fixture *self, const char *id, FacDocumentStatus status);
GPtrArray   *sy_outbox        (Fixture *self);
/** sy_assert_outbox: "4.1" is a stamp that is queued: verb and state of each entry. */
void         sy_assert_outbox (Fixture *self, const char *text);
void         sy_write_done    (Fixture *self, GAsyncResult **result);
/** sy_count: rows of @entity in the store. */
guint        sy_count         (Fixture *self, FacEntity entity);

G_END_DECLS
