/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-paper.h"
#include "fac-sandbox-company.h"

G_BEGIN_DECLS

/** fac_sandbox_pdf_options: what the PDF of a document shows: its own pdf_options in @input, where these are silent the
 * organization's pdf_extra. */
void fac_sandbox_pdf_options (FacSandboxCompany *company, FacJsonValue input, FacPaperOptions *options);

G_END_DECLS
