/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/*
 * The least that SQLite needs for what the store does, on the same data:
 *   store-floor make STORE.db FLOOR.db     one table in order of dates with its index of words
 *   store-floor jump FLOOR.db ROUNDS       a page of 128 rows by rowid, anywhere
 *   store-floor search FLOOR.db ROUNDS     words from the standard input, the newest 100 each
 *   store-floor commit FILE.db ROUNDS      one durable row of 1 KB
 * Each prints p50, p99 and the greatest of its times in microseconds; make prints the size in bytes.
 */
static sqlite3 *db;

static void
check (int code, const char *what)
{
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
    return;
  fprintf (stderr, "%s: %s\n", what, sqlite3_errmsg (db));
  exit (1);
}

static void
run (const char *sql)
{
  check (sqlite3_exec (db, sql, NULL, NULL, NULL), sql);
}

static sqlite3_stmt *
prepare (const char *sql)
{
  sqlite3_stmt *statement;

  check (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), sql);
  return statement;
}

static int64_t
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (int64_t) time.tv_sec * 1000000000 + time.tv_nsec;
}

static int
by_size (const void *a, const void *b)
{
  int64_t x = *(const int64_t *) a;
  int64_t y = *(const int64_t *) b;

  return (x > y) - (x < y);
}

static void
report (int64_t *times, int n)
{
  qsort (times, n, sizeof *times, by_size);
  printf ("%lld %lld %lld\n", (long long) times[n / 2] / 1000,
          (long long) times[(int) ((long) n * 99 / 100)] / 1000,
          (long long) times[n - 1] / 1000);
}

static void
open_db (const char *path)
{
  check (sqlite3_open (path, &db), path);
  run ("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16000");
}

static void
make (const char *source, const char *path)
{
  sqlite3_stmt *attach;
  struct stat status;

  open_db (path);
  attach = prepare ("ATTACH ? AS s");
  sqlite3_bind_text (attach, 1, source, -1, SQLITE_STATIC);
  check (sqlite3_step (attach), "attach");
  sqlite3_finalize (attach);
  run ("CREATE TABLE doc (key INTEGER PRIMARY KEY, id TEXT, remote_id TEXT, type TEXT, status INTEGER, series TEXT,"
       " folio TEXT, uuid TEXT, date INTEGER, name TEXT, tax_id TEXT, method TEXT, total TEXT, currency TEXT);"
       "CREATE TABLE body (key INTEGER PRIMARY KEY, body BLOB);"
       "CREATE TABLE text (key INTEGER PRIMARY KEY, words TEXT);"
       "CREATE VIRTUAL TABLE f USING fts5 (words, content = 'text', content_rowid = 'key', columnsize = 0,"
       " prefix = '2 3 4', tokenize = \"unicode61 remove_diacritics 2 tokenchars '.'\");"
       "INSERT INTO doc SELECT sort_key, id, remote_id, type, status, series, folio, uuid, date, customer_name, tax_id,"
       " payment_method, total, currency FROM s.documents ORDER BY sort_key;"
       "INSERT INTO body SELECT d.sort_key, c.content FROM s.documents d JOIN s.document_contents c ON c.document = d.seq"
       " ORDER BY d.sort_key;"
       "INSERT INTO text SELECT key, words FROM s.document_texts ORDER BY key;"
       "INSERT INTO f (f) VALUES ('rebuild')");
  run ("DETACH s; PRAGMA wal_checkpoint (TRUNCATE)");
  sqlite3_close (db);
  if (stat (path, &status) != 0)
    exit (1);
  printf ("%lld\n", (long long) status.st_size);
}

#define COLUMNS "d.key, d.id, d.remote_id, d.type, d.status, d.series, d.folio, d.uuid, d.date, d.name, d.tax_id, d.method," \
                " d.total, d.currency"

static void
read_all (sqlite3_stmt *statement)
{
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < 14; i++)
      (void) sqlite3_column_text (statement, i);
  sqlite3_reset (statement);
}

static void
jump (const char *path, int rounds)
{
  int64_t *times = calloc (rounds, sizeof *times);
  sqlite3_stmt *page;
  sqlite3_stmt *all;
  int64_t *keys = NULL;
  int n = 0;

  open_db (path);
  all = prepare ("SELECT key FROM doc");
  while (sqlite3_step (all) == SQLITE_ROW)
    {
      if ((n & (n - 1)) == 0)
        keys = realloc (keys, sizeof *keys * (n == 0 ? 1 : 2 * n));
      keys[n++] = sqlite3_column_int64 (all, 0);
    }
  sqlite3_finalize (all);
  page = prepare ("SELECT " COLUMNS " FROM doc d WHERE d.key <= ? ORDER BY d.key DESC LIMIT 128");
  srandom (3);
  for (int i = 0; i < rounds; i++)
    {
      int64_t start;

      sqlite3_bind_int64 (page, 1, keys[random () % n]);
      start = now ();
      read_all (page);
      times[i] = now () - start;
    }
  report (times, rounds);
}

static void
search (const char *path, int rounds)
{
  int64_t *times = calloc (rounds, sizeof *times);
  sqlite3_stmt *page;
  char line[300];
  int i;

  open_db (path);
  page = prepare ("SELECT " COLUMNS " FROM f JOIN doc d ON d.key = f.rowid WHERE f MATCH ? ORDER BY f.rowid DESC LIMIT 100");
  for (i = 0; i < rounds && fgets (line, sizeof line, stdin) != NULL; i++)
    {
      int64_t start;

      line[strcspn (line, "\n")] = 0;
      sqlite3_bind_text (page, 1, line, -1, SQLITE_TRANSIENT);
      start = now ();
      read_all (page);
      times[i] = now () - start;
    }
  report (times, i);
}

static void
commit (const char *path, int rounds)
{
  int64_t *times = calloc (rounds, sizeof *times);
  sqlite3_stmt *insert;
  char payload[1024];

  memset (payload, 'x', sizeof payload);
  open_db (path);
  run ("CREATE TABLE outbox (id INTEGER PRIMARY KEY, payload BLOB); INSERT INTO outbox (payload) VALUES ('first')");
  insert = prepare ("INSERT INTO outbox (payload) VALUES (?)");
  for (int i = 0; i < rounds; i++)
    {
      int64_t start = now ();

      sqlite3_bind_blob (insert, 1, payload, sizeof payload, SQLITE_STATIC);
      check (sqlite3_step (insert), "insert");
      sqlite3_reset (insert);
      times[i] = now () - start;
    }
  report (times, rounds);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && strcmp (argv[1], "make") == 0)
    make (argv[2], argv[3]);
  else if (argc == 4 && strcmp (argv[1], "jump") == 0)
    jump (argv[2], atoi (argv[3]));
  else if (argc == 4 && strcmp (argv[1], "search") == 0)
    search (argv[2], atoi (argv[3]));
  else if (argc == 4 && strcmp (argv[1], "commit") == 0)
    commit (argv[2], atoi (argv[3]));
  else
    return 2;
  return 0;
}
