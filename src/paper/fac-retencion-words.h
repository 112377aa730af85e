/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fac_retencion_kind_text: CveRetenc with what the SAT calls it: "05 Arrendamiento"; @key alone when it is not one.
 * Returns: (transfer full) (nullable): %NULL without @key */
char *fac_retencion_kind_text   (const char *key);
/** fac_retencion_period_text: "enero a marzo de 2026"; months from 1. Returns: (transfer full) (nullable): %NULL when
 * there are no such months */
char *fac_retencion_period_text (gint64 first, gint64 last, const char *year);

G_END_DECLS
