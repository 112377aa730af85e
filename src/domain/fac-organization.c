/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-organization.h"

#include "fac-fields.h"
#include "fac-ids.h"

G_DEFINE_BOXED_TYPE (FacOrganization, fac_organization, fac_organization_ref,
                     fac_organization_unref)

static const FacField fields[] = {
  FAC_FIELD (FacOrganization, id, STRING, FALSE),
  FAC_FIELD (FacOrganization, remote_id, STRING, FALSE),
  FAC_FIELD (FacOrganization, provider, STRING, FALSE),
  FAC_FIELD (FacOrganization, base_url, STRING, FALSE),
  FAC_FIELD (FacOrganization, livemode, BOOLEAN, FALSE),
  FAC_FIELD (FacOrganization, name, STRING, TRUE),
  FAC_FIELD (FacOrganization, legal_name, STRING, TRUE),
  FAC_FIELD (FacOrganization, tax_id, STRING, TRUE),
  FAC_FIELD (FacOrganization, tax_system, STRING, TRUE),
  FAC_FIELD (FacOrganization, phone, STRING, TRUE),
  FAC_FIELD (FacOrganization, website, STRING, TRUE),
  FAC_FIELD (FacOrganization, support_email, STRING, TRUE),
  FAC_FIELD (FacOrganization, timezone, STRING, TRUE),
  FAC_FIELD (FacOrganization, color, STRING, TRUE),
  FAC_FIELD (FacOrganization, default_series, STRING, TRUE),
  FAC_FIELD (FacOrganization, certificate_expires_at, INT64, FALSE),
};

static void
clear (gpointer data)
{
  FacOrganization *self = data;

  fac_fields_clear (fields, G_N_ELEMENTS (fields), self);
  g_clear_pointer (&self->address, fac_address_free);
  g_clear_pointer (&self->logo, g_bytes_unref);
  g_free (self->logo_url);
  g_free (self->looks);
}

FacOrganization *
fac_organization_new (void)
{
  FacOrganization *self = g_atomic_rc_box_new0 (FacOrganization);

  self->id = fac_id_new ();
  self->address = fac_address_new ();
  return self;
}

FacOrganization *
fac_organization_ref (FacOrganization *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_organization_unref (FacOrganization *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

FacOrganization *
fac_organization_copy (const FacOrganization *self)
{
  FacOrganization *copy = g_atomic_rc_box_new0 (FacOrganization);

  fac_fields_copy (fields, G_N_ELEMENTS (fields), self, copy);
  copy->address = fac_address_copy (self->address);
  copy->logo = self->logo != NULL ? g_bytes_ref (self->logo) : NULL;
  copy->logo_url = g_strdup (self->logo_url);
  copy->looks = g_strdup (self->looks);
  return copy;
}
