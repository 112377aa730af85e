/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-variant.h"

G_BEGIN_DECLS

/*
 * FacMerge: three-way merge, field by field, of the serialised form of an object (fac-variant.h; design/sync.md
 * invariant 6). Pure. A member that one side alone changed takes that side's value; one that both changed to the same
 * takes it; one that both changed differently is a conflict, which the person decides. Nested objects merge member by
 * member. A list of lines merges line by line while both sides still have the same articles in the same places; any
 * other list merges by its changed stretch, and is one conflict when both changed the same stretch. Ids, times and
 * what the service computes are no edits: mine stay.
 */

typedef enum
{
  FAC_MERGE_UNDECIDED,
  FAC_MERGE_MINE,
  FAC_MERGE_THEIRS
} FacMergeChoice;

/**
 * FacMergeConflict: one member that both sides changed.
 * @path: its name, below others with "/" ("address/zip", "lines/2/quantity", lines counted from 0)
 * @base, @mine, @theirs: (nullable): %NULL where the side leaves it unset; @base also when nobody knows it
 */
typedef struct
{
  char           *path;
  GVariant       *base;
  GVariant       *mine;
  GVariant       *theirs;
  FacMergeChoice  choice;
} FacMergeConflict;

typedef struct _FacMerge FacMerge;

/**
 * fac_merge_new: merges three a{sv}, which are sunk.
 * @base: (nullable): what both sides last agreed on; without it every difference is a conflict
 * Returns: (transfer full)
 */
FacMerge *fac_merge_new  (GVariant *base, GVariant *mine, GVariant *theirs);
/** fac_merge_free: frees it with all it owns. */
void      fac_merge_free (FacMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacMerge, fac_merge_free)

/** fac_merge_conflicts: in the order of the members. Returns: (transfer none) (element-type FacMergeConflict) */
GPtrArray *fac_merge_conflicts (FacMerge *self);
/** fac_merge_decide: the person's choice for the conflict at @path. Returns: %FALSE when there is none */
gboolean   fac_merge_decide    (FacMerge *self, const char *path, FacMergeChoice choice);
/** fac_merge_is_decided: no conflict is left without a choice. */
gboolean   fac_merge_is_decided (FacMerge *self);
/** fac_merge_result: the merged a{sv}; where nothing was decided it holds mine. Returns: (transfer full) */
GVariant  *fac_merge_result    (FacMerge *self);
/** fac_merge_same: whether two values (nullable) are equal but for ids, times and what the service computes. */
gboolean   fac_merge_same      (GVariant *a, GVariant *b);

G_END_DECLS
