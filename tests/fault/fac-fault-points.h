/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-provider.h"
#include "fac-store.h"

G_BEGIN_DECLS

/* The named points at which the program is ended with SIGKILL: "unsent" before a request is sent, "unkept" when its answer is
 * here and nothing of it is kept, "kept" once it is. A line "died POINT VERB" goes before. */

/** fac_fault_points_install: puts the points around what providers of @provider's class do, and watches @store. */
void     fac_fault_points_install (FacProvider *provider, FacStore *store);
/** fac_fault_points_arm: the next @verb ends at @point. Returns: whether there is such a point */
gboolean fac_fault_points_arm     (const char *point, const char *verb);

G_END_DECLS
