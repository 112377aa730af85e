/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-certificate.h"
#include "fac-cfdi-xml.h"
#include "fac-error.h"
#include "fac-test.h"

#include <string.h>

#define NUMBER "30001000000500009999"
#define RFC "EMP0101019N2"
#define FROM (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC) /* 2026-01-01 */
#define TO (G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC)   /* 2030-01-01 */

static FacCertificate *
mint (const char *number, const char *name)
{
  g_autoptr (GError) error = NULL;
  FacCertificate *certificate = fac_certificate_mint (number, RFC, name, FROM, TO, &error);

  g_assert_no_error (error);
  return certificate;
}

static void
test_mint (void)
{
  g_autoptr (FacCertificate) minted = mint (NUMBER, "EMPRESA ÑANDÚ & HIJOS");
  g_autoptr (FacCertificate) read =
    fac_certificate_new_from_der (fac_certificate_get_der (minted), NULL);
  const char *base64 = fac_certificate_get_base64 (minted);
  g_autoptr (GBytes) text = g_bytes_new (base64, strlen (base64));
  g_autoptr (FacCertificate) from_text = fac_certificate_new_from_der (text, NULL);

  g_assert_nonnull (read);
  g_assert_nonnull (from_text);
  g_assert_cmpstr (fac_certificate_get_number (read), ==, NUMBER);
  g_assert_cmpstr (fac_certificate_get_rfc (read), ==, RFC);
  g_assert_cmpstr (fac_certificate_get_name (read), ==, "EMPRESA ÑANDÚ & HIJOS");
  g_assert_cmpint (fac_certificate_get_not_before (read), ==, FROM);
  g_assert_cmpint (fac_certificate_get_not_after (read), ==, TO);
  g_assert_true (fac_certificate_is_csd (read));
  g_assert_null (strchr (base64, '\n'));
  g_assert_cmpstr (fac_certificate_get_base64 (from_text), ==, base64);
}

static void
test_sign (void)
{
  g_autoptr (FacCertificate) minted = mint (NUMBER, "X");
  g_autoptr (FacCertificate) other = mint ("30001000000500009998", "X");
  g_autoptr (FacCertificate) public_part =
    fac_certificate_new_from_der (fac_certificate_get_der (minted), NULL);
  g_autofree char *seal = fac_certificate_sign (minted, "||á|1||", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (strlen (seal), ==, 344);
  g_assert_true (g_str_has_suffix (seal, "=="));
  g_assert_true (fac_certificate_verify (public_part, "||á|1||", seal));
  g_assert_false (fac_certificate_verify (public_part, "||á|2||", seal));
  g_assert_false (fac_certificate_verify (other, "||á|1||", seal));
  g_assert_false (fac_certificate_verify (public_part, "||á|1||", "AAAA"));
  g_assert_false (fac_certificate_verify (public_part, "||á|1||", ""));
  g_assert_false (fac_certificate_verify (public_part, "||á|1||", NULL));
  g_assert_null (fac_certificate_sign (public_part, "x", &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
}

static void
test_pair (void)
{
  g_autoptr (FacCertificate) minted = mint (NUMBER, "X");
  g_autoptr (FacCertificate) other = mint (NUMBER, "X");
  g_autoptr (GBytes) key = fac_certificate_key_der (minted, "clave ñ", NULL);
  g_autoptr (GBytes) broken = g_bytes_new_from_bytes (key, 0, g_bytes_get_size (key) / 2);
  g_autoptr (FacCertificate) pair = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *seal = NULL;

  pair = fac_certificate_new_pair (fac_certificate_get_der (minted), key, "clave ñ", &error);
  g_assert_no_error (error);
  seal = fac_certificate_sign (pair, "text", &error);
  g_assert_true (fac_certificate_verify (minted, "text", seal));
  g_assert_null (
    fac_certificate_new_pair (fac_certificate_get_der (minted), key, "clave n", &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (fac_certificate_new_pair (fac_certificate_get_der (minted), key, NULL, &error));
  g_clear_error (&error);
  g_assert_null (
    fac_certificate_new_pair (fac_certificate_get_der (other), key, "clave ñ", &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (
    fac_certificate_new_pair (fac_certificate_get_der (minted), broken, "clave ñ", &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
}

static void
assert_not_a_certificate (const char *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (fac_certificate_new_from_der (bytes, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
}

static void
test_garbage (void)
{
  g_autoptr (FacCertificate) minted = mint (NUMBER, "X");
  gsize size;
  const char *der = g_bytes_get_data (fac_certificate_get_der (minted), &size);

  assert_not_a_certificate ("", 0);
  assert_not_a_certificate ("x", 1);
  assert_not_a_certificate ("-----", 5);
  for (gsize length = 1; length < size; length += 37)
    assert_not_a_certificate (der, length);
}

static void
test_refuses (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fac_certificate_mint ("123", RFC, "X", FROM, TO, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (fac_certificate_mint (NUMBER, RFC, "X", TO, FROM, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
}

static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (300, 'A');
  g_autoptr (FacCertificate) minted = mint (NUMBER, name);

  g_assert_cmpuint (strlen (fac_certificate_get_name (minted)), ==, 64);
}

/* the certificate of the SAT's public test taxpayer, inside a sample */
static void
test_sat_layout (void)
{
  g_autofree char *path = fac_test_file ("golden/cfdi/i02-descuento-tasas-mixtas.xml");
  char *text = NULL;
  gsize length = 0;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (FacCfdi) cfdi = NULL;
  g_autoptr (GBytes) source = NULL;
  g_autoptr (FacCertificate) certificate = NULL;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  xml = g_bytes_new_take (text, length);
  cfdi = fac_cfdi_read (xml, NULL);
  source = g_bytes_new (cfdi->certificado, strlen (cfdi->certificado));
  certificate = fac_certificate_new_from_der (source, NULL);
  g_assert_cmpstr (fac_certificate_get_number (certificate), ==, "30001000000500003416");
  g_assert_cmpstr (fac_certificate_get_rfc (certificate), ==, "EKU9003173C9");
  g_assert_cmpstr (fac_certificate_get_name (certificate), ==, "ESCUELA KEMPER URGATE SA DE CV");
  g_assert_true (fac_certificate_is_csd (certificate));
  g_assert_cmpint (fac_certificate_get_not_before (certificate) / G_USEC_PER_SEC, ==, 1684410231);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cfdi/certificate/mint", test_mint);
  g_test_add_func ("/cfdi/certificate/sign", test_sign);
  g_test_add_func ("/cfdi/certificate/pair", test_pair);
  g_test_add_func ("/cfdi/certificate/garbage", test_garbage);
  g_test_add_func ("/cfdi/certificate/refuses", test_refuses);
  g_test_add_func ("/cfdi/certificate/long-name", test_long_name);
  g_test_add_func ("/cfdi/certificate/sat-layout", test_sat_layout);
  return g_test_run ();
}
