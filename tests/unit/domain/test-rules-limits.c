/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "fac-exchange-limit.h"
#include "fac-payment-allocation.h"
#include "fac-text.h"

static void
test_exchange (RulesFixture *self, gconstpointer data)
{
  fac_set_string (&self->invoice->currency, "USD");
  self->invoice->exchange = rules_decimal ("162");
  rules_assert_clean (self);
  self->invoice->exchange = rules_decimal ("162.000001");
  rules_assert_error (self, "exchange", "CFDI40118");
  g_assert_false (fac_exchange_is_impossible ("XAU", rules_decimal ("99999")));
  g_assert_false (fac_exchange_is_impossible (NULL, rules_decimal ("99999")));
}

static void
test_total (RulesFixture *self, gconstpointer data)
{
  FacInvoiceLine *line = rules_line_at (self, 0);

  line->product->price = rules_decimal ("900000000000000000");
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "items", "CFDI40120"));
  g_assert_false (fac_amount_is_beyond (rules_decimal ("999999999999999999.999999")));
  g_assert_true (fac_amount_is_beyond (fac_decimal_overflowed ()));
}

static void
test_export_number (RulesFixture *self, gconstpointer data)
{
  FacCustomer *customer = self->invoice->customer;

  fac_set_string (&customer->address->country, "USA");
  fac_set_string (&customer->tax_id, NULL);
  fac_set_string (&customer->tax_system, "616");
  fac_set_string (&self->invoice->use, "S01");
  rules_assert_clean (self);
  fac_set_string (&self->invoice->export_code, "02");
  g_ptr_array_add (self->invoice->complements, fac_complement_new ("comercio_exterior", "{}"));
  rules_assert_error (self, "customer.tax_id", "CFDI40155");
  fac_set_string (&customer->tax_id, "123456789");
  rules_assert_clean (self);
}

static void
test_currencies_changed (RulesFixture *self, gconstpointer data)
{
  FacProduct *product = rules_line_at (self, 0)->product;

  self->catalog->unsure = "products";
  fac_set_string (&product->product_key, "84121603");
  rules_assert_clean (self);
  g_array_set_size (product->taxes, 0);
  fac_set_string (&product->taxability, "01");
  rules_assert_error (self, "items.0.product.taxes", "CFDI40164");
  fac_set_string (&product->product_key, "84121604");
  rules_assert_error (self, "items.0.product.taxes", "CFDI40164");
}

static void
test_resico_company (RulesFixture *self, gconstpointer data)
{
  FacProduct *product = rules_line_at (self, 0)->product;
  const FacTax isr = fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.0125");

  fac_set_string (&self->organization->tax_system, "626");
  rules_assert_clean (self);
  g_array_append_val (product->taxes, isr);
  rules_assert_error (self, "items.0.product.taxes", "CFDI40224");
  fac_set_string (&self->invoice->customer->tax_id, "CACX7605101P8");
  fac_set_string (&self->invoice->customer->legal_name, "XOCHILT CASAS CHAVEZ");
  fac_set_string (&self->invoice->customer->tax_system, "612");
  rules_assert_clean (self);
}

/* ---- what the service prints ------------------------------------------------------------------- */

static void
test_html_good (RulesFixture *self, gconstpointer data)
{
  static const char *const good[] = {
    NULL, "", "Gracias por su compra", "1 > 0", "<b>Gracias</b>", "<p>uno<br>dos<br/></p>",
    "<P>Uno</P>", "<ul>\n<li>a</li> <li>b</li>\n</ul>",
    "<a href=\"https://x.example/?a=1>2\" target='_blank' title=x>aquí</a>",
    "<table><thead><tr><th colspan=\"2\" align=center>x</th></tr></thead></table>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i]);
      fac_set_string (&self->invoice->pdf_custom_section, good[i]);
      rules_assert_clean (self);
    }
}

static void
test_html_bad (RulesFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *html, *code, *what;
  } bad[] = {
    { "<script>x()</script>", "html-tag", "script" },
    { "<img src=\"x\">", "html-tag", "img" },
    { "a < b", "html-tag", "<" },
    { "<!-- nota -->", "html-tag", "!--" },
    { "<b style=\"color:red\">x</b>", "html-attribute", "style" },
    { "<p onclick=x>x</p>", "html-attribute", "onclick" },
    { "<td href=x>x</td>", "html-attribute", "href" },
    { "<b>x", "html-open", "b" },
    { "<b><i>x</b></i>", "html-order", "b" },
    { "x</b>", "html-order", "b" },
    { "<b", "html-open", "b" },
    { "<a href=\"x>y", "html-open", "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const FacFinding *finding;

      g_test_message ("%s", bad[i].html);
      fac_set_string (&self->invoice->pdf_custom_section, bad[i].html);
      rules_assert_only (self, "pdf_custom_section", FAC_FINDING_WARNING, bad[i].code);
      finding = rules_find (self->findings, "pdf_custom_section", bad[i].code);
      g_assert_cmpstr (finding->arguments[0], ==, bad[i].what);
    }
}

/* ---- payments ---------------------------------------------------------------------------------- */

static FacPayment *
make_payment (RulesFixture *self)
{
  FacPayment *payment = fac_payment_new ();
  g_autoptr (FacOpenInvoice) open = fac_open_invoice_new ();
  FacTax tax = fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.10");

  self->invoice->type = FAC_INVOICE_PAGO;
  g_ptr_array_set_size (self->invoice->lines, 0);
  fac_invoice_settle_kind (self->invoice);
  tax.has_base = TRUE;
  tax.base = rules_decimal ("100.00");
  g_array_append_val (open->taxes, tax);
  fac_set_string (&open->taxability, "02");
  fac_set_string (&open->uuid, "5fb2822e-396d-4725-8521-cdc4bdd20ccf");
  open->taxes_known = TRUE;
  open->total = open->balance = rules_decimal ("90.00");
  payment->deposit = rules_decimal ("90.00");
  payment->date = RULES_NOW - G_TIME_SPAN_DAY;
  fac_payment_put (payment, open, payment->deposit, fac_decimal_from_int (1));
  g_ptr_array_add (self->invoice->payments, payment);
  return payment;
}

static void
test_payment (RulesFixture *self, gconstpointer data)
{
  FacPayment *payment = make_payment (self);
  FacPaymentPart *part = g_ptr_array_index (payment->parts, 0);

  rules_check (self);
  g_assert_null (rules_find (self->findings, "complements.0.data.0.amount", "CRP20220"));
  payment->deposit = rules_decimal ("1000000000000000000");
  g_array_index (part->taxes, FacTax, 0).base = FAC_DECIMAL_ZERO;
  rules_check (self);
  rules_print (self->findings);
  g_assert_nonnull (rules_find (self->findings, "complements.0.data.0.amount", "CRP20220"));
  g_assert_nonnull (rules_find (self->findings, "complements.0.data.0.related_documents.0.taxes",
                                "CRP20249"));
}

static void
test_payment_words (RulesFixture *self, gconstpointer data)
{
  FacPayment *payment = make_payment (self);

  fac_set_string (&payment->payment_form, "77");
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "complements.0.data.0.payment_form",
                                "payment-form-unknown"));
  fac_set_string (&payment->payment_form, "03");
  fac_set_string (&payment->payee_bank_tax_id, "BBVA");
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "complements.0.data.0.rfcEmisorCtaBen",
                                "payee-bank-shape"));
  fac_set_string (&payment->currency, "USD");
  payment->exchange = rules_decimal ("17.1234567");
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "complements.0.data.0.exchange",
                                "exchange-decimals"));
  payment->exchange = rules_decimal ("999");
  rules_check (self);
  g_assert_nonnull (rules_find (self->findings, "complements.0.data.0.exchange", "CRP20216"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  RULES_ADD ("limits/exchange", test_exchange);
  RULES_ADD ("limits/total", test_total);
  RULES_ADD ("limits/export-number", test_export_number);
  RULES_ADD ("limits/currencies-changed", test_currencies_changed);
  RULES_ADD ("limits/resico-company", test_resico_company);
  RULES_ADD ("paper/html", test_html_good);
  RULES_ADD ("paper/html-not-printed", test_html_bad);
  RULES_ADD ("limits/payment", test_payment);
  RULES_ADD ("limits/payment-words", test_payment_words);
  return g_test_run ();
}
