/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product.h"

#include "fac-fields.h"
#include "fac-ids.h"
#include "fac-product-price.h"

G_DEFINE_BOXED_TYPE (FacProduct, fac_product, fac_product_ref, fac_product_unref)

static const FacField fields[] = {
  FAC_FIELD (FacProduct, id, STRING, FALSE),
  FAC_FIELD (FacProduct, remote_id, STRING, FALSE),
  FAC_FIELD (FacProduct, description, STRING, TRUE),
  FAC_FIELD (FacProduct, product_key, STRING, TRUE),
  FAC_FIELD (FacProduct, unit_key, STRING, TRUE),
  FAC_FIELD (FacProduct, unit_name, STRING, TRUE),
  FAC_FIELD (FacProduct, sku, STRING, TRUE),
  FAC_FIELD (FacProduct, barcode, STRING, TRUE),
  FAC_FIELD (FacProduct, price, DECIMAL, TRUE),
  FAC_FIELD (FacProduct, tax_included, BOOLEAN, TRUE),
  FAC_FIELD (FacProduct, taxability, STRING, TRUE),
  FAC_FIELD (FacProduct, created_at, INT64, FALSE),
  FAC_FIELD (FacProduct, updated_at, INT64, FALSE),
  FAC_FIELD (FacProduct, unread, STRV, FALSE),
};

static void
clear (gpointer data)
{
  FacProduct *self = data;

  fac_fields_clear (fields, G_N_ELEMENTS (fields), self);
  g_clear_pointer (&self->taxes, g_array_unref);
  g_clear_pointer (&self->local_taxes, g_array_unref);
}

static FacProduct *
new_empty (void)
{
  FacProduct *self = g_atomic_rc_box_new0 (FacProduct);

  self->taxes = g_array_new (FALSE, TRUE, sizeof (FacTax));
  self->local_taxes = g_array_new (FALSE, TRUE, sizeof (FacLocalTax));
  return self;
}

static void
read_taxes (FacProduct *self, GVariant *list)
{
  gsize n = g_variant_is_of_type (list, G_VARIANT_TYPE ("aa{sv}"))
            ? g_variant_n_children (list) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) item = g_variant_get_child_value (list, i);
      FacTax tax;

      if (fac_tax_from_variant (item, &tax))
        g_array_append_val (self->taxes, tax);
    }
}

static void
read_local_taxes (FacProduct *self, GVariant *list)
{
  gsize n = g_variant_is_of_type (list, G_VARIANT_TYPE ("aa{sv}"))
            ? g_variant_n_children (list) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) item = g_variant_get_child_value (list, i);
      FacLocalTax tax;

      if (fac_local_tax_from_variant (item, &tax))
        g_array_append_val (self->local_taxes, tax);
    }
}

static void
read_other (gpointer object, const char *name, GVariant *value)
{
  if (g_str_equal (name, "taxes"))
    read_taxes (object, value);
  else if (g_str_equal (name, "local_taxes"))
    read_local_taxes (object, value);
}

static GVariant *
taxes_to_variant (const FacProduct *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < self->taxes->len; i++)
    g_variant_builder_add_value (&builder,
                                 fac_tax_to_variant (&g_array_index (self->taxes, FacTax, i)));
  return g_variant_builder_end (&builder);
}

static GVariant *
local_taxes_to_variant (const FacProduct *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < self->local_taxes->len; i++)
    g_variant_builder_add_value (&builder, fac_local_tax_to_variant (
                                             &g_array_index (self->local_taxes, FacLocalTax, i)));
  return g_variant_builder_end (&builder);
}

FacProduct *
fac_product_new (void)
{
  FacProduct *self = new_empty ();
  FacTax iva = fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.16");

  self->id = fac_id_new ();
  self->unit_key = g_strdup ("H87");
  self->unit_name = g_strdup ("Pieza");
  self->taxability = g_strdup ("02");
  g_array_append_val (self->taxes, iva);
  return self;
}

FacProduct *
fac_product_ref (FacProduct *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_product_unref (FacProduct *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

FacProduct *
fac_product_copy (const FacProduct *self)
{
  FacProduct *copy = new_empty ();

  fac_fields_copy (fields, G_N_ELEMENTS (fields), self, copy);
  if (self->taxes->len > 0)
    g_array_append_vals (copy->taxes, self->taxes->data, self->taxes->len);
  if (self->local_taxes->len > 0)
    g_array_append_vals (copy->local_taxes, self->local_taxes->data, self->local_taxes->len);
  return copy;
}

gboolean
fac_product_equal_content (const FacProduct *a, const FacProduct *b)
{
  if (!fac_fields_equal (fields, G_N_ELEMENTS (fields), a, b)
      || a->taxes->len != b->taxes->len || a->local_taxes->len != b->local_taxes->len)
    return FALSE;
  for (guint i = 0; i < a->taxes->len; i++)
    if (!fac_tax_equal (&g_array_index (a->taxes, FacTax, i), &g_array_index (b->taxes, FacTax, i)))
      return FALSE;
  for (guint i = 0; i < a->local_taxes->len; i++)
    if (!fac_local_tax_equal (&g_array_index (a->local_taxes, FacLocalTax, i),
                              &g_array_index (b->local_taxes, FacLocalTax, i)))
      return FALSE;
  return TRUE;
}

GVariant *
fac_product_to_variant (const FacProduct *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (fields, G_N_ELEMENTS (fields), self, &builder);
  if (self->taxes->len > 0)
    fac_fields_add (&builder, "taxes", taxes_to_variant (self));
  if (self->local_taxes->len > 0)
    fac_fields_add (&builder, "local_taxes", local_taxes_to_variant (self));
  return g_variant_builder_end (&builder);
}

FacProduct *
fac_product_from_variant (GVariant *variant)
{
  g_autoptr(GVariant) own = g_variant_ref_sink (variant);
  g_autoptr(FacProduct) self = new_empty ();

  if (!fac_fields_read (fields, G_N_ELEMENTS (fields), self, own, read_other))
    return NULL;
  if (self->id == NULL)
    self->id = fac_id_new ();
  return g_steal_pointer (&self);
}

gboolean
fac_product_round_price (FacProduct *self)
{
  const FacDecimal price = fac_decimal_trim (self->price, 0);

  if (price.overflow || price.scale <= FAC_LINE_DECIMALS)
    return FALSE;
  self->price = fac_decimal_at_most (price, FAC_LINE_DECIMALS);
  return TRUE;
}
