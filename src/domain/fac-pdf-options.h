/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the printed document shows (API §3.12): names of the API with "=true" or "=false", as FacInvoice keeps them.
 * What is not named is as the organization has it.
 */

/** FacPdfOption: @name: as the API names it; @usual: what it is where neither document nor organization say. */
typedef struct
{
  const char *name;
  gboolean    usual;
} FacPdfOption;

/** fac_pdf_options: those of invoices of types I and E. Returns: (transfer none) (array length=n) */
const FacPdfOption *fac_pdf_options (gsize *n);
/** fac_pdf_options_get: Returns: %FALSE when @options (nullable) do not name it; else @value is set. */
gboolean fac_pdf_options_get (char **options, const char *name, gboolean *value);
/** fac_pdf_options_set: names it, or with @named FALSE takes it out; @options (nullable) is replaced, %NULL when none
 * is left. */
void     fac_pdf_options_set (char ***options, const char *name, gboolean named, gboolean value);

G_END_DECLS
