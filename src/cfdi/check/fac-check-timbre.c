/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-ids.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CODE "TFD"
#define AN_HOUR (3600 * (gint64)G_USEC_PER_SEC)
#define ZONES 3 /* hours that the zones of Mexico and the clocks of two computers may lie apart */
#define IN_TIME 72    /* hours that a certifier takes a document for (401) */
#define LEAST_RSA 128 /* bytes of a seal: RSA of 1024 bits, the shortest ever used */

static void
tell (FacCheck *check, const char *name, char *text)
{
  fac_check_fault (check, FAC_CHECK_STAMP, CODE, check->timbre, name, text);
}

static gboolean
time_of (const char *text, gint64 *time)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_offset (-6 * 3600);
  g_autofree char *moment = text != NULL ? fac_text_normalize_space (text) : NULL;
  g_autoptr (GDateTime) date = moment != NULL ? g_date_time_new_from_iso8601 (moment, local) : NULL;

  if (date != NULL)
    *time = g_date_time_to_unix (date) * G_USEC_PER_SEC;
  return date != NULL;
}

static void
check_dates (FacCheck *check)
{
  const char *issued = fac_check_get (check, check->root, check->retention ? "FechaExp" : "Fecha");
  const char *stamped = fac_check_get (check, check->timbre, "FechaTimbrado");
  gint64 from, to;

  if (!time_of (stamped, &to))
    {
      tell (check, "FechaTimbrado", g_strdup (_ ("The timbre has no date")));
      return;
    }
  if (!time_of (issued, &from))
    return;
  if (to < from - ZONES * AN_HOUR)
    fac_check_fault (check, FAC_CHECK_STAMP, "401", check->timbre, "FechaTimbrado",
                     g_strdup (_ ("It was stamped before it was issued")));
  else if (!check->retention && to > from + (IN_TIME + ZONES) * AN_HOUR)
    fac_check_fault (check, FAC_CHECK_STAMP, "401", check->timbre, "FechaTimbrado",
                     g_strdup (_ ("It was stamped more than 72 hours after it was issued")));
}

static void
check_certifier (FacCheck *check, const char *number, const char *seal)
{
  gsize length = 0;
  g_autofree guchar *bytes = NULL;

  if (number == NULL || strlen (number) != 20 || strspn (number, "0123456789") != 20)
    tell (check, "NoCertificadoSAT", g_strdup (_ ("The timbre names no certificate of the SAT")));
  if (!fac_text_is_empty (seal))
    bytes = g_base64_decode (seal, &length);
  if (length < LEAST_RSA)
    tell (check, "SelloSAT", g_strdup (_ ("The timbre has no seal of the SAT")));
  fac_check_unchecked (check,
                       g_strdup (_ ("The SAT’s own seal in the timbre: it needs the certifier’s "
                                    "certificate, which is not in the file.")));
}

/* Version 1.0 begins its names with small letters. */
static const char *
either (FacCheck *check, const char *name, const char *old_name)
{
  const char *value = fac_check_get (check, check->timbre, name);

  return value != NULL ? value : fac_check_get (check, check->timbre, old_name);
}

static guint
count_timbres (FacCheck *check)
{
  g_autoptr (GPtrArray) groups = fac_check_all (check->root, "Complemento");
  guint count = 0;

  for (guint i = 0; i < groups->len; i++)
    for (xmlNode *node = xmlFirstElementChild (g_ptr_array_index (groups, i)); node != NULL;
         node = xmlNextElementSibling (node))
      count += fac_xml_is (node, FAC_NS_TIMBRE, "TimbreFiscalDigital");
  return count;
}

void
fac_check_timbre (FacCheck *check)
{
  const char *seal = fac_check_get (check, check->root, "Sello");

  if (check->timbre == NULL)
    {
      fac_check_fault (check, FAC_CHECK_STAMP, CODE, check->root, NULL,
                       g_strdup (_ ("The document is not stamped: it has no TimbreFiscalDigital")));
      return;
    }
  if (count_timbres (check) > 1)
    fac_check_fault (check, FAC_CHECK_STAMP, "307", check->timbre, NULL,
                     g_strdup (_ ("The document is stamped more than once")));
  if (check->verdict->uuid == NULL || !fac_id_is_uuid (check->verdict->uuid))
    tell (check, "UUID", g_strdup (_ ("The timbre has no UUID")));
  if (g_strcmp0 (either (check, "SelloCFD", "selloCFD"), seal) != 0)
    tell (check, "SelloCFD",
          g_strdup (_ ("The timbre repeats another seal: it is another document’s")));
  check_certifier (check, either (check, "NoCertificadoSAT", "noCertificadoSAT"),
                   either (check, "SelloSAT", "selloSAT"));
  check_dates (check);
}
