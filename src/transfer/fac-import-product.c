/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-field.h"

#include "fac-product.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OWN(member) G_STRUCT_OFFSET (FacProduct, member)

/* "50202301 - Agua": only what stands before the words */
static const char *
read_product_key (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  const gsize digits = strspn (cell->text, "0123456789");
  g_autofree char *key = g_strndup (cell->text, digits);
  /* seven: "whole_key" of the plan */
  const gboolean named = (digits == 8 || digits == 7)
                         && strchr (" -–.:\t", cell->text[digits]) != NULL;

  fac_set_string (fac_import_own (self, object), named ? key : cell->text);
  return NULL;
}

static const char *
read_taxability (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  const gboolean bare = strlen (cell->text) == 1 && g_ascii_isdigit (cell->text[0]);
  g_autofree char *padded = g_strconcat (bare ? "0" : "", cell->text, NULL);
  g_autofree char *key = fac_import_names_key (cell->names, self->catalog, padded);

  fac_set_string (fac_import_own (self, object), key);
  return NULL;
}

static const char *
read_price (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  g_autofree char *text = g_strdup (cell->text);
  const gsize length = strlen (text);

  /* "1,250.00 MXN" */
  if (length > 3 && g_ascii_strcasecmp (text + length - 3, "mxn") == 0)
    text[length - 3] = '\0';
  /* "16 %" is the tax of another column */
  return strchr (text, '%') == NULL
         && fac_decimal_read (text, cell->mark, &((FacProduct *) object)->price)
         ? NULL : N_("“%1” is not an amount.");
}

static char *
write_price (const FacImportField *self, gconstpointer object)
{
  return fac_decimal_to_string (((const FacProduct *) object)->price);
}

static const char *
read_tax_included (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  static const char *const yes[] = { "si", "s", "yes", "y", "true", "verdadero", "1", "x",
                                     "incluido", "incluidos", "included", NULL };
  static const char *const no[] = { "no", "n", "false", "falso", "0", "no incluido", "mas iva",
                                    "not included", NULL };
  g_autofree char *word = fac_text_fold (cell->text);
  FacProduct *product = object;

  if (!g_strv_contains (yes, word) && !g_strv_contains (no, word))
    return N_("“%1” is neither Yes nor No.");
  product->tax_included = g_strv_contains (yes, word);
  return NULL;
}

static char *
write_tax_included (const FacImportField *self, gconstpointer object)
{
  return g_strdup (((const FacProduct *) object)->tax_included ? _("Yes") : _("No"));
}

/* ---- taxes ------------------------------------------------------------------------------------ */

static const char *
read_taxes (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  return fac_taxes_read (cell->text, cell->mark, ((FacProduct *) object)->taxes)
         ? NULL : N_("“%1” is no list of taxes. Write them like “IVA 16 %, ISR ret. 1.25 %”.");
}

static char *
write_taxes (const FacImportField *self, gconstpointer object)
{
  return fac_taxes_write (((const FacProduct *) object)->taxes);
}

static const char *
read_local_taxes (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  return fac_local_taxes_read (cell->text, cell->mark, ((FacProduct *) object)->local_taxes)
         ? NULL : N_("“%1” is no list of local taxes. Write them like “ISH 3 %”.");
}

static char *
write_local_taxes (const FacImportField *self, gconstpointer object)
{
  return fac_local_taxes_write (((const FacProduct *) object)->local_taxes);
}

static void
remove_tax (GArray *taxes, FacTaxKind kind, gboolean withholding)
{
  for (guint i = taxes->len; i > 0; i--)
    {
      const FacTax *tax = &g_array_index (taxes, FacTax, i - 1);

      if (tax->kind == kind && tax->withholding == withholding)
        g_array_remove_index (taxes, i - 1);
    }
}

static gboolean
is_without (const char *text)
{
  static const char *const words[] = { "no objeto", "n/a", "na", "no aplica", "ninguno", "none",
                                       "no", "-", "sin iva", NULL };
  g_autofree char *word = fac_text_fold (text);

  return g_strv_contains (words, word);
}

/* one column for one tax: it replaces what the product has of it */
static const char *
read_one_tax (const FacImportCell *cell, gpointer object, FacTaxKind kind, gboolean withholding)
{
  GArray *taxes = ((FacProduct *) object)->taxes;
  FacTax tax = { .kind = kind, .withholding = withholding };
  const gboolean without = is_without (cell->text);

  if (!without && !fac_tax_rate_read (cell->text, cell->mark, &tax))
    return N_("“%1” is not the rate of a tax.");
  remove_tax (taxes, kind, withholding);
  /* nothing is withheld at 0 %, and 0 % of IEPS is none; IVA at 0 % is a tax */
  if (!without && (tax.factor == FAC_TAX_EXENTO || !fac_decimal_is_zero (tax.rate)
                   || (kind == FAC_TAX_IVA && !withholding)))
    g_array_append_val (taxes, tax);
  return NULL;
}

static const char *
read_iva (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  return read_one_tax (cell, object, FAC_TAX_IVA, FALSE);
}

static const char *
read_ieps (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  return read_one_tax (cell, object, FAC_TAX_IEPS, FALSE);
}

static const char *
read_iva_withheld (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  return read_one_tax (cell, object, FAC_TAX_IVA, TRUE);
}

static const char *
read_isr_withheld (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  return read_one_tax (cell, object, FAC_TAX_ISR, TRUE);
}

/* ---- the table -------------------------------------------------------------------------------- */

static const FacImportField fields[] = {
  { "description", "description", N_("Description"),
    "descripcion|producto|nombre|articulo|concepto|servicio|producto o servicio|"
    "nombre del producto|nombre del articulo|nombre producto|nombre articulo|"
    "descripcion del producto|descripcion del articulo|descripcion producto|"
    "description|product|item|name",
    fac_import_read_own, fac_import_write_own, OWN (description) },
  { "sku", "sku", N_("SKU"),
    "sku|codigo|clave|clave interna|codigo interno|no identificacion|numero de identificacion|"
    "clave producto|codigo producto|code|item code",
    fac_import_read_own, fac_import_write_own, OWN (sku) },
  { "barcode", "barcode", N_("Barcode"),
    "codigo de barras|codigo barras|ean|upc|gtin|barcode|bar code",
    fac_import_read_own, fac_import_write_own, OWN (barcode) },
  { "product_key", "product_key", N_("SAT Key"),
    "clave sat|clave prod serv|claveprodserv|clave producto servicio|clave producto sat|codigo sat|"
    "clave del sat|clave producto o servicio|sat key|product key|sat code",
    read_product_key, fac_import_write_own, OWN (product_key) },
  { "unit_key", "unit_key", N_("SAT Unit"),
    "clave unidad|claveunidad|unidad sat|clave unidad sat|unidad de medida|unidad medida|unidad|"
    "sat unit|unit key|unit|uom",
    fac_import_read_key, fac_import_write_own, OWN (unit_key), FAC_CATALOG_UNITS },
  { "unit_name", "unit_name", N_("Unit Name"),
    "nombre unidad|nombre de la unidad|unit name",
    fac_import_read_own, fac_import_write_own, OWN (unit_name) },
  { "price", "price", N_("Unit Price"),
    "precio|precio unitario|valor unitario|precio venta|precio de venta|importe|costo|p unitario|"
    "precio publico|precio al publico|precio de lista|"
    "price|unit price|amount", read_price, write_price, 0, NULL, TRUE },
  { "tax_included", "tax_included", N_("Price Includes Taxes"),
    "precio incluye impuestos|impuestos incluidos|iva incluido|incluye iva|precio con iva|"
    "tax included|taxes included|price includes tax", read_tax_included, write_tax_included },
  { "taxability", "taxability", N_("Subject to Tax"),
    "objeto imp|objetoimp|objeto de impuesto|objeto impuesto|objeto de impuestos|taxability|"
    "tax object",
    read_taxability, fac_import_write_own, OWN (taxability), FAC_CATALOG_TAXABILITY },
  { "taxes", "taxes", N_("Taxes"),
    "impuestos|impuesto|taxes|tax", read_taxes, write_taxes },
  { "iva", "taxes", N_("IVA"),
    "iva|tasa iva|iva tasa|iva %|porcentaje iva|iva trasladado|tasa de iva|vat|vat rate", read_iva },
  { "ieps", "taxes", N_("IEPS"),
    "ieps|tasa ieps|ieps tasa|tasa de ieps|ieps trasladado", read_ieps },
  { "iva_withheld", "taxes", N_("IVA Withheld"),
    "iva retenido|ret iva|retencion iva|retencion de iva|iva ret|vat withheld", read_iva_withheld },
  { "isr_withheld", "taxes", N_("ISR Withheld"),
    "isr|isr retenido|ret isr|retencion isr|retencion de isr|isr ret|isr withheld",
    read_isr_withheld },
  { "local_taxes", "local_taxes", N_("Local Taxes"),
    "impuestos locales|impuesto local|ish|local taxes|local tax", read_local_taxes,
    write_local_taxes },
};

const FacImportField *
fac_import_product_fields (guint *n)
{
  *n = G_N_ELEMENTS (fields);
  return fields;
}
