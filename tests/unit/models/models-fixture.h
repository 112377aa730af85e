/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog.h"
#include "fac-http-client.h"
#include "fac-store.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** models_services: real services without a network: starter catalogue, keys in memory. */
const FacServices *models_services (void);
/** models_workspace: an empty organization in @folder, or a new one (%NULL), that sends nothing. Returns: (transfer full) */
FacWorkspace *models_workspace (const char *folder);
/** models_close: closes and drops @workspace. */
void models_close (FacWorkspace *workspace);
/** models_customer, models_product: complete ones, as the SAT would take them. Returns: (transfer full) */
FacCustomer *models_customer (const char *name);
FacProduct *models_product (const char *description, const char *price);
/** models_spin: runs the main context for @milliseconds. */
void models_spin (guint milliseconds);

G_END_DECLS
