/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-query.h"

G_BEGIN_DECLS

/**
 * FacConflict: an object that both sides changed since they last agreed (design/sync.md invariant 6). Contents are
 * variants' bytes (fac-variant.h), for fac_merge_new().
 * @base: (nullable): what they last agreed on; @mine: (nullable): as it is here, %NULL when it was deleted here
 * @theirs: (nullable): as the service has it, %NULL when it is gone there; @body: (nullable): its JSON
 * @remote_id: (nullable): the service's id of it, while it is known here
 * @found_at: microseconds UTC
 */
typedef struct
{
  FacEntity  entity;
  char      *object_id;
  char      *remote_id;
  GBytes    *base;
  GBytes    *mine;
  GBytes    *theirs;
  GBytes    *body;
  gint64     found_at;
} FacConflict;

/** fac_conflict_new: without contents. Returns: (transfer full) */
FacConflict *fac_conflict_new  (FacEntity entity, const char *object_id);
/** fac_conflict_copy: a deep copy that may be changed. Returns: (transfer full) */
FacConflict *fac_conflict_copy (const FacConflict *self);
/** fac_conflict_free: frees it with all it owns. */
void         fac_conflict_free (FacConflict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacConflict, fac_conflict_free)

G_END_DECLS
