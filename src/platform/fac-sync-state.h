/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** FacSyncState: what the sync service is about; in `platform` so that views can name it without seeing `sync`. */
typedef enum
{
  FAC_SYNC_IDLE,     /* nothing waits: "Al día" */
  FAC_SYNC_WORKING,  /* sending or fetching */
  FAC_SYNC_OFFLINE,  /* no network, or simulated */
  FAC_SYNC_NO_KEY,   /* no key yet: keyring locked or absent */
  FAC_SYNC_KEY_REFUSED, /* 401, 403 */
  FAC_SYNC_ACCOUNT,  /* 402 */
  FAC_SYNC_TROUBLE,  /* the service fails; it is retried */
  FAC_SYNC_DENIED    /* nothing waits, but the service denies nearly everything that came from it */
} FacSyncState;

#define FAC_TYPE_SYNC_STATE (fac_sync_state_get_type ())
GType fac_sync_state_get_type (void);

G_END_DECLS
