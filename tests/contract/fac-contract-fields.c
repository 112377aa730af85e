/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-contract.h"

#include "fac-ids.h"
#include "fac-invoice-totals.h"
#include "fac-line-complement.h"
#include "fac-pdf-options.h"
#include "fac-test.h"
#include "fac-text.h"

/* What a person can write in the editor arrives at the service, and comes back as it was written. */

static FacPart *
new_part (void)
{
  FacPart *part = fac_part_new ();

  part->description = g_strdup ("Pata");
  part->product_key = g_strdup ("26121600");
  part->sku = g_strdup ("PATA-1");
  part->unit_name = g_strdup ("Pieza");
  part->quantity = fac_decimal_from_int (4);
  part->has_unit_price = TRUE;
  part->unit_price = fac_decimal_make (125, 1);
  part->customs_keys = g_strsplit ("15  48  3009  0001234", ",", -1);
  return part;
}

static FacThirdParty *
new_third_party (void)
{
  FacThirdParty *third = fac_third_party_new ();

  fac_set_string (&third->tax_id, "CACX7605101P8");
  fac_set_string (&third->legal_name, "XOCHILT CASAS CHAVEZ");
  fac_set_string (&third->tax_system, "612");
  fac_set_string (&third->zip, "36257");
  return third;
}

static void
fill_line (FacInvoiceLine *line, FacInvoiceType type)
{
  static const char *const school[] = { "ANA LÓPEZ", "LOPA100101MDFPNNA1", "Primaria", "RVOE-1",
                                        "EKU9003173C9" };
  FacLocalTax local = { .rate = fac_decimal_make (3, 2) };

  fac_local_tax_set_name (&local, "ISH");
  g_array_append_val (line->product->local_taxes, local);
  line->customs_keys = g_strsplit ("15  48  3009  0001234,16  48  3009  0001235", ",", -1);
  if (type == FAC_INVOICE_INGRESO)
    line->property_tax_account = g_strsplit ("123456,789", ",", -1);
  line->parts = fac_parts_new ();
  g_ptr_array_add (line->parts, new_part ());
  line->third_party = new_third_party ();
  line->complement_data = fac_line_complement_new (FAC_LINE_COMPLEMENT_IEDU, school);
}

static void
fill_texts (FacInvoice *invoice)
{
  g_ptr_array_add (invoice->complements, fac_complement_new ("custom", "<acme:Extra number=\"7\"/>"));
  if (invoice->type == FAC_INVOICE_INGRESO)
    g_ptr_array_add (invoice->legends, fac_legend_new ("RESDERAUTH", "Artículo 2", "Leyenda & texto"));
  fac_set_string (&invoice->addenda, "<acme:Order><acme:Line>1</acme:Line></acme:Order>");
  g_ptr_array_add (invoice->namespaces,
                   fac_namespace_new ("acme", "urn:acme", "https://example.com/acme.xsd"));
  fac_set_string (&invoice->pdf_custom_section, "<p>Gracias por su compra</p>");
  fac_pdf_options_set (&invoice->pdf_options, "codes", TRUE, FALSE);
  fac_pdf_options_set (&invoice->pdf_options, "repeat_signature", TRUE, TRUE);
}

static FacRemoteItem *
new_wanted (FacInvoiceType type)
{
  const char *const uuids[] = { "7B3FC188-DCE3-512C-9BEA-A2F2980FDC1F",
                                "7B3FC188-DCE3-512C-9BEA-A2F2980FDC20", NULL };
  FacRemoteItem *wanted = fac_contract_invoice ();
  FacInvoice *invoice = wanted->invoice;
  g_autofree char *number = fac_id_new ();

  fac_invoice_set_type (invoice, type);
  fac_set_string (&invoice->series, type == FAC_INVOICE_INGRESO ? "FI" : "FE");
  fac_set_string (&invoice->folio_number, "4321");
  fac_set_string (&invoice->place_of_issue, "06600");
  invoice->date = (g_get_real_time () / G_USEC_PER_SEC - 3600) * G_USEC_PER_SEC;
  fac_set_string (&invoice->currency, "USD");
  invoice->exchange = fac_decimal_make (174567, 4);
  invoice->external_id = g_strdup_printf ("PEDIDO %.8s", number);
  g_ptr_array_add (invoice->related_documents, fac_relation_new ("01", uuids));
  fill_line (invoice->lines->pdata[0], type);
  fill_texts (invoice);
  return wanted;
}

static void
assert_came_back (const FacRemoteItem *wanted, const FacRemoteItem *answer)
{
  g_autoptr (FacInvoice) came = fac_invoice_copy (answer->invoice);

  /* the service adds what it knows of the customer */
  fac_customer_unref (came->customer);
  came->customer = fac_customer_copy (wanted->invoice->customer);
  if (!fac_invoice_equal_content (wanted->invoice, came))
    {
      g_autoptr (GVariant) sent = g_variant_ref_sink (fac_invoice_to_variant (wanted->invoice));
      g_autoptr (GVariant) got = g_variant_ref_sink (fac_invoice_to_variant (came));
      g_autofree char *sent_text = g_variant_print (sent, FALSE);
      g_autofree char *got_text = g_variant_print (got, FALSE);

      g_test_message ("sent %s", sent_text);
      g_test_message ("came %s", got_text);
    }
  g_assert_true (fac_invoice_equal_content (wanted->invoice, came));
  g_assert_cmpstr (answer->external_id, ==, wanted->invoice->external_id);
}

static void
judge (FacContract *self, FacInvoiceType type)
{
  g_autoptr (FacRemoteItem) wanted = new_wanted (type);
  g_autoptr (FacRemoteItem) draft = NULL, read = NULL, bare = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = fac_id_new ();

  draft = fac_contract_create (self, wanted, key, &error);
  g_assert_no_error (error);
  assert_came_back (wanted, draft);
  read = fac_contract_get (self, FAC_ENTITY_INVOICE, draft->remote_id, &error);
  g_assert_no_error (error);
  assert_came_back (wanted, read);
  fac_contract_assert_parses (self, read);

  /* and what is taken away is gone there, too */
  wanted->remote_id = g_strdup (draft->remote_id);
  g_ptr_array_set_size (wanted->invoice->legends, 0);
  g_ptr_array_set_size (wanted->invoice->complements, 0);
  fac_set_string (&wanted->invoice->addenda, NULL);
  g_ptr_array_set_size (wanted->invoice->namespaces, 0);
  g_clear_pointer (&wanted->invoice->pdf_options, g_strfreev);
  fac_set_string (&wanted->invoice->pdf_custom_section, NULL);
  fac_set_string (&wanted->invoice->place_of_issue, NULL);
  g_ptr_array_set_size (wanted->invoice->related_documents, 0);
  bare = fac_contract_update (self, wanted, &error);
  g_assert_no_error (error);
  g_assert_null (bare->invoice->addenda);
  g_assert_null (bare->invoice->pdf_options);
  g_assert_null (bare->invoice->pdf_custom_section);
  g_assert_cmpuint (bare->invoice->namespaces->len, ==, 0);
  g_assert_cmpuint (bare->invoice->legends->len, ==, 0);
  g_assert_cmpuint (bare->invoice->complements->len, ==, 0);
  g_assert_cmpuint (bare->invoice->related_documents->len, ==, 0);
}

static void
promise_income (FacContract *self)
{
  judge (self, FAC_INVOICE_INGRESO);
}

static void
promise_egress (FacContract *self)
{
  judge (self, FAC_INVOICE_EGRESO);
}

/* A credit note is stamped with the figures that the program shows. */
static void
promise_credit_note (FacContract *self)
{
  const char *const uuids[] = { "7B3FC188-DCE3-512C-9BEA-A2F2980FDC1F", NULL };
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr (FacRemoteItem) draft = NULL, stamped = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = fac_id_new ();

  fac_invoice_set_type (wanted->invoice, FAC_INVOICE_EGRESO);
  g_ptr_array_add (wanted->invoice->related_documents, fac_relation_new ("01", uuids));
  fac_invoice_totals_compute (totals, wanted->invoice);
  draft = fac_contract_create (self, wanted, key, &error);
  g_assert_no_error (error);
  stamped = fac_contract_stamp (self, draft->remote_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stamped->invoice->type, ==, FAC_INVOICE_EGRESO);
  g_assert_cmpint (stamped->invoice->status, ==, FAC_STATUS_TIMBRADA);
  g_assert_true (fac_decimal_equal (stamped->invoice->total, totals->total));
  g_assert_cmpstr (stamped->invoice->use, ==, "G02");
}

void
fac_contract_add_fields (FacContract *self)
{
  fac_contract_add (self, "fields-income", promise_income);
  fac_contract_add (self, "fields-egress", promise_egress);
  fac_contract_add (self, "credit-note", promise_credit_note);
}
