/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db-reader.h"
#include "fac-db-writer.h"
#include "fac-store.h"
#include "fac-stored-object.h"

G_BEGIN_DECLS

/** _fac_store_put_draft: saves @invoice and queues its CREATE or UPDATE, in the caller's transaction. */
gboolean  _fac_store_put_draft (FacStoreSession *session, const FacInvoice *invoice, GError **error);
/** _fac_store_put_customer: saves @customer, and queues its CREATE or UPDATE when @send, in the caller's transaction;
 * announces nothing. @changed: (out): whether anything was written */
gboolean  _fac_store_put_customer (FacStoreSession *session, const FacCustomer *customer, gboolean send,
                                   gboolean *changed, GError **error);
/** _fac_store_put_product: likewise. */
gboolean  _fac_store_put_product  (FacStoreSession *session, const FacProduct *product, gboolean send,
                                   gboolean *changed, GError **error);
/** _fac_store_write_draft: the same; without @send nothing is queued. */
gboolean  _fac_store_write_draft (FacStoreSession *session, const FacInvoice *invoice, gboolean send, GError **error);
/** _fac_store_settle: @id of @entity (a customer or product) may have become again what both sides agreed on: then
 * nothing is left to be sent of it. In the caller's transaction. */
gboolean  _fac_store_settle (FacStoreSession *session, FacEntity entity, const char *id, GError **error);
/** _fac_store_others_wait_for: whether an operation of another object waits for one of @object. */
gboolean  _fac_store_others_wait_for (FacDb *db, const FacStoredObject *object, gboolean *wait, GError **error);
/** _fac_store_new: takes over threads that are open; @fresh: there was no file. */
FacStore *_fac_store_new   (const char *folder, gboolean fresh, FacDbWriter *writer, FacDbReader *reader);
/** _fac_store_write: queues @work; @data is freed with @free_data. @tag marks the task for its finish. */
void      _fac_store_write (FacStore *self, FacDbWork work, gpointer data, GDestroyNotify free_data, gpointer tag,
                            GAsyncReadyCallback callback, gpointer user_data);
/** _fac_store_read: queues @read likewise; a result that nobody fetches is freed with @free_result. */
void      _fac_store_read  (FacStore *self, FacDbRead read, gpointer data, GDestroyNotify free_data,
                            GDestroyNotify free_result, gpointer tag, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/** _fac_store_announce: emits "changed" for each of @changes. */
void      _fac_store_announce (gpointer self, GPtrArray *changes);
/** _fac_store_commits: how many commits the open store made (P11). */
guint64   _fac_store_commits  (FacStore *self);
/** _fac_store_open_files: folder, lock, newest version, both connections; blocking. */
gboolean  _fac_store_open_files (const char *folder, int application_id, FacDataLock **lock,
                                 FacDb **writer, FacDb **reader, GError **error);

/** fac_store_error_from: an error of the folder's making as one of the store's. Returns: (transfer full) */
GError   *fac_store_error_from (const GError *cause);

/** FAC_STORE_APPLICATION_ID, FAC_ORGANIZATIONS_APPLICATION_ID: "FacD" and "FacO" in the file's header. */
#define FAC_STORE_APPLICATION_ID         0x46616344
#define FAC_ORGANIZATIONS_APPLICATION_ID 0x4661634f

G_END_DECLS
