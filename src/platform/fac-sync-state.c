/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-state.h"

GType
fac_sync_state_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { FAC_SYNC_IDLE, "FAC_SYNC_IDLE", "idle" },
    { FAC_SYNC_WORKING, "FAC_SYNC_WORKING", "working" },
    { FAC_SYNC_OFFLINE, "FAC_SYNC_OFFLINE", "offline" },
    { FAC_SYNC_NO_KEY, "FAC_SYNC_NO_KEY", "no-key" },
    { FAC_SYNC_KEY_REFUSED, "FAC_SYNC_KEY_REFUSED", "key-refused" },
    { FAC_SYNC_ACCOUNT, "FAC_SYNC_ACCOUNT", "account" },
    { FAC_SYNC_TROUBLE, "FAC_SYNC_TROUBLE", "trouble" },
    { FAC_SYNC_DENIED, "FAC_SYNC_DENIED", "denied" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("FacSyncState", values));
  return type;
}
