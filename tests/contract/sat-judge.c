/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-certificate.h"
#include "fac-sandbox-company.h"
#include "fac-sat-check.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

/* A certificate and its key, whose password is the RFC, into @folder. */
static int
mint (const char *rfc, const char *name, const char *folder)
{
  gint64 now = g_get_real_time (), day = G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC;
  g_autofree char *cer_file = g_strdup_printf ("%s/%s.cer", folder, rfc);
  g_autofree char *key_file = g_strdup_printf ("%s/%s.key", folder, rfc);
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCertificate) certificate = fac_certificate_mint ("30001000000500007777", rfc, name,
                                                                 now - day, now + day, &error);
  g_autoptr (GBytes) key = NULL;
  GBytes *cer;

  g_assert_no_error (error);
  cer = fac_certificate_get_der (certificate);
  key = fac_certificate_key_der (certificate, rfc, &error);
  g_assert_no_error (error);
  return g_file_set_contents (cer_file, g_bytes_get_data (cer, NULL),
                              (gssize) g_bytes_get_size (cer), NULL)
    && g_file_set_contents (key_file, g_bytes_get_data (key, NULL),
                            (gssize) g_bytes_get_size (key), NULL) ? 0 : 1;
}

/* Reads names of documents, one a line, and answers each with the codes of the rules it breaks.
 * Arguments: a folder for its state, the catalogue; or --mint, an RFC, a name, a folder. */
int
main (int argc, char **argv)
{
  g_autoptr (FacClock) clock = fac_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  FacSandbox *sandbox;
  char line[4096];

  if (argc == 5 && g_str_equal (argv[1], "--mint"))
    return mint (argv[2], argv[3], argv[4]);
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
