/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-test.h"
#include "fac-text.h"
#include "fac-xml-document.h"

#include <string.h>

#define LONG 3000000u

static void
test_shown (void)
{
  g_autofree char *huge = g_strnfill (LONG, 'A');
  g_autofree char *start = g_strnfill (4000, 'A');
  g_autoptr (GString) accents = g_string_new (NULL);
  g_autofree char *shown = fac_xml_document_dup_shown (huge);
  g_autofree char *few = fac_xml_document_dup_shown (start);
  g_autofree char *count = fac_text_printf ("%'u", LONG - 4000);
  g_autofree char *rest = NULL;

  g_assert_cmpstr (few, ==, start);
  g_assert_null (fac_xml_document_dup_shown (NULL));
  g_assert_cmpuint (strlen (shown), <, 4100);
  g_assert_true (g_str_has_prefix (shown, start));
  g_assert_nonnull (strstr (shown, count));
  /* characters are counted, and none is cut in two */
  for (guint i = 0; i < 4000; i++)
    g_string_append (accents, "ñ");
  g_free (few);
  few = fac_xml_document_dup_shown (accents->str);
  g_assert_cmpstr (few, ==, accents->str);
  g_string_append (accents, "ñ");
  rest = fac_xml_document_dup_shown (accents->str);
  g_assert_true (g_utf8_validate (rest, -1, NULL));
  g_assert_nonnull (strstr (rest, "ñ… (1 "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml/shown", test_shown);
  return g_test_run ();
}
