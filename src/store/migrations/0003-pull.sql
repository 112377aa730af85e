-- Windows of the service's lists (FacPullList): [date_from, date_to) by date, 0 open. They are walked once, page by page, then
-- swept, the one checked longest ago first. done: bit n - 1 says that page n was merged. checked_at: 0 until it is walked whole.
CREATE TABLE pull_windows (
  list       INTEGER NOT NULL,
  date_from  INTEGER NOT NULL,
  date_to    INTEGER NOT NULL,
  pages      INTEGER NOT NULL,
  done       INTEGER NOT NULL,
  by_cursor  INTEGER NOT NULL,
  cursor     TEXT,
  checked_at INTEGER NOT NULL,
  PRIMARY KEY (list, date_from)
) WITHOUT ROWID;
