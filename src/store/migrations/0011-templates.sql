-- Documents that new ones are begun from; they stay on this computer. content: as in documents, without what only one document has.
CREATE TABLE templates (
  name       TEXT    PRIMARY KEY,
  content    BLOB    NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;
