-- How many files are owed by month (in the zone of FAC_STORE_MONTH_OFFSET, YYYYMM; 0 what no month can be told of): asked after
-- every page of a first sync, when counting the documents themselves keeps whoever searches waiting.
CREATE TABLE owed_files (
  month INTEGER PRIMARY KEY,
  xml   INTEGER NOT NULL,
  acuse INTEGER NOT NULL
);
INSERT INTO owed_files (month, xml, acuse)
  SELECT coalesce (CAST (strftime ('%Y%m', date / 1000000, 'unixepoch', '-06:00') AS INTEGER), 0), sum (xml_owed),
         sum (acuse_owed)
  FROM documents WHERE xml_owed = 1 OR acuse_owed = 1 GROUP BY 1;

-- Of new documents fac-document-table keeps the account: for a trigger SQLite would keep all pages that each insert changes.
CREATE TRIGGER documents_owed_gone AFTER DELETE ON documents WHEN old.xml_owed = 1 OR old.acuse_owed = 1 BEGIN
  UPDATE owed_files SET xml = xml - old.xml_owed, acuse = acuse - old.acuse_owed
    WHERE month = coalesce (CAST (strftime ('%Y%m', old.date / 1000000, 'unixepoch', '-06:00') AS INTEGER), 0);
END;
CREATE TRIGGER documents_owed_changed AFTER UPDATE OF xml_owed, acuse_owed, date ON documents
  WHEN new.xml_owed <> old.xml_owed OR new.acuse_owed <> old.acuse_owed
       OR (new.date <> old.date AND (new.xml_owed = 1 OR new.acuse_owed = 1)) BEGIN
  UPDATE owed_files SET xml = xml - old.xml_owed, acuse = acuse - old.acuse_owed
    WHERE month = coalesce (CAST (strftime ('%Y%m', old.date / 1000000, 'unixepoch', '-06:00') AS INTEGER), 0);
  INSERT INTO owed_files (month, xml, acuse)
    VALUES (coalesce (CAST (strftime ('%Y%m', new.date / 1000000, 'unixepoch', '-06:00') AS INTEGER), 0), new.xml_owed,
            new.acuse_owed)
    ON CONFLICT (month) DO UPDATE SET xml = xml + excluded.xml, acuse = acuse + excluded.acuse;
END;
