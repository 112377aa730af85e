/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-certificate.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)

/** fac_certificate_wrap: takes references of both; @key may be %NULL. */
FacCertificate *fac_certificate_wrap (X509 *x509, EVP_PKEY *key, GError **error);
/** fac_certificate_fail: sets FAC_ERROR_INVALID and empties OpenSSL's queue of errors. Returns: %FALSE */
gboolean fac_certificate_fail (GError **error, const char *message);

G_END_DECLS
