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
  SELECT d.seq FROM documents d WHERE d.type IN ('E', 'I')
    AND (EXISTS (SELECT 1 FROM document_contents c WHERE c.document = d.seq AND c.content IS NOT NULL)
         OR EXISTS (SELECT 1 FROM bodies b WHERE b.document = d.seq));
