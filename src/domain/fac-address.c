/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-address.h"

#include "fac-fields.h"
#include "fac-text.h"

G_DEFINE_BOXED_TYPE (FacAddress, fac_address, fac_address_copy, fac_address_free)

#define HOME "MEX"

static const FacField fields[] = {
  FAC_FIELD (FacAddress, street, STRING, TRUE),
  FAC_FIELD (FacAddress, exterior, STRING, TRUE),
  FAC_FIELD (FacAddress, interior, STRING, TRUE),
  FAC_FIELD (FacAddress, neighborhood, STRING, TRUE),
  FAC_FIELD (FacAddress, city, STRING, TRUE),
  FAC_FIELD (FacAddress, municipality, STRING, TRUE),
  FAC_FIELD (FacAddress, zip, STRING, TRUE),
  FAC_FIELD (FacAddress, state, STRING, TRUE),
  FAC_FIELD (FacAddress, country, STRING, TRUE),
};

static void
append_part (GString *text, const char *separator, const char *part)
{
  if (fac_text_is_empty (part))
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

FacAddress *
fac_address_new (void)
{
  return g_new0 (FacAddress, 1);
}

FacAddress *
fac_address_copy (const FacAddress *self)
{
  FacAddress *copy;

  if (self == NULL)
    return NULL;
  copy = fac_address_new ();
  fac_fields_copy (fields, G_N_ELEMENTS (fields), self, copy);
  return copy;
}

void
fac_address_free (FacAddress *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (fields, G_N_ELEMENTS (fields), self);
  g_free (self);
}

/* MEX said or left out is the same, and no edit of anybody. The members are borrowed. */
static FacAddress
without_home (const FacAddress *self)
{
  FacAddress address = *self;

  if (g_strcmp0 (address.country, HOME) == 0)
    address.country = NULL;
  return address;
}

gboolean
fac_address_equal (const FacAddress *a, const FacAddress *b)
{
  const FacAddress nothing = { NULL };
  const FacAddress first = without_home (a != NULL ? a : &nothing);
  const FacAddress second = without_home (b != NULL ? b : &nothing);

  return fac_fields_equal (fields, G_N_ELEMENTS (fields), &first, &second);
}

GVariant *
fac_address_to_variant (const FacAddress *self)
{
  const FacAddress address = without_home (self);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (fields, G_N_ELEMENTS (fields), &address, &builder);
  return g_variant_builder_end (&builder);
}

FacAddress *
fac_address_from_variant (GVariant *variant)
{
  g_autoptr(GVariant) own = g_variant_ref_sink (variant);
  g_autoptr(FacAddress) self = fac_address_new ();

  if (!fac_fields_read (fields, G_N_ELEMENTS (fields), self, own, NULL))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
fac_address_is_foreign (const FacAddress *self)
{
  return self != NULL && !fac_text_is_empty (self->country) && !g_str_equal (self->country, HOME);
}

char *
fac_address_format (const FacAddress *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) place = g_string_new (NULL);

  append_part (text, "", self->street);
  append_part (text, " ", self->exterior);
  append_part (text, " int. ", self->interior);
  append_part (text, ", ", self->neighborhood);
  append_part (place, "", self->zip);
  append_part (place, " ", !fac_text_is_empty (self->city) ? self->city : self->municipality);
  append_part (text, ", ", place->str);
  append_part (text, ", ", self->state);
  if (fac_address_is_foreign (self))
    append_part (text, ", ", self->country);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
