/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-mapping.h"

#include "fac-line-complement.h"
#include "fac-text.h"

#include <string.h>

static void
write_strings (FacJsonWriter *json, const char *name, char **texts)
{
  if (texts == NULL || texts[0] == NULL)
    return;
  fac_json_writer_begin_array (json, name);
  for (char **text = texts; *text != NULL; text++)
    fac_json_writer_string (json, NULL, *text);
  fac_json_writer_end_array (json);
}

static void
write_part (FacJsonWriter *json, const FacPart *part)
{
  fac_json_writer_begin_object (json, NULL);
  fac_facturapi_put (json, "description", part->description, FALSE);
  fac_facturapi_put (json, "product_key", part->product_key, FALSE);
  fac_json_writer_decimal (json, "quantity", part->quantity);
  fac_facturapi_put (json, "sku", part->sku, FALSE);
  fac_facturapi_put (json, "unit_name", part->unit_name, FALSE);
  if (part->has_unit_price)
    fac_json_writer_decimal (json, "unit_price", part->unit_price);
  write_strings (json, "customs_keys", part->customs_keys);
  fac_json_writer_end_object (json);
}

static void
write_third_party (FacJsonWriter *json, const FacThirdParty *party)
{
  fac_json_writer_begin_object (json, "third_party");
  fac_facturapi_put (json, "legal_name", party->legal_name, FALSE);
  fac_facturapi_put (json, "tax_id", party->tax_id, FALSE);
  fac_facturapi_put (json, "tax_system", party->tax_system, FALSE);
  fac_facturapi_put (json, "zip", party->zip, FALSE);
  fac_json_writer_end_object (json);
}

static void
write_complement_data (FacJsonWriter *json, char **data)
{
  fac_json_writer_begin_object (json, "complement");
  for (gsize i = 0; data[i] != NULL; i++)
    {
      const char *value = strchr (data[i], '=');
      g_autofree char *name = value != NULL ? g_strndup (data[i], (gsize) (value - data[i])) : NULL;

      if (name != NULL && value[1] != '\0')
        fac_json_writer_string (json, name, value + 1);
    }
  fac_json_writer_end_object (json);
}

/* XML goes as text, the API's own complements (iedu, hydrocarbons) as the object they are. */
static void
write_complement (FacJsonWriter *json, const char *complement)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (complement, strlen (complement));
  g_autoptr (FacJson) parsed = *complement == '{' ? fac_json_parse (bytes, NULL) : NULL;

  if (parsed != NULL)
    fac_json_writer_raw (json, "complement", complement, strlen (complement));
  else
    fac_json_writer_string (json, "complement", complement);
}

static void
write_moved_product (FacJsonWriter *json, const FacProduct *product)
{
  fac_json_writer_begin_object (json, "product");
  fac_facturapi_put (json, "description", product->description, FALSE);
  fac_facturapi_put (json, "product_key", product->product_key, FALSE);
  fac_facturapi_put (json, "unit_key", product->unit_key, FALSE);
  fac_facturapi_put (json, "unit_name", product->unit_name, FALSE);
  fac_facturapi_put (json, "sku", product->sku, FALSE);
  fac_json_writer_end_object (json);
}

void
fac_facturapi_write_line (FacJsonWriter *json, const FacInvoiceLine *line, FacInvoiceType type)
{
  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_decimal (json, "quantity", line->quantity);
  if (type == FAC_INVOICE_TRASLADO)
    write_moved_product (json, line->product);
  else
    {
      fac_json_writer_decimal (json, "discount", line->discount);
      fac_facturapi_write_product (json, "product", line->product, FALSE);
    }
  if (line->parts != NULL && line->parts->len > 0)
    {
      fac_json_writer_begin_array (json, "parts");
      for (guint i = 0; i < line->parts->len; i++)
        write_part (json, g_ptr_array_index (line->parts, i));
      fac_json_writer_end_array (json);
    }
  write_strings (json, "customs_keys", line->customs_keys);
  if (type == FAC_INVOICE_INGRESO)
    write_strings (json, "property_tax_account", line->property_tax_account);
  if (line->third_party != NULL)
    write_third_party (json, line->third_party);
  if (line->complement_data != NULL)
    write_complement_data (json, line->complement_data);
  else if (!fac_text_is_empty (line->complement))
    write_complement (json, line->complement);
  fac_json_writer_end_object (json);
}

static char **
read_strings (FacJsonValue value)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (fac_json_kind (value) == FAC_JSON_STRING || fac_json_kind (value) == FAC_JSON_NUMBER)
    g_strv_builder_add (texts, fac_json_string (value));
  else if (fac_json_kind (value) == FAC_JSON_ARRAY)
    for (guint i = 0; i < fac_json_length (value); i++)
      {
        const char *text = fac_json_string (fac_json_at (value, i));

        if (text != NULL && *text != '\0')
          g_strv_builder_add (texts, text);
      }
  all = g_strv_builder_end (texts);
  return all[0] != NULL ? g_steal_pointer (&all) : NULL;
}

static FacPart *
read_part (FacJsonValue value)
{
  FacPart *part = fac_part_new ();

  fac_facturapi_take (&part->description, value, "description");
  fac_facturapi_take (&part->product_key, value, "product_key");
  fac_facturapi_take (&part->sku, value, "sku");
  fac_facturapi_take (&part->unit_name, value, "unit_name");
  if (!fac_json_decimal (fac_json_get (value, "quantity"), &part->quantity))
    part->quantity = fac_decimal_from_int (1);
  part->has_unit_price = fac_json_decimal (fac_json_get (value, "unit_price"), &part->unit_price);
  part->customs_keys = read_strings (fac_json_get (value, "customs_keys"));
  return part;
}

/* The document shows one object where it means an array; both are read. */
static GPtrArray *
read_parts (FacJsonValue value)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_part_free);

  if (fac_json_kind (value) == FAC_JSON_OBJECT && fac_json_length (value) > 0)
    g_ptr_array_add (parts, read_part (value));
  else if (fac_json_kind (value) == FAC_JSON_ARRAY)
    for (guint i = 0; i < fac_json_length (value); i++)
      g_ptr_array_add (parts, read_part (fac_json_at (value, i)));
  return parts->len > 0 ? g_steal_pointer (&parts) : NULL;
}

static FacThirdParty *
read_third_party (FacJsonValue value)
{
  FacThirdParty *party;

  if (fac_json_kind (value) != FAC_JSON_OBJECT || fac_json_length (value) == 0)
    return NULL;
  party = fac_third_party_new ();
  fac_facturapi_take (&party->legal_name, value, "legal_name");
  fac_facturapi_take (&party->tax_id, value, "tax_id");
  fac_facturapi_take (&party->tax_system, value, "tax_system");
  fac_facturapi_take (&party->zip, value, "zip");
  return party;
}

/* those that the program has fields for */
static char **
read_complement_data (FacJsonValue value)
{
  static const FacLineComplementKind kinds[] = { FAC_LINE_COMPLEMENT_IEDU,
                                                 FAC_LINE_COMPLEMENT_HYDROCARBONS };

  if (fac_json_kind (value) != FAC_JSON_OBJECT)
    return NULL;
  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      const char *values[8] = { NULL };
      guint found = 0;
      gsize n;
      const FacLineComplementField *fields = fac_line_complement_fields (kinds[kind], &n);

      for (gsize i = 0; i < n; i++)
        {
          values[i] = fac_json_string (fac_json_get (value, fields[i].name));
          found += values[i] != NULL;
        }
      if (found > 0 && found == fac_json_length (value))
        return fac_line_complement_new (kinds[kind], values);
    }
  return NULL;
}

static char *
read_complement (FacJsonValue value)
{
  if (fac_json_kind (value) == FAC_JSON_STRING)
    return g_strdup (fac_json_string (value));
  if (fac_json_kind (value) != FAC_JSON_OBJECT || fac_json_length (value) == 0)
    return NULL;
  return fac_json_dup_text (value);
}

FacInvoiceLine *
fac_facturapi_read_line (FacJsonValue value)
{
  g_autoptr (FacProduct) product = fac_facturapi_read_product (fac_json_get (value, "product"));
  FacInvoiceLine *line = fac_invoice_line_new (product);

  /* Copied from the answer, not chosen from our products: its local id stays empty. */
  fac_set_string (&line->product->id, "");
  line->from_catalog = FALSE;
  if (!fac_facturapi_take_amount (&line->quantity, value, "quantity"))
    line->quantity = fac_decimal_from_int (1);
  fac_facturapi_take_amount (&line->discount, value, "discount");
  line->parts = read_parts (fac_json_get (value, "parts"));
  line->customs_keys = read_strings (fac_json_get (value, "customs_keys"));
  line->property_tax_account = read_strings (fac_json_get (value, "property_tax_account"));
  line->third_party = read_third_party (fac_json_get (value, "third_party"));
  line->complement_data = read_complement_data (fac_json_get (value, "complement"));
  if (line->complement_data == NULL)
    line->complement = read_complement (fac_json_get (value, "complement"));
  return line;
}
