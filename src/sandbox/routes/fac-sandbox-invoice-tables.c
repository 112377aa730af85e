/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-tables.h"

/* `rule` and `step` say where in its course a cancellation is, `due` when it goes on (0: not by itself). A download's
 * `path` is asked for when it is fetched; `body` is there when nothing else keeps the file. */
const char fac_sandbox_invoice_verb_tables[] =
  "CREATE INDEX invoices_customer ON invoices (organization, livemode, customer, place DESC);"
  "CREATE TABLE cancellations (invoice TEXT PRIMARY KEY REFERENCES invoices (id) ON DELETE CASCADE,"
  "  motive TEXT NOT NULL, substitution TEXT, requested_at INTEGER NOT NULL,"
  "  last_checked INTEGER NOT NULL, rule TEXT NOT NULL, step INTEGER NOT NULL, due INTEGER NOT NULL,"
  "  acuse BLOB) WITHOUT ROWID;"
  "CREATE TABLE invoice_payments (payment TEXT NOT NULL REFERENCES invoices (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL, invoice TEXT NOT NULL REFERENCES invoices (id), amount TEXT NOT NULL,"
  "  PRIMARY KEY (payment, position)) WITHOUT ROWID;"
  "CREATE INDEX invoice_payments_invoice ON invoice_payments (invoice);"
  "CREATE TABLE pending_stamps (invoice TEXT PRIMARY KEY REFERENCES invoices (id) ON DELETE CASCADE,"
  "  outcome TEXT NOT NULL, started_at INTEGER NOT NULL, attempts INTEGER NOT NULL,"
  "  messages TEXT) WITHOUT ROWID;"
  "CREATE TABLE edit_links (customer TEXT PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE,"
  "  secret TEXT NOT NULL UNIQUE, expires_at INTEGER NOT NULL, expires_text TEXT NOT NULL,"
  "  used_at INTEGER) WITHOUT ROWID;"
  "CREATE TABLE downloads (token TEXT PRIMARY KEY, organization TEXT NOT NULL,"
  "  livemode INTEGER NOT NULL, expires_at INTEGER NOT NULL, path TEXT, content_type TEXT NOT NULL,"
  "  filename TEXT NOT NULL, body BLOB) WITHOUT ROWID;"
  "CREATE INDEX downloads_expiry ON downloads (expires_at);"
  "CREATE TABLE zip_requests (id TEXT PRIMARY KEY, organization TEXT NOT NULL,"
  "  created_at INTEGER NOT NULL, year INTEGER NOT NULL, month INTEGER NOT NULL,"
  "  issuer_type TEXT NOT NULL, invoice_types TEXT NOT NULL, status TEXT NOT NULL, body TEXT NOT NULL,"
  "  zip BLOB, UNIQUE (organization, year, month, issuer_type, invoice_types)) WITHOUT ROWID;";
