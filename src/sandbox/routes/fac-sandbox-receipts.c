/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-customers.h"
#include "fac-sandbox-invoice-fields.h"
#include "fac-sandbox-invoice-input.h"
#include "fac-sandbox-invoice-stamp.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-pages.h"
#include "fac-sandbox-receipt-period.h"
#include "fac-sandbox-receipt-verb.h"
#include "fac-sandbox-routes.h"
#include "fac-text.h"

#include <string.h>

#define KEY_LENGTH 8
#define LONGEST_PERIOD 62 /* days */
#define FIELDS_OF_INVOICE 11

/* As in an invoice of type I, but for the branch. */
static const FacSchema *
receipt_schema (void)
{
  static const char *const names[FIELDS_OF_INVOICE] = {
    "customer", "date", "address", "external_id", "idempotency_key", "folio_number", "items",
    "currency", "exchange", "payment_form", "branch"
  };
  static FacField fields[FIELDS_OF_INVOICE];
  static FacSchema schema;
  const FacSchema *invoice = fac_sandbox_invoice_schema ("I", FALSE);

  if (schema.n_fields > 0)
    return &schema;
  for (gsize i = 0; i < FIELDS_OF_INVOICE; i++)
    {
      fields[i] = (FacField) { names[i], FAC_FIELD_STRING, 0, 0, 100 };
      for (gsize j = 0; j < invoice->n_fields; j++)
        if (g_str_equal (invoice->fields[j].name, names[i]))
          fields[i] = invoice->fields[j];
    }
  fields[0].flags = 0; /* it may be nobody's yet */
  schema = (FacSchema) FAC_SCHEMA (fields);
  return &schema;
}

FacSandboxReceipt *
fac_sandbox_receipt_named (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  FacSandboxReceipt *receipt = fac_sandbox_receipt_load (request,
                                                         fac_sandbox_request_param (request, 0),
                                                         &error);

  if (receipt == NULL)
    *answer = fac_sandbox_error_missing (error, "receipt_not_found");
  return receipt;
}

static FacSandboxAnswer *
answer_with (FacSandboxReceipt *receipt)
{
  return fac_sandbox_answer_text (200, receipt->body);
}

FacJson *
fac_sandbox_receipt_read (FacSandboxRequest *request, FacJsonValue base, FacJsonValue body,
                          FacSandboxAnswer **answer)
{
  FacJsonValue own = request->body;
  FacJson *input;

  request->body = body;
  input = fac_sandbox_invoice_input (request, base, TRUE, answer);
  request->body = own;
  return input;
}

void
fac_sandbox_receipt_check_customer (FacJsonValue body, GPtrArray *faults)
{
  FacJsonValue customer = fac_json_get (body, "customer");

  if (fac_json_kind (customer) == FAC_JSON_OBJECT)
    fac_sandbox_customer_missing (customer, "customer.", faults);
}

static FacSandboxAnswer *
replay (FacSandboxRequest *request, const char *key, const char *hash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxReceipt) known = key != NULL
    ? fac_sandbox_receipt_by_idempotency (request, key, &error) : NULL;

  if (error != NULL)
    return fac_sandbox_error_internal (error);
  if (known == NULL)
    return NULL;
  return g_strcmp0 (known->payload_hash, hash) == 0
    ? answer_with (known) : fac_sandbox_error (409, "idempotency_key_in_use");
}

static void
check_items (FacJsonValue body, GPtrArray *faults)
{
  if (fac_json_length (fac_json_get (body, "items")) == 0)
    fac_sandbox_fault (faults, "required", "items", "El recibo debe tener al menos un concepto.");
}

static FacJson *
read_input (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  static const char *const own[] = { "branch", NULL };
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GBytes) rest = NULL;
  g_autoptr (FacJson) json = NULL;

  fac_sandbox_validate (request->body, receipt_schema (), FALSE, faults);
  if (faults->len == 0)
    {
      check_items (request->body, faults);
      fac_sandbox_receipt_check_customer (request->body, faults);
    }
  if (faults->len > 0)
    {
      *answer = fac_sandbox_error_invalid (faults);
      return NULL;
    }
  rest = fac_json_without (request->body, own);
  json = fac_json_parse (rest, NULL);
  g_return_val_if_fail (json != NULL, NULL);
  return fac_sandbox_receipt_read (request, (FacJsonValue) { 0 }, fac_json_root (json), answer);
}

gint64
fac_sandbox_receipt_expiry (FacSandboxRequest *request, FacSandboxCompany *company, gint64 date)
{
  FacJsonValue settings = fac_json_get (fac_json_root (company->profile), "receipts");
  const char *periodicity = fac_sandbox_json_text (settings, "periodicity");
  gint64 days = fac_json_int (fac_json_get (settings, "duration_days"), 7);
  g_autoptr (GTimeZone) zone = fac_sandbox_zone (request->sandbox,
                                                 fac_sandbox_company_zip (company));
  FacSandboxPeriod period;

  if (!fac_sandbox_period_of (periodicity != NULL ? periodicity : "month", date, zone, &period))
    return date;
  /* no period is longer */
  days = MIN (days, LONGEST_PERIOD);
  return days > 0 ? MIN (date + days * G_TIME_SPAN_DAY, period.to) : period.to;
}

static gboolean
take_folio (FacSandboxRequest *request, FacSandboxReceipt *receipt, GError **error)
{
  FacSandbox *sandbox = request->sandbox;

  receipt->folio = fac_json_int (fac_json_get (request->body, "folio_number"), 0);
  if (receipt->folio == 0)
    receipt->folio = fac_sandbox_folio_next (sandbox, request->organization, request->livemode,
                                             FAC_SANDBOX_RECEIPTS);
  return fac_sandbox_folio_take (sandbox, request->organization, request->livemode,
                                 FAC_SANDBOX_RECEIPTS, receipt->folio, error);
}

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  const char *key = fac_sandbox_json_text (request->body, "idempotency_key");
  g_autofree char *hash = fac_sandbox_json_hash (request->body);
  g_autoptr (FacSandboxReceipt) receipt = NULL;
  g_autoptr (FacSandboxCompany) company = NULL;
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = replay (request, key, hash);

  if (answer != NULL)
    return answer;
  company = fac_sandbox_verb_company (request, &answer);
  if (company == NULL)
    return answer;
  receipt = fac_sandbox_receipt_new ();
  receipt->input = read_input (request, &answer);
  if (receipt->input == NULL)
    return answer;
  receipt->id = fac_sandbox_new_id (request->sandbox);
  receipt->organization = g_strdup (request->organization);
  receipt->livemode = request->livemode;
  receipt->created_at = request->now;
  receipt->date = fac_sandbox_invoice_date (request, company, fac_json_root (receipt->input));
  if (receipt->date == 0)
    receipt->date = request->now;
  receipt->expires_at = fac_sandbox_receipt_expiry (request, company, receipt->date);
  receipt->status = g_strdup ("open");
  receipt->key = fac_sandbox_random (KEY_LENGTH);
  receipt->branch = g_strdup (fac_sandbox_json_text (request->body, "branch"));
  receipt->idempotency_key = g_strdup (key);
  receipt->payload_hash = g_steal_pointer (&hash);
  if (!take_folio (request, receipt, &error)
      || !fac_sandbox_receipt_store (request, company, receipt, &error))
    return fac_sandbox_error_internal (error);
  return answer_with (receipt);
}

#define FILTER \
  " FROM receipts r WHERE r.organization = ?1 AND r.livemode = ?2" \
  " AND (?3 IS NULL OR instr (r.search, ?3) > 0) AND (?4 IS NULL OR r.customer = ?4)" \
  " AND (?5 IS NULL OR r.payment_form = ?5) AND (?6 IS NULL OR r.invoice = ?6)" \
  " AND r.date BETWEEN ?7 AND ?8"
#define ROWS "SELECT " FAC_SANDBOX_RECEIPT_BODY ", r.date, r.id" FILTER

static const char *const row_texts[FAC_N_WAYS] = {
  ROWS " ORDER BY r.date DESC, r.id DESC LIMIT ?10 OFFSET ?11",
  ROWS " AND (r.date, r.id) < (?10, ?11) ORDER BY r.date DESC, r.id DESC LIMIT ?12",
  ROWS " AND (r.date, r.id) > (?10, ?11) ORDER BY r.date, r.id LIMIT ?12",
};

static FacStatement *
prepare_list (FacSandboxRequest *request, const char *sql, const FacSandboxListing *list,
              GError **error)
{
  FacStatement *statement = fac_sandbox_request_prepare (request, sql, error);

  if (statement == NULL)
    return NULL;
  fac_statement_bind_text (statement, 3, list->words);
  fac_statement_bind_text (statement, 4, fac_sandbox_request_query (request, "customer"));
  fac_statement_bind_text (statement, 5, fac_sandbox_request_query (request, "payment_form"));
  fac_statement_bind_text (statement, 6, fac_sandbox_request_query (request, "invoice"));
  fac_statement_bind_int (statement, 7, list->dates.from);
  fac_statement_bind_int (statement, 8, list->dates.to);
  return statement;
}

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  g_auto (FacSandboxListing) list = { NULL };
  FacSandboxAnswer *refusal = fac_sandbox_listing_read (request, faults, &list);
  FacStatement *count, *rows;

  if (refusal != NULL)
    return refusal;
  count = prepare_list (request, "SELECT count(*)" FILTER, &list, &error);
  rows = count != NULL ? prepare_list (request, row_texts[list.page.way], &list, &error) : NULL;
  if (rows == NULL)
    return fac_sandbox_error_internal (error);
  fac_statement_bind_text (rows, 9, request->sandbox->base_url);
  fac_sandbox_page_bind (&list.page, rows, 10);
  return fac_sandbox_page_query (&list.page, count, rows);
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = fac_sandbox_receipt_named (request, &answer);

  return receipt != NULL ? answer_with (receipt) : answer;
}

/* Returns: (transfer full) (nullable): %NULL with @answer set when it is not open any more. */
static FacSandboxReceipt *
find_open (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (FacSandboxReceipt) receipt = fac_sandbox_receipt_named (request, answer);

  if (receipt == NULL || g_str_equal (receipt->status, "open"))
    return g_steal_pointer (&receipt);
  *answer = fac_sandbox_error (400, "receipt_not_open");
  return NULL;
}

static FacSandboxAnswer *
on_assign (FacSandboxRequest *request)
{
  static const FacField fields[] = {
    { "customer", FAC_FIELD_ID_OR_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL,
      &fac_sandbox_customer_schema },
  };
  static const FacSchema schema = FAC_SCHEMA (fields);
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = find_open (request, &answer);
  g_autoptr (FacSandboxCompany) company = NULL;
  FacJson *input;

  if (receipt == NULL)
    return answer;
  fac_sandbox_validate (request->body, &schema, FALSE, faults);
  if (faults->len == 0)
    fac_sandbox_receipt_check_customer (request->body, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  company = fac_sandbox_verb_company (request, &answer);
  input = company != NULL
    ? fac_sandbox_receipt_read (request, fac_json_root (receipt->input), request->body, &answer)
    : NULL;
  if (input == NULL)
    return answer;
  fac_json_unref (receipt->input);
  receipt->input = input;
  if (!fac_sandbox_receipt_store (request, company, receipt, &error))
    return fac_sandbox_error_internal (error);
  return answer_with (receipt);
}

static FacSandboxAnswer *
on_cancel (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = find_open (request, &answer);

  if (receipt == NULL)
    return answer;
  if (!fac_sandbox_receipt_move (request, receipt, "canceled", NULL, &error))
    return fac_sandbox_error_internal (error);
  return answer_with (receipt);
}

const FacSandboxRoute fac_sandbox_receipts_routes[] = {
  { "POST", "/receipts", FAC_ROLE_SECRET, NULL, TRUE, on_create },
  { "GET", "/receipts", FAC_ROLE_SECRET,
    "q customer payment_form invoice " FAC_SANDBOX_DATE_QUERY " " FAC_SANDBOX_CURSOR_QUERY, FALSE,
    on_list },
  { "GET", "/receipts/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_get },
  { "PUT", "/receipts/{id}", FAC_ROLE_SECRET, NULL, TRUE, on_assign },
  { "DELETE", "/receipts/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_cancel },
  { NULL }
};
