/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-tax-id.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** fac_customer_systems: the régimenes that a person of this kind may have; all when it is not known. Returns:
 * (transfer full) (element-type FacCatalogEntry): borrowed entries */
GPtrArray  *fac_customer_systems (FacWorkspace *workspace, FacPersonKind person);
/** fac_customer_uses: the uses of the CFDI that go with the kind of person and régimen @system (nullable). Returns:
 * (transfer full) (element-type FacCatalogEntry): borrowed entries */
GPtrArray  *fac_customer_uses    (FacWorkspace *workspace, FacPersonKind person, const char *system);
/** fac_customer_border_words: what is worth knowing of a postal code of a border region. Returns: (nullable): %NULL of
 * any other */
const char *fac_customer_border_words (FacWorkspace *workspace, const char *zip);

G_END_DECLS
