/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-retencion.h"
#include "fac-sandbox-company.h"
#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/** FacSandboxRetention: one row of the retentions. @input: what was asked for, its customer resolved. @document, @xml:
 * set once stamped in this very request */
typedef struct
{
  char         *id;
  gint64        created_at;
  char         *status;
  char         *idempotency_key;
  char         *payload_hash;
  FacJson      *input;
  char         *body;
  FacRetencion *document;
  GBytes       *xml;
} FacSandboxRetention;

FacSandboxRetention *fac_sandbox_retention_new (void);
void                 fac_sandbox_retention_free (FacSandboxRetention *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxRetention, fac_sandbox_retention_free)

/** fac_sandbox_retention_load: Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacSandboxRetention *fac_sandbox_retention_load (FacSandboxRequest *request, const char *id, GError **error);
/** fac_sandbox_retention_by_key: the one that carries an idempotency key. Returns: (transfer full) (nullable) */
FacSandboxRetention *fac_sandbox_retention_by_key (FacSandboxRequest *request, const char *key, GError **error);
/** fac_sandbox_retention_store: writes body and row. */
gboolean             fac_sandbox_retention_store (FacSandboxRequest *request, FacSandboxCompany *company,
                                                  FacSandboxRetention *self, GError **error);
/** fac_sandbox_retention_remove: takes a draft away. */
gboolean             fac_sandbox_retention_remove (FacSandboxRequest *request, FacSandboxRetention *self,
                                                   GError **error);
/** fac_sandbox_retention_cancel: it is cancelled from now on. @substitution: (nullable): UUID */
gboolean             fac_sandbox_retention_cancel (FacSandboxRequest *request, FacSandboxRetention *self,
                                                   const char *motive, const char *substitution, GError **error);

/** fac_sandbox_retention_missing: adds a required fault for whatever @input lacks for stamping. */
void                 fac_sandbox_retention_missing (FacJsonValue input, GPtrArray *faults);
/** fac_sandbox_retention_not_ready: adds why a draft cannot be stamped: what it lacks, or else what the SAT's schemas
 * would refuse in the document that it makes. */
void                 fac_sandbox_retention_not_ready (FacSandboxRequest *request, FacSandboxCompany *company,
                                                      FacSandboxRetention *self, GPtrArray *faults);
/** fac_sandbox_retention_build: the document that @input asks for, unsealed. Returns: (transfer full) */
FacRetencion        *fac_sandbox_retention_build (FacSandboxRequest *request, FacSandboxCompany *company,
                                                  FacJsonValue input);
/** fac_sandbox_retention_amount: a member of `totales`, its default when it is left out. */
FacDecimal           fac_sandbox_retention_amount (FacJsonValue input, const char *name);
/** fac_sandbox_retention_key: cve_retenc, two digits. Returns: (transfer full) (nullable) */
char                *fac_sandbox_retention_key (FacJsonValue input);

/** fac_sandbox_retention_draw: @body on paper, with the complements of @xml (nullable). Returns: (transfer full) */
GBytes              *fac_sandbox_retention_draw (FacSandboxCompany *company, const char *body, GBytes *xml);

G_END_DECLS
