/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-ids.h"

char *
fac_id_new (void)
{
  return g_uuid_string_random ();
}

gboolean
fac_id_is_uuid (const char *text)
{
  return text != NULL && g_uuid_string_is_valid (text);
}
