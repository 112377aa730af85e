/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-customers.h"
#include "fac-sandbox-downloads.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-invoice-async.h"
#include "fac-sandbox-invoice-draft.h"
#include "fac-sandbox-invoice-fields.h"
#include "fac-sandbox-invoice-files.h"
#include "fac-sandbox-invoice-input.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-receipt-verb.h"
#include "fac-sandbox-routes.h"

#define MOST_ITEMS 5000

#define CUSTOMER \
  { "customer", FAC_FIELD_ID_OR_OBJECT, 0, 0, 0, NULL, &fac_sandbox_customer_schema }
#define KEYS { "keys", FAC_FIELD_ARRAY_STRINGS, FAC_FIELD_REQUIRED, 1, 1000 }
#define USE { "use", FAC_FIELD_STRING, 0, 3, 4 }

static const FacField several_fields[] = {
  KEYS, CUSTOMER, USE, { "dry_run", FAC_FIELD_BOOLEAN },
  { "payment_form", FAC_FIELD_STRING, 0, 2, 2 },
};
static const FacSchema several_schema = FAC_SCHEMA (several_fields);

static const FacField preview_fields[] = { KEYS, CUSTOMER, USE };
static const FacSchema preview_schema = FAC_SCHEMA (preview_fields);

/* What an invoice may have besides what the receipts say. */
static const char *const term_names[] = {
  "customer", "use", "payment_form", "conditions", "folio_number", "series", "pdf_custom_section",
  "addenda", "namespaces", "pdf_options", NULL
};

/* The form in which most was paid. */
static const char *
main_form (GPtrArray *receipts)
{
  const char *best = NULL;
  FacDecimal most = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < receipts->len; i++)
    {
      FacSandboxReceipt *each = g_ptr_array_index (receipts, i);
      const char *form = fac_sandbox_json_text (fac_json_root (each->input), "payment_form");
      FacDecimal sum = FAC_DECIMAL_ZERO;

      for (guint j = 0; j < receipts->len; j++)
        {
          FacSandboxReceipt *other = g_ptr_array_index (receipts, j);

          if (g_strcmp0 (fac_sandbox_json_text (fac_json_root (other->input), "payment_form"), form)
              == 0)
            sum = fac_decimal_add (sum, fac_sandbox_receipt_total (other));
        }
      if (best == NULL || fac_decimal_compare (sum, most) > 0)
        {
          best = form;
          most = sum;
        }
    }
  return best;
}

static FacJson *
merge_receipts (GPtrArray *receipts)
{
  static const char *const members[] = { "currency", "exchange", "address", "customer", NULL };
  FacSandboxReceipt *first = g_ptr_array_index (receipts, 0);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "payment_form", main_form (receipts));
  fac_sandbox_json_members (writer, fac_json_root (first->input), members);
  fac_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < receipts->len; i++)
    {
      FacSandboxReceipt *receipt = g_ptr_array_index (receipts, i);
      FacJsonValue items = fac_json_get (fac_json_root (receipt->input), "items");

      for (guint j = 0; j < fac_json_length (items); j++)
        fac_sandbox_json_copy (writer, NULL, fac_json_at (items, j));
    }
  fac_json_writer_end_array (writer);
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  return fac_json_parse (bytes, NULL);
}

static FacJson *
pick_terms (FacJsonValue body)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_members (writer, body, term_names);
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  return fac_json_parse (bytes, NULL);
}

/* Returns: (transfer full) (nullable): the invoice that @receipts become, ready but for its stamp; %NULL with @answer
 * set. */
static FacSandboxInvoice *
make_invoice (FacSandboxRequest *request, GPtrArray *receipts, FacJsonValue terms,
              FacSandboxAnswer **answer)
{
  g_autoptr (FacJson) base = merge_receipts (receipts);
  g_autoptr (FacJson) own = pick_terms (terms);
  g_autoptr (GPtrArray) missing = fac_sandbox_faults_new ();
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_invoice_new ();

  g_return_val_if_fail (base != NULL && own != NULL, NULL);
  invoice->input = fac_sandbox_receipt_read (request, fac_json_root (base), fac_json_root (own),
                                             answer);
  if (invoice->input == NULL)
    return NULL;
  fac_sandbox_invoice_refresh_customer (request, invoice);
  fac_sandbox_invoice_missing (fac_json_root (invoice->input), missing);
  if (missing->len > 0)
    {
      *answer = fac_sandbox_error_invalid (missing);
      return NULL;
    }
  invoice->id = fac_sandbox_new_id (request->sandbox);
  invoice->created_at = request->now;
  invoice->status = g_strdup ("draft");
  return g_steal_pointer (&invoice);
}

FacSandboxAnswer *
fac_sandbox_receipts_invoice (FacSandboxRequest *request, GPtrArray *receipts, FacJsonValue terms,
                              char **id)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = make_invoice (request, receipts, terms, &answer);

  if (invoice == NULL)
    return answer;
  answer = fac_sandbox_invoice_submit (request, invoice);
  for (guint i = 0; answer->status < 400 && i < receipts->len; i++)
    if (!fac_sandbox_receipt_move (request, g_ptr_array_index (receipts, i),
                                   "invoiced_to_customer", invoice->id, &error))
      {
        fac_sandbox_answer_free (answer);
        return fac_sandbox_error_internal (error);
      }
  if (id != NULL)
    *id = g_strdup (invoice->id);
  return answer;
}

static const FacSchema *
terms_schema (void)
{
  static FacField fields[G_N_ELEMENTS (term_names)];
  static FacSchema schema;
  const FacSchema *invoice = fac_sandbox_invoice_schema ("I", FALSE);

  for (gsize i = 0; schema.fields == NULL && i < invoice->n_fields; i++)
    if (g_strv_contains (term_names, invoice->fields[i].name)
        && !g_str_equal (invoice->fields[i].name, "payment_form"))
      {
        fields[schema.n_fields] = invoice->fields[i];
        fields[schema.n_fields++].flags &= ~FAC_FIELD_REQUIRED;
      }
  schema.fields = fields;
  return &schema;
}

static FacSandboxAnswer *
on_invoice (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GPtrArray) receipts = g_ptr_array_new ();
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = fac_sandbox_receipt_named (request, &answer);

  if (receipt == NULL)
    return answer;
  if (!g_str_equal (receipt->status, "open"))
    return fac_sandbox_error (400, "receipt_not_open");
  fac_sandbox_validate (request->body, terms_schema (), FALSE, faults);
  if (faults->len == 0)
    fac_sandbox_receipt_check_customer (request->body, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  g_ptr_array_add (receipts, receipt);
  return fac_sandbox_receipts_invoice (request, receipts, request->body, NULL);
}

static gboolean
is_listed (GPtrArray *receipts, const char *key)
{
  for (guint i = 0; i < receipts->len; i++)
    if (g_str_equal (((FacSandboxReceipt *) g_ptr_array_index (receipts, i))->key, key))
      return TRUE;
  return FALSE;
}

/* Returns: (transfer full) (nullable): the open receipts of the body's keys, each once; %NULL with @answer set.
 * @lenient: others are left out without a word */
static GPtrArray *
find_receipts (FacSandboxRequest *request, gboolean lenient, FacSandboxAnswer **answer)
{
  FacJsonValue keys = fac_json_get (request->body, "keys");
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fac_sandbox_receipt_free);
  g_autoptr (GPtrArray) absent = fac_sandbox_faults_new (), closed = fac_sandbox_faults_new ();

  for (guint i = 0; i < fac_json_length (keys); i++)
    {
      const char *key = fac_json_string (fac_json_at (keys, i));
      g_autofree char *path = g_strdup_printf ("keys.%u", i);
      g_autoptr (FacSandboxReceipt) receipt = fac_sandbox_receipt_by_key (request, key, NULL);

      if (receipt == NULL)
        fac_sandbox_fault (absent, "not_found", path, "No existe un recibo con la clave «%s».", key);
      else if (!g_str_equal (receipt->status, "open"))
        fac_sandbox_fault (closed, "receipt_not_open", path, "El recibo «%s» ya no está abierto.",
                           key);
      else if (!is_listed (found, key))
        g_ptr_array_add (found, g_steal_pointer (&receipt));
    }
  if (!lenient && absent->len > 0)
    *answer = fac_sandbox_error_faults (404, "receipt_keys_not_found", absent);
  else if (!lenient && closed->len > 0)
    *answer = fac_sandbox_error_faults (400, "receipt_not_open", closed);
  return *answer == NULL ? g_steal_pointer (&found) : NULL;
}

static gboolean
same_member (FacSandboxReceipt *a, FacSandboxReceipt *b, const char *name)
{
  g_autofree char *one = fac_sandbox_json_hash (fac_json_get (fac_json_root (a->input), name));
  g_autofree char *other = fac_sandbox_json_hash (fac_json_get (fac_json_root (b->input), name));

  return g_strcmp0 (one, other) == 0;
}

static const char *
customer_id (FacSandboxReceipt *receipt)
{
  return fac_sandbox_json_text (fac_json_get (fac_json_root (receipt->input), "customer"), "id");
}

/* Returns: (transfer full) (nullable): why these receipts do not go into one invoice. */
static FacSandboxAnswer *
check_together (FacJsonValue body, GPtrArray *receipts)
{
  FacSandboxReceipt *first = g_ptr_array_index (receipts, 0);
  gboolean own = fac_sandbox_json_has (fac_json_get (body, "customer"));
  guint items = 0;

  for (guint i = 0; i < receipts->len; i++)
    {
      FacSandboxReceipt *each = g_ptr_array_index (receipts, i);

      items += fac_json_length (fac_json_get (fac_json_root (each->input), "items"));
      if (!own && (customer_id (each) == NULL
                   || g_strcmp0 (customer_id (each), customer_id (first)) != 0))
        return fac_sandbox_error (400, "receipt_invoicing_customer_mismatch");
      if (!same_member (each, first, "address"))
        return fac_sandbox_error (400, "receipt_invoicing_address_mismatch");
      if (!same_member (each, first, "currency") || !same_member (each, first, "exchange"))
        return fac_sandbox_error_text (400, "invalid_request",
                                       "Los recibos deben tener la misma moneda.");
    }
  return items > MOST_ITEMS ? fac_sandbox_error (400, "receipt_invoicing_too_many_items") : NULL;
}

static FacSandboxAnswer *
check_several (FacSandboxRequest *request, const FacSchema *schema)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_validate (request->body, schema, FALSE, faults);
  if (faults->len == 0)
    fac_sandbox_receipt_check_customer (request->body, faults);
  return faults->len > 0 ? fac_sandbox_error_invalid (faults) : NULL;
}

static FacSandboxAnswer *
summarize (FacSandboxInvoice *invoice, GPtrArray *receipts)
{
  static const char *const members[] = { "id", "legal_name", "tax_id", "tax_system", NULL };
  FacJsonValue input = fac_json_root (invoice->input);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  FacDecimal total = FAC_DECIMAL_ZERO;

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_boolean (writer, "dry_run", TRUE);
  fac_json_writer_begin_array (writer, "keys");
  for (guint i = 0; i < receipts->len; i++)
    {
      FacSandboxReceipt *receipt = g_ptr_array_index (receipts, i);

      total = fac_decimal_add (total, fac_sandbox_receipt_total (receipt));
      fac_json_writer_string (writer, NULL, receipt->key);
    }
  fac_json_writer_end_array (writer);
  fac_json_writer_int (writer, "total_receipts", receipts->len);
  fac_json_writer_int (writer, "total_items", fac_json_length (fac_json_get (input, "items")));
  fac_json_writer_decimal (writer, "total", total);
  fac_json_writer_string (writer, "payment_form", fac_sandbox_json_text (input, "payment_form"));
  fac_json_writer_begin_object (writer, "customer");
  fac_sandbox_json_members (writer, fac_json_get (input, "customer"), members);
  fac_json_writer_end_object (writer);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

/* Reading the body may save its customer: that is taken back. */
static FacSandboxInvoice *
try_invoice (FacSandboxRequest *request, GPtrArray *receipts, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxInvoice) invoice = NULL;

  if (fac_db_exec (request->sandbox->db, "SAVEPOINT receipts", &error))
    {
      invoice = make_invoice (request, receipts, request->body, answer);
      if (fac_db_exec (request->sandbox->db, "ROLLBACK TO receipts; RELEASE receipts", &error))
        return g_steal_pointer (&invoice);
    }
  g_clear_pointer (answer, fac_sandbox_answer_free);
  *answer = fac_sandbox_error_internal (error);
  return NULL;
}

static FacSandboxAnswer *
on_several (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = check_several (request, &several_schema);
  g_autoptr (GPtrArray) receipts = answer == NULL ? find_receipts (request, FALSE, &answer) : NULL;
  g_autoptr (FacSandboxInvoice) invoice = NULL;

  if (receipts == NULL)
    return answer;
  answer = check_together (request->body, receipts);
  if (answer != NULL)
    return answer;
  if (!fac_json_boolean (fac_json_get (request->body, "dry_run"), FALSE))
    return fac_sandbox_receipts_invoice (request, receipts, request->body, NULL);
  invoice = try_invoice (request, receipts, &answer);
  return invoice != NULL ? summarize (invoice, receipts) : answer;
}

/* Returns: (transfer full) (nullable): %NULL with @answer set, a 204 when there is nothing to show. */
static FacSandboxPaper *
preview (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GPtrArray) receipts = NULL;
  g_autoptr (FacSandboxInvoice) invoice = NULL;
  g_autoptr (GError) error = NULL;
  FacSandboxPaper *paper;

  *answer = check_several (request, &preview_schema);
  if (*answer == NULL)
    receipts = find_receipts (request, TRUE, answer);
  if (receipts == NULL)
    return NULL;
  *answer = receipts->len == 0 ? fac_sandbox_answer_empty (204)
                               : check_together (request->body, receipts);
  if (*answer == NULL)
    invoice = try_invoice (request, receipts, answer);
  if (invoice == NULL)
    return NULL;
  paper = fac_sandbox_invoice_paper (request, invoice, NULL, &error);
  if (paper == NULL)
    *answer = fac_sandbox_error_internal (error);
  return paper;
}

static FacSandboxAnswer *
on_preview (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  FacSandboxPaper *paper = preview (request, &answer);

  return paper != NULL ? fac_sandbox_paper_answer (paper, "preview.pdf") : answer;
}

static FacSandboxAnswer *
on_preview_url (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  FacSandboxPaper *paper = preview (request, &answer);

  return paper != NULL ? fac_sandbox_paper_offer (paper, request, "preview.pdf") : answer;
}

const FacSandboxRoute fac_sandbox_receipt_invoice_routes[] = {
  { "POST", "/receipts/{id}/invoice", FAC_ROLE_SECRET, NULL, TRUE, on_invoice,
    FAC_ROUTE_BODY_OPTIONAL },
  { "POST", "/receipts/to-invoice", FAC_ROLE_SECRET, NULL, TRUE, on_several },
  { "POST", "/receipts/to-invoice/preview", FAC_ROLE_SECRET, NULL, TRUE, on_preview },
  { "POST", "/receipts/to-invoice/preview/download-url", FAC_ROLE_SECRET, NULL, TRUE,
    on_preview_url },
  { NULL }
};
