/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-advances.h"

G_BEGIN_DECLS

#define FAC_TYPE_ADVANCE_FLOW (fac_advance_flow_get_type ())
G_DECLARE_FINAL_TYPE (FacAdvanceFlow, fac_advance_flow, FAC, ADVANCE_FLOW, GObject)

/** FacAdvanceFlow: which advances the document with local @id has to do with, and how far; follows them. Signal
 * "changed": they were read again. */
FacAdvanceFlow  *fac_advance_flow_new          (FacWorkspace *workspace, const char *id);
/** fac_advance_flow_set_customer: whose open advances are read, too; %NULL nobody's. */
void             fac_advance_flow_set_customer (FacAdvanceFlow *self, const char *customer_id);
/** fac_advance_flow_get_uses: Returns: (transfer none) (nullable) (element-type FacAdvanceUse): %NULL before it is
 * known */
const GPtrArray *fac_advance_flow_get_uses     (FacAdvanceFlow *self);
/** fac_advance_flow_get_open: Returns: (transfer none) (nullable) (element-type FacOpenAdvance): what is left of the
 * customer's advances */
const GPtrArray *fac_advance_flow_get_open     (FacAdvanceFlow *self);

G_END_DECLS
