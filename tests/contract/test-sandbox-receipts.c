/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-stamped.h"

#include <string.h>

static FacSandboxClient *client;
static const char *customer;

#define CAFE "'items':[{'quantity':2,'product':{'description':'Café de olla','sku':'CAF-1'," \
             "'product_key':'50201706','price':58}}]"

static guint
post (const char *path, const char *body)
{
  g_autofree char *json = fac_sandbox_expand (customer, body);

  return fac_sandbox_call (client, "POST", path, json);
}

/* Returns: (transfer full): the id of a new receipt. */
static char *
sell (const char *members)
{
  g_autofree char *body = g_strdup_printf ("{%s}", members);

  if (post ("/receipts", body) != 200)
    g_error ("%s", (const char *) g_bytes_get_data (client->body, NULL));
  return g_strdup (fac_sandbox_text (client, "id"));
}

static void
refuse (const char *path, const char *body, guint status, const char *code, const char *detail,
        const char *at)
{
  post (path, body);
  fac_sandbox_expect_error (client, status, code, detail, at);
}

static void
expect_status (const char *id, const char *status)
{
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/receipts/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, status);
}

static void
test_create (void)
{
  g_autofree char *first = sell (CAFE ",'payment_form':'01','branch':'Centro'");
  gint64 folio = fac_json_int (fac_sandbox_at (client, "folio_number"), 0);
  g_autofree char *total = fac_sandbox_literal (client, "total");
  g_autofree char *key = g_strdup (fac_sandbox_text (client, "key"));
  g_autofree char *end = g_strconcat ("/demo/", key, NULL);
  g_autofree char *second = NULL;

  g_assert_cmpstr (total, ==, "116.00");
  g_assert_cmpuint (strlen (key), ==, 8);
  g_assert_true (g_str_has_suffix (fac_sandbox_text (client, "self_invoice_url"), end));
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "open");
  g_assert_cmpstr (fac_sandbox_text (client, "branch"), ==, "Centro");
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "customer")), ==, FAC_JSON_NULL);
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "invoice")), ==, FAC_JSON_NULL);
  second = sell (CAFE ",'payment_form':'01','customer':'%'");
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "folio_number"), 0), ==, folio + 1);
  g_assert_cmpstr (fac_sandbox_text (client, "customer"), ==, customer);
  g_assert_cmpstr (fac_sandbox_text (client, "key"), !=, key);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/receipts/%s", first), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "key"), ==, key);
}

static void
test_refused (void)
{
  refuse ("/receipts", "{" CAFE "}", 400, "invalid_request", "required", "payment_form");
  refuse ("/receipts", "{'payment_form':'01'}", 400, "invalid_request", "required", "items");
  refuse ("/receipts", "{'payment_form':'01','items':[]}", 400, "invalid_request", "required",
          "items");
  refuse ("/receipts", "{" CAFE ",'payment_form':'01','use':'G01'}", 400, "invalid_request",
          "unknown_field", "use");
  refuse ("/receipts", "{" CAFE ",'payment_form':'01','customer':'nobody'}", 400,
          "customer_not_found", "customer_not_found", "customer");
  refuse ("/receipts", "{" CAFE ",'payment_form':'01','exchange':-1}", 400, "invalid_request",
          "too_small", "exchange");
  fac_sandbox_call (client, "GET", "/receipts/nothing", NULL);
  fac_sandbox_expect_error (client, 404, "receipt_not_found", NULL, NULL);
  fac_sandbox_call (client, "GET", "/receipts?status=open", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "unknown_field", "status");
}

static void
set_duration (const char *days)
{
  g_autofree char *body = g_strdup_printf ("{\"duration_days\":%s}", days);

  client->key = client->sandbox->user_key;
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", body, "/organizations/%s/receipts",
                                       client->sandbox->organization), ==, 200);
  client->key = client->sandbox->test_key;
}

/* The organization's: seven days, but not past the month. */
static void
test_expiry (void)
{
  g_free (sell (CAFE ",'payment_form':'01','date':'2026-11-02T18:00:00Z'"));
  g_assert_cmpstr (fac_sandbox_text (client, "expires_at"), ==, "2026-11-09T18:00:00.000Z");
  g_free (sell (CAFE ",'payment_form':'01','date':'2026-11-28T18:00:00Z'"));
  g_assert_cmpstr (fac_sandbox_text (client, "expires_at"), ==, "2026-12-01T05:59:59.999Z");
  /* more days than a clock can count are the whole month too */
  set_duration ("150000000");
  g_free (sell (CAFE ",'payment_form':'01','date':'2026-11-02T18:00:00Z'"));
  g_assert_cmpstr (fac_sandbox_text (client, "expires_at"), ==, "2026-12-01T05:59:59.999Z");
  set_duration ("7");
}

static void
test_idempotency (void)
{
  g_autofree char *first = sell (CAFE ",'payment_form':'01','idempotency_key':'r-1'");
  g_autofree char *again = sell ("'payment_form':'01','idempotency_key':'r-1'," CAFE);

  g_assert_cmpstr (first, ==, again);
  refuse ("/receipts", "{" CAFE ",'payment_form':'03','idempotency_key':'r-1'}", 409,
          "idempotency_key_in_use", NULL, NULL);
}

static gint64
count (const char *query)
{
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/receipts?%s", query), ==, 200);
  return fac_json_int (fac_sandbox_at (client, "total_results"), -1);
}

static void
test_list (void)
{
  g_autofree char *query = g_strdup_printf ("customer=%s&payment_form=28", customer);

  g_free (sell ("'items':[{'product':{'description':'Té de jazmín','sku':'TE-7',"
                "'product_key':'50201711','price':30}}],'payment_form':'28','customer':'%'"));
  g_assert_cmpint (count ("q=JAZMIN"), ==, 1);
  g_assert_cmpint (count ("q=te-7"), ==, 1);
  g_assert_cmpint (count (query), ==, 1);
  g_assert_cmpint (count ("payment_form=29"), ==, 0);
  g_assert_cmpint (count ("date[gte]=2026-11-28&date[lt]=2026-11-29"), ==, 1);
  g_assert_cmpint (count ("pagination=cursor&limit=2"), >, 2);
  g_assert_nonnull (fac_sandbox_text (client, "next_cursor"));
}

static void
test_assign_and_cancel (void)
{
  g_autofree char *id = sell (CAFE ",'payment_form':'01'");
  g_autofree char *body = fac_sandbox_expand (customer, "{'customer':'%'}");

  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", body, "/receipts/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "customer"), ==, customer);
  fac_sandbox_callf (client, "PUT", "{}", "/receipts/%s", id);
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "customer");
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/receipts/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "canceled");
  fac_sandbox_callf (client, "DELETE", NULL, "/receipts/%s", id);
  fac_sandbox_expect_error (client, 400, "receipt_not_open", NULL, NULL);
  fac_sandbox_callf (client, "PUT", body, "/receipts/%s", id);
  fac_sandbox_expect_error (client, 400, "receipt_not_open", NULL, NULL);
  fac_sandbox_callf (client, "POST", body, "/receipts/%s/invoice", id);
  fac_sandbox_expect_error (client, 400, "receipt_not_open", NULL, NULL);
}

static void
test_invoice (void)
{
  g_autofree char *id = sell (CAFE ",'payment_form':'03'");
  g_autofree char *body = fac_sandbox_expand (customer, "{'customer':'%','use':'G03'}");
  g_autofree char *invoice = NULL, *query = NULL, *total = NULL;

  fac_sandbox_callf (client, "POST", "{}", "/receipts/%s/invoice", id);
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "customer");
  fac_sandbox_callf (client, "POST", "{\"items\":[]}", "/receipts/%s/invoice", id);
  fac_sandbox_expect_error (client, 400, "invalid_request", "unknown_field", "items");
  g_assert_cmpuint (fac_sandbox_callf (client, "POST", body, "/receipts/%s/invoice", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "valid");
  g_assert_cmpstr (fac_sandbox_text (client, "payment_form"), ==, "03");
  total = fac_sandbox_literal (client, "total");
  g_assert_cmpstr (total, ==, "116.00");
  invoice = g_strdup (fac_sandbox_text (client, "id"));
  expect_status (id, "invoiced_to_customer");
  g_assert_cmpstr (fac_sandbox_text (client, "invoice"), ==, invoice);
  query = g_strconcat ("invoice=", invoice, NULL);
  g_assert_cmpint (count (query), ==, 1);
  fac_sandbox_callf (client, "DELETE", NULL, "/receipts/%s", id);
  fac_sandbox_expect_error (client, 400, "receipt_not_open", NULL, NULL);
}

static char *
key_of (const char *id)
{
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/receipts/%s", id), ==, 200);
  return g_strdup (fac_sandbox_text (client, "key"));
}

static void
test_to_invoice (void)
{
  g_autofree char *one = sell (CAFE ",'payment_form':'01'");
  g_autofree char *two = sell (CAFE ",'payment_form':'03','customer':'%'");
  g_autofree char *big = sell ("'items':[{'product':{'description':'Molino','product_key':"
                               "'50201706','price':5000}}],'payment_form':'04'");
  g_autofree char *a = key_of (one), *b = key_of (two), *c = key_of (big);
  g_autofree char *keys = g_strdup_printf ("'keys':['%s','%s','%s']", a, b, c);
  g_autofree char *bare = g_strdup_printf ("{%s}", keys);
  g_autofree char *named = g_strdup_printf ("{%s,'customer':'%%','use':'G03'}", keys);
  g_autofree char *dry = g_strdup_printf ("{%s,'customer':'%%','dry_run':true}", keys);

  refuse ("/receipts/to-invoice", "{'keys':[]}", 400, "invalid_request", "too_small", "keys");
  refuse ("/receipts/to-invoice", "{'keys':['nothing'],'customer':'%'}", 404,
          "receipt_keys_not_found", "not_found", "keys.0");
  refuse ("/receipts/to-invoice", bare, 400, "receipt_invoicing_customer_mismatch", NULL, NULL);
  g_assert_cmpuint (post ("/receipts/to-invoice", dry), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_items"), 0), ==, 3);
  expect_status (one, "open");
  g_assert_cmpuint (post ("/receipts/to-invoice/preview", named), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 5, "%PDF-", 5);
  g_assert_cmpuint (post ("/receipts/to-invoice/preview/download-url", named), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "content_type"), ==, "application/pdf");
  g_assert_cmpuint (post ("/receipts/to-invoice/preview", "{'keys':['x']}"), ==, 204);
  g_assert_cmpuint (post ("/receipts/to-invoice", named), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "payment_form"), ==, "04");
  g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "items")), ==, 3);
  expect_status (one, "invoiced_to_customer");
  expect_status (big, "invoiced_to_customer");
  refuse ("/receipts/to-invoice", named, 400, "receipt_not_open", "receipt_not_open", "keys.0");
}

static void
test_other_address (void)
{
  g_autofree char *one = sell (CAFE ",'payment_form':'01','customer':'%'");
  g_autofree char *two = sell (CAFE ",'payment_form':'01','customer':'%',"
                               "'address':{'zip':'06000','street':'Madero'}");
  g_autofree char *a = key_of (one), *b = key_of (two);
  g_autofree char *body = g_strdup_printf ("{'keys':['%s','%s']}", a, b);

  refuse ("/receipts/to-invoice", body, 400, "receipt_invoicing_address_mismatch", NULL, NULL);
}

static void
test_files (void)
{
  g_autofree char *id = sell (CAFE ",'payment_form':'01'");

  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/receipts/%s/pdf", id), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 5, "%PDF-", 5);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/receipts/%s/xml", id), ==, 404);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/receipts/%s/download-url/pdf", id),
                    ==, 200);
  fac_sandbox_callf (client, "POST", NULL, "/receipts/%s/email", id);
  fac_sandbox_expect_error (client, 400, "customer_email_required", NULL, NULL);
  g_assert_cmpuint (fac_sandbox_callf (client, "POST", "{\"email\":[\"a@example.com\"]}",
                                       "/receipts/%s/email", id), ==, 200);
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "ok"), FALSE));
  g_assert_cmpuint (fac_sandbox_control (client, "GET", "/mail", NULL), ==, 200);
  g_assert_nonnull (strstr (g_bytes_get_data (client->body, NULL), "Recibo"));
}

/* One concepto a ticket, or one for each way in which its lines are taxed. */
static void
test_global (void)
{
  g_autofree char *mixed =
    sell ("'items':[{'product':{'description':'A','product_key':'50201706','price':100,"
          "'tax_included':false}},{'product':{'description':'B','product_key':'50201706',"
          "'price':10,'tax_included':false}},{'product':{'description':'C','product_key':"
          "'50201706','price':50,'tax_included':false,'taxes':[{'type':'IVA','rate':0}]}}],"
          "'payment_form':'28'");
  g_autofree char *plain = sell (CAFE ",'payment_form':'28'");
  g_autofree char *other = sell (CAFE ",'payment_form':'29'");
  g_autofree char *total = NULL;

  g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "items")), ==, 1);
  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":60}"), ==,
                    200);
  refuse ("/receipts/global-invoice", "{'periodicity':'day','from':'2026-11-02','to':'2026-11-09'}",
          400, "invalid_global_invoice_period", "invalid_value", "to");
  refuse ("/receipts/global-invoice", "{'periodicity':'year'}", 400, "invalid_request",
          "invalid_value", "periodicity");
  refuse ("/receipts/global-invoice", "{'periodicity':'month','months':'13'}", 400,
          "invalid_global_invoice_period", "invalid_value", "months");
  refuse ("/receipts/global-invoice", "{'periodicity':'month','receipts':['x']}", 400,
          "invalid_global_invoice_period", "invalid_value", "from");
  refuse ("/receipts/global-invoice", "{'periodicity':'month','from':'2001-01-01'}", 404,
          "receipt_not_found", NULL, NULL);
  {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Mexico_City");
    g_autoptr (GDateTime) now = g_date_time_new_now (zone);
    g_autofree char *from = g_date_time_format (now, "%Y-%m-01");
    g_autofree char *body = g_strdup_printf ("{'periodicity':'month','from':'%s',"
                                             "'payment_form':'28'}", from);
    g_autofree char *listed = g_strdup_printf ("{'periodicity':'month','from':'%s',"
                                               "'to':'%s','receipts':['%s']}", from, from, other);

    refuse ("/receipts/global-invoice", listed, 400, "invalid_global_invoice_period",
            "invalid_global_invoice_period", "receipts.0");
    if (post ("/receipts/global-invoice", body) != 200)
      g_error ("%s", (const char *) g_bytes_get_data (client->body, NULL));
  }
  total = fac_sandbox_literal (client, "total");
  g_assert_cmpstr (fac_sandbox_text (client, "customer.tax_id"), ==, "XAXX010101000");
  g_assert_cmpstr (fac_sandbox_text (client, "global.periodicity"), ==, "month");
  g_assert_cmpstr (fac_sandbox_text (client, "payment_form"), ==, "28");
  g_assert_cmpstr (fac_sandbox_text (client, "items.0.product.description"), ==, "Venta");
  expect_status (mixed, "invoiced_globally");
  expect_status (plain, "invoiced_globally");
  expect_status (other, "open");
}

/* A receipt in dollars goes into a global invoice in pesos; one that does not say what they are worth does not. */
static void
test_global_dollars (void)
{
  g_autofree char *dollars =
    sell ("'items':[{'product':{'description':'A','product_key':'50201706','price':10,"
          "'tax_included':false}}],'payment_form':'31','currency':'USD','exchange':18.5");
  g_autofree char *silent =
    sell ("'items':[{'product':{'description':'A','product_key':'50201706','price':10}}],"
          "'payment_form':'31','currency':'USD'");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Mexico_City");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) next = g_date_time_add_days (now, 1);
  g_autofree char *from = g_date_time_format (now, "%Y-%m-01");
  g_autofree char *to = g_date_time_get_month (next) == g_date_time_get_month (now)
    ? g_date_time_format (next, "%Y-%m-%d") : g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *body = g_strdup_printf ("{'periodicity':'month','from':'%s',"
                                           "'payment_form':'31'}", from);
  g_autofree char *listed = g_strdup_printf ("{'periodicity':'month','from':'%s','to':'%s',"
                                             "'receipts':['%s']}", from, to, silent);
  g_autofree char *total = NULL;

  refuse ("/receipts/global-invoice", listed, 400, "invalid_operation",
          "invalid_operation", "receipts.0");
  g_assert_cmpuint (post ("/receipts/global-invoice", body), ==, 200);
  total = fac_sandbox_literal (client, "total");
  g_assert_cmpstr (total, ==, "214.60");
  g_assert_cmpstr (fac_sandbox_text (client, "currency"), ==, "MXN");
  expect_status (dollars, "invoiced_globally");
  expect_status (silent, "open");
}

static void
test_durable (void)
{
  g_autofree char *id = sell (CAFE ",'payment_form':'01'");

  fac_sandbox_client_restart (client);
  expect_status (id, "open");
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin_control (&argc, &argv);
  customer = fac_sandbox_new_customer (client);
  g_test_add_func ("/sandbox/receipts/create", test_create);
  g_test_add_func ("/sandbox/receipts/refused", test_refused);
  g_test_add_func ("/sandbox/receipts/expiry", test_expiry);
  g_test_add_func ("/sandbox/receipts/idempotency", test_idempotency);
  g_test_add_func ("/sandbox/receipts/list", test_list);
  g_test_add_func ("/sandbox/receipts/assign-and-cancel", test_assign_and_cancel);
  g_test_add_func ("/sandbox/receipts/invoice", test_invoice);
  g_test_add_func ("/sandbox/receipts/to-invoice", test_to_invoice);
  g_test_add_func ("/sandbox/receipts/other-address", test_other_address);
  g_test_add_func ("/sandbox/receipts/files", test_files);
  g_test_add_func ("/sandbox/receipts/global", test_global);
  g_test_add_func ("/sandbox/receipts/global-dollars", test_global_dollars);
  g_test_add_func ("/sandbox/receipts/durable", test_durable);
  return fac_sandbox_end (client);
}
