/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-rules.h"

#include "fac-exchange-limit.h"
#include "fac-local-time.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

#define MOST_LINES 5000
#define CONDITIONS_LENGTH 1000
#define RIF "621"
#define RESICO "626"
#define GLOBAL_YEARS_BACK 5

static gboolean
is_global_receiver (const FacCustomer *customer)
{
  return customer != NULL && fac_customer_is_public (customer)
         && g_strcmp0 (customer->legal_name, FAC_NAME_PUBLIC) == 0;
}

static void
check_lines (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals)
{
  if (invoice->lines->len == 0)
    fac_rules_error (self, "items", "items-missing", N_("Add at least one line."));
  if (invoice->lines->len > MOST_LINES)
    fac_rules_error (self, "items", "items-too-many",
                     N_("A document can have at most 5,000 lines."));
  for (guint i = 0; i < invoice->lines->len; i++)
    fac_rules_line (self, invoice, g_ptr_array_index (invoice->lines, i), totals, i);
  if (fac_decimal_compare (totals->discount, totals->subtotal) > 0)
    fac_rules_error (self, "items", "CFDI40110", N_("The discounts are larger than the subtotal."));
}

static void
check_payment (FacRules *self, const FacInvoice *invoice)
{
  const char *form = invoice->payment_form, *method = invoice->payment_method;

  if (fac_text_is_empty (form))
    fac_rules_error (self, "payment_form", "payment-form-missing", N_("Choose how it is paid."));
  else if (fac_rules_knows (self, FAC_CATALOG_PAYMENT_FORMS, form) == FAC_KNOWN_NO)
    fac_rules_error1 (self, "payment_form", "CFDI40104", N_("The SAT has no payment form %1."),
                      form);
  if (g_strcmp0 (method, "PPD") == 0)
    {
      if (!fac_text_is_empty (form) && !g_str_equal (form, "99"))
        fac_rules_error (self, "payment_form", "CFDI40105",
                         N_("What is paid later (PPD) has the payment form 99, to be defined."));
    }
  else if (g_strcmp0 (method, "PUE") == 0)
    {
      if (g_strcmp0 (form, "99") == 0)
        fac_rules_error (self, "payment_form", "pue-form-99",
                         N_("What is paid at once (PUE) states how: the form 99 is for later "
                            "payment (PPD)."));
    }
  else
    fac_rules_error (self, "payment_method", "CFDI40124",
                     N_("Choose whether it is paid at once (PUE) or later (PPD)."));
}

static void
check_use (FacRules *self, const FacInvoice *invoice)
{
  const char *use = invoice->use;
  const char *system = invoice->customer != NULL
                       ? fac_rules_receiver_system (invoice->customer) : NULL;
  gboolean moral;

  if (fac_text_is_empty (use))
    {
      fac_rules_error (self, "use", "use-missing", N_("Choose what the customer uses it for."));
      return;
    }
  if (fac_rules_knows (self, FAC_CATALOG_USES, use) == FAC_KNOWN_NO)
    {
      fac_rules_error1 (self, "use", "CFDI40160", N_("The SAT has no use %1."), use);
      return;
    }
  if (fac_text_is_empty (system))
    return;
  moral = fac_tax_id_person (invoice->customer->tax_id) == FAC_PERSON_MORAL
          && !fac_address_is_foreign (invoice->customer->address);
  if (fac_rules_use_refused (self, use, system, moral)
      || (invoice->type == FAC_INVOICE_INGRESO && is_global_receiver (invoice->customer)
          && !g_str_equal (use, "S01")))
    fac_rules_add (self, FAC_FINDING_ERROR, "use", "CFDI40161",
                   N_("The use %1 is not allowed for the régimen fiscal %2."), use, system);
}

static void
check_currency (FacRules *self, const FacInvoice *invoice)
{
  const char *currency = invoice->currency;
  FacDecimal one = fac_decimal_from_int (1);

  if (fac_text_is_empty (currency) || g_str_equal (currency, "XXX")
      || fac_rules_knows (self, FAC_CATALOG_CURRENCIES, currency) == FAC_KNOWN_NO)
    {
      fac_rules_error (self, "currency", "CFDI40113", N_("Choose a currency."));
      return;
    }
  if (g_str_equal (currency, "MXN"))
    {
      if (!fac_decimal_equal (invoice->exchange, one) && !fac_decimal_is_zero (invoice->exchange))
        fac_rules_error (self, "exchange", "CFDI40114", N_("In pesos the exchange rate is 1."));
    }
  else if (fac_decimal_sign (invoice->exchange) <= 0)
    fac_rules_error1 (self, "exchange", "CFDI40115", N_("Write how many pesos one %1 is worth."),
                      currency);
  else if (!fac_rules_fits_six (invoice->exchange))
    fac_rules_error (self, "exchange", "CFDI40117",
                     N_("An exchange rate has at most six decimals."));
  else if (fac_exchange_is_impossible (currency, invoice->exchange))
    fac_rules_error1 (self, "exchange", "CFDI40118",
                      N_("One %1 was never worth so much. The SAT refuses rates so far from its "
                         "own."), currency);
  else if (fac_decimal_equal (invoice->exchange, one))
    fac_rules_warning1 (self, "exchange", "exchange-one", N_("Is one %1 really worth one peso?"),
                        currency);
}

static void
check_period (FacRules *self, const FacGlobalInfo *global)
{
  static const char *const words[] = { "day", "week", "fortnight", "month", "two_months", NULL };
  const FacOrganization *organization = self->context != NULL ? self->context->organization : NULL;
  const char *months = global->months;
  gboolean bimonthly = g_strcmp0 (global->periodicity, "two_months") == 0;
  int month = 0;

  if (months != NULL && strlen (months) == 2 && g_ascii_isdigit (months[0])
      && g_ascii_isdigit (months[1]))
    month = (months[0] - '0') * 10 + (months[1] - '0');
  if (global->periodicity == NULL || !g_strv_contains (words, global->periodicity))
    fac_rules_error (self, "global.periodicity", "CFDI40131",
                     N_("Choose how often you issue global invoices."));
  else if (bimonthly && organization != NULL && g_strcmp0 (organization->tax_system, RIF) != 0)
    fac_rules_error (self, "global.periodicity", "CFDI40132",
                     N_("Only the régimen fiscal 621 issues global invoices for two months."));
  if (month < 1 || month > 18)
    fac_rules_error (self, "global.months", "CFDI40133", N_("Choose the month."));
  else if (bimonthly && month < 13)
    fac_rules_error (self, "global.months", "CFDI40135", N_("Choose the two months."));
  else if (!bimonthly && month > 12)
    fac_rules_error (self, "global.months", "CFDI40134",
                     N_("Choose a month from January to December."));
}

static void
check_global (FacRules *self, const FacInvoice *invoice)
{
  g_autoptr(GDateTime) today = NULL;
  int year;

  if (invoice->global == NULL)
    {
      if (is_global_receiver (invoice->customer))
        fac_rules_error (self, "global", "CFDI40130",
                         N_("An invoice to PUBLICO EN GENERAL states the period of its sales."));
      return;
    }
  if (invoice->customer != NULL && !is_global_receiver (invoice->customer))
    fac_rules_error (self, "global", "global-not-allowed",
                     N_("Only an invoice to PUBLICO EN GENERAL states a period of sales."));
  check_period (self, invoice->global);
  if (self->context == NULL || self->context->now == 0)
    return;
  today = fac_local_time (self->context->organization, self->context->now);
  year = today != NULL ? g_date_time_get_year (today) : 0;
  if (invoice->global->year > year || invoice->global->year < year - GLOBAL_YEARS_BACK)
    fac_rules_error (self, "global.year", "CFDI40136",
                     N_("The year must be this one or one of the last five."));
}

static void
check_export (FacRules *self, const FacInvoice *invoice)
{
  const char *code = fac_text_is_empty (invoice->export_code) ? "01" : invoice->export_code;
  gboolean trade = fac_rules_has_foreign_trade (invoice);

  if (strlen (code) != 2 || code[0] != '0' || code[1] < '1' || code[1] > '4')
    fac_rules_error (self, "export", "CFDI40123", N_("Choose whether it is an export."));
  else if (code[1] == '2' && !trade)
    fac_rules_error (self, "export", "CFDI40122",
                     N_("A definitive export (02) needs the foreign trade complement."));
  else if ((code[1] == '1' || code[1] == '3') && trade)
    fac_rules_error (self, "export", "CFDI40222",
                     N_("With the foreign trade complement the export must be definitive (02)."));
}

static gboolean
withholds_isr (const FacInvoiceTotals *totals)
{
  for (guint i = 0; i < totals->line_taxes->len; i++)
    {
      const FacTax *tax = g_array_index (totals->line_taxes, FacLineTax, i).tax;

      if (tax->withholding && tax->kind == FAC_TAX_ISR)
        return TRUE;
    }
  return FALSE;
}

static gboolean
withholds_resico (const FacProduct *product)
{
  const FacDecimal wanted = fac_decimal_make (125, 4);

  for (guint i = 0; i < product->taxes->len; i++)
    {
      const FacTax *tax = &g_array_index (product->taxes, FacTax, i);

      if (tax->withholding && tax->kind == FAC_TAX_ISR && fac_decimal_equal (tax->rate, wanted))
        return TRUE;
    }
  return FALSE;
}

/* Régimen 626: a company lets nobody withhold what persons of that régimen do. */
static void
check_resico_company (FacRules *self, const FacInvoice *invoice)
{
  for (guint i = 0; invoice->type == FAC_INVOICE_INGRESO && i < invoice->lines->len; i++)
    {
      const FacInvoiceLine *line = g_ptr_array_index (invoice->lines, i);

      self->line = (int) i;
      if (withholds_resico (line->product))
        fac_rules_error (self, "product.taxes", "CFDI40224",
                         N_("From a company in RESICO nobody withholds ISR of 1.25 %. Take this "
                            "tax out of the line."));
      self->line = -1;
    }
}

static void
check_resico (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals)
{
  const FacOrganization *organization = self->context != NULL ? self->context->organization : NULL;
  FacPersonKind issuer;

  if (organization == NULL || invoice->customer == NULL || invoice->lines->len == 0
      || g_strcmp0 (organization->tax_system, RESICO) != 0
      || fac_tax_id_person (invoice->customer->tax_id) != FAC_PERSON_MORAL
      || fac_address_is_foreign (invoice->customer->address))
    return;
  issuer = fac_tax_id_person (organization->tax_id);
  if (issuer == FAC_PERSON_MORAL)
    check_resico_company (self, invoice);
  else if (issuer == FAC_PERSON_FISICA && !withholds_isr (totals))
    fac_rules_warning (self, "items", "CFDI40225",
                       N_("As a person in RESICO you usually let a company withhold ISR of 1.25 "
                          "%. Look at the taxes."));
}

static void
check_sale (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals)
{
  check_lines (self, invoice, totals);
  check_resico (self, invoice, totals);
  check_payment (self, invoice);
  check_use (self, invoice);
  check_currency (self, invoice);
}

void
fac_rules_income (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals)
{
  check_global (self, invoice);
  check_sale (self, invoice, totals);
  check_export (self, invoice);
  fac_rules_text (self, "conditions", invoice->conditions, CONDITIONS_LENGTH);
}

/* A credit note to PUBLICO EN GENERAL has no period of sales; its type has neither export nor
 * conditions in the service. */
void
fac_rules_egress (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals)
{
  check_sale (self, invoice, totals);
  if (g_strcmp0 (invoice->payment_method, "PPD") == 0)
    fac_rules_error (self, "payment_method", "egress-ppd",
                     N_("A credit note is always paid at once (PUE)."));
  if (invoice->related_documents->len == 0)
    fac_rules_warning (self, "related_documents", "egress-alone",
                       N_("A credit note usually names the invoice that it lowers."));
}
