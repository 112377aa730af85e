/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "fac-line-complement.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

/* Says of a text what the text says of itself. */
static FacXmlVerdict
obey (const char *xml, const GPtrArray *namespaces, gboolean one_root, char **name)
{
  if (strstr (xml, "broken") != NULL)
    return FAC_XML_BROKEN;
  if (strstr (xml, "empty") != NULL)
    return FAC_XML_NO_ROOT;
  if (strstr (xml, "many") != NULL)
    return one_root ? FAC_XML_MANY_ROOTS : FAC_XML_FINE;
  if (strstr (xml, "acme:") == NULL || namespaces->len > 0)
    return FAC_XML_FINE;
  *name = g_strdup ("acme:Order");
  return FAC_XML_UNDECLARED;
}

static void
test_xml (RulesFixture *self, gconstpointer data)
{
  FacInvoice *invoice = self->invoice;
  const FacFinding *finding;

  fac_set_string (&invoice->addenda, "broken");
  rules_assert_clean (self);
  self->context.check_xml = obey;
  rules_assert_error (self, "addenda", "xml-broken");
  fac_set_string (&invoice->addenda, "many");
  rules_assert_clean (self);
  fac_set_string (&invoice->addenda, "<acme:Order/>");
  rules_assert_error (self, "addenda", "xml-prefix");
  finding = rules_find (self->findings, "addenda", "xml-prefix");
  g_assert_cmpstr (finding->arguments[0], ==, "acme:Order");
  g_ptr_array_add (invoice->namespaces, fac_namespace_new ("acme", "urn:acme", "urn:acme a.xsd"));
  rules_assert_clean (self);
  g_ptr_array_add (invoice->complements, fac_complement_new ("custom", NULL));
  rules_assert_error (self, "complements.0.data", "xml-missing");
  fac_set_string (&((FacComplement *) invoice->complements->pdata[0])->data, "many");
  rules_assert_error (self, "complements.0.data", "xml-root");
  fac_set_string (&((FacComplement *) invoice->complements->pdata[0])->data, "empty");
  rules_assert_error (self, "complements.0.data", "xml-root");
  fac_set_string (&((FacComplement *) invoice->complements->pdata[0])->data, "<fine/>");
  rules_assert_clean (self);
  fac_set_string (&rules_line_at (self, 0)->complement, "broken");
  rules_assert_error (self, "items.0.complement", "xml-broken");
}

static void
test_namespaces (RulesFixture *self, gconstpointer data)
{
  GPtrArray *spaces = self->invoice->namespaces;

  g_ptr_array_add (spaces, fac_namespace_new ("acme", "urn:a", "urn:a a.xsd"));
  rules_assert_clean (self);
  g_ptr_array_add (spaces, fac_namespace_new ("acme", "urn:b", "urn:b b.xsd"));
  rules_assert_error (self, "namespaces.1.prefix", "namespace-twice");
  fac_set_string (&((FacNamespace *) spaces->pdata[1])->prefix, "cfdi");
  rules_assert_error (self, "namespaces.1.prefix", "namespace-prefix");
  fac_set_string (&((FacNamespace *) spaces->pdata[1])->prefix, "1a");
  rules_assert_error (self, "namespaces.1.prefix", "namespace-prefix");
  fac_set_string (&((FacNamespace *) spaces->pdata[1])->prefix, NULL);
  rules_assert_error (self, "namespaces.1.prefix", "namespace-prefix");
  fac_set_string (&((FacNamespace *) spaces->pdata[1])->prefix, "b");
  fac_set_string (&((FacNamespace *) spaces->pdata[1])->uri, NULL);
  rules_assert_error (self, "namespaces.1.uri", "namespace-uri");
  fac_set_string (&((FacNamespace *) spaces->pdata[1])->uri, "urn:b");
  fac_set_string (&((FacNamespace *) spaces->pdata[1])->schema_location, NULL);
  rules_assert_error (self, "namespaces.1.schema_location", "namespace-schema");
}

static void
test_legends (RulesFixture *self, gconstpointer data)
{
  g_ptr_array_add (self->invoice->legends, fac_legend_new (NULL, NULL, NULL));
  rules_assert_error (self, "legends.0.text", "legend-missing");
  fac_set_string (&((FacLegend *) self->invoice->legends->pdata[0])->text, "Leyenda");
  rules_assert_clean (self);
}

static void
test_own_number (RulesFixture *self, gconstpointer data)
{
  fac_set_string (&self->invoice->external_id, "PEDIDO 7");
  rules_assert_clean (self);
  fac_set_string (&self->invoice->external_id, "5a6b7c8d-0001-4abc-9def-0123456789ab");
  rules_assert_error (self, "external_id", "external-id-shape");
  g_free (self->invoice->external_id);
  self->invoice->external_id = g_strnfill (101, 'x');
  rules_assert_error (self, "external_id", "text-too-long");
}

static void
put_data (FacInvoiceLine *line, FacLineComplementKind kind, const char *const *values)
{
  g_strfreev (line->complement_data);
  line->complement_data = fac_line_complement_new (kind, values);
}

static void
test_school (RulesFixture *self, gconstpointer data)
{
  FacInvoiceLine *line = rules_line_at (self, 0);
  const char *values[] = { "ANA LÓPEZ", "LOPA100101MDFPNNA1", "Primaria", "RVOE-1", NULL };
  g_autofree char *xml = NULL;

  put_data (line, FAC_LINE_COMPLEMENT_IEDU, values);
  g_assert_cmpint (fac_line_complement_kind (line), ==, FAC_LINE_COMPLEMENT_IEDU);
  rules_assert_clean (self);
  xml = fac_line_complement_xml (line);
  g_assert_nonnull (strstr (xml, "nombreAlumno=\"ANA LÓPEZ\""));
  g_assert_null (strstr (xml, "rfcPago"));
  values[1] = "LOPA100101MDFPNN";
  put_data (line, FAC_LINE_COMPLEMENT_IEDU, values);
  rules_assert_error (self, "items.0.complement.CURP", "curp-shape");
  values[1] = NULL;
  put_data (line, FAC_LINE_COMPLEMENT_IEDU, values);
  rules_assert_error (self, "items.0.complement.CURP", "complement-missing");
  values[1] = "LOPA100101MDFPNNA1";
  values[2] = "Universidad";
  put_data (line, FAC_LINE_COMPLEMENT_IEDU, values);
  rules_assert_error (self, "items.0.complement.nivelEducativo", "school-level");
  values[2] = "Primaria";
  values[4] = "EKU";
  put_data (line, FAC_LINE_COMPLEMENT_IEDU, values);
  rules_assert_error (self, "items.0.complement.rfcPago", "rfc-shape");
  values[0] = values[1] = values[2] = values[3] = values[4] = NULL;
  put_data (line, FAC_LINE_COMPLEMENT_IEDU, values);
  g_assert_cmpint (fac_line_complement_kind (line), ==, FAC_LINE_COMPLEMENT_IEDU);
}

static void
test_fuel (RulesFixture *self, gconstpointer data)
{
  FacInvoiceLine *line = rules_line_at (self, 0);
  const char *values[] = { "PER01", "PL/1234/EXP/ES/2015", "SP16", "15101514" };

  put_data (line, FAC_LINE_COMPLEMENT_HYDROCARBONS, values);
  rules_assert_clean (self);
  values[0] = "PER12";
  put_data (line, FAC_LINE_COMPLEMENT_HYDROCARBONS, values);
  rules_assert_error (self, "items.0.complement.tipo_permiso", "permit-kind");
  values[0] = "PER01";
  values[1] = "corto";
  put_data (line, FAC_LINE_COMPLEMENT_HYDROCARBONS, values);
  rules_assert_error (self, "items.0.complement.numero_permiso", "permit-shape");
  values[1] = "PL/1234/EXP/ES/2015";
  values[2] = "SP20";
  put_data (line, FAC_LINE_COMPLEMENT_HYDROCARBONS, values);
  rules_assert_error (self, "items.0.complement.sub_producto_hyp", "fuel-product");
  values[2] = "SP16";
  values[3] = NULL;
  put_data (line, FAC_LINE_COMPLEMENT_HYDROCARBONS, values);
  rules_assert_error (self, "items.0.complement.clave_hyp", "fuel-key");
}

static void
test_foreign_trade (RulesFixture *self, gconstpointer data)
{
  static const char *const keys[] = { "15  48  3009  0001234", NULL };
  FacInvoiceLine *line = rules_line_at (self, 0);
  FacPart *part = fac_part_new ();

  g_ptr_array_add (self->invoice->complements, fac_complement_new ("comercio_exterior", "{}"));
  fac_set_string (&self->invoice->export_code, "02");
  rules_assert_clean (self);
  line->customs_keys = g_strdupv ((char **) keys);
  rules_assert_error (self, "items.0.customs_keys", "CFDI40195");
  g_clear_pointer (&line->customs_keys, g_strfreev);
  line->parts = fac_parts_new ();
  part->description = g_strdup ("Pata");
  part->product_key = g_strdup ("81112101");
  part->customs_keys = g_strdupv ((char **) keys);
  g_ptr_array_add (line->parts, part);
  rules_assert_error (self, "items.0.parts", "CFDI40200");
}

static void
test_egress (RulesFixture *self, gconstpointer data)
{
  static const char *const uuids[] = { "5A6B7C8D-0001-4ABC-9DEF-0123456789AB", NULL };

  fac_invoice_set_type (self->invoice, FAC_INVOICE_EGRESO);
  fac_set_string (&self->invoice->use, "G03");
  rules_assert_only (self, "related_documents", FAC_FINDING_WARNING, "egress-alone");
  g_ptr_array_add (self->invoice->related_documents, fac_relation_new ("01", uuids));
  rules_assert_clean (self);
  rules_line_at (self, 0)->property_tax_account = g_strsplit ("a|b", ",", -1);
  rules_assert_only (self, "items.0.property_tax_account", FAC_FINDING_WARNING, "property-account-left-out");
  g_clear_pointer (&rules_line_at (self, 0)->property_tax_account, g_strfreev);
  fac_set_string (&self->invoice->payment_form, "99");
  rules_assert_error (self, "payment_form", "pue-form-99");
  fac_set_string (&self->invoice->payment_method, "PPD");
  rules_assert_error (self, "payment_method", "egress-ppd");
  fac_set_string (&self->invoice->payment_method, "PUE");
  fac_set_string (&self->invoice->payment_form, "03");
  rules_line_at (self, 0)->product->price = FAC_DECIMAL_ZERO;
  rules_assert_error (self, "items.0.product.price", "CFDI40166");
  rules_line_at (self, 0)->product->price = rules_decimal ("5");
  g_ptr_array_add (self->invoice->legends, fac_legend_new (NULL, NULL, "Leyenda"));
  rules_assert_error (self, "legends", "legends-not-allowed");
}

static void
test_relations (RulesFixture *self, gconstpointer data)
{
  static const char *const uuids[] = { "5A6B7C8D-0001-4ABC-9DEF-0123456789AB", NULL };

  g_ptr_array_add (self->invoice->related_documents, fac_relation_new ("99", uuids));
  rules_assert_error (self, "related_documents.0.relationship", "CFDI40137");
  g_ptr_array_set_size (self->invoice->related_documents, 0);
  g_ptr_array_add (self->invoice->related_documents, fac_relation_new ("01", NULL));
  rules_assert_error (self, "related_documents.0.documents", "relation-empty");
}

static void
test_parties (RulesFixture *self, gconstpointer data)
{
  FacInvoiceLine *line = rules_line_at (self, 0);

  fac_set_string (&self->organization->tax_system, "699");
  rules_assert_error (self, "organization", "CFDI40140");
  fac_set_string (&self->organization->tax_system, "601");
  line->third_party = fac_third_party_new ();
  fac_set_string (&line->third_party->tax_id, "CACX");
  fac_set_string (&line->third_party->legal_name, "X");
  fac_set_string (&line->third_party->tax_system, "612");
  fac_set_string (&line->third_party->zip, "36257");
  rules_assert_error (self, "items.0.third_party.tax_id", "CFDI40187");
  fac_set_string (&line->third_party->tax_id, "CACX7605101P8");
  fac_set_string (&line->third_party->tax_system, "699");
  rules_assert_error (self, "items.0.third_party.tax_system", "CFDI40191");
  g_clear_pointer (&line->third_party, fac_third_party_free);
  fac_set_string (&self->invoice->customer->tax_id, FAC_RFC_FOREIGN);
  fac_set_string (&self->invoice->customer->tax_system, "616");
  fac_set_string (&self->invoice->customer->address->zip, "42501");
  fac_set_string (&self->invoice->use, "S01");
  rules_assert_error (self, "customer.address.country", "CFDI40153");
}

static void
test_amounts (RulesFixture *self, gconstpointer data)
{
  FacInvoiceLine *line = rules_line_at (self, 0);
  FacTax isr = fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.10");
  FacLocalTax local = { .rate = fac_decimal_make (3, 2) };
  FacPart *part = fac_part_new ();

  g_array_set_size (line->product->taxes, 0);
  g_array_append_val (line->product->taxes, isr);
  line->discount = line->product->price;
  rules_assert_error (self, "items.0.product.taxes", "CFDI40181");
  line->discount = FAC_DECIMAL_ZERO;
  line->product->price = rules_decimal ("1.1234567");
  rules_assert_only (self, "items.0.product.price", FAC_FINDING_WARNING, "price-decimals");
  line->product->price = rules_decimal ("5");
  g_array_append_val (line->product->local_taxes, local);
  rules_assert_error (self, "items.0.product.local_taxes.0.type", "local-tax-name");
  g_array_set_size (line->product->local_taxes, 0);
  fac_set_string (&line->product->unit_key, NULL);
  rules_assert_error (self, "items.0.product.unit_key", "unit-key-missing");
  fac_set_string (&line->product->unit_key, "H87");
  line->parts = fac_parts_new ();
  part->description = g_strdup ("Pata");
  part->product_key = g_strdup ("81112101");
  part->has_unit_price = TRUE;
  g_ptr_array_add (line->parts, part);
  rules_assert_error (self, "items.0.parts", "CFDI40197");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  RULES_ADD ("content/xml", test_xml);
  RULES_ADD ("content/namespaces", test_namespaces);
  RULES_ADD ("content/legends", test_legends);
  RULES_ADD ("content/own-number", test_own_number);
  RULES_ADD ("content/school", test_school);
  RULES_ADD ("content/fuel", test_fuel);
  RULES_ADD ("content/foreign-trade", test_foreign_trade);
  RULES_ADD ("egress", test_egress);
  RULES_ADD ("relations/unknown", test_relations);
  RULES_ADD ("parties/unknown", test_parties);
  RULES_ADD ("amounts/lines", test_amounts);
  return g_test_run ();
}
