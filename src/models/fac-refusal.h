/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-error-presenter.h"
#include "fac-invoice.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** fac_refusal_find: what the service last said of the object with local id @id, among the @entries (element-type
 * FacOutboxEntry) of the outbox. Returns: (transfer full) (nullable) */
FacErrorText *fac_refusal_find (GPtrArray *entries, const char *id);
/** fac_refusal_stands: whether what @refusal is about is in @invoice as it was in @refused. */
gboolean      fac_refusal_stands (const FacErrorText *refusal, const FacInvoice *refused, const FacInvoice *invoice);

/** FacRefusalKind: what was asked for. */
typedef enum { FAC_REFUSAL_SAVE, FAC_REFUSAL_STAMP, FAC_REFUSAL_CANCEL, FAC_REFUSAL_EMAIL } FacRefusalKind;

/** FacRefusal: what the service did not take of one object. @title: its customer's or its own name. */
typedef struct
{
  FacEntity      entity;
  FacRefusalKind kind;
  char          *title;
  FacErrorText  *words;
} FacRefusal;

/** fac_refusal_load_async: what was last refused of the object with local id @id. */
void        fac_refusal_load_async  (FacWorkspace *workspace, const char *id, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);
/** fac_refusal_load_finish: Returns: (transfer full) (nullable): %NULL without @error when nothing of it was refused */
FacRefusal *fac_refusal_load_finish (FacWorkspace *workspace, GAsyncResult *result, GError **error);
void        fac_refusal_free        (FacRefusal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacRefusal, fac_refusal_free)

G_END_DECLS
