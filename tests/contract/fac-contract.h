/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-provider.h"

G_BEGIN_DECLS

/** FacContract: a provider under test. @name: "mock", "sandbox". */
typedef struct
{
  const char  *name;
  FacProvider *provider;
} FacContract;

/** fac_contract_add: registers a promise as "/contract/NAME/PATH". */
void fac_contract_add         (FacContract *self, const char *path, void (*promise) (FacContract *self));
void fac_contract_add_parties  (FacContract *self);
void fac_contract_add_invoices (FacContract *self);
/** fac_contract_add_fields: every field of the editor arrives and comes back. */
void fac_contract_add_fields   (FacContract *self);
void fac_contract_add_requests (FacContract *self);
void fac_contract_add_checks   (FacContract *self);
/** fac_contract_add_months: the ZIP of a month, of a provider that has it. */
void fac_contract_add_months   (FacContract *self);

/* The verbs, waited for. */
FacRemoteItem *fac_contract_create (FacContract *self, FacRemoteItem *item, const char *key, GError **error);
FacRemoteItem *fac_contract_update (FacContract *self, FacRemoteItem *item, GError **error);
FacRemoteItem *fac_contract_get    (FacContract *self, FacEntity entity, const char *remote_id, GError **error);
FacRemoteItem *fac_contract_remove (FacContract *self, FacEntity entity, const char *remote_id, GError **error);
FacRemoteItem *fac_contract_stamp  (FacContract *self, const char *remote_id, GError **error);
FacRemotePage *fac_contract_list   (FacContract *self, FacEntity entity, const FacRemoteQuery *query, GError **error);
GBytes        *fac_contract_download (FacContract *self, const char *remote_id, FacFileFormat format, GError **error);

/** fac_contract_assert_gone: neither read nor removed again. */
void fac_contract_assert_gone   (FacContract *self, FacEntity entity, const char *remote_id);
/** fac_contract_assert_refused: the service said no, with a status and words. Clears @error. */
void fac_contract_assert_refused (GError **error, int code);
/** fac_contract_assert_parses: the stored body gives the same object again. */
void fac_contract_assert_parses (FacContract *self, FacRemoteItem *item);

/* Objects that a service with SAT's rules accepts. Returns: (transfer full) */
FacRemoteItem *fac_contract_customer (void);
FacRemoteItem *fac_contract_product  (const char *description, const char *sku);
FacRemoteItem *fac_contract_invoice  (void);

/** FacContractSandbox: facturador-sandbox as a child that ends with us. */
typedef struct _FacContractSandbox FacContractSandbox;
/** fac_contract_sandbox_start: Returns: (nullable): NULL with @reason when it is not built */
FacContractSandbox *fac_contract_sandbox_start (char **reason);
void                fac_contract_sandbox_stop  (FacContractSandbox *self);
const char         *fac_contract_sandbox_url   (FacContractSandbox *self);
const char         *fac_contract_sandbox_key   (FacContractSandbox *self);
/** fac_contract_sandbox_live_key: of fiscal documents, as far as there are any in a sandbox. */
const char         *fac_contract_sandbox_live_key (FacContractSandbox *self);

G_END_DECLS
