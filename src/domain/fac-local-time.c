/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-local-time.h"

#include "fac-text.h"

#define USUAL_ZONE "America/Mexico_City"

static GTimeZone *
zone_of (const FacOrganization *organization)
{
  GTimeZone *zone = NULL;

  if (organization != NULL && !fac_text_is_empty (organization->timezone))
    zone = g_time_zone_new_identifier (organization->timezone);
  if (zone == NULL)
    zone = g_time_zone_new_identifier (USUAL_ZONE);
  return zone != NULL ? zone : g_time_zone_new_offset (-6 * 3600);
}

GDateTime *
fac_local_time (const FacOrganization *organization, gint64 time)
{
  g_autoptr(GTimeZone) zone = zone_of (organization);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}
