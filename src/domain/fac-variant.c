/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-variant.h"

GBytes *
fac_variant_to_bytes (GVariant *variant)
{
  g_autoptr(GVariant) own = g_variant_ref_sink (variant);
  g_autoptr(GVariant) little = NULL;

  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    little = g_variant_byteswap (own);
  else
    little = g_steal_pointer (&own);
  return g_variant_get_data_as_bytes (little);
}

GVariant *
fac_variant_from_bytes (GBytes *bytes)
{
  g_autoptr(GVariant) variant = NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return NULL;
  variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, bytes, FALSE));
  if (!g_variant_is_normal_form (variant))
    return NULL;
  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      GVariant *swapped = g_variant_byteswap (variant);

      g_variant_unref (variant);
      variant = swapped;
    }
  return g_steal_pointer (&variant);
}

char *
fac_variant_hash (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}
