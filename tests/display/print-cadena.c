/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print-cadena FILE: the cadena original of a CFDI, without a final newline, so that openssl can judge its seal. */
#include "fac-cfdi-xml.h"

#include <stdio.h>
#include <stdlib.h>

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *cadena = NULL;
  g_autoptr (GBytes) xml = NULL;
  gsize length;

  if (argc != 2)
    {
      g_printerr ("usage: print-cadena FILE\n");
      return EXIT_FAILURE;
    }
  if (g_file_get_contents (argv[1], &contents, &length, &error))
    {
      xml = g_bytes_new (contents, length);
      cadena = fac_cfdi_cadena (xml, &error);
    }
  if (cadena == NULL)
    {
      g_printerr ("print-cadena: %s\n", error->message);
      return EXIT_FAILURE;
    }
  fputs (cadena, stdout);
  return EXIT_SUCCESS;
}
