/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-fault-driver.h"

#include "fac-fault-points.h"
#include "fac-test.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DRAIN_SECONDS 120
#define WALK_SECONDS 120
#define REST_MS 600 /* the deadline, and what an answer takes to be read */

static void
do_key (FaultDriver *self, char **words)
{
  fault_set_key (self, g_str_equal (words[1], "good"));
  fault_answer (NULL);
}

static void
do_network (FaultDriver *self, char **words)
{
  fac_connectivity_set_simulated_offline (self->connectivity, g_str_equal (words[1], "off"));
  fault_answer (NULL);
}

/* For the requests that begin from now on. */
static void
do_deadline (FaultDriver *self, char **words)
{
  self->deadline_ms = (guint) atoi (words[1]);
  fac_facturapi_provider_set_deadline (FAC_FACTURAPI_PROVIDER (self->provider),
                                       fac_test_patience (self->deadline_ms));
  fault_answer (NULL);
}

/* Somebody sets the clock of this machine forward. */
static void
do_leap (FaultDriver *self, char **words)
{
  fac_fault_clock_leap (self->clock, atoi (words[1]));
  fault_answer (NULL);
}

static void
do_clock (FaultDriver *self, char **words)
{
  fac_fault_clock_set_real (self->clock, g_str_equal (words[1], "real"));
  fac_sync_service_wake (self->service, FALSE);
  fault_answer (NULL);
}

static void
do_die (FaultDriver *self, char **words)
{
  fault_say (fac_fault_points_arm (words[1], words[2]) ? "ok" : "no such point");
}

static void
do_wake (FaultDriver *self, char **words)
{
  fac_sync_service_wake (self->service, TRUE);
  fault_answer (NULL);
}

static void
do_state (FaultDriver *self, char **words)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (FAC_TYPE_SYNC_STATE);
  const int state = (int) fac_sync_service_get_state (self->service);

  printf ("ok %s\n", g_enum_get_value (states, state)->value_nick);
  fflush (stdout);
}

static guint
print_outbox (FaultDriver *self, gboolean print)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint waiting = 0;

  fac_store_outbox_async (self->store, NULL, fac_test_got, &result);
  entries = fac_store_outbox_finish (self->store, fac_test_result (&result), NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const FacOutboxEntry *entry = g_ptr_array_index (entries, i);

      waiting += entry->state != FAC_OUTBOX_REFUSED;
      if (print)
        printf ("entry %d %d %s %d %d %s %s\n", entry->verb, entry->entity, entry->object_id,
                entry->state, entry->attempts, entry->error_code != NULL ? entry->error_code : "-",
                entry->error_message != NULL ? entry->error_message : "-");
    }
  return waiting;
}

static void
do_outbox (FaultDriver *self, char **words)
{
  print_outbox (self, TRUE);
  fault_answer (NULL);
}

static gboolean
owes_files (FaultDriver *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  gint64 owed;

  fac_store_count_owed_async (self->store, NULL, fac_test_got, &result);
  owed = fac_store_count_owed_finish (self->store, fac_test_result (&result), NULL);
  return owed != 0;
}

/* Until nothing waits and neither XML nor acuse is owed. */
static void
do_drain (FaultDriver *self, char **words)
{
  const gint64 limit = g_get_monotonic_time () + fac_test_patience (DRAIN_SECONDS) * G_USEC_PER_SEC;

  while (print_outbox (self, FALSE) > 0 || owes_files (self))
    {
      if (g_get_monotonic_time () > limit)
        {
          print_outbox (self, TRUE);
          fault_say ("no drain");
          return;
        }
      fault_pause (5);
    }
  print_outbox (self, TRUE);
  fault_answer (NULL);
}

static gboolean
is_idle (FaultDriver *self)
{
  const FacSyncState state = fac_sync_service_get_state (self->service);

  return state == FAC_SYNC_IDLE && fac_sync_service_get_owed (self->service) == 0;
}

/* Until the round of reading has ended. */
static void
do_walk (FaultDriver *self, char **words)
{
  const gint64 limit = g_get_monotonic_time () + fac_test_patience (WALK_SECONDS) * G_USEC_PER_SEC;

  while (!is_idle (self) && g_get_monotonic_time () < limit)
    fault_pause (20);
  fault_say (is_idle (self) ? "ok" : "no end of the walk");
}

/* "ok RSS USED": KiB that are this process's own, and bytes in use, when nothing is under way. What is
 * free between them is given back first, as the program does after its rounds: which thread's arena
 * keeps how much of it depends on who came first. */
static void
do_memory (FaultDriver *self, char **words)
{
  g_autofree char *status = NULL;
  const char *line;
  gint64 used;

  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  fault_pause (fac_test_patience (REST_MS));
  malloc_trim (0);
  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "RssAnon:");
  g_assert_nonnull (line);
  used = (gint64) mallinfo2 ().uordblks + (gint64) mallinfo2 ().hblkhd;
  fac_connectivity_set_simulated_offline (self->connectivity, FALSE);
  printf ("ok %d %" G_GINT64_FORMAT "\n", atoi (line + strlen ("RssAnon:")), used);
  fflush (stdout);
}

/* pdf FOLDER: from now on the service's PDFs are fetched into it. */
static void
do_pdf (FaultDriver *self, char **words)
{
  fac_sync_service_set_pdf_folder (self->service, words[1]);
  fac_sync_service_wake (self->service, TRUE);
  fault_say ("ok");
}

const FaultCommand fault_world_commands[] = {
  { "key", 2, do_key },
  { "network", 2, do_network },
  { "leap", 2, do_leap },
  { "deadline", 2, do_deadline },
  { "clock", 2, do_clock },
  { "wake", 1, do_wake },
  { "die", 3, do_die },
  { "walk", 1, do_walk },
  { "memory", 1, do_memory },
  { "pdf", 2, do_pdf },
  { "state", 1, do_state },
  { "outbox", 1, do_outbox },
  { "drain", 1, do_drain },
  { 0 },
};
