/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-company.h"
#include "fac-sat-check.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

/* Reads names of documents, one a line, and answers each with the codes of the rules it breaks.
 * Arguments: a folder for its state, the catalogue. */
int
main (int argc, char **argv)
{
  g_autoptr (FacClock) clock = fac_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  FacSandbox *sandbox;
  char line[4096];

  if (argc != 3)
    return 2;
  sandbox = fac_sandbox_open (argv[1], argv[2], NULL, clock, &error);
  g_assert_no_error (error);
  zone = fac_sandbox_zone (sandbox, "50000");
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_autofree char *text = NULL;
      g_autoptr (GBytes) xml = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      gsize length;

      line[strcspn (line, "\n")] = '\0';
      g_assert_true (g_file_get_contents (line, &text, &length, NULL));
      xml = g_bytes_new (text, length);
      findings = fac_sat_check (xml, FAC_CATALOG_SOURCE (sandbox->catalog),
                                fac_sandbox_now (sandbox), zone);
      for (guint i = 0; i < findings->len; i++)
        printf ("%s ", ((const FacSatFinding *) g_ptr_array_index (findings, i))->code);
      printf ("\n");
      fflush (stdout);
    }
  fac_sandbox_close (sandbox);
  xmlCleanupParser ();
  return 0;
}
