/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-cancel.h"

#include "fac-sandbox-acuse-paper.h"
#include "fac-sandbox-cancellation.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-paper.h"
#include "fac-sandbox-payments.h"
#include "fac-sandbox-routes.h"

static FacSandboxAnswer *
check_motive (FacSandboxRequest *request)
{
  static const char *const motives[] = { "01", "02", "03", "04", NULL };
  const char *motive = fac_sandbox_request_query (request, "motive");
  const char *substitution = fac_sandbox_request_query (request, "substitution");

  if (motive == NULL)
    return fac_sandbox_error_query ("required", "motive",
                                    "Para cancelar una factura timbrada se necesita el motivo.");
  if (!g_strv_contains (motives, motive))
    return fac_sandbox_error_query ("invalid_value", "motive",
                                    "El motivo sólo admite: 01 02 03 04.");
  if (g_str_equal (motive, "01") && substitution == NULL)
    return fac_sandbox_error (400, "substitution_invoice_required");
  if (!g_str_equal (motive, "01") && substitution != NULL)
    return fac_sandbox_error_query ("not_allowed", "substitution",
                                    "La factura que sustituye sólo se indica con el motivo 01.");
  return NULL;
}

static FacSandboxAnswer *
check_state (FacSandboxInvoice *invoice)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (invoice->body);
  const char *cancellation = fac_sandbox_json_text (fac_json_root (json), "cancellation_status");

  if (g_str_equal (invoice->status, "pending"))
    return fac_sandbox_error (409, "stamping_in_progress");
  if (!g_str_equal (invoice->status, "valid"))
    return fac_sandbox_error (409, "invoice_not_cancelable");
  if (g_strcmp0 (cancellation, "pending") == 0 || g_strcmp0 (cancellation, "verifying") == 0)
    return fac_sandbox_error (409, "invoice_cancellation_in_progress");
  return NULL;
}

static FacSandboxInvoice *
find_substitution (FacSandboxRequest *request, const char *name, GError **error)
{
  g_autofree char *id = fac_sandbox_request_find (request,
    "SELECT id FROM invoices WHERE organization = ?1 AND livemode = ?2"
    " AND (id = ?3 OR uuid = upper (?3))", name, error);

  return id != NULL ? fac_sandbox_invoice_load (request, id, error) : NULL;
}

/* Returns: (transfer full) (nullable): the refusal; else *uuid is that of the replacement, if any. */
static FacSandboxAnswer *
check_substitution (FacSandboxRequest *request, FacSandboxInvoice *invoice, char **uuid)
{
  const char *name = fac_sandbox_request_query (request, "substitution");
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxInvoice) other = name != NULL ? find_substitution (request, name, &error)
                                                     : NULL;
  g_autoptr (FacJson) json = NULL;

  if (error != NULL)
    return fac_sandbox_error_internal (error);
  if (name == NULL)
    return NULL;
  if (other == NULL)
    return fac_sandbox_error (404, "substitution_invoice_not_found");
  if (g_str_equal (other->status, "canceled"))
    return fac_sandbox_error (409, "substitution_invoice_canceled");
  if (!g_str_equal (other->status, "valid") || g_str_equal (other->id, invoice->id))
    return fac_sandbox_error (409, "substitution_invoice_status_not_allowed");
  json = fac_sandbox_json_load (other->body);
  *uuid = g_strdup (fac_sandbox_json_text (fac_json_root (json), "uuid"));
  return NULL;
}

/* What the SAT itself would not take back: a document with valid payments, and the table's cases. */
static FacSandboxAnswer *
ask_sat (FacSandboxRequest *request, FacSandboxInvoice *invoice, const FacCancelRule *rule)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  gboolean paid = FALSE;

  if (!fac_sandbox_payment_any (request, invoice->id, &paid, &error))
    return fac_sandbox_error_internal (error);
  if (paid)
    {
      fac_sandbox_fault_foreign (faults, "sat", "No cancelable", NULL,
                                 "La factura tiene pagos vigentes: cancele primero sus recibos"
                                 " electrónicos de pago.");
      return fac_sandbox_error_faults (409, "invoice_not_cancelable_by_sat", faults);
    }
  return rule->refusal != NULL ? fac_sandbox_error (rule->refusal_status, rule->refusal) : NULL;
}

FacSandboxAnswer *
fac_sandbox_invoice_cancel (FacSandboxRequest *request, FacSandboxInvoice *invoice)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (invoice->body);
  const FacCancelRule *rule = fac_cancel_rule_for (fac_json_root (json));
  FacSandboxAnswer *refusal = check_motive (request);
  g_autofree char *substitution = NULL;
  g_autoptr (GError) error = NULL;

  if (refusal == NULL)
    refusal = check_state (invoice);
  if (refusal == NULL)
    refusal = check_substitution (request, invoice, &substitution);
  if (refusal == NULL)
    refusal = ask_sat (request, invoice, rule);
  if (refusal != NULL)
    return refusal;
  if (!fac_sandbox_cancellation_begin (request, invoice, rule,
                                       fac_sandbox_request_query (request, "motive"),
                                       substitution, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_verb_answer (invoice, 200);
}

static FacSandboxAnswer *
on_status (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_verb_invoice (request, &answer);

  if (invoice == NULL)
    return answer;
  if (!g_str_equal (invoice->status, "valid") && !g_str_equal (invoice->status, "canceled"))
    return fac_sandbox_error (400, "invoice_not_stamped");
  if (!fac_sandbox_cancellation_check (request, invoice, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_verb_answer (invoice, 200);
}

/* All that the acuse is drawn from, so that it can be drawn on any thread. */
typedef struct
{
  FacSandboxInvoice *invoice;
  GBytes            *acuse;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *self = data;

  fac_sandbox_invoice_free (self->invoice);
  g_bytes_unref (self->acuse);
  g_free (self);
}

static GBytes *
draw (gpointer data, GError **error)
{
  const Drawing *self = data;

  return fac_sandbox_acuse_draw (self->invoice, self->acuse);
}

/* Takes both. */
static FacSandboxAnswer *
answer_drawn (FacSandboxInvoice *invoice, GBytes *acuse, const char *name)
{
  Drawing *drawing = g_new0 (Drawing, 1);

  drawing->invoice = invoice;
  drawing->acuse = acuse;
  return fac_sandbox_paper_answer (fac_sandbox_paper_new (draw, drawing, drawing_free), name);
}

static FacSandboxAnswer *
on_receipt (FacSandboxRequest *request)
{
  const char *format = fac_sandbox_request_param (request, 1);
  gboolean pdf = g_str_equal (format, "pdf");
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_verb_invoice (request, &answer);
  g_autoptr (GBytes) acuse = NULL;
  g_autofree char *name = NULL;

  if (invoice == NULL)
    return answer;
  if (!pdf && !g_str_equal (format, "xml"))
    return fac_sandbox_error (404, "not_found");
  acuse = fac_sandbox_cancellation_acuse (request, invoice->id, &error);
  if (acuse == NULL)
    return error != NULL ? fac_sandbox_error_internal (error)
                         : fac_sandbox_error (400, "invoice_cancellation_receipt_unavailable");
  name = g_strdup_printf ("acuse-%s.%s", invoice->id, format);
  if (!pdf)
    return fac_sandbox_answer_file (g_steal_pointer (&acuse), "application/xml", name);
  return answer_drawn (g_steal_pointer (&invoice), g_steal_pointer (&acuse), name);
}

const FacSandboxRoute fac_sandbox_invoice_cancel_routes[] = {
  { "PUT", "/invoices/{id}/status", FAC_ROLE_SECRET, NULL, FALSE, on_status },
  { "GET", "/invoices/{id}/cancellation_receipt/{format}", FAC_ROLE_SECRET, NULL, FALSE,
    on_receipt },
  { NULL }
};
