/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-schema.h"

#include "fac-sandbox-tables.h"

#define APPLICATION_ID 0x46616342 /* "FacB" */

/* `body` is the object exactly as it is answered; `input` what was asked for, with references and
 * defaults resolved.
 * Times are microseconds UTC; `place` orders a list, the newest first.
 * A later step is the text of the resource that owns its tables, named here: { 3, fac_sandbox_…_tables }. */
static const FacMigration steps[] = {
  { 1,
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE organizations (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, profile TEXT"
    " NOT NULL,"
    "  logo BLOB, logo_name TEXT);"
    "CREATE TABLE certificates (organization TEXT NOT NULL, kind TEXT NOT NULL, der BLOB NOT NULL,"
    "  key BLOB NOT NULL, created_at INTEGER NOT NULL, PRIMARY KEY (organization, kind)) WITHOUT"
    " ROWID;"
    "CREATE TABLE folios (organization TEXT NOT NULL, livemode INTEGER NOT NULL, series TEXT NOT"
    " NULL,"
    "  next INTEGER NOT NULL, PRIMARY KEY (organization, livemode, series)) WITHOUT ROWID;"
    "CREATE TABLE customers (id TEXT PRIMARY KEY, organization TEXT NOT NULL, livemode INTEGER"
    " NOT NULL,"
    "  created_at INTEGER NOT NULL, search TEXT NOT NULL, content_hash TEXT NOT NULL, body TEXT"
    " NOT NULL);"
    "CREATE INDEX customers_order ON customers (organization, livemode, created_at DESC, id DESC);"
    "CREATE INDEX customers_content ON customers (organization, livemode, content_hash);"
    "CREATE TABLE products (id TEXT PRIMARY KEY, organization TEXT NOT NULL, livemode INTEGER NOT"
    " NULL,"
    "  created_at INTEGER NOT NULL, search TEXT NOT NULL, sku TEXT, body TEXT NOT NULL);"
    "CREATE INDEX products_order ON products (organization, livemode, created_at DESC, id DESC);"
    "CREATE INDEX products_sku ON products (organization, livemode, sku) WHERE sku IS NOT NULL;"
    "CREATE TABLE invoices (id TEXT PRIMARY KEY, organization TEXT NOT NULL, livemode INTEGER NOT"
    " NULL,"
    "  created_at INTEGER NOT NULL, place INTEGER NOT NULL, status TEXT NOT NULL, type TEXT NOT"
    " NULL,"
    "  date INTEGER, customer TEXT, tax_id TEXT, payment_method TEXT, payment_status TEXT,"
    "  cancellation_status TEXT NOT NULL, series TEXT, folio_number INTEGER, external_id TEXT,"
    " uuid TEXT,"
    "  total TEXT, search TEXT NOT NULL, idempotency_key TEXT, payload_hash TEXT, input TEXT NOT"
    " NULL,"
    "  body TEXT NOT NULL);"
    "CREATE INDEX invoices_order ON invoices (organization, livemode, place DESC, id DESC);"
    "CREATE UNIQUE INDEX invoices_idempotency ON invoices (organization, livemode, idempotency_key)"
    "  WHERE idempotency_key IS NOT NULL;"
    "CREATE UNIQUE INDEX invoices_uuid ON invoices (uuid) WHERE uuid IS NOT NULL;"
    "CREATE INDEX invoices_external ON invoices (organization, livemode, external_id)"
    "  WHERE external_id IS NOT NULL;"
    "CREATE TABLE invoice_files (invoice TEXT PRIMARY KEY REFERENCES invoices (id) ON DELETE"
    " CASCADE,"
    "  xml BLOB NOT NULL);" },
  /* `secret` is kept where the service must be able to say it again: test keys, and what the
   * ready line prints */
  { 2,
    "CREATE TABLE api_keys (id TEXT PRIMARY KEY, organization TEXT, role INTEGER NOT NULL,"
    "  hash TEXT NOT NULL, secret TEXT, first_12 TEXT NOT NULL, created_at INTEGER NOT NULL);"
    "CREATE UNIQUE INDEX api_keys_hash ON api_keys (hash);"
    "CREATE INDEX api_keys_organization ON api_keys (organization, role, created_at);"
    "CREATE TABLE jobs (id INTEGER PRIMARY KEY, due INTEGER NOT NULL, kind TEXT NOT NULL,"
    "  payload TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0);"
    "CREATE INDEX jobs_due ON jobs (due, id);" },
  { 3, fac_sandbox_invoice_verb_tables },
  { 4,
    "CREATE INDEX invoices_folio ON invoices (organization, livemode, series, folio_number)"
    "  WHERE folio_number IS NOT NULL;" },
  { 5, fac_sandbox_receipt_tables },
  { 6, fac_sandbox_webhook_tables },
  { 7, fac_sandbox_retention_tables },
  { 8, fac_sandbox_organization_tables },
  /* with the date, so that a page of a range of dates is counted and reached by the index alone */
  { 9,
    "DROP INDEX invoices_order;"
    "CREATE INDEX invoices_order ON invoices (organization, livemode, place DESC, id DESC, date);" },
  /* with the columns of the filters: what does not fit is passed over without reading its row */
  { 10,
    "DROP INDEX invoices_order;"
    "CREATE INDEX invoices_order ON invoices (organization, livemode, place DESC, id DESC, date,"
    "  customer, type, payment_method, payment_status, cancellation_status, series, folio_number);"
    "DROP INDEX invoices_customer;"
    "CREATE INDEX invoices_customer ON invoices (organization, livemode, customer, place DESC,"
    "  id DESC, date, type, payment_method, payment_status, cancellation_status);" },
  /* with what is searched: any part of a word may be asked for, and short entries in the order of
   * the list give the first page of what is frequent and all of what is rare alike */
  { 11,
    "CREATE INDEX invoices_search ON invoices (organization, livemode, place DESC, id DESC, date,"
    "  customer, type, payment_method, payment_status, cancellation_status, series, folio_number,"
    "  uuid, tax_id, total, search);"
    "DROP INDEX customers_order;"
    "CREATE INDEX customers_order ON customers (organization, livemode, created_at DESC, id DESC,"
    "  search);"
    "DROP INDEX products_order;"
    "CREATE INDEX products_order ON products (organization, livemode, created_at DESC, id DESC,"
    "  sku, search);"
    "DROP INDEX receipts_order;"
    "CREATE INDEX receipts_order ON receipts (organization, livemode, date DESC, id DESC,"
    "  customer, payment_form, invoice, search);"
    "DROP INDEX retentions_order;"
    "CREATE INDEX retentions_order ON retentions (organization, livemode, created_at DESC,"
    "  id DESC, status, customer, search);" },
};

gboolean
fac_sandbox_migrate (FacDb *db, const char *path, GError **error)
{
  return fac_migrate (db, path, APPLICATION_ID, steps, G_N_ELEMENTS (steps), error);
}
