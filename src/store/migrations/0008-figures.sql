-- What the documents of a customer add up to, so that lists sort by it: balance_key in cents of peso (at each document's rate)
-- and last_invoice, the date of the newest invoice that is stamped (4) or in cancellation (6).
ALTER TABLE customers ADD COLUMN balance_key INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN last_invoice INTEGER NOT NULL DEFAULT 0;
CREATE INDEX customers_by_balance      ON customers (balance_key, seq) WHERE offline_state <> 3;
CREATE INDEX customers_by_last_invoice ON customers (last_invoice, seq) WHERE offline_state <> 3;

-- due: what is not paid of an invoice in instalments (PPD), in millionths of its currency; due_key: in cents of peso;
-- due_told: the service's own figure, NULL until it told one.
ALTER TABLE documents ADD COLUMN exchange TEXT NOT NULL DEFAULT '1';
ALTER TABLE documents ADD COLUMN due_told INTEGER;
ALTER TABLE documents ADD COLUMN due INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN due_key INTEGER NOT NULL DEFAULT 0;

-- What the documents of type P pay: uuid in lower case, amount in millionths of the currency of the invoice paid.
CREATE TABLE payments (
  document INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  uuid     TEXT    NOT NULL,
  amount   INTEGER NOT NULL,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX payments_by_uuid ON payments (uuid, amount);

-- Customers that were joined to another: what names them is of the other from then on.
CREATE TABLE customer_aliases (
  id        TEXT PRIMARY KEY,
  remote_id TEXT,
  customer  INTEGER NOT NULL REFERENCES customers (seq) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX customer_aliases_by_remote_id ON customer_aliases (remote_id) WHERE remote_id IS NOT NULL;
CREATE INDEX customer_aliases_of ON customer_aliases (customer);

DROP INDEX documents_by_customer;
CREATE INDEX documents_by_customer ON documents (customer, status, type, date, currency, total_key)
  WHERE customer IS NOT NULL;
CREATE INDEX documents_due ON documents (customer, sort_key) WHERE due > 0;

-- Until the next sweep reads them again, what is in instalments counts whole.
UPDATE documents SET due = total_key * 10000, due_key = CASE currency WHEN 'MXN' THEN total_key ELSE 0 END
  WHERE type = 'I' AND payment_method = 'PPD' AND status IN (4, 6) AND total_key > 0;
UPDATE customers SET
  balance_key = (SELECT coalesce (sum (due_key), 0) FROM documents WHERE customer = customers.seq),
  last_invoice = (SELECT coalesce (max (date), 0) FROM documents
                  WHERE customer = customers.seq AND type = 'I' AND status IN (4, 6))
  WHERE seq IN (SELECT customer FROM documents);

-- Of new documents fac-document-table keeps the account, as with owed_files.
CREATE TRIGGER documents_figures_gone AFTER DELETE ON documents WHEN old.status IN (4, 6) BEGIN
  UPDATE customers SET balance_key = balance_key - old.due_key,
    last_invoice = max (
      coalesce ((SELECT max (date) FROM documents WHERE customer = old.customer AND status = 4 AND type = 'I'), 0),
      coalesce ((SELECT max (date) FROM documents WHERE customer = old.customer AND status = 6 AND type = 'I'), 0))
    WHERE seq = old.customer;
END;
CREATE TRIGGER documents_figures_changed AFTER UPDATE OF customer, status, type, date, due_key ON documents
  WHEN new.due_key <> old.due_key OR (new.status IN (4, 6)) <> (old.status IN (4, 6))
       OR (new.status IN (4, 6)
           AND (new.customer IS NOT old.customer OR new.date <> old.date OR new.type <> old.type)) BEGIN
  UPDATE customers SET balance_key = balance_key - old.due_key,
    last_invoice = max (
      coalesce ((SELECT max (date) FROM documents WHERE customer = old.customer AND status = 4 AND type = 'I'), 0),
      coalesce ((SELECT max (date) FROM documents WHERE customer = old.customer AND status = 6 AND type = 'I'), 0))
    WHERE seq = old.customer;
  UPDATE customers SET balance_key = balance_key + new.due_key,
    last_invoice = max (
      coalesce ((SELECT max (date) FROM documents WHERE customer = new.customer AND status = 4 AND type = 'I'), 0),
      coalesce ((SELECT max (date) FROM documents WHERE customer = new.customer AND status = 6 AND type = 'I'), 0))
    WHERE seq = new.customer;
END;
