/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json-writer.h"
#include "fac-sandbox-company.h"
#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/* The pages that a customer sees in a browser: Spanish, without script, at ease on a telephone and with a screen
 * reader. Everything is appended to a text; what people wrote is escaped. */

/** fac_sandbox_html_page: a whole page of @company around @content (markup). Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_html_page (guint status, FacSandboxCompany *company, const char *title,
                                         const char *content);
/** fac_sandbox_html_message: a page that only says something. @company: (nullable). Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_html_message (guint status, FacSandboxCompany *company, const char *title,
                                            const char *text);
/** fac_sandbox_html_element: @text inside a <@tag>. */
void fac_sandbox_html_element (GString *page, const char *tag, const char *text);

/** fac_sandbox_html_token: what a form that is posted to @path has to bring back; good for two hours. Returns:
 * (transfer full) */
char *fac_sandbox_html_token (FacSandbox *sandbox, const char *path);
/** fac_sandbox_html_token_good: whether @token was given for @path, and not too long ago. */
gboolean fac_sandbox_html_token_good (FacSandbox *sandbox, const char *path, const char *token);

/** FacSandboxTaxForm: a customer's data as a form asks for them. Texts borrowed, each (nullable).
 * @with_use: the use of the invoice is asked for too; @uses: (nullable): those to choose from, ended by %NULL */
typedef struct
{
  const char *tax_id;
  const char *legal_name;
  const char *tax_system;
  const char *zip;
  const char *email;
  const char *use;
  gboolean    with_use;
  char      **uses;
} FacSandboxTaxForm;

/** fac_sandbox_html_tax_form: the form, posted to @path. @faults: (element-type FacSandboxFault): what was wrong with
 * it the last time */
void fac_sandbox_html_tax_form (GString *page, FacSandbox *sandbox, const char *path, const char *button,
                                const FacSandboxTaxForm *form, GPtrArray *faults);
/** fac_sandbox_html_tax_read: what was sent; texts live as long as the request. */
void fac_sandbox_html_tax_read (FacSandboxRequest *request, FacSandboxTaxForm *form);
/** fac_sandbox_html_tax_check: adds a fault for what is left out. */
void fac_sandbox_html_tax_check (const FacSandboxTaxForm *form, GPtrArray *faults);
/** fac_sandbox_html_tax_customer: writes the customer's members into the object that is open in @writer. */
void fac_sandbox_html_tax_customer (const FacSandboxTaxForm *form, FacJsonWriter *writer);
/** fac_sandbox_html_faults: the faults that an error answer tells. */
void fac_sandbox_html_faults (FacSandboxAnswer *answer, GPtrArray *faults);

G_END_DECLS
