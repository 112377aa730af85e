/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paged-model.h"

GType
fac_list_state_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { FAC_LIST_LOADING, "FAC_LIST_LOADING", "loading" },
    { FAC_LIST_READY, "FAC_LIST_READY", "ready" },
    { FAC_LIST_EMPTY, "FAC_LIST_EMPTY", "empty" },
    { FAC_LIST_NOTHING_FOUND, "FAC_LIST_NOTHING_FOUND", "nothing-found" },
    { FAC_LIST_FAILED, "FAC_LIST_FAILED", "failed" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("FacListState", values));
  return type;
}
