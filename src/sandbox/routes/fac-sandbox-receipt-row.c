/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-receipt-row.h"

#include "fac-cfdi.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-events.h"
#include "fac-sandbox-json.h"
#include "fac-text.h"

FacSandboxReceipt *
fac_sandbox_receipt_new (void)
{
  return g_new0 (FacSandboxReceipt, 1);
}

void
fac_sandbox_receipt_free (FacSandboxReceipt *self)
{
  g_free (self->id);
  g_free (self->organization);
  g_free (self->status);
  g_free (self->key);
  g_free (self->invoice);
  g_free (self->idempotency_key);
  g_free (self->payload_hash);
  g_free (self->branch);
  g_clear_pointer (&self->input, fac_json_unref);
  g_free (self->body);
  g_free (self);
}

#define COLUMNS \
  "SELECT r.id, r.organization, r.livemode, r.created_at, r.date, r.expires_at, r.status, r.key," \
  " r.folio_number, r.invoice, r.idempotency_key, r.payload_hash," \
  " json_extract (r.body, '$.branch'), r.input, " FAC_SANDBOX_RECEIPT_BODY " FROM receipts r"
#define IN_WORLD COLUMNS " WHERE r.organization = ?1 AND r.livemode = ?2"

static FacSandboxReceipt *
read_row (FacStatement *select)
{
  FacSandboxReceipt *self = fac_sandbox_receipt_new ();

  self->id = fac_statement_dup (select, 0);
  self->organization = fac_statement_dup (select, 1);
  self->livemode = fac_statement_int (select, 2) != 0;
  self->created_at = fac_statement_int (select, 3);
  self->date = fac_statement_int (select, 4);
  self->expires_at = fac_statement_int (select, 5);
  self->status = fac_statement_dup (select, 6);
  self->key = fac_statement_dup (select, 7);
  self->folio = fac_statement_int (select, 8);
  self->invoice = fac_statement_dup (select, 9);
  self->idempotency_key = fac_statement_dup (select, 10);
  self->payload_hash = fac_statement_dup (select, 11);
  self->branch = fac_statement_dup (select, 12);
  self->input = fac_sandbox_json_load (fac_statement_text (select, 13));
  self->body = fac_statement_dup (select, 14);
  return self;
}

static FacSandboxReceipt *
read_one (FacSandboxRequest *request, const char *sql, const char *value, GError **error)
{
  FacStatement *select = fac_sandbox_request_prepare (request, sql, error);
  FacSandboxReceipt *self = NULL;

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 3, value);
  fac_statement_bind_text (select, 9, request->sandbox->base_url);
  if (fac_statement_step (select, error))
    self = read_row (select);
  fac_statement_reset (select);
  return self;
}

FacSandboxReceipt *
fac_sandbox_receipt_load (FacSandboxRequest *request, const char *id, GError **error)
{
  return read_one (request, IN_WORLD " AND r.id = ?3", id, error);
}

FacSandboxReceipt *
fac_sandbox_receipt_by_key (FacSandboxRequest *request, const char *key, GError **error)
{
  return read_one (request, IN_WORLD " AND r.key = ?3", key, error);
}

FacSandboxReceipt *
fac_sandbox_receipt_by_idempotency (FacSandboxRequest *request, const char *key, GError **error)
{
  return read_one (request, IN_WORLD " AND r.idempotency_key = ?3", key, error);
}

FacSandboxReceipt *
fac_sandbox_receipt_by_portal (FacSandbox *sandbox, const char *domain, const char *key,
                               GError **error)
{
  FacStatement *select =
    fac_db_prepare (sandbox->db,
                    COLUMNS " JOIN organizations d ON d.id = r.organization WHERE r.key = ?1"
                    " AND coalesce (d.domain, 'demo') = ?2", error);
  FacSandboxReceipt *self = NULL;

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 1, key);
  fac_statement_bind_text (select, 2, domain);
  fac_statement_bind_text (select, 9, sandbox->base_url);
  if (fac_statement_step (select, error))
    self = read_row (select);
  fac_statement_reset (select);
  return self;
}

GPtrArray *
fac_sandbox_receipts_select (FacSandboxRequest *request, gint64 from, gint64 to, const char *form,
                             guint most, GError **error)
{
  FacStatement *select =
    fac_sandbox_request_prepare (request,
      IN_WORLD " AND r.status = 'open'"
      " AND (r.currency = 'MXN' OR json_extract (r.input, '$.exchange') > 0)"
      " AND r.date BETWEEN ?3 AND ?4 AND (?5 IS NULL OR r.payment_form = ?5)"
      " ORDER BY r.date, r.id LIMIT ?6", error);
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fac_sandbox_receipt_free);
  g_autoptr (GError) failed = NULL;

  if (select == NULL)
    return NULL;
  fac_statement_bind_int (select, 3, from);
  fac_statement_bind_int (select, 4, to);
  fac_statement_bind_text (select, 5, form);
  fac_statement_bind_int (select, 6, most);
  fac_statement_bind_text (select, 9, request->sandbox->base_url);
  while (fac_statement_step (select, &failed))
    g_ptr_array_add (found, read_row (select));
  fac_statement_reset (select);
  if (failed == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

static void
write_or_null (FacJsonWriter *writer, const char *name, FacJsonValue value)
{
  if (fac_sandbox_json_has (value))
    fac_sandbox_json_copy (writer, name, value);
  else
    fac_json_writer_null (writer, name);
}

static const char *
currency_of (FacJsonValue input)
{
  const char *currency = fac_sandbox_json_text (input, "currency");

  return currency != NULL ? currency : "MXN";
}

static char *
write_body (FacSandboxReceipt *self, FacDecimal total)
{
  static const char *const texts[] = { "address", "external_id", "idempotency_key", NULL };
  FacJsonValue input = fac_json_root (self->input);
  FacJsonValue customer = fac_json_get (input, "customer");
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", self->id);
  fac_json_writer_time (writer, "created_at", self->created_at);
  fac_json_writer_boolean (writer, "livemode", self->livemode);
  fac_json_writer_string (writer, "organization", self->organization);
  fac_json_writer_string (writer, "status", self->status);
  fac_json_writer_time (writer, "date", self->date);
  fac_json_writer_time (writer, "expires_at", self->expires_at);
  fac_json_writer_string (writer, "key", self->key);
  fac_json_writer_int (writer, "folio_number", self->folio);
  fac_json_writer_decimal (writer, "total", total);
  fac_json_writer_string (writer, "invoice", self->invoice);
  fac_json_writer_string (writer, "customer", fac_sandbox_json_text (customer, "id"));
  fac_sandbox_json_copy (writer, "items", fac_json_get (input, "items"));
  fac_json_writer_string (writer, "payment_form", fac_sandbox_json_text (input, "payment_form"));
  fac_json_writer_string (writer, "currency", currency_of (input));
  fac_json_writer_decimal (writer, "exchange",
                           fac_sandbox_json_number (input, "exchange", fac_decimal_from_int (1)));
  fac_json_writer_string (writer, "branch", self->branch);
  for (const char *const *name = texts; *name != NULL; name++)
    write_or_null (writer, *name, fac_json_get (input, *name));
  fac_json_writer_end_object (writer);
  return fac_json_writer_finish_text (writer);
}

static char *
search_text (FacJsonValue input)
{
  g_autoptr (GString) text = g_string_new (NULL);
  FacJsonValue items = fac_json_get (input, "items");

  for (guint i = 0; i < fac_json_length (items); i++)
    {
      FacJsonValue product = fac_json_get (fac_json_at (items, i), "product");
      const char *description = fac_sandbox_json_text (product, "description");
      const char *sku = fac_sandbox_json_text (product, "sku");

      g_string_append_printf (text, "%s\n%s\n", description != NULL ? description : "",
                              sku != NULL ? sku : "");
    }
  return fac_text_fold (text->str);
}

static void
bind_row (FacStatement *insert, FacSandboxReceipt *self, const char *body)
{
  FacJsonValue input = fac_json_root (self->input);
  g_autofree char *search = search_text (input);
  g_autofree char *literal = fac_json_dup_text (input);

  fac_statement_bind_text (insert, 3, self->id);
  fac_statement_bind_int (insert, 4, self->created_at);
  fac_statement_bind_int (insert, 5, self->date);
  fac_statement_bind_int (insert, 6, self->expires_at);
  fac_statement_bind_text (insert, 7, self->status);
  fac_statement_bind_text (insert, 8, self->key);
  fac_statement_bind_int (insert, 9, self->folio);
  fac_statement_bind_text (insert, 10,
                           fac_sandbox_json_text (fac_json_get (input, "customer"), "id"));
  fac_statement_bind_text (insert, 11, fac_sandbox_json_text (input, "payment_form"));
  fac_statement_bind_text (insert, 12, currency_of (input));
  fac_statement_bind_text (insert, 13, self->idempotency_key);
  fac_statement_bind_text (insert, 14, self->payload_hash);
  fac_statement_bind_text (insert, 15, search);
  fac_statement_bind_text (insert, 16, literal);
  fac_statement_bind_text (insert, 17, body);
}

static gboolean
read_body (FacSandboxRequest *request, FacSandboxReceipt *self, GError **error)
{
  g_autoptr (FacSandboxReceipt) stored = fac_sandbox_receipt_load (request, self->id, error);

  if (stored == NULL)
    return FALSE;
  fac_set_string (&self->body, stored->body);
  return TRUE;
}

gboolean
fac_sandbox_receipt_store (FacSandboxRequest *request, FacSandboxCompany *company,
                           FacSandboxReceipt *self, GError **error)
{
  g_autoptr (FacCfdi) cfdi = fac_sandbox_cfdi_build (request->sandbox, company,
                                                     fac_json_root (self->input), NULL, NULL,
                                                     self->date);
  g_autofree char *body = write_body (self, cfdi->total);
  FacStatement *insert =
    fac_sandbox_request_prepare (request,
      "INSERT INTO receipts (organization, livemode, id, created_at, date, expires_at, status, key,"
      " folio_number, customer, payment_form, currency, idempotency_key, payload_hash, search,"
      " input, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
      " ?17) ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, input = excluded.input,"
      " body = excluded.body", error);

  if (insert == NULL)
    return FALSE;
  bind_row (insert, self, body);
  return fac_statement_run (insert, error) && read_body (request, self, error);
}

FacDecimal
fac_sandbox_receipt_total (FacSandboxReceipt *self)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (self->body);

  return fac_sandbox_json_number (fac_json_root (json), "total", FAC_DECIMAL_ZERO);
}

gboolean
fac_sandbox_receipt_move (FacSandboxRequest *request, FacSandboxReceipt *self, const char *status,
                          const char *invoice, GError **error)
{
  FacStatement *update =
    fac_sandbox_request_prepare (request,
      "UPDATE receipts SET status = ?4, invoice = ?5,"
      " body = json_set (body, '$.status', ?4, '$.invoice', ?5)"
      " WHERE organization = ?1 AND livemode = ?2 AND id = ?3", error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 3, self->id);
  fac_statement_bind_text (update, 4, status);
  fac_statement_bind_text (update, 5, invoice);
  fac_set_string (&self->status, status);
  fac_set_string (&self->invoice, invoice);
  return fac_statement_run (update, error) && read_body (request, self, error)
         && fac_sandbox_event (request, "receipt.status_updated", "receipt", self->body, NULL,
                               error);
}

gboolean
fac_sandbox_receipts_reopen (FacSandboxRequest *request, const char *invoice, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) failed = NULL;
      g_autoptr (FacSandboxReceipt) receipt =
        read_one (request, IN_WORLD " AND r.invoice = ?3 LIMIT 1", invoice, &failed);

      if (failed != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      if (receipt == NULL)
        return TRUE;
      if (!fac_sandbox_receipt_move (request, receipt, "open", NULL, error))
        return FALSE;
    }
}
