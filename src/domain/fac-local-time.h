/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-organization.h"

G_BEGIN_DECLS

/**
 * fac_local_time: @time (microseconds UTC) in the zone of @organization (nullable), Mexico City when it names none or
 * an unknown one: it is the time that a CFDI states.
 * Returns: (transfer full) (nullable): %NULL for a time that no calendar holds
 */
GDateTime *fac_local_time (const FacOrganization *organization, gint64 time);

G_END_DECLS
