-- Invoices of advances (fac_advance_is), drafts too.
CREATE TABLE advances (
  document INTEGER PRIMARY KEY REFERENCES documents (seq) ON DELETE CASCADE
);
INSERT INTO advances (document)
  SELECT d.seq FROM documents d WHERE d.type = 'I'
    AND EXISTS (SELECT 1 FROM lines l WHERE l.document = d.seq)
    AND NOT EXISTS (SELECT 1 FROM lines l WHERE l.document = d.seq
                    AND NOT coalesce (l.product_key = '84111506' AND l.unit_key = 'ACT', 0));

-- What an invoice takes of an advance, in millionths of its currency, and the credit note that applies it. How far that is,
-- the documents say.
CREATE TABLE advance_uses (
  final    TEXT    NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  advance  TEXT    NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  note     TEXT    UNIQUE REFERENCES documents (id) ON DELETE SET NULL,
  amount   INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  PRIMARY KEY (final, advance)
) WITHOUT ROWID;
CREATE INDEX advance_uses_advance ON advance_uses (advance);

-- Cancellations that the receiver rejected or left without an answer.
CREATE INDEX documents_not_cancelled ON documents (sort_key) WHERE status = 4 AND cancellation_status IN ('rejected', 'expired');

-- Credit notes that apply advances take off their invoices, too: they are read again.
INSERT OR IGNORE INTO unread_lines (document)
  SELECT d.seq FROM documents d JOIN relations r ON r.document = d.seq WHERE d.type = 'E' AND r.relationship = '07';
