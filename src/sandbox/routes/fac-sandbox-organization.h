/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-company.h"
#include "fac-sandbox-request.h"
#include "fac-sandbox-validate.h"

G_BEGIN_DECLS

/** FAC_ROLE_OWNER: keys that may change an organization's settings. */
#define FAC_ROLE_OWNER (FAC_ROLE_LIVE | FAC_ROLE_USER)

/** fac_sandbox_organization_load: the organization that the first part of the path names ("me" with a secret key).
 * Returns: (transfer full) (nullable): %NULL with @answer when the key may not see it or there is none */
FacSandboxCompany *fac_sandbox_organization_load (FacSandboxRequest *request, FacSandboxAnswer **answer);
/** fac_sandbox_organization_begin: the same once the body is as @schema says; else @answer says what is wrong. Returns:
 * (transfer full) (nullable) */
FacSandboxCompany *fac_sandbox_organization_begin (FacSandboxRequest *request, const FacSchema *schema,
                                                   FacSandboxAnswer **answer);
/** fac_sandbox_organization_write: the whole object (API §3.11), as a value of an array or of the root. */
void fac_sandbox_organization_write (FacJsonWriter *writer, FacSandboxRequest *request, FacSandboxCompany *company);
/** fac_sandbox_organization_answer: the whole object. Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_organization_answer (FacSandboxRequest *request, FacSandboxCompany *company);
/** fac_sandbox_organization_change: replaces @section of its profile by what @writer holds (taken away when %NULL) and
 * answers with the whole object. Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_organization_change (FacSandboxRequest *request, FacSandboxCompany *company,
                                                   const char *section, FacJsonWriter *writer);
/** fac_sandbox_answer_ok: {"ok":true}. Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_answer_ok (void);

G_END_DECLS
