-- Objects that both sides changed: kept until the person decides. theirs is NULL when the service no longer has it.
CREATE TABLE conflicts (
  entity    INTEGER NOT NULL,
  object_id TEXT    NOT NULL,
  base      BLOB,
  theirs    BLOB,
  body      BLOB,
  found_at  INTEGER NOT NULL,
  PRIMARY KEY (entity, object_id)
);
