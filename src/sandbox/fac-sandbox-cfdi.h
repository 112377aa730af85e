/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"
#include "fac-json.h"
#include "fac-sandbox-company.h"

G_BEGIN_DECLS

/**
 * fac_sandbox_cfdi_build: the CFDI that @input (a normalised invoice of any type) asks for, unsealed. What is missing
 * is left out, so that a draft can be drawn too.
 * @folio: (nullable); @date: microseconds UTC, written in the local time of the place of issue
 */
FacCfdi *fac_sandbox_cfdi_build (FacSandbox *sandbox, FacSandboxCompany *company, FacJsonValue input,
                                 const char *series, const char *folio, gint64 date);

/** fac_sandbox_cfdi_local: a time as the CFDI writes it. Returns: (transfer full) */
char *fac_sandbox_cfdi_local (FacSandbox *sandbox, const char *zip, gint64 time);

G_END_DECLS
