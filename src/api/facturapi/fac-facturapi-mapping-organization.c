/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-mapping.h"

#include "fac-text.h"

/* Folios count on in the customization with each stamp: they are no looks. */
static char *
read_looks (FacJsonValue looks)
{
  g_autofree char *color = fac_json_dup_text (fac_json_get (looks, "color"));
  g_autofree char *has_logo = fac_json_dup_text (fac_json_get (looks, "has_logo"));
  g_autofree char *extra = fac_json_dup_text (fac_json_get (looks, "pdf_extra"));
  g_autofree char *all = g_strjoin ("\n", color, has_logo, extra, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
}

FacOrganization *
fac_facturapi_read_organization (FacJsonValue value)
{
  FacOrganization *organization = fac_organization_new ();
  FacJsonValue legal = fac_json_get (value, "legal");
  FacJsonValue looks = fac_json_get (value, "customization");
  FacJsonValue expires = fac_json_get (fac_json_get (value, "certificate"), "expires_at");

  fac_set_string (&organization->provider, "facturapi");
  fac_facturapi_take (&organization->remote_id, value, "id");
  fac_facturapi_take (&organization->timezone, value, "timezone");
  fac_facturapi_take (&organization->logo_url, value, "logo_url");
  fac_facturapi_take (&organization->name, legal, "name");
  fac_facturapi_take (&organization->legal_name, legal, "legal_name");
  fac_facturapi_take (&organization->tax_id, legal, "tax_id");
  fac_facturapi_take (&organization->tax_system, legal, "tax_system");
  fac_facturapi_take (&organization->phone, legal, "phone");
  fac_facturapi_take (&organization->website, legal, "website");
  fac_facturapi_take (&organization->support_email, legal, "support_email");
  fac_facturapi_read_address (fac_json_get (legal, "address"), organization->address);
  fac_facturapi_take (&organization->color, looks, "color");
  organization->looks = read_looks (looks);
  fac_facturapi_take (&organization->default_series, fac_json_get (looks, "default_series"), "I");
  organization->certificate_expires_at = fac_json_time (expires);
  return organization;
}
