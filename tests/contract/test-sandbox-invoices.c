/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-seal.h"
#include "fac-sandbox-stamped.h"
#include "fac-test.h"

#include <string.h>

static FacSandboxClient *client;
static const char *customer;

#define LINE "{\"product\":{\"description\":\"Café molido\",\"product_key\":\"50201706\",\"price\":345.60}}"
#define PLAIN_LINE(more) \
  "{\"product\":{\"description\":\"Café molido\",\"product_key\":\"50201706\",\"price\":345.60," \
  "\"tax_included\":false" more "}}"

static guint
post (const char *members)
{
  g_autofree char *body =
    g_strdup_printf ("{\"customer\":\"%s\",\"payment_form\":\"03\",\"use\":\"G03\",%s}",
                                           customer, members);

  return fac_sandbox_call (client, "POST", "/invoices", body);
}

static char *
new_draft (const char *members)
{
  g_autofree char *body = g_strdup_printf ("{\"status\":\"draft\",\"customer\":\"%s\",%s}",
                                           customer, members);

  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices", body), ==, 200);
  return g_strdup (fac_sandbox_text (client, "id"));
}

static void
expect_total (const char *expected)
{
  g_autofree char *total = fac_sandbox_literal (client, "total");

  g_assert_cmpstr (total, ==, expected);
}

static void
expect_good_xml (const char *id, const char *uuid)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/xml", id), ==, 200);
  fac_cfdi_verify (client->body, uuid, &error);
  g_assert_no_error (error);
  fac_sandbox_assert_schema (client->body);
}

static void
test_stamp_at_once (void)
{
  g_autofree char *id = NULL, *uuid = NULL;
  gint64 folio;

  g_assert_cmpuint (post ("\"items\":[" LINE "]"), ==, 200);
  id = g_strdup (fac_sandbox_text (client, "id"));
  uuid = g_strdup (fac_sandbox_text (client, "uuid"));
  folio = fac_json_int (fac_sandbox_at (client, "folio_number"), 0);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "valid");
  g_assert_cmpstr (fac_sandbox_text (client, "series"), ==, "A");
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), TRUE));
  g_assert_nonnull (strstr (fac_sandbox_text (client, "verification_url"), uuid));
  g_assert_nonnull (fac_sandbox_text (client, "stamp.sat_signature"));
  expect_total ("345.60");
  expect_good_xml (id, uuid);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/pdf", id), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 5, "%PDF-", 5);
  g_assert_cmpuint (post ("\"items\":[" LINE "]"), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "folio_number"), 0), ==, folio + 1);
}

/* A draft knows beforehand what the SAT's schemas would refuse; what a rule names is the rule's. */
static void
test_draft_structure (void)
{
  static const struct { const char *member; const char *path; } wrong[] = {
    { "\"related_documents\":[{\"relationship\":\"01\",\"documents\":[\"x\"]}]",
      "related_documents.0.documents.0" },
    { "\"items\":[{\"property_tax_account\":[\"?\"],\"product\":{\"description\":\"Renta\","
      "\"product_key\":\"80131500\",\"price\":1}}]", "items.0.property_tax_account.0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *id = new_draft ("\"items\":[" LINE "],\"payment_form\":\"03\"");
      g_autofree char *body = g_strdup_printf ("{%s}", wrong[i].member);

      g_assert_true (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), FALSE));
      g_assert_cmpuint (fac_sandbox_callf (client, "PUT", body, "/invoices/%s", id), ==, 200);
      g_assert_false (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), TRUE));
      fac_sandbox_callf (client, "POST", NULL, "/invoices/%s/stamp", id);
      fac_sandbox_expect_error (client, 400, "draft_not_ready_to_stamp", "301", wrong[i].path);
      g_assert_cmpuint (fac_sandbox_callf (client, "PUT", "{\"payment_form\":\"77\",\"items\":[" LINE
                                           "],\"related_documents\":null}", "/invoices/%s", id),
                        ==, 200);
      g_assert_true (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), FALSE));
      fac_sandbox_callf (client, "POST", NULL, "/invoices/%s/stamp", id);
      fac_sandbox_expect_error (client, 400, "invoice_stamping_validation_error", "CFDI40104",
                                "payment_form");
    }
}

static void
test_draft_to_stamp (void)
{
  g_autofree char *id = new_draft ("\"items\":[" LINE "],\"external_id\":\"draft-1\"");

  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "draft");
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), TRUE));
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "uuid")), ==, FAC_JSON_NULL);
  fac_sandbox_callf (client, "POST", NULL, "/invoices/%s/stamp", id);
  fac_sandbox_expect_error (client, 400, "draft_not_ready_to_stamp", "required", "payment_form");
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/pdf", id), ==, 200);
  fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/xml", id);
  fac_sandbox_expect_error (client, 400, "invoice_not_stamped", NULL, NULL);
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", "{\"payment_form\":\"03\",\"use\":\"G03\"}",
                                       "/invoices/%s", id), ==, 200);
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), FALSE));
  g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "items")), ==, 1);
  g_assert_cmpuint (fac_sandbox_callf (client, "POST", NULL, "/invoices/%s/stamp", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "valid");
  fac_sandbox_callf (client, "POST", NULL, "/invoices/%s/stamp", id);
  fac_sandbox_expect_error (client, 409, "invoice_already_stamped", NULL, NULL);
  fac_sandbox_callf (client, "PUT", "{\"use\":\"G01\"}", "/invoices/%s", id);
  fac_sandbox_expect_error (client, 409, "invoice_not_draft", NULL, NULL);
}

static void
test_delete (void)
{
  g_autofree char *draft = new_draft ("\"items\":[]");
  g_autofree char *stamped = NULL;

  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s", draft), ==, 200);
  fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", draft);
  fac_sandbox_expect_error (client, 404, "invoice_not_found", NULL, NULL);
  g_assert_cmpuint (post ("\"items\":[" LINE "]"), ==, 200);
  stamped = g_strdup (fac_sandbox_text (client, "id"));
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s", stamped);
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "motive");
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", stamped), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "valid");
}

static void
test_idempotency (void)
{
  g_autofree char *id = NULL;

  g_assert_cmpuint (post ("\"items\":[" LINE "],\"idempotency_key\":\"key-1\""), ==, 200);
  id = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_cmpuint (post ("\"idempotency_key\":\"key-1\",\"items\":[" LINE "]"), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "id"), ==, id);
  post ("\"items\":[" LINE "," LINE "],\"idempotency_key\":\"key-1\"");
  fac_sandbox_expect_error (client, 409, "idempotency_key_in_use", NULL, NULL);
  post ("\"items\":[" PLAIN_LINE (",\"taxes\":[]") "],\"idempotency_key\":\"key-2\"");
  fac_sandbox_expect_error (client, 400, "invoice_stamping_validation_error", "CFDI40171",
                            "items.0.product.taxability");
  g_assert_cmpuint (post ("\"items\":[" LINE "],\"idempotency_key\":\"key-2\""), ==, 200);
}

/* The worked examples of the reference, §4.1. */
static void
test_documented_totals (void)
{
  g_assert_cmpuint (post ("\"items\":[" LINE "]"), ==, 200);
  expect_total ("345.60");
  g_assert_cmpuint (post ("\"items\":[" PLAIN_LINE ("") "]"), ==, 200);
  expect_total ("400.90");
}

static void
test_rich_document (void)
{
  static const char items[] =
    "\"items\":["
    "{\"quantity\":2,\"discount\":10.5,\"product\":{\"description\":\"Asesoría\","
    "\"product_key\":\"80101500\","
    "\"unit_key\":\"E48\",\"unit_name\":\"Servicio\",\"price\":1000,\"tax_included\":false,"
    "\"sku\":\"A-1\","
    "\"taxes\":[{\"type\":\"IVA\",\"rate\":0.16},{\"type\":\"ISR\",\"rate\":0.10,"
    "\"withholding\":true},"
    "{\"type\":\"IVA\",\"rate\":0.106667,\"withholding\":true}]}},"
    "{\"product\":{\"description\":\"Libro\",\"product_key\":\"55101500\",\"price\":250,"
    "\"taxes\":[{\"type\":\"IVA\",\"rate\":0}]}},"
    "{\"product\":{\"description\":\"Colegiatura\",\"product_key\":\"86121500\",\"price\":900,"
    "\"taxes\":[{\"type\":\"IVA\",\"rate\":0,\"factor\":\"Exento\"}]}},"
    "{\"product\":{\"description\":\"Botana\",\"product_key\":\"50192100\",\"price\":108,"
    "\"tax_included\":false,"
    "\"taxes\":[{\"type\":\"IEPS\",\"rate\":0.08},{\"type\":\"IVA\",\"rate\":0.16}]}},"
    "{\"product\":{\"description\":\"Hospedaje\",\"product_key\":\"90111500\",\"price\":1000,"
    "\"tax_included\":false,\"local_taxes\":[{\"type\":\"ISH\",\"rate\":0.03}]},"
    "\"property_tax_account\":[\"0102030405\"]}],"
    "\"conditions\":\"30 días\",\"related_documents\":[{\"relationship\":\"04\",\"documents\":"
    "[\"7B3FC188-DCE3-512C-9BEA-A2F2980FDC1F\"]}]";
  g_autofree char *id = NULL, *uuid = NULL;

  g_assert_cmpuint (post (items), ==, 200);
  id = g_strdup (fac_sandbox_text (client, "id"));
  uuid = g_strdup (fac_sandbox_text (client, "uuid"));
  /* 1989.50 + 318.32 − 198.95 − 212.213999 = 1896.66; 250; 900; 108 + 8.64 + 18.6624; 1000 + 160
   * + 30 */
  expect_total ("4371.96");
  expect_good_xml (id, uuid);
}

static void
test_foreign_and_public (void)
{
  g_autofree char *id = NULL, *uuid = NULL;

  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices",
    "{\"customer\":{\"legal_name\":\"MAPLE TOOLS"
    " LTD\",\"tax_id\":\"123456789\",\"address\":{\"zip\":\"M5V2T6\","
    "\"country\":\"CAN\"}},\"payment_form\":\"03\",\"use\":\"S01\",\"currency\":\"USD\","
    "\"exchange\":18.5432,"
    "\"items\":[" LINE "]}"), ==, 200);
  id = g_strdup (fac_sandbox_text (client, "id"));
  uuid = g_strdup (fac_sandbox_text (client, "uuid"));
  expect_good_xml (id, uuid);
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices",
    "{\"customer\":{\"legal_name\":\"MARIA"
    " LOPEZ\",\"tax_id\":\"XAXX010101000\",\"tax_system\":\"616\","
    "\"address\":{\"zip\":\"50000\"}},\"payment_form\":\"01\",\"use\":\"S01\",\"items\":[" LINE "]}"), ==, 200);
}

static void
test_refusals (void)
{
  static const struct { const char *members; const char *code; const char *path; } refusals[] = {
    { "\"use\":\"D01\",\"items\":[" LINE "]", "CFDI40161", "use" },
    { "\"payment_method\":\"PPD\",\"items\":[" LINE "]", "CFDI40105", "payment_form" },
    { "\"payment_form\":\"77\",\"items\":[" LINE "]", "CFDI40104", "payment_form" },
    { "\"currency\":\"USD\",\"items\":[" LINE "]", "CFDI40115", "exchange" },
    { "\"exchange\":18.5,\"items\":[" LINE "]", "CFDI40114", "exchange" },
    { "\"export\":\"02\",\"items\":[" LINE "]", "CFDI40122", "export" },
    { "\"date\":\"2020-01-01T00:00:00Z\",\"items\":[" LINE "]", "401", "date" },
    { "\"date\":\"2100-01-01T00:00:00Z\",\"items\":[" LINE "]", "401", "date" },
    { "\"global\":{\"periodicity\":\"month\",\"months\":\"01\",\"year\":2026},\"items\":[" LINE "]",
      "CFDI40130", "global" },
    { "\"items\":[" PLAIN_LINE (",\"taxes\":[{\"type\":\"IVA\",\"rate\":0.15}]") "]", "CFDI40179",
      "items.0.product.taxes.0" },
    { "\"items\":[" LINE ",{\"discount\":1000,\"product\":{\"description\":\"x\","
                         "\"product_key\":\"50201706\","
      "\"price\":10,\"tax_included\":false,\"taxability\":\"01\"}}]", "CFDI40110", "items" },
    { "\"items\":[{\"product\":{\"description\":\"x\",\"product_key\":\"50201706\",\"price\":0,"
      "\"taxability\":\"01\"}}]", "CFDI40166", "items.0.product.price" },
    { "\"items\":[" PLAIN_LINE (",\"taxability\":\"04\",\"taxes\":[{\"type\":\"IVA\","
                                "\"rate\":0.16}]") "]",
      "CFDI40172", "items.0.product.taxability" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      gboolean own_form = strstr (refusals[i].members, "payment_form") != NULL;
      gboolean own_use = strstr (refusals[i].members, "\"use\"") != NULL;
      g_autofree char *body = g_strdup_printf ("{\"customer\":\"%s\",%s%s%s}", customer,
        own_form ? "" : "\"payment_form\":\"03\",", own_use ? "" : "\"use\":\"G03\",",
        refusals[i].members);
      gboolean found = FALSE;

      g_test_message ("%s", refusals[i].members);
      g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices", body), ==, 400);
      g_assert_cmpstr (fac_sandbox_text (client, "code"), ==, "invoice_stamping_validation_error");
      for (guint j = 0; j < fac_json_length (fac_sandbox_at (client, "errors")) && !found; j++)
        {
          FacJsonValue fault = fac_json_at (fac_sandbox_at (client, "errors"), j);

          found = g_strcmp0 (fac_json_string (fac_json_get (fault, "code")), refusals[i].code) == 0;
          if (found && !g_str_has_suffix (refusals[i].path, "taxes.0")
              && !g_str_equal (refusals[i].path, "items"))
            g_assert_cmpstr (fac_json_string (fac_json_get (fault, "path")), ==, refusals[i].path);
        }
      g_assert_true (found);
    }
}

static void
test_refused_draft_is_untouched (void)
{
  g_autofree char *id = new_draft ("\"payment_form\":\"03\",\"use\":\"D01\",\"items\":[" LINE "]");
  g_autoptr (GBytes) before = NULL;
  gint64 next;

  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations/me", NULL), ==, 200);
  next = fac_json_int (fac_sandbox_at (client, "customization.next_folio_number_test"), 0);
  fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", id);
  before = g_bytes_ref (client->body);
  fac_sandbox_callf (client, "POST", NULL, "/invoices/%s/stamp", id);
  fac_sandbox_expect_error (client, 400, "invoice_stamping_validation_error", "CFDI40161", "use");
  g_assert_cmpstr (fac_sandbox_text (client, "errors.0.source"), ==, "sat");
  fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", id);
  g_assert_true (g_bytes_equal (before, client->body));
  fac_sandbox_call (client, "GET", "/organizations/me", NULL);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "customization.next_folio_number_test"),
                                 0), ==, next);
}

static void
test_strictness (void)
{
  post ("\"items\":[" LINE "],\"notes\":\"x\"");
  fac_sandbox_expect_error (client, 400, "invalid_request", "unknown_field", "notes");
  post ("\"items\":[{\"quantity\":1}]");
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "items.0.product");
  post ("\"items\":[{\"quantity\":0,\"product\":\"0123456789abcdef01234567\"}]");
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_small", "items.0.quantity");
  post ("\"items\":[{\"product\":\"0123456789abcdef01234567\"}]");
  fac_sandbox_expect_error (client, 400, "product_not_found", "product_not_found",
                            "items.0.product");
  post ("\"items\":[]");
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "items");
  fac_sandbox_call (client, "POST", "/invoices",
                    "{\"customer\":\"0123456789abcdef01234567\",\"payment_form\":\"03\","
                    "\"items\":[" LINE "]}");
  fac_sandbox_expect_error (client, 400, "customer_not_found", "customer_not_found", "customer");
  post ("\"type\":\"P\",\"items\":[" LINE "]");
  fac_sandbox_expect_error (client, 400, "invalid_request", "unknown_field", "payment_form");
  fac_sandbox_call (client, "GET", "/invoices?status=draft", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "unknown_field", "status");
}

static void
expect_found (const char *path, const char *id)
{
  g_assert_cmpuint (fac_sandbox_call (client, "GET", path, NULL), ==, 200);
  g_test_message ("%s", path);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), 0), ==, 1);
  g_assert_cmpstr (fac_sandbox_text (client, "data.0.id"), ==, id);
}

/* A text of blanks would not be there in the XML, which says that it must. */
static void
test_blank_description (void)
{
  fac_sandbox_call (client, "POST", "/invoices",
                    "{\"customer\":{\"legal_name\":\"PANADERIA LA ESPIGA\",\"tax_id\":\"PES150310AB1\","
                    "\"tax_system\":\"601\",\"address\":{\"zip\":\"06600\"}},\"payment_form\":\"01\","
                    "\"items\":[{\"product\":{\"description\":\"  \",\"product_key\":\"60131324\","
                    "\"price\":1}}]}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_length",
                            "items.0.product.description");
}

static void
test_filters (void)
{
  g_autofree char *id = NULL, *by_uuid = NULL, *by_q = NULL;

  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices",
    "{\"customer\":{\"legal_name\":\"PANADERIA LA"
    " ESPIGA\",\"tax_id\":\"PES150310AB1\",\"tax_system\":\"601\","
    "\"address\":{\"zip\":\"06600\"}},\"external_id\":\"ext-77\",\"series\":\"ZZ\","
    "\"payment_method\":\"PPD\","
    "\"payment_form\":\"99\",\"use\":\"G03\",\"folio_number\":41,"
    "\"items\":[{\"product\":{\"description\":"
    "\"Xilófono único\",\"product_key\":\"60131324\",\"price\":77.77}}]}"), ==, 200);
  id = g_strdup (fac_sandbox_text (client, "id"));
  by_uuid = g_strconcat ("/invoices?uuid=", fac_sandbox_text (client, "uuid"), NULL);
  by_q = g_strconcat ("/invoices?q=", id, NULL);
  expect_found ("/invoices?external_id=ext-77", id);
  expect_found ("/invoices?external_id=ext-77&series=ZZ&folio_number=41", id);
  expect_found ("/invoices?external_id=ext-77&pagination=cursor", id);
  fac_sandbox_call (client, "GET", "/invoices?external_id=ext-77&uuid=6F9619FF-8B86-4D11-B42D-00CF4FC964FF", NULL);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), -1), ==, 0);
  expect_found ("/invoices?q=xilofono", id);
  expect_found ("/invoices?q=PES150310AB1", id);
  expect_found ("/invoices?q=77.77", id);
  expect_found ("/invoices?series=ZZ", id);
  expect_found ("/invoices?folio_number=41&series=ZZ", id);
  expect_found ("/invoices?payment_status=unpaid", id);
  expect_found ("/invoices?cancellation_status=none&cancellation_status=pending&series=ZZ", id);
  expect_found ("/invoices?date[gte]=2020-01-01&date[lt]=2100-01-01&series=ZZ", id);
  expect_found (by_uuid, id);
  expect_found (by_q, id);
  fac_sandbox_call (client, "GET", "/invoices?type=X", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_value", "type");
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/invoices?issuer_type=receiving", NULL), ==,
                    200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), -1), ==, 0);
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin (&argc, &argv);
  customer = fac_sandbox_new_customer (client);
  g_test_add_func ("/sandbox/invoices/stamp-at-once", test_stamp_at_once);
  g_test_add_func ("/sandbox/invoices/draft-structure", test_draft_structure);
  g_test_add_func ("/sandbox/invoices/draft-to-stamp", test_draft_to_stamp);
  g_test_add_func ("/sandbox/invoices/delete", test_delete);
  g_test_add_func ("/sandbox/invoices/idempotency", test_idempotency);
  g_test_add_func ("/sandbox/invoices/documented-totals", test_documented_totals);
  g_test_add_func ("/sandbox/invoices/rich-document", test_rich_document);
  g_test_add_func ("/sandbox/invoices/foreign-and-public", test_foreign_and_public);
  g_test_add_func ("/sandbox/invoices/refusals", test_refusals);
  g_test_add_func ("/sandbox/invoices/refused-draft-is-untouched", test_refused_draft_is_untouched);
  g_test_add_func ("/sandbox/invoices/strictness", test_strictness);
  g_test_add_func ("/sandbox/invoices/filters", test_filters);
  g_test_add_func ("/sandbox/invoices/blank-description", test_blank_description);
  return fac_sandbox_end (client);
}
