-- The lines of all documents but drafts written here, of those too that the service sent: what was sold, to be asked by
-- product. item: how the line names what it sells (fac-line-table.h); sku and description only where it names no saved
-- product. unit_price and amount are before taxes, amount less the discount. State, date, currency and customer are those of
-- the document.
DROP TABLE lines;
CREATE TABLE lines (
  document    INTEGER NOT NULL REFERENCES documents (seq) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  item        TEXT    NOT NULL,
  product_key TEXT,
  unit_key    TEXT,
  sku         TEXT,
  description TEXT,
  quantity    TEXT    NOT NULL,
  unit_price  TEXT    NOT NULL,
  amount      TEXT    NOT NULL,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX lines_by_item ON lines (item);

-- Documents whose lines were not taken out of their content or body yet: those of before this table. It empties itself.
CREATE TABLE unread_lines (
  document INTEGER PRIMARY KEY REFERENCES documents (seq) ON DELETE CASCADE
);
INSERT INTO unread_lines (document)
  SELECT d.seq FROM documents d LEFT JOIN document_contents c ON c.document = d.seq
  WHERE CASE WHEN c.content IS NULL THEN EXISTS (SELECT 1 FROM bodies b WHERE b.document = d.seq) ELSE d.status IN (4, 6, 7) END;

-- Products and customers whose words in the index are those of before: more of each is found now. They empty themselves, too.
CREATE TABLE stale_products (
  product INTEGER PRIMARY KEY REFERENCES products (seq) ON DELETE CASCADE
);
INSERT INTO stale_products (product) SELECT seq FROM products WHERE offline_state <> 3;
CREATE TABLE stale_customers (
  customer INTEGER PRIMARY KEY REFERENCES customers (seq) ON DELETE CASCADE
);
INSERT INTO stale_customers (customer) SELECT seq FROM customers WHERE offline_state <> 3;
