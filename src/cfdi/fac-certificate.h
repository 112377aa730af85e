/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** FacCertificate: an X.509 certificate of the SAT's layout (cfdi.md §4), with or without its private key. */
typedef struct _FacCertificate FacCertificate;

/** fac_certificate_new_from_der: reads DER or base64 of DER. Errors: FAC_ERROR_INVALID */
FacCertificate *fac_certificate_new_from_der (GBytes *der, GError **error);
/** fac_certificate_new_pair: with its key, an encrypted PKCS#8 DER; refused when they do not match or the
 * password is wrong. */
FacCertificate *fac_certificate_new_pair (GBytes *der, GBytes *encrypted_key, const char *password, GError **error);
/** FacCertificatePair: what is wrong with two files that should be a certificate and its key. */
typedef enum
{
  FAC_PAIR_OK,
  FAC_PAIR_NO_CERTIFICATE, /* the first is none */
  FAC_PAIR_NO_KEY,         /* the second is no encrypted PKCS#8 DER */
  FAC_PAIR_PASSWORD,       /* the key does not open */
  FAC_PAIR_MISMATCH        /* the key is another certificate's */
} FacCertificatePair;
/** fac_certificate_check_pair: the first thing that is wrong, without keeping anything of the key. */
FacCertificatePair fac_certificate_check_pair (GBytes *der, GBytes *encrypted_key, const char *password);
/**
 * fac_certificate_mint: a self-signed test certificate: RSA-2048, SHA-256, serial @number (20 digits in ASCII),
 * x500UniqueIdentifier @rfc, CN, O and name @name, OU "Sucursal 1", digitalSignature and nonRepudiation.
 * @from, @to: microseconds UTC
 */
FacCertificate *fac_certificate_mint (const char *number, const char *rfc, const char *name, gint64 from, gint64 to,
                                      GError **error);
/** fac_certificate_ref: one more reference, on any thread. Returns: (transfer full) */
FacCertificate *fac_certificate_ref   (FacCertificate *self);
/** fac_certificate_unref: lets one reference go, on any thread; the last one frees it. */
void            fac_certificate_unref (FacCertificate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCertificate, fac_certificate_unref)

/** fac_certificate_get_der: Returns: (transfer none) */
GBytes     *fac_certificate_get_der    (FacCertificate *self);
/** fac_certificate_get_base64: Returns: (transfer none): the DER in one line, the CFDI's Certificado */
const char *fac_certificate_get_base64 (FacCertificate *self);
/** fac_certificate_get_number: Returns: (transfer none): 20 digits, the CFDI's NoCertificado */
const char *fac_certificate_get_number (FacCertificate *self);
/** fac_certificate_get_rfc: Returns: (transfer none): whose it is */
const char *fac_certificate_get_rfc    (FacCertificate *self);
/** fac_certificate_get_name: Returns: (transfer none): the holder's name */
const char *fac_certificate_get_name   (FacCertificate *self);
/** fac_certificate_get_not_before: from when it holds, microseconds UTC. */
gint64      fac_certificate_get_not_before (FacCertificate *self);
/** fac_certificate_get_not_after: until when it holds, microseconds UTC. */
gint64      fac_certificate_get_not_after  (FacCertificate *self);
/** fac_certificate_is_csd: whether it is one for sealing (it names an OU); %FALSE for an e.firma. */
gboolean    fac_certificate_is_csd     (FacCertificate *self);
/** fac_certificate_key_der: the private key as PKCS#8 DER encrypted with @password, to keep a test key.
 * Returns: (transfer full) (nullable) */
GBytes     *fac_certificate_key_der    (FacCertificate *self, const char *password, GError **error);
/** fac_certificate_sign: base64 of RSASSA-PKCS1-v1_5 SHA-256 over @text. Returns: (transfer full) (nullable) */
char       *fac_certificate_sign       (FacCertificate *self, const char *text, GError **error);
/** fac_certificate_verify: whether the base64 @signature over @text is this certificate's. */
gboolean    fac_certificate_verify     (FacCertificate *self, const char *text, const char *signature);

G_END_DECLS
