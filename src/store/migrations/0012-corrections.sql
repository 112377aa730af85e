-- An issued invoice and the one that replaces it. How far it is, both documents and the outbox say.
CREATE TABLE corrections (
  original   TEXT    PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  substitute TEXT    NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE,
  begun_at   INTEGER NOT NULL
) WITHOUT ROWID;
-- Cancellations that waited for a replacement already.
INSERT OR IGNORE INTO corrections (original, substitute, begun_at)
  SELECT o.object_id, n.document, o.created_at FROM outbox_needs n JOIN outbox o ON o.id = n.entry
    JOIN documents a ON a.id = o.object_id JOIN documents b ON b.id = n.document;
