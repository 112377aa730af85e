/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-certificate.h"
#include "fac-cfdi.h"
#include "fac-xml.h"

G_BEGIN_DECLS

/** fac_timbre_find: the TimbreFiscalDigital in any Complemento of @root. Returns: (transfer none) (nullable) */
xmlNode *fac_timbre_find (const xmlNode *root);
/** fac_timbre_read: Returns: (transfer full) */
FacCfdiTimbre *fac_timbre_read (const xmlNode *node);
/** fac_timbre_make: the timbre that @pac gives a document sealed with @sello at the local time @fecha_timbrado.
 * Returns: (transfer full) (nullable): %NULL with @error set when @pac cannot sign */
FacCfdiTimbre *fac_timbre_make (const char *sello, FacCertificate *pac, const char *uuid, const char *fecha_timbrado,
                                const char *rfc_prov_certif, GError **error);

G_END_DECLS
