/* SPDX-License-Identifier: GPL-3.0-or-later */
/* floor-sync FOLDER URL MIGRATIONS [search]: the documents of a seeded service (dated over the last three years) as plainly as
 * it can be done: libcurl with four transfers, json-glib and SQLite with the program's tables, from its folder MIGRATIONS;
 * one thread fetches and parses, one writes, one page each commit, synchronous FULL: rows, words, bodies and how many files
 * are owed. Each transfer walks the pages of one month after the other. "search": another thread searches meanwhile. The key
 * is FACTURADOR_BENCH_KEY; FACTURADOR_BENCH_END: where the newest month ends, now when not given. floor-sync parse FILE: one
 * page alone (P14). */
#include "bench.h"

#include <curl/curl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <string.h>

#define ROUNDS    50
#define MOST_SEARCHES 100000
#define SEARCH_SQL \
  "SELECT d.id, d.status, d.series, d.folio, d.date, d.customer_name, d.tax_id, d.total, d.uuid" \
  " FROM document_index i JOIN documents d ON d.sort_key = i.rowid" \
  " WHERE i.words MATCH ? ORDER BY i.rowid DESC LIMIT 100"
#define TRANSFERS 4
#define MONTHS    37
#define MONTH     (30 * 24 * 60 * 60)

typedef struct
{
  CURL    *easy;
  GString *body;
  guint    month;
  guint    page;
} Transfer;

typedef struct
{
  char  *id, *uuid, *series, *customer, *name, *rfc, *method, *words, *body;
  gint64 folio, date, total;
  gint64 cancelled, due, month;
} Row;

static sqlite3 *db;
static sqlite3_stmt *insert_document, *insert_words, *insert_index, *insert_body, *count_owed;
static GAsyncQueue *pages;
static const char *base;
static gint64 end;
static guint next_month;
static guint n_rows;
static gint ended;
static double bytes, parsing, inserting;

static void
check (int code, const char *what)
{
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    g_error ("%s: %s", what, sqlite3_errmsg (db));
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

/* Their names begin with their numbers; those of another database do not. */
static void
migrate (const char *folder)
{
  for (guint number = 1;; number++)
    {
      g_autofree char *start = g_strdup_printf ("%04u-", number);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      g_autofree char *file = NULL, *sql = NULL;
      const char *name;

      if (dir == NULL)
        g_error ("no %s", folder);
      while ((name = g_dir_read_name (dir)) != NULL && !g_str_has_prefix (name, start))
        ;
      if (name == NULL)
        return;
      file = g_build_filename (folder, name, NULL);
      if (!g_file_get_contents (file, &sql, NULL, NULL))
        g_error ("no %s", file);
      run (sql);
    }
}

static void
open_database (const char *folder, const char *migrations)
{
  g_autofree char *file = g_build_filename (folder, "floor.db", NULL);

  g_mkdir_with_parents (folder, 0700);
  check (sqlite3_open (file, &db), file);
  run ("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
       "PRAGMA wal_autocheckpoint = 16000; PRAGMA cache_size = -65536");
  migrate (migrations);
  /* nobody here has time for merging later */
  run ("INSERT INTO document_index (document_index, rank) VALUES ('automerge', 4)");
  insert_document = prepare (
    "INSERT INTO documents (seq, id, remote_id, sort_key, offline_state, type, status, uuid, series, folio, folio_key, date,"
    " stamped_at, created_at, updated_at, customer_remote_id, customer_name, name_key, tax_id, payment_method, currency,"
    " total, total_key, xml_owed, acuse_owed, due, due_key) VALUES"
    " (?1, ?2, ?2, ?3, 0, 'I', iif (?12, 7, 4), ?4, ?5, ?6, ?6, ?7, ?7, ?7, ?7, ?13, ?8, ?8, ?9, ?11, 'MXN', ?10, ?10, 1,"
    " ?12, ?14 * 10000, ?14)");
  insert_words = prepare ("INSERT INTO document_contents (document, words) VALUES (?, ?)");
  insert_index = prepare ("INSERT INTO document_index (rowid, words) VALUES (?, ?)");
  insert_body = prepare ("INSERT INTO bodies (document, body) VALUES (?, ?)");
  count_owed = prepare ("INSERT INTO owed_files (month, xml, acuse) VALUES (?, 1, ?) ON CONFLICT (month)"
                        " DO UPDATE SET xml = xml + 1, acuse = acuse + excluded.acuse");
}

/* ---- the writer ------------------------------------------------------------------------------ */

static void
text (sqlite3_stmt *statement, int i, const char *value)
{
  sqlite3_bind_text (statement, i, value, -1, SQLITE_STATIC);
}

static void
step (sqlite3_stmt *statement)
{
  check (sqlite3_step (statement), "step");
  sqlite3_reset (statement);
}

static void
write_row (const Row *row)
{
  const gint64 seq = ++n_rows;
  const gint64 key = (row->date * 1000 << 20) + seq;

  sqlite3_bind_int64 (insert_document, 1, seq);
  text (insert_document, 2, row->id);
  sqlite3_bind_int64 (insert_document, 3, key);
  text (insert_document, 4, row->uuid);
  text (insert_document, 5, row->series);
  sqlite3_bind_int64 (insert_document, 6, row->folio);
  sqlite3_bind_int64 (insert_document, 7, row->date);
  text (insert_document, 8, row->name);
  text (insert_document, 9, row->rfc);
  sqlite3_bind_int64 (insert_document, 10, row->total);
  text (insert_document, 11, row->method);
  sqlite3_bind_int64 (insert_document, 12, row->cancelled);
  text (insert_document, 13, row->customer);
  sqlite3_bind_int64 (insert_document, 14, row->due);
  step (insert_document);
  sqlite3_bind_int64 (insert_words, 1, seq);
  text (insert_words, 2, row->words);
  step (insert_words);
  sqlite3_bind_int64 (insert_index, 1, key);
  text (insert_index, 2, row->words);
  step (insert_index);
  sqlite3_bind_int64 (insert_body, 1, seq);
  sqlite3_bind_blob (insert_body, 2, row->body, (int) strlen (row->body), SQLITE_STATIC);
  step (insert_body);
  sqlite3_bind_int64 (count_owed, 1, row->month);
  sqlite3_bind_int64 (count_owed, 2, row->cancelled);
  step (count_owed);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->id), g_free (row->uuid), g_free (row->series), g_free (row->customer);
  g_free (row->name), g_free (row->rfc), g_free (row->method), g_free (row->words);
  g_free (row->body);
  g_free (row);
}

static gpointer
write_pages (gpointer data)
{
  GPtrArray *rows;

  while ((rows = g_async_queue_pop (pages)) != NULL && rows->len > 0)
    {
      const double begin = bench_now_ms ();

      run ("BEGIN IMMEDIATE");
      for (guint i = 0; i < rows->len; i++)
        write_row (g_ptr_array_index (rows, i));
      run ("COMMIT");
      inserting += bench_now_ms () - begin;
      g_ptr_array_unref (rows);
    }
  g_ptr_array_unref (rows);
  return NULL;
}

/* ---- searching meanwhile --------------------------------------------------------------------- */

/* What a list needs of the newest hundred, by a connection of its own, with a pause between two searches. */
static gpointer
search_meanwhile (gpointer file)
{
  static const char *const words[] = { "ser*", "caf*", "com*", "mat*", "ing*", "pro*" };
  double *times = g_new0 (double, MOST_SEARCHES);
  sqlite3 *reader = NULL;
  sqlite3_stmt *query = NULL;
  guint n = 0;

  while (!g_atomic_int_get (&ended) && g_atomic_int_get (&n_rows) == 0)
    g_usleep (1000);
  if (sqlite3_open_v2 (file, &reader, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK
      || sqlite3_prepare_v2 (reader, SEARCH_SQL, -1, &query, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (reader));
  for (; !g_atomic_int_get (&ended) && n < MOST_SEARCHES; n++)
    {
      const double begin = bench_now_ms ();

      text (query, 1, words[n % G_N_ELEMENTS (words)]);
      while (sqlite3_step (query) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count (query); column++)
          sqlite3_column_text (query, column);
      sqlite3_reset (query);
      times[n] = bench_now_ms () - begin;
      g_usleep (20000);
    }
  sqlite3_finalize (query);
  sqlite3_close (reader);
  if (n > 0)
    bench_say ("search.p99", bench_percentile (times, n, 0.99));
  g_free (times);
  return NULL;
}

/* ---- fetching and parsing -------------------------------------------------------------------- */

static char *
take (JsonObject *object, const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, ""));
}

static Row *
read_row (JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);
  JsonObject *customer = json_object_get_object_member (object, "customer");
  JsonArray *items = json_object_get_array_member (object, "items");
  g_autoptr (GDateTime) date = NULL;
  Row *row = g_new0 (Row, 1);
  GString *words;

  row->id = take (object, "id");
  row->uuid = take (object, "uuid");
  row->series = take (object, "series");
  row->folio = json_object_get_int_member (object, "folio_number");
  row->total = (gint64) (json_object_get_double_member (object, "total") * 100 + 0.5);
  date = g_date_time_new_from_iso8601 (json_object_get_string_member (object, "date"), NULL);
  row->date = g_date_time_to_unix (date);
  row->name = take (customer, "legal_name");
  row->rfc = take (customer, "tax_id");
  row->customer = take (customer, "id");
  row->method = take (object, "payment_method");
  row->cancelled = g_str_equal (json_object_get_string_member (object, "status"), "canceled");
  row->due = g_str_equal (row->method, "PPD") && !row->cancelled ? row->total : 0;
  row->month = g_date_time_get_year (date) * 100 + g_date_time_get_month (date);
  words = g_string_new (NULL);
  g_string_append_printf (words, "%s%" G_GINT64_FORMAT " %s %s %s", row->series, row->folio,
                          row->uuid, row->name, row->rfc);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);
      JsonObject *product = json_object_get_object_member (item, "product");

      g_string_append_c (words, ' ');
      g_string_append (words, json_object_get_string_member (product, "description"));
    }
  row->words = g_string_free (words, FALSE);
  row->body = json_to_string (node, FALSE);
  return row;
}

/* Returns: how many pages the month has */
static guint
read_page (const GString *body)
{
  const double begin = bench_now_ms ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  JsonObject *root;
  JsonArray *data;
  guint n_pages;

  if (!json_parser_load_from_data (parser, body->str, (gssize) body->len, NULL))
    g_error ("no JSON: %.200s", body->str);
  root = json_node_get_object (json_parser_get_root (parser));
  data = json_object_get_array_member (root, "data");
  n_pages = (guint) json_object_get_int_member (root, "total_pages");
  for (guint i = 0; i < json_array_get_length (data); i++)
    g_ptr_array_add (rows, read_row (json_array_get_element (data, i)));
  bytes += (double) body->len;
  parsing += bench_now_ms () - begin;
  if (rows->len > 0)
    g_async_queue_push (pages, g_steal_pointer (&rows));
  return n_pages;
}

static size_t
on_data (char *data, size_t size, size_t n, void *user_data)
{
  g_string_append_len (((Transfer *) user_data)->body, data, (gssize) (size * n));
  return size * n;
}

static void
aim (Transfer *self)
{
  const gint64 to = end - (gint64) self->month * MONTH;
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_utc (to - MONTH);
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_utc (to);
  g_autofree char *from_text = g_date_time_format (first, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *to_text = g_date_time_format (last, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *url =
      g_strdup_printf ("%s/invoices?date%%5Bgte%%5D=%s&date%%5Blt%%5D=%s&page=%u&limit=100", base,
                       from_text, to_text, self->page);

  g_string_truncate (self->body, 0);
  curl_easy_setopt (self->easy, CURLOPT_URL, url);
}

static gboolean
start_month (Transfer *self)
{
  if (next_month >= MONTHS)
    return FALSE;
  self->month = next_month++;
  self->page = 1;
  aim (self);
  return TRUE;
}

static void
prepare_transfer (Transfer *self, struct curl_slist *headers)
{
  self->easy = curl_easy_init ();
  self->body = g_string_new (NULL);
  curl_easy_setopt (self->easy, CURLOPT_WRITEFUNCTION, on_data);
  curl_easy_setopt (self->easy, CURLOPT_WRITEDATA, self);
  curl_easy_setopt (self->easy, CURLOPT_PRIVATE, self);
  curl_easy_setopt (self->easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (self->easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt (self->easy, CURLOPT_FAILONERROR, 1L);
}

/* Returns: whether the transfer goes on */
static gboolean
finish_one (Transfer *self)
{
  if (self->page++ < read_page (self->body))
    {
      aim (self);
      return TRUE;
    }
  return start_month (self);
}

static void
fetch_all (CURLM *multi, guint flying)
{
  while (flying > 0)
    {
      CURLMsg *message;
      int left;

      curl_multi_perform (multi, &left);
      while ((message = curl_multi_info_read (multi, &left)) != NULL)
        {
          CURL *easy = message->easy_handle;
          Transfer *self;

          if (message->msg != CURLMSG_DONE)
            continue;
          if (message->data.result != CURLE_OK)
            g_error ("%s", curl_easy_strerror (message->data.result));
          curl_easy_getinfo (easy, CURLINFO_PRIVATE, &self);
          curl_multi_remove_handle (multi, easy);
          if (finish_one (self))
            curl_multi_add_handle (multi, easy);
          else
            flying--;
        }
      if (flying > 0)
        curl_multi_poll (multi, NULL, 0, 100, NULL);
    }
}

/* P14: the page of 100 in @file, to rows. */
static int
parse_page (const char *file)
{
  g_autofree char *text = NULL;
  GString body = { 0 };
  double *times = g_new0 (double, ROUNDS);

  if (!g_file_get_contents (file, &body.str, &body.len, NULL))
    return 1;
  text = body.str;
  pages = g_async_queue_new ();
  for (guint i = 0; i < ROUNDS; i++)
    {
      const double begin = bench_now_ms ();

      read_page (&body);
      g_ptr_array_unref (g_async_queue_pop (pages));
      times[i] = bench_now_ms () - begin;
    }
  bench_say ("json.page", bench_percentile (times, ROUNDS, 0.5));
  g_free (times);
  return 0;
}

int
main (int argc, char **argv)
{
  const char *key = g_getenv ("FACTURADOR_BENCH_KEY");
  g_autofree char *authorization = g_strdup_printf ("Authorization: Bearer %s", key);
  struct curl_slist *headers = curl_slist_append (NULL, authorization);
  Transfer transfers[TRANSFERS] = { 0 };
  GThread *writer, *searcher = NULL;
  CURLM *multi;
  double begin;
  guint flying = 0;

  if (argc == 3 && strcmp (argv[1], "parse") == 0)
    return parse_page (argv[2]);
  if (argc < 4 || key == NULL)
    return 2;
  base = argv[2];
  end = g_getenv ("FACTURADOR_BENCH_END") != NULL
            ? g_ascii_strtoll (g_getenv ("FACTURADOR_BENCH_END"), NULL, 10)
            : g_get_real_time () / G_USEC_PER_SEC;
  pages = g_async_queue_new ();
  begin = bench_now_ms ();
  open_database (argv[1], argv[3]);
  curl_global_init (CURL_GLOBAL_ALL);
  multi = curl_multi_init ();
  writer = g_thread_new ("writer", write_pages, NULL);
  if (argc > 4)
    searcher = g_thread_new ("search", search_meanwhile, g_build_filename (argv[1], "floor.db", NULL));
  for (guint i = 0; i < TRANSFERS; i++)
    {
      prepare_transfer (&transfers[i], headers);
      if (start_month (&transfers[i]) && curl_multi_add_handle (multi, transfers[i].easy) == 0)
        flying++;
    }
  fetch_all (multi, flying);
  g_async_queue_push (pages, g_ptr_array_new ());
  g_thread_join (writer);
  g_atomic_int_set (&ended, 1);
  bench_say ("sync.seconds", (bench_now_ms () - begin) / 1e3);
  if (searcher != NULL)
    g_thread_join (searcher);
  sqlite3_close (db);
  bench_say ("sync.documents", n_rows);
  bench_say ("json.megabytes", bytes / 1e6);
  bench_say ("json.parsing", parsing);
  bench_say ("sql.inserting", inserting);
  return 0;
}
