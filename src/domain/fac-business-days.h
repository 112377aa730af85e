/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FacHoliday: a day that does not count in terms of days, by its rule.
 * @day: of @month; or, when @week is not 0, the @week-th Monday of it. @since, @until: years, 0 open; @every: of how
 * many years from @since on, 0 all. @source: where the law says so
 */
typedef struct
{
  GDateMonth  month;
  int         day;
  int         week;
  int         since;
  int         until;
  int         every;
  const char *source;
} FacHoliday;

/** fac_holidays: all rules: those of the Código Fiscal de la Federación, artículo 12, which has the ones of the Ley
 * Federal del Trabajo, artículo 74, too. The SAT's own holidays, which it announces each year, are not among them. @n:
 * (out). Returns: (transfer none) (array length=n) */
const FacHoliday *fac_holidays (gsize *n);
/** fac_holiday_find: Returns: (transfer none) (nullable): the rule by which @date does not count; %NULL when it does,
 * or is a Saturday or Sunday */
const FacHoliday *fac_holiday_find (const GDate *date);
/** fac_business_day: whether @date counts: Monday to Friday, and no holiday. */
gboolean          fac_business_day (const GDate *date);
/** fac_business_days_add: @date becomes the @n_days-th business day after it. */
void              fac_business_days_add (GDate *date, guint n_days);

G_END_DECLS
