/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-conflict-field.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  FAC_CONFLICT_NONE,
  FAC_CONFLICT_FIELDS,       /* both sides changed it */
  FAC_CONFLICT_GONE_THERE,   /* changed here, deleted at the service */
  FAC_CONFLICT_DELETED_HERE  /* deleted here, changed at the service */
} FacConflictKind;

#define FAC_TYPE_CONFLICT_MODEL (fac_conflict_model_get_type ())
G_DECLARE_FINAL_TYPE (FacConflictModel, fac_conflict_model, FAC, CONFLICT_MODEL, GObject)

/**
 * FacConflictModel: what both sides wrote about one object, for the person to decide. Follows its changes by itself;
 * choices last while neither side changes. Signal "changed": another kind, other fields, or it can be decided now.
 */
FacConflictModel *fac_conflict_model_new (FacWorkspace *workspace, FacEntity entity, const char *id);
gboolean        fac_conflict_model_is_loaded   (FacConflictModel *self);
FacConflictKind fac_conflict_model_get_kind    (FacConflictModel *self);
FacEntity       fac_conflict_model_get_entity  (FacConflictModel *self);
const char     *fac_conflict_model_get_id      (FacConflictModel *self);
/** fac_conflict_model_get_title: name of the customer, description of the product, customer of the draft. (nullable) */
const char     *fac_conflict_model_get_title   (FacConflictModel *self);
/** fac_conflict_model_get_fields: FacConflictField to be decided. (transfer none) */
GListModel     *fac_conflict_model_get_fields  (FacConflictModel *self);
/** fac_conflict_model_get_settled: FacConflictField that merged by themselves; where one side deleted it: what the
 * other changed. */
GListModel     *fac_conflict_model_get_settled (FacConflictModel *self);

void     fac_conflict_model_choose     (FacConflictModel *self, FacConflictField *field, FacMergeChoice choice);
void     fac_conflict_model_choose_all (FacConflictModel *self, FacMergeChoice choice);
gboolean fac_conflict_model_is_decided (FacConflictModel *self);

/** fac_conflict_model_decide_async: does what was chosen; @keep: where one side deleted it, whether it stays. It leaves
 * after a while, until when it can be taken back. */
void     fac_conflict_model_decide_async     (FacConflictModel *self, gboolean keep, GAsyncReadyCallback callback,
                                              gpointer data);
gboolean fac_conflict_model_decide_finish    (FacConflictModel *self, GAsyncResult *result, GError **error);
/** fac_conflict_model_take_back_async: undoes the last decision. */
void     fac_conflict_model_take_back_async  (FacConflictModel *self, GAsyncReadyCallback callback, gpointer data);
gboolean fac_conflict_model_take_back_finish (FacConflictModel *self, GAsyncResult *result, GError **error);

G_END_DECLS
