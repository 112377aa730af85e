-- By how much what the service says is owed of an invoice differs from what the documents here explain, in millionths of its
-- currency; less than 0: it knows of payments that are not here. due_told is what it said, less what was stamped here since.
ALTER TABLE documents ADD COLUMN due_gap INTEGER NOT NULL DEFAULT 0;
CREATE INDEX documents_differ ON documents (sort_key) WHERE due_gap <> 0;

-- More than is known here it may have said before the last payment: that is found when it says it again.
UPDATE documents SET due_gap = due_told - total_key * 10000 + coalesce (
    (SELECT sum (p.amount) FROM payments p CROSS JOIN documents x ON x.seq = p.document
     WHERE p.uuid = lower (documents.uuid) AND x.status IN (4, 6)), 0)
  WHERE type = 'I' AND status IN (4, 6) AND payment_method = 'PPD' AND due_told IS NOT NULL AND uuid IS NOT NULL
    AND due_told < total_key * 10000 - coalesce (
    (SELECT sum (p.amount) FROM payments p CROSS JOIN documents x ON x.seq = p.document
     WHERE p.uuid = lower (documents.uuid) AND x.status IN (4, 6)), 0);
