/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P7 to P10: bench-sync FOLDER URL [search]: the first sync of a service into FOLDER; the key is FACTURADOR_BENCH_KEY. Says how long it
 * took, when the first page was there, the longest time the main loop was away, memory, the size of the database and,
 * with "search", how long searches took meanwhile. "parse FILE" (P14) reads one page of invoices. */
#include "bench.h"

#include "fac-facturapi-mapping.h"
#include "fac-facturapi-provider.h"
#include "fac-sync-service.h"

#include <glib/gstdio.h>
#include <string.h>

#define MOST_SEARCHES 100000
#define ROUNDS        50

typedef struct
{
  GMainLoop      *loop;
  FacStore       *store;
  FacSyncService *sync;
  double          begin;
  double          first;
  double          searched;
  double         *searches;
  guint           n_searches;
  guint           word;
  gboolean        with_search;
  gboolean        begun;
  gboolean        ended;
  guint           documents;
} Bench;

static double away_since, longest_away;
static double busy_since, longest_busy;

/* of this thread alone: a busy machine does not change it */
static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* What the main loop does between two polls is one slice in which nothing is painted. */
static int
watched_poll (GPollFD *descriptors, guint n, int timeout)
{
  int result;

  if (away_since > 0)
    {
      longest_away = MAX (longest_away, bench_now_ms () - away_since);
      longest_busy = MAX (longest_busy, thread_ms () - busy_since);
    }
  result = g_poll (descriptors, n, timeout);
  away_since = bench_now_ms ();
  busy_since = thread_ms ();
  return result;
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void search (Bench *self);

static gboolean
on_search_time (gpointer data)
{
  if (!((Bench *) data)->ended)
    search (data);
  return G_SOURCE_REMOVE;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  Bench *self = data;
  g_autoptr (FacStorePage) page = fac_store_first_page_finish (FAC_STORE (source), result, NULL);

  if (self->ended)
    return;
  if (page == NULL)
    g_error ("a search failed");
  if (self->n_searches < MOST_SEARCHES)
    self->searches[self->n_searches++] = bench_now_ms () - self->searched;
  g_timeout_add (20, on_search_time, self);
}

static void
search (Bench *self)
{
  static const char *const words[] = { "ser", "caf", "com", "mat", "ing", "pro" };
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);

  query->text = g_strdup (words[self->word++ % G_N_ELEMENTS (words)]);
  self->searched = bench_now_ms ();
  fac_store_first_page_async (self->store, query, 100, NULL, on_found, self);
}

static void
on_changed (FacStore *store, FacEntity entity, const char *id, Bench *self)
{
  if (entity != FAC_ENTITY_INVOICE || self->first > 0)
    return;
  self->first = bench_now_ms ();
  if (self->with_search)
    search (self);
}

static void
on_progress (GObject *object, GParamSpec *pspec, Bench *self)
{
  g_autofree char *progress = NULL;

  g_object_get (object, "progress", &progress, NULL);
  if (progress != NULL)
    self->begun = TRUE;
  else if (self->begun)
    {
      self->ended = TRUE;
      g_main_loop_quit (self->loop);
    }
}

static void
run (Bench *self, const char *url, const char *key)
{
  g_autoptr (FacConnectivity) connectivity = fac_connectivity_new (NULL);
  g_autoptr (FacClock) clock = fac_clock_new ();
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (FacProvider) provider = fac_facturapi_provider_new (client, url, key);
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GAsyncResult) stopped = NULL;

  fac_connectivity_set_loopback (connectivity, TRUE);
  self->sync = fac_sync_service_new (self->store, connectivity, clock);
  g_signal_connect (self->store, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->sync, "notify::progress", G_CALLBACK (on_progress), self);
  self->begin = bench_now_ms ();
  fac_sync_service_set_provider (self->sync, provider);
  g_main_loop_run (self->loop);
  bench_say ("sync.seconds", (bench_now_ms () - self->begin) / 1e3);
  bench_say ("sync.first", self->first - self->begin);
  bench_say ("sync.away", longest_away);
  bench_say ("sync.busy", longest_busy);
  fac_store_count_remote_async (self->store, on_result, &counted);
  self->documents = fac_store_count_remote_finish (self->store, wait_for (&counted), NULL);
  fac_sync_service_stop_async (self->sync, on_result, &stopped);
  wait_for (&stopped);
  g_object_unref (self->sync);
}

static void
say_memory (void)
{
  g_autofree char *text = NULL;
  const char *found;

  if (g_file_get_contents ("/proc/self/status", &text, NULL, NULL)
      && (found = strstr (text, "RssAnon:")) != NULL)
    bench_say ("sync.memory", (double) g_ascii_strtoull (found + 8, NULL, 10) / 1024);
}

/* P14: the page of 100 in @file, to objects and their bodies. */
static int
parse_page (const char *file)
{
  g_autofree char *text = NULL;
  gsize length;
  double *times = g_new0 (double, ROUNDS);

  if (!g_file_get_contents (file, &text, &length, NULL))
    return 1;
  for (guint i = 0; i < ROUNDS; i++)
    {
      const double begin = bench_now_ms ();
      g_autoptr (GBytes) body = g_bytes_new_static (text, length);
      g_autoptr (FacJson) json = fac_json_parse (body, NULL);
      g_autoptr (FacRemotePage) page =
          fac_facturapi_read_page (FAC_ENTITY_INVOICE, fac_json_root (json), NULL);

      if (page == NULL || page->items->len != 100)
        return 1;
      times[i] = bench_now_ms () - begin;
    }
  bench_say ("json.page", bench_percentile (times, ROUNDS, 0.5));
  g_free (times);
  return 0;
}

int
main (int argc, char **argv)
{
  Bench self = { .with_search = argc > 3 };
  const char *key = g_getenv ("FACTURADOR_BENCH_KEY");
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autofree char *file = NULL;
  GStatBuf status;

  if (argc == 3 && g_str_equal (argv[1], "parse"))
    return parse_page (argv[2]);
  if (argc < 3 || key == NULL)
    return 2;
  g_main_context_set_poll_func (NULL, watched_poll);
  self.loop = g_main_loop_new (NULL, FALSE);
  self.searches = g_new0 (double, MOST_SEARCHES);
  fac_store_open_async (argv[1], NULL, on_result, &opened);
  self.store = fac_store_open_finish (wait_for (&opened), NULL);
  if (self.store == NULL)
    return 1;
  longest_away = longest_busy = 0;
  run (&self, argv[2], key);
  say_memory ();
  fac_store_close_async (self.store, on_result, &closed);
  wait_for (&closed);
  file = g_build_filename (argv[1], "facturador.db", NULL);
  if (g_stat (file, &status) == 0)
    bench_say ("sync.megabytes", (double) status.st_size / 1e6);
  bench_say ("sync.documents", self.documents);
  if (self.n_searches > 0)
    bench_say ("search.p99", bench_percentile (self.searches, self.n_searches, 0.99));
  g_free (self.searches);
  g_main_loop_unref (self.loop);
  return 0;
}
