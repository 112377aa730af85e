/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-events.h"
#include "fac-sandbox-html.h"
#include "fac-sandbox-invoice-row.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-receipt-verb.h"
#include "fac-sandbox-routes.h"

#define TITLE "Obtener mi factura"

static char *
page_path (FacSandboxRequest *request)
{
  g_autofree char *domain = g_uri_escape_string (fac_sandbox_request_param (request, 0), NULL,
                                                 FALSE);
  g_autofree char *key = g_uri_escape_string (fac_sandbox_request_param (request, 1), NULL, FALSE);

  return g_strdup_printf ("/%s/%s", domain, key);
}

/* The request goes on in the world of the receipt: whoever has its address may do what its page offers. Returns:
 * (transfer full) (nullable): %NULL with @answer set */
static FacSandboxReceipt *
enter (FacSandboxRequest *request, FacSandboxCompany **company, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxReceipt) receipt =
    fac_sandbox_receipt_by_portal (request->sandbox, fac_sandbox_request_param (request, 0),
                                   fac_sandbox_request_param (request, 1), &error);

  if (receipt == NULL)
    {
      *answer = error != NULL
        ? fac_sandbox_error_internal (error)
        : fac_sandbox_html_message (404, NULL, "No encontramos ese recibo",
                                    "Revise que la dirección y la clave estén completas.");
      return NULL;
    }
  request->organization = g_strdup (receipt->organization);
  request->livemode = receipt->livemode;
  request->role = receipt->livemode ? FAC_ROLE_LIVE : FAC_ROLE_TEST;
  *company = fac_sandbox_company_load (request->sandbox, request->organization, &error);
  if (*company != NULL)
    return g_steal_pointer (&receipt);
  *answer = fac_sandbox_error_internal (error);
  return NULL;
}

static void
append_sale (GString *page, FacSandboxReceipt *receipt)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (receipt->body);
  g_autofree char *amount = fac_decimal_format (fac_sandbox_receipt_total (receipt), 2, 2);
  g_autofree char *folio = g_strdup_printf ("%" G_GINT64_FORMAT, receipt->folio);
  g_autofree char *total = g_strdup_printf ("$ %s %s", amount,
                                            fac_sandbox_json_text (fac_json_root (json),
                                                                   "currency"));

  g_string_append (page, "<dl><dt>Recibo</dt>");
  fac_sandbox_html_element (page, "dd", folio);
  g_string_append (page, "<dt>Total</dt>");
  fac_sandbox_html_element (page, "dd", total);
  g_string_append (page, "</dl>");
}

static FacSandboxAnswer *
show_form (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxReceipt *receipt,
           const FacSandboxTaxForm *form, GPtrArray *faults)
{
  g_autofree char *path = page_path (request);
  g_autoptr (GString) page = g_string_new (NULL);

  append_sale (page, receipt);
  fac_sandbox_html_tax_form (page, request->sandbox, path, TITLE, form, faults);
  return fac_sandbox_html_page (faults->len > 0 ? 400 : 200, company, TITLE, page->str);
}

static FacSandboxAnswer *
show_invoice (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxReceipt *receipt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_invoice_load (request, receipt->invoice,
                                                                    &error);
  g_autofree char *path = page_path (request);
  g_autoptr (GString) page = g_string_new (NULL);
  g_autoptr (FacJson) json = NULL;

  if (invoice == NULL)
    return error != NULL ? fac_sandbox_error_internal (error)
                         : fac_sandbox_html_message (404, company, TITLE,
                                                     "La factura ya no existe.");
  if (g_str_equal (invoice->status, "pending"))
    return fac_sandbox_html_message (200, company, "Su factura está en proceso",
                                     "El SAT tarda en responder. Vuelva a abrir esta página en unos"
                                     " minutos.");
  json = fac_sandbox_json_load (invoice->body);
  append_sale (page, receipt);
  g_string_append (page, "<dl><dt>Folio fiscal</dt>");
  fac_sandbox_html_element (page, "dd", fac_sandbox_json_text (fac_json_root (json), "uuid"));
  g_string_append (page, "</dl>");
  if (g_str_equal (invoice->status, "canceled"))
    fac_sandbox_html_element (page, "p", "Esta factura está cancelada.");
  g_string_append_printf (page, "<a class=\"button\" href=\"%s/pdf\">Descargar el PDF</a>"
                          "<a class=\"button\" href=\"%s/xml\">Descargar el XML</a>", path, path);
  return fac_sandbox_html_page (200, company, "Su factura está lista", page->str);
}

/* Returns: (transfer full) (nullable): what the page says when there is nothing to fill in. */
static FacSandboxAnswer *
show_state (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxReceipt *receipt)
{
  if (g_str_equal (receipt->status, "invoiced_to_customer"))
    return show_invoice (request, company, receipt);
  if (g_str_equal (receipt->status, "canceled"))
    return fac_sandbox_html_message (410, company, "Este recibo está cancelado",
                                     "No se puede facturar.");
  if (g_str_equal (receipt->status, "invoiced_globally"))
    return fac_sandbox_html_message (410, company, "Este recibo ya se facturó",
                                     "Está en la factura global del periodo. Si necesita una"
                                     " factura a su nombre, pídala al negocio.");
  if (request->now > receipt->expires_at)
    return fac_sandbox_html_message (410, company, "El plazo para facturar terminó",
                                     "Si necesita su factura, pídala al negocio.");
  return NULL;
}

static char **
allowed_uses (FacSandboxCompany *company)
{
  FacJsonValue settings = fac_json_get (fac_json_root (company->profile), "self_invoice");

  return fac_sandbox_json_strv (fac_json_get (settings, "allowed_cfdi_uses"));
}

static void
fill_from_customer (FacSandboxTaxForm *form, FacSandboxReceipt *receipt)
{
  FacJsonValue customer = fac_json_get (fac_json_root (receipt->input), "customer");

  form->tax_id = fac_sandbox_json_text (customer, "tax_id");
  form->legal_name = fac_sandbox_json_text (customer, "legal_name");
  form->tax_system = fac_sandbox_json_text (customer, "tax_system");
  form->zip = fac_sandbox_json_text (fac_json_get (customer, "address"), "zip");
  form->email = fac_sandbox_json_text (customer, "email");
  form->use = fac_sandbox_json_text (customer, "default_invoice_use");
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  g_autoptr (FacSandboxCompany) company = NULL;
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = enter (request, &company, &answer);
  g_auto (GStrv) uses = NULL;
  FacSandboxTaxForm form = { .with_use = TRUE };

  if (receipt == NULL)
    return answer;
  answer = show_state (request, company, receipt);
  if (answer != NULL)
    return answer;
  uses = allowed_uses (company);
  form.uses = uses;
  fill_from_customer (&form, receipt);
  return show_form (request, company, receipt, &form, faults);
}

static FacJson *
write_terms (const FacSandboxTaxForm *form)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_begin_object (writer, "customer");
  fac_sandbox_html_tax_customer (form, writer);
  fac_json_writer_end_object (writer);
  fac_json_writer_string (writer, "use", form->use);
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  return fac_json_parse (bytes, NULL);
}

/* Sends the invoice as the API does, its PDF drawn on a worker. Returns: (transfer full) */
static FacSandboxAnswer *
send_invoice (FacSandboxRequest *request, const char *invoice)
{
  g_autofree char *path = g_strdup_printf ("/invoices/%s/email", invoice);
  g_autoptr (FacSandboxRequest) inner = fac_sandbox_request_new (request->sandbox, "POST", NULL,
                                                                 NULL, NULL);
  const FacSandboxRoute *route = fac_sandbox_route_find ("POST", path, 0, inner->params);

  inner->organization = g_strdup (request->organization);
  inner->livemode = request->livemode;
  inner->role = request->role;
  return route->handler (inner);
}

/* Returns: (transfer full) (nullable): what went wrong, in @faults too. @letter: the sending of the
 * invoice, when it is asked for */
static FacSandboxAnswer *
invoice_it (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxReceipt *receipt,
            const FacSandboxTaxForm *form, GPtrArray *faults, FacSandboxAnswer **letter)
{
  g_autoptr (FacJson) terms = write_terms (form);
  g_autoptr (GPtrArray) receipts = g_ptr_array_new ();
  g_autoptr (FacSandboxAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_ptr_array_add (receipts, receipt);
  fac_sandbox_receipt_check_customer (fac_json_root (terms), faults);
  if (faults->len > 0)
    return NULL;
  if (fac_sandbox_resico_applies (company,
                                  fac_sandbox_json_text (fac_json_get (fac_json_root (terms),
                                                                       "customer"), "tax_id")))
    {
      FacJson *withheld = fac_sandbox_resico_withhold (fac_json_root (receipt->input));

      fac_json_unref (receipt->input);
      receipt->input = withheld;
    }
  answer = fac_sandbox_receipts_invoice (request, receipts, fac_json_root (terms), &id);
  if (answer->status >= 500)
    return g_steal_pointer (&answer);
  if (answer->status >= 400)
    {
      fac_sandbox_html_faults (answer, faults);
      return NULL;
    }
  if (!fac_sandbox_event (request, "receipt.self_invoice_complete", "receipt", receipt->body, NULL,
                          &error))
    return fac_sandbox_error_internal (error);
  if (form->email != NULL && answer->status == 200)
    *letter = send_invoice (request, id);
  return NULL;
}

static FacSandboxAnswer *
see_page (const char *path)
{
  FacSandboxAnswer *answer = fac_sandbox_answer_empty (303);

  fac_sandbox_answer_header (answer, "Location", path);
  return answer;
}

typedef struct
{
  FacSandboxAnswer *letter;
  char             *path;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *self = data;

  fac_sandbox_answer_free (self->letter);
  g_free (self->path);
  g_free (self);
}

/* Whatever became of the message: the customer can download the invoice anyway. */
static FacSandboxAnswer *
on_send (gpointer data)
{
  const Sending *self = data;
  g_autoptr (FacSandboxAnswer) sent = self->letter->work (self->letter->data);

  return see_page (self->path);
}

/* Takes @letter. */
static FacSandboxAnswer *
send_and_see_page (FacSandboxAnswer *letter, const char *path)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->letter = letter;
  sending->path = g_strdup (path);
  return fac_sandbox_answer_work (on_send, sending, sending_free);
}

static FacSandboxAnswer *
on_post (FacSandboxRequest *request)
{
  g_autoptr (FacSandboxCompany) company = NULL;
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (FacSandboxAnswer) letter = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = enter (request, &company, &answer);
  g_autofree char *path = page_path (request);
  g_auto (GStrv) uses = NULL;
  FacSandboxTaxForm form = { .with_use = TRUE };

  if (receipt == NULL)
    return answer;
  answer = show_state (request, company, receipt);
  if (answer != NULL)
    return answer;
  uses = allowed_uses (company);
  form.uses = uses;
  fac_sandbox_html_tax_read (request, &form);
  if (!fac_sandbox_html_token_good (request->sandbox, path,
                                    fac_sandbox_request_form (request, "token")))
    fac_sandbox_fault (faults, "forbidden", NULL,
                       "La página estuvo abierta mucho tiempo. Revise y envíe otra vez.");
  else
    fac_sandbox_html_tax_check (&form, faults);
  if (faults->len == 0)
    answer = invoice_it (request, company, receipt, &form, faults, &letter);
  if (answer != NULL)
    return answer;
  if (faults->len > 0)
    return show_form (request, company, receipt, &form, faults);
  return letter != NULL && letter->work != NULL
    ? send_and_see_page (g_steal_pointer (&letter), path) : see_page (path);
}

static FacSandboxAnswer *
on_file (FacSandboxRequest *request)
{
  const char *format = fac_sandbox_request_param (request, 2);
  g_autoptr (FacSandboxCompany) company = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = enter (request, &company, &answer);
  g_autoptr (FacSandboxRequest) inner = NULL;
  g_autofree char *path = NULL;

  if (receipt == NULL)
    return answer;
  if (!g_str_equal (receipt->status, "invoiced_to_customer")
      || !(g_str_equal (format, "pdf") || g_str_equal (format, "xml")))
    return fac_sandbox_html_message (404, company, TITLE, "Ese archivo no existe.");
  path = g_strdup_printf ("/invoices/%s/%s", receipt->invoice, format);
  inner = fac_sandbox_request_new (request->sandbox, "GET", NULL, NULL, NULL);
  inner->organization = g_strdup (request->organization);
  inner->livemode = request->livemode;
  inner->role = request->role;
  return fac_sandbox_route_find ("GET", path, 0, inner->params)->handler (inner);
}

const FacSandboxRoute fac_sandbox_self_invoice_routes[] = {
  { "GET", "/{domain}/{key}", 0, NULL, FALSE, on_get, FAC_ROUTE_WEB },
  { "POST", "/{domain}/{key}", 0, NULL, TRUE, on_post, FAC_ROUTE_WEB },
  { "GET", "/{domain}/{key}/{format}", 0, NULL, FALSE, on_file, FAC_ROUTE_WEB },
  { NULL }
};
