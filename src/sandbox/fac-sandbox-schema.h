/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-migrator.h"

G_BEGIN_DECLS

/** fac_sandbox_migrate: brings the state database in @path to the newest tables. */
gboolean fac_sandbox_migrate (FacDb *db, const char *path, GError **error);

G_END_DECLS
