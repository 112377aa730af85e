/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-certificate.h"
#include "fac-sandbox-stamped.h"
#include "fac-sandbox-upload.h"

#include <string.h>

static FacSandboxClient *client;
static const char *customer;

#define SALE "{'items':[{'product':{'description':'Café','product_key':'50201706','price':58}}]," \
             "'payment_form':'01'%s}"
#define GOOD "&tax_id=cce150310ab1&legal_name=+cafeteria+del+centro&tax_system=601&zip=06600" \
             "&use=G03&email=caja%40cafeteria.example"

/* One page as a browser asks for it, without following where it leads. */
static guint
browse (const char *method, const char *url, const char *form, char **text)
{
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (form != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (form, strlen (form));

      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded",
                                                bytes);
    }
  body = soup_session_send_and_read (client->session, message, NULL, &error);
  g_assert_no_error (error);
  g_free (*text);
  *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return soup_message_get_status (message);
}

/* Returns: (transfer full): what the form of @page has to bring back. */
static char *
token_of (const char *page)
{
  const char *at = strstr (page, "name=\"token\" value=\"");

  g_assert_nonnull (at);
  at += strlen ("name=\"token\" value=\"");
  return g_strndup (at, strcspn (at, "\""));
}

static char *
sell (const char *more)
{
  g_autofree char *text = g_strdup_printf (SALE, more);
  g_autofree char *body = fac_sandbox_expand (customer, text);

  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/receipts", body), ==, 200);
  return g_strdup (fac_sandbox_text (client, "self_invoice_url"));
}

static guint
submit (const char *url, const char *members, char **page)
{
  g_autofree char *token = NULL, *form = NULL;

  g_assert_cmpuint (browse ("GET", url, NULL, page), ==, 200);
  token = token_of (*page);
  form = g_strdup_printf ("token=%s%s", token, members);
  return browse ("POST", url, form, page);
}

static void
test_self_invoice (void)
{
  g_autofree char *url = sell (""), *id = g_strdup (fac_sandbox_text (client, "id"));
  g_autofree char *page = NULL, *pdf = g_strconcat (url, "/pdf", NULL);
  g_autofree char *xml = g_strconcat (url, "/xml", NULL);

  g_assert_cmpuint (browse ("GET", xml, NULL, &page), ==, 404);
  g_assert_cmpuint (browse ("GET", url, NULL, &page), ==, 200);
  g_assert_nonnull (strstr (page, "lang=\"es-MX\""));
  g_assert_nonnull (strstr (page, "width=device-width"));
  g_assert_nonnull (strstr (page, "<label for=\"tax_id\">"));
  g_assert_null (strstr (page, "<script"));
  g_assert_cmpuint (submit (url, GOOD, &page), ==, 303);
  g_assert_cmpuint (browse ("GET", url, NULL, &page), ==, 200);
  g_assert_nonnull (strstr (page, "Descargar el XML"));
  g_assert_cmpuint (browse ("GET", pdf, NULL, &page), ==, 200);
  g_assert_true (g_str_has_prefix (page, "%PDF-"));
  g_assert_cmpuint (browse ("GET", xml, NULL, &page), ==, 200);
  g_assert_nonnull (strstr (page, "CCE150310AB1"));
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/receipts/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "invoiced_to_customer");
  g_assert_cmpuint (fac_sandbox_control (client, "GET", "/mail", NULL), ==, 200);
  g_assert_nonnull (strstr (g_bytes_get_data (client->body, NULL), "caja@cafeteria.example"));
}

/* What is wrong is said beside its field, what was right stays, and nothing is invoiced. */
static void
test_mistakes (void)
{
  g_autofree char *url = sell (""), *id = g_strdup (fac_sandbox_text (client, "id"));
  g_autofree char *page = NULL;

  g_assert_cmpuint (submit (url, "", &page), ==, 400);
  g_assert_nonnull (strstr (page, "role=\"alert\""));
  g_assert_cmpuint (submit (url, "&tax_id=NOE010101AB1&legal_name=%3CB%3E&tax_system=601&zip=06600"
                            "&use=G03", &page), ==, 400);
  g_assert_nonnull (strstr (page, "id=\"tax_id-bad\""));
  g_assert_nonnull (strstr (page, "value=\"&lt;B&gt;\""));
  g_assert_cmpuint (submit (url, "&tax_id=CCE150310AB1&legal_name=CAFETERIA+DEL+CENTRO"
                            "&tax_system=601&zip=06600&use=D01", &page), ==, 400);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/receipts/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "open");
}

/* A form of another place has no token of ours, nor has one of another receipt. */
static void
test_forged (void)
{
  g_autofree char *one = sell (""), *two = sell (""), *page = NULL, *token = NULL, *form = NULL;

  g_assert_cmpuint (browse ("POST", one, GOOD + 1, &page), ==, 400);
  g_assert_cmpuint (browse ("GET", one, NULL, &page), ==, 200);
  token = token_of (page);
  form = g_strconcat ("token=", token, GOOD, NULL);
  g_assert_cmpuint (browse ("POST", two, form, &page), ==, 400);
  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":7300}"),
                    ==, 200);
  g_assert_cmpuint (browse ("POST", one, form, &page), ==, 400);
  g_assert_nonnull (strstr (page, "mucho tiempo"));
}

static void
test_closed (void)
{
  g_autofree char *cancelled = sell (""), *id = g_strdup (fac_sandbox_text (client, "id"));
  g_autofree char *late = sell (",'date':'2026-01-02T12:00:00Z'"), *page = NULL;
  g_autofree char *strange = g_strdup_printf ("%.*s/demo/nothing1",
                                              (int) (strstr (late, "/demo/") - late), late);

  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/receipts/%s", id), ==, 200);
  g_assert_cmpuint (browse ("GET", cancelled, NULL, &page), ==, 410);
  g_assert_cmpuint (browse ("GET", late, NULL, &page), ==, 410);
  g_assert_nonnull (strstr (page, "El plazo para facturar terminó"));
  g_assert_cmpuint (browse ("POST", late, GOOD + 1, &page), ==, 410);
  g_assert_cmpuint (browse ("GET", strange, NULL, &page), ==, 404);
  g_assert_nonnull (strstr (page, "<html"));
}

static void
test_tax_info (void)
{
  g_autofree char *url = NULL, *page = NULL;

  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", "{}", "/customers/%s?createEditLink=true",
                                       customer), ==, 200);
  url = g_strdup (fac_sandbox_text (client, "edit_link"));
  g_assert_cmpuint (browse ("GET", url, NULL, &page), ==, 200);
  g_assert_nonnull (strstr (page, "value=\"CCE150310AB1\""));
  g_assert_null (strstr (page, "name=\"use\""));
  g_assert_cmpuint (submit (url, "&tax_id=CCE150310AB1&legal_name=CAFETERIA+DEL+CENTRO"
                            "&tax_system=601&zip=abc", &page), ==, 400);
  g_assert_nonnull (strstr (page, "id=\"zip-bad\""));
  g_assert_cmpuint (submit (url, "&tax_id=CCE150310AB1&legal_name=CAFETERIA+DEL+NORTE"
                            "&tax_system=601&zip=06700&email=otro%40cafeteria.example", &page), ==,
                    200);
  g_assert_nonnull (strstr (page, "Gracias"));
  g_assert_cmpuint (browse ("GET", url, NULL, &page), ==, 404);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/customers/%s", customer), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "legal_name"), ==, "CAFETERIA DEL NORTE");
  g_assert_cmpstr (fac_sandbox_text (client, "address.zip"), ==, "06700");
  g_assert_cmpstr (fac_sandbox_text (client, "email"), ==, "otro@cafeteria.example");
}

#define NATURAL "CACX7605101P8"
#define PASSWORD "12345678a"

static guint
set (const char *section, const char *body)
{
  g_autofree char *json = fac_sandbox_expand (customer, body);

  return fac_sandbox_callf (client, "PUT", json, "/organizations/%s/%s",
                            client->sandbox->organization, section);
}

/* The organization becomes a natural person of RESICO. */
static void
become_natural (void)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCertificate) csd =
    fac_certificate_mint ("30001000000500007778", NATURAL, "XOCHILT CASAS CHAVEZ",
                          now - G_TIME_SPAN_DAY, now + 300 * G_TIME_SPAN_DAY, &error);
  g_autoptr (GBytes) key = fac_certificate_key_der (csd, PASSWORD, &error);
  g_autoptr (GBytes) password = g_bytes_new_static (PASSWORD, strlen (PASSWORD));
  g_autofree char *path = g_strdup_printf ("/organizations/%s/certificate",
                                           client->sandbox->organization);

  g_assert_no_error (error);
  client->key = client->sandbox->user_key;
  g_assert_cmpuint (fac_sandbox_upload (client, path, "cer", fac_certificate_get_der (csd), "key",
                                        key, "password", password, NULL), ==, 200);
  g_assert_cmpuint (set ("legal", "{'name':'Xochilt','legal_name':'XOCHILT CASAS CHAVEZ',"
                         "'tax_system':'626','website':'','support_email':'','phone':'',"
                         "'address':{'zip':'36257','street':'Uno','exterior':'1',"
                         "'neighborhood':'Centro','city':'Irapuato','municipality':'Irapuato',"
                         "'state':'Guanajuato','interior':''}}"), ==, 200);
  g_assert_cmpuint (set ("self-invoice", "{'apply_resico_isr':true}"), ==, 200);
  client->key = client->sandbox->test_key;
}

/* ISR is withheld when a legal person invoices itself, and only then. */
static void
test_resico (void)
{
  g_autofree char *url = NULL, *xml = NULL, *other = NULL, *page = NULL;

  become_natural ();
  url = sell ("");
  xml = g_strconcat (url, "/xml", NULL);
  g_assert_cmpuint (submit (url, GOOD, &page), ==, 303);
  g_assert_cmpuint (browse ("GET", xml, NULL, &page), ==, 200);
  g_assert_nonnull (strstr (page, "Impuesto=\"001\" TipoFactor=\"Tasa\" TasaOCuota=\"0.012500\""));
  g_clear_pointer (&xml, g_free);
  other = sell ("");
  xml = g_strconcat (other, "/xml", NULL);
  g_assert_cmpuint (submit (other, "&tax_id=FUNK671228PH6&legal_name=KARLA+FUENTE+NOLASCO"
                            "&tax_system=612&zip=01160&use=G03", &page), ==, 303);
  g_assert_cmpuint (browse ("GET", xml, NULL, &page), ==, 200);
  g_assert_null (strstr (page, "0.012500"));
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin_control (&argc, &argv);
  customer = fac_sandbox_new_customer (client);
  g_test_add_func ("/sandbox/pages/self-invoice", test_self_invoice);
  g_test_add_func ("/sandbox/pages/mistakes", test_mistakes);
  g_test_add_func ("/sandbox/pages/forged", test_forged);
  g_test_add_func ("/sandbox/pages/closed", test_closed);
  g_test_add_func ("/sandbox/pages/tax-info", test_tax_info);
  g_test_add_func ("/sandbox/pages/resico", test_resico);
  return fac_sandbox_end (client);
}
