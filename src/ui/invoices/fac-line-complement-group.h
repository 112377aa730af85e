/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-line-complement.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_LINE_COMPLEMENT_GROUP (fac_line_complement_group_get_type ())
G_DECLARE_FINAL_TYPE (FacLineComplementGroup, fac_line_complement_group, FAC, LINE_COMPLEMENT_GROUP,
                      AdwPreferencesGroup)

/** FacLineComplementGroup: the complement of a line: school, fuel, or XML. Signal "changed". */
void     fac_line_complement_group_show  (FacLineComplementGroup *self, const FacInvoiceLine *line);
void     fac_line_complement_group_read  (FacLineComplementGroup *self, FacInvoiceLine *line);
/** fac_line_complement_group_judge: what findings (element-type FacFinding) say of line @line. */
void     fac_line_complement_group_judge (FacLineComplementGroup *self, GPtrArray *findings, guint line);
/** fac_line_complement_group_focus: Returns: %FALSE when @field is not one of its own */
gboolean fac_line_complement_group_focus (FacLineComplementGroup *self, const char *field);

G_END_DECLS
