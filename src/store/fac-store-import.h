/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-store.h"

G_BEGIN_DECLS

/** FacStoreImport: a customer or product to be written, and what was stored of it when the person looked (nullable: it
 * is new). For as long as an import runs, who made them keeps them. */
typedef struct
{
  gpointer object;
  gpointer before;
} FacStoreImport;

/** FacStoreProgress: how many of something are done; atomic, shared between threads. */
typedef struct { gint done; } FacStoreProgress;
/** fac_store_progress_new: nothing done. Returns: (transfer full) */
FacStoreProgress *fac_store_progress_new   (void);
/** fac_store_progress_ref: one more reference, on any thread. Returns: (transfer full) */
FacStoreProgress *fac_store_progress_ref   (FacStoreProgress *self);
/** fac_store_progress_unref: lets one reference go, on any thread; the last one frees it. */
void              fac_store_progress_unref (FacStoreProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacStoreProgress, fac_store_progress_unref)

/**
 * fac_store_import_async: writes all @items (element-type FacStoreImport; kept until the end) and queues their CREATE
 * and UPDATE, or nothing: one transaction, which @cancellable takes back as long as it runs.
 * Ends with fac_store_write_finish(). Errors: %FAC_STORE_ERROR_STATE when one was changed, deleted or made here
 * meanwhile; %G_IO_ERROR_CANCELLED.
 */
void fac_store_import_async (FacStore *self, FacEntity entity, GArray *items, FacStoreProgress *progress,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/** FacStoreUndone: what became of an import that was taken back. @undone: are as before, or gone; @kept: were changed,
 * deleted or put to use since, and stay as they are; @sent: of @undone those of which the service has to hear. */
typedef struct
{
  guint undone;
  guint kept;
  guint sent;
} FacStoreUndone;

/**
 * fac_store_undo_import_async: takes back what fac_store_import_async() did with @items, as far as nothing happened to
 * them since: what was added is deleted, what was changed gets its former content, and what has left already is undone
 * there by operations as a person would ask for them. One transaction. @progress counts items.
 */
void     fac_store_undo_import_async  (FacStore *self, FacEntity entity, GArray *items, FacStoreProgress *progress,
                                       GAsyncReadyCallback callback, gpointer data);
/** fac_store_undo_import_finish: @undone: (out) */
gboolean fac_store_undo_import_finish (FacStore *self, GAsyncResult *result, FacStoreUndone *undone, GError **error);

G_END_DECLS
