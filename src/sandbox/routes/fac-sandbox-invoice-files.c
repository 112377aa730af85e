/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-files.h"

#include "fac-cfdi-xml.h"
#include "fac-paper.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-pdf-options.h"
#include "fac-sandbox-plain-text.h"
#include "fac-sandbox-routes.h"
#include "fac-text.h"

#include <string.h>

static char *
contact_line (FacSandboxCompany *company)
{
  static const char *const members[] = { "phone", "support_email", "website" };
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = fac_sandbox_json_text (company->legal, members[i]);

      if (text != NULL)
        g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
    }
  return g_strdup (line->str);
}

/* All that a PDF is drawn from, so that it can be drawn on any thread. */
typedef struct
{
  FacSandboxCompany *company;
  FacCfdi           *cfdi;
  FacCatalog        *catalog;
  char              *notes;
  FacPaperOptions    options;
  gboolean           cancelled;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *self = data;

  g_clear_pointer (&self->company, fac_sandbox_company_free);
  g_clear_pointer (&self->cfdi, fac_cfdi_unref);
  g_clear_object (&self->catalog);
  g_free (self->notes);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drawing, drawing_free)

static GBytes *
draw (gpointer data, GError **error)
{
  const Drawing *self = data;
  g_autofree char *address = fac_sandbox_company_address (self->company);
  g_autofree char *contact = contact_line (self->company);
  g_autofree char *cadena = self->cfdi->timbre != NULL ? fac_cfdi_tfd_cadena (self->cfdi->timbre)
                                                       : NULL;
  FacPaperStyle style = {
    .logo = self->company->logo,
    .color = fac_sandbox_json_text (self->company->customization, "color"),
    .issuer_address = address,
    .contact = contact,
    .notes = fac_text_is_empty (self->notes) ? NULL : self->notes,
    .tfd_cadena = cadena,
    .test = TRUE,
    .draft = self->cfdi->timbre == NULL,
    .cancelled = self->cancelled,
    .options = &self->options,
  };

  return fac_paper_draw (self->cfdi, &style, FAC_CATALOG_SOURCE (self->catalog), error);
}

/* A stamped document is drawn from its XML read back, a draft from what it would become. */
static FacCfdi *
document_of (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxInvoice *invoice,
             GBytes *xml,
             GError **error)
{
  g_autofree char *folio = NULL;

  if (xml != NULL)
    return fac_cfdi_read (xml, error);
  if (invoice->folio > 0)
    folio = g_strdup_printf ("%" G_GINT64_FORMAT, invoice->folio);
  return fac_sandbox_cfdi_build (request->sandbox, company, fac_json_root (invoice->input),
                                 invoice->series,
                                 folio, invoice->date != 0 ? invoice->date : request->now);
}

static Drawing *
prepare (FacSandboxRequest *request, FacSandboxInvoice *invoice, GBytes *xml, GError **error)
{
  g_autoptr (Drawing) self = g_new0 (Drawing, 1);

  self->company = fac_sandbox_company_load (request->sandbox, request->organization, error);
  if (self->company != NULL)
    self->cfdi = document_of (request, self->company, invoice, xml, error);
  if (self->cfdi == NULL)
    return NULL;
  self->catalog = g_object_ref (request->sandbox->catalog);
  self->notes = fac_sandbox_plain_text (fac_sandbox_json_text (fac_json_root (invoice->input),
                                                               "pdf_custom_section"));
  fac_sandbox_pdf_options (self->company, fac_json_root (invoice->input), &self->options);
  self->cancelled = g_str_equal (invoice->status, "canceled");
  return g_steal_pointer (&self);
}

FacSandboxPaper *
fac_sandbox_invoice_paper (FacSandboxRequest *request, FacSandboxInvoice *invoice, GBytes *xml,
                           GError **error)
{
  Drawing *drawing = prepare (request, invoice, xml, error);

  return drawing != NULL ? fac_sandbox_paper_new (draw, drawing, drawing_free) : NULL;
}

const char *
fac_sandbox_invoice_file_type (const char *format)
{
  static const struct { const char *format; const char *type; } types[] = {
    { "pdf", "application/pdf" }, { "xml", "application/xml" }, { "zip", "application/zip" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].format, format))
      return types[i].type;
  return NULL;
}

static FacSandboxAnswer *
answer_drawn (FacSandboxRequest *request, FacSandboxInvoice *invoice, GBytes *xml, gboolean zip)
{
  g_autoptr (GError) error = NULL;
  FacSandboxPaper *paper = fac_sandbox_invoice_paper (request, invoice, xml, &error);
  g_autofree char *name = g_strconcat (invoice->id, ".pdf", NULL);

  if (paper == NULL)
    return fac_sandbox_error_internal (error);
  return zip ? fac_sandbox_paper_pack (paper, invoice->id, xml, invoice->date)
             : fac_sandbox_paper_answer (paper, name);
}

static FacSandboxAnswer *
answer_file (FacSandboxRequest *request, FacSandboxInvoice *invoice, const char *format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = fac_sandbox_invoice_xml (request, invoice->id, &error);
  g_autofree char *name = g_strconcat (invoice->id, ".xml", NULL);

  if (error != NULL)
    return fac_sandbox_error_internal (error);
  if (g_str_equal (format, "pdf"))
    return answer_drawn (request, invoice, xml, FALSE);
  if (xml == NULL)
    return fac_sandbox_error (400, "invoice_not_stamped");
  if (g_str_equal (format, "zip"))
    return answer_drawn (request, invoice, xml, TRUE);
  return fac_sandbox_answer_file (g_steal_pointer (&xml), "application/xml", name);
}

static FacSandboxAnswer *
on_download (FacSandboxRequest *request)
{
  const char *format = fac_sandbox_request_param (request, 1);
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = NULL;

  if (fac_sandbox_invoice_file_type (format) == NULL)
    return fac_sandbox_error (404, "not_found");
  invoice = fac_sandbox_verb_invoice (request, &answer);
  return invoice != NULL ? answer_file (request, invoice, format) : answer;
}

const FacSandboxRoute fac_sandbox_invoice_files_routes[] = {
  { "GET", "/invoices/{id}/{format}", FAC_ROLE_SECRET, NULL, FALSE, on_download },
  { NULL }
};
