/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-xml-fragment.h"

#include <libxml/parser.h>

static void
test_verdicts (void)
{
  static const struct { const char *xml; gboolean one; FacXmlVerdict verdict; const char *name; } cases[] = {
    { "<a/>", TRUE, FAC_XML_FINE, NULL },
    { " <!-- x --> <a><b c='1'>&amp;</b></a>\n", TRUE, FAC_XML_FINE, NULL },
    { "<a/><b/>", TRUE, FAC_XML_MANY_ROOTS, NULL },
    { "<a/><b/>", FALSE, FAC_XML_FINE, NULL },
    { "text", TRUE, FAC_XML_NO_ROOT, NULL },
    { "", FALSE, FAC_XML_NO_ROOT, NULL },
    { "<a>", TRUE, FAC_XML_BROKEN, NULL },
    { "<a b=1/>", TRUE, FAC_XML_BROKEN, NULL },
    { "<a/></around><around>", FALSE, FAC_XML_BROKEN, NULL },
    { "<?xml version='1.0'?><a/>", TRUE, FAC_XML_BROKEN, NULL },
    { "<!DOCTYPE a []><a/>", TRUE, FAC_XML_BROKEN, NULL },
    { "<a>&unknown;</a>", TRUE, FAC_XML_BROKEN, NULL },
    { "<acme:a/>", TRUE, FAC_XML_FINE, NULL },
    { "<other:a/>", TRUE, FAC_XML_UNDECLARED, "other:a" },
    { "<a other:b='1'/>", TRUE, FAC_XML_UNDECLARED, "other:b" },
    { "<other:a xmlns:other='urn:other'/>", TRUE, FAC_XML_FINE, NULL },
  };
  g_autoptr (GPtrArray) spaces = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_namespace_free);

  g_ptr_array_add (spaces, fac_namespace_new ("acme", "urn:a&b", NULL));
  /* these declare nothing, and do no harm */
  g_ptr_array_add (spaces, fac_namespace_new ("acme", "urn:again", NULL));
  g_ptr_array_add (spaces, fac_namespace_new ("a b", "urn:bad", NULL));
  g_ptr_array_add (spaces, fac_namespace_new ("xmlx", "urn:bad", NULL));
  g_ptr_array_add (spaces, fac_namespace_new ("none", NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = NULL;

      g_test_message ("%s", cases[i].xml);
      g_assert_cmpint (fac_xml_fragment_check (cases[i].xml, spaces, cases[i].one, &name), ==,
                       cases[i].verdict);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

int
main (int argc, char **argv)
{
  int code;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cfdi/fragment/verdicts", test_verdicts);
  code = g_test_run ();
  xmlCleanupParser ();
  return code;
}
