/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi-file.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** fac_cfdi_archive_accepts: whether @file is a CFDI that @workspace's organization issued, sealed and stamped as it
 * should be. */
gboolean fac_cfdi_archive_accepts (FacCfdiFile *file, FacWorkspace *workspace);
/** fac_cfdi_archive_add_async: keeps it with its XML among the issued documents; twice does nothing more. */
void     fac_cfdi_archive_add_async  (FacCfdiFile *file, FacWorkspace *workspace, GAsyncReadyCallback callback,
                                      gpointer data);
/** fac_cfdi_archive_add_finish: Errors: those of the store. */
gboolean fac_cfdi_archive_add_finish (GAsyncResult *result, GError **error);

G_END_DECLS
