/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http-fixture.h"

#include "fac-api-error.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

static void
test_redirect_is_not_followed (void)
{
  g_autoptr (FacLoopback) other = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, other);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpAnswer) answer = http_test_get (client, server, "/elsewhere", &error);

  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, 307);
  g_assert_cmpuint (fac_loopback_connections (other), ==, 0);
}

static void
test_insecure_addresses (void)
{
  static const char *const urls[] = {
    "http://192.0.2.1/v2", "http://example.com/v2", "http://127.0.0.1.example.com/v2",
    "http://localhost.example.com/v2", "http://[2001:db8::1]/v2", "ftp://127.0.0.1/v2",
    "file:///etc/hostname", "https://user:secret@example.com/v2", "nothing", "", "http://",
    "http://0.0.0.0/v2", "http://localhost@192.0.2.1/v2",
  };
  g_autoptr (FacHttpClient) client = fac_http_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;
      FacHttpRequest request = { .method = "GET", .url = urls[i], .bearer = HTTP_TEST_KEY };
      g_autoptr (HttpAnswer) answer = http_test_send (client, &request, &error);

      g_test_message ("%s: %s", urls[i], error != NULL ? error->message : "no error");
      g_assert_null (answer);
      g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_INSECURE);
    }
}

static void
test_key_with_a_line_break (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *url = fac_loopback_url (server, "/ok");
  FacHttpRequest request = { .method = "GET", .url = url, .bearer = "sk_test_a\r\nX-Evil: 1" };
  g_autoptr (HttpAnswer) answer = http_test_send (client, &request, &error);

  g_assert_null (answer);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_KEY);
  g_assert_null (strstr (error->message, "sk_test"));
  g_assert_cmpuint (fac_loopback_connections (server), ==, 0);
}

static GTlsCertificate *
self_signed (void)
{
  EVP_PKEY *key = EVP_RSA_gen (2048);
  X509 *x509 = X509_new ();
  BIO *bio = BIO_new (BIO_s_mem ());
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;
  char *pem;
  long length;

  X509_gmtime_adj (X509_getm_notBefore (x509), 0);
  X509_gmtime_adj (X509_getm_notAfter (x509), 3600);
  ASN1_INTEGER_set (X509_get_serialNumber (x509), 1);
  X509_set_pubkey (x509, key);
  X509_NAME_add_entry_by_txt (X509_get_subject_name (x509), "CN", MBSTRING_ASC,
                              (const unsigned char *) "127.0.0.1", -1, -1, 0);
  X509_set_issuer_name (x509, X509_get_subject_name (x509));
  X509_sign (x509, key, EVP_sha256 ());
  PEM_write_bio_X509 (bio, x509);
  PEM_write_bio_PrivateKey (bio, key, NULL, NULL, 0, NULL, NULL);
  length = BIO_get_mem_data (bio, &pem);
  certificate = g_tls_certificate_new_from_pem (pem, length, &error);
  g_assert_no_error (error);
  BIO_free (bio);
  X509_free (x509);
  EVP_PKEY_free (key);
  return certificate;
}

static void
test_unknown_certificate (void)
{
  g_autoptr (FacLoopback) server = NULL;
  g_autoptr (FacHttpClient) client = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpAnswer) answer = NULL;
  g_autofree char *url = NULL;
  FacHttpRequest request = { .method = "GET", .bearer = HTTP_TEST_KEY };

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("SKIPPED: GIO has no TLS here, so there is no server to distrust");
      return;
    }
  server = fac_loopback_new (http_test_handle, NULL);
  client = fac_http_client_new ();
  certificate = self_signed ();
  fac_loopback_use_tls (server, certificate);
  url = g_strdup_printf ("https://127.0.0.1:%u/ok", fac_loopback_port (server));
  request.url = url;
  answer = http_test_send (client, &request, &error);
  g_assert_null (answer);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_INSECURE);
  g_assert_cmpuint (fac_loopback_requests (server), ==, 0);
}

int
main (int argc, char **argv)
{
  g_setenv ("http_proxy", "http://192.0.2.1:3128", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/http/redirect", test_redirect_is_not_followed);
  g_test_add_func ("/api/http/insecure-addresses", test_insecure_addresses);
  g_test_add_func ("/api/http/key-with-a-line-break", test_key_with_a_line_break);
  g_test_add_func ("/api/http/unknown-certificate", test_unknown_certificate);
  return g_test_run ();
}
