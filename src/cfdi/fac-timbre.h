/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"
#include "fac-xml.h"

G_BEGIN_DECLS

/** fac_timbre_find: the TimbreFiscalDigital in any Complemento of @root. Returns: (transfer none) (nullable) */
xmlNode *fac_timbre_find (const xmlNode *root);
/** fac_timbre_read: Returns: (transfer full) */
FacCfdiTimbre *fac_timbre_read (const xmlNode *node);

G_END_DECLS
