/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-retention-row.h"

#include "fac-cfdi-xml.h"
#include "fac-json-writer.h"
#include "fac-sandbox-customers.h"
#include "fac-sandbox-json.h"
#include "fac-text.h"

FacSandboxRetention *
fac_sandbox_retention_new (void)
{
  return g_new0 (FacSandboxRetention, 1);
}

void
fac_sandbox_retention_free (FacSandboxRetention *self)
{
  g_free (self->id);
  g_free (self->status);
  g_free (self->idempotency_key);
  g_free (self->payload_hash);
  g_clear_pointer (&self->input, fac_json_unref);
  g_free (self->body);
  g_clear_pointer (&self->document, fac_retencion_free);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_free (self);
}

#define COLUMNS \
  "SELECT id, created_at, status, idempotency_key, payload_hash, input, body, xml" \
  " FROM retentions WHERE organization = ?1 AND livemode = ?2"

static FacSandboxRetention *
read_one (FacSandboxRequest *request, const char *sql, const char *value, GError **error)
{
  FacStatement *row = fac_sandbox_request_row (request, sql, value, error);
  FacSandboxRetention *self;

  if (row == NULL)
    return NULL;
  self = fac_sandbox_retention_new ();
  self->id = fac_statement_dup (row, 0);
  self->created_at = fac_statement_int (row, 1);
  self->status = fac_statement_dup (row, 2);
  self->idempotency_key = fac_statement_dup (row, 3);
  self->payload_hash = fac_statement_dup (row, 4);
  self->input = fac_sandbox_json_load (fac_statement_text (row, 5));
  self->body = fac_statement_dup (row, 6);
  self->xml = fac_statement_blob (row, 7);
  fac_statement_reset (row);
  return self;
}

FacSandboxRetention *
fac_sandbox_retention_load (FacSandboxRequest *request, const char *id, GError **error)
{
  return read_one (request, COLUMNS " AND id = ?3", id, error);
}

FacSandboxRetention *
fac_sandbox_retention_by_key (FacSandboxRequest *request, const char *key, GError **error)
{
  return read_one (request, COLUMNS " AND idempotency_key = ?3", key, error);
}

static void
write_totals (FacJsonWriter *writer, FacJsonValue input)
{
  static const char *const amounts[] = { "monto_tot_operacion", "monto_tot_grav",
                                         "monto_tot_exent", "monto_tot_ret", NULL };
  FacJsonValue totals = fac_json_get (input, "totales");

  if (!fac_sandbox_json_has (totals))
    {
      fac_json_writer_null (writer, "totales");
      return;
    }
  fac_json_writer_begin_object (writer, "totales");
  for (const char *const *name = amounts; *name != NULL; name++)
    fac_json_writer_decimal (writer, *name, fac_sandbox_retention_amount (input, *name));
  fac_sandbox_json_copy (writer, "imp_retenidos", fac_json_get (totals, "imp_retenidos"));
  fac_json_writer_end_object (writer);
}

static void
write_stamp (FacJsonWriter *writer, FacSandboxRequest *request, const FacRetencion *document)
{
  g_autofree char *cadena = NULL, *url = NULL;

  if (document == NULL)
    {
      fac_json_writer_null (writer, "uuid");
      fac_json_writer_null (writer, "verification_url");
      fac_json_writer_null (writer, "stamp");
      return;
    }
  url = fac_retencion_qr_text (document);
  cadena = fac_cfdi_tfd_cadena (document->timbre);
  fac_json_writer_string (writer, "uuid", document->timbre->uuid);
  fac_json_writer_string (writer, "verification_url", url);
  fac_json_writer_begin_object (writer, "stamp");
  fac_json_writer_string (writer, "signature", document->sello);
  fac_json_writer_time (writer, "date", request->now);
  fac_json_writer_string (writer, "sat_cert_number", document->timbre->no_certificado_sat);
  fac_json_writer_string (writer, "sat_signature", document->timbre->sello_sat);
  fac_json_writer_string (writer, "complement_string", cadena);
  fac_json_writer_end_object (writer);
}

static void
write_plain (FacJsonWriter *writer, FacSandboxRequest *request, FacSandboxCompany *company,
             FacJsonValue input, gboolean stamped)
{
  static const char *const members[] = { "periodo", "desc_retenc", "folio_int", "external_id",
                                         "idempotency_key", "pdf_custom_section", "addenda",
                                         "namespaces", "complements", NULL };
  g_autofree char *key = fac_sandbox_retention_key (input);
  g_autoptr (GTimeZone) zone = fac_sandbox_zone (request->sandbox,
                                                 fac_sandbox_company_zip (company));
  const char *date = fac_sandbox_json_text (input, "fecha_exp");
  gint64 time = stamped ? request->now : 0;

  if (date != NULL)
    fac_sandbox_parse_time (date, zone, &time);
  fac_json_writer_time (writer, "fecha_exp", time);
  fac_json_writer_string (writer, "cve_retenc", key);
  for (const char *const *name = members; *name != NULL; name++)
    if (fac_sandbox_json_has (fac_json_get (input, *name)))
      fac_sandbox_json_copy (writer, *name, fac_json_get (input, *name));
    else
      fac_json_writer_null (writer, *name);
}

static char *
write_body (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxRetention *self)
{
  FacJsonValue input = fac_json_root (self->input);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GPtrArray) missing = fac_sandbox_faults_new ();
  gboolean draft = g_str_equal (self->status, "draft");

  if (draft)
    fac_sandbox_retention_not_ready (request, company, self, missing);
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", self->id);
  fac_json_writer_time (writer, "created_at", self->created_at);
  fac_json_writer_boolean (writer, "livemode", request->livemode);
  fac_json_writer_string (writer, "organization", request->organization);
  fac_json_writer_string (writer, "type", "Retención");
  fac_json_writer_string (writer, "status", self->status);
  fac_json_writer_boolean (writer, "is_ready_to_stamp", draft && missing->len == 0);
  write_stamp (writer, request, self->document);
  fac_sandbox_customer_write (writer, fac_json_get (input, "customer"));
  write_plain (writer, request, company, input, self->document != NULL);
  write_totals (writer, input);
  fac_json_writer_end_object (writer);
  return fac_json_writer_finish_text (writer);
}

static void
bind_row (FacStatement *insert, FacSandboxRetention *self)
{
  FacJsonValue customer = fac_json_get (fac_json_root (self->input), "customer");
  const char *name = fac_sandbox_json_text (customer, "legal_name");
  const char *tax_id = fac_sandbox_json_text (customer, "tax_id");
  g_autofree char *text = g_strdup_printf ("%s\n%s", name != NULL ? name : "",
                                           tax_id != NULL ? tax_id : "");
  g_autofree char *search = fac_text_fold (text);
  g_autofree char *literal = fac_json_dup_text (fac_json_root (self->input));

  fac_statement_bind_text (insert, 3, self->id);
  fac_statement_bind_int (insert, 4, self->created_at);
  fac_statement_bind_text (insert, 5, self->status);
  fac_statement_bind_text (insert, 6, fac_sandbox_json_text (customer, "id"));
  fac_statement_bind_text (insert, 7, self->idempotency_key);
  fac_statement_bind_text (insert, 8, self->payload_hash);
  fac_statement_bind_text (insert, 9, search);
  fac_statement_bind_text (insert, 10,
                           self->document != NULL ? self->document->timbre->uuid : NULL);
  fac_statement_bind_text (insert, 11, literal);
  fac_statement_bind_text (insert, 12, self->body);
  fac_statement_bind_blob (insert, 13, self->xml);
}

gboolean
fac_sandbox_retention_store (FacSandboxRequest *request, FacSandboxCompany *company,
                             FacSandboxRetention *self, GError **error)
{
  FacStatement *insert =
    fac_sandbox_request_prepare (request,
      "INSERT INTO retentions (organization, livemode, id, created_at, status, customer,"
      " idempotency_key, payload_hash, search, uuid, input, body, xml)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
      " ON CONFLICT (id) DO UPDATE SET status = excluded.status, customer = excluded.customer,"
      " idempotency_key = excluded.idempotency_key, payload_hash = excluded.payload_hash,"
      " search = excluded.search, uuid = excluded.uuid, input = excluded.input,"
      " body = excluded.body, xml = excluded.xml", error);

  if (insert == NULL)
    return FALSE;
  g_free (self->body);
  self->body = write_body (request, company, self);
  bind_row (insert, self);
  return fac_statement_run (insert, error);
}

gboolean
fac_sandbox_retention_remove (FacSandboxRequest *request, FacSandboxRetention *self,
                              GError **error)
{
  FacStatement *remove =
    fac_sandbox_request_prepare (request,
      "DELETE FROM retentions WHERE organization = ?1 AND livemode = ?2 AND id = ?3"
      " AND status = 'draft'", error);

  if (remove == NULL)
    return FALSE;
  fac_statement_bind_text (remove, 3, self->id);
  return fac_statement_run (remove, error);
}

static char *
cancellation_text (FacSandboxRequest *request, const char *motive, const char *substitution)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_time (writer, "requested_at", request->now);
  fac_json_writer_string (writer, "status", "accepted");
  fac_json_writer_string (writer, "motive", motive);
  fac_json_writer_string (writer, "substitutionUUID", substitution);
  fac_json_writer_end_object (writer);
  return fac_json_writer_finish_text (writer);
}

gboolean
fac_sandbox_retention_cancel (FacSandboxRequest *request, FacSandboxRetention *self,
                              const char *motive, const char *substitution, GError **error)
{
  g_autofree char *text = cancellation_text (request, motive, substitution);
  g_autoptr (FacSandboxRetention) after = NULL;
  FacStatement *update =
    fac_sandbox_request_prepare (request,
      "UPDATE retentions SET status = 'canceled',"
      " body = json_set (body, '$.status', 'canceled', '$.cancellation', json (?4))"
      " WHERE organization = ?1 AND livemode = ?2 AND id = ?3", error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 3, self->id);
  fac_statement_bind_text (update, 4, text);
  if (!fac_statement_run (update, error))
    return FALSE;
  after = fac_sandbox_retention_load (request, self->id, error);
  if (after == NULL)
    return FALSE;
  fac_set_string (&self->body, after->body);
  return TRUE;
}
