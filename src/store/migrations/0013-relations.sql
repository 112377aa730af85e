-- What documents name as related, in their order: relationship as the SAT has it, uuid in lower case.
CREATE TABLE relations (
  document     INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  relationship TEXT    NOT NULL,
  uuid         TEXT    NOT NULL,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX relations_by_uuid ON relations (uuid);

-- Invoices and credit notes of before this table are read again: see unread_lines.
INSERT OR IGNORE INTO unread_lines (document)
  SELECT d.seq FROM documents d LEFT JOIN document_contents c ON c.document = d.seq
  WHERE d.type IN ('E', 'I')
    AND CASE WHEN c.content IS NULL THEN EXISTS (SELECT 1 FROM bodies b WHERE b.document = d.seq) ELSE d.status IN (4, 6, 7) END;
