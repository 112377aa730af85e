/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-qr-code.h"

#include <qrencode.h>
#include <string.h>

GBytes *
fac_qr_code_make (const char *text, guint *side)
{
  QRcode *code = QRcode_encodeData ((int) strlen (text), (const unsigned char *) text, 0,
                                    QR_ECLEVEL_M);
  gsize n;
  guint8 *modules;

  if (code == NULL)
    return NULL;
  n = (gsize) code->width * (gsize) code->width;
  modules = g_malloc (n);
  for (gsize i = 0; i < n; i++)
    modules[i] = code->data[i] & 1;
  *side = (guint) code->width;
  QRcode_free (code);
  return g_bytes_new_take (modules, n);
}
