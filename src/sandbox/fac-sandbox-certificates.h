/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox.h"

G_BEGIN_DECLS

/** fac_sandbox_csd: the certificate that seals the documents of @organization, from a small cache.
 * Returns: (transfer none) (nullable): %NULL when it has none; lives until the next call */
FacCertificate *fac_sandbox_csd (FacSandbox *sandbox, const char *organization);
/**
 * fac_sandbox_csd_of: that of @organization while it is of @rfc, else another test certificate of @rfc, minted when it
 * is first asked for: what was issued under a certificate outlives it.
 * Returns: (transfer none) (nullable): as fac_sandbox_csd()
 */
FacCertificate *fac_sandbox_csd_of (FacSandbox *sandbox, const char *organization, const char *rfc, const char *name,
                                    GError **error);
/**
 * fac_sandbox_csd_mint: gives @organization a fresh test certificate for @rfc and @name, in place of the one before.
 * An uploaded one is only looked at: documents are always sealed by one of these. Inside the request's transaction.
 */
gboolean fac_sandbox_csd_mint (FacSandbox *sandbox, const char *organization, const char *rfc, const char *name,
                               GError **error);
/** fac_sandbox_csd_remove: the organization has no certificate any more. */
gboolean fac_sandbox_csd_remove (FacSandbox *sandbox, const char *organization, GError **error);

/** fac_sandbox_certificates_open: mints what is absent of the example company and the PAC. */
gboolean fac_sandbox_certificates_open (FacSandbox *sandbox, GError **error);

G_END_DECLS
