/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-seal.h"
#include "fac-cfdi-xml.h"
#include "fac-error.h"
#include "fac-test.h"

#include <string.h>

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

static GBytes *
read_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static char *
read_beside (const char *path, const char *ending)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".xml"));
  g_autofree char *beside = g_strconcat (stem, ending, NULL);
  char *text = NULL;

  g_file_get_contents (beside, &text, NULL, NULL);
  return text;
}

static void
check_sample (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = read_file (path);
  g_autofree char *expected = read_beside (path, ".cadena.txt");
  g_autofree char *expected_tfd = read_beside (path, ".tfd-cadena.txt");
  g_autofree char *cadena = fac_cfdi_cadena (xml, &error);

  g_test_message ("%s", path);
  g_assert_no_error (error);
  g_assert_nonnull (expected);
  g_assert_cmpstr (cadena, ==, expected);
  if (expected_tfd == NULL)
    return;
  fac_cfdi_verify (xml, NULL, &error);
  g_assert_no_error (error);
  if (strstr (path, "/r0") == NULL)
    {
      g_autoptr (FacCfdi) cfdi = fac_cfdi_read (xml, &error);
      g_autofree char *tfd = NULL;

      g_assert_no_error (error);
      tfd = fac_cfdi_tfd_cadena (cfdi->timbre);
      g_assert_cmpstr (tfd, ==, expected_tfd);
    }
}

static guint
check_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_str_has_suffix (name, ".xml"))
        continue;
      check_sample (path);
      count++;
    }
  return count;
}

static void
test_golden (void)
{
  g_autofree char *folder = fac_test_file ("golden/cfdi");

  g_assert_cmpuint (check_folder (folder), >=, 4);
}

static void
test_samples (void)
{
  g_autofree char *folder = fac_test_shared ("data/sat/samples");
  g_autofree char *public = NULL;

  if (folder == NULL)
    {
      fac_test_skip_shared ("data/sat/samples");
      return;
    }
  public = g_build_filename (folder, "public", NULL);
  g_assert_cmpuint (check_folder (folder), >=, 18);
  g_assert_cmpuint (check_folder (public), >=, 12);
}

#define ROOT "<cfdi:Comprobante xmlns:cfdi='http://www.sat.gob.mx/cfd/4' "

static void
test_blanks (void)
{
  g_autoptr (GBytes) xml = read_text (
    ROOT "Version='4.0' Serie='' Fecha=' a&#9;&#10; b&#160;c ' NoCertificado='&amp;&lt;' "
         "SubTotal='1.000' "
         "Moneda='MXN' Total='1' TipoDeComprobante='I' Exportacion='01' LugarExpedicion='01000'>\n"
         " <cfdi:Emisor Rfc='&quot;&apos;' Nombre='Ñ  Ü' RegimenFiscal='601'/>"
          "</cfdi:Comprobante>");
  g_autofree char *cadena = fac_cfdi_cadena (xml, NULL);

  g_assert_cmpstr (cadena, ==, "||4.0||a b\302\240c|&<|1.000|MXN|1|I|01|01000|\"'|Ñ Ü|601||");
}

static void
test_prefix_is_free (void)
{
  g_autoptr (GBytes) xml = read_text (
    "<Comprobante xmlns='http://www.sat.gob.mx/cfd/4' Version='4.0' Fecha='f' "
    "NoCertificado='n' SubTotal='0' Moneda='XXX' Total='0' TipoDeComprobante='P' Exportacion='01' "
    "LugarExpedicion='01000'><Complemento><p:Pagos xmlns:p='http://www.sat.gob.mx/Pagos20' "
    "Version='2.0'/>"
    "</Complemento></Comprobante>");
  g_autofree char *cadena = fac_cfdi_cadena (xml, NULL);

  g_assert_cmpstr (cadena, ==, "||4.0|f|n|0|XXX|0|P|01|01000|2.0||");
}

static void
test_unknown_complement (void)
{
  g_autoptr (GBytes) xml = read_text (
    ROOT "Version='4.0' Fecha='f' NoCertificado='n' SubTotal='0' Moneda='XXX' Total='0' "
         "TipoDeComprobante='P' "
         "Exportacion='01' LugarExpedicion='01000'><cfdi:Complemento><x:a xmlns:x='urn:x' "
         "b='c'><x:d>text</x:d></x:a>"
         "</cfdi:Complemento><cfdi:Addenda><z>never</z></cfdi:Addenda></cfdi:Comprobante>");
  g_autofree char *cadena = fac_cfdi_cadena (xml, NULL);

  g_assert_cmpstr (cadena, ==, "||4.0|f|n|0|XXX|0|P|01|01000text||");
}

static void
test_foreign_root (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = read_text ("<html/>");

  g_assert_null (fac_cfdi_cadena (xml, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
}

static void
test_nested_parts_end (void)
{
  g_autoptr (GString) text = g_string_new (ROOT "Version='4.0'><cfdi:Conceptos><cfdi:Concepto>");
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *cadena = NULL;

  for (guint i = 0; i < 90; i++)
    g_string_append (text, "<cfdi:Parte><cfdi:InformacionAduanera NumeroPedimento='x'/>");
  for (guint i = 0; i < 90; i++)
    g_string_append (text, "</cfdi:Parte>");
  g_string_append (text, "</cfdi:Concepto></cfdi:Conceptos></cfdi:Comprobante>");
  xml = read_text (text->str);
  cadena = fac_cfdi_cadena (xml, NULL);
  g_assert_nonnull (cadena);
  g_assert_cmpuint (strlen (cadena), <, 20000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cfdi/cadena/golden", test_golden);
  g_test_add_func ("/cfdi/cadena/samples", test_samples);
  g_test_add_func ("/cfdi/cadena/blanks", test_blanks);
  g_test_add_func ("/cfdi/cadena/prefix", test_prefix_is_free);
  g_test_add_func ("/cfdi/cadena/unknown-complement", test_unknown_complement);
  g_test_add_func ("/cfdi/cadena/foreign-root", test_foreign_root);
  g_test_add_func ("/cfdi/cadena/nested-parts", test_nested_parts_end);
  return g_test_run ();
}
