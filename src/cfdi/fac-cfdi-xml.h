/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"

G_BEGIN_DECLS

/** FAC_CFDI_MAX_BYTES: larger XML is refused; also DTDs, entities, more than 100 levels (foreign input is
 * hostile). */
#define FAC_CFDI_MAX_BYTES (32u * 1024u * 1024u)

/** fac_cfdi_read: a CFDI 4.0 or 3.3 of any type with its timbre. Errors: FAC_ERROR_INVALID, _TOO_LARGE.
 * Returns: (transfer full) (nullable) */
FacCfdi *fac_cfdi_read (GBytes *xml, GError **error);
/** fac_cfdi_write: CFDI 4.0 XML, UTF-8 without BOM, children in the schema's order, complement namespaces on
 * the root, with whatever of seal and timbre is set. Returns: (transfer full) (nullable) */
GBytes *fac_cfdi_write (const FacCfdi *cfdi, GError **error);
/** fac_cfdi_cadena: cadena original of the XML's Comprobante (cfdi.md §3). Returns: (transfer full) (nullable) */
char *fac_cfdi_cadena (GBytes *xml, GError **error);
/** fac_cfdi_tfd_cadena: cadena original of the timbre. Returns: (transfer full) */
char *fac_cfdi_tfd_cadena (const FacCfdiTimbre *timbre);

G_END_DECLS
