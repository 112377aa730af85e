/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-receipt-period.h"

#define FIRST_BIMESTER 13

typedef struct
{
  int year, month, day;
} Day;

static Day
day_of (GDateTime *time)
{
  return (Day) { g_date_time_get_year (time), g_date_time_get_month (time),
                 g_date_time_get_day_of_month (time) };
}

static GDateTime *
midnight (Day day, GTimeZone *zone)
{
  return g_date_time_new (zone, day.year, day.month, day.day, 0, 0, 0);
}

static gint64
micros (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

/* The days on which the period begins and the next one does. */
static gboolean
limits (const char *periodicity, GDateTime *time, Day *first, Day *next)
{
  g_autoptr (GDateTime) start = NULL, end = NULL;
  Day day = day_of (time);
  int months = 0;

  if (g_str_equal (periodicity, "day") || g_str_equal (periodicity, "week"))
    {
      gboolean week = g_str_equal (periodicity, "week");

      start = g_date_time_add_days (time, week ? 1 - g_date_time_get_day_of_week (time) : 0);
      end = start != NULL ? g_date_time_add_days (start, week ? 7 : 1) : NULL;
    }
  else if (g_str_equal (periodicity, "fortnight") && day.day <= 15)
    {
      start = g_date_time_add_days (time, 1 - day.day);
      end = g_date_time_add_days (time, 16 - day.day);
    }
  else if (g_str_equal (periodicity, "fortnight") || g_str_equal (periodicity, "month"))
    {
      start = g_date_time_add_days (time, (*periodicity == 'f' ? 16 : 1) - day.day);
      months = 1;
    }
  else if (g_str_equal (periodicity, "two_months"))
    {
      g_autoptr (GDateTime) month = g_date_time_add_days (time, 1 - day.day);

      start = month != NULL ? g_date_time_add_months (month, -((day.month - 1) % 2)) : NULL;
      months = 2;
    }
  if (months > 0 && start != NULL)
    {
      g_autoptr (GDateTime) month =
        g_date_time_add_days (start, 1 - g_date_time_get_day_of_month (start));

      end = g_date_time_add_months (month, months);
    }
  if (start == NULL || end == NULL)
    return FALSE;
  *first = day_of (start);
  *next = day_of (end);
  return TRUE;
}

gboolean
fac_sandbox_period_of (const char *periodicity, gint64 time, GTimeZone *zone,
                       FacSandboxPeriod *period)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) start = NULL, end = NULL, last = NULL;
  Day first, next;

  if (local == NULL || !limits (periodicity, local, &first, &next))
    return FALSE;
  start = midnight (first, zone);
  end = midnight (next, zone);
  last = end != NULL ? g_date_time_add_hours (end, -2) : NULL;
  if (start == NULL || last == NULL)
    return FALSE;
  period->from = micros (start);
  period->to = micros (end) - 1;
  period->year = g_date_time_get_year (last);
  g_snprintf (period->months, sizeof period->months, "%02d",
              g_str_equal (periodicity, "two_months")
              ? (FIRST_BIMESTER + (g_date_time_get_month (last) - 1) / 2) % 100
              : g_date_time_get_month (last) % 100);
  return TRUE;
}
