/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-line.h"

#include "fac-fields.h"
#include "fac-invoice-totals.h"

#define PRICE_DECIMALS 6

static const FacField third_party_fields[] = {
  FAC_FIELD (FacThirdParty, legal_name, STRING, TRUE),
  FAC_FIELD (FacThirdParty, tax_id, STRING, TRUE),
  FAC_FIELD (FacThirdParty, tax_system, STRING, TRUE),
  FAC_FIELD (FacThirdParty, zip, STRING, TRUE),
};

static const FacField part_fields[] = {
  FAC_FIELD (FacPart, description, STRING, TRUE),
  FAC_FIELD (FacPart, product_key, STRING, TRUE),
  FAC_FIELD (FacPart, sku, STRING, TRUE),
  FAC_FIELD (FacPart, unit_name, STRING, TRUE),
  FAC_FIELD (FacPart, quantity, DECIMAL, TRUE),
  FAC_FIELD (FacPart, unit_price, DECIMAL, TRUE),
  FAC_FIELD (FacPart, has_unit_price, BOOLEAN, TRUE),
  FAC_FIELD (FacPart, customs_keys, STRV, TRUE),
};

static const FacField line_fields[] = {
  FAC_FIELD (FacInvoiceLine, from_catalog, BOOLEAN, FALSE),
  FAC_FIELD (FacInvoiceLine, quantity, DECIMAL, TRUE),
  FAC_FIELD (FacInvoiceLine, discount, DECIMAL, TRUE),
  FAC_FIELD (FacInvoiceLine, has_discount_percent, BOOLEAN, TRUE),
  FAC_FIELD (FacInvoiceLine, discount_percent, DECIMAL, TRUE),
  FAC_FIELD (FacInvoiceLine, customs_keys, STRV, TRUE),
  FAC_FIELD (FacInvoiceLine, property_tax_account, STRV, TRUE),
  FAC_FIELD (FacInvoiceLine, complement, STRING, TRUE),
  FAC_FIELD (FacInvoiceLine, complement_data, STRV, TRUE),
};

FacThirdParty *
fac_third_party_new (void)
{
  return g_new0 (FacThirdParty, 1);
}

FacThirdParty *
fac_third_party_copy (const FacThirdParty *self)
{
  FacThirdParty *copy = fac_third_party_new ();

  fac_fields_copy (third_party_fields, G_N_ELEMENTS (third_party_fields), self, copy);
  return copy;
}

void
fac_third_party_free (FacThirdParty *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (third_party_fields, G_N_ELEMENTS (third_party_fields), self);
  g_free (self);
}

FacPart *
fac_part_new (void)
{
  FacPart *self = g_new0 (FacPart, 1);

  self->quantity = fac_decimal_from_int (1);
  return self;
}

FacPart *
fac_part_copy (const FacPart *self)
{
  FacPart *copy = fac_part_new ();

  fac_fields_copy (part_fields, G_N_ELEMENTS (part_fields), self, copy);
  return copy;
}

void
fac_part_free (FacPart *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (part_fields, G_N_ELEMENTS (part_fields), self);
  g_free (self);
}

GPtrArray *
fac_parts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_part_free);
}

static GPtrArray *
copy_parts (const GPtrArray *parts)
{
  GPtrArray *copy = fac_parts_new ();

  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (copy, fac_part_copy (g_ptr_array_index (parts, i)));
  return copy;
}

static gboolean
parts_equal (const GPtrArray *a, const GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!fac_fields_equal (part_fields, G_N_ELEMENTS (part_fields),
                           g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
third_party_equal (const FacThirdParty *a, const FacThirdParty *b)
{
  const FacThirdParty nobody = { NULL };

  return fac_fields_equal (third_party_fields, G_N_ELEMENTS (third_party_fields),
                           a != NULL ? a : &nobody, b != NULL ? b : &nobody);
}

static void
read_parts (FacInvoiceLine *self, GVariant *list)
{
  gsize n = g_variant_is_of_type (list, G_VARIANT_TYPE ("aa{sv}"))
            ? g_variant_n_children (list) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) item = g_variant_get_child_value (list, i);
      FacPart *part = g_new0 (FacPart, 1);

      if (self->parts == NULL)
        self->parts = fac_parts_new ();
      fac_fields_read (part_fields, G_N_ELEMENTS (part_fields), part, item, NULL);
      g_ptr_array_add (self->parts, part);
    }
}

static void
read_other (gpointer object, const char *name, GVariant *value)
{
  FacInvoiceLine *self = object;

  if (g_str_equal (name, "product"))
    {
      g_clear_pointer (&self->product, fac_product_unref);
      self->product = fac_product_from_variant (value);
    }
  else if (g_str_equal (name, "parts"))
    read_parts (self, value);
  else if (g_str_equal (name, "third_party"))
    {
      g_clear_pointer (&self->third_party, fac_third_party_free);
      self->third_party = fac_third_party_new ();
      fac_fields_read (third_party_fields, G_N_ELEMENTS (third_party_fields), self->third_party,
                       value, NULL);
    }
}

static GVariant *
parts_to_variant (const GPtrArray *parts)
{
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < parts->len; i++)
    {
      GVariantBuilder item;

      g_variant_builder_init (&item, G_VARIANT_TYPE_VARDICT);
      fac_fields_write (part_fields, G_N_ELEMENTS (part_fields), g_ptr_array_index (parts, i),
                        &item);
      g_variant_builder_add_value (&list, g_variant_builder_end (&item));
    }
  return g_variant_builder_end (&list);
}

static GVariant *
third_party_to_variant (const FacThirdParty *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (third_party_fields, G_N_ELEMENTS (third_party_fields), self, &builder);
  return g_variant_builder_end (&builder);
}

FacInvoiceLine *
fac_invoice_line_new (const FacProduct *product)
{
  FacInvoiceLine *self = g_new0 (FacInvoiceLine, 1);

  self->product = fac_product_copy (product);
  self->quantity = fac_decimal_from_int (1);
  return self;
}

FacInvoiceLine *
fac_invoice_line_copy (const FacInvoiceLine *self)
{
  FacInvoiceLine *copy = g_new0 (FacInvoiceLine, 1);

  fac_fields_copy (line_fields, G_N_ELEMENTS (line_fields), self, copy);
  copy->product = fac_product_copy (self->product);
  if (self->parts != NULL)
    copy->parts = copy_parts (self->parts);
  if (self->third_party != NULL)
    copy->third_party = fac_third_party_copy (self->third_party);
  return copy;
}

void
fac_invoice_line_free (FacInvoiceLine *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (line_fields, G_N_ELEMENTS (line_fields), self);
  g_clear_pointer (&self->product, fac_product_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->third_party, fac_third_party_free);
  g_free (self);
}

gboolean
fac_invoice_line_equal (const FacInvoiceLine *a, const FacInvoiceLine *b)
{
  return fac_fields_equal (line_fields, G_N_ELEMENTS (line_fields), a, b)
         && fac_product_equal_content (a->product, b->product)
         && parts_equal (a->parts, b->parts) && third_party_equal (a->third_party, b->third_party);
}

GVariant *
fac_invoice_line_to_variant (const FacInvoiceLine *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_add (&builder, "product", fac_product_to_variant (self->product));
  fac_fields_write (line_fields, G_N_ELEMENTS (line_fields), self, &builder);
  if (self->parts != NULL && self->parts->len > 0)
    fac_fields_add (&builder, "parts", parts_to_variant (self->parts));
  if (self->third_party != NULL)
    fac_fields_add (&builder, "third_party", third_party_to_variant (self->third_party));
  return g_variant_builder_end (&builder);
}

FacInvoiceLine *
fac_invoice_line_from_variant (GVariant *variant)
{
  g_autoptr(GVariant) own = g_variant_ref_sink (variant);
  g_autoptr(FacInvoiceLine) self = g_new0 (FacInvoiceLine, 1);

  if (!fac_fields_read (line_fields, G_N_ELEMENTS (line_fields), self, own, read_other))
    return NULL;
  if (self->product == NULL)
    self->product = fac_product_new ();
  return g_steal_pointer (&self);
}

void
fac_invoice_line_set_product (FacInvoiceLine *self, const FacProduct *product)
{
  FacProduct *snapshot = fac_product_copy (product);

  fac_product_unref (self->product);
  self->product = snapshot;
}

void
fac_invoice_line_apply_percent (FacInvoiceLine *self)
{
  FacDecimal base, share;

  if (!self->has_discount_percent)
    return;
  base = fac_decimal_mul (self->quantity, fac_product_price_without_tax (self->product),
                          PRICE_DECIMALS, FAC_ROUND_HALF_UP);
  share = fac_decimal_div (self->discount_percent, fac_decimal_from_int (100), 8,
                           FAC_ROUND_HALF_UP);
  self->discount = fac_decimal_mul (base, share, 2, FAC_ROUND_HALF_UP);
}
