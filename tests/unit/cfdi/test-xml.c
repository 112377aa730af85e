/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-xml.h"
#include "fac-error.h"
#include "fac-test.h"
#include "fac-text.h"
#include "fac-xml.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <string.h>

#define ROOT "<cfdi:Comprobante xmlns:cfdi='http://www.sat.gob.mx/cfd/4' Version='4.0'"

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static char *
text_of (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static void
assert_refused (const char *text, int code)
{
  g_autoptr (GBytes) xml = bytes_of (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (fac_cfdi_read (xml, &error));
  g_assert_error (error, FAC_ERROR, code);
}

static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new (ROOT ">");

  assert_refused ("", FAC_ERROR_INVALID);
  assert_refused ("not xml", FAC_ERROR_INVALID);
  assert_refused ("<html/>", FAC_ERROR_INVALID);
  assert_refused ("<Comprobante Version='4.0'/>", FAC_ERROR_INVALID);
  assert_refused (ROOT ">", FAC_ERROR_INVALID);
  assert_refused (ROOT "/><x/>", FAC_ERROR_INVALID);
  assert_refused ("<!DOCTYPE x>" ROOT "/>", FAC_ERROR_INVALID);
  assert_refused ("<!DOCTYPE x [<!ENTITY a 'b'>]>" ROOT " Serie='&a;'/>", FAC_ERROR_INVALID);
  assert_refused ("<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" ROOT "/>", FAC_ERROR_INVALID);
  assert_refused (ROOT " Serie='&a;'/>", FAC_ERROR_INVALID);
  assert_refused (ROOT " Total='1,0'/>", FAC_ERROR_INVALID);
  assert_refused (ROOT " Total='99999999999999999999999999999999999999999999'/>",
                  FAC_ERROR_INVALID);
  assert_refused ("<cfdi:Comprobante xmlns:cfdi='http://www.sat.gob.mx/cfd/4' Version='5.0'/>",
                  FAC_ERROR_INVALID);
  assert_refused ("<cfdi:Comprobante xmlns:cfdi='http://www.sat.gob.mx/cfd/3' Version='3.2'/>",
                  FAC_ERROR_INVALID);
  for (guint i = 0; i < 120; i++)
    g_string_append (deep, "<a>");
  for (guint i = 0; i < 120; i++)
    g_string_append (deep, "</a>");
  g_string_append (deep, "</cfdi:Comprobante>");
  assert_refused (deep->str, FAC_ERROR_TOO_LARGE);
}

/* What would keep the library busy for minutes. */
static void
test_slow (void)
{
  g_autoptr (GString) wide = g_string_new (ROOT);
  g_autoptr (GString) calm = g_string_new (ROOT);
  g_autoptr (GString) hidden = g_string_new ("<!-- ' =\" -->" ROOT);
  g_autoptr (GString) name = g_string_new (ROOT " xmlns:x='");
  g_autoptr (GString) many = g_string_new (ROOT "><cfdi:Addenda>");
  g_autoptr (GBytes) fine = NULL;
  g_autoptr (FacCfdi) cfdi = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_string_append_printf (wide, " a%u = '>'", i);
      g_string_append_printf (hidden, " a%u=\"'\"", i);
    }
  g_string_append (wide, "/>");
  g_string_append (hidden, "/>");
  assert_refused (wide->str, FAC_ERROR_TOO_LARGE);
  assert_refused (hidden->str, FAC_ERROR_TOO_LARGE);
  for (guint i = 0; i < 2000; i++)
    g_string_append_c (name, 'u');
  g_string_append (name, "'/>");
  assert_refused (name->str, FAC_ERROR_TOO_LARGE);
  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (many, "<a%u/>", i);
  g_string_append (many, "</cfdi:Addenda></cfdi:Comprobante>");
  assert_refused (many->str, FAC_ERROR_TOO_LARGE);
  assert_refused ("<?xml version='1.0' encoding='UTF-7'?>" ROOT "/>", FAC_ERROR_INVALID);
  assert_refused ("\x4c\x6f\xa7\x94", FAC_ERROR_INVALID);
  /* not one too many, and signs that are no attributes */
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (calm, " a%u='%u'", i, i);
  g_string_append (calm, "><!-- ");
  for (guint i = 0; i < 1000; i++)
    g_string_append (calm, "don't \" ");
  g_string_append (calm, "--></cfdi:Comprobante>");
  fine = bytes_of (calm->str);
  cfdi = fac_cfdi_read (fine, &error);
  g_assert_no_error (error);
  g_assert_nonnull (cfdi);
}

/* Small things of which each takes a hundred times its bytes in memory. */
static void
test_full_of_parts (void)
{
  static const char *const parts[] = { "<a/>", "<!---->", "<?a?>", "<a a='' b='' c=''/>" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (ROOT "><cfdi:Addenda>");

      for (guint j = 0; j <= FAC_XML_MAX_PARTS; j++)
        g_string_append (text, parts[i]);
      g_string_append (text, "</cfdi:Addenda></cfdi:Comprobante>");
      assert_refused (text->str, FAC_ERROR_TOO_LARGE);
    }
}

static void
test_laughs (void)
{
  g_autoptr (GString) text = g_string_new ("<!DOCTYPE x [<!ENTITY a0 'ha'>");

  for (guint i = 1; i < 30; i++)
    g_string_append_printf (text, "<!ENTITY a%u '&a%u;&a%u;&a%u;'>", i, i - 1, i - 1, i - 1);
  g_string_append (text, "]>" ROOT " Serie='&a29;'/>");
  assert_refused (text->str, FAC_ERROR_INVALID);
}

static void
test_too_large (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml =
    g_bytes_new_take (g_malloc0 (FAC_CFDI_MAX_BYTES + 1), FAC_CFDI_MAX_BYTES + 1);

  g_assert_null (fac_cfdi_read (xml, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE);
}

static void
test_every_cut (void)
{
  g_autofree char *path = fac_test_file ("golden/cfdi/i06-espacios-y-escapes.xml");
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  for (gsize cut = 0; cut < length; cut += 53)
    {
      g_autoptr (GBytes) xml = g_bytes_new (text, cut);
      g_autoptr (GError) error = NULL;

      g_assert_null (fac_cfdi_read (xml, &error));
      g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
    }
}

static void
test_thousands (void)
{
  g_autoptr (FacCfdi) cfdi = fac_cfdi_new ();
  g_autoptr (FacCfdi) again = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *description = g_strnfill (1000, 'x');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 12000; i++)
    {
      FacCfdiConcepto *line = fac_cfdi_concepto_new ();

      fac_set_string (&line->descripcion, description);
      g_ptr_array_add (cfdi->conceptos, line);
    }
  xml = fac_cfdi_write (cfdi, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (xml), >, 12000000);
  again = fac_cfdi_read (xml, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->conceptos->len, ==, 12000);
}

static FacCfdiTax
tax (FacTaxKind kind, FacTaxFactor factor, gboolean withheld, const char *base, const char *rate,
     const char *amount)
{
  FacCfdiTax value = { .impuesto = kind, .tipo_factor = factor, .retencion = withheld };

  value.base = decimal (base);
  value.tasa_o_cuota = decimal (rate);
  value.importe = decimal (amount);
  return value;
}

static void
add_tax (GArray *taxes, FacCfdiTax value)
{
  g_array_append_val (taxes, value);
}

static void
fill_line (FacCfdiConcepto *line)
{
  static const char *const customs[] = { "15  48  3009  0001234", NULL };
  static const char *const property[] = { "123456", "A7", NULL };
  FacCfdiParte *part = fac_cfdi_parte_new ();

  fac_set_string (&line->clave_prod_serv, "81111500");
  fac_set_string (&line->no_identificacion, "A-1");
  line->cantidad = decimal ("2.500");
  fac_set_string (&line->clave_unidad, "E48");
  fac_set_string (&line->descripcion, "Diseño \"á\" <b> & 'c' | d");
  line->valor_unitario = decimal ("40.000000");
  line->importe = decimal ("100.000000");
  line->has_descuento = TRUE;
  line->descuento = decimal ("0.00");
  fac_set_string (&line->objeto_imp, "02");
  line->taxes = line->taxes != NULL ? line->taxes : g_array_new (FALSE, TRUE, sizeof (FacCfdiTax));
  add_tax (line->taxes,
           tax (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "100.000000", "0.100000", "10.000000"));
  add_tax (line->taxes,
           tax (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "100.000000", "0.160000", "16.000000"));
  add_tax (line->taxes, tax (FAC_TAX_IEPS, FAC_TAX_EXENTO, FALSE, "100.000000", "0", "0"));
  fac_set_string (&line->tercero_rfc, "XAXX010101000");
  fac_set_string (&line->tercero_nombre, "TERCERO");
  fac_set_string (&line->tercero_regimen, "616");
  fac_set_string (&line->tercero_domicilio, "01000");
  line->informacion_aduanera = g_strdupv ((char **) customs);
  line->cuenta_predial = g_strdupv ((char **) property);
  line->complemento =
    g_strdup ("<iedu:instEducativas xmlns:iedu=\"http://www.sat.gob.mx/iedu\" version=\"1.0\" "
              "nombreAlumno=\"A\" "
              "CURP=\"AAAA010101HDFXXX01\" nivelEducativo=\"Primaria\" autRVOE=\"1\"/>");
  fac_set_string (&part->clave_prod_serv, "27111701");
  part->cantidad = decimal ("1");
  fac_set_string (&part->descripcion, "Parte");
  part->has_valor_unitario = TRUE;
  part->valor_unitario = decimal ("1.00");
  part->importe = decimal ("1.00");
  part->informacion_aduanera = g_strdupv ((char **) customs);
  if (line->partes == NULL)
    line->partes = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_cfdi_parte_free);
  g_ptr_array_add (line->partes, part);
}

static void
fill_root (FacCfdi *cfdi)
{
  fac_set_string (&cfdi->serie, "A");
  fac_set_string (&cfdi->folio, "");
  fac_set_string (&cfdi->fecha, "2026-11-20T16:42:51");
  fac_set_string (&cfdi->forma_pago, "03");
  fac_set_string (&cfdi->no_certificado, "30001000000500003416");
  fac_set_string (&cfdi->certificado, "MII=");
  fac_set_string (&cfdi->sello, "abc=");
  fac_set_string (&cfdi->condiciones_de_pago, "30 días");
  cfdi->sub_total = decimal ("100.00");
  cfdi->has_descuento = TRUE;
  cfdi->descuento = decimal ("0.00");
  fac_set_string (&cfdi->moneda, "USD");
  cfdi->has_tipo_cambio = TRUE;
  cfdi->tipo_cambio = decimal ("17.123400");
  cfdi->total = decimal ("104.00");
  fac_set_string (&cfdi->tipo_de_comprobante, "I");
  fac_set_string (&cfdi->exportacion, "01");
  fac_set_string (&cfdi->metodo_pago, "PUE");
  fac_set_string (&cfdi->lugar_expedicion, "01000");
  fac_set_string (&cfdi->periodicidad, "01");
  fac_set_string (&cfdi->meses, "11");
  fac_set_string (&cfdi->anio, "2026");
}

static void
fill_parties (FacCfdi *cfdi)
{
  static const char *const uuids[] = {
    "5A6B7C8D-0001-4ABC-9DEF-0123456789AB", "6B7C8D9E-0002-4BCD-8EF0-123456789ABC", NULL
  };

  for (guint i = 0; i < 2; i++)
    {
      FacCfdiRelacion *relation = fac_cfdi_relacion_new ();

      fac_set_string (&relation->tipo_relacion, i == 0 ? "04" : "07");
      g_strfreev (relation->uuids);
      relation->uuids = g_strdupv ((char **) uuids);
      g_ptr_array_add (cfdi->relacionados, relation);
    }
  fac_set_string (&cfdi->emisor_rfc, "EKU9003173C9");
  fac_set_string (&cfdi->emisor_nombre, "ESCUELA KEMPER URGATE");
  fac_set_string (&cfdi->emisor_regimen_fiscal, "601");
  fac_set_string (&cfdi->receptor_rfc, "XAXX010101000");
  fac_set_string (&cfdi->receptor_nombre, "PUBLICO EN GENERAL");
  fac_set_string (&cfdi->receptor_domicilio_fiscal, "01000");
  fac_set_string (&cfdi->receptor_regimen_fiscal, "616");
  fac_set_string (&cfdi->receptor_uso_cfdi, "S01");
}

static FacCfdiLocalTax *
local_tax (const char *name, gboolean withheld, const char *rate, const char *amount)
{
  FacCfdiLocalTax *value = fac_cfdi_local_tax_new ();

  fac_set_string (&value->nombre, name);
  value->retencion = withheld;
  value->tasa = decimal (rate);
  value->importe = decimal (amount);
  return value;
}

/* every field of the model, in one document */
static FacCfdi *
make_full (void)
{
  FacCfdi *cfdi = fac_cfdi_new ();
  FacCfdiConcepto *line = fac_cfdi_concepto_new ();

  fill_root (cfdi);
  fill_parties (cfdi);
  fill_line (line);
  g_ptr_array_add (cfdi->conceptos, line);
  add_tax (cfdi->impuestos, tax (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0", "0", "10.00"));
  add_tax (cfdi->impuestos, tax (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "100.00", "0.160000", "16.00"));
  add_tax (cfdi->impuestos, tax (FAC_TAX_IEPS, FAC_TAX_EXENTO, FALSE, "100.00", "0", "0"));
  cfdi->has_total_retenidos = cfdi->has_total_trasladados = TRUE;
  cfdi->total_retenidos = decimal ("10.00");
  cfdi->total_trasladados = decimal ("16.00");
  g_ptr_array_add (cfdi->locales, local_tax ("ISH", FALSE, "3.00", "3.00"));
  g_ptr_array_add (cfdi->locales, local_tax ("Cinco al millar", TRUE, "0.50", "5.00"));
  cfdi->complemento = g_strdup (
    "<leyendasFisc:LeyendasFiscales xmlns:leyendasFisc=\"http://www.sat.gob.mx/leyendasFiscales\" "
    "version=\"1.0\">"
    "<leyendasFisc:Leyenda textoLeyenda=\"Leyenda &amp; más\"/></leyendasFisc:LeyendasFiscales>");
  cfdi->addenda = g_strdup ("<pedido xmlns=\"urn:cliente\" numero=\"7\">texto &amp; más</pedido>");
  cfdi->timbre = fac_cfdi_timbre_new ();
  fac_set_string (&cfdi->timbre->uuid, "8CEA36B7-CE75-5C20-B87E-D0CBE7B975BE");
  fac_set_string (&cfdi->timbre->fecha_timbrado, "2026-11-20T16:43:00");
  fac_set_string (&cfdi->timbre->rfc_prov_certif, "AAA010101AAA");
  fac_set_string (&cfdi->timbre->sello_cfd, "abc=");
  fac_set_string (&cfdi->timbre->no_certificado_sat, "30001000000600000123");
  fac_set_string (&cfdi->timbre->sello_sat, "def=");
  return cfdi;
}

static char *
write_text (const FacCfdi *cfdi)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = fac_cfdi_write (cfdi, &error);

  g_assert_no_error (error);
  return text_of (xml);
}

static guint
count (const char *text, const char *part)
{
  guint found = 0;

  for (; (text = strstr (text, part)) != NULL; text += strlen (part))
    found++;
  return found;
}

static void
test_full (void)
{
  g_autoptr (FacCfdi) cfdi = make_full ();
  g_autofree char *text = write_text (cfdi);
  g_autoptr (GBytes) xml = bytes_of (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCfdi) again = fac_cfdi_read (xml, &error);
  g_autofree char *text_again = NULL;

  g_assert_no_error (error);
  text_again = write_text (again);
  g_assert_cmpstr (text, ==, text_again);
  g_assert_true (g_str_has_prefix (
    text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cfdi:Comprobante xmlns:cfdi="));
  g_assert_nonnull (strstr (text, " Año=\"2026\""));
  g_assert_null (strstr (text, "Folio="));
  g_assert_null (strstr (text, "=\"\""));
  g_assert_cmpuint (count (text, "xmlns:iedu="), ==, 1);
  g_assert_cmpuint (count (text, "xmlns:leyendasFisc="), ==, 1);
  g_assert_cmpuint (count (text, "xmlns:implocal="), ==, 1);
  g_assert_cmpuint (count (text, "xmlns:xsi="), ==, 1);
  g_assert_nonnull (strstr (text, "<tfd:TimbreFiscalDigital xmlns:tfd="));
  g_assert_nonnull (strstr (text,
                            "http://www.sat.gob.mx/implocal "
                            "http://www.sat.gob.mx/sitio_internet/cfd/implocal/implocal.xsd"));
  g_assert_nonnull (strstr (text, "TotaldeRetenciones=\"5.00\" TotaldeTraslados=\"3.00\""));
  g_assert_nonnull (strstr (text, "NumeroPedimento=\"15  48  3009  0001234\""));
  g_assert_nonnull (strstr (text, "<cfdi:Retencion Impuesto=\"001\" Importe=\"10.00\"/>"));
  g_assert_nonnull (
    strstr (text, "<cfdi:Traslado Base=\"100.00\" Impuesto=\"003\" TipoFactor=\"Exento\"/>"));
}

static void
test_full_cadena (void)
{
  g_autoptr (FacCfdi) cfdi = make_full ();
  g_autofree char *text = write_text (cfdi);
  g_autoptr (GBytes) xml = bytes_of (text);
  g_autofree char *cadena = fac_cfdi_cadena (xml, NULL);

  g_assert_cmpstr (
    cadena, ==,
    "||4.0|A|2026-11-20T16:42:51|03|30001000000500003416|30 "
    "días|100.00|0.00|USD|17.123400|104.00|I|01|PUE|01000"
    "|01|11|2026|04|5A6B7C8D-0001-4ABC-9DEF-0123456789AB|6B7C8D9E-0002-4BCD-8EF0-123456789ABC"
    "|07|5A6B7C8D-0001-4ABC-9DEF-0123456789AB|6B7C8D9E-0002-4BCD-8EF0-123456789ABC"
    "|EKU9003173C9|ESCUELA KEMPER URGATE|601|XAXX010101000|PUBLICO EN GENERAL|01000|616|S01"
    "|81111500|A-1|2.500|E48|Diseño \"á\" <b> & 'c' | d|40.000000|100.000000|0.00|02"
    "|100.000000|002|Tasa|0.160000|16.000000|100.000000|003|Exento|100.000000|001|Tasa|0.100000|10."
    "000000"
    "|XAXX010101000|TERCERO|616|01000|15 48 3009 0001234|123456|A7"
    "|1.0|A|AAAA010101HDFXXX01|Primaria|1"
    "|27111701|1|Parte|1.00|1.00|15 48 3009 0001234"
    "|001|10.00|10.00|100.00|002|Tasa|0.160000|16.00|100.00|003|Exento|16.00"
    "|1.0|5.00|3.00|Cinco al millar|0.50|5.00|ISH|3.00|3.00|1.0|Leyenda & más||");
}

static void
test_unwritable (void)
{
  static const char *const bad[] = { "a\001b", "\377", "a\xef\xbf\xbe", NULL };

  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (FacCfdi) cfdi = fac_cfdi_new ();
      g_autoptr (GError) error = NULL;

      fac_set_string (&cfdi->serie, bad[i]);
      g_assert_null (fac_cfdi_write (cfdi, &error));
      g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (FacCfdi) cfdi = fac_cfdi_new ();
      g_autoptr (GError) error = NULL;

      if (i == 0)
        cfdi->total = fac_decimal_overflowed ();
      else if (i == 1)
        fac_set_string (&cfdi->version, "3.3");
      else
        cfdi->complemento = g_strdup ("<a><b></a>");
      g_assert_null (fac_cfdi_write (cfdi, &error));
      g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
    }
}

static void
test_read_33 (void)
{
  g_autofree char *path = fac_test_file ("golden/cfdi/c33-i01-contado.xml");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (FacCfdi) cfdi = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  xml = bytes_of (text);
  cfdi = fac_cfdi_read (xml, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cfdi->version, ==, "3.3");
  g_assert_cmpstr (cfdi->emisor_rfc, ==, "MFC150609QX9");
  g_assert_null (cfdi->receptor_domicilio_fiscal);
  g_assert_null (cfdi->exportacion);
  g_assert_nonnull (cfdi->timbre);
  g_assert_cmpuint (cfdi->impuestos->len, >, 0);
}

static void
test_read_many_complements (void)
{
  g_autoptr (GBytes) xml = bytes_of (
    "<cfdi:Comprobante xmlns:cfdi='http://www.sat.gob.mx/cfd/3' Version='3.3' Total=' 5.10 '>"
    "<cfdi:Complemento><p:Pagos xmlns:p='http://www.sat.gob.mx/Pagos' "
    "Version='1.0'/></cfdi:Complemento>"
    "<cfdi:Complemento><t:TimbreFiscalDigital xmlns:t='http://www.sat.gob.mx/TimbreFiscalDigital' "
    "UUID='u'/>"
    "</cfdi:Complemento></cfdi:Comprobante>");
  g_autoptr (FacCfdi) cfdi = fac_cfdi_read (xml, NULL);
  g_autofree char *total = fac_decimal_to_string (cfdi->total);

  g_assert_cmpstr (cfdi->timbre->uuid, ==, "u");
  g_assert_cmpstr (cfdi->complemento, ==,
                   "<p:Pagos xmlns:p=\"http://www.sat.gob.mx/Pagos\" Version=\"1.0\"/>");
  g_assert_cmpstr (total, ==, "5.10");
}

/* Read and written again, a document has the same cadena: nothing of it was lost. */
static void
check_kept (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (FacCfdi) cfdi = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  xml = bytes_of (text);
  cfdi = fac_cfdi_read (xml, &error);
  g_assert_no_error (error);
  again = fac_cfdi_write (cfdi, &error);
  g_assert_no_error (error);
  before = fac_cfdi_cadena (xml, NULL);
  after = fac_cfdi_cadena (again, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
on_schema_error (void *data, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  message = g_strdup_vprintf (format, arguments);
  G_GNUC_END_IGNORE_DEPRECATIONS
  va_end (arguments);
  g_test_message ("%s", g_strchomp (message));
}

static int
validate (xmlSchema *schema, GBytes *xml)
{
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);
  xmlDoc *doc = xmlReadMemory (data, (int) size, NULL, NULL, XML_PARSE_NONET);
  xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt (schema);
  int result;

  xmlSchemaSetValidErrors (context, on_schema_error, on_schema_error, NULL);
  result = xmlSchemaValidateDoc (context, doc);
  xmlSchemaFreeValidCtxt (context);
  xmlFreeDoc (doc);
  return result;
}

static xmlSchema *
load_schema (const char *path)
{
  xmlSchemaParserCtxt *context = xmlSchemaNewParserCtxt (path);
  xmlSchema *schema = xmlSchemaParse (context);

  xmlSchemaFreeParserCtxt (context);
  return schema;
}

static void
check_schema (xmlSchema *schema, const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (FacCfdi) cfdi = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  xml = bytes_of (text);
  cfdi = fac_cfdi_read (xml, NULL);
  again = fac_cfdi_write (cfdi, NULL);
  g_test_message ("%s", path);
  g_assert_cmpint (validate (schema, again), ==, 0);
}

static void
test_samples (void)
{
  g_autofree char *folder = fac_test_shared ("data/sat/samples");
  g_autofree char *driver = fac_test_shared ("data/sat/xsd/cfdi40-all.xsd");
  g_autoptr (GDir) dir = NULL;
  xmlSchema *schema;
  const char *name;
  guint n = 0;

  if (folder == NULL || driver == NULL)
    {
      fac_test_skip_shared ("data/sat/samples");
      return;
    }
  schema = load_schema (driver);
  g_assert_nonnull (schema);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_str_has_suffix (name, ".xml") || *name == 'r' || *name == 'c')
        continue;
      check_kept (path);
      check_schema (schema, path);
      n++;
    }
  g_assert_cmpuint (n, >=, 12);
  xmlSchemaFree (schema);
}

static void
test_golden_kept (void)
{
  static const char *const names[] = { "i02-descuento-tasas-mixtas", "i06-espacios-y-escapes",
                                       "p01-pago-mxn" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("golden/cfdi/%s.xml", names[i]);
      g_autofree char *path = fac_test_file (name);

      check_kept (path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cfdi/xml/hostile", test_hostile);
  g_test_add_func ("/cfdi/xml/slow", test_slow);
  g_test_add_func ("/cfdi/xml/full-of-parts", test_full_of_parts);
  g_test_add_func ("/cfdi/xml/laughs", test_laughs);
  g_test_add_func ("/cfdi/xml/too-large", test_too_large);
  g_test_add_func ("/cfdi/xml/every-cut", test_every_cut);
  g_test_add_func ("/cfdi/xml/thousands", test_thousands);
  g_test_add_func ("/cfdi/xml/full", test_full);
  g_test_add_func ("/cfdi/xml/full-cadena", test_full_cadena);
  g_test_add_func ("/cfdi/xml/unwritable", test_unwritable);
  g_test_add_func ("/cfdi/xml/read-33", test_read_33);
  g_test_add_func ("/cfdi/xml/many-complements", test_read_many_complements);
  g_test_add_func ("/cfdi/xml/golden-kept", test_golden_kept);
  g_test_add_func ("/cfdi/xml/samples", test_samples);
  return g_test_run ();
}
