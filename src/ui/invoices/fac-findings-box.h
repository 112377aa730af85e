/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-findings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_FINDINGS_BOX (fac_findings_box_get_type ())
G_DECLARE_FINAL_TYPE (FacFindingsBox, fac_findings_box, FAC, FINDINGS_BOX, GtkWidget)

/** FacFindingsBox: what is to be mended before stamping, each a link to its field, or that all is ready. Signal "go-to"
 * (const char *field). */
void fac_findings_box_show (FacFindingsBox *self, GPtrArray *findings); /* element-type FacFinding */

G_END_DECLS
