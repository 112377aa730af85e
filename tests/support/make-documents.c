/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-make-documents.h"

#include <stdlib.h>

/* make-documents FOLDER N [SEED]: see fac_make_documents(). */
int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  guint64 n = argc >= 3 ? g_ascii_strtoull (argv[2], NULL, 10) : 0;
  guint64 seed = argc >= 4 ? g_ascii_strtoull (argv[3], NULL, 10) : 1;

  if (n == 0 || n > 10000000)
    {
      g_printerr ("Usage: make-documents FOLDER N [SEED]\n");
      return EXIT_FAILURE;
    }
  if (!fac_make_documents (argv[1], n, seed, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
