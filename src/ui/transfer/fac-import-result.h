/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-import-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_IMPORT_RESULT (fac_import_result_get_type ())
G_DECLARE_FINAL_TYPE (FacImportResult, fac_import_result, FAC, IMPORT_RESULT, GtkWidget)

/** FacImportResult: what is or was done with each row of a file: a number for each kind, by which the list is
 * filtered. */
/** fac_import_result_show: the rows of @job, which is checked or done. */
void fac_import_result_show (FacImportResult *self, FacImportJob *job);

G_END_DECLS
