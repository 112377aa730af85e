/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-row.h"

#include "fac-sandbox-invoice-complete.h"
#include "fac-sandbox-json.h"
#include "fac-sql.h"
#include "fac-text.h"

#include <string.h>

FacSandboxInvoice *
fac_sandbox_invoice_new (void)
{
  return g_new0 (FacSandboxInvoice, 1);
}

void
fac_sandbox_invoice_free (FacSandboxInvoice *self)
{
  g_free (self->id);
  g_free (self->status);
  g_free (self->series);
  g_free (self->idempotency_key);
  g_free (self->payload_hash);
  g_clear_pointer (&self->input, fac_json_unref);
  g_free (self->body);
  g_clear_pointer (&self->cfdi, fac_cfdi_unref);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_free (self);
}

#define COLUMNS \
  "SELECT id, created_at, status, date, series, folio_number, idempotency_key," \
  " payload_hash, input, body" \
  " FROM invoices WHERE organization = ?1 AND livemode = ?2"

static FacSandboxInvoice *
read_one (FacSandboxRequest *request, const char *sql, const char *value, GError **error)
{
  FacStatement *row = fac_sandbox_request_row (request, sql, value, error);
  FacSandboxInvoice *self;

  if (row == NULL)
    return NULL;
  self = fac_sandbox_invoice_new ();
  self->id = fac_statement_dup (row, 0);
  self->created_at = fac_statement_int (row, 1);
  self->status = fac_statement_dup (row, 2);
  self->date = fac_statement_int (row, 3);
  self->series = fac_statement_dup (row, 4);
  self->folio = fac_statement_int (row, 5);
  self->idempotency_key = fac_statement_dup (row, 6);
  self->payload_hash = fac_statement_dup (row, 7);
  self->input = fac_sandbox_json_load (fac_statement_text (row, 8));
  self->body = fac_statement_dup (row, 9);
  fac_statement_reset (row);
  return self;
}

FacSandboxInvoice *
fac_sandbox_invoice_load (FacSandboxRequest *request, const char *id, GError **error)
{
  g_autoptr (FacSandboxInvoice) self = read_one (request, COLUMNS " AND id = ?3", id, error);

  if (self == NULL || !fac_sandbox_invoice_complete (request, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

FacSandboxInvoice *
fac_sandbox_invoice_by_key (FacSandboxRequest *request, const char *key, GError **error)
{
  return read_one (request, COLUMNS " AND idempotency_key = ?3", key, error);
}

static char *
search_text (FacJsonValue input)
{
  g_autoptr (GString) text = g_string_new (NULL);
  FacJsonValue items = fac_json_get (input, "items");
  const char *name = fac_sandbox_json_text (fac_json_get (input, "customer"), "legal_name");

  g_string_append (text, name != NULL ? name : "");
  for (guint i = 0; i < fac_json_length (items); i++)
    {
      FacJsonValue product = fac_json_get (fac_json_at (items, i), "product");
      const char *description = fac_sandbox_json_text (product, "description");

      g_string_append_printf (text, "\n%s", description != NULL ? description : "");
    }
  return fac_text_fold (text->str);
}

static void
bind_row (FacStatement *insert, FacSandboxInvoice *self)
{
  FacJsonValue input = fac_json_root (self->input);
  FacJsonValue customer = fac_json_get (input, "customer");
  const char *type = fac_sandbox_json_text (input, "type");
  const char *method = fac_sandbox_json_text (input, "payment_method");
  g_autofree char *search = search_text (input);
  g_autofree char *literal = fac_json_dup_text (input);

  type = type != NULL ? type : "I";
  if (method == NULL && strchr ("IE", type[0]) != NULL)
    method = "PUE";
  fac_statement_bind_text (insert, 3, self->id);
  fac_statement_bind_int (insert, 4, self->created_at);
  fac_statement_bind_int (insert, 5, self->date != 0 ? self->date : self->created_at);
  fac_statement_bind_text (insert, 6, self->status);
  if (self->date != 0)
    fac_statement_bind_int (insert, 7, self->date);
  fac_statement_bind_text (insert, 8, fac_sandbox_json_text (customer, "id"));
  fac_statement_bind_text (insert, 9, fac_sandbox_json_text (customer, "tax_id"));
  fac_statement_bind_text (insert, 10, method);
  if (self->cfdi != NULL && method != NULL)
    fac_statement_bind_text (insert, 11, g_str_equal (method, "PUE") ? "paid" : "unpaid");
  fac_statement_bind_text (insert, 12, "none");
  fac_statement_bind_text (insert, 13, self->series);
  if (self->folio > 0)
    fac_statement_bind_int (insert, 14, self->folio);
  fac_statement_bind_text (insert, 15, fac_sandbox_json_text (input, "external_id"));
  if (self->cfdi != NULL)
    {
      fac_statement_bind_text (insert, 16, self->cfdi->timbre->uuid);
      fac_statement_bind_decimal (insert, 17, fac_decimal_trim (self->cfdi->total, 0));
    }
  fac_statement_bind_text (insert, 18, search);
  fac_statement_bind_text (insert, 19, self->idempotency_key);
  fac_statement_bind_text (insert, 20, self->payload_hash);
  fac_statement_bind_text (insert, 21, literal);
  fac_statement_bind_text (insert, 22, self->body);
  fac_statement_bind_text (insert, 23, type);
}

static gboolean
store_xml (FacSandboxRequest *request, FacSandboxInvoice *self, GError **error)
{
  FacStatement *insert = fac_db_prepare (request->sandbox->db,
                                         "INSERT INTO invoice_files (invoice, xml) VALUES (?1, ?2)",
                                         error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, self->id);
  fac_statement_bind_blob (insert, 2, self->xml);
  return fac_statement_run (insert, error);
}

gboolean
fac_sandbox_invoice_store (FacSandboxRequest *request, FacSandboxInvoice *self, GError **error)
{
  FacStatement *insert = fac_sandbox_request_prepare (request,
    "INSERT INTO invoices (organization, livemode, id, created_at, place, status, type, date,"
    " customer,"
    " tax_id, payment_method, payment_status, cancellation_status, series, folio_number,"
    " external_id,"
    " uuid, total, search, idempotency_key, payload_hash, input, body)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?23, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
    " ?19, ?20, ?21, ?22)"
    " ON CONFLICT (id) DO UPDATE SET place = excluded.place, status = excluded.status,"
    " type = excluded.type,"
    " date = excluded.date, customer = excluded.customer, tax_id = excluded.tax_id,"
    " payment_method = excluded.payment_method, payment_status = excluded.payment_status,"
    " series = excluded.series, folio_number = excluded.folio_number, external_id ="
    " excluded.external_id,"
    " uuid = excluded.uuid, total = excluded.total, search = excluded.search,"
    " idempotency_key = excluded.idempotency_key, payload_hash = excluded.payload_hash,"
    " input = excluded.input, body = excluded.body", error);

  if (insert == NULL)
    return FALSE;
  bind_row (insert, self);
  if (!fac_statement_run (insert, error))
    return FALSE;
  return self->xml == NULL || store_xml (request, self, error);
}

gboolean
fac_sandbox_invoice_remove (FacSandboxRequest *request, FacSandboxInvoice *self, GError **error)
{
  FacStatement *remove = fac_sandbox_request_prepare (request,
    "DELETE FROM invoices WHERE organization = ?1 AND livemode = ?2 AND id = ?3 AND status ="
    " 'draft'", error);

  if (remove == NULL)
    return FALSE;
  fac_statement_bind_text (remove, 3, self->id);
  return fac_statement_run (remove, error);
}

GBytes *
fac_sandbox_invoice_xml (FacSandboxRequest *request, const char *id, GError **error)
{
  return fac_sql_blob (fac_sql_find (request->sandbox->db, error,
                                     "SELECT xml FROM invoice_files WHERE invoice = ?", "t", id));
}
