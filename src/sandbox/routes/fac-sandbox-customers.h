/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json-writer.h"
#include "fac-sandbox-request.h"
#include "fac-sandbox-validate.h"

G_BEGIN_DECLS

/** fac_sandbox_customer_schema: members of CustomerCreate (API §3.4), also inside an invoice. */
extern const FacSchema fac_sandbox_customer_schema;
/** fac_sandbox_address_schema: members of an address (API §3.2) of the organization's own, without country. */
extern const FacSchema fac_sandbox_address_schema;

/** fac_sandbox_customer_check: required members by country and the register's faults; @prefix as in the register. */
void fac_sandbox_customer_check (FacSandboxRequest *request, FacJsonValue customer, const char *prefix,
                                 GPtrArray *faults);
/** fac_sandbox_customer_missing: whether something that stamping needs is absent; adds a required fault for each. */
gboolean fac_sandbox_customer_missing (FacJsonValue customer, const char *prefix, GPtrArray *faults);

/**
 * fac_sandbox_customer_save: stores @customer (checked already), or finds the one with the same data.
 * @created: (out): %FALSE when it was there. Returns: (transfer full) (nullable): its body
 */
char *fac_sandbox_customer_save (FacSandboxRequest *request, FacJsonValue customer, gboolean *created, GError **error);
/** fac_sandbox_customer_update: stores customer @id with @changes, checked as a whole; what is wrong goes to @faults.
 * Returns: (transfer full) (nullable): its body, %NULL also when there is no such customer */
char *fac_sandbox_customer_update (FacSandboxRequest *request, const char *id, FacJsonValue changes,
                                   GPtrArray *faults, GError **error);
/** fac_sandbox_customer_email: the address to write to: that of the saved customer now, else the one that a document of
 * @customer was made with. Returns: (transfer full) (nullable) */
char *fac_sandbox_customer_email (FacSandboxRequest *request, FacJsonValue customer);
/** fac_sandbox_customer_write: the member "customer" of a document: what it says of @customer (absent: null). */
void fac_sandbox_customer_write (FacJsonWriter *writer, FacJsonValue customer);
/** fac_sandbox_customer_find: body of customer @id of the key's world. Returns: (transfer full) (nullable) */
char *fac_sandbox_customer_find (FacSandboxRequest *request, const char *id, GError **error);

G_END_DECLS
