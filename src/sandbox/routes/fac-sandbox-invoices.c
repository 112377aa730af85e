/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-customers.h"
#include "fac-sandbox-invoice-input.h"
#include "fac-sandbox-invoice-stamp.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-routes.h"
#include "fac-text.h"

#include <string.h>

static FacSandboxAnswer *
answer_body (FacSandboxInvoice *invoice)
{
  return fac_sandbox_answer_json (200, g_bytes_new (invoice->body, strlen (invoice->body)));
}

static FacSandboxCompany *
load_company (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  FacSandboxCompany *company = fac_sandbox_company_load (request->sandbox, request->organization,
                                                         &error);

  if (company == NULL)
    *answer = fac_sandbox_error_internal (error);
  return company;
}

static FacSandboxInvoice *
load_invoice (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  FacSandboxInvoice *invoice = fac_sandbox_invoice_load (request,
                                                         fac_sandbox_request_param (request, 0),
                                                         &error);

  if (error != NULL)
    *answer = fac_sandbox_error_internal (error);
  else if (invoice == NULL)
    *answer = fac_sandbox_error (404, "invoice_not_found");
  return invoice;
}

static FacSandboxAnswer *
refuse_async (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  if (!fac_sandbox_request_query_flag (request, "async"))
    return NULL;
  fac_sandbox_fault_in (faults, "query", "feature_not_available", "async",
                        "El servicio de práctica todavía no timbra de manera asíncrona.");
  return fac_sandbox_error_faults (400, "feature_not_available", faults);
}

/* The same key with the same data is the same request again: it gets the document as it is now. */
static FacSandboxAnswer *
replay (FacSandboxRequest *request, const char *key, const char *hash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxInvoice) known = key != NULL
    ? fac_sandbox_invoice_by_key (request, key, &error) : NULL;

  if (error != NULL)
    return fac_sandbox_error_internal (error);
  if (known == NULL)
    return NULL;
  if (g_strcmp0 (known->payload_hash, hash) == 0)
    return answer_body (known);
  return fac_sandbox_error (409, "idempotency_key_in_use");
}

/* A draft's series and folio are those it was given; its own counter is used when it is stamped. */
static void
take_from_input (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxInvoice *invoice)
{
  FacJsonValue input = fac_json_root (invoice->input);

  invoice->date = fac_sandbox_invoice_date (request, company, input);
  g_free (invoice->series);
  invoice->series = g_strdup (fac_sandbox_json_text (input, "series"));
  invoice->folio = fac_json_int (fac_json_get (input, "folio_number"), 0);
}

static FacSandboxAnswer *
store_draft (FacSandboxRequest *request, FacSandboxInvoice *invoice)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = load_company (request, &answer);

  if (company == NULL)
    return answer;
  take_from_input (request, company, invoice);
  fac_sandbox_invoice_write_body (request, company, invoice);
  if (!fac_sandbox_invoice_store (request, invoice, &error))
    return fac_sandbox_error_internal (error);
  return answer_body (invoice);
}

static FacSandboxAnswer *
stamp_and_answer (FacSandboxRequest *request, FacSandboxInvoice *invoice)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = load_company (request, &answer);

  if (company == NULL)
    return answer;
  answer = fac_sandbox_invoice_stamp (request, company, invoice);
  return answer != NULL ? answer : answer_body (invoice);
}

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  const char *key = fac_sandbox_json_text (request->body, "idempotency_key");
  gboolean draft = g_strcmp0 (fac_sandbox_json_text (request->body, "status"), "draft") == 0;
  g_autofree char *hash = fac_sandbox_json_hash (request->body);
  g_autoptr (GPtrArray) missing = fac_sandbox_faults_new ();
  g_autoptr (FacSandboxInvoice) invoice = NULL;
  FacSandboxAnswer *answer = refuse_async (request);

  if (answer == NULL)
    answer = replay (request, key, hash);
  if (answer != NULL)
    return answer;
  invoice = fac_sandbox_invoice_new ();
  invoice->input = fac_sandbox_invoice_input (request, (FacJsonValue) { 0 }, draft, &answer);
  if (invoice->input == NULL)
    return answer;
  invoice->id = fac_sandbox_new_id (request->sandbox);
  invoice->created_at = request->now;
  invoice->idempotency_key = g_strdup (key);
  invoice->payload_hash = g_steal_pointer (&hash);
  invoice->status = g_strdup ("draft");
  if (draft)
    return store_draft (request, invoice);
  fac_sandbox_invoice_missing (fac_json_root (invoice->input), missing);
  return missing->len > 0 ? fac_sandbox_error_invalid (missing) : stamp_and_answer (request,
                                                                                    invoice);
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = load_invoice (request, &answer);

  return invoice != NULL ? answer_body (invoice) : answer;
}

static FacSandboxAnswer *
change_key (FacSandboxRequest *request, FacSandboxInvoice *invoice)
{
  const char *key = fac_sandbox_json_text (request->body, "idempotency_key");
  g_autoptr (FacSandboxInvoice) known = NULL;

  if (key == NULL || g_strcmp0 (key, invoice->idempotency_key) == 0)
    return NULL;
  known = fac_sandbox_invoice_by_key (request, key, NULL);
  if (known != NULL)
    return fac_sandbox_error (409, "idempotency_key_in_use");
  fac_set_string (&invoice->idempotency_key, key);
  g_free (invoice->payload_hash);
  invoice->payload_hash = fac_sandbox_json_hash (request->body);
  return NULL;
}

static FacSandboxAnswer *
on_update (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = load_invoice (request, &answer);
  FacJson *input;

  if (invoice == NULL)
    return answer;
  if (!g_str_equal (invoice->status, "draft"))
    return fac_sandbox_error (409, "invoice_not_draft");
  answer = change_key (request, invoice);
  if (answer != NULL)
    return answer;
  input = fac_sandbox_invoice_input (request, fac_json_root (invoice->input), TRUE, &answer);
  if (input == NULL)
    return answer;
  fac_json_unref (invoice->input);
  invoice->input = input;
  return store_draft (request, invoice);
}

/* Cancelling is a verb of its own; a draft's deletion sent without motive can never cancel by
 * mistake. */
static FacSandboxAnswer *
refuse_cancellation (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  const char *motive = fac_sandbox_request_query (request, "motive");

  if (motive != NULL)
    return fac_sandbox_error_text (400, "feature_not_available",
                                   "El servicio de práctica todavía no cancela facturas"
                                   " timbradas.");
  fac_sandbox_fault_in (faults, "query", "required", "motive",
                        "Para cancelar una factura timbrada se necesita el motivo.");
  return fac_sandbox_error_invalid (faults);
}

static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = load_invoice (request, &answer);

  if (invoice == NULL)
    return answer;
  if (!g_str_equal (invoice->status, "draft"))
    return refuse_cancellation (request);
  if (!fac_sandbox_invoice_remove (request, invoice, &error))
    return fac_sandbox_error_internal (error);
  return answer_body (invoice);
}

/* The receiver's data are read anew: a correction of the customer after the draft was written
 * counts. */
static void
refresh_customer (FacSandboxRequest *request, FacSandboxInvoice *invoice)
{
  static const char *const members[] = {
    "id", "legal_name", "tax_id", "tax_system", "email", "phone", "default_invoice_use", "address",
    NULL
  };
  FacJsonValue input = fac_json_root (invoice->input);
  const char *id = fac_sandbox_json_text (fac_json_get (input, "customer"), "id");
  g_autofree char *body = id != NULL ? fac_sandbox_customer_find (request, id, NULL) : NULL;
  g_autoptr (FacJsonWriter) writer = NULL;
  g_autoptr (FacJson) stored = NULL;
  g_autoptr (GBytes) bytes = NULL;
  FacJson *fresh;

  if (body == NULL)
    return;
  stored = fac_sandbox_json_load (body);
  writer = fac_json_writer_new ();
  fac_json_writer_begin_object (writer, NULL);
  for (guint i = 0; i < fac_json_length (input); i++)
    if (!g_str_equal (fac_json_name_at (input, i), "customer"))
      fac_sandbox_json_copy (writer, fac_json_name_at (input, i), fac_json_at (input, i));
  fac_json_writer_begin_object (writer, "customer");
  fac_sandbox_json_members (writer, fac_json_root (stored), members);
  fac_json_writer_end_object (writer);
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  fresh = fac_json_parse (bytes, NULL);
  g_return_if_fail (fresh != NULL);
  fac_json_unref (invoice->input);
  invoice->input = fresh;
}

static FacSandboxAnswer *
on_stamp (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) missing = fac_sandbox_faults_new ();
  FacSandboxAnswer *answer = refuse_async (request);
  g_autoptr (FacSandboxInvoice) invoice = answer == NULL ? load_invoice (request, &answer) : NULL;

  if (invoice == NULL)
    return answer;
  if (!g_str_equal (invoice->status, "draft"))
    return fac_sandbox_error (409, "invoice_already_stamped");
  refresh_customer (request, invoice);
  fac_sandbox_invoice_missing (fac_json_root (invoice->input), missing);
  if (missing->len > 0)
    return fac_sandbox_error_faults (400, "draft_not_ready_to_stamp", missing);
  return stamp_and_answer (request, invoice);
}

const FacSandboxRoute fac_sandbox_invoices_routes[] = {
  { "POST", "/invoices", FAC_ROLE_SECRET, "async", TRUE, on_create },
  { "GET", "/invoices/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_get },
  { "PUT", "/invoices/{id}", FAC_ROLE_SECRET, NULL, TRUE, on_update },
  { "DELETE", "/invoices/{id}", FAC_ROLE_SECRET, "motive substitution", FALSE, on_delete },
  { "POST", "/invoices/{id}/stamp", FAC_ROLE_SECRET, "async", FALSE, on_stamp },
  { NULL }
};
