/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-certificate.h"
#include "fac-cfdi.h"

G_BEGIN_DECLS

/** fac_cfdi_seal: sets no_certificado, certificado and sello of @cfdi from @csd. */
gboolean fac_cfdi_seal (FacCfdi *cfdi, FacCertificate *csd, GError **error);
/** fac_cfdi_stamp: sets the timbre: @uuid, @fecha_timbrado (local), sealed by the PAC's certificate. */
gboolean fac_cfdi_stamp (FacCfdi *cfdi, FacCertificate *pac, const char *uuid, const char *fecha_timbrado,
                         const char *rfc_prov_certif, GError **error);
/** fac_cfdi_verify: whether the seal of @xml is that of the certificate inside, the timbre repeats it, and,
 * when @uuid is given, names that UUID. Errors: FAC_ERROR_CORRUPT with what differs. */
gboolean fac_cfdi_verify (GBytes *xml, const char *uuid, GError **error);

G_END_DECLS
