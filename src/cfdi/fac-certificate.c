/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-certificate-private.h"

#include "fac-error.h"

#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <string.h>
#include <time.h>

#define MAX_DER 65536

struct _FacCertificate
{
  X509     *x509;
  EVP_PKEY *key; /* (nullable); OpenSSL wipes it when it is freed */
  GBytes   *der;
  char     *base64;
  char     *number;
  char     *rfc;
  char     *name;
  gint64    not_before;
  gint64    not_after;
  gboolean  csd;
};

gboolean
fac_certificate_fail (GError **error, const char *message)
{
  ERR_clear_error ();
  g_set_error_literal (error, FAC_ERROR, FAC_ERROR_INVALID, message);
  return FALSE;
}

static char *
subject_text (X509 *x509, int nid)
{
  X509_NAME *subject = X509_get_subject_name (x509);
  int index = X509_NAME_get_index_by_NID (subject, nid, -1);
  ASN1_STRING *value;
  unsigned char *utf8 = NULL;
  int length;
  char *text;

  if (index < 0)
    return NULL;
  value = X509_NAME_ENTRY_get_data (X509_NAME_get_entry (subject, index));
  length = ASN1_STRING_to_UTF8 (&utf8, value);
  if (length < 0)
    return NULL;
  text = g_utf8_make_valid ((const char *) utf8, length);
  OPENSSL_free (utf8);
  return g_strstrip (text);
}

/* The SAT writes "RFC" or "RFC / RFC of the legal representative". */
static char *
subject_rfc (X509 *x509)
{
  char *text = subject_text (x509, NID_x500UniqueIdentifier);
  char *slash = text != NULL ? strchr (text, '/') : NULL;

  if (slash != NULL)
    *slash = '\0';
  return text != NULL ? g_strchomp (text) : g_strdup ("");
}

static char *
subject_name (X509 *x509)
{
  static const int places[] = { NID_commonName, NID_name, NID_organizationName };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      char *text = subject_text (x509, places[i]);

      if (text != NULL && *text != '\0')
        return text;
      g_free (text);
    }
  return g_strdup ("");
}

/* The bytes of the serial number are the digits in ASCII; foreign layouts are shown in
 * hexadecimal. */
static char *
serial_text (X509 *x509)
{
  const ASN1_INTEGER *serial = X509_get0_serialNumber (x509);
  const unsigned char *bytes = ASN1_STRING_get0_data (serial);
  int length = ASN1_STRING_length (serial);
  g_autoptr (GString) hex = g_string_new (NULL);
  gboolean digits = length > 0;

  for (int i = 0; i < length; i++)
    {
      digits = digits && g_ascii_isdigit (bytes[i]);
      g_string_append_printf (hex, "%02x", bytes[i]);
    }
  return digits ? g_strndup ((const char *) bytes, (gsize) length) : g_strdup (hex->str);
}

static gint64
time_value (const ASN1_TIME *value)
{
  struct tm when = { 0 };

  if (!ASN1_TIME_to_tm (value, &when))
    return 0;
  return (gint64) timegm (&when) * G_USEC_PER_SEC;
}

FacCertificate *
fac_certificate_wrap (X509 *x509, EVP_PKEY *key, GError **error)
{
  unsigned char *der = NULL;
  int length = i2d_X509 (x509, &der);
  FacCertificate *self;
  g_autofree char *branch = NULL;

  if (length <= 0 || X509_get0_pubkey (x509) == NULL)
    {
      OPENSSL_free (der);
      fac_certificate_fail (error, "The certificate holds no key that can be used");
      return NULL;
    }
  self = g_atomic_rc_box_new0 (FacCertificate);
  X509_up_ref (x509);
  self->x509 = x509;
  if (key != NULL && EVP_PKEY_up_ref (key))
    self->key = key;
  self->der = g_bytes_new (der, (gsize) length);
  self->base64 = g_base64_encode (der, (gsize) length);
  OPENSSL_free (der);
  self->number = serial_text (x509);
  self->rfc = subject_rfc (x509);
  self->name = subject_name (x509);
  self->not_before = time_value (X509_get0_notBefore (x509));
  self->not_after = time_value (X509_get0_notAfter (x509));
  branch = subject_text (x509, NID_organizationalUnitName);
  self->csd = branch != NULL && *branch != '\0';
  return self;
}

static X509 *
read_x509 (const guint8 *data, gsize size)
{
  const unsigned char *place = data;
  X509 *x509 = d2i_X509 (NULL, &place, (long) size);

  if (x509 != NULL && place != data + size)
    g_clear_pointer (&x509, X509_free);
  ERR_clear_error ();
  return x509;
}

static X509 *
read_x509_base64 (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree guint8 *der = NULL;
  gsize length = 0;

  if (*text == '\0')
    return NULL;
  der = g_base64_decode (text, &length);
  return read_x509 (der, length);
}

FacCertificate *
fac_certificate_new_from_der (GBytes *der, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (der, &size);
  g_autoptr (X509) x509 = NULL;

  if (size > 0 && size <= MAX_DER)
    {
      x509 = read_x509 (data, size);
      if (x509 == NULL)
        x509 = read_x509_base64 (data, size);
    }
  if (x509 == NULL)
    {
      fac_certificate_fail (error, "Not a certificate");
      return NULL;
    }
  return fac_certificate_wrap (x509, NULL, error);
}

static gboolean
is_encrypted_key (GBytes *bytes)
{
  gsize size;
  const unsigned char *data = g_bytes_get_data (bytes, &size);
  const unsigned char *end = data;
  X509_SIG *wrapper = size > 0 && size <= MAX_DER ? d2i_X509_SIG (NULL, &end, (long) size) : NULL;

  X509_SIG_free (wrapper);
  ERR_clear_error ();
  return wrapper != NULL && end == data + size;
}

static EVP_PKEY *
read_key (GBytes *encrypted, const char *password)
{
  gsize size;
  const unsigned char *data = g_bytes_get_data (encrypted, &size);
  X509_SIG *wrapper = size > 0 && size <= MAX_DER ? d2i_X509_SIG (NULL, &data, (long) size) : NULL;
  PKCS8_PRIV_KEY_INFO *info = NULL;
  EVP_PKEY *key = NULL;

  if (wrapper != NULL)
    info = PKCS8_decrypt (wrapper, password, (int) strlen (password));
  if (info != NULL)
    key = EVP_PKCS82PKEY (info);
  PKCS8_PRIV_KEY_INFO_free (info);
  X509_SIG_free (wrapper);
  return key;
}

FacCertificate *
fac_certificate_new_pair (GBytes *der, GBytes *encrypted_key, const char *password, GError **error)
{
  g_autoptr (FacCertificate) public_part = fac_certificate_new_from_der (der, error);
  g_autoptr (EVP_PKEY) key = NULL;

  if (public_part == NULL)
    return NULL;
  key = read_key (encrypted_key, password != NULL ? password : "");
  if (key == NULL)
    {
      fac_certificate_fail (error, "The key cannot be opened: wrong password or not a private key");
      return NULL;
    }
  if (!X509_check_private_key (public_part->x509, key))
    {
      fac_certificate_fail (error, "The private key does not belong to the certificate");
      return NULL;
    }
  return fac_certificate_wrap (public_part->x509, key, error);
}

FacCertificatePair
fac_certificate_check_pair (GBytes *der, GBytes *encrypted_key, const char *password)
{
  g_autoptr (FacCertificate) certificate = fac_certificate_new_from_der (der, NULL);
  g_autoptr (EVP_PKEY) key = NULL;
  gboolean match;

  if (certificate == NULL)
    return FAC_PAIR_NO_CERTIFICATE;
  if (!is_encrypted_key (encrypted_key))
    return FAC_PAIR_NO_KEY;
  key = read_key (encrypted_key, password != NULL ? password : "");
  match = key != NULL && X509_check_private_key (certificate->x509, key);
  ERR_clear_error ();
  return key == NULL ? FAC_PAIR_PASSWORD : match ? FAC_PAIR_OK : FAC_PAIR_MISMATCH;
}

FacCertificate *
fac_certificate_ref (FacCertificate *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (FacCertificate *self)
{
  X509_free (self->x509);
  EVP_PKEY_free (self->key);
  g_bytes_unref (self->der);
  g_free (self->base64);
  g_free (self->number);
  g_free (self->rfc);
  g_free (self->name);
}

void
fac_certificate_unref (FacCertificate *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

GBytes *
fac_certificate_get_der (FacCertificate *self)
{
  return self->der;
}

const char *
fac_certificate_get_base64 (FacCertificate *self)
{
  return self->base64;
}

const char *
fac_certificate_get_number (FacCertificate *self)
{
  return self->number;
}

const char *
fac_certificate_get_rfc (FacCertificate *self)
{
  return self->rfc;
}

const char *
fac_certificate_get_name (FacCertificate *self)
{
  return self->name;
}

gint64
fac_certificate_get_not_before (FacCertificate *self)
{
  return self->not_before;
}

gint64
fac_certificate_get_not_after (FacCertificate *self)
{
  return self->not_after;
}

gboolean
fac_certificate_is_csd (FacCertificate *self)
{
  return self->csd;
}

GBytes *
fac_certificate_key_der (FacCertificate *self, const char *password, GError **error)
{
  PKCS8_PRIV_KEY_INFO *info = self->key != NULL ? EVP_PKEY2PKCS8 (self->key) : NULL;
  X509_SIG *wrapper = NULL;
  unsigned char *der = NULL;
  int length = -1;
  GBytes *bytes;

  if (info != NULL)
    wrapper =
      PKCS8_encrypt (-1, EVP_aes_256_cbc (), password, (int) strlen (password), NULL, 0, 0, info);
  PKCS8_PRIV_KEY_INFO_free (info);
  if (wrapper != NULL)
    length = i2d_X509_SIG (wrapper, &der);
  X509_SIG_free (wrapper);
  if (length <= 0)
    {
      fac_certificate_fail (error, "There is no private key to keep");
      return NULL;
    }
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  return bytes;
}

char *
fac_certificate_sign (FacCertificate *self, const char *text, GError **error)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  g_autofree unsigned char *signature = NULL;
  size_t length = 0;
  char *base64 = NULL;

  if (self->key != NULL &&
      EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, self->key) == 1 &&
      EVP_DigestSign (context, NULL, &length, (const unsigned char *) text, strlen (text)) == 1)
    {
      signature = g_malloc (length);
      if (EVP_DigestSign (context, signature, &length, (const unsigned char *) text,
                          strlen (text)) == 1)
        base64 = g_base64_encode (signature, length);
    }
  EVP_MD_CTX_free (context);
  if (base64 == NULL)
    fac_certificate_fail (error, "Cannot sign without a private key");
  return base64;
}

gboolean
fac_certificate_verify (FacCertificate *self, const char *text, const char *signature)
{
  EVP_PKEY *key = X509_get0_pubkey (self->x509);
  EVP_MD_CTX *context;
  g_autofree guint8 *bytes = NULL;
  gsize length = 0;
  gboolean valid;

  if (signature == NULL || *signature == '\0' || EVP_PKEY_get_base_id (key) != EVP_PKEY_RSA)
    return FALSE;
  bytes = g_base64_decode (signature, &length);
  context = EVP_MD_CTX_new ();
  valid = EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, key) == 1 &&
    EVP_DigestVerify (context, bytes, length, (const unsigned char *) text, strlen (text)) == 1;
  EVP_MD_CTX_free (context);
  ERR_clear_error ();
  return valid;
}
