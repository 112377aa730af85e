/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-draft.h"

#include "fac-sandbox-customers.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-invoice-stamp.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-routes.h"

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

FacSandboxAnswer *
fac_sandbox_invoice_store_draft (FacSandboxRequest *request, FacSandboxInvoice *invoice)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_verb_company (request, &answer);

  if (company == NULL)
    return answer;
  take_from_input (request, company, invoice);
  fac_sandbox_invoice_write_body (request, company, invoice);
  if (!fac_sandbox_invoice_store (request, invoice, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_verb_answer (invoice, 200);
}

/* The receiver's data are read anew: a correction of the customer after the draft was written
 * counts. */
void
fac_sandbox_invoice_refresh_customer (FacSandboxRequest *request, FacSandboxInvoice *invoice)
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

/* What belongs to one document only is not taken over: its date, its place in a series, and the names by
 * which its maker finds it again. */
static FacJson *
copy_input (FacSandboxInvoice *invoice, GError **error)
{
  static const char *const own[] = { "date", "folio_number", "external_id", "idempotency_key",
                                     NULL };
  FacJsonValue input = fac_json_root (invoice->input);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  fac_json_writer_begin_object (writer, NULL);
  for (guint i = 0; i < fac_json_length (input); i++)
    if (!g_strv_contains (own, fac_json_name_at (input, i)))
      fac_sandbox_json_copy (writer, fac_json_name_at (input, i), fac_json_at (input, i));
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  return fac_json_parse (bytes, error);
}

static FacSandboxAnswer *
on_copy (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) old = fac_sandbox_verb_invoice (request, &answer);
  g_autoptr (FacSandboxInvoice) copy = NULL;

  if (old == NULL)
    return answer;
  copy = fac_sandbox_invoice_new ();
  copy->input = copy_input (old, &error);
  if (copy->input == NULL)
    return fac_sandbox_error_internal (error);
  copy->id = fac_sandbox_new_id (request->sandbox);
  copy->created_at = request->now;
  copy->status = g_strdup ("draft");
  return fac_sandbox_invoice_store_draft (request, copy);
}

const FacSandboxRoute fac_sandbox_invoice_copy_routes[] = {
  { "POST", "/invoices/{id}/copy", FAC_ROLE_SECRET, NULL, FALSE, on_copy },
  { NULL }
};
