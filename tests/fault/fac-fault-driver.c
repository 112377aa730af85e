/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program without its window: store, sync service and provider on a data folder. It obeys lines
 * from stdin, words separated by blanks, and answers each with lines of which the last is "ok …" or
 * "no CODE REASON":
 *   customer ID REV good|bad   product ID REV LABEL   invoice ID REV CUSTOMER PRODUCT send|keep
 *   stamp ID REV CUSTOMER PRODUCT   unqueue ID   cancel ID MOTIVE   email ID ADDRESS
 *   discard VERB ID   delete customer|product|invoice ID   undelete …   local …
 *   key good|bad   network on|off   leap SECONDS   clock real|leaping   deadline MILLISECONDS   wake
 *   state   outbox   drain   walk   memory   die POINT VERB
 * REV is found again in each object, so that nobody can lose an edit unseen. */
#include "fac-fault-driver.h"

#include "fac-fault-points.h"
#include "fac-memory.h"
#include "fac-test.h"
#include "fac-worker.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>

#define NOBODYS_KEY "sk_test_nobodyskey0000000000000000"

void
fault_answer (const GError *error)
{
  if (error == NULL)
    puts ("ok");
  else
    printf ("no %s:%d %s\n", g_quark_to_string (error->domain), error->code, error->message);
  fflush (stdout);
}

void
fault_say (const char *line)
{
  puts (line);
  fflush (stdout);
}

void
fault_set_key (FaultDriver *self, gboolean good)
{
  g_autoptr (FacProvider) provider
    = fac_facturapi_provider_new (self->client, self->url, good ? self->key : NOBODYS_KEY);

  fac_facturapi_provider_set_deadline (FAC_FACTURAPI_PROVIDER (provider),
                                       fac_test_patience (self->deadline_ms));
  self->key_is_bad = !good;
  fac_sync_service_set_provider (self->service, provider);
  g_set_object (&self->provider, provider);
}

static gboolean
on_pause_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
fault_pause (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_pause_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static const FaultCommand *
find_command (const FaultCommand *commands, char **words)
{
  for (const FaultCommand *command = commands; command->name != NULL; command++)
    if (g_str_equal (words[0], command->name) && g_strv_length (words) == command->words)
      return command;
  return NULL;
}

static void
obey (FaultDriver *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  const FaultCommand *command = find_command (fault_person_commands, words);

  if (command == NULL)
    command = find_command (fault_world_commands, words);
  if (command != NULL)
    command->obey (self, words);
  else
    fault_say ("no such command");
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result,
                                                          NULL, NULL);
  g_main_context_wakeup (NULL);
  g_object_set_data (source, "read", GINT_TO_POINTER (TRUE));
}

static char *
next_line (GDataInputStream *input)
{
  char *line = NULL;

  g_object_set_data (G_OBJECT (input), "read", NULL);
  g_data_input_stream_read_line_async (input, G_PRIORITY_DEFAULT, NULL, on_line, &line);
  while (g_object_get_data (G_OBJECT (input), "read") == NULL)
    g_main_context_iteration (NULL, TRUE);
  return line;
}

static gboolean
on_person_acts (gpointer data)
{
  FaultDriver *self = data;
  const FacSyncState state
    = self->service != NULL ? fac_sync_service_get_state (self->service) : FAC_SYNC_IDLE;

  if (state == FAC_SYNC_KEY_REFUSED && !self->key_is_bad)
    fault_set_key (self, TRUE);
  else if (state == FAC_SYNC_ACCOUNT)
    fac_sync_service_wake (self->service, TRUE);
  return G_SOURCE_REMOVE;
}

static void
on_state (FacSyncService *service, GParamSpec *pspec, FaultDriver *self)
{
  const FacSyncState state = fac_sync_service_get_state (service);

  if (state == FAC_SYNC_KEY_REFUSED || state == FAC_SYNC_ACCOUNT)
    g_timeout_add (10, on_person_acts, self);
}

static gboolean
is_working (gpointer data)
{
  FaultDriver *self = data;

  return self->service != NULL && fac_sync_service_get_state (self->service) == FAC_SYNC_WORKING;
}

static void
start (FaultDriver *self, const char *folder)
{
  g_autoptr (GAsyncResult) result = NULL;
  FacClock *clock = fac_fault_clock_new ();
  g_autoptr (GError) error = NULL;

  fac_store_open_async (folder, NULL, fac_test_got, &result);
  self->store = fac_store_open_finish (fac_test_result (&result), &error);
  g_assert_no_error (error);
  self->clock = FAC_FAULT_CLOCK (clock);
  fac_fault_clock_set_busy (self->clock, is_working, self);
  fac_store_set_clock (self->store, clock);
  self->connectivity = fac_connectivity_new (NULL);
  fac_connectivity_set_loopback (self->connectivity, TRUE);
  self->client = fac_http_client_new ();
  self->service = fac_sync_service_new (self->store, self->connectivity, clock);
  g_signal_connect (self->service, "notify::state", G_CALLBACK (on_state), self);
  fault_set_key (self, TRUE);
  fac_fault_points_install (self->provider, self->store);
}

static void
stop (FaultDriver *self)
{
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;

  fac_sync_service_stop_async (self->service, fac_test_got, &stopped);
  fac_sync_service_stop_finish (self->service, fac_test_result (&stopped), NULL);
  fac_store_close_async (self->store, fac_test_got, &closed);
  fac_store_close_finish (self->store, fac_test_result (&closed), &error);
  g_assert_no_error (error);
  g_clear_object (&self->service);
  g_clear_object (&self->store);
  g_clear_object (&self->provider);
  g_clear_object (&self->client);
  g_clear_object (&self->connectivity);
  g_clear_object (&self->clock);
  fac_worker_wait ();
  /* the store's threads end by themselves, and what they hold is no leak */
  fault_pause (fac_test_patience (30));
}

int
main (int argc, char **argv)
{
  g_autoptr (GInputStream) base = NULL;
  g_autoptr (GDataInputStream) input = NULL;
  FaultDriver driver = { .key = g_getenv ("FAC_FAULT_KEY"), .deadline_ms = 400 };
  char *line;

  if (argc != 3 || driver.key == NULL)
    return 2;
  fac_memory_keep_small ();
  driver.url = argv[2];
  start (&driver, argv[1]);
  base = g_unix_input_stream_new (0, FALSE);
  input = g_data_input_stream_new (base);
  fault_answer (NULL);
  while ((line = next_line (input)) != NULL)
    {
      obey (&driver, line);
      g_free (line);
    }
  stop (&driver);
  return 0;
}
