/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-cancellation.h"

#include "fac-sandbox-acuse.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-events.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-payments.h"
#include "fac-sql.h"

#define JOB "cancellation"

typedef struct
{
  char                *motive;
  char                *substitution;
  gint64               requested_at;
  gint64               last_checked;
  const FacCancelRule *rule;
  guint                step;
  gint64               due; /* 0: nothing follows by itself */
  GBytes              *acuse;
} Cancellation;

static void
cancellation_clear (Cancellation *self)
{
  g_free (self->motive);
  g_free (self->substitution);
  g_clear_pointer (&self->acuse, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cancellation, cancellation_clear)

static gboolean
load (FacSandboxRequest *request, const char *id, Cancellation *self, GError **error)
{
  FacStatement *row = fac_sql_find (request->sandbox->db, error,
                                    "SELECT motive, substitution, requested_at, last_checked, rule,"
                                    " step, due, acuse FROM cancellations WHERE invoice = ?", "t",
                                    id);

  *self = (Cancellation) { NULL };
  if (row == NULL)
    return FALSE;
  self->motive = fac_statement_dup (row, 0);
  self->substitution = fac_statement_dup (row, 1);
  self->requested_at = fac_statement_int (row, 2);
  self->last_checked = fac_statement_int (row, 3);
  self->rule = fac_cancel_rule_find (fac_statement_text (row, 4));
  self->step = (guint) fac_statement_int (row, 5);
  self->due = fac_statement_int (row, 6);
  self->acuse = fac_statement_blob (row, 7);
  fac_statement_reset (row);
  return TRUE;
}

static gboolean
store (FacSandboxRequest *request, const char *id, Cancellation *self, GError **error)
{
  FacStatement *insert = fac_db_prepare (request->sandbox->db,
                                         "INSERT OR REPLACE INTO cancellations (invoice, motive,"
                                         " substitution, requested_at, last_checked, rule, step,"
                                         " due, acuse)"
                                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, id);
  fac_statement_bind_text (insert, 2, self->motive);
  fac_statement_bind_text (insert, 3, self->substitution);
  fac_statement_bind_int (insert, 4, self->requested_at);
  fac_statement_bind_int (insert, 5, self->last_checked);
  fac_statement_bind_text (insert, 6, self->rule->name);
  fac_statement_bind_int (insert, 7, self->step);
  fac_statement_bind_int (insert, 8, self->due);
  fac_statement_bind_blob (insert, 9, self->acuse);
  return fac_statement_run (insert, error);
}

static void
write_cancellation (FacJsonWriter *writer, const Cancellation *self, const char *status)
{
  fac_json_writer_begin_object (writer, "cancellation");
  fac_json_writer_time (writer, "requested_at", self->requested_at);
  fac_json_writer_string (writer, "status", status);
  fac_json_writer_time (writer, "last_checked", self->last_checked);
  fac_json_writer_string (writer, "motive", self->motive);
  fac_json_writer_string (writer, "substitutionUUID", self->substitution);
  fac_json_writer_end_object (writer);
}

static gboolean
amend (FacSandboxRequest *request, FacSandboxInvoice *invoice, const Cancellation *self,
       const char *status, GError **error)
{
  g_autoptr (FacJsonWriter) changes = fac_json_writer_new ();

  fac_json_writer_begin_object (changes, NULL);
  fac_json_writer_string (changes, "cancellation_status", status);
  write_cancellation (changes, self, status);
  if (g_str_equal (status, "accepted"))
    {
      fac_json_writer_string (changes, "status", "canceled");
      fac_json_writer_time (changes, "canceled_at", request->now);
    }
  fac_json_writer_end_object (changes);
  return fac_sandbox_verb_amend (request, invoice, changes, error);
}

static GBytes *
write_acuse (FacSandboxRequest *request, FacSandboxInvoice *invoice, GError **error)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (invoice->body);
  FacJsonValue body = fac_json_root (json);
  const char *zip = fac_sandbox_json_text (fac_json_get (body, "address"), "zip");
  g_autofree char *date = fac_sandbox_cfdi_local (request->sandbox, zip, request->now);

  return fac_sandbox_acuse (request->sandbox,
                            fac_sandbox_json_text (fac_json_get (body, "issuer_info"), "tax_id"),
                            fac_sandbox_json_text (body, "uuid"), date, error);
}

/* The document is cancelled: its receipt is written and what it paid is owed again. */
static gboolean
accept (FacSandboxRequest *request, FacSandboxInvoice *invoice, Cancellation *self, GError **error)
{
  g_clear_pointer (&self->acuse, g_bytes_unref);
  self->acuse = write_acuse (request, invoice, error);
  return self->acuse != NULL && fac_sandbox_payment_revert (request, invoice->id, error);
}

static gboolean
move_to (FacSandboxRequest *request, FacSandboxInvoice *invoice, Cancellation *self,
         const char *status, GError **error)
{
  self->last_checked = request->now;
  if (g_str_equal (status, "accepted") && !accept (request, invoice, self, error))
    return FALSE;
  if (!amend (request, invoice, self, status, error)
      || !store (request, invoice->id, self, error)
      || !fac_sandbox_event (request, "invoice.cancellation_status_updated", "invoice",
                             invoice->body, NULL, error))
    return FALSE;
  return self->due == 0
    || fac_sandbox_later (request->sandbox, self->due, JOB, invoice->id, error);
}

/* Reckoned from when the step was due, so that a clock that jumps leaves no step late. */
static gboolean
take_step (FacSandboxRequest *request, FacSandboxInvoice *invoice, Cancellation *self,
           GError **error)
{
  gint64 since = self->due != 0 ? self->due : request->now;
  const FacCancelStep *step = &self->rule->steps[self->step];
  const FacCancelStep *next = step + 1;

  self->due = next->status != NULL ? since + next->after * G_TIME_SPAN_SECOND : 0;
  return move_to (request, invoice, self, step->status, error);
}

gboolean
fac_sandbox_cancellation_begin (FacSandboxRequest *request, FacSandboxInvoice *invoice,
                                const FacCancelRule *rule, const char *motive,
                                const char *substitution, GError **error)
{
  g_auto (Cancellation) self = { .rule = rule, .requested_at = request->now };

  self.motive = g_strdup (motive);
  self.substitution = g_strdup (substitution);
  return take_step (request, invoice, &self, error);
}

static const char *
cancellation_status (FacSandboxInvoice *invoice, FacJson **json)
{
  *json = fac_sandbox_json_load (invoice->body);
  return fac_sandbox_json_text (fac_json_root (*json), "cancellation_status");
}

static gboolean
is_waiting (FacSandboxInvoice *invoice)
{
  g_autoptr (FacJson) json = NULL;
  const char *status = cancellation_status (invoice, &json);

  return g_strcmp0 (status, "pending") == 0 || g_strcmp0 (status, "verifying") == 0;
}

static gboolean
amend_check (FacSandboxRequest *request, FacSandboxInvoice *invoice, const Cancellation *self,
             GError **error)
{
  g_autoptr (FacJsonWriter) changes = fac_json_writer_new ();
  g_autoptr (FacJson) json = NULL;

  fac_json_writer_begin_object (changes, NULL);
  write_cancellation (changes, self, cancellation_status (invoice, &json));
  fac_json_writer_end_object (changes);
  return fac_sandbox_verb_amend (request, invoice, changes, error);
}

gboolean
fac_sandbox_cancellation_check (FacSandboxRequest *request, FacSandboxInvoice *invoice,
                                GError **error)
{
  g_auto (Cancellation) self = { NULL };
  g_autoptr (GError) problem = NULL;

  if (load (request, invoice->id, &self, &problem))
    {
      self.last_checked = request->now;
      return store (request, invoice->id, &self, error)
        && amend_check (request, invoice, &self, error);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

GBytes *
fac_sandbox_cancellation_acuse (FacSandboxRequest *request, const char *id, GError **error)
{
  g_auto (Cancellation) self = { NULL };

  return load (request, id, &self, error) ? g_steal_pointer (&self.acuse) : NULL;
}

static FacSandboxAnswer *
answer_now (FacSandboxRequest *request, const char *id, const char *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_invoice_load (request, id, &error);
  g_auto (Cancellation) self = { NULL };

  if (invoice != NULL && !is_waiting (invoice))
    return fac_sandbox_error (409, "invoice_cancellation_not_found");
  if (invoice == NULL || !load (request, id, &self, &error))
    return fac_sandbox_error_missing (error, "invoice_not_found");
  self.due = 0;
  if (!fac_sandbox_later_forget (request->sandbox, JOB, id, &error)
      || !move_to (request, invoice, &self, answer, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_verb_answer (invoice, 200);
}

FacSandboxAnswer *
fac_sandbox_cancellation_answer (FacSandbox *sandbox, const char *id, const char *answer)
{
  static const char *const answers[] = { "accepted", "rejected", "expired", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (FacSandboxRequest) request = NULL;

  if (answer == NULL || !g_strv_contains (answers, answer))
    {
      fac_sandbox_fault (faults, "invalid_value", "answer",
                         "El campo «answer» sólo admite: accepted rejected expired.");
      return fac_sandbox_error_invalid (faults);
    }
  request = fac_sandbox_verb_request (sandbox, id, &error);
  if (request == NULL)
    return fac_sandbox_error_missing (error, "invoice_not_found");
  return answer_now (request, id, answer);
}

/* Answered or asked anew in the meantime: then another job, or none, is in charge. */
static gboolean
go_on (FacSandboxRequest *request, const char *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_invoice_load (request, id, &problem);
  g_auto (Cancellation) self = { NULL };
  gboolean found = invoice != NULL && load (request, id, &self, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!found || self.due == 0 || self.due > request->now || !is_waiting (invoice))
    return TRUE;
  self.step++;
  return take_step (request, invoice, &self, error);
}

static gboolean
on_due (FacSandbox *sandbox, const char *payload, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (FacSandboxRequest) request = fac_sandbox_verb_request (sandbox, payload, &problem);

  if (request != NULL)
    return go_on (request, payload, error);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

const FacSandboxJobKind fac_sandbox_cancellation_jobs[] = { { JOB, on_due }, { NULL } };
