/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacOfflineState: how an object stands to the service's; the values are stored and never change. */
typedef enum
{
  FAC_OFFLINE_SYNCED  = 0,
  FAC_OFFLINE_CREATED = 1, /* the service does not have it */
  FAC_OFFLINE_CHANGED = 2, /* edited here since */
  FAC_OFFLINE_DELETED = 3  /* hidden; its deletion waits, or it is swept at the next start */
} FacOfflineState;

G_END_DECLS
