/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-mapping.h"

#include "fac-text.h"

#include <string.h>

static void
write_tax (FacJsonWriter *json, const FacTax *tax)
{
  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_string (json, "type", fac_tax_kind_to_api (tax->kind));
  fac_json_writer_decimal (json, "rate", tax->rate);
  fac_json_writer_string (json, "factor", fac_tax_factor_to_text (tax->factor));
  fac_json_writer_boolean (json, "withholding", tax->withholding);
  if (tax->has_base)
    fac_json_writer_decimal (json, "base", tax->base);
  if (tax->kind == FAC_TAX_IEPS)
    fac_json_writer_string (json, "ieps_mode", fac_ieps_mode_to_api (tax->ieps_mode));
  fac_json_writer_end_object (json);
}

static void
write_local_tax (FacJsonWriter *json, const FacLocalTax *tax)
{
  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_string (json, "type", tax->name);
  fac_json_writer_decimal (json, "rate", tax->rate);
  fac_json_writer_boolean (json, "withholding", tax->withholding);
  if (tax->has_base)
    fac_json_writer_decimal (json, "base", tax->base);
  fac_json_writer_end_object (json);
}

void
fac_facturapi_write_product (FacJsonWriter    *json,
                             const char       *name,
                             const FacProduct *product,
                             gboolean          update)
{
  fac_json_writer_begin_object (json, name);
  fac_facturapi_put (json, "description", product->description, FALSE);
  fac_facturapi_put (json, "product_key", product->product_key, FALSE);
  fac_json_writer_decimal (json, "price", product->price);
  fac_json_writer_boolean (json, "tax_included", product->tax_included);
  fac_facturapi_put (json, "taxability", product->taxability, FALSE);
  fac_json_writer_begin_array (json, "taxes");
  for (guint i = 0; i < product->taxes->len; i++)
    write_tax (json, &g_array_index (product->taxes, FacTax, i));
  fac_json_writer_end_array (json);
  fac_json_writer_begin_array (json, "local_taxes");
  for (guint i = 0; i < product->local_taxes->len; i++)
    write_local_tax (json, &g_array_index (product->local_taxes, FacLocalTax, i));
  fac_json_writer_end_array (json);
  fac_facturapi_put (json, "unit_key", product->unit_key, FALSE);
  fac_facturapi_put (json, "unit_name", product->unit_name, update);
  fac_facturapi_put (json, "sku", product->sku, update);
  fac_json_writer_end_object (json);
}

static gboolean
read_tax (FacJsonValue value, FacTax *tax)
{
  const char *kind = fac_json_string (fac_json_get (value, "type"));
  const char *factor = fac_json_string (fac_json_get (value, "factor"));
  const char *mode = fac_json_string (fac_json_get (value, "ieps_mode"));

  *tax = (FacTax) { .kind = FAC_TAX_IVA, .factor = FAC_TAX_TASA };
  if (kind != NULL && !fac_tax_kind_from_api (kind, &tax->kind))
    return FALSE;
  if (factor != NULL && !fac_tax_factor_from_text (factor, &tax->factor))
    return FALSE;
  if (mode != NULL && !fac_ieps_mode_from_api (mode, &tax->ieps_mode))
    tax->ieps_mode = FAC_IEPS_SUM_BEFORE_TAXES;
  tax->withholding = fac_json_boolean (fac_json_get (value, "withholding"), FALSE);
  fac_json_decimal (fac_json_get (value, "rate"), &tax->rate);
  tax->has_base = fac_json_decimal (fac_json_get (value, "base"), &tax->base);
  return TRUE;
}

static void
read_local_tax (FacJsonValue value, FacLocalTax *tax)
{
  const char *name = fac_json_string (fac_json_get (value, "type"));
  const char *end;

  *tax = (FacLocalTax) { .withholding = FALSE };
  if (name != NULL)
    g_strlcpy (tax->name, name, sizeof tax->name);
  /* The cut may go through a character. */
  if (!g_utf8_validate (tax->name, -1, &end))
    tax->name[end - tax->name] = '\0';
  tax->withholding = fac_json_boolean (fac_json_get (value, "withholding"), FALSE);
  fac_json_decimal (fac_json_get (value, "rate"), &tax->rate);
  tax->has_base = fac_json_decimal (fac_json_get (value, "base"), &tax->base);
}

/* Absent taxes mean IVA 16 % where the product is taxed, none elsewhere (API §4.3). */
static void
read_taxes (FacJsonValue value, FacProduct *product)
{
  FacJsonValue taxes = fac_json_get (value, "taxes");
  FacJsonValue local_taxes = fac_json_get (value, "local_taxes");
  gboolean given = fac_json_kind (taxes) == FAC_JSON_ARRAY;

  g_array_set_size (product->taxes, 0);
  g_array_set_size (product->local_taxes, 0);
  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      FacTax tax;

      if (read_tax (fac_json_at (taxes, i), &tax))
        g_array_append_val (product->taxes, tax);
    }
  for (guint i = 0; i < fac_json_length (local_taxes); i++)
    {
      FacLocalTax tax;

      read_local_tax (fac_json_at (local_taxes, i), &tax);
      g_array_append_val (product->local_taxes, tax);
    }
  if (product->taxability == NULL)
    product->taxability = g_strdup (given && product->taxes->len == 0 ? "01" : "02");
  if (!given && strcmp (product->taxability, "02") == 0)
    {
      FacTax iva = fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.16");

      g_array_append_val (product->taxes, iva);
    }
}

FacProduct *
fac_facturapi_read_product (FacJsonValue value)
{
  FacProduct *product = fac_product_new ();

  fac_set_string (&product->id, "");
  fac_facturapi_take (&product->remote_id, value, "id");
  fac_facturapi_take (&product->description, value, "description");
  fac_facturapi_take (&product->product_key, value, "product_key");
  fac_facturapi_take (&product->unit_key, value, "unit_key");
  fac_facturapi_take (&product->unit_name, value, "unit_name");
  fac_facturapi_take (&product->sku, value, "sku");
  fac_facturapi_take (&product->taxability, value, "taxability");
  fac_facturapi_take_amount (&product->price, value, "price");
  product->tax_included = fac_json_boolean (fac_json_get (value, "tax_included"), TRUE);
  read_taxes (value, product);
  product->created_at = fac_json_time (fac_json_get (value, "created_at"));
  product->updated_at = fac_json_time (fac_json_get (value, "updated_at"));
  return product;
}
