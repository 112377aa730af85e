/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-rules.h"

#include "fac-product-price.h"
#include "fac-text.h"
#include "fac-unread.h"

#include <string.h>

#define DESCRIPTION_LENGTH 1000
#define SKU_LENGTH 100
#define UNIT_NAME_LENGTH 20
/* t_Importe of the schema: 18 digits before the point */
#define LARGEST_PRICE 999999999999999999

static void
check_description (FacRules *self, const FacProduct *product)
{
  if (fac_text_is_empty (product->description))
    fac_rules_error (self, "description", "description-missing", N_("Write what is sold."));
  else
    fac_rules_text (self, "description", product->description, DESCRIPTION_LENGTH);
  fac_rules_text (self, "sku", product->sku, SKU_LENGTH);
}

static void
check_keys (FacRules *self, const FacProduct *product)
{
  const char *key = product->product_key;

  if (fac_text_is_empty (key))
    fac_rules_error (self, "product_key", "product-key-missing",
                     N_("Choose the SAT key of the product or service."));
  else if (strlen (key) != 8 || strspn (key, "0123456789") != 8)
    fac_rules_error (self, "product_key", "CFDI40162",
                     N_("The SAT key of a product or service has eight digits."));
  else if (fac_rules_knows (self, FAC_CATALOG_PRODUCTS, key) == FAC_KNOWN_NO)
    fac_rules_error1 (self, "product_key", "CFDI40162",
                      N_("The SAT has no product or service with the key %1."), key);

  if (fac_text_is_empty (product->unit_key))
    fac_rules_error (self, "unit_key", "unit-key-missing", N_("Choose the SAT unit."));
  else if (fac_rules_knows (self, FAC_CATALOG_UNITS, product->unit_key) == FAC_KNOWN_NO)
    fac_rules_error1 (self, "unit_key", "CFDI40165", N_("The SAT has no unit with the key %1."),
                      product->unit_key);
  fac_rules_text (self, "unit_name", product->unit_name, UNIT_NAME_LENGTH);
}

static void
check_price (FacRules *self, const FacProduct *product)
{
  if (fac_decimal_compare (product->price, fac_decimal_make (LARGEST_PRICE, 0)) > 0)
    fac_rules_error (self, "price", "amount-too-large",
                     N_("The price cannot be read or is too large. Write it again."));
  else if (fac_decimal_sign (product->price) <= 0
           || fac_decimal_sign (fac_product_price_without_tax (product)) <= 0)
    fac_rules_error (self, "price", "CFDI40166", N_("The price must be more than zero."));
  else if (!fac_rules_fits_six (product->price))
    fac_rules_warning (self, "price", "price-decimals",
                       N_("Prices have at most six decimals; the others will be rounded off."));
}

static gboolean
has_visible_tax (const FacProduct *product)
{
  for (guint i = 0; i < product->taxes->len; i++)
    if (!fac_tax_is_hidden (&g_array_index (product->taxes, FacTax, i)))
      return TRUE;
  return FALSE;
}

static gboolean
has_visible_kind (const FacProduct *product, FacTaxKind kind, gboolean only_transferred)
{
  for (guint i = 0; i < product->taxes->len; i++)
    {
      const FacTax *tax = &g_array_index (product->taxes, FacTax, i);

      if (tax->kind == kind && !fac_tax_is_hidden (tax) && !(only_transferred && tax->withholding))
        return TRUE;
    }
  return FALSE;
}

static void
check_taxability (FacRules *self, const FacProduct *product)
{
  const char *code = product->taxability;
  gboolean taxed = has_visible_tax (product);
  gboolean iva = has_visible_kind (product, FAC_TAX_IVA, FALSE);

  if (code == NULL || strlen (code) != 2 || code[0] != '0' || code[1] < '1' || code[1] > '8')
    {
      fac_rules_error (self, "taxability", "CFDI40170",
                       N_("Choose whether the product is subject to tax."));
      return;
    }
  switch (code[1])
    {
    case '2':
      if (!taxed)
        fac_rules_error (self, "taxability", "CFDI40171",
                         N_("The product is marked as subject to tax, but it has no tax."));
      break;
    case '6':
    case '8':
      if (iva || has_visible_kind (product, FAC_TAX_IEPS, FALSE))
        fac_rules_error1 (self, "taxability", "CFDI40226",
                          N_("With the tax object %1 neither IVA nor IEPS may be stated."), code);
      break;
    case '7':
      if (iva || !has_visible_kind (product, FAC_TAX_IEPS, TRUE))
        fac_rules_error (self, "taxability", "CFDI40227",
                         N_("With the tax object 07 there must be IEPS and no IVA."));
      break;
    default:
      if (taxed)
        fac_rules_error1 (self, "taxability", "CFDI40172",
                          N_("With the tax object %1 no tax may be stated."), code);
      break;
    }
}

/* c_ClaveProdServ: "incluir IVA trasladado" */
static void
check_key_taxes (FacRules *self, const FacProduct *product)
{
  static const char *const keys[] = { "84121603", "84121604", NULL };

  if (product->product_key == NULL || !g_strv_contains (keys, product->product_key)
      || has_visible_kind (product, FAC_TAX_IVA, TRUE))
    return;
  fac_rules_error1 (self, "taxes", "CFDI40164",
                    N_("With the key %1, changing of currencies, IVA must be stated."),
                    product->product_key);
}

static void
tax_error (FacRules *self, guint index, const char *member, const char *code, const char *message,
           const FacTax *tax)
{
  g_autofree char *field = g_strdup_printf ("taxes.%u.%s", index, member);
  g_autofree char *label = fac_tax_label (tax, NULL);

  fac_rules_error1 (self, field, code, message, label);
}

static void
check_tax (FacRules *self, const FacTax *tax, guint index)
{
  if (tax->kind == FAC_TAX_ISR && !tax->withholding)
    tax_error (self, index, "type", "CFDI40175", N_("ISR can only be withheld."), tax);
  else if (tax->withholding && tax->factor == FAC_TAX_EXENTO)
    tax_error (self, index, "factor", "CFDI40184", N_("A withheld tax cannot be exempt."), tax);
  else if (!fac_tax_rate_is_listed (tax))
    tax_error (self, index, "rate", tax->withholding ? "CFDI40185" : "CFDI40179",
               N_("The SAT does not allow %1."), tax);
}

/* What stands where the rate of tax @index is typed, and is none: nothing is said of the rate before. */
static gboolean
is_unread (FacRules *self, char *const *unread, const char *taxes, guint index)
{
  g_autofree char *field = g_strdup_printf ("%s.%u.rate", taxes, index);
  const char *text = fac_unread_get (unread, field);

  if (text != NULL)
    fac_rules_error1 (self, field, "rate-unread",
                      N_("“%1” is not a number: write it like 16 or 10.6667"), text);
  return text != NULL;
}

static void
check_twice (FacRules *self, const FacTax *taxes, guint index)
{
  for (guint other = 0; other < index; other++)
    if (fac_tax_equal (&taxes[index], &taxes[other]))
      {
        g_autofree char *label = fac_tax_label (&taxes[index], NULL);

        fac_rules_warning1 (self, "taxes", "tax-twice", N_("%1 is there twice."), label);
        return;
      }
}

static void
check_taxes (FacRules *self, const FacProduct *product, char *const *unread)
{
  const FacTax *taxes = (const FacTax *) (gconstpointer) product->taxes->data;

  for (guint i = 0; i < product->taxes->len; i++)
    if (!is_unread (self, unread, "taxes", i))
      {
        check_tax (self, &taxes[i], i);
        if (fac_unread_find (unread, "taxes.") == NULL)
          check_twice (self, taxes, i);
      }
}

static void
check_local_taxes (FacRules *self, const FacProduct *product, char *const *unread)
{
  for (guint i = 0; i < product->local_taxes->len; i++)
    {
      const FacLocalTax *tax = &g_array_index (product->local_taxes, FacLocalTax, i);
      g_autofree char *name = g_strdup_printf ("local_taxes.%u.type", i);
      g_autofree char *rate = g_strdup_printf ("local_taxes.%u.rate", i);

      if (fac_text_is_empty (tax->name))
        fac_rules_error (self, name, "local-tax-name", N_("Write the name of the local tax."));
      if (!is_unread (self, unread, "local_taxes", i) && fac_decimal_sign (tax->rate) <= 0)
        fac_rules_error (self, rate, "local-tax-rate",
                         N_("The rate of the local tax must be more than zero."));
    }
}

static void
check_product (FacRules *self, const FacProduct *product, char *const *unread)
{
  check_description (self, product);
  check_keys (self, product);
  check_price (self, product);
  check_taxability (self, product);
  check_key_taxes (self, product);
  check_taxes (self, product, unread);
  check_local_taxes (self, product, unread);
}

/* what its form has not read yet is nothing that a line of a document sells */
void
fac_rules_goods (FacRules *self, const FacProduct *product)
{
  check_description (self, product);
  check_keys (self, product);
}

void
fac_rules_product (FacRules *self, const FacProduct *product)
{
  check_product (self, product, NULL);
}

GPtrArray *
fac_product_check (const FacProduct *product, const FacRulesContext *context)
{
  FacRules rules;

  fac_rules_init (&rules, context);
  check_product (&rules, product, product->unread);
  return fac_rules_finish (&rules);
}
