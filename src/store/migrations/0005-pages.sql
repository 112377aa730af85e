-- An action of the person writes few pages: what is written together lies together, and no index holds what is not looked for
-- in it. Drafts (status 0) are in no index of an order but that of status: lists sort those few themselves.
CREATE TABLE documents_new (
  seq                 INTEGER PRIMARY KEY,
  id                  TEXT    NOT NULL UNIQUE,
  remote_id           TEXT,
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
  acuse_owed          INTEGER NOT NULL DEFAULT 0
);
INSERT INTO documents_new
  SELECT seq, id, remote_id, sort_key, offline_state, wanted, type, status, uuid, series, folio, folio_key, date, stamped_at,
         created_at, updated_at, customer, customer_remote_id, customer_name, name_key, tax_id, payment_method, currency, total,
         total_key, cancellation_status, xml_owed, acuse_owed
  FROM documents ORDER BY seq;

-- words: as the search index has them while the document is shown (has a sort_key). content: what was written here, whole.
CREATE TABLE contents_new (
  document INTEGER PRIMARY KEY REFERENCES documents (seq) ON DELETE CASCADE,
  words    TEXT NOT NULL,
  content  BLOB
);
INSERT INTO contents_new
  SELECT d.seq, coalesce (t.words, d.hidden_words, ''), c.content
  FROM documents d LEFT JOIN document_texts t ON t.key = d.sort_key LEFT JOIN document_contents c ON c.document = d.seq
  ORDER BY d.seq;
DROP TABLE document_contents;
ALTER TABLE contents_new RENAME TO document_contents;
DROP TABLE document_texts;
DROP TABLE document_order;

-- Lines are a projection for reports, which know no drafts.
DELETE FROM lines WHERE document IN (SELECT seq FROM documents WHERE status NOT IN (4, 6, 7));

DROP TABLE documents;
ALTER TABLE documents_new RENAME TO documents;
CREATE UNIQUE INDEX documents_by_remote_id ON documents (remote_id) WHERE remote_id IS NOT NULL;
CREATE INDEX documents_list        ON documents (sort_key, status, type, payment_method, customer);
CREATE INDEX documents_by_status   ON documents (status, sort_key DESC);
CREATE INDEX documents_by_name     ON documents (name_key, sort_key DESC) WHERE status <> 0;
CREATE INDEX documents_by_folio    ON documents (folio_key, sort_key DESC) WHERE status <> 0;
CREATE INDEX documents_by_total    ON documents (total_key, sort_key DESC) WHERE status <> 0;
CREATE INDEX documents_by_tax_id   ON documents (tax_id, sort_key DESC) WHERE status <> 0;
CREATE INDEX documents_by_customer ON documents (customer) WHERE customer IS NOT NULL;
CREATE INDEX documents_unlinked    ON documents (customer_remote_id) WHERE customer IS NULL AND customer_remote_id IS NOT NULL;
CREATE INDEX documents_by_uuid     ON documents (uuid) WHERE uuid IS NOT NULL;
CREATE INDEX documents_owed        ON documents (sort_key DESC) WHERE xml_owed = 1;
CREATE INDEX documents_acuse_owed  ON documents (sort_key DESC) WHERE acuse_owed = 1;
-- The content of document_index, which merges its segments when there is time for it, not in the middle of an action.
CREATE VIEW document_texts AS
  SELECT d.sort_key AS key, c.words AS words FROM documents d JOIN document_contents c ON c.document = d.seq
  WHERE d.sort_key IS NOT NULL;
INSERT INTO document_index (document_index, rank) VALUES ('automerge', 0);

CREATE TABLE history_new (
  document INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
  number   INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  kind     TEXT    NOT NULL,
  detail   TEXT,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;
INSERT INTO history_new SELECT document, id, at, kind, detail FROM history ORDER BY document, id;
DROP TABLE history;
ALTER TABLE history_new RENAME TO history;

CREATE TABLE outbox_new (
  id               INTEGER PRIMARY KEY,
  verb             INTEGER NOT NULL,
  entity           INTEGER NOT NULL,
  object_id        TEXT    NOT NULL,
  payload          BLOB    NOT NULL,
  payload_hash     TEXT    NOT NULL,
  idempotency_key  TEXT    NOT NULL,
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
INSERT INTO outbox_new
  SELECT id, verb, entity, object_id, payload, payload_hash, idempotency_key, state, in_flight, unsure, attempts, created_at,
         due_at, first_attempt_at, title, error_code, error_path, error_message, error_log_id
  FROM outbox ORDER BY id;
-- The greatest id that an entry which is gone had: no id is given twice, and a new entry does not write here.
CREATE TABLE outbox_gone (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  entry INTEGER NOT NULL
);
INSERT INTO outbox_gone (id, entry) VALUES (1, coalesce ((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0));
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_by_object ON outbox (object_id, entity, id);
CREATE TRIGGER outbox_went AFTER DELETE ON outbox WHEN old.id > (SELECT entry FROM outbox_gone) BEGIN
  UPDATE outbox_gone SET entry = old.id;
END;
