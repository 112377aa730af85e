/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-body-pack.h"

#include <gio/gio.h>

/* the first byte of a zlib stream; JSON begins otherwise */
#define ZLIB_MARK 0x78
#define FASTEST   1
#define CHUNK     8192

GBytes *
fac_body_pack (GBytes *body)
{
  g_autoptr (GConverter) deflate =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, FASTEST));
  gsize length, read, written;
  gconstpointer text = g_bytes_get_data (body, &length);
  g_autofree char *packed = g_malloc (MAX (length, 1));

  if (length == 0
      || g_converter_convert (deflate, text, length, packed, length, G_CONVERTER_INPUT_AT_END,
                              &read, &written, NULL) != G_CONVERTER_FINISHED)
    return g_bytes_ref (body);
  return g_bytes_new (packed, written);
}

GBytes *
fac_body_unpack (GBytes *packed)
{
  g_autoptr (GConverter) inflate = NULL;
  g_autoptr (GByteArray) text = NULL;
  gsize length, read, written, done = 0;
  const guint8 *bytes = g_bytes_get_data (packed, &length);
  GConverterResult result;

  if (length == 0 || bytes[0] != ZLIB_MARK)
    return g_bytes_ref (packed);
  inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  text = g_byte_array_new ();
  do
    {
      guint8 chunk[CHUNK];

      result = g_converter_convert (inflate, bytes + done, length - done, chunk, sizeof chunk,
                                    G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      g_byte_array_append (text, chunk, (guint) written);
      done += read;
    }
  while (result != G_CONVERTER_FINISHED);
  return g_byte_array_free_to_bytes (g_steal_pointer (&text));
}
