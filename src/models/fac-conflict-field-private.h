/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-conflict-field.h"

G_BEGIN_DECLS

struct _FacConflictField
{
  GObject parent_instance;

  char          *path;
  char          *name;
  char          *before;
  char          *mine;
  char          *theirs;
  FacMergeChoice choice;
};

/** _fac_conflict_field_new: takes over the texts; @before may be %NULL. */
FacConflictField *_fac_conflict_field_new (const char *path, char *name, char *before, char *mine, char *theirs);
void              _fac_conflict_field_set_choice (FacConflictField *self, FacMergeChoice choice);

G_END_DECLS
