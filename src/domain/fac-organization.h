/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-address.h"

G_BEGIN_DECLS

/**
 * FacOrganization: the issuer (API §3.11). Reference counted; not changed once shared: copy it to change it.
 * @id: local UUID, names its data folder. @provider: "facturapi", "sandbox", …; @livemode: Live or Test data.
 * @base_url: (nullable): other address of the service. Times in microseconds UTC, 0 unknown.
 */
typedef struct
{
  char       *id;
  char       *remote_id;
  char       *provider;
  char       *base_url;
  gboolean    livemode;
  char       *name;       /* commercial name */
  char       *legal_name;
  char       *tax_id;
  char       *tax_system;
  FacAddress *address;
  char       *phone;
  char       *website;
  char       *support_email;
  char       *timezone;   /* IANA */
  char       *color;      /* 6 hex digits without # */
  GBytes     *logo;       /* PNG or JPEG */
  char       *logo_url;   /* where the service keeps it; never stored */
  char       *looks;      /* tells whether the service's PDFs look as before, but for the logo; never stored */
  char       *default_series;
  gint64      certificate_expires_at;
} FacOrganization;

#define FAC_TYPE_ORGANIZATION (fac_organization_get_type ())
GType            fac_organization_get_type (void);
/** fac_organization_new: empty, with a new id. Returns: (transfer full) */
FacOrganization *fac_organization_new   (void);
/** fac_organization_ref: one more reference, on any thread. Returns: (transfer full) */
FacOrganization *fac_organization_ref   (FacOrganization *self);
/** fac_organization_unref: lets one reference go, on any thread; the last one frees it. */
void             fac_organization_unref (FacOrganization *self);
/** fac_organization_copy: a deep copy that may be changed. Returns: (transfer full) */
FacOrganization *fac_organization_copy  (const FacOrganization *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacOrganization, fac_organization_unref)

G_END_DECLS
