-- Times are microseconds since 1970 in UTC. offline_state: 0 synced, 1 created, 2 changed, 3 deleted (hidden).
-- "wanted": the person asked for the object to be sent. "words" are normalised text of the search index beside it.

CREATE TABLE customers (
  seq           INTEGER PRIMARY KEY,
  id            TEXT    NOT NULL UNIQUE,
  remote_id     TEXT    UNIQUE,
  offline_state INTEGER NOT NULL,
  wanted        INTEGER NOT NULL DEFAULT 0,
  name_key      TEXT    NOT NULL,
  tax_id        TEXT    NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  words         TEXT    NOT NULL,
  content       BLOB    NOT NULL
);
CREATE INDEX customers_by_name    ON customers (name_key, seq) WHERE offline_state <> 3;
CREATE INDEX customers_by_tax_id  ON customers (tax_id, seq) WHERE offline_state <> 3;
CREATE INDEX customers_by_updated ON customers (updated_at, seq) WHERE offline_state <> 3;
CREATE VIRTUAL TABLE customer_index USING fts5 (words, content = 'customers', content_rowid = 'seq', columnsize = 0,
  prefix = '2 3 4', tokenize = "unicode61 remove_diacritics 2 tokenchars '.'");

CREATE TABLE products (
  seq           INTEGER PRIMARY KEY,
  id            TEXT    NOT NULL UNIQUE,
  remote_id     TEXT    UNIQUE,
  offline_state INTEGER NOT NULL,
  wanted        INTEGER NOT NULL DEFAULT 0,
  name_key      TEXT    NOT NULL,
  sku           TEXT    NOT NULL,
  price         TEXT    NOT NULL,
  price_key     INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  words         TEXT    NOT NULL,
  content       BLOB    NOT NULL
);
CREATE INDEX products_by_name    ON products (name_key, seq) WHERE offline_state <> 3;
CREATE INDEX products_by_sku     ON products (sku, seq) WHERE offline_state <> 3;
CREATE INDEX products_by_price   ON products (price_key, seq) WHERE offline_state <> 3;
CREATE INDEX products_by_updated ON products (updated_at, seq) WHERE offline_state <> 3;
CREATE VIRTUAL TABLE product_index USING fts5 (words, content = 'products', content_rowid = 'seq', columnsize = 0,
  prefix = '2 3 4', tokenize = "unicode61 remove_diacritics 2 tokenchars '.'");

-- sort_key repeats document_order.key, NULL when hidden, so that indexes of other orders cover a list's keys.
CREATE TABLE documents (
  seq                 INTEGER PRIMARY KEY,
  id                  TEXT    NOT NULL UNIQUE,
  remote_id           TEXT    UNIQUE,
  sort_key            INTEGER,
  offline_state       INTEGER NOT NULL,
  wanted              INTEGER NOT NULL DEFAULT 0,
  type                TEXT    NOT NULL,
  status              INTEGER NOT NULL,
  uuid                TEXT,
  series              TEXT,
  folio               TEXT,
  folio_key           TEXT    NOT NULL,
  date                INTEGER NOT NULL,
  stamped_at          INTEGER NOT NULL,
  created_at          INTEGER NOT NULL,
  updated_at          INTEGER NOT NULL,
  customer            INTEGER REFERENCES customers (seq) ON DELETE SET NULL,
  customer_remote_id  TEXT,
  customer_name       TEXT,
  name_key            TEXT    NOT NULL,
  tax_id              TEXT,
  payment_method      TEXT,
  currency            TEXT    NOT NULL,
  total               TEXT    NOT NULL,
  total_key           INTEGER NOT NULL,
  cancellation_status TEXT,
  xml_owed            INTEGER NOT NULL DEFAULT 0,
  hidden_words        TEXT
);
CREATE INDEX documents_list        ON documents (sort_key, status, type, payment_method, customer);
CREATE INDEX documents_by_status   ON documents (status, sort_key DESC);
CREATE INDEX documents_by_name     ON documents (name_key, sort_key DESC);
CREATE INDEX documents_by_folio    ON documents (folio_key, sort_key DESC);
CREATE INDEX documents_by_total    ON documents (total_key, sort_key DESC);
CREATE INDEX documents_by_tax_id   ON documents (tax_id, sort_key DESC);
CREATE INDEX documents_by_customer ON documents (customer, sort_key DESC) WHERE customer IS NOT NULL;
CREATE INDEX documents_unlinked    ON documents (customer_remote_id) WHERE customer IS NULL;
CREATE INDEX documents_by_uuid     ON documents (uuid) WHERE uuid IS NOT NULL;
CREATE INDEX documents_owed        ON documents (sort_key DESC) WHERE xml_owed = 1;

CREATE TABLE document_order (
  key      INTEGER PRIMARY KEY,
  document INTEGER NOT NULL UNIQUE REFERENCES documents (seq)
);
CREATE TABLE document_texts (
  key   INTEGER PRIMARY KEY,
  words TEXT NOT NULL
);
CREATE VIRTUAL TABLE document_index USING fts5 (words, content = 'document_texts', content_rowid = 'key', columnsize = 0,
  prefix = '2 3 4', tokenize = "unicode61 remove_diacritics 2 tokenchars '.'");

-- What was written here, whole, the truth for editing; what the service sent, as received.
CREATE TABLE document_contents (
  document INTEGER PRIMARY KEY REFERENCES documents (seq) ON DELETE CASCADE,
  content  BLOB NOT NULL
);
CREATE TABLE bodies (
  document INTEGER PRIMARY KEY REFERENCES documents (seq) ON DELETE CASCADE,
  body     BLOB NOT NULL
);
CREATE TABLE customer_bodies (
  customer INTEGER PRIMARY KEY REFERENCES customers (seq) ON DELETE CASCADE,
  body     BLOB NOT NULL
);
CREATE TABLE product_bodies (
  product INTEGER PRIMARY KEY REFERENCES products (seq) ON DELETE CASCADE,
  body    BLOB NOT NULL
);
-- The last state that both sides agreed on, kept while there are edits here.
CREATE TABLE bases (
  entity    INTEGER NOT NULL,
  object_id TEXT    NOT NULL,
  content   BLOB    NOT NULL,
  PRIMARY KEY (entity, object_id)
);

CREATE TABLE lines (
  document    INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  product_id  TEXT,
  product_key TEXT,
  sku         TEXT,
  description TEXT,
  quantity    TEXT NOT NULL,
  unit_price  TEXT NOT NULL,
  amount      TEXT NOT NULL,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX lines_by_product ON lines (product_id) WHERE product_id IS NOT NULL;

CREATE TABLE attachments (
  id         INTEGER PRIMARY KEY,
  document   INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
  kind       TEXT    NOT NULL,
  path       TEXT    NOT NULL,
  hash       TEXT    NOT NULL,
  size       INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (document, kind)
);

CREATE TABLE history (
  id       INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
  at       INTEGER NOT NULL,
  kind     TEXT    NOT NULL,
  detail   TEXT
);
CREATE INDEX history_by_document ON history (document, id);

-- in_flight: handed out to be sent. unsure: an earlier attempt may have been executed, whatever the state says.
CREATE TABLE outbox (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  verb             INTEGER NOT NULL,
  entity           INTEGER NOT NULL,
  object_id        TEXT    NOT NULL,
  payload          BLOB    NOT NULL,
  payload_hash     TEXT    NOT NULL,
  idempotency_key  TEXT    NOT NULL UNIQUE,
  state            INTEGER NOT NULL,
  in_flight        INTEGER NOT NULL DEFAULT 0,
  unsure           INTEGER NOT NULL DEFAULT 0,
  attempts         INTEGER NOT NULL DEFAULT 0,
  created_at       INTEGER NOT NULL,
  due_at           INTEGER NOT NULL DEFAULT 0,
  first_attempt_at INTEGER NOT NULL DEFAULT 0,
  title            TEXT,
  error_code       TEXT,
  error_path       TEXT,
  error_message    TEXT,
  error_log_id     TEXT
);
CREATE INDEX outbox_by_object ON outbox (object_id, entity, id);
CREATE TABLE outbox_waits (
  entry     INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  waits_for INTEGER NOT NULL,
  PRIMARY KEY (entry, waits_for)
) WITHOUT ROWID;
CREATE INDEX outbox_waits_for ON outbox_waits (waits_for);

CREATE TABLE cursors (
  name  TEXT PRIMARY KEY,
  value TEXT
) WITHOUT ROWID;

CREATE TABLE catalog_entries (
  seq        INTEGER PRIMARY KEY,
  catalog    TEXT NOT NULL,
  key        TEXT NOT NULL,
  es         TEXT,
  en         TEXT,
  valid_from TEXT,
  valid_to   TEXT,
  words      TEXT NOT NULL,
  UNIQUE (catalog, key)
);
CREATE VIRTUAL TABLE catalog_index USING fts5 (words, content = 'catalog_entries', content_rowid = 'seq', columnsize = 0,
  prefix = '2 3 4', tokenize = "unicode61 remove_diacritics 2 tokenchars '.'");

-- One row that a commit after each checkpoint touches, so that the next action of the person syncs the log once.
CREATE TABLE heartbeat (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at INTEGER NOT NULL
);
INSERT INTO heartbeat (id, at) VALUES (1, 0);
