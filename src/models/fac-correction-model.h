/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-correction.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

#define FAC_TYPE_CORRECTION_MODEL (fac_correction_model_get_type ())
G_DECLARE_FINAL_TYPE (FacCorrectionModel, fac_correction_model, FAC, CORRECTION_MODEL, GObject)

/** FacCorrectionModel: how far the invoice with local @id is replaced, or replaces another one; follows both. Signal
 * "changed": it was read again. */
FacCorrectionModel  *fac_correction_model_new (FacWorkspace *workspace, const char *id);
/** fac_correction_model_get: Returns: (transfer none) (nullable): %NULL: it is not replaced and replaces nothing, or
 * that is not known yet */
const FacCorrection *fac_correction_model_get (FacCorrectionModel *self);

G_END_DECLS
