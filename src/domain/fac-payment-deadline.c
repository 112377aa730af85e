/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-deadline.h"

#include "fac-legal-facts.h"
#include "fac-local-time.h"

static gint64
microseconds (GDateTime *time)
{
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

gint64
fac_payment_deadline (const FacOrganization *organization, gint64 paid_at)
{
  const int day = (int) fac_legal_fact (FAC_FACT_PAYMENT_COMPLEMENT_DAY)->value;
  g_autoptr(GDateTime) paid = fac_local_time (organization, paid_at);
  g_autoptr(GDateTime) first = NULL, next = NULL, last = NULL;

  if (paid == NULL)
    return 0;
  first = g_date_time_new (g_date_time_get_timezone (paid), g_date_time_get_year (paid),
                           g_date_time_get_month (paid), 1, 0, 0, 0);
  next = first != NULL ? g_date_time_add_months (first, 1) : NULL;
  last = next != NULL ? g_date_time_add_days (next, day) : NULL;
  return last != NULL ? microseconds (last) - G_USEC_PER_SEC : 0;
}

static gint64
day_number (const FacOrganization *organization, gint64 time)
{
  g_autoptr(GDateTime) local = fac_local_time (organization, time);
  GDate date;

  if (local == NULL)
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  return g_date_get_julian (&date);
}

int
fac_payment_days_left (const FacOrganization *organization, gint64 deadline, gint64 now)
{
  return (int) (day_number (organization, deadline) - day_number (organization, now));
}

gint64
fac_payment_noon (const FacOrganization *organization, gint64 time)
{
  g_autoptr(GDateTime) local = fac_local_time (organization, time);
  g_autoptr(GDateTime) noon = NULL;

  if (local != NULL)
    noon = g_date_time_new (g_date_time_get_timezone (local), g_date_time_get_year (local),
                            g_date_time_get_month (local), g_date_time_get_day_of_month (local),
                            12, 0, 0);
  return noon != NULL ? microseconds (noon) : time;
}
