CREATE TABLE organizations (
  id                     TEXT    PRIMARY KEY,
  position               INTEGER NOT NULL,
  remote_id              TEXT,
  provider               TEXT    NOT NULL,
  base_url               TEXT,
  livemode               INTEGER NOT NULL,
  name                   TEXT,
  legal_name             TEXT,
  tax_id                 TEXT,
  tax_system             TEXT,
  address                BLOB,
  phone                  TEXT,
  website                TEXT,
  support_email          TEXT,
  timezone               TEXT,
  color                  TEXT,
  logo                   BLOB,
  default_series         TEXT,
  certificate_expires_at INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE flags (
  organization TEXT NOT NULL,
  flag         TEXT NOT NULL,
  value        TEXT,
  PRIMARY KEY (organization, flag)
) WITHOUT ROWID;

CREATE TABLE heartbeat (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at INTEGER NOT NULL
);
INSERT INTO heartbeat (id, at) VALUES (1, 0);
