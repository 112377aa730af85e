-- The receipt (acuse) of a cancellation is owed until it is on disk, as the XML is.
ALTER TABLE documents ADD COLUMN acuse_owed INTEGER NOT NULL DEFAULT 0;
UPDATE documents SET acuse_owed = 1 WHERE status = 7;
CREATE INDEX documents_acuse_owed ON documents (sort_key DESC) WHERE acuse_owed = 1;
-- An operation whose turn comes when this document is stamped: a cancellation waits for what replaces the document.
CREATE TABLE outbox_needs (
  entry    INTEGER PRIMARY KEY REFERENCES outbox (id) ON DELETE CASCADE,
  document TEXT    NOT NULL
);
CREATE INDEX outbox_needs_document ON outbox_needs (document);
