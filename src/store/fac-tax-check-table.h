/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-tax-id-report.h"
#include "fac-tax-validation.h"

G_BEGIN_DECLS

/** What the SAT said, as last kept. */
/** fac_tax_check_table_put_validation: of the customer with local @id, in place of an older one. */
gboolean          fac_tax_check_table_put_validation (FacDb *db, const char *id, const FacTaxValidation *validation,
                                                      GError **error);
/** fac_tax_check_table_validation: Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacTaxValidation *fac_tax_check_table_validation     (FacDb *db, const char *id, GError **error);
/** fac_tax_check_table_put_report: of its RFC, in place of an older one. */
gboolean          fac_tax_check_table_put_report     (FacDb *db, const FacTaxIdReport *report, GError **error);
/** fac_tax_check_table_report: Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacTaxIdReport   *fac_tax_check_table_report         (FacDb *db, const char *tax_id, GError **error);

G_END_DECLS
