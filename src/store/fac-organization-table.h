/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-organization.h"

G_BEGIN_DECLS

GPtrArray *fac_organization_table_list   (FacDb *db, GError **error); /* (transfer full) (element-type FacOrganization), in order of arrival */
gboolean   fac_organization_table_put    (FacDb *db, const FacOrganization *organization, GError **error);
gboolean   fac_organization_table_remove (FacDb *db, const char *id, GError **error);
char      *fac_organization_table_get_flag (FacDb *db, const char *organization, const char *flag, GError **error); /* (nullable) */
/** fac_organization_table_set_flag: @value %NULL takes the flag away. */
gboolean   fac_organization_table_set_flag (FacDb *db, const char *organization, const char *flag, const char *value, GError **error);

G_END_DECLS
