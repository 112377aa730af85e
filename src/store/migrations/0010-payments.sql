-- What a credit note takes off an invoice is kept as a payment is; of payments also the number of the instalment, 0 unknown.
ALTER TABLE payments ADD COLUMN installment INTEGER NOT NULL DEFAULT 0;

-- What arrived, of documents of type P: when, and how much in millionths of its currency.
CREATE TABLE deposits (
  document INTEGER PRIMARY KEY REFERENCES documents (seq) ON DELETE CASCADE,
  paid_at  INTEGER NOT NULL,
  amount   INTEGER NOT NULL,
  currency TEXT    NOT NULL
);

-- What is owed by all, in order of dates.
CREATE INDEX documents_unpaid ON documents (sort_key) WHERE due > 0;

-- Payments and credit notes of before this table are read again: see unread_lines.
INSERT OR IGNORE INTO unread_lines (document)
  SELECT d.seq FROM documents d WHERE d.type IN ('E', 'P')
    AND (EXISTS (SELECT 1 FROM document_contents c WHERE c.document = d.seq AND c.content IS NOT NULL)
         OR EXISTS (SELECT 1 FROM bodies b WHERE b.document = d.seq));
