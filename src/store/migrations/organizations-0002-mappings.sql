-- Which field each column of a file with these headers was last imported as.
CREATE TABLE import_mappings (
  signature TEXT    PRIMARY KEY,
  mapping   TEXT    NOT NULL,
  used_at   INTEGER NOT NULL
) WITHOUT ROWID;
