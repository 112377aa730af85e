/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-verb.h"

#include "fac-sandbox-errors.h"
#include "fac-sandbox-json.h"
#include "fac-sql.h"
#include "fac-text.h"

#include <string.h>

FacSandboxInvoice *
fac_sandbox_verb_invoice (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  FacSandboxInvoice *invoice = fac_sandbox_invoice_load (request,
                                                         fac_sandbox_request_param (request, 0),
                                                         &error);

  if (invoice == NULL)
    *answer = fac_sandbox_error_missing (error, "invoice_not_found");
  return invoice;
}

FacSandboxCompany *
fac_sandbox_verb_company (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  FacSandboxCompany *company = fac_sandbox_company_load (request->sandbox, request->organization,
                                                         &error);

  if (company == NULL)
    *answer = fac_sandbox_error_internal (error);
  return company;
}

FacSandboxAnswer *
fac_sandbox_verb_answer (FacSandboxInvoice *invoice, guint status)
{
  return fac_sandbox_answer_text (status, invoice->body);
}

FacSandboxAnswer *
fac_sandbox_verb_ok (void)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_boolean (writer, "ok", TRUE);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static void
write_member (FacJsonWriter *writer, const char *name, FacJsonValue value)
{
  g_autoptr (GBytes) bytes = fac_json_bytes (value);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  fac_json_writer_raw (writer, name, text, length);
}

static char *
merge (FacJsonValue body, FacJsonValue changes)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  for (guint i = 0; i < fac_json_length (body); i++)
    {
      const char *name = fac_json_name_at (body, i);

      write_member (writer, name, fac_sandbox_json_pick (body, changes, name));
    }
  for (guint i = 0; i < fac_json_length (changes); i++)
    {
      const char *name = fac_json_name_at (changes, i);

      if (fac_json_kind (fac_json_get (body, name)) == FAC_JSON_ABSENT)
        write_member (writer, name, fac_json_at (changes, i));
    }
  fac_json_writer_end_object (writer);
  return fac_json_writer_finish_text (writer);
}

/* Only what is owed can be unpaid: an income invoice in instalments with a balance. */
static const char *
payment_status (FacJsonValue body)
{
  const char *type = fac_sandbox_json_text (body, "type");
  FacDecimal due;

  if (fac_sandbox_json_text (body, "uuid") == NULL || g_strcmp0 (type, "I") != 0)
    return NULL;
  return fac_json_decimal (fac_json_get (body, "amount_due"), &due) && fac_decimal_sign (due) > 0
    ? "unpaid" : "paid";
}

gboolean
fac_sandbox_verb_amend (FacSandboxRequest *request, FacSandboxInvoice *invoice,
                        FacJsonWriter *changes, GError **error)
{
  g_autoptr (GBytes) bytes = fac_json_writer_finish (changes);
  g_autoptr (FacJson) change = fac_json_parse (bytes, error);
  g_autoptr (FacJson) before = NULL, after = NULL;
  FacStatement *update;
  FacJsonValue body;

  if (change == NULL)
    return FALSE;
  before = fac_sandbox_json_load (invoice->body);
  fac_set_string (&invoice->body, NULL);
  invoice->body = merge (fac_json_root (before), fac_json_root (change));
  after = fac_sandbox_json_load (invoice->body);
  body = fac_json_root (after);
  fac_set_string (&invoice->status, fac_sandbox_json_text (body, "status"));
  update = fac_db_prepare (request->sandbox->db,
                           "UPDATE invoices SET body = ?2, status = ?3, cancellation_status = ?4,"
                           " payment_status = ?5 WHERE id = ?1", error);
  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 1, invoice->id);
  fac_statement_bind_text (update, 2, invoice->body);
  fac_statement_bind_text (update, 3, invoice->status);
  fac_statement_bind_text (update, 4, fac_sandbox_json_text (body, "cancellation_status"));
  fac_statement_bind_text (update, 5, payment_status (body));
  return fac_statement_run (update, error);
}

FacSandboxRequest *
fac_sandbox_verb_request (FacSandbox *sandbox, const char *id, GError **error)
{
  FacStatement *row = fac_sql_find (sandbox->db, error,
                                    "SELECT organization, livemode FROM invoices WHERE id = ?", "t",
                                    id);
  FacSandboxRequest *request;

  if (row == NULL)
    return NULL;
  request = fac_sandbox_request_new (sandbox, "POST", NULL, NULL, NULL);
  request->organization = fac_statement_dup (row, 0);
  request->livemode = fac_statement_int (row, 1) != 0;
  request->role = request->livemode ? FAC_ROLE_LIVE : FAC_ROLE_TEST;
  fac_statement_reset (row);
  return request;
}
