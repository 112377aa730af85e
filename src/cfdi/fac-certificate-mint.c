/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-certificate-private.h"

#include "fac-text.h"

#include <openssl/bn.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string.h>

#define KEY_BITS 2048
#define MAX_NAME 64 /* upper bound of CN, O and OU in X.520 */
#define NUMBER_DIGITS 20

static gboolean
is_number (const char *number)
{
  return strlen (number) == NUMBER_DIGITS && strspn (number, "0123456789") == NUMBER_DIGITS;
}

static gboolean
set_serial (X509 *x509, const char *number)
{
  BIGNUM *value = BN_bin2bn ((const unsigned char *) number, NUMBER_DIGITS, NULL);
  gboolean set = value != NULL && BN_to_ASN1_INTEGER (value, X509_get_serialNumber (x509)) != NULL;

  BN_free (value);
  return set;
}

static gboolean
add_entry (X509_NAME *subject, int nid, const char *text)
{
  return X509_NAME_add_entry_by_NID (subject, nid, MBSTRING_UTF8, (const unsigned char *) text, -1,
                                     -1, 0) == 1;
}

static gboolean
set_subject (X509 *x509, const char *rfc, const char *name)
{
  X509_NAME *subject = X509_get_subject_name (x509);
  g_autofree char *short_name = fac_text_cut (name, MAX_NAME);

  return add_entry (subject, NID_commonName, short_name) && add_entry (subject, NID_name, name) &&
    add_entry (subject, NID_organizationName, short_name) &&
    add_entry (subject, NID_x500UniqueIdentifier, rfc) &&
    add_entry (subject, NID_organizationalUnitName, "Sucursal 1") &&
    X509_set_issuer_name (x509, subject) == 1;
}

static gboolean
add_extension (X509 *x509, int nid, const char *value)
{
  X509_EXTENSION *extension = X509V3_EXT_conf_nid (NULL, NULL, nid, value);
  gboolean added = extension != NULL && X509_add_ext (x509, extension, -1) == 1;

  X509_EXTENSION_free (extension);
  return added;
}

static gboolean
set_validity (X509 *x509, gint64 from, gint64 to)
{
  return ASN1_TIME_set (X509_getm_notBefore (x509), from / G_USEC_PER_SEC) != NULL &&
    ASN1_TIME_set (X509_getm_notAfter (x509), to / G_USEC_PER_SEC) != NULL;
}

FacCertificate *
fac_certificate_mint (const char *number, const char *rfc, const char *name, gint64 from, gint64 to,
                      GError **error)
{
  g_autoptr (X509) x509 = NULL;
  g_autoptr (EVP_PKEY) key = NULL;

  if (!is_number (number) || fac_text_is_empty (rfc) || fac_text_is_empty (name) || from >= to)
    {
      fac_certificate_fail (
        error, "A certificate needs a number of 20 digits, RFC, name and a span of time");
      return NULL;
    }
  key = EVP_RSA_gen (KEY_BITS);
  x509 = X509_new ();
  if (key == NULL || x509 == NULL || X509_set_version (x509, X509_VERSION_3) != 1 ||
      !set_serial (x509, number) || !set_subject (x509, rfc, name) ||
      !set_validity (x509, from, to) || X509_set_pubkey (x509, key) != 1 ||
      !add_extension (x509, NID_basic_constraints, "critical,CA:FALSE") ||
      !add_extension (x509, NID_key_usage, "digitalSignature,nonRepudiation") ||
      X509_sign (x509, key, EVP_sha256 ()) <= 0)
    {
      fac_certificate_fail (error, "The certificate cannot be made");
      return NULL;
    }
  return fac_certificate_wrap (x509, key, error);
}
