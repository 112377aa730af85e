/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-rules.h"

#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

#define NAME_LENGTH 300
#define DESCRIPTION_LENGTH 1000
#define SKU_LENGTH 100
#define UNIT_NAME_LENGTH 20

static void
check_quantity (FacRules *self, const FacInvoiceLine *line)
{
  if (line->quantity.overflow)
    fac_rules_error (self, "quantity", "amount-too-large",
                     N_("The quantity cannot be read or is too large. Write it again."));
  else if (fac_decimal_sign (line->quantity) <= 0)
    fac_rules_error (self, "quantity", "quantity-missing",
                     N_("The quantity must be more than zero."));
  else if (!fac_rules_fits_six (line->quantity))
    fac_rules_error (self, "quantity", "quantity-decimals",
                     N_("A quantity has at most six decimals."));
}

static void
check_discount (FacRules *self, const FacInvoiceLine *line, const FacLineTotals *figures)
{
  if (line->discount.overflow)
    fac_rules_error (self, "discount", "amount-too-large",
                     N_("The discount cannot be read or is too large. Write it again."));
  else if (fac_decimal_sign (line->discount) < 0)
    fac_rules_error (self, "discount", "discount-negative",
                     N_("A discount cannot be less than zero."));
  else if (fac_decimal_compare (figures->discount, figures->amount) > 0)
    fac_rules_error (self, "discount", "CFDI40169",
                     N_("The discount is larger than the amount of the line."));
}

static void
check_bases (FacRules *self, const FacInvoiceTotals *totals, const FacLineTotals *figures)
{
  for (guint i = 0; i < figures->n_taxes; i++)
    {
      const FacLineTax *tax = &g_array_index (totals->line_taxes, FacLineTax,
                                              figures->first_tax + i);

      if (fac_decimal_sign (tax->base) > 0)
        continue;
      fac_rules_error (self, "product.taxes", tax->tax->withholding ? "CFDI40181" : "CFDI40174",
                       N_("Nothing is left to be taxed in this line. If it is free of charge, "
                          "mark it as not "
                          "subject to tax."));
      return;
    }
}

static gboolean
has_error_since (const FacRules *self, guint first)
{
  for (guint i = first; i < self->findings->len; i++)
    if (((const FacFinding *) self->findings->pdata[i])->severity == FAC_FINDING_ERROR)
      return TRUE;
  return FALSE;
}

static gboolean
is_customs_key (const char *key)
{
  static const char pattern[] = "dd  dd  dddd  ddddddd";

  if (strlen (key) != strlen (pattern))
    return FALSE;
  for (gsize i = 0; pattern[i] != '\0'; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (key[i]) : key[i] != ' ')
      return FALSE;
  return TRUE;
}

/* they are in the foreign trade complement */
static void
check_no_customs (FacRules *self, const FacInvoiceLine *line)
{
  if (line->customs_keys != NULL && line->customs_keys[0] != NULL)
    fac_rules_error (self, "customs_keys", "CFDI40195",
                     N_("With the foreign trade complement a line has no customs numbers."));
  for (guint i = 0; line->parts != NULL && i < line->parts->len; i++)
    {
      const FacPart *part = g_ptr_array_index (line->parts, i);

      if (part->customs_keys == NULL || part->customs_keys[0] == NULL)
        continue;
      fac_rules_error (self, "parts", "CFDI40200",
                       N_("With the foreign trade complement a part has no customs numbers."));
      return;
    }
}

static void
check_customs (FacRules *self, const char *field, const char *code, char **keys)
{
  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!is_customs_key (keys[i]))
      fac_rules_error1 (self, field, code,
                        N_("“%1” is not a customs number: 2, 2, 4 and 7 digits with two blanks "
                           "between them."), keys[i]);
}

static void
check_property_accounts (FacRules *self, char **accounts)
{
  for (gsize i = 0; accounts != NULL && accounts[i] != NULL; i++)
    {
      gsize length = strlen (accounts[i]);

      for (const char *at = accounts[i]; *at != '\0'; at++)
        if (!g_ascii_isalnum (*at))
          length = 0;
      if (length < 1 || length > 150)
        fac_rules_error1 (self, "property_tax_account", "property-account-shape",
                          N_("“%1” is not a property tax account: only letters and digits."),
                              accounts[i]);
    }
}

static void
check_third_party (FacRules *self, const FacInvoice *invoice, const FacThirdParty *third)
{
  const FacOrganization *organization = self->context != NULL ? self->context->organization : NULL;
  const char *place = fac_rules_place (self, invoice);
  FacTaxIdProblem problem = fac_tax_id_check (third->tax_id);

  if (problem != FAC_TAX_ID_OK && problem != FAC_TAX_ID_CHECK_DIGIT)
    fac_rules_error (self, "third_party.tax_id", "CFDI40187",
                     N_("The RFC of the third party is not well written."));
  else if ((organization != NULL && g_strcmp0 (third->tax_id, organization->tax_id) == 0)
           || (invoice->customer != NULL
               && g_strcmp0 (third->tax_id, invoice->customer->tax_id) == 0))
    fac_rules_error (self, "third_party.tax_id", "CFDI40188",
                     N_("The third party can be neither you nor the customer."));
  if (fac_text_is_empty (third->legal_name))
    fac_rules_error (self, "third_party.legal_name", "name-missing",
                     N_("Write the name of the third party."));
  fac_rules_text (self, "third_party.legal_name", third->legal_name, NAME_LENGTH);
  if (fac_text_is_empty (third->zip))
    fac_rules_error (self, "third_party.zip", "zip-missing",
                     N_("Write the postal code of the third party."));
  else if (fac_rules_knows (self, FAC_CATALOG_ZIPS, third->zip) == FAC_KNOWN_NO)
    fac_rules_error1 (self, "third_party.zip", "CFDI40192", N_("The SAT has no postal code %1."),
                      third->zip);
  else if (g_strcmp0 (third->tax_id, FAC_RFC_THIRD_PARTY) == 0 && place != FAC_PLACE_UNKNOWN
           && !g_str_equal (third->zip, place))
    fac_rules_error1 (self, "third_party.zip", "CFDI40193",
                      N_("The postal code of a foreign third party is that of the place of "
                         "issue, %1."), place);
  if (fac_text_is_empty (third->tax_system)
      || fac_rules_knows (self, FAC_CATALOG_TAX_SYSTEMS, third->tax_system) == FAC_KNOWN_NO)
    fac_rules_error (self, "third_party.tax_system", "CFDI40191",
                     N_("Choose the régimen fiscal of the third party."));
  else if (g_strcmp0 (third->tax_id, FAC_RFC_THIRD_PARTY) == 0
           && !g_str_equal (third->tax_system, "616"))
    fac_rules_error (self, "third_party.tax_system", "CFDI40223",
                     N_("The régimen fiscal of a foreign third party must be 616."));
}

static void
check_part (FacRules *self, const FacPart *part)
{
  if (fac_text_is_empty (part->description))
    fac_rules_error (self, "parts", "description-missing", N_("Write what each part is."));
  fac_rules_text (self, "parts", part->description, DESCRIPTION_LENGTH);
  fac_rules_text (self, "parts", part->sku, SKU_LENGTH);
  fac_rules_text (self, "parts", part->unit_name, UNIT_NAME_LENGTH);
  if (fac_text_is_empty (part->product_key)
      || fac_rules_knows (self, FAC_CATALOG_PRODUCTS, part->product_key) == FAC_KNOWN_NO)
    fac_rules_error (self, "parts", "CFDI40196", N_("Choose the SAT key of each part."));
  if (fac_decimal_sign (part->quantity) <= 0)
    fac_rules_error (self, "parts", "quantity-missing",
                     N_("The quantity of a part must be more than zero."));
  else if (!fac_rules_fits_six (part->quantity))
    fac_rules_error (self, "parts", "quantity-decimals",
                     N_("A quantity has at most six decimals."));
  if (part->has_unit_price && fac_decimal_sign (part->unit_price) <= 0)
    fac_rules_error (self, "parts", "CFDI40197", N_("The price of a part must be more than zero."));
  check_customs (self, "parts", "CFDI40199", part->customs_keys);
}

void
fac_rules_moved_line (FacRules *self, const FacInvoice *invoice, const FacInvoiceLine *line,
                      guint index)
{
  self->line = (int) index;
  self->prefix = "product.";
  fac_rules_goods (self, line->product);
  self->prefix = "";
  check_quantity (self, line);
  check_customs (self, "customs_keys", "CFDI40194", line->customs_keys);
  if (fac_rules_has_foreign_trade (invoice))
    check_no_customs (self, line);
  if (line->third_party != NULL)
    check_third_party (self, invoice, line->third_party);
  for (guint i = 0; line->parts != NULL && i < line->parts->len; i++)
    check_part (self, g_ptr_array_index (line->parts, i));
  self->line = -1;
}

void
fac_rules_line (FacRules *self, const FacInvoice *invoice, const FacInvoiceLine *line,
                const FacInvoiceTotals *totals, guint index)
{
  const FacLineTotals *figures = index < totals->lines->len
                                 ? &g_array_index (totals->lines, FacLineTotals, index)
                                                            : NULL;
  guint before = self->findings->len;

  self->line = (int) index;
  self->prefix = "product.";
  fac_rules_product (self, line->product);
  self->prefix = "";
  check_quantity (self, line);
  if (figures != NULL)
    {
      check_discount (self, line, figures);
      /* a missing price or quantity is said once, not again for its taxes */
      if (!has_error_since (self, before))
        check_bases (self, totals, figures);
    }
  check_customs (self, "customs_keys", "CFDI40194", line->customs_keys);
  if (fac_rules_has_foreign_trade (invoice))
    check_no_customs (self, line);
  if (invoice->type == FAC_INVOICE_INGRESO)
    check_property_accounts (self, line->property_tax_account);
  else if (line->property_tax_account != NULL && line->property_tax_account[0] != NULL)
    fac_rules_warning (self, "property_tax_account", "property-account-left-out",
                       N_("Only an invoice has property tax accounts: they are left out."));
  if (line->third_party != NULL)
    check_third_party (self, invoice, line->third_party);
  fac_rules_line_complement (self, invoice, line);
  for (guint i = 0; line->parts != NULL && i < line->parts->len; i++)
    check_part (self, g_ptr_array_index (line->parts, i));
  self->line = -1;
}
