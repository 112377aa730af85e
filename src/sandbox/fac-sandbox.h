/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog.h"
#include "fac-certificate.h"
#include "fac-clock.h"
#include "fac-db.h"

G_BEGIN_DECLS

/**
 * FacSandbox: what every request may look at: the state database, the catalogues, the clock, the test certificates and
 * the keys. One per process, used on the main thread.
 *
 * @base_url: "http://127.0.0.1:PORT", set once the port is known
 * @organization: id of the example company
 */
typedef struct
{
  FacDb          *db;
  FacCatalog     *catalog;
  FacClock       *clock;
  char           *base_url;
  char           *organization;
  char           *test_key;
  char           *live_key;
  char           *user_key;
  FacCertificate *csd;
  FacCertificate *pac;
} FacSandbox;

/**
 * fac_sandbox_open: opens or makes the state in @folder (0700; database 0600): on the first start mints the keys, the
 * certificates and the example company. Blocking.
 * @starter: path of the compiled starter catalogue; @full: (nullable): path of the full one
 */
FacSandbox *fac_sandbox_open (const char *folder, const char *starter, const char *full, FacClock *clock,
                              GError **error);
void        fac_sandbox_close (FacSandbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandbox, fac_sandbox_close)

/** fac_sandbox_now: microseconds since 1970 UTC by the sandbox's clock. */
gint64 fac_sandbox_now (FacSandbox *self);

/** fac_sandbox_new_id: 24 hex characters, growing with time. Returns: (transfer full) */
char *fac_sandbox_new_id (FacSandbox *self);
/** fac_sandbox_random: @length characters of [A-Za-z0-9] from the system's random source. Returns: (transfer full) */
char *fac_sandbox_random (gsize length);

G_END_DECLS
