/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json-writer.h"
#include "fac-sandbox-request.h"
#include "fac-sandbox-validate.h"

G_BEGIN_DECLS

/** fac_sandbox_product_schema: members of a product (API §3.6), also inside a line. */
extern const FacSchema fac_sandbox_product_schema;
/** fac_sandbox_egress_product_schema, fac_sandbox_transfer_product_schema: those inside a line of type E or T. */
extern const FacSchema fac_sandbox_egress_product_schema;
extern const FacSchema fac_sandbox_transfer_product_schema;

/** fac_sandbox_product_check: keys against the catalogues, taxes against taxability; @prefix is put before the
 * paths. */
void fac_sandbox_product_check (FacSandboxRequest *request, FacJsonValue product, const char *prefix,
                                GPtrArray *faults);

/**
 * fac_sandbox_product_members: writes the members of a product, those of @changes before those of @base (either may be
 * absent), with the defaults of API §3.6 and §4.3 resolved, into an object that is open in @writer.
 */
void fac_sandbox_product_members (FacJsonWriter *writer, FacJsonValue base, FacJsonValue changes);

/** fac_sandbox_product_find: body of product @id of the key's world. Returns: (transfer full) (nullable) */
char *fac_sandbox_product_find (FacSandboxRequest *request, const char *id, GError **error);

G_END_DECLS
