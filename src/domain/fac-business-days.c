/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-business-days.h"

#define CFF_LFT "Código Fiscal de la Federación, artículo 12; Ley Federal del Trabajo, artículo 74"
#define CFF "Código Fiscal de la Federación, artículo 12"
#define LFT "Ley Federal del Trabajo, artículo 74, fracción VII (reforma de 2024)"
#define DAYS_OF_WEEK 7

/* The federal executive is handed over on October 1 since 2024, on December 1 before. */
static const FacHoliday holidays[] = {
  { G_DATE_JANUARY, 1, 0, 0, 0, 0, CFF_LFT },
  { G_DATE_FEBRUARY, 0, 1, 2006, 0, 0, CFF_LFT },
  { G_DATE_MARCH, 0, 3, 2006, 0, 0, CFF_LFT },
  { G_DATE_MAY, 1, 0, 0, 0, 0, CFF_LFT },
  { G_DATE_MAY, 5, 0, 0, 0, 0, CFF },
  { G_DATE_SEPTEMBER, 16, 0, 0, 0, 0, CFF_LFT },
  { G_DATE_OCTOBER, 1, 0, 2024, 0, 6, LFT },
  { G_DATE_NOVEMBER, 0, 3, 2006, 0, 0, CFF_LFT },
  { G_DATE_DECEMBER, 1, 0, 2000, 2018, 6, CFF_LFT },
  { G_DATE_DECEMBER, 25, 0, 0, 0, 0, CFF_LFT },
};

const FacHoliday *
fac_holidays (gsize *n)
{
  *n = G_N_ELEMENTS (holidays);
  return holidays;
}

static gboolean
is_in_force (const FacHoliday *holiday, int year)
{
  return year >= holiday->since && (holiday->until == 0 || year <= holiday->until)
         && (holiday->every == 0 || (year - holiday->since) % holiday->every == 0);
}

static gboolean
falls_on (const FacHoliday *holiday, const GDate *date)
{
  const int day = g_date_get_day (date);

  if (g_date_get_month (date) != holiday->month || !is_in_force (holiday, g_date_get_year (date)))
    return FALSE;
  if (holiday->week == 0)
    return day == holiday->day;
  return g_date_get_weekday (date) == G_DATE_MONDAY
         && (day - 1) / DAYS_OF_WEEK + 1 == holiday->week;
}

static gboolean
is_weekend (const GDate *date)
{
  const GDateWeekday day = g_date_get_weekday (date);

  return day == G_DATE_SATURDAY || day == G_DATE_SUNDAY;
}

const FacHoliday *
fac_holiday_find (const GDate *date)
{
  for (gsize i = 0; i < G_N_ELEMENTS (holidays) && !is_weekend (date); i++)
    if (falls_on (&holidays[i], date))
      return &holidays[i];
  return NULL;
}

gboolean
fac_business_day (const GDate *date)
{
  return !is_weekend (date) && fac_holiday_find (date) == NULL;
}

void
fac_business_days_add (GDate *date, guint n_days)
{
  while (n_days > 0)
    {
      g_date_add_days (date, 1);
      if (fac_business_day (date))
        n_days--;
    }
}
