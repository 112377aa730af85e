/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

G_BEGIN_DECLS

#define FAC_TYPE_FILE_CHECK (fac_file_check_get_type ())
G_DECLARE_FINAL_TYPE (FacFileCheck, fac_file_check, FAC, FILE_CHECK, GObject)

/** FacFileCheckTotals: what a check has found so far. */
typedef struct { guint checked, good, owed, missing, altered; } FacFileCheckTotals;

/** FacFileProblem: a file that is missing or @altered. @name: where it lies, or the folio fiscal; @reason: (nullable):
 * in words. */
typedef struct
{
  gboolean altered;
  char    *name;
  char    *reason;
} FacFileProblem;

/**
 * FacFileCheck: verifies the XML of all issued documents, a few at a time; what is missing or altered is fetched again.
 * Signals: "changed": the totals grew, it began or it ended.
 */
FacFileCheck *fac_file_check_new (FacWorkspace *workspace);
void          fac_file_check_start (FacFileCheck *self);
gboolean      fac_file_check_is_running (FacFileCheck *self);
/** fac_file_check_get_totals: Returns: (nullable): NULL before the first check */
const FacFileCheckTotals *fac_file_check_get_totals (FacFileCheck *self);
/** fac_file_check_get_problems: what was missing or altered, for as many as a person reads. Returns: (transfer none)
 * (element-type FacFileProblem) */
GPtrArray    *fac_file_check_get_problems (FacFileCheck *self);
/** fac_file_check_get_error: Returns: (nullable): why it could not go on */
const GError *fac_file_check_get_error (FacFileCheck *self);

G_END_DECLS
