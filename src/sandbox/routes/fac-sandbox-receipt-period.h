/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacSandboxPeriod: one day, week (from Monday), half month, month or pair of months (from an odd one) in local time;
 * limits are inclusive, microseconds UTC. @months: key of the SAT's months; @year: of its last day */
typedef struct
{
  gint64 from;
  gint64 to;
  int    year;
  char   months[3];
} FacSandboxPeriod;

/** fac_sandbox_period_of: the period of kind @periodicity ("day" … "two_months") that @time is in. Returns: %FALSE for
 * another word or a time out of range */
gboolean fac_sandbox_period_of (const char *periodicity, gint64 time, GTimeZone *zone, FacSandboxPeriod *period);

G_END_DECLS
