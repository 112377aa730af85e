/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-http-client.h"
#include "fac-provider.h"

G_BEGIN_DECLS

#define FAC_TYPE_FACTURAPI_PROVIDER (fac_facturapi_provider_get_type ())
G_DECLARE_FINAL_TYPE (FacFacturapiProvider, fac_facturapi_provider, FAC, FACTURAPI_PROVIDER, FacProvider)

/** FAC_FACTURAPI_URL: the service's address (API §1.1). */
#define FAC_FACTURAPI_URL "https://www.facturapi.io/v2"

/** fac_facturapi_provider_new: @base_url without final slash (NULL: %FAC_FACTURAPI_URL); @key is copied and wiped at
 * the end. */
FacProvider *fac_facturapi_provider_new (FacHttpClient *client, const char *base_url, const char *key);
/** fac_facturapi_provider_set_deadline: no exchange lasts longer; 0: each its own deadline, as from the beginning. */
void         fac_facturapi_provider_set_deadline (FacFacturapiProvider *self, guint milliseconds);

G_END_DECLS
