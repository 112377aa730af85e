/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-errors.h"
#include "fac-sandbox.h"

G_BEGIN_DECLS

/** FacSandboxTaxpayer: what is compared with the simulated register of the SAT. Borrowed texts, each (nullable). */
typedef struct
{
  const char *legal_name;
  const char *tax_id;
  const char *tax_system;
  const char *zip;
  const char *country; /* %NULL is MEX */
} FacSandboxTaxpayer;

/**
 * fac_sandbox_register_check: adds a fault (legal_name_mismatch, tax_address_zip_mismatch, tax_id_not_found,
 * tax_system_not_allowed_for_tax_id, tax_system_not_in_catalog) for what the register has otherwise; the rules are
 * the table
 * in README.md. A taxpayer abroad is not looked up.
 * @prefix: put before the paths: "" or "customer."
 */
void fac_sandbox_register_check (FacCatalogSource *catalog, const FacSandboxTaxpayer *taxpayer, const char *prefix,
                                 GPtrArray *faults);

/** fac_sandbox_error_tax_info: 400 with the fault's own code when there is one, invalid_request when there are
 * several. */
FacSandboxAnswer *fac_sandbox_error_tax_info (GPtrArray *faults);

G_END_DECLS
