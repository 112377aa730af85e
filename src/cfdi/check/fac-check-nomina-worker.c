/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-nomina.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EMPLOYED "01|02|03|04|05|06|07|08"
#define CLABE 18 /* digits of an account that says its bank itself */

static gboolean
read_day (FacCheck *check, const xmlNode *node, const char *name, GDate *day)
{
  const char *text = fac_check_get (check, node, name);
  int year, month, number;

  if (text == NULL || sscanf (text, "%4d-%2d-%2d", &year, &month, &number) != 3 || year < 1
      || month < 1 || month > 12 || number < 1
      || !g_date_valid_dmy ((GDateDay)number, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay)number, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

/* "P1Y2M3D" from the first day of work to the last day paid, both counted. */
static gboolean
matches_calendar (const char *age, const GDate *from, const GDate *to)
{
  GDate end = *to, anniversary = *from;
  guint years = 0, months = 0;
  g_autofree char *wanted = NULL;
  g_autoptr (GString) text = g_string_new ("P");

  g_date_add_days (&end, 1);
  for (;; months++)
    {
      GDate next = *from;

      g_date_add_months (&next, months + 1);
      if (g_date_compare (&next, &end) > 0)
        break;
      anniversary = next;
    }
  years = months / 12;
  months %= 12;
  if (years > 0)
    g_string_append_printf (text, "%uY", years);
  if (months > 0)
    g_string_append_printf (text, "%uM", months);
  g_string_append_printf (text, "%dD", g_date_days_between (&anniversary, &end));
  wanted = g_strdup (text->str);
  return g_str_equal (age, wanted);
}

static void
check_age (FacCheck *check, const xmlNode *nomina, const xmlNode *worker)
{
  const char *age = fac_check_get (check, worker, "Antigüedad");
  GDate from, to;

  if (!read_day (check, worker, "FechaInicioRelLaboral", &from)
      || !read_day (check, nomina, "FechaFinalPago", &to))
    return;
  if (fac_check_rule (check, g_date_compare (&from, &to) > 0, "NOM53", worker,
                      "FechaInicioRelLaboral")
      || age == NULL || *age != 'P')
    return;
  if (g_str_has_suffix (age, "W"))
    fac_check_rule (check, atoi (age + 1) > (g_date_days_between (&from, &to) + 1) / 7, "NOM54",
                    worker, "Antigüedad");
  else
    fac_check_rule (check, !matches_calendar (age, &from, &to), "NOM55", worker, "Antigüedad");
}

/* The last digit of a CLABE: weights 3, 7, 1 over the others, each product by its last digit. */
static gboolean
clabe_fits (const char *account)
{
  static const int weights[] = { 3, 7, 1 };
  int sum = 0;

  for (int i = 0; i < CLABE - 1; i++)
    sum += ((account[i] - '0') * weights[i % 3]) % 10;
  return account[CLABE - 1] - '0' == (10 - sum % 10) % 10;
}

static void
check_bank (FacCheck *check, const xmlNode *worker)
{
  const char *account = fac_check_get (check, worker, "CuentaBancaria");
  const gboolean bank = fac_check_get (check, worker, "Banco") != NULL;
  const gsize length = account != NULL ? strlen (account) : 0;

  if (account == NULL || account[strspn (account, "0123456789")] != '\0')
    return;
  if (fac_check_rule (check, length != 10 && length != 11 && length != 16 && length != CLABE,
                      "NOM62", worker, "CuentaBancaria"))
    return;
  if (length == CLABE)
    {
      fac_check_rule (check, bank, "NOM63", worker, "Banco");
      /* the SAT's own examples carry such accounts: a remark, no fault (NOM64) */
      if (!clabe_fits (account))
        fac_check_unchecked (
            check, g_strdup_printf (_ ("Whether the account %s exists: its check digit is not "
                                       "that of a CLABE (NOM64)."),
                                    account));
    }
  else
    fac_check_rule (check, !bank, "NOM65", worker, NULL);
}

void
fac_check_nomina_worker (FacCheck *check, const xmlNode *nomina)
{
  const xmlNode *worker = fac_check_child (nomina, "Receptor");
  g_autoptr (GPtrArray) shares = fac_check_all (worker, "SubContratacion");
  const gboolean employed = fac_check_is (check, worker, "TipoContrato", EMPLOYED);

  if (worker == NULL)
    return;
  check_age (check, nomina, worker);
  fac_check_rule (check, employed && !fac_check_is (check, worker, "TipoRegimen", "02|03|04"),
                  "NOM57", worker, "TipoRegimen");
  fac_check_rule (check, !employed && fac_check_is (check, worker, "TipoRegimen", "02|03|04"),
                  "NOM58", worker, "TipoRegimen");
  check_bank (check, worker);
  if (shares->len > 0)
    fac_check_differs (check,
                       !fac_decimal_equal (fac_check_sum (check, shares, "PorcentajeTiempo"),
                                           fac_decimal_from_int (100)),
                       "NOM68", worker, NULL);
}
