/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-json-private.h"

#include <string.h>

static gboolean
read_digits (const char **at, guint count, int *out)
{
  *out = 0;
  for (; count > 0; count--, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *out = *out * 10 + (**at - '0');
    }
  return TRUE;
}

static gboolean
take (const char **at, const char *any_of)
{
  if (**at == '\0' || strchr (any_of, **at) == NULL)
    return FALSE;
  (*at)++;
  return TRUE;
}

/* digits behind the point of the seconds, as microseconds; further ones are dropped */
static gboolean
read_fraction (const char **at, gint64 *microseconds)
{
  gint64 unit = 100000;
  const char *start;

  if (!take (at, ".,"))
    return TRUE;
  for (start = *at; g_ascii_isdigit (**at); (*at)++, unit /= 10)
    *microseconds += unit * (**at - '0');
  return *at > start;
}

static gboolean
read_zone (const char **at, gint64 *seconds)
{
  int hours, minutes = 0;
  const gboolean west = **at == '-';

  if (**at == '\0' || take (at, "Zz"))
    return **at == '\0';
  if (!take (at, "+-") || !read_digits (at, 2, &hours))
    return FALSE;
  take (at, ":");
  if (**at != '\0' && !read_digits (at, 2, &minutes))
    return FALSE;
  *seconds = (hours * 60 + minutes) * (west ? -60 : 60);
  return **at == '\0' && hours < 24 && minutes < 60;
}

gboolean
fac_json_parse_time (const char *text, gint64 *out)
{
  int year, month, day, hour = 0, minute = 0, second = 0;
  gint64 fraction = 0, zone = 0;
  GDate date;

  if (!read_digits (&text, 4, &year) || !take (&text, "-") || !read_digits (&text, 2, &month)
      || !take (&text, "-")
      || !read_digits (&text, 2, &day) || !g_date_valid_dmy (day, month, year))
    return FALSE;
  if (take (&text, "Tt "))
    {
      if (!read_digits (&text, 2, &hour) || !take (&text, ":") || !read_digits (&text, 2, &minute))
        return FALSE;
      if (take (&text, ":") && (!read_digits (&text, 2, &second) || !read_fraction (&text,
                                                                                    &fraction)))
        return FALSE;
      if (!read_zone (&text, &zone))
        return FALSE;
    }
  if (*text != '\0' || hour > 23 || minute > 59 || second > 60)
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  /* 719163 is the Julian day that GDate gives 1970-01-01 */
  *out = ((((gint64) g_date_get_julian (&date) - 719163) * 24 + hour) * 60 + minute) * 60 + second - zone;
  *out = *out * G_USEC_PER_SEC + fraction;
  return TRUE;
}
