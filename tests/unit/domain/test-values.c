/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-status.h"
#include "fac-document-summary.h"
#include "fac-findings.h"
#include "fac-invoice.h"
#include "fac-organization.h"
#include "fac-pdf-options.h"
#include "fac-text.h"
#include "fac-query.h"
#include "fac-text.h"
#include "fac-variant.h"

#include <string.h>

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static FacCustomer *
full_customer (void)
{
  FacCustomer *self = fac_customer_new ();

  self->remote_id = g_strdup ("65f1c0ffee");
  self->legal_name = g_strdup ("UNIVERSIDAD ROBOTICA ESPAÑOLA");
  self->tax_id = g_strdup ("URE180429TM6");
  self->tax_system = g_strdup ("601");
  self->email = g_strdup ("pagos@example.com");
  self->phone = g_strdup ("7221234567");
  self->default_invoice_use = g_strdup ("G03");
  self->notes = g_strdup ("paga los viernes");
  self->other_emails = g_strdup ("b@example.com, c@example.com");
  self->address->street = g_strdup ("Av. Hidalgo");
  self->address->exterior = g_strdup ("128");
  self->address->neighborhood = g_strdup ("Centro");
  self->address->city = g_strdup ("Toluca");
  self->address->zip = g_strdup ("50000");
  self->address->state = g_strdup ("Méx.");
  self->sat_validated_at = 5;
  self->created_at = 6;
  self->updated_at = 7;
  return self;
}

static FacProduct *
full_product (void)
{
  FacProduct *self = fac_product_new ();
  FacTax ieps = fac_tax_make (FAC_TAX_IEPS, FAC_TAX_CUOTA, FALSE, "0.5917");
  FacLocalTax local = { .withholding = TRUE, .has_base = TRUE };

  self->description = g_strdup ("Gasolina “Magna” ñ");
  self->product_key = g_strdup ("15101514");
  self->sku = g_strdup ("G-1");
  self->barcode = g_strdup ("7501031311309");
  self->price = decimal ("20.50");
  self->tax_included = TRUE;
  ieps.ieps_mode = FAC_IEPS_BREAK_DOWN;
  ieps.has_base = TRUE;
  ieps.base = decimal ("40");
  g_array_append_val (self->taxes, ieps);
  fac_local_tax_set_name (&local, "5 al millar");
  local.rate = decimal ("0.005");
  local.base = decimal ("100");
  g_array_append_val (self->local_taxes, local);
  self->updated_at = 99;
  return self;
}

static FacInvoiceLine *
full_line (void)
{
  g_autoptr(FacProduct) product = full_product ();
  FacInvoiceLine *line = fac_invoice_line_new (product);
  FacPart *part = fac_part_new ();

  line->from_catalog = TRUE;
  line->quantity = decimal ("2.5");
  line->discount = decimal ("1.25");
  line->has_discount_percent = TRUE;
  line->discount_percent = decimal ("2.5");
  line->customs_keys = g_strsplit ("15  48  3009  0001234", ",", -1);
  line->property_tax_account = g_strsplit ("A1,B2", ",", -1);
  line->complement = g_strdup ("<iedu:x/>");
  part->description = g_strdup ("tapón");
  part->product_key = g_strdup ("25174000");
  part->has_unit_price = TRUE;
  part->unit_price = decimal ("3");
  line->parts = fac_parts_new ();
  g_ptr_array_add (line->parts, part);
  line->third_party = fac_third_party_new ();
  line->third_party->tax_id = g_strdup ("JES900109Q90");
  line->third_party->zip = g_strdup ("37161");
  return line;
}

static FacInvoice *
full_invoice (void)
{
  static const char *const uuids[] = { "5A6B7C8D-0001-4ABC-9DEF-0123456789AB", NULL };
  FacInvoice *self = fac_invoice_new (FAC_INVOICE_EGRESO);

  self->remote_id = g_strdup ("abc");
  self->idempotency_key = g_strdup ("k");
  self->status = FAC_STATUS_NO_TIMBRADA;
  self->uuid = g_strdup (uuids[0]);
  self->series = g_strdup ("A");
  self->folio_number = g_strdup ("1203");
  self->date = G_GINT64_CONSTANT (1772000000000000);
  self->stamped_at = 2;
  self->customer = full_customer ();
  g_ptr_array_add (self->lines, full_line ());
  g_ptr_array_add (self->lines, full_line ());
  self->exchange = decimal ("17.1234");
  self->conditions = g_strdup ("30 días");
  g_ptr_array_add (self->related_documents, fac_relation_new ("01", uuids));
  self->global = fac_global_info_new ("month", "02", 2026);
  g_ptr_array_add (self->complements, fac_complement_new ("custom", "<a/>"));
  self->addenda = g_strdup ("<b/>");
  g_ptr_array_add (self->legends, fac_legend_new ("RESDERAUTH", "Artículo 2", "Leyenda"));
  g_ptr_array_add (self->namespaces, fac_namespace_new ("acme", "urn:acme", "urn:acme acme.xsd"));
  self->pdf_options = g_strsplit ("codes=false round_unit_price=true", " ", -1);
  self->external_id = g_strdup ("PEDIDO-7");
  self->total = decimal ("10.5");
  self->cancellation_status = g_strdup ("none");
  return self;
}

static void
assert_same_bytes (GVariant *a, GVariant *b)
{
  g_autoptr(GBytes) left = fac_variant_to_bytes (a);
  g_autoptr(GBytes) right = fac_variant_to_bytes (b);
  g_autofree char *left_hash = fac_variant_hash (left);
  g_autofree char *right_hash = fac_variant_hash (right);

  g_assert_true (g_bytes_equal (left, right));
  g_assert_cmpstr (left_hash, ==, right_hash);
  g_assert_cmpuint (strlen (left_hash), ==, 64);
}

static void
test_customer (void)
{
  g_autoptr(FacCustomer) self = full_customer ();
  g_autoptr(FacCustomer) copy = fac_customer_copy (self);
  g_autoptr(FacCustomer) read = fac_customer_from_variant (fac_customer_to_variant (self));
  g_autofree char *address = fac_address_format (self->address);

  g_assert_true (fac_customer_equal_content (self, copy));
  g_assert_cmpstr (copy->id, ==, self->id);
  g_assert_cmpint (read->sat_validated_at, ==, 5);
  assert_same_bytes (fac_customer_to_variant (self), fac_customer_to_variant (read));
  g_assert_cmpstr (address, ==, "Av. Hidalgo 128, Centro, 50000 Toluca, Méx.");

  g_free (copy->remote_id);
  copy->remote_id = NULL;
  copy->updated_at = 1000;
  g_assert_true (fac_customer_equal_content (self, copy));
  g_free (copy->address->zip);
  copy->address->zip = g_strdup ("50001");
  g_assert_false (fac_customer_equal_content (self, copy));
  g_assert_cmpstr (self->address->zip, ==, "50000");
}

static void
test_emails (void)
{
  g_autoptr(FacCustomer) self = full_customer ();
  g_autofree char *all = fac_customer_dup_emails (self);
  g_autofree char *none = NULL;

  g_assert_cmpstr (all, ==, "pagos@example.com, b@example.com, c@example.com");
  fac_customer_set_emails (self, " uno@example.com; dos@example.com,UNO@example.com tres@example.com");
  g_assert_cmpstr (self->email, ==, "uno@example.com");
  g_assert_cmpstr (self->other_emails, ==, "dos@example.com, tres@example.com");
  fac_customer_set_emails (self, "uno@example.com");
  g_assert_null (self->other_emails);
  fac_customer_set_emails (self, "");
  g_assert_null (self->email);
  none = fac_customer_dup_emails (self);
  g_assert_cmpstr (none, ==, "");
}

static void
test_incomplete (void)
{
  g_autoptr(FacCustomer) self = full_customer ();

  g_assert_false (fac_customer_is_incomplete (self));
  g_clear_pointer (&self->tax_system, g_free);
  g_assert_true (fac_customer_is_incomplete (self));
  self->address->country = g_strdup ("USA");
  g_assert_false (fac_customer_is_incomplete (self));
  g_clear_pointer (&self->address->zip, g_free);
  g_assert_false (fac_customer_is_incomplete (self));
  fac_set_string (&self->address->country, "MEX");
  g_assert_true (fac_customer_is_incomplete (self));
  g_clear_pointer (&self->legal_name, g_free);
  g_assert_false (fac_customer_is_incomplete (self)); /* nobody at all */
}

static void
test_address (void)
{
  g_autoptr(FacAddress) self = fac_address_new ();
  g_autoptr(FacAddress) other = fac_address_new ();
  g_autofree char *nothing = fac_address_format (self);
  g_autofree char *foreign = NULL;

  g_assert_cmpstr (nothing, ==, "");
  g_assert_true (fac_address_equal (self, other));
  g_assert_true (fac_address_equal (self, NULL));
  self->country = g_strdup ("MEX");
  g_assert_false (fac_address_is_foreign (self));
  g_free (self->country);
  self->country = g_strdup ("USA");
  self->city = g_strdup ("Austin");
  self->state = g_strdup ("TX");
  g_assert_true (fac_address_is_foreign (self));
  foreign = fac_address_format (self);
  g_assert_cmpstr (foreign, ==, "Austin, TX, USA");
  g_assert_null (fac_address_copy (NULL));
}

static void
test_product (void)
{
  g_autoptr(FacProduct) self = full_product ();
  g_autoptr(FacProduct) copy = fac_product_copy (self);
  g_autoptr(FacProduct) read = fac_product_from_variant (fac_product_to_variant (self));

  g_assert_true (fac_product_equal_content (self, copy));
  g_assert_true (fac_product_equal_content (self, read));
  g_assert_cmpstr (read->id, ==, self->id);
  g_assert_cmpint (read->updated_at, ==, 99);
  assert_same_bytes (fac_product_to_variant (self), fac_product_to_variant (read));
  /* 20.50 and 20.5 are the same price */
  copy->price = decimal ("20.5");
  g_assert_true (fac_product_equal_content (self, copy));
  assert_same_bytes (fac_product_to_variant (self), fac_product_to_variant (copy));
  g_array_index (copy->taxes, FacTax, 1).ieps_mode = FAC_IEPS_UNIT;
  g_assert_false (fac_product_equal_content (self, copy));
  g_array_set_size (read->local_taxes, 0);
  g_assert_false (fac_product_equal_content (self, read));
}

static void
test_line (void)
{
  g_autoptr(FacInvoiceLine) self = full_line ();
  g_autoptr(FacInvoiceLine) copy = fac_invoice_line_copy (self);
  g_autoptr(FacInvoiceLine) read =
    fac_invoice_line_from_variant (fac_invoice_line_to_variant (self));
  g_autoptr(FacProduct) product = fac_product_new ();

  g_assert_true (fac_invoice_line_equal (self, copy));
  g_assert_true (fac_invoice_line_equal (self, read));
  g_assert_true (read->from_catalog);
  product->description = g_strdup ("otra cosa");
  fac_invoice_line_set_product (copy, product);
  g_assert_cmpstr (copy->product->description, ==, "otra cosa");
  g_assert_true (copy->product != product);
  g_assert_true (fac_decimal_equal (copy->quantity, self->quantity));
  g_assert_false (fac_invoice_line_equal (self, copy));
  ((FacPart *) g_ptr_array_index (read->parts, 0))->quantity = decimal ("9");
  g_assert_false (fac_invoice_line_equal (self, read));
}

static void
test_invoice (void)
{
  g_autoptr(FacInvoice) self = full_invoice ();
  g_autoptr(FacInvoice) copy = fac_invoice_copy (self);
  g_autoptr(FacInvoice) read = fac_invoice_from_variant (fac_invoice_to_variant (self));
  g_autofree char *folio = fac_invoice_folio (self);

  g_assert_cmpstr (folio, ==, "A 1203");
  g_assert_true (fac_invoice_equal_content (self, copy));
  g_assert_true (fac_invoice_equal_content (self, read));
  g_assert_cmpstr (read->id, ==, self->id);
  g_assert_cmpint (read->type, ==, FAC_INVOICE_EGRESO);
  g_assert_cmpint (read->status, ==, FAC_STATUS_NO_TIMBRADA);
  g_assert_cmpint (read->global->year, ==, 2026);
  g_assert_cmpstr (((FacLegend *) read->legends->pdata[0])->rule, ==, "Artículo 2");
  g_assert_cmpstr (((FacNamespace *) read->namespaces->pdata[0])->uri, ==, "urn:acme");
  g_assert_cmpstr (fac_invoice_external_id (read), ==, "PEDIDO-7");
  g_assert_cmpuint (read->lines->len, ==, 2);
  assert_same_bytes (fac_invoice_to_variant (self), fac_invoice_to_variant (read));

  copy->status = FAC_STATUS_TIMBRADA;
  copy->total = decimal ("11");
  g_assert_true (fac_invoice_equal_content (self, copy));
  g_ptr_array_set_size (copy->lines, 1);
  g_assert_false (fac_invoice_equal_content (self, copy));
  ((FacNamespace *) read->namespaces->pdata[0])->prefix[0] = 'b';
  g_assert_false (fac_invoice_equal_content (self, read));
  ((FacNamespace *) read->namespaces->pdata[0])->prefix[0] = 'a';
  g_assert_true (fac_invoice_equal_content (self, read));
  ((FacInvoiceLine *) g_ptr_array_index (read->lines, 1))->quantity = decimal ("7");
  g_assert_false (fac_invoice_equal_content (self, read));
}

static void
test_pdf_options (void)
{
  char **options = NULL;
  gboolean value = FALSE;

  g_assert_false (fac_pdf_options_get (options, "codes", &value));
  fac_pdf_options_set (&options, "repeat_signature", TRUE, TRUE);
  fac_pdf_options_set (&options, "codes", TRUE, FALSE);
  g_assert_cmpuint (g_strv_length (options), ==, 2);
  /* in the table's order, whatever was chosen first */
  g_assert_cmpstr (options[0], ==, "codes=false");
  g_assert_true (fac_pdf_options_get (options, "repeat_signature", &value));
  g_assert_true (value);
  fac_pdf_options_set (&options, "repeat_signature", TRUE, FALSE);
  g_assert_true (fac_pdf_options_get (options, "repeat_signature", &value));
  g_assert_false (value);
  fac_pdf_options_set (&options, "repeat_signature", FALSE, FALSE);
  g_assert_cmpuint (g_strv_length (options), ==, 1);
  fac_pdf_options_set (&options, "codes", FALSE, TRUE);
  g_assert_null (options);
}

static void
test_set_type (void)
{
  g_autoptr(FacInvoice) self = fac_invoice_new (FAC_INVOICE_INGRESO);

  fac_set_string (&self->payment_method, "PPD");
  fac_set_string (&self->payment_form, "99");
  fac_set_string (&self->conditions, "30 días");
  self->global = fac_global_info_new ("month", "02", 2026);
  fac_invoice_set_type (self, FAC_INVOICE_EGRESO);
  g_assert_cmpstr (self->use, ==, "G02");
  g_assert_cmpstr (self->payment_method, ==, "PUE");
  g_assert_cmpstr (self->payment_form, ==, "03");
  g_assert_null (self->global);
  g_assert_null (self->conditions);
  fac_set_string (&self->use, "S01");
  fac_invoice_set_type (self, FAC_INVOICE_INGRESO);
  g_assert_cmpstr (self->use, ==, "S01");
}

static void
test_duplicate (void)
{
  g_autoptr(FacInvoice) self = full_invoice ();
  g_autoptr(FacInvoice) copy = fac_invoice_duplicate (self);
  g_autofree char *folio = fac_invoice_folio (copy);

  g_assert_cmpstr (copy->id, !=, self->id);
  g_assert_null (copy->remote_id);
  g_assert_null (copy->idempotency_key);
  g_assert_null (copy->uuid);
  g_assert_null (folio);
  /* a number of the person's own names one document */
  g_assert_cmpstr (fac_invoice_external_id (copy), ==, copy->id);
  g_assert_cmpuint (copy->legends->len, ==, 1);
  g_assert_cmpint (copy->status, ==, FAC_STATUS_BORRADOR);
  g_assert_cmpint (copy->date, ==, 0);
  g_assert_cmpuint (copy->lines->len, ==, 2);
  g_assert_true (fac_customer_equal_content (copy->customer, self->customer));
}

static void
test_bytes (void)
{
  g_autoptr(FacInvoice) self = full_invoice ();
  g_autoptr(GBytes) bytes = fac_variant_to_bytes (fac_invoice_to_variant (self));
  g_autoptr(GVariant) variant = fac_variant_from_bytes (bytes);
  g_autoptr(FacInvoice) read = fac_invoice_from_variant (variant);
  g_autoptr(GBytes) empty = g_bytes_new (NULL, 0);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_assert_true (fac_invoice_equal_content (self, read));
  g_assert_null (fac_variant_from_bytes (empty));
  g_assert_null (fac_variant_from_bytes (NULL));
  /* cut and damaged bytes are refused or read as something, never a crash */
  for (gsize i = 1; i < size; i += 7)
    {
      g_autoptr(GBytes) cut = g_bytes_new (data, i);
      g_autofree guint8 *bad = g_memdup2 (data, size);
      g_autoptr(GVariant) short_variant = fac_variant_from_bytes (cut);
      g_autoptr(GBytes) damaged = NULL;
      g_autoptr(GVariant) damaged_variant = NULL;

      bad[i] ^= 0x5a;
      damaged = g_bytes_new (bad, size);
      damaged_variant = fac_variant_from_bytes (damaged);
      if (damaged_variant != NULL)
        {
          g_autoptr(FacInvoice) odd = fac_invoice_from_variant (damaged_variant);

          g_assert_nonnull (odd);
        }
      if (short_variant != NULL)
        {
          g_autoptr(FacInvoice) odd = fac_invoice_from_variant (short_variant);

          g_assert_nonnull (odd);
        }
    }
}

static void
test_foreign_members (void)
{
  GVariantBuilder builder;
  g_autoptr(FacCustomer) self = NULL;
  g_autoptr(FacProduct) product = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "of_a_newer_version", g_variant_new_int32 (5));
  g_variant_builder_add (&builder, "{sv}", "legal_name", g_variant_new_string ("X"));
  g_variant_builder_add (&builder, "{sv}", "tax_id", g_variant_new_int32 (5));
  self = fac_customer_from_variant (g_variant_builder_end (&builder));
  g_assert_cmpstr (self->legal_name, ==, "X");
  g_assert_null (self->tax_id);
  g_assert_nonnull (self->id);
  g_assert_nonnull (self->address);
  g_assert_null (fac_customer_from_variant (g_variant_new_string ("no")));
  /* an amount that cannot be read shows, it does not become 0 */
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "price", g_variant_new_string ("12,5 pesos"));
  product = fac_product_from_variant (g_variant_builder_end (&builder));
  g_assert_true (product->price.overflow);
}

static void
test_organization (void)
{
  g_autoptr(FacOrganization) self = fac_organization_new ();
  g_autoptr(FacOrganization) copy = NULL;

  self->legal_name = g_strdup ("EMPRESA DE PRUEBA");
  self->livemode = TRUE;
  self->address->zip = g_strdup ("50000");
  self->logo = g_bytes_new_static ("png", 3);
  self->certificate_expires_at = 9;
  copy = fac_organization_copy (self);
  g_assert_cmpstr (copy->id, ==, self->id);
  g_assert_cmpstr (copy->legal_name, ==, self->legal_name);
  g_assert_true (copy->livemode);
  g_assert_cmpstr (copy->address->zip, ==, "50000");
  g_assert_true (g_bytes_equal (copy->logo, self->logo));
  g_assert_cmpint (copy->certificate_expires_at, ==, 9);
}

static void
test_query (void)
{
  g_autoptr(FacQuery) self = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr(FacQuery) names = fac_query_new (FAC_ENTITY_CUSTOMER);
  g_autoptr(FacQuery) copy = fac_query_copy (self);

  g_assert_cmpint (self->order, ==, FAC_ORDER_DATE);
  g_assert_true (self->descending);
  g_assert_cmpint (names->order, ==, FAC_ORDER_NAME);
  g_assert_false (names->descending);
  g_assert_true (fac_query_equal (self, copy));
  g_assert_false (fac_query_is_narrowed (copy));
  copy->text = g_strdup ("  ");
  g_assert_false (fac_query_is_narrowed (copy));
  copy->statuses = 1u << FAC_STATUS_BORRADOR;
  g_assert_true (fac_query_is_narrowed (copy));
  g_assert_false (fac_query_equal (self, copy));
}

static void
test_status (void)
{
  FacDocumentStatus status;

  g_assert_true (fac_document_status_from_api ("valid", NULL, &status));
  g_assert_cmpint (status, ==, FAC_STATUS_TIMBRADA);
  g_assert_true (fac_document_status_from_api ("valid", "none", &status));
  g_assert_cmpint (status, ==, FAC_STATUS_TIMBRADA);
  g_assert_true (fac_document_status_from_api ("valid", "rejected", &status));
  g_assert_cmpint (status, ==, FAC_STATUS_TIMBRADA);
  g_assert_true (fac_document_status_from_api ("valid", "pending", &status));
  g_assert_cmpint (status, ==, FAC_STATUS_EN_CANCELACION);
  g_assert_true (fac_document_status_from_api ("valid", "verifying", &status));
  g_assert_cmpint (status, ==, FAC_STATUS_EN_CANCELACION);
  g_assert_true (fac_document_status_from_api ("pending", NULL, &status));
  g_assert_cmpint (status, ==, FAC_STATUS_EN_PROCESO);
  g_assert_true (fac_document_status_from_api ("failed", NULL, &status));
  g_assert_cmpint (status, ==, FAC_STATUS_NO_TIMBRADA);
  g_assert_false (fac_document_status_from_api ("stamped?", NULL, &status));
  g_assert_false (fac_document_status_from_api (NULL, NULL, &status));
  g_assert_cmpstr (fac_document_status_nick (FAC_STATUS_EN_COLA), ==, "en-cola");
  /* what has a folio fiscal never becomes a draft again */
  for (int from = 0; from < FAC_DOCUMENT_N_STATUSES; from++)
    for (int to = 0; to < FAC_DOCUMENT_N_STATUSES; to++)
      if (from != to && fac_document_status_is_issued (from) && !fac_document_status_is_issued (to))
        g_assert_false (fac_document_status_may_become (from, to));
  g_assert_true (fac_document_status_may_become (FAC_STATUS_BORRADOR, FAC_STATUS_EN_COLA));
  g_assert_true (fac_document_status_may_become (FAC_STATUS_ENVIANDOSE, FAC_STATUS_NO_TIMBRADA));
  g_assert_false (fac_document_status_may_become (FAC_STATUS_ENVIANDOSE, FAC_STATUS_BORRADOR));
  g_assert_false (fac_document_status_may_become (FAC_STATUS_CANCELADA, FAC_STATUS_TIMBRADA));
  g_assert_true (fac_document_status_is_editable (FAC_STATUS_NO_TIMBRADA));
  g_assert_false (fac_document_status_is_editable (FAC_STATUS_EN_COLA));
}

static const char *
backwards (const char *message)
{
  return g_str_equal (message, "Use %1, not %2.") ? "%2 no, %1 sí; 100 %" : message;
}

static void
test_findings (void)
{
  g_autoptr(GPtrArray) list = fac_findings_new ();
  g_autoptr(FacFinding) copy = NULL;
  g_autofree char *english = NULL, *spanish = NULL;
  FacFinding *finding = fac_finding_new ("use", FAC_FINDING_WARNING, "x", "Use %1, not %2.", "%2",
                                         "B", NULL);

  g_ptr_array_add (list, finding);
  g_assert_false (fac_findings_has_errors (list));
  english = fac_finding_text (finding, NULL);
  g_assert_cmpstr (english, ==, "Use %2, not B.");
  spanish = fac_finding_text (finding, backwards);
  g_assert_cmpstr (spanish, ==, "B no, %2 sí; 100 %");
  copy = fac_finding_copy (finding);
  g_assert_cmpstr (copy->field, ==, "use");
  g_ptr_array_add (list, fac_finding_new ("a", FAC_FINDING_ERROR, "y", "Bad.", NULL));
  g_assert_true (fac_findings_has_errors (list));
}

static void
test_taxes (void)
{
  static const struct
  {
    FacTax      tax;
    const char *label;
  } cases[] = {
    { { .kind = FAC_TAX_IVA, .rate = { 16, 2, 0 } }, "IVA 16 %" },
    { { .kind = FAC_TAX_IVA, .rate = { 160000, 6, 0 } }, "IVA 16 %" },
    { { .kind = FAC_TAX_IVA, .rate = { 0, 2, 0 } }, "IVA 0 %" },
    { { .kind = FAC_TAX_IVA, .factor = FAC_TAX_EXENTO }, "IVA exento" },
    { { .kind = FAC_TAX_ISR, .withholding = TRUE, .rate = { 125, 4, 0 } }, "ISR ret. 1.25 %" },
    { { .kind = FAC_TAX_IVA, .withholding = TRUE, .rate = { 106667, 6, 0 } },
      "IVA ret. 10.6667 %" },
    { { .kind = FAC_TAX_IEPS, .factor = FAC_TAX_CUOTA, .rate = { 5911, 4, 0 } }, "IEPS 0.5911/u" },
  };
  FacLocalTax local;
  g_autofree char *long_name = g_strnfill (400, 'a');
  g_autoptr(GString) many = g_string_new ("a");
  g_autofree char *both = NULL;
  gsize n;
  const FacTaxPreset *presets = fac_tax_presets (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = fac_tax_label (&cases[i].tax, NULL);

      g_assert_cmpstr (label, ==, cases[i].label);
    }
  g_assert_cmpuint (n, >=, 10);
  for (gsize i = 0; i < n; i++)
    g_assert_true (fac_tax_preset_find (presets[i].taxability, presets[i].taxes,
                                        presets[i].n_taxes) == &presets[i]);
  both = fac_taxes_label (presets[5].taxes, presets[5].n_taxes, NULL);
  g_assert_cmpstr (both, ==, "IVA 16 %, ISR ret. 10 %, IVA ret. 10.6667 %");
  g_assert_null (fac_tax_preset_find ("03", presets[0].taxes, presets[0].n_taxes));
  fac_local_tax_set_name (&local, long_name);
  g_assert_cmpuint (strlen (local.name), ==, 255);
  for (int i = 0; i < 200; i++)
    g_string_append (many, "ñ");
  fac_local_tax_set_name (&local, many->str);
  g_assert_true (g_utf8_validate (local.name, -1, NULL));
  g_assert_cmpuint (strlen (local.name), ==, 255);
  fac_local_tax_set_name (&local, "añ");
  g_assert_cmpstr (local.name, ==, "añ");
}

static void
test_tax_words (void)
{
  FacTaxKind kind;
  FacTaxFactor factor;
  FacIepsMode mode;

  g_assert_true (fac_tax_kind_from_sat ("003", &kind));
  g_assert_cmpint (kind, ==, FAC_TAX_IEPS);
  g_assert_cmpstr (fac_tax_kind_to_sat (FAC_TAX_IVA), ==, "002");
  g_assert_cmpstr (fac_tax_kind_to_api (FAC_TAX_ISR), ==, "ISR");
  g_assert_false (fac_tax_kind_from_api ("", &kind));
  g_assert_false (fac_tax_kind_from_api ("ISAN", &kind));
  g_assert_true (fac_tax_factor_from_text ("Exento", &factor));
  g_assert_cmpint (factor, ==, FAC_TAX_EXENTO);
  g_assert_false (fac_tax_factor_from_text ("exento", &factor));
  g_assert_true (fac_ieps_mode_from_api ("unit", &mode));
  g_assert_cmpint (mode, ==, FAC_IEPS_UNIT);
  g_assert_cmpstr (fac_ieps_mode_to_api (FAC_IEPS_SUM_BEFORE_TAXES), ==, "sum_before_taxes");
  g_assert_false (fac_ieps_mode_from_api (NULL, &mode));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/customer", test_customer);
  g_test_add_func ("/values/emails", test_emails);
  g_test_add_func ("/values/incomplete", test_incomplete);
  g_test_add_func ("/values/address", test_address);
  g_test_add_func ("/values/product", test_product);
  g_test_add_func ("/values/line", test_line);
  g_test_add_func ("/values/invoice", test_invoice);
  g_test_add_func ("/values/pdf-options", test_pdf_options);
  g_test_add_func ("/values/type", test_set_type);
  g_test_add_func ("/values/duplicate", test_duplicate);
  g_test_add_func ("/values/bytes", test_bytes);
  g_test_add_func ("/values/foreign-members", test_foreign_members);
  g_test_add_func ("/values/organization", test_organization);
  g_test_add_func ("/values/query", test_query);
  g_test_add_func ("/values/status", test_status);
  g_test_add_func ("/values/findings", test_findings);
  g_test_add_func ("/values/taxes", test_taxes);
  g_test_add_func ("/values/tax-words", test_tax_words);
  return g_test_run ();
}
