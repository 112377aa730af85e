/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-merge.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define FAC_TYPE_CONFLICT_FIELD (fac_conflict_field_get_type ())
G_DECLARE_FINAL_TYPE (FacConflictField, fac_conflict_field, FAC, CONFLICT_FIELD, GObject)

/** FacConflictField: one field of a conflict in words. Property "choice" (uint, a FacMergeChoice; notifies). */
const char    *fac_conflict_field_get_name   (FacConflictField *self);
/** fac_conflict_field_get_before: what both sides had; %NULL when nobody knows it. */
const char    *fac_conflict_field_get_before (FacConflictField *self);
const char    *fac_conflict_field_get_mine   (FacConflictField *self);
const char    *fac_conflict_field_get_theirs (FacConflictField *self);
/** fac_conflict_field_get_choice: what was decided; of a field that merged by itself, whose value was taken (undecided:
 * both). */
FacMergeChoice fac_conflict_field_get_choice (FacConflictField *self);

G_END_DECLS
