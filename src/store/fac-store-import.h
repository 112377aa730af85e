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

G_END_DECLS
