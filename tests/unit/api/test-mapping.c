/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-mapping.h"

#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

static GBytes *
golden (const char *name)
{
  g_autofree char *relative = g_strconcat ("golden/api/", name, ".json", NULL);
  g_autofree char *path = fac_test_file (relative);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  while (length > 0 && text[length - 1] == '\n')
    text[--length] = '\0';
  return g_bytes_new_take (text, length);
}

static FacRemoteItem *
read_golden (FacEntity entity, const char *name)
{
  g_autoptr (GBytes) bytes = golden (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (FacJson) json = fac_json_parse (bytes, &error);
  FacRemoteItem *item;

  g_assert_no_error (error);
  item = fac_facturapi_read_item (entity, fac_json_root (json), &error);
  g_assert_no_error (error);
  return item;
}

static char *
bytes_to_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_decimal (FacDecimal value, const char *expected)
{
  g_autofree char *text = fac_decimal_to_string (value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_requests (void)
{
  static const struct
  {
    FacEntity   entity;
    const char *answer, *request;
    gboolean    update;
  } cases[] = {
    { FAC_ENTITY_CUSTOMER, "customer", "customer.request", FALSE },
    { FAC_ENTITY_CUSTOMER, "customer-foreign", "customer-foreign.request", FALSE },
    { FAC_ENTITY_CUSTOMER, "customer-foreign", "customer-foreign.update", TRUE },
    { FAC_ENTITY_PRODUCT, "product", "product.request", FALSE },
    { FAC_ENTITY_PRODUCT, "product-bare", "product-bare.request", FALSE },
    { FAC_ENTITY_INVOICE, "invoice-valid", "invoice-valid.request", FALSE },
    { FAC_ENTITY_INVOICE, "invoice-draft", "invoice-draft.update", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FacRemoteItem) item = read_golden (cases[i].entity, cases[i].answer);
      g_autoptr (GBytes) body = fac_facturapi_body (item, "key-2", cases[i].update);
      g_autoptr (GBytes) expected = golden (cases[i].request);
      g_autofree char *written = bytes_to_text (body);
      g_autofree char *wanted = bytes_to_text (expected);

      g_test_message ("%s", cases[i].request);
      g_assert_cmpstr (written, ==, wanted);
    }
}

/* The service itself writes the generic RFC of customers abroad. */
static void
test_generic_abroad (void)
{
  g_autoptr (FacRemoteItem) item = read_golden (FAC_ENTITY_CUSTOMER, "customer-foreign");
  g_autoptr (GBytes) created = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fac_set_string (&item->customer->tax_id, "XEXX010101000");
  created = fac_facturapi_body (item, NULL, FALSE);
  changed = fac_facturapi_body (item, NULL, TRUE);
  first = bytes_to_text (created);
  second = bytes_to_text (changed);
  g_assert_null (strstr (first, "tax_id"));
  g_assert_null (strstr (second, "tax_id"));
}

/* The service takes no address without a postal code. */
static void
test_incomplete (void)
{
  g_autoptr (FacRemoteItem) item = read_golden (FAC_ENTITY_CUSTOMER, "customer");
  g_autoptr (GBytes) whole = fac_facturapi_body (item, NULL, FALSE);
  g_autoptr (GBytes) created = NULL;
  g_autofree char *with = bytes_to_text (whole);
  g_autofree char *without = NULL;

  fac_set_string (&item->customer->address->zip, NULL);
  created = fac_facturapi_body (item, NULL, FALSE);
  without = bytes_to_text (created);
  g_assert_nonnull (strstr (with, "\"address\""));
  g_assert_null (strstr (without, "\"address\""));
}

/* The service asks for a postal code; abroad there may be none. */
static void
test_abroad_without_zip (void)
{
  g_autoptr (FacRemoteItem) item = read_golden (FAC_ENTITY_CUSTOMER, "customer");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (FacJson) json = NULL;
  g_autoptr (FacCustomer) back = NULL;
  g_autofree char *text = NULL;

  fac_set_string (&item->customer->address->country, "HKG");
  fac_set_string (&item->customer->address->zip, NULL);
  body = fac_facturapi_body (item, NULL, FALSE);
  text = bytes_to_text (body);
  g_assert_nonnull (strstr (text, "\"zip\":\"00000\""));
  json = fac_json_parse (body, NULL);
  back = fac_facturapi_read_customer (fac_json_root (json));
  g_assert_null (back->address->zip);
}

static void
test_customer (void)
{
  g_autoptr (FacRemoteItem) item = read_golden (FAC_ENTITY_CUSTOMER, "customer");
  g_autofree char *body = bytes_to_text (item->body);

  g_assert_cmpstr (item->remote_id, ==, "590ce6c56d04f840aa8438af");
  g_assert_cmpstr (item->customer->remote_id, ==, item->remote_id);
  g_assert_cmpstr (item->customer->id, ==, "");
  g_assert_cmpstr (item->customer->tax_system, ==, "601");
  g_assert_cmpstr (item->customer->phone, ==, "5555555555");
  g_assert_cmpstr (item->customer->address->zip, ==, "06800");
  g_assert_null (item->customer->address->interior);
  g_assert_cmpint (item->customer->created_at, ==, G_GINT64_CONSTANT (1778014533468000));
  g_assert_null (strstr (body, "edit_link"));
  g_assert_null (strstr (body, "whsec_1"));
  g_assert_nonnull (strstr (body, "[1.10,2.50]"));
}

static void
test_product_defaults (void)
{
  g_autoptr (FacRemoteItem) item = read_golden (FAC_ENTITY_PRODUCT, "product-bare");

  g_assert_cmpstr (item->product->taxability, ==, "02");
  g_assert_true (item->product->tax_included);
  g_assert_cmpuint (item->product->taxes->len, ==, 1);
  assert_decimal (item->product->price, "1000");
  g_assert_null (item->product->sku);
}

static void
test_invoice (void)
{
  g_autoptr (FacRemoteItem) item = read_golden (FAC_ENTITY_INVOICE, "invoice-valid");
  const FacInvoice *invoice = item->invoice;
  const FacInvoiceLine *line = g_ptr_array_index (invoice->lines, 0);

  g_assert_cmpint (invoice->status, ==, FAC_STATUS_TIMBRADA);
  g_assert_cmpstr (invoice->id, ==, "6f1c9f6e-0f5a-4a57-9f4d-0d6f5a4b7a11");
  g_assert_cmpstr (item->external_id, ==, invoice->id);
  g_assert_cmpstr (invoice->uuid, ==, "39c85a3f-275b-4341-b259-e8971d9f8a94");
  g_assert_cmpstr (invoice->folio_number, ==, "1203");
  g_assert_cmpstr (invoice->customer->remote_id, ==, "590ce6c56d04f840aa8438af");
  g_assert_cmpstr (invoice->customer->id, ==, "");
  assert_decimal (invoice->total, "12345678901234.56");
  assert_decimal (invoice->exchange, "17.4567");
  assert_decimal (line->quantity, "1.5");
  assert_decimal (line->discount, "10.25");
  assert_decimal (line->product->price, "345.600000");
  g_assert_cmpstr (line->product->id, ==, "");
  g_assert_cmpuint (line->parts->len, ==, 1);
  g_assert_cmpint (invoice->date, ==, G_GINT64_CONSTANT (1795191600000000));
  /* 10:20:05 in the centre of Mexico */
  g_assert_cmpint (invoice->stamped_at, ==, G_GINT64_CONSTANT (1795191605000000));
}

static void
test_draft (void)
{
  g_autoptr (FacRemoteItem) item = read_golden (FAC_ENTITY_INVOICE, "invoice-draft");

  g_assert_cmpint (item->invoice->status, ==, FAC_STATUS_BORRADOR);
  g_assert_cmpstr (item->external_id, ==, "PEDIDO-55");
  g_assert_cmpstr (item->invoice->id, ==, "");
  g_assert_null (item->invoice->customer);
  g_assert_cmpint (item->invoice->date, ==, 0);
  g_assert_cmpstr (item->invoice->currency, ==, "MXN");
}

static void
test_statuses (void)
{
  static const struct { const char *json; FacDocumentStatus status; } cases[] = {
    { "{\"id\":\"1\",\"status\":\"pending\"}", FAC_STATUS_EN_PROCESO },
    { "{\"id\":\"1\",\"status\":\"failed\"}", FAC_STATUS_NO_TIMBRADA },
    { "{\"id\":\"1\",\"status\":\"canceled\"}", FAC_STATUS_CANCELADA },
    { "{\"id\":\"1\",\"status\":\"valid\",\"cancellation_status\":\"verifying\"}",
      FAC_STATUS_EN_CANCELACION },
    { "{\"id\":\"1\",\"status\":\"valid\",\"cancellation_status\":\"new word\",\"uuid\":\"x\"}",
      FAC_STATUS_TIMBRADA },
    { "{\"id\":\"1\",\"status\":\"new word\",\"uuid\":\"x\"}", FAC_STATUS_TIMBRADA },
    { "{\"id\":\"1\",\"status\":\"new word\"}", FAC_STATUS_EN_PROCESO },
    { "{\"id\":\"1\"}", FAC_STATUS_EN_PROCESO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].json, strlen (cases[i].json));
      g_autoptr (FacJson) json = fac_json_parse (bytes, NULL);
      g_autoptr (FacRemoteItem) item
        = fac_facturapi_read_item (FAC_ENTITY_INVOICE, fac_json_root (json), NULL);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (item->invoice->status, ==, cases[i].status);
    }
}

static void
test_wrong_types (void)
{
  g_autoptr (FacRemoteItem) invoice = read_golden (FAC_ENTITY_INVOICE, "invoice-wrong-types");
  g_autoptr (FacRemoteItem) customer = read_golden (FAC_ENTITY_CUSTOMER, "invoice-wrong-types");
  g_autoptr (FacRemoteItem) product = read_golden (FAC_ENTITY_PRODUCT, "invoice-wrong-types");

  g_assert_cmpint (invoice->invoice->type, ==, FAC_INVOICE_INGRESO);
  g_assert_cmpint (invoice->invoice->status, !=, FAC_STATUS_BORRADOR);
  g_assert_cmpuint (invoice->invoice->related_documents->len, ==, 0);
  assert_decimal (invoice->invoice->exchange, "1");
  g_assert_nonnull (customer->customer->address);
  g_assert_nonnull (product->product);
}

/* Every way of cutting an answer short, and every byte turned into another, is survived. */
static void
test_damage (void)
{
  g_autoptr (GBytes) whole = golden ("invoice-valid");
  gsize length;
  const char *text = g_bytes_get_data (whole, &length);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (text, i);
      g_autofree char *changed = g_strndup (text, length);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (FacJson) json = fac_json_parse (cut, NULL);
      g_autoptr (FacJson) other = NULL;

      g_assert_null (json);
      changed[i] = "{}[]\",:0x"[i % 9];
      damaged = g_bytes_new_take (g_steal_pointer (&changed), length);
      other = fac_json_parse (damaged, NULL);
      if (other != NULL)
        {
          g_autoptr (FacRemoteItem) item
            = fac_facturapi_read_item (FAC_ENTITY_INVOICE, fac_json_root (other), NULL);

          g_assert_true (item == NULL || item->invoice != NULL);
        }
    }
}

static char *
looks_of (const char *color, int folio, const char *codes)
{
  g_autofree char *text
    = g_strdup_printf ("{\"id\":\"o1\",\"customization\":{\"color\":\"%s\","
                       "\"next_folio_number\":%d,\"pdf_extra\":{\"codes\":%s}}}",
                       color, folio, codes);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (FacJson) json = fac_json_parse (bytes, NULL);
  g_autoptr (FacOrganization) organization
    = fac_facturapi_read_organization (fac_json_root (json));

  return g_strdup (organization->looks);
}

/* Folios count on with each stamp, and no PDF looks otherwise for it. */
static void
test_looks (void)
{
  g_autofree char *teal = looks_of ("008080", 7, "true");
  g_autofree char *later = looks_of ("008080", 8, "true");
  g_autofree char *red = looks_of ("800000", 7, "true");
  g_autofree char *bare = looks_of ("008080", 7, "false");

  g_assert_cmpstr (later, ==, teal);
  g_assert_cmpstr (red, !=, teal);
  g_assert_cmpstr (bare, !=, teal);
}

static void
test_organization (void)
{
  g_autoptr (GBytes) bytes = golden ("organization");
  g_autoptr (FacJson) json = fac_json_parse (bytes, NULL);
  g_autoptr (FacOrganization) organization
    = fac_facturapi_read_organization (fac_json_root (json));

  g_assert_cmpstr (organization->remote_id, ==, "58e93bd8e86eb318b0197454");
  g_assert_cmpstr (organization->name, ==, "La Tiendita");
  g_assert_cmpstr (organization->legal_name, ==, "EMPRESA DE PRUEBA");
  g_assert_cmpstr (organization->tax_id, ==, "EKU9003173C9");
  g_assert_cmpstr (organization->timezone, ==, "America/Mexico_City");
  g_assert_cmpstr (organization->color, ==, "3584E4");
  g_assert_cmpstr (organization->default_series, ==, "A");
  g_assert_cmpstr (organization->address->zip, ==, "01000");
  g_assert_cmpstr (organization->support_email, ==, "hola@example.com");
  g_assert_cmpint (organization->certificate_expires_at, >, 0);
  g_assert_null (organization->logo);
}

static void
test_page (void)
{
  static const char text[] = "{\"page\":\"2\",\"total_pages\":3,\"total_results\":201,"
                             "\"next_cursor\":\"c1\",\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}";
  static const char *const bad[] = { "{}", "[]", "{\"data\":{}}",
                                     "{\"data\":[{\"id\":\"a\"},{}]}" };
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (FacJson) json = fac_json_parse (bytes, NULL);
  g_autoptr (FacRemotePage) page
    = fac_facturapi_read_page (FAC_ENTITY_PRODUCT, fac_json_root (json), NULL);

  g_assert_cmpint (page->page, ==, 2);
  g_assert_cmpint (page->total_pages, ==, 3);
  g_assert_cmpint (page->total_results, ==, 201);
  g_assert_cmpstr (page->next_cursor, ==, "c1");
  g_assert_cmpuint (page->items->len, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) other = g_bytes_new_static (bad[i], strlen (bad[i]));
      g_autoptr (FacJson) parsed = fac_json_parse (other, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (fac_facturapi_read_page (FAC_ENTITY_PRODUCT, fac_json_root (parsed), &error));
      g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_UNCERTAIN);
    }
}

static void
test_paths (void)
{
  FacRemoteQuery all = { 0 };
  FacRemoteQuery narrow = { .page = 3, .limit = 500, .text = "ñ & co", .external_id = "a/b",
                            .sku = "S 1", .date_from = G_GINT64_CONSTANT (1795191600123000) };
  static const char *const bad_ids[] = { "", "..", "a/b", "a?b", "a b", "%2e" };
  g_autofree char *plain = fac_facturapi_list_path (FAC_ENTITY_INVOICE, &all);
  g_autofree char *invoices = fac_facturapi_list_path (FAC_ENTITY_INVOICE, &narrow);
  g_autofree char *products = fac_facturapi_list_path (FAC_ENTITY_PRODUCT, &narrow);
  g_autofree char *stamp = fac_facturapi_object_path (FAC_ENTITY_INVOICE, "58e9", "/stamp");

  g_assert_cmpstr (plain, ==, "/invoices?page=1&limit=100");
  g_assert_cmpstr (invoices, ==, "/invoices?q=%C3%B1%20%26%20co&external_id=a%2Fb&date%5Bgte%5D="
                                 "2026-11-20T16%3A20%3A00.123Z&page=3&limit=100");
  g_assert_cmpstr (products, ==, "/products?q=%C3%B1%20%26%20co&sku=S%201&page=3&limit=100");
  g_assert_cmpstr (stamp, ==, "/invoices/58e9/stamp");
  g_assert_null (fac_facturapi_object_path (FAC_ENTITY_INVOICE, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad_ids); i++)
    g_assert_null (fac_facturapi_object_path (FAC_ENTITY_INVOICE, bad_ids[i], NULL));
}

static void
test_types (void)
{
  static const struct { FacInvoiceType type; const char *has, *lacks; } cases[] = {
    { FAC_INVOICE_EGRESO, "\"payment_form\"", "\"export\"" },
    { FAC_INVOICE_TRASLADO, "\"items\"", "\"price\"" },
    { FAC_INVOICE_PAGO, "\"complements\"", "\"items\"" },
    { FAC_INVOICE_NOMINA, "\"complements\"", "\"currency\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FacRemoteItem) item = read_golden (FAC_ENTITY_INVOICE, "invoice-valid");
      g_autoptr (GBytes) body = NULL;
      g_autofree char *text = NULL;

      item->invoice->type = cases[i].type;
      body = fac_facturapi_body (item, NULL, FALSE);
      text = bytes_to_text (body);
      g_assert_nonnull (strstr (text, cases[i].has));
      g_assert_null (strstr (text, cases[i].lacks));
      g_assert_null (strstr (text, "\"global\""));
      g_assert_null (strstr (text, "idempotency_key"));
    }
}

/* what is no price does not become a price of nothing */
static void
test_unreadable_amounts_show (void)
{
  static const struct { const char *price; gboolean readable; const char *expected; } cases[] = {
    { "12.5", TRUE, "12.5" }, { "\"12.5\"", TRUE, "12.5" }, { "null", TRUE, "0" },
    { "1e999999", FALSE, NULL }, { "99999999999999999999999999999999999999999", FALSE, NULL },
    { "{\"a\":1}", FALSE, NULL }, { "\"mucho\"", FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"id\":\"p\",\"price\":%s}", cases[i].price);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (FacJson) json = fac_json_parse (bytes, NULL);
      g_autoptr (FacProduct) product = fac_facturapi_read_product (fac_json_root (json));
      g_autofree char *price = fac_decimal_to_string (product->price);

      g_test_message ("%s: %s", cases[i].price, price);
      g_assert_cmpint (!product->price.overflow, ==, cases[i].readable);
      if (cases[i].readable)
        g_assert_cmpstr (price, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/mapping/requests", test_requests);
  g_test_add_func ("/api/mapping/customer", test_customer);
  g_test_add_func ("/api/mapping/incomplete", test_incomplete);
  g_test_add_func ("/api/mapping/abroad-without-zip", test_abroad_without_zip);
  g_test_add_func ("/api/mapping/generic-abroad", test_generic_abroad);
  g_test_add_func ("/api/mapping/product-defaults", test_product_defaults);
  g_test_add_func ("/api/mapping/invoice", test_invoice);
  g_test_add_func ("/api/mapping/draft", test_draft);
  g_test_add_func ("/api/mapping/statuses", test_statuses);
  g_test_add_func ("/api/mapping/wrong-types", test_wrong_types);
  g_test_add_func ("/api/mapping/damage", test_damage);
  g_test_add_func ("/api/mapping/organization", test_organization);
  g_test_add_func ("/api/mapping/looks", test_looks);
  g_test_add_func ("/api/mapping/page", test_page);
  g_test_add_func ("/api/mapping/paths", test_paths);
  g_test_add_func ("/api/mapping/unreadable-amounts", test_unreadable_amounts_show);
  g_test_add_func ("/api/mapping/types", test_types);
  return g_test_run ();
}
