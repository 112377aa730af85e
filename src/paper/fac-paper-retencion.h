/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-paper.h"

G_BEGIN_DECLS

/** fac_paper_draw_retencion: a Retenciones 2.0 or 1.0 on Letter as PDF; prints what it says and computes nothing.
 * @xml: text of its root element, in UTF-8, without a declaration. Any thread. Returns: (transfer full) (nullable) */
GBytes *fac_paper_draw_retencion (const char *xml, const FacPaperStyle *style, FacCatalogSource *catalog,
                                  GError **error);

G_END_DECLS
