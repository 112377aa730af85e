/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json-writer.h"

G_BEGIN_DECLS

/** FAC_TEMPLATE_ADMIN: the template that nobody can change: all operations. */
#define FAC_TEMPLATE_ADMIN "org-admin"

/** fac_sandbox_permission_known: whether @operation exists ("read.customers.list"). */
gboolean fac_sandbox_permission_known (const char *operation);
/** fac_sandbox_permission_template: the Spanish name of template @code. Returns: (nullable): %NULL when there is
 * none */
const char *fac_sandbox_permission_template (const char *code);
/** fac_sandbox_permissions_write: the operations of template @code (%NULL: of none), with those of @added and without
 * those of @removed (%NULL-terminated, nullable), as an array. */
void fac_sandbox_permissions_write (FacJsonWriter *writer, const char *name, const char *code, char **added,
                                    char **removed);
/** fac_sandbox_permissions_write_templates: all templates as an array; fac_sandbox_permissions_write_all: all
 * operations. */
void fac_sandbox_permissions_write_templates (FacJsonWriter *writer);
void fac_sandbox_permissions_write_all (FacJsonWriter *writer);

G_END_DECLS
