/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-facturapi-provider.h"
#include "fac-fault-clock.h"
#include "fac-store.h"
#include "fac-sync-service.h"

G_BEGIN_DECLS

/** FaultDriver: the program without its window, as the commands see it. */
typedef struct
{
  FacStore        *store;
  FacConnectivity *connectivity;
  FacSyncService  *service;
  FacHttpClient   *client;
  FacProvider     *provider;
  FacFaultClock   *clock;
  const char      *url;
  const char      *key;
  gboolean         key_is_bad; /* on purpose: nobody types a new one */
  guint            deadline_ms; /* of each exchange, before the patience of slow runs */
} FaultDriver;

/** FaultCommand: obeys a line of so many @words, the first being @name, and answers it. */
typedef struct
{
  const char *name;
  guint       words;
  void      (*obey) (FaultDriver *self, char **words);
} FaultCommand;

/** fault_person_commands: what the person writes. fault_world_commands: what happens about it. Both end with a zeroed
 * one. */
extern const FaultCommand fault_person_commands[];
extern const FaultCommand fault_world_commands[];

/** fault_answer: the last line of an answer; @error: (nullable) */
void fault_answer (const GError *error);
/** fault_say: a line of an answer that is no error. */
void fault_say (const char *line);
/** fault_pause: lets the main loop run. */
void fault_pause (guint milliseconds);
/** fault_set_key: as if the person had typed a key. */
void fault_set_key (FaultDriver *self, gboolean good);

G_END_DECLS
