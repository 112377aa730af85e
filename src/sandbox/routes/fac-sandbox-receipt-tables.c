/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-tables.h"

const char fac_sandbox_receipt_tables[] =
  "CREATE TABLE receipts (id TEXT PRIMARY KEY, organization TEXT NOT NULL,"
  "  livemode INTEGER NOT NULL, created_at INTEGER NOT NULL, date INTEGER NOT NULL,"
  "  expires_at INTEGER NOT NULL, status TEXT NOT NULL, key TEXT NOT NULL UNIQUE,"
  "  folio_number INTEGER NOT NULL, customer TEXT, payment_form TEXT NOT NULL,"
  "  currency TEXT NOT NULL, invoice TEXT, idempotency_key TEXT, payload_hash TEXT,"
  "  search TEXT NOT NULL, input TEXT NOT NULL, body TEXT NOT NULL);"
  "CREATE INDEX receipts_order ON receipts (organization, livemode, date DESC, id DESC);"
  "CREATE UNIQUE INDEX receipts_idempotency ON receipts (organization, livemode, idempotency_key)"
  "  WHERE idempotency_key IS NOT NULL;"
  "CREATE INDEX receipts_invoice ON receipts (invoice) WHERE invoice IS NOT NULL;";

/* An event is kept with every delivery of it; `attempts` counts those that failed. */
const char fac_sandbox_webhook_tables[] =
  "CREATE TABLE webhooks (id TEXT PRIMARY KEY, organization TEXT NOT NULL,"
  "  livemode INTEGER NOT NULL, created_at INTEGER NOT NULL, url TEXT NOT NULL,"
  "  status TEXT NOT NULL, events TEXT NOT NULL, secret TEXT NOT NULL,"
  "  UNIQUE (organization, livemode, url));"
  "CREATE TABLE events (id TEXT PRIMARY KEY, organization TEXT NOT NULL,"
  "  livemode INTEGER NOT NULL, created_at INTEGER NOT NULL, type TEXT NOT NULL,"
  "  body TEXT NOT NULL);"
  "CREATE INDEX events_order ON events (created_at DESC, id DESC);"
  "CREATE TABLE deliveries (id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (id),"
  "  webhook TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE, status TEXT NOT NULL,"
  "  attempts INTEGER NOT NULL, answer INTEGER);"
  "CREATE INDEX deliveries_event ON deliveries (event);"
  "CREATE INDEX deliveries_webhook ON deliveries (webhook);";

const char fac_sandbox_retention_tables[] =
  "CREATE TABLE retentions (id TEXT PRIMARY KEY, organization TEXT NOT NULL,"
  "  livemode INTEGER NOT NULL, created_at INTEGER NOT NULL, status TEXT NOT NULL,"
  "  customer TEXT, idempotency_key TEXT, payload_hash TEXT, search TEXT NOT NULL,"
  "  uuid TEXT UNIQUE, input TEXT NOT NULL, body TEXT NOT NULL, xml BLOB);"
  "CREATE INDEX retentions_order ON retentions (organization, livemode, created_at DESC, id DESC);"
  "CREATE UNIQUE INDEX retentions_idempotency"
  "  ON retentions (organization, livemode, idempotency_key) WHERE idempotency_key IS NOT NULL;";
