/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog.h"
#include "fac-certificate.h"
#include "fac-clock.h"
#include "fac-db.h"

G_BEGIN_DECLS

typedef struct _FacSandboxControl FacSandboxControl;
typedef struct _FacSandboxCounts FacSandboxCounts;
typedef struct _FacSandboxPacking FacSandboxPacking;

/** FAC_SANDBOX_DATABASE: in the folder of the state. */
#define FAC_SANDBOX_DATABASE "sandbox.db"

/**
 * FacSandbox: what every request may look at: the state database, the catalogues, the clock, the PAC's certificate and
 * the example company's keys. One per process, used on the main thread; the catalogue on any.
 *
 * @folder: of the state; what is written beside the database (mail, …) goes into folders of its own, mode 0700
 * @smtp: (nullable): "127.0.0.1:PORT", where messages are handed to besides the files in mail/
 * @base_url: "http://127.0.0.1:PORT", set once the port is known
 * @organization: id of the example company
 * @csds: id of an organization → its #FacCertificate; see fac_sandbox_csd()
 * @clock_offset: microseconds that the sandbox's time is ahead of @clock
 * @leap_end: where a leap of the clock that is being made will end, by the sandbox's clock; 0 otherwise
 * @courier: (nullable): what delivers to webhooks, once something was to be delivered
 * @counts: (nullable): numbers of matches that were counted since the last change
 * @packing: ZIP requests under way
 * @control: (nullable): the instrument's side (faults, clock, seed), %NULL without --control
 */
typedef struct
{
  char           *folder;
  char           *smtp;
  FacDb          *db;
  FacCatalog     *catalog;
  FacClock       *clock;
  char           *base_url;
  char           *organization;
  char           *test_key;
  char           *live_key;
  char           *user_key;
  GHashTable     *csds;
  FacCertificate *pac;
  gint64          clock_offset;
  gint64          leap_end;
  guint           jobs_timer;
  GObject        *courier;
  int             lock;
  FacSandboxControl *control;
  FacSandboxCounts *counts;
  FacSandboxPacking *packing;
} FacSandbox;

/**
 * fac_sandbox_open: opens or makes the state in @folder (0700; database 0600): on the first start mints the keys, the
 * certificates and the example company. A folder that another process uses is refused. Blocking.
 * @starter: path of the compiled starter catalogue; @full: (nullable): path of the full one
 */
FacSandbox *fac_sandbox_open (const char *folder, const char *starter, const char *full, FacClock *clock,
                              GError **error);
void        fac_sandbox_close (FacSandbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandbox, fac_sandbox_close)

/** fac_sandbox_now: microseconds since 1970 UTC by the sandbox's clock. */
gint64 fac_sandbox_now (FacSandbox *self);
/** fac_sandbox_advance: moves the sandbox's clock and nothing else; see fac_sandbox_jobs_advance(). */
gboolean fac_sandbox_advance (FacSandbox *self, gint64 microseconds, GError **error);

/** fac_sandbox_setting: a text of the state. Returns: (transfer full) (nullable): %NULL without @error when there is
 * none */
char *fac_sandbox_setting (FacSandbox *self, const char *name, GError **error);
/** fac_sandbox_set_setting: stores it, in place of the one before. */
gboolean fac_sandbox_set_setting (FacSandbox *self, const char *name, const char *value, GError **error);

/** fac_sandbox_subfolder: a folder of the state, made (0700) when it is absent. Returns: (transfer full) (nullable) */
char *fac_sandbox_subfolder (FacSandbox *self, const char *name, GError **error);

/** fac_sandbox_new_id: 24 hex characters, growing with time. Returns: (transfer full) */
char *fac_sandbox_new_id (FacSandbox *self);
/** fac_sandbox_random: @length characters of [A-Za-z0-9] from the system's random source. Returns: (transfer full) */
char *fac_sandbox_random (gsize length);

G_END_DECLS
