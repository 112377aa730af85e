/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-cadena.h"
#include "fac-cadena-order.h"
#include "fac-certificate.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define A_DAY (24 * 3600 * (gint64)G_USEC_PER_SEC)
#define MAX_SOURCE 65536 /* of a certificate */

/* Retenciones 1.0 names them differently. */
static const char *
either (FacCheck *check, const char *name, const char *old_name)
{
  const char *value = fac_check_get (check, check->root, name);

  return value != NULL ? value : fac_check_get (check, check->root, old_name);
}

static void
tell (FacCheck *check, const char *code, const char *name, char *text)
{
  fac_check_fault (check, FAC_CHECK_SEAL, code, check->root, name, text);
}

/* Local time of the document's own zone, which is not known here: a day more or less is let pass. */
static gboolean
date_of (FacCheck *check, gint64 *time)
{
  const char *text = either (check, "Fecha", "FechaExp");
  g_autofree char *moment = NULL;
  g_autoptr (GTimeZone) mexico = g_time_zone_new_offset (-6 * 3600);
  g_autoptr (GDateTime) date = NULL;

  if (text == NULL)
    return FALSE;
  moment = fac_text_normalize_space (text);
  date = g_date_time_new_from_iso8601 (moment, mexico);
  if (date == NULL)
    return FALSE;
  *time = g_date_time_to_unix (date) * G_USEC_PER_SEC;
  return TRUE;
}

static void
check_holder (FacCheck *check, FacCertificate *certificate)
{
  const char *number = either (check, "NoCertificado", "NumCert");
  const char *rfc = check->verdict->issuer_rfc;
  gint64 date;

  if (g_strcmp0 (number, fac_certificate_get_number (certificate)) != 0)
    tell (check, check->retention ? "Reten20102" : "CFDI40106", "NoCertificado",
          g_strdup (_ ("NoCertificado is not the number of the certificate inside")));
  if (rfc != NULL && !g_str_equal (rfc, fac_certificate_get_rfc (certificate)))
    tell (check, "303", "Certificado",
          g_strdup_printf (_ ("The certificate belongs to %s, not to the issuer %s"),
                           fac_certificate_get_rfc (certificate), rfc));
  if (!fac_certificate_is_csd (certificate))
    tell (check, "306", "Certificado", NULL);
  if (date_of (check, &date)
      && (date < fac_certificate_get_not_before (certificate) - A_DAY
          || date > fac_certificate_get_not_after (certificate) + A_DAY))
    tell (check, "305", check->retention ? "FechaExp" : "Fecha", NULL);
}

/* A complement without an order in the SAT's sheets gives no text, but may have had one. */
static const xmlNode *
unordered (FacCheck *check)
{
  for (guint i = 0; i < check->complements->len; i++)
    {
      const xmlNode *node = g_ptr_array_index (check->complements, i);

      if (fac_cadena_order_find (node) == NULL)
        return node;
    }
  return NULL;
}

static void
check_signature (FacCheck *check, FacCertificate *certificate, const char *seal)
{
  const char *code = check->old ? "302" : check->retention ? "Reten20101" : "CFDI40102";
  const xmlNode *strange = unordered (check);
  g_autoptr (GError) error = NULL;
  g_autofree char *cadena = fac_cadena_of_document (check->doc, &error);

  if (cadena == NULL)
    tell (check, code, NULL, g_strdup (error->message));
  else if (fac_certificate_verify (certificate, cadena, seal))
    return;
  else if (strange != NULL)
    tell (check, code, "Sello",
          g_strdup_printf (
              _ ("The seal does not match the content as far as it is known here; the order "
                 "of %s is not known"),
              strange->name));
  else
    tell (check, code, "Sello",
          g_strdup (_ ("The seal does not match the content: it was changed after it was sealed")));
}

void
fac_check_seal (FacCheck *check)
{
  const char *seal = fac_check_get (check, check->root, "Sello");
  const char *source = either (check, "Certificado", "Cert");
  g_autoptr (FacCertificate) certificate = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (fac_text_is_empty (seal))
    {
      tell (check, "302", NULL, g_strdup (_ ("The document is not sealed")));
      return;
    }
  if (fac_text_is_empty (source))
    {
      tell (check, "310", NULL, g_strdup (_ ("The document carries no certificate")));
      return;
    }
  bytes = g_bytes_new (source, MIN (strlen (source), MAX_SOURCE));
  certificate = fac_certificate_new_from_der (bytes, NULL);
  if (certificate == NULL)
    {
      tell (check, "310", "Certificado", g_strdup (_ ("The certificate inside cannot be read")));
      return;
    }
  fac_set_string (&check->verdict->certificate, fac_certificate_get_name (certificate));
  check_signature (check, certificate, seal);
  check_holder (check, certificate);
  fac_check_unchecked (check,
                       g_strdup (_ ("Whether the SAT still knows the document, and whether it was "
                                    "cancelled: only the SAT can say that.")));
  fac_check_unchecked (check,
                       g_strdup (_ ("Whether the certificate was revoked, and whether the SAT "
                                    "issued it: its own certificates are not in the file.")));
}
