/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-errors.h"
#include "fac-sandbox-invoice-async.h"
#include "fac-sandbox-invoice-cancel.h"
#include "fac-sandbox-invoice-draft.h"
#include "fac-sandbox-invoice-input.h"
#include "fac-sandbox-invoice-ready.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-routes.h"
#include "fac-text.h"

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
    return fac_sandbox_verb_answer (known, 200);
  return fac_sandbox_error (409, "idempotency_key_in_use");
}

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  const char *key = fac_sandbox_json_text (request->body, "idempotency_key");
  gboolean draft = g_strcmp0 (fac_sandbox_json_text (request->body, "status"), "draft") == 0;
  g_autofree char *hash = fac_sandbox_json_hash (request->body);
  g_autoptr (GPtrArray) missing = fac_sandbox_faults_new ();
  g_autoptr (FacSandboxInvoice) invoice = NULL;
  FacSandboxAnswer *answer = replay (request, key, hash);

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
    return fac_sandbox_invoice_store_draft (request, invoice);
  fac_sandbox_invoice_missing (fac_json_root (invoice->input), missing);
  return missing->len > 0 ? fac_sandbox_error_invalid (missing)
                          : fac_sandbox_invoice_submit (request, invoice);
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_verb_invoice (request, &answer);

  return invoice != NULL ? fac_sandbox_verb_answer (invoice, 200) : answer;
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
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_verb_invoice (request, &answer);
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
  return fac_sandbox_invoice_store_draft (request, invoice);
}

static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_verb_invoice (request, &answer);

  if (invoice == NULL)
    return answer;
  if (!g_str_equal (invoice->status, "draft"))
    return fac_sandbox_invoice_cancel (request, invoice);
  if (!fac_sandbox_invoice_remove (request, invoice, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_verb_answer (invoice, 200);
}

static FacSandboxAnswer *
refuse_stamp (FacSandboxInvoice *invoice)
{
  if (g_str_equal (invoice->status, "pending"))
    return fac_sandbox_error (409, "stamping_in_progress");
  return fac_sandbox_error (409, g_str_equal (invoice->status, "failed")
                            ? "invoice_not_draft" : "invoice_already_stamped");
}

static FacSandboxAnswer *
on_stamp (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) missing = fac_sandbox_faults_new ();
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_verb_invoice (request, &answer);
  g_autoptr (FacSandboxCompany) company = NULL;

  if (invoice == NULL)
    return answer;
  if (!g_str_equal (invoice->status, "draft"))
    return refuse_stamp (invoice);
  company = fac_sandbox_verb_company (request, &answer);
  if (company == NULL)
    return answer;
  fac_sandbox_invoice_refresh_customer (request, invoice);
  fac_sandbox_invoice_not_ready (request, company, invoice, missing);
  if (missing->len > 0)
    return fac_sandbox_error_faults (400, "draft_not_ready_to_stamp", missing);
  return fac_sandbox_invoice_submit (request, invoice);
}

const FacSandboxRoute fac_sandbox_invoices_routes[] = {
  { "POST", "/invoices", FAC_ROLE_SECRET, "async", TRUE, on_create },
  { "GET", "/invoices/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_get },
  { "PUT", "/invoices/{id}", FAC_ROLE_SECRET, NULL, TRUE, on_update },
  { "DELETE", "/invoices/{id}", FAC_ROLE_SECRET, "motive substitution", FALSE, on_delete },
  { "POST", "/invoices/{id}/stamp", FAC_ROLE_SECRET, "async", FALSE, on_stamp },
  { NULL }
};
