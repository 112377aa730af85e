/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-row-private.h"
#include "fac-store.h"

G_BEGIN_DECLS

#define FAC_PAGED_HEAD_ROWS 256 /* as many as a view makes widgets for */

struct _FacPagedModel
{
  GObject parent_instance;

  FacWorkspace *workspace;
  FacQuery     *query;
  GArray       *keys;       /* gint64, the list as it is shown */
  GHashTable   *rows;       /* key → FacRow */
  guint         most_rows;  /* at more of them those that no view holds are let go */
  GHashTable   *asked;      /* page number → itself: being read */
  GPtrArray    *head;       /* FacRow by position: what views hold while the rest of a new query comes; else NULL */
  GArray       *coming;     /* keys whose first rows are being read */
  guint         keys_id;
  GCancellable *cancellable; /* of the present generation */
  guint         generation;
  FacListState  state;
  GError       *error;
  guint         settle_id;
  gboolean      first_of_query;
};

#define fac_paged_key(keys, position) g_array_index (keys, gint64, position)

/* The rows at their places (fac-paged-rows.c); what asks for them is in fac-paged-model.c. */

/** _fac_paged_model_row: the row of @key, made when it is not there. (transfer none) */
FacRow *_fac_paged_model_row       (FacPagedModel *self, gint64 key);
void    _fac_paged_model_fill      (FacPagedModel *self, FacStorePage *page);
/** _fac_paged_model_take_keys: the same query with other documents: views hear of the stretch that differs. */
void    _fac_paged_model_take_keys (FacPagedModel *self, GArray *keys);
/** _fac_paged_model_show: the first @page of a new query. */
void    _fac_paged_model_show      (FacPagedModel *self, FacStorePage *page);
/** _fac_paged_model_complete: all @keys, and the rows of the first ones. */
void    _fac_paged_model_complete  (FacPagedModel *self, GArray *keys, FacStorePage *page);

G_END_DECLS
