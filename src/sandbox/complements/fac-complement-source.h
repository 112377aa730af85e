/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"
#include "fac-json.h"

G_BEGIN_DECLS

/** fac_complement_source_check: adds a fault when the text at @value is not XML that reads with the @namespaces
 * declared (array of the request, may be absent). @one: exactly one element, as a custom complement. */
void fac_complement_source_check (FacJsonValue value, FacJsonValue namespaces, gboolean one, GPtrArray *faults);
/** fac_complement_namespaces_check: prefixes that are names, once each, and none of the CFDI's own. */
void fac_complement_namespaces_check (FacJsonValue namespaces, GPtrArray *faults);
/** fac_complement_namespaces_fill: hands them to the root of @cfdi. */
void fac_complement_namespaces_fill (FacJsonValue namespaces, FacCfdi *cfdi);

G_END_DECLS
