/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-edit.h"

#include "fac-tax-words.h"
#include "fac-text.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define PRICE_DECIMALS 6

const char *
fac_line_column_title (FacLineColumn column)
{
  switch (column)
    {
    case FAC_LINE_QUANTITY: return _("Quantity");
    case FAC_LINE_UNIT: return _("Unit");
    case FAC_LINE_DESCRIPTION: return _("Description");
    case FAC_LINE_PRICE: return _("Price");
    case FAC_LINE_DISCOUNT: return _("Disc.");
    case FAC_LINE_TAXES: return _("Taxes");
    case FAC_LINE_AMOUNT: return _("Amount");
    default: return "";
    }
}

static const FacTax *
taxes_of (const FacInvoiceLine *line)
{
  return (const FacTax *) (const void *) line->product->taxes->data;
}

static char *
taxes_text (const FacInvoiceLine *line)
{
  const FacTaxPreset *preset;

  if (line->product->taxes->len > 0)
    return fac_taxes_label (taxes_of (line), line->product->taxes->len, fac_tax_words ());
  preset = fac_tax_preset_find (line->product->taxability, NULL, 0);
  return g_strdup (preset != NULL ? fac_preset_name (preset) : "—");
}

static char *
discount_text (const FacInvoiceLine *line)
{
  g_autofree char *percent = NULL;

  if (line->has_discount_percent)
    {
      percent = fac_decimal_format (fac_decimal_trim (line->discount_percent, 0), 0,
                                    PRICE_DECIMALS);
      return g_strdup_printf ("%s %%", percent);
    }
  if (fac_decimal_is_zero (line->discount))
    return g_strdup ("");
  return fac_decimal_format (line->discount, 2, PRICE_DECIMALS);
}

static char *
price_text (const FacInvoiceLine *line)
{
  g_autofree char *price = fac_decimal_format (fac_decimal_trim (line->product->price, 2), 2,
                                               PRICE_DECIMALS);

  /* Translators: a price with its taxes inside, as short as can be */
  return line->product->tax_included ? g_strdup_printf (_("%s incl."), price)
         : g_steal_pointer (&price);
}

char *
fac_line_text (const FacInvoiceLine *line, FacDecimal amount, guint decimals, FacLineColumn column)
{
  switch (column)
    {
    case FAC_LINE_QUANTITY:
      return fac_decimal_format (fac_decimal_trim (line->quantity, 0), 0, PRICE_DECIMALS);
    case FAC_LINE_UNIT:
      return g_strdup (line->product->unit_key != NULL ? line->product->unit_key : "");
    case FAC_LINE_DESCRIPTION:
      return g_strdup (line->product->description != NULL ? line->product->description : "");
    case FAC_LINE_PRICE:
      return price_text (line);
    case FAC_LINE_DISCOUNT:
      return discount_text (line);
    case FAC_LINE_TAXES:
      return taxes_text (line);
    case FAC_LINE_AMOUNT:
    default:
      return fac_decimal_format (amount, decimals, decimals);
    }
}

static char *
plain_price (FacDecimal price)
{
  FacDecimal short_one = fac_decimal_trim (price, 2);

  return fac_decimal_to_entry (short_one.scale < 2
                               ? fac_decimal_round (short_one, 2, FAC_ROUND_NEVER) : short_one);
}

char *
fac_line_edit_text (const FacInvoiceLine *line, FacLineColumn column)
{
  switch (column)
    {
    case FAC_LINE_QUANTITY:
      return fac_decimal_to_entry (fac_decimal_trim (line->quantity, 0));
    case FAC_LINE_PRICE:
      return fac_decimal_is_zero (line->product->price)
               ? g_strdup ("") : plain_price (line->product->price);
    case FAC_LINE_DISCOUNT:
      return line->discount.overflow ? g_strdup ("") : discount_text (line);
    case FAC_LINE_DESCRIPTION:
      return g_strdup (line->product->description != NULL ? line->product->description : "");
    case FAC_LINE_UNIT:
    case FAC_LINE_TAXES:
    case FAC_LINE_AMOUNT:
    default:
      return g_strdup ("");
    }
}

static gboolean
parse_amount (const char *text, FacDecimal *out)
{
  return fac_decimal_parse_user (text, out) && !out->overflow && out->scale <= PRICE_DECIMALS
         && fac_decimal_sign (*out) >= 0;
}

static gboolean
set_discount (FacInvoiceLine *line, const char *text)
{
  FacDecimal value;
  gboolean percent = strchr (text, '%') != NULL;

  if (fac_text_is_empty (text))
    {
      line->has_discount_percent = FALSE;
      line->discount_percent = FAC_DECIMAL_ZERO;
      line->discount = FAC_DECIMAL_ZERO;
      return TRUE;
    }
  if (!parse_amount (text, &value))
    return FALSE;
  if (percent && fac_decimal_compare (value, fac_decimal_from_int (100)) > 0)
    return FALSE;
  line->has_discount_percent = percent;
  line->discount_percent = percent ? value : FAC_DECIMAL_ZERO;
  line->discount = percent ? FAC_DECIMAL_ZERO : value;
  return TRUE;
}

static gboolean
set_price (FacInvoiceLine *line, const char *text)
{
  FacDecimal value = FAC_DECIMAL_ZERO;

  if (!fac_text_is_empty (text) && !parse_amount (text, &value))
    return FALSE;
  line->product->price = value;
  return TRUE;
}

/* "$5" is no quantity and "16 %" no price: they were meant for another column. */
static gboolean
is_of_other_column (FacLineColumn column, const char *text)
{
  if (column != FAC_LINE_QUANTITY && column != FAC_LINE_PRICE)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (*at == '%' || (column == FAC_LINE_QUANTITY
                       && g_unichar_type (g_utf8_get_char (at)) == G_UNICODE_CURRENCY_SYMBOL))
      return TRUE;
  return FALSE;
}

gboolean
fac_line_set_text (FacInvoiceLine *line, FacLineColumn column, const char *text)
{
  FacDecimal value;
  gboolean good = FALSE;

  if (is_of_other_column (column, text))
    return FALSE;

  switch (column)
    {
    case FAC_LINE_QUANTITY:
      good = parse_amount (text, &value);
      if (good)
        line->quantity = value;
      break;
    case FAC_LINE_DESCRIPTION:
      fac_set_string (&line->product->description, text);
      return TRUE;
    case FAC_LINE_PRICE:
      good = set_price (line, text);
      break;
    case FAC_LINE_DISCOUNT:
      good = set_discount (line, text);
      break;
    case FAC_LINE_UNIT:
    case FAC_LINE_TAXES:
    case FAC_LINE_AMOUNT:
    default:
      return FALSE;
    }
  if (good)
    fac_invoice_line_apply_percent (line);
  return good;
}

static const char *
describe_number (FacLineColumn column, const char *text)
{
  if (fac_text_is_empty (text))
    return _("Write how many");
  if (column == FAC_LINE_QUANTITY)
    return _("This is not a quantity: write it like 3 or 0.5");
  if (column == FAC_LINE_PRICE)
    return _("This is not a price: write it like 1,234.50");
  return _("This is not a discount: write an amount like 50.00 or a percentage like 10 %");
}

const char *
fac_line_problem (FacLineColumn column, const char *text)
{
  gboolean empty = fac_text_is_empty (text);
  FacDecimal value;

  if (column != FAC_LINE_QUANTITY && column != FAC_LINE_PRICE && column != FAC_LINE_DISCOUNT)
    return NULL;
  if (empty && column != FAC_LINE_QUANTITY)
    return NULL;
  if (empty || !fac_decimal_parse_user (text, &value) || is_of_other_column (column, text))
    return describe_number (column, text);
  if (value.overflow)
    return _("This number is too large");
  if (fac_decimal_sign (value) < 0)
    return _("It cannot be less than zero");
  if (value.scale > PRICE_DECIMALS)
    return _("It can have 6 decimals at most");
  if (column == FAC_LINE_DISCOUNT && strchr (text, '%') != NULL
      && fac_decimal_compare (value, fac_decimal_from_int (100)) > 0)
    return _("A discount cannot be more than 100 %");
  return NULL;
}

void
fac_line_set_preset (FacInvoiceLine *line, const FacTaxPreset *preset)
{
  g_array_set_size (line->product->taxes, 0);
  g_array_append_vals (line->product->taxes, preset->taxes, (guint) preset->n_taxes);
  fac_set_string (&line->product->taxability, preset->taxability);
  fac_invoice_line_apply_percent (line);
}

void
fac_line_set_product (FacInvoiceLine *line, const FacProduct *product)
{
  fac_invoice_line_set_product (line, product);
  fac_invoice_line_apply_percent (line);
}

gboolean
fac_line_find_field (const char *field, guint *line, FacLineColumn *column)
{
  static const struct { const char *name; FacLineColumn column; } names[] = {
    { "quantity", FAC_LINE_QUANTITY },           { "product.unit_key", FAC_LINE_UNIT },
    { "product.unit_name", FAC_LINE_UNIT },      { "product.price", FAC_LINE_PRICE },
    { "discount", FAC_LINE_DISCOUNT },           { "product.taxes", FAC_LINE_TAXES },
    { "product.local_taxes", FAC_LINE_TAXES },   { "product.taxability", FAC_LINE_TAXES },
  };
  char *rest;

  if (!g_str_has_prefix (field, "items.") || !g_ascii_isdigit (field[6]))
    return FALSE;
  *line = (guint) g_ascii_strtoull (field + 6, &rest, 10);
  *column = FAC_LINE_DESCRIPTION;
  for (guint i = 0; *rest == '.' && i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (rest + 1, names[i].name))
      *column = names[i].column;
  return TRUE;
}

char *
fac_line_field_name (guint line, FacLineColumn column)
{
  static const char *const names[FAC_LINE_N_COLUMNS] = {
    [FAC_LINE_QUANTITY] = "quantity", [FAC_LINE_UNIT] = "product.unit_key",
    [FAC_LINE_DESCRIPTION] = "product.description", [FAC_LINE_PRICE] = "product.price",
    [FAC_LINE_DISCOUNT] = "discount", [FAC_LINE_TAXES] = "product.taxes",
    [FAC_LINE_AMOUNT] = "amount",
  };

  return g_strdup_printf ("items.%u.%s", line, names[column]);
}

const char *
fac_preset_name (const FacTaxPreset *preset)
{
  const char *const *languages = g_get_language_names ();

  return languages[0] != NULL && g_str_has_prefix (languages[0], "es") ? preset->es : preset->en;
}
