/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-address.h"
#include "fac-json.h"
#include "fac-sandbox.h"

G_BEGIN_DECLS

/** FAC_SANDBOX_RFC, FAC_SANDBOX_NAME: the example company; its RFC has a right check digit. */
#define FAC_SANDBOX_RFC  "EDP150310M76"
#define FAC_SANDBOX_NAME "EMPRESA DE PRUEBA"

/** FacSandboxCompany: an organization as its profile says. Texts live as long as it does. */
typedef struct
{
  char        *id;
  gint64       created_at;
  FacJson     *profile;
  FacJsonValue legal;
  FacJsonValue customization;
  GBytes      *logo;      /* (nullable) */
  char        *logo_name; /* (nullable) */
  char        *domain;    /* (nullable): of its self-invoice pages */
} FacSandboxCompany;

/** fac_sandbox_company_seed: stores the example company under @id. */
gboolean fac_sandbox_company_seed (FacDb *db, const char *id, gint64 now, GError **error);
/** fac_sandbox_company_load: Returns: (transfer full) (nullable): %NULL when there is none */
FacSandboxCompany *fac_sandbox_company_load (FacSandbox *sandbox, const char *id, GError **error);
void fac_sandbox_company_free (FacSandboxCompany *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxCompany, fac_sandbox_company_free)

/** fac_sandbox_company_create: stores a new organization that is called @name and knows nothing else yet.
 * Returns: (transfer full) (nullable): its id */
char *fac_sandbox_company_create (FacSandbox *sandbox, const char *name, GError **error);
/** fac_sandbox_company_set: replaces @section of the profile ("legal", …) by @json, or takes it away when it is %NULL;
 * stored inside the request's transaction, and read again. */
gboolean fac_sandbox_company_set (FacSandbox *sandbox, FacSandboxCompany *self, const char *section, GBytes *json,
                                  GError **error);
/** FacSandboxSteps: what an organization still has to do (API §3.11). */
typedef enum
{
  FAC_STEP_LEGAL       = 1 << 0,
  FAC_STEP_LOGO        = 1 << 1,
  FAC_STEP_CERTIFICATE = 1 << 2,
  FAC_STEP_MANIFIESTO  = 1 << 3
} FacSandboxSteps;
/** fac_sandbox_company_steps: @sandbox tells whether it has a certificate. */
FacSandboxSteps fac_sandbox_company_steps (FacSandbox *sandbox, FacSandboxCompany *self);

const char *fac_sandbox_company_zip (FacSandboxCompany *self);
/** fac_sandbox_company_series: default series of a document @type ("I", …). */
const char *fac_sandbox_company_series (FacSandboxCompany *self, const char *type);
/** fac_sandbox_company_address: one line for the letterhead. Returns: (transfer full) */
char *fac_sandbox_company_address (FacSandboxCompany *self);
/** fac_sandbox_zone: time zone of postal code @zip. Returns: (transfer full) */
GTimeZone *fac_sandbox_zone (FacSandbox *sandbox, const char *zip);

/** fac_sandbox_logo_find: the logo that is served as @name without a key. Returns: (transfer full) (nullable) */
GBytes *fac_sandbox_logo_find (FacSandbox *sandbox, const char *name);

/** FAC_SANDBOX_RECEIPTS: in the place of a series, the counter of receipts; no series can be called so. */
#define FAC_SANDBOX_RECEIPTS "\nreceipts"

/** fac_sandbox_folio_next: the next folio of a series; it is not taken. */
gint64   fac_sandbox_folio_next (FacSandbox *sandbox, const char *organization, gboolean livemode, const char *series);
/** fac_sandbox_folio_take: counts @folio as used; inside the request's transaction. */
gboolean fac_sandbox_folio_take (FacSandbox *sandbox, const char *organization, gboolean livemode,
                                 const char *series, gint64 folio, GError **error);
/** fac_sandbox_folio_set: the next folio will be @next, whatever it was. */
gboolean fac_sandbox_folio_set (FacSandbox *sandbox, const char *organization, gboolean livemode, const char *series,
                                gint64 next, GError **error);

G_END_DECLS
