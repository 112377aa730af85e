/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-seal.h"
#include "fac-cfdi-xml.h"
#include "fac-error.h"
#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

#define UUID "0F0B3B2A-7C1D-4E5F-8A9B-112233445566"
#define FROM (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)
#define TO (G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC)

static FacCertificate *csd;
static FacCertificate *pac;

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static FacCfdi *
make_document (void)
{
  FacCfdi *cfdi = fac_cfdi_new ();
  FacCfdiConcepto *line = fac_cfdi_concepto_new ();

  fac_set_string (&cfdi->fecha, "2026-11-20T16:42:51");
  fac_set_string (&cfdi->moneda, "MXN");
  fac_set_string (&cfdi->tipo_de_comprobante, "I");
  fac_set_string (&cfdi->exportacion, "01");
  fac_set_string (&cfdi->lugar_expedicion, "01000");
  fac_set_string (&cfdi->emisor_rfc, "EMP0101019N2");
  fac_set_string (&cfdi->receptor_rfc, "XAXX010101000");
  fac_set_string (&cfdi->receptor_nombre, "NIÑO & CO | \"X\"");
  cfdi->sub_total = decimal ("100.00");
  cfdi->total = decimal ("100.00");
  fac_set_string (&line->descripcion, "Two  blanks");
  line->cantidad = decimal ("1");
  line->valor_unitario = line->importe = decimal ("100.00");
  g_ptr_array_add (cfdi->conceptos, line);
  return cfdi;
}

static char *
make_stamped (void)
{
  g_autoptr (FacCfdi) cfdi = make_document ();
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data;

  fac_cfdi_seal (cfdi, csd, &error);
  g_assert_no_error (error);
  fac_cfdi_stamp (cfdi, pac, UUID, "2026-11-20T16:43:00", "AAA010101AAA", &error);
  g_assert_no_error (error);
  xml = fac_cfdi_write (cfdi, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (xml, &size);
  return g_strndup (data, size);
}

static gboolean
verify (const char *text, const char *uuid, GError **error)
{
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));

  return fac_cfdi_verify (xml, uuid, error);
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (to, parts);
}

static void
test_round (void)
{
  g_autofree char *text = make_stamped ();
  g_autofree char *lower = g_ascii_strdown (UUID, -1);
  g_autoptr (GError) error = NULL;

  g_assert_true (verify (text, NULL, &error));
  g_assert_true (verify (text, UUID, &error));
  g_assert_true (verify (text, lower, &error));
  g_assert_no_error (error);
}

static void
test_pac_seal (void)
{
  g_autofree char *text = make_stamped ();
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));
  g_autoptr (FacCfdi) cfdi = fac_cfdi_read (xml, NULL);
  g_autofree char *cadena = fac_cfdi_tfd_cadena (cfdi->timbre);

  g_assert_true (fac_certificate_verify (pac, cadena, cfdi->timbre->sello_sat));
  g_assert_cmpstr (cfdi->timbre->sello_cfd, ==, cfdi->sello);
  g_assert_true (g_str_has_prefix (cadena, "||1.1|" UUID "|2026-11-20T16:43:00|AAA010101AAA|"));
}

static void
assert_corrupt (const char *text, const char *from, const char *to)
{
  g_autofree char *changed = replace (text, from, to);
  g_autoptr (GError) error = NULL;

  g_assert_false (verify (changed, UUID, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_CORRUPT);
}

static void
test_tampered (void)
{
  g_autofree char *text = make_stamped ();
  g_autoptr (GError) error = NULL;

  assert_corrupt (text, "Total=\"100.00\"", "Total=\"100.01\"");
  assert_corrupt (text, "XAXX010101000", "XAXX010101001");
  assert_corrupt (text, " NoCertificado=\"3", " NoCertificado=\"2");
  assert_corrupt (text, "SelloCFD=\"", "SelloCFD=\"A");
  assert_corrupt (text, "UUID=\"0F", "UUID=\"1F");
  assert_corrupt (text, "TimbreFiscalDigital ", "OtherThing ");
  assert_corrupt (text, "Certificado=\"MII", "Certificado=\"XII");
  assert_corrupt (text, " Sello=", " Sallo=");
  g_assert_false (verify ("<x", NULL, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
}

/* what carries no meaning in the cadena may change */
static void
test_untouched (void)
{
  g_autofree char *text = make_stamped ();
  g_autofree char *spaced = replace (text, "<cfdi:Conceptos>", "<cfdi:Conceptos>\n   ");
  g_autofree char *blanks = replace (text, "Two  blanks", " Two blanks");

  g_assert_true (verify (spaced, UUID, NULL));
  g_assert_true (verify (blanks, UUID, NULL));
}

static void
test_order (void)
{
  g_autoptr (FacCfdi) cfdi = make_document ();
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (fac_cfdi_stamp (cfdi, pac, UUID, "2026-11-20T16:43:00", "AAA010101AAA", &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (fac_cfdi_seal (cfdi, csd, NULL));
  g_assert_false (fac_cfdi_stamp (cfdi, pac, "no", "2026-11-20T16:43:00", "AAA010101AAA", &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (cfdi->timbre);
  xml = fac_cfdi_write (cfdi, NULL);
  g_assert_false (fac_cfdi_verify (xml, NULL, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_CORRUPT);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  csd = fac_certificate_mint ("30001000000500009999", "EMP0101019N2", "EMPRESA DE PRUEBA", FROM, TO,
                              NULL);
  pac =
    fac_certificate_mint ("30001000000600000123", "AAA010101AAA", "PAC DE PRUEBA", FROM, TO, NULL);
  g_test_add_func ("/cfdi/seal/round", test_round);
  g_test_add_func ("/cfdi/seal/pac", test_pac_seal);
  g_test_add_func ("/cfdi/seal/tampered", test_tampered);
  g_test_add_func ("/cfdi/seal/untouched", test_untouched);
  g_test_add_func ("/cfdi/seal/order", test_order);
  result = g_test_run ();
  fac_certificate_unref (csd);
  fac_certificate_unref (pac);
  return result;
}
