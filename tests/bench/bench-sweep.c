/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-sweep FOLDER URL: over a store in FOLDER that has been filled and owes no files: what a round costs that finds a few new
 * documents, and what it costs, and how long it takes by the program's clock, until all that is known was looked at again.
 * The key is FACTURADOR_BENCH_KEY. Nothing is waited for: the clock is moved. */
#include "bench.h"

#include "fac-facturapi-provider.h"
#include "fac-sync-service.h"

/* with the millisecond that a timer is late at least */
#define QUARTER (15 * 60 * (gint64) G_USEC_PER_SEC + G_TIME_SPAN_MILLISECOND)
#define REST_MS 100 /* nothing was asked for so long: the round has ended */
#define MOST_ROUNDS 1000

static FacProviderClass real;
static guint requests;

static void
counted_check (FacProvider *self, GTask *task)
{
  requests++;
  real.check (self, task);
}

static void
counted_list (FacProvider *self, FacEntity entity, const FacRemoteQuery *query, GTask *task)
{
  requests++;
  real.list (self, entity, query, task);
}

static void
counted_get (FacProvider *self, FacEntity entity, const char *remote_id, GTask *task)
{
  requests++;
  real.get (self, entity, remote_id, task);
}

static void
count_requests (FacProvider *provider)
{
  FacProviderClass *klass = FAC_PROVIDER_GET_CLASS (provider);

  real = *klass;
  klass->check = counted_check;
  klass->list = counted_list;
  klass->get = counted_get;
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

static gboolean
on_rest (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_until_ended (FacSyncService *sync)
{
  guint asked;

  do
    {
      gboolean rested = FALSE;

      asked = requests;
      g_timeout_add (REST_MS, on_rest, &rested);
      while (!rested)
        g_main_context_iteration (NULL, TRUE);
    }
  while (asked != requests || fac_sync_service_get_state (sync) == FAC_SYNC_WORKING);
}

/* Whether every window was looked at since @begun. */
static gboolean
all_checked (FacStore *store, gint64 begun)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) windows = NULL;

  fac_store_windows_async (store, on_result, &result);
  windows = fac_store_windows_finish (store, wait_for (&result), NULL);
  if (windows == NULL || windows->len == 0)
    g_error ("the store was never filled");
  for (guint i = 0; i < windows->len; i++)
    if (((const FacPullWindow *) g_ptr_array_index (windows, i))->checked_at < begun)
      return FALSE;
  return TRUE;
}

static void
measure (FacStore *store, FacSyncService *sync, FacTestClock *clock)
{
  const gint64 begun = fac_clock_now (FAC_CLOCK (clock));
  guint rounds = 0;

  wait_until_ended (sync);
  bench_say ("increment.requests", requests);
  requests = 0;
  while (!all_checked (store, begun))
    {
      if (++rounds > MOST_ROUNDS)
        g_error ("the sweep does not end");
      fac_test_clock_advance (clock, QUARTER);
      wait_until_ended (sync);
    }
  bench_say ("sweep.requests", requests);
  bench_say ("sweep.rounds", rounds);
  bench_say ("sweep.hours", rounds / 4.0);
}

int
main (int argc, char **argv)
{
  const char *key = g_getenv ("FACTURADOR_BENCH_KEY");
  g_autoptr (FacTestClock) clock = fac_test_clock_new (g_get_real_time ());
  g_autoptr (FacConnectivity) connectivity = fac_connectivity_new (NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (FacProvider) provider = NULL;
  g_autoptr (FacSyncService) sync = NULL;
  g_autoptr (FacStore) store = NULL;
  g_autoptr (GAsyncResult) opened = NULL, stopped = NULL, closed = NULL;

  if (argc != 3 || key == NULL)
    return 2;
  fac_store_open_async (argv[1], NULL, on_result, &opened);
  store = fac_store_open_finish (wait_for (&opened), NULL);
  if (store == NULL)
    return 1;
  fac_store_set_clock (store, FAC_CLOCK (clock));
  fac_connectivity_set_loopback (connectivity, TRUE);
  sync = fac_sync_service_new (store, connectivity, FAC_CLOCK (clock));
  provider = fac_facturapi_provider_new (client, argv[2], key);
  count_requests (provider);
  fac_sync_service_set_provider (sync, provider);
  measure (store, sync, clock);
  fac_sync_service_stop_async (sync, on_result, &stopped);
  wait_for (&stopped);
  fac_store_close_async (store, on_result, &closed);
  wait_for (&closed);
  return 0;
}
