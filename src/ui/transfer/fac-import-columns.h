/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-import-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** fac_import_columns_new: a row for each column of the file, with its first values and what it is imported as.
 * @changed: (nullable) another choice was made. */
GtkWidget *fac_import_columns_new (FacImportJob *job, GCallback changed, gpointer data);

G_END_DECLS
