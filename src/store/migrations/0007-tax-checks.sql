-- What the SAT said when it was asked, for reading without a network. They are no objects of the service: nothing sends them.
CREATE TABLE customer_validations (
  customer INTEGER PRIMARY KEY REFERENCES customers (seq) ON DELETE CASCADE,
  at       INTEGER NOT NULL,
  valid    INTEGER NOT NULL,
  content  BLOB    NOT NULL
);
-- situation: as in FacEfosSituation, which is never renumbered; body: the answer as it came, the evidence.
CREATE TABLE tax_id_reports (
  tax_id    TEXT    PRIMARY KEY,
  at        INTEGER NOT NULL,
  situation INTEGER NOT NULL,
  content   BLOB    NOT NULL,
  body      BLOB
) WITHOUT ROWID;
