/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-certificate.h"
#include "fac-cfdi-xml.h"
#include "fac-sandbox-upload.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <openssl/pkcs12.h>
#include <string.h>

#define DAY (G_GINT64_CONSTANT (24) * 3600 * G_USEC_PER_SEC)
#define NUMBER "30001000000500007777"
#define RFC "EKU9003173C9"
#define NAME "ESCUELA KEMPER URGATE"
#define PASSWORD "12345678a"

static FacSandboxClient *client;

typedef struct
{
  GBytes *cer;
  GBytes *key;
} Pair;

static void
pair_clear (Pair *self)
{
  g_bytes_unref (self->cer);
  g_bytes_unref (self->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static Pair
mint (const char *rfc, gint64 from, gint64 to)
{
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_real_time ();
  g_autoptr (FacCertificate) certificate = fac_certificate_mint (NUMBER, rfc, NAME, now + from,
                                                                 now + to, &error);
  Pair pair = { NULL, NULL };

  g_assert_no_error (error);
  pair.cer = g_bytes_ref (fac_certificate_get_der (certificate));
  pair.key = fac_certificate_key_der (certificate, PASSWORD, &error);
  g_assert_no_error (error);
  return pair;
}

/* The same without the branch that only a CSD has, signed again by its own key. */
static Pair
mint_fiel (const char *rfc)
{
  g_auto (Pair) csd = mint (rfc, -DAY, 300 * DAY);
  const unsigned char *data = g_bytes_get_data (csd.key, NULL);
  X509_SIG *wrapper = d2i_X509_SIG (NULL, &data, (long) g_bytes_get_size (csd.key));
  PKCS8_PRIV_KEY_INFO *info = PKCS8_decrypt (wrapper, PASSWORD, strlen (PASSWORD));
  EVP_PKEY *key = EVP_PKCS82PKEY (info);
  const unsigned char *der = g_bytes_get_data (csd.cer, NULL);
  X509 *x509 = d2i_X509 (NULL, &der, (long) g_bytes_get_size (csd.cer));
  X509_NAME *subject = X509_NAME_dup (X509_get_subject_name (x509));
  unsigned char *out = NULL;
  int index = X509_NAME_get_index_by_NID (subject, NID_organizationalUnitName, -1);
  int length;
  Pair fiel;

  X509_NAME_ENTRY_free (X509_NAME_delete_entry (subject, index));
  X509_set_subject_name (x509, subject);
  g_assert_cmpint (X509_sign (x509, key, EVP_sha256 ()), >, 0);
  length = i2d_X509 (x509, &out);
  fiel = (Pair) { g_bytes_new (out, (gsize) length), g_bytes_ref (csd.key) };
  OPENSSL_free (out);
  X509_NAME_free (subject);
  X509_free (x509);
  EVP_PKEY_free (key);
  PKCS8_PRIV_KEY_INFO_free (info);
  X509_SIG_free (wrapper);
  return fiel;
}

static guint
upload (const char *what, GBytes *cer, GBytes *key, const char *password)
{
  g_autoptr (GBytes) secret = password != NULL ? g_bytes_new (password, strlen (password)) : NULL;
  g_autofree char *path = g_strconcat ("/organizations/me/", what, NULL);

  return fac_sandbox_upload (client, path, "cer", cer, "key", key, "password", secret, NULL);
}

static void
test_refusals (void)
{
  g_auto (Pair) good = mint (RFC, -DAY, 300 * DAY);
  g_auto (Pair) other = mint (RFC, -DAY, 300 * DAY);
  g_auto (Pair) old = mint (RFC, -300 * DAY, -DAY);
  g_auto (Pair) early = mint (RFC, DAY, 300 * DAY);
  g_auto (Pair) fiel = mint_fiel (RFC);
  g_autoptr (GBytes) text = g_bytes_new_static ("nothing", 7);

  upload ("certificate", NULL, NULL, PASSWORD);
  fac_sandbox_expect_error (client, 400, "certificate_files_required",
                            "certificate_files_required", "cer");
  upload ("certificate", NULL, good.key, PASSWORD);
  fac_sandbox_expect_error (client, 400, "certificate_file_required",
                            "certificate_file_required", "cer");
  g_assert_cmpstr (fac_sandbox_text (client, "location"), ==, "files");
  upload ("certificate", good.cer, NULL, PASSWORD);
  fac_sandbox_expect_error (client, 400, "private_key_file_required", "private_key_file_required",
                            "key");
  upload ("certificate", good.cer, good.key, NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "password");
  upload ("certificate", text, good.key, PASSWORD);
  fac_sandbox_expect_error (client, 400, "certificate_invalid", "certificate_invalid", "cer");
  upload ("certificate", good.cer, text, PASSWORD);
  fac_sandbox_expect_error (client, 400, "certificate_files_invalid", "certificate_files_invalid",
                            "key");
  upload ("certificate", good.cer, good.key, "wrong");
  fac_sandbox_expect_error (client, 400, "private_key_password_incorrect",
                            "private_key_password_incorrect", "password");
  upload ("certificate", good.cer, other.key, PASSWORD);
  fac_sandbox_expect_error (client, 400, "private_key_certificate_mismatch",
                            "private_key_certificate_mismatch", "key");
  upload ("certificate", old.cer, old.key, PASSWORD);
  fac_sandbox_expect_error (client, 400, "certificate_expired", "certificate_expired", "cer");
  upload ("certificate", early.cer, early.key, PASSWORD);
  fac_sandbox_expect_error (client, 400, "certificate_not_yet_valid", "certificate_not_yet_valid",
                            "cer");
  upload ("certificate", fiel.cer, fiel.key, PASSWORD);
  fac_sandbox_expect_error (client, 400, "certificate_invalid", "certificate_invalid", "cer");
  fac_sandbox_call (client, "PUT", "/organizations/me/certificate", "{}");
  fac_sandbox_expect_error (client, 400, "invalid_multipart_form_data", NULL, NULL);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations/me", NULL), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "legal.tax_id"), ==, "EDP150310M76");
}

/* The private key is in no file of the state, neither as it came nor opened. */
static void
assert_nowhere (GBytes *key)
{
  g_autoptr (GDir) dir = g_dir_open (client->state, 0, NULL);
  const guint8 *bytes = g_bytes_get_data (key, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (client->state, name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &text, &length, NULL))
        g_assert_null (memmem (text, length, bytes + g_bytes_get_size (key) - 64, 64));
    }
}

static FacCfdi *
stamp (void)
{
  const char *customer = fac_sandbox_new_customer (client);
  g_autofree char *body = g_strdup_printf (
    "{\"customer\":\"%s\",\"payment_form\":\"01\",\"items\":[{\"product\":{\"description\":\"Café\","
    "\"product_key\":\"50201706\",\"price\":100}}]}", customer);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  FacCfdi *cfdi;

  if (fac_sandbox_call (client, "POST", "/invoices", body) != 200)
    {
      g_test_message ("%.*s", (int) g_bytes_get_size (client->body),
                      (const char *) g_bytes_get_data (client->body, NULL));
      return NULL;
    }
  id = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/xml", id), ==, 200);
  cfdi = fac_cfdi_read (client->body, &error);
  g_assert_no_error (error);
  return cfdi;
}

static void
test_certificate (void)
{
  g_auto (Pair) good = mint (RFC, -DAY, 300 * DAY);
  g_autoptr (FacCertificate) sealed = NULL;
  g_autoptr (FacCfdi) cfdi = NULL;
  g_autoptr (GBytes) base64 = NULL;

  g_assert_cmpuint (upload ("certificate", good.cer, good.key, PASSWORD), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "legal.tax_id"), ==, RFC);
  g_assert_cmpstr (fac_sandbox_text (client, "legal.legal_name"), ==, NAME);
  g_assert_cmpstr (fac_sandbox_text (client, "certificate.serial_number"), ==, NUMBER);
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "certificate.has_certificate"), FALSE));
  assert_nowhere (good.key);
  client->key = client->sandbox->test_key;
  cfdi = stamp ();
  g_assert_nonnull (cfdi);
  g_assert_cmpstr (cfdi->emisor_rfc, ==, RFC);
  base64 = g_bytes_new (cfdi->certificado, strlen (cfdi->certificado));
  sealed = fac_certificate_new_from_der (base64, NULL);
  g_assert_cmpstr (fac_certificate_get_rfc (sealed), ==, RFC);
  g_assert_false (g_bytes_equal (fac_certificate_get_der (sealed), good.cer));
  client->key = client->sandbox->live_key;
  g_assert_cmpuint (fac_sandbox_call (client, "DELETE", "/organizations/me/certificate", NULL),
                    ==, 200);
  g_assert_nonnull (fac_sandbox_text (client, "updated_at"));
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "certificate.has_certificate"), TRUE));
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations/me", NULL), ==, 200);
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "is_production_ready"), TRUE));
  g_assert_cmpstr (fac_sandbox_text (client, "pending_steps.0.type"), ==, "certificate");
  client->key = client->sandbox->test_key;
  g_assert_null (stamp ());
  fac_sandbox_expect_error (client, 400, "csd_required", NULL, NULL);
  client->key = client->sandbox->live_key;
  g_assert_cmpuint (upload ("certificate", good.cer, good.key, PASSWORD), ==, 200);
}

/* Once there are documents in Live, the taxpayer stays the same. */
static void
test_other_taxpayer (void)
{
  g_auto (Pair) other = mint ("URE180429TM6", -DAY, 300 * DAY);
  g_autoptr (FacCfdi) cfdi = stamp ();

  g_assert_nonnull (cfdi);
  upload ("certificate", other.cer, other.key, PASSWORD);
  fac_sandbox_expect_error (client, 400, "certificate_previous_rfc_mismatch",
                            "certificate_previous_rfc_mismatch", "cer");
}

static void
test_fiel (void)
{
  g_auto (Pair) csd = mint (RFC, -DAY, 300 * DAY);
  g_auto (Pair) fiel = mint_fiel (RFC);
  g_auto (Pair) stranger = mint_fiel ("URE180429TM6");

  upload ("fiel", csd.cer, csd.key, PASSWORD);
  fac_sandbox_expect_error (client, 400, "fiel_invalid", "fiel_invalid", "cer");
  upload ("fiel", stranger.cer, stranger.key, PASSWORD);
  fac_sandbox_expect_error (client, 400, "fiel_rfc_mismatch", "fiel_rfc_mismatch", "cer");
  g_assert_cmpuint (upload ("fiel", fiel.cer, fiel.key, PASSWORD), ==, 200);
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "fiel.has_certificate"), FALSE));
  g_assert_nonnull (fac_sandbox_text (client, "fiel.expires_at"));
  assert_nowhere (fiel.key);
}

static guint
upload_logo (GBytes *file)
{
  return fac_sandbox_upload (client, "/organizations/me/logo", "file", file, NULL);
}

static GBytes *
picture (const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 20);
  char *data = NULL;
  gsize length = 0;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, type, NULL, NULL));
  return g_bytes_new_take (data, length);
}

static void
test_logo (void)
{
  static const char *const types[] = { "png", "jpeg" };
  g_autofree char *large = g_malloc0 (501 * 1024);
  g_autoptr (GBytes) heavy = g_bytes_new (large, 501 * 1024);
  g_autoptr (GBytes) broken = g_bytes_new_static ("\x89PNG\r\n\x1a\nnothing", 15);
  g_autoptr (GBytes) svg = g_bytes_new_static ("<svg/>", 6);

  upload_logo (NULL);
  fac_sandbox_expect_error (client, 400, "image_file_required", "image_file_required", "file");
  upload_logo (heavy);
  fac_sandbox_expect_error (client, 400, "invalid_image_file", "invalid_image_file", "file");
  upload_logo (broken);
  fac_sandbox_expect_error (client, 400, "invalid_image_file", "invalid_image_file", "file");
  upload_logo (svg);
  fac_sandbox_expect_error (client, 400, "invalid_image_file", "invalid_image_file", "file");
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) logo = picture (types[i]);
      const gsize length = g_bytes_get_size (logo);
      const gsize cuts[] = { 1, 2, 12, length / 3, length / 2 };
      g_autoptr (SoupMessage) message = NULL;
      g_autoptr (GBytes) served = NULL;

      for (gsize j = 0; j < G_N_ELEMENTS (cuts); j++)
        {
          g_autoptr (GBytes) cut = g_bytes_new_from_bytes (logo, 0, length - cuts[j]);

          upload_logo (cut);
          fac_sandbox_expect_error (client, 400, "invalid_image_file", "invalid_image_file",
                                    "file");
        }
      g_assert_cmpuint (upload_logo (logo), ==, 200);
      message = soup_message_new ("GET", fac_sandbox_text (client, "logo_url"));
      served = soup_session_send_and_read (client->session, message, NULL, NULL);
      g_assert_true (g_bytes_equal (served, logo));
      g_assert_cmpstr (soup_message_headers_get_content_type (
                         soup_message_get_response_headers (message), NULL), ==,
                       i == 0 ? "image/png" : "image/jpeg");
    }
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin (&argc, &argv);
  client->key = client->sandbox->live_key;
  g_test_add_func ("/sandbox/uploads/refusals", test_refusals);
  g_test_add_func ("/sandbox/uploads/certificate", test_certificate);
  g_test_add_func ("/sandbox/uploads/other-taxpayer", test_other_taxpayer);
  g_test_add_func ("/sandbox/uploads/fiel", test_fiel);
  g_test_add_func ("/sandbox/uploads/logo", test_logo);
  return fac_sandbox_end (client);
}
