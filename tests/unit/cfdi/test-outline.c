/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-xml-outline.h"

#include <string.h>

static FacXmlOutline *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));

  return fac_xml_outline_read (xml, error);
}

static void
test_lines (void)
{
  g_autoptr (FacXmlOutline) outline = read_text (
    "<?xml version=\"1.0\"?><a:Raiz xmlns:a=\"urn:a\" B='1 &lt; 2 &amp; \"x\"'><a:Uno/>"
    "<a:Dos> texto &gt; </a:Dos></a:Raiz>", NULL);
  g_auto (GStrv) lines = fac_xml_outline_lines (outline);
  const FacXmlElement *root = outline->elements->pdata[0];
  const FacXmlElement *second = outline->elements->pdata[2];

  g_assert_cmpuint (outline->elements->len, ==, 3);
  g_assert_cmpstr (root->name, ==, "a:Raiz");
  g_assert_cmpuint (root->attributes->len, ==, 2);
  g_assert_cmpstr (g_array_index (root->attributes, FacXmlAttribute, 1).value, ==, "1 < 2 & \"x\"");
  g_assert_cmpuint (second->place, ==, 1);
  g_assert_cmpstr (second->text, ==, "texto >");
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[0], ==,
                   "<a:Raiz xmlns:a=\"urn:a\" B=\"1 &lt; 2 &amp; &quot;x&quot;\">");
  g_assert_cmpstr (lines[1], ==, "  <a:Uno/>");
  g_assert_cmpstr (lines[2], ==, "  <a:Dos>texto &gt;</a:Dos>");
  g_assert_cmpstr (lines[3], ==, "</a:Raiz>");
}

static void
test_hostile (void)
{
  static const char *const bad[] = {
    "", "<a>", "no XML", "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (bad[i], &error));
      g_assert_nonnull (error);
    }
}

static void
test_many_lines (void)
{
  g_autoptr (GString) text = g_string_new ("<Conceptos>");
  g_autoptr (FacXmlOutline) outline = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text, "<Concepto N=\"%u\" Descripcion=\"Árbol %u\"/>", i, i);
  g_string_append (text, "</Conceptos>");
  outline = read_text (text->str, NULL);
  g_assert_cmpuint (outline->elements->len, ==, 50001);
  g_assert_nonnull (strstr (((FacXmlElement *) outline->elements->pdata[50000])->folded,
                            "arbol 49999"));
  lines = fac_xml_outline_lines (outline);
  g_assert_cmpuint (g_strv_length (lines), ==, 50002);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline/lines", test_lines);
  g_test_add_func ("/outline/hostile", test_hostile);
  g_test_add_func ("/outline/many-lines", test_many_lines);
  return g_test_run ();
}
