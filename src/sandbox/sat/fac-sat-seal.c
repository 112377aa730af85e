/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-private.h"

#include "fac-cfdi-seal.h"

#include <string.h>

static gboolean
is_valid_then (FacSat *sat, FacCertificate *certificate, const char *name)
{
  g_autofree char *text = fac_sat_text (sat->root, name);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text != NULL ? text : "", sat->zone);
  gint64 time = date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC : sat->now;

  return time >= fac_certificate_get_not_before (certificate)
    && time <= fac_certificate_get_not_after (certificate);
}

void
fac_sat_check_seal (FacSat *sat, GBytes *xml)
{
  g_autofree char *text = fac_sat_text (sat->root, "Certificado");
  g_autoptr (GBytes) der = g_bytes_new (text != NULL ? text : "",
                                        text != NULL ? strlen (text) : 0);
  g_autoptr (FacCertificate) certificate = fac_certificate_new_from_der (der, NULL);
  gboolean retention = fac_sat_is_retention (sat);

  if (certificate == NULL
      || !fac_sat_is (sat->root, "NoCertificado", fac_certificate_get_number (certificate))
      || !fac_sat_is (sat->issuer, retention ? "RfcE" : "Rfc",
                      fac_certificate_get_rfc (certificate))
      || !fac_certificate_is_csd (certificate))
    fac_sat_find (sat, retention ? "Reten20102" : "CFDI40106", -1);
  else
    fac_sat_find_if (sat, !is_valid_then (sat, certificate, retention ? "FechaExp" : "Fecha"),
                     "305", -1);
  fac_sat_find_if (sat, !fac_cfdi_verify (xml, NULL, NULL), retention ? "Reten20101" : "CFDI40102",
                   -1);
}
