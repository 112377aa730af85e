/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-constancia-private.h"

#include <string.h>

#define HEAD_MOST 4096

static const char *const months[] = {
  "ENERO", "FEBRERO", "MARZO", "ABRIL", "MAYO", "JUNIO",
  "JULIO", "AGOSTO", "SEPTIEMBRE", "OCTUBRE", "NOVIEMBRE", "DICIEMBRE",
};

static int
number (const char *text, gsize digits)
{
  int value = 0;

  for (gsize i = 0; i < digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

static char *
iso_date (int day, int month, int year)
{
  if (day < 1 || month < 1 || year < 1900 || year > 2199
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

char *
fac_constancia_numeric_date (const char *text)
{
  if (strnlen (text, 10) < 10 || text[2] != '/' || text[5] != '/' || g_ascii_isdigit (text[10]))
    return NULL;
  return iso_date (number (text, 2), number (text + 3, 2), number (text + 6, 4));
}

/* "||2021/10/14|" and "||2025/02/21 13:05:48|" */
static char *
sealed_date (const char *text)
{
  const char *at = strstr (text, "||");

  for (; at != NULL; at = strstr (at + 1, "||"))
    if (strnlen (at, 12) == 12 && at[6] == '/' && at[9] == '/')
      {
        char *date = iso_date (number (at + 10, 2), number (at + 7, 2), number (at + 2, 4));

        if (date != NULL)
          return date;
      }
  return NULL;
}

static int
month_after (const char *text, const char **end)
{
  const char *first = NULL;
  int month = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    {
      const char *found = fac_constancia_find (text, months[i], NULL);

      if (found == NULL || (first != NULL && found >= first))
        continue;
      first = found;
      month = (int) i + 1;
      *end = found + strlen (months[i]);
    }
  return month;
}

static int
year_after (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      gsize digits = strspn (at, "0123456789");

      if (digits == 4)
        return number (at, 4);
      if (digits > 0)
        at += digits - 1;
    }
  return 0;
}

/* Broken over lines anywhere, and laid out with the cédula's lines between. */
static char *
written_date (const char *head)
{
  for (const char *at = strstr (head, "DE"); at != NULL; at = strstr (at + 1, "DE"))
    {
      const char *day = at;
      const char *behind = NULL;
      int month;

      while (day > head && g_ascii_isspace (day[-1]))
        day--;
      if (day - head < 2 || number (day - 2, 2) < 0)
        continue;
      month = month_after (at, &behind);
      if (month > 0)
        return iso_date (number (day - 2, 2), month, year_after (behind));
    }
  return NULL;
}

char *
fac_constancia_issue_date (const char *text)
{
  static const char *const ends[] = { "Datos de Identificación del Contribuyente:", NULL };
  char *date = sealed_date (text);
  g_autofree char *head = NULL;

  if (date != NULL)
    return date;
  head = fac_constancia_cut (text, "Lugar y Fecha de Emisión", ends);
  if (head == NULL)
    return NULL;
  head[strnlen (head, HEAD_MOST)] = '\0';
  return written_date (head);
}
