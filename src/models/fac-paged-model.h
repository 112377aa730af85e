/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-query.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

#define FAC_TYPE_ROW (fac_row_get_type ())
G_DECLARE_FINAL_TYPE (FacRow, fac_row, FAC, ROW, GObject)

/** FacRow: one place of a list; "loaded" (boolean, notifies) turns TRUE when its content is there. "content" notifies
 * when it changes. */
gboolean       fac_row_is_loaded (FacRow *self);
/** fac_row_get_content: FacDocumentSummary, FacCustomer or FacProduct by the query's entity; NULL while loading.
 * (transfer none) */
gconstpointer  fac_row_get_content (FacRow *self);
const char    *fac_row_get_id (FacRow *self); /* local id, NULL while loading */

typedef enum { FAC_LIST_LOADING, FAC_LIST_READY, FAC_LIST_EMPTY, FAC_LIST_NOTHING_FOUND, FAC_LIST_FAILED } FacListState;
#define FAC_TYPE_LIST_STATE (fac_list_state_get_type ())
GType fac_list_state_get_type (void);

#define FAC_TYPE_PAGED_MODEL (fac_paged_model_get_type ())
G_DECLARE_FINAL_TYPE (FacPagedModel, fac_paged_model, FAC, PAGED_MODEL, GObject)

/**
 * FacPagedModel: a lazy GListModel of FacRow over a FacQuery: the first page by keyset before any count, then the keys,
 * then pages of 128 as they are looked at; late answers are dropped by a generation number. Properties: "state"
 * (FacListState), "n-items" (uint; notifies), "error" (GError, nullable). Follows the workspace's changes; rows keep
 * their identity when only content changes. Signal "answered": what is shown now is of the query that was set last, or
 * the state tells why it cannot be.
 */
FacPagedModel *fac_paged_model_new (FacWorkspace *workspace, FacQuery *query);
void           fac_paged_model_set_query (FacPagedModel *self, FacQuery *query);
FacListState   fac_paged_model_get_state (FacPagedModel *self);
const GError  *fac_paged_model_get_error (FacPagedModel *self);
void           fac_paged_model_reload    (FacPagedModel *self);
/** fac_paged_model_get_key: the store's sort key of what is at @position, loaded or not. */
gint64         fac_paged_model_get_key   (FacPagedModel *self, guint position);

G_END_DECLS
