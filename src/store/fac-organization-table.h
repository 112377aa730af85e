/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-organization.h"

G_BEGIN_DECLS

/** fac_organization_table_list: in order of arrival. Returns: (transfer full) (nullable) (element-type
 * FacOrganization) */
GPtrArray *fac_organization_table_list   (FacDb *db, GError **error);
/** fac_organization_table_put: inserts it, or replaces that of its id at its place. */
gboolean   fac_organization_table_put    (FacDb *db, const FacOrganization *organization, GError **error);
/** fac_organization_table_get_flag: Returns: (transfer full) (nullable): %NULL without @error when it is not set */
char      *fac_organization_table_get_flag (FacDb *db, const char *organization, const char *flag, GError **error);
/** fac_organization_table_set_flag: @value %NULL takes the flag away. */
gboolean   fac_organization_table_set_flag (FacDb *db, const char *organization, const char *flag, const char *value,
                                            GError **error);
/** fac_organization_table_get_mapping: Returns: (transfer full) (nullable): %NULL without @error when there is none */
char      *fac_organization_table_get_mapping (FacDb *db, const char *signature, GError **error);
/** fac_organization_table_set_mapping: keeps @mapping, and at most a hundred of them: those used last. */
gboolean   fac_organization_table_set_mapping (FacDb *db, const char *signature, const char *mapping, gint64 now,
                                               GError **error);

G_END_DECLS
