/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-async.h"

#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-events.h"
#include "fac-sandbox-invoice-stamp.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-receipt-row.h"
#include "fac-sql.h"

#include <string.h>

#define JOB          "stamp"
#define LARGE        (2u * 1024u * 1024u)
#define MOMENT       (2 * G_TIME_SPAN_SECOND)
#define INTERVAL     (10 * G_TIME_SPAN_MINUTE)
#define MAX_ATTEMPTS 5
#define SLOW_RFC     "TAR" /* README.md lists them */
#define LOST_RFC     "CAE"

/* A document under way, as stored: which end it will have, since when, how often it was looked for. */
typedef struct
{
  char  *outcome;
  gint64 started_at;
  guint  attempts;
} Pending;

static void
pending_clear (Pending *self)
{
  g_free (self->outcome);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pending, pending_clear)

static const struct { FacSandboxHold hold; const char *name; } names[] = {
  { FAC_HOLD_ASYNC, "async" }, { FAC_HOLD_RECOVER, "recover" }, { FAC_HOLD_LOST, "lost" },
};

static FacSandboxHold
choose (FacSandboxRequest *request, FacSandboxInvoice *invoice)
{
  FacJsonValue input = fac_json_root (invoice->input);
  const char *tax_id = fac_sandbox_json_text (fac_json_get (input, "customer"), "tax_id");
  g_autoptr (GBytes) bytes = fac_json_bytes (input);

  if (fac_sandbox_request_query_flag (request, "async") || g_bytes_get_size (bytes) > LARGE)
    return FAC_HOLD_ASYNC;
  if (request->pac != FAC_PAC_STAMPS)
    return request->pac == FAC_PAC_STAMPS_LATER ? FAC_HOLD_RECOVER : FAC_HOLD_LOST;
  if (tax_id != NULL && g_str_has_prefix (tax_id, SLOW_RFC))
    return FAC_HOLD_RECOVER;
  return tax_id != NULL && g_str_has_prefix (tax_id, LOST_RFC) ? FAC_HOLD_LOST : FAC_HOLD_NONE;
}

static gboolean
store_pending (FacSandboxRequest *request, const char *id, const Pending *pending,
               const char *messages, GError **error)
{
  FacStatement *insert = fac_db_prepare (request->sandbox->db,
                                         "INSERT OR REPLACE INTO pending_stamps (invoice, outcome,"
                                         " started_at, attempts, messages)"
                                         " VALUES (?1, ?2, ?3, ?4, ?5)", error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, id);
  fac_statement_bind_text (insert, 2, pending->outcome);
  fac_statement_bind_int (insert, 3, pending->started_at);
  fac_statement_bind_int (insert, 4, pending->attempts);
  fac_statement_bind_text (insert, 5, messages);
  return fac_statement_run (insert, error);
}

/* A document under way shows the total that it will have. */
static gboolean
amend_total (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxInvoice *invoice,
             GError **error)
{
  g_autofree char *folio = g_strdup_printf ("%" G_GINT64_FORMAT, invoice->folio);
  g_autoptr (FacCfdi) cfdi = fac_sandbox_cfdi_build (request->sandbox, company,
                                                     fac_json_root (invoice->input),
                                                     invoice->series, folio, invoice->date);
  g_autoptr (FacJsonWriter) changes = fac_json_writer_new ();

  fac_json_writer_begin_object (changes, NULL);
  fac_json_writer_decimal (changes, "total", cfdi->total);
  fac_json_writer_end_object (changes);
  return fac_sandbox_verb_amend (request, invoice, changes, error);
}

static gboolean
keep (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxInvoice *invoice,
      FacSandboxHold hold, GError **error)
{
  gint64 date = fac_sandbox_invoice_date (request, company, fac_json_root (invoice->input));
  gint64 wait = hold == FAC_HOLD_ASYNC ? MOMENT : INTERVAL;
  g_auto (Pending) pending = { g_strdup (names[hold - 1].name), request->now, 0 };

  g_free (invoice->status);
  invoice->status = g_strdup ("pending");
  invoice->date = date != 0 ? date : request->now;
  fac_sandbox_invoice_write_body (request, company, invoice);
  return fac_sandbox_invoice_store (request, invoice, error)
    && amend_total (request, company, invoice, error)
    && store_pending (request, invoice->id, &pending, NULL, error)
    && fac_sandbox_later (request->sandbox, request->now + wait, JOB, invoice->id, error);
}

static FacSandboxAnswer *
hold_back (FacSandboxRequest *request, FacSandboxInvoice *invoice,
           FacSandboxHold hold)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_verb_company (request, &answer);

  if (company == NULL)
    return answer;
  answer = fac_sandbox_invoice_take_folio (request, company, invoice);
  if (answer != NULL)
    return answer;
  if (!keep (request, company, invoice, hold, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_verb_answer (invoice, hold == FAC_HOLD_ASYNC ? 200 : 202);
}

FacSandboxAnswer *
fac_sandbox_invoice_submit (FacSandboxRequest *request, FacSandboxInvoice *invoice)
{
  FacSandboxHold hold = choose (request, invoice);
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = NULL;

  if (hold != FAC_HOLD_NONE)
    return hold_back (request, invoice, hold);
  company = fac_sandbox_verb_company (request, &answer);
  if (company != NULL)
    answer = fac_sandbox_invoice_stamp (request, company, invoice);
  return answer != NULL ? answer : fac_sandbox_verb_answer (invoice, 200);
}

/* Gives the folio back: it is free again, and the series goes on with it when none came after. */
static gboolean
release_folio (FacSandboxRequest *request, FacSandboxInvoice *invoice, GError **error)
{
  FacStatement *update = fac_sandbox_request_prepare (request,
    "UPDATE folios SET next = next - 1 WHERE organization = ?1 AND livemode = ?2"
    " AND series = ?3 AND next = ?4 + 1", error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 3, invoice->series);
  fac_statement_bind_int (update, 4, invoice->folio);
  if (!fac_statement_run (update, error))
    return FALSE;
  update = fac_db_prepare (request->sandbox->db,
                           "UPDATE invoices SET folio_number = NULL WHERE id = ?1", error);
  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 1, invoice->id);
  return fac_statement_run (update, error);
}

/* Tells who listens how the wait ended; @refusal: (nullable): the error answer of the last attempt. */
static gboolean
tell (FacSandboxRequest *request, FacSandboxInvoice *invoice, const char *refusal, GError **error)
{
  g_autoptr (FacJson) json = refusal != NULL ? fac_sandbox_json_load (refusal) : NULL;
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autofree char *text = NULL;

  fac_json_writer_begin_array (writer, NULL);
  if (json != NULL)
    {
      FacJsonValue first = fac_json_at (fac_json_get (fac_json_root (json), "errors"), 0);
      const char *source = fac_sandbox_json_text (first, "source");

      fac_json_writer_begin_object (writer, NULL);
      fac_json_writer_string (writer, "resource_type", "invoice");
      fac_json_writer_string (writer, "resource_id", invoice->id);
      fac_json_writer_string (writer, "source", source != NULL ? source : "pac");
      fac_json_writer_string (writer, "severity", "error");
      fac_json_writer_string (writer, "message",
                              fac_sandbox_json_text (fac_json_root (json), "message"));
      fac_json_writer_time (writer, "created_at", request->now);
      fac_json_writer_end_object (writer);
    }
  fac_json_writer_end_array (writer);
  text = fac_json_writer_finish_text (writer);
  return fac_sandbox_event (request, "invoice.status_updated", "invoice", invoice->body, text,
                            error);
}

static gboolean
fail (FacSandboxRequest *request, const char *id, const Pending *pending, const char *messages,
      GError **error)
{
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_invoice_load (request, id, error);
  g_autoptr (FacJsonWriter) changes = fac_json_writer_new ();

  if (invoice == NULL || !release_folio (request, invoice, error))
    return FALSE;
  fac_json_writer_begin_object (changes, NULL);
  fac_json_writer_string (changes, "status", "failed");
  fac_json_writer_null (changes, "folio_number");
  fac_json_writer_end_object (changes);
  return fac_sandbox_verb_amend (request, invoice, changes, error)
    && store_pending (request, id, pending, messages, error)
    && fac_sandbox_receipts_reopen (request, id, error)
    && tell (request, invoice, messages, error);
}

/* A refusal leaves nothing of the attempt behind but its words. */
static gboolean
attempt (FacSandboxRequest *request, FacSandboxInvoice *invoice, const Pending *pending,
         GError **error)
{
  g_autoptr (FacSandboxCompany) company =
    fac_sandbox_company_load (request->sandbox, request->organization, error);
  g_autoptr (FacSandboxAnswer) refusal = NULL;
  g_autofree char *messages = NULL;

  if (company == NULL || !fac_db_exec (request->sandbox->db, "SAVEPOINT stamp", error))
    return FALSE;
  refusal = fac_sandbox_invoice_stamp (request, company, invoice);
  if (!fac_db_exec (request->sandbox->db, refusal == NULL
                    ? "RELEASE stamp" : "ROLLBACK TO stamp; RELEASE stamp", error))
    return FALSE;
  if (refusal == NULL)
    return tell (request, invoice, NULL, error);
  messages = g_strndup (g_bytes_get_data (refusal->body, NULL), g_bytes_get_size (refusal->body));
  return fail (request, invoice->id, pending, messages, error);
}

static gboolean
load_pending (FacSandboxRequest *request, const char *id, Pending *pending, GError **error)
{
  FacStatement *row = fac_sql_find (request->sandbox->db, error,
                                    "SELECT outcome, started_at, attempts FROM pending_stamps"
                                    " WHERE invoice = ?", "t", id);

  if (row == NULL)
    return FALSE;
  pending->outcome = fac_statement_dup (row, 0);
  pending->started_at = fac_statement_int (row, 1);
  pending->attempts = (guint) fac_statement_int (row, 2);
  fac_statement_reset (row);
  return TRUE;
}

static gboolean
go_on (FacSandboxRequest *request, FacSandboxInvoice *invoice, GError **error)
{
  static const char lost[] =
    "{\"message\":\"El proveedor de certificación no entregó el comprobante después de cinco"
    " intentos.\",\"code\":\"invoice_stamping_failed\"}";
  g_auto (Pending) pending = { NULL };
  gint64 next;

  if (!load_pending (request, invoice->id, &pending, error))
    return FALSE;
  pending.attempts++;
  if (!g_str_equal (pending.outcome, "lost"))
    return attempt (request, invoice, &pending, error);
  if (pending.attempts >= MAX_ATTEMPTS)
    return fail (request, invoice->id, &pending, lost, error);
  next = pending.started_at + (pending.attempts + 1) * INTERVAL;
  return store_pending (request, invoice->id, &pending, NULL, error)
    && fac_sandbox_later (request->sandbox, next, JOB, invoice->id, error);
}

static gboolean
on_due (FacSandbox *sandbox, const char *payload, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (FacSandboxRequest) request = fac_sandbox_verb_request (sandbox, payload, &problem);
  g_autoptr (FacSandboxInvoice) invoice = NULL;

  if (request != NULL)
    invoice = fac_sandbox_invoice_load (request, payload, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (invoice == NULL || !g_str_equal (invoice->status, "pending"))
    return TRUE;
  return go_on (request, invoice, error);
}

const FacSandboxJobKind fac_sandbox_stamp_jobs[] = { { JOB, on_due }, { NULL } };
