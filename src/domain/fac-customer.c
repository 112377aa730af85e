/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer.h"

#include "fac-email.h"
#include "fac-fields.h"
#include "fac-ids.h"
#include "fac-tax-id.h"
#include "fac-text.h"

G_DEFINE_BOXED_TYPE (FacCustomer, fac_customer, fac_customer_ref, fac_customer_unref)

static const FacField fields[] = {
  FAC_FIELD (FacCustomer, id, STRING, FALSE),
  FAC_FIELD (FacCustomer, remote_id, STRING, FALSE),
  FAC_FIELD (FacCustomer, legal_name, STRING, TRUE),
  FAC_FIELD (FacCustomer, tax_id, STRING, TRUE),
  FAC_FIELD (FacCustomer, tax_system, STRING, TRUE),
  FAC_FIELD (FacCustomer, email, STRING, TRUE),
  FAC_FIELD (FacCustomer, phone, STRING, TRUE),
  FAC_FIELD (FacCustomer, default_invoice_use, STRING, TRUE),
  FAC_FIELD (FacCustomer, notes, STRING, TRUE),
  FAC_FIELD (FacCustomer, other_emails, STRING, TRUE),
  FAC_FIELD (FacCustomer, sat_validated_at, INT64, FALSE),
  FAC_FIELD (FacCustomer, created_at, INT64, FALSE),
  FAC_FIELD (FacCustomer, updated_at, INT64, FALSE),
};

static void
clear (gpointer data)
{
  FacCustomer *self = data;

  fac_fields_clear (fields, G_N_ELEMENTS (fields), self);
  g_clear_pointer (&self->address, fac_address_free);
}

static void
read_other (gpointer object, const char *name, GVariant *value)
{
  FacCustomer *self = object;

  if (g_str_equal (name, "address"))
    {
      g_clear_pointer (&self->address, fac_address_free);
      self->address = fac_address_from_variant (value);
    }
}

FacCustomer *
fac_customer_new (void)
{
  FacCustomer *self = g_atomic_rc_box_new0 (FacCustomer);

  self->id = fac_id_new ();
  self->address = fac_address_new ();
  return self;
}

FacCustomer *
fac_customer_ref (FacCustomer *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_customer_unref (FacCustomer *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

FacCustomer *
fac_customer_copy (const FacCustomer *self)
{
  FacCustomer *copy = g_atomic_rc_box_new0 (FacCustomer);

  fac_fields_copy (fields, G_N_ELEMENTS (fields), self, copy);
  copy->address = fac_address_copy (self->address);
  copy->balance = self->balance;
  copy->last_invoice_at = self->last_invoice_at;
  return copy;
}

gboolean
fac_customer_equal_content (const FacCustomer *a, const FacCustomer *b)
{
  return fac_fields_equal (fields, G_N_ELEMENTS (fields), a, b)
         && fac_address_equal (a->address, b->address);
}

GVariant *
fac_customer_to_variant (const FacCustomer *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (fields, G_N_ELEMENTS (fields), self, &builder);
  fac_fields_add (&builder, "address", fac_address_to_variant (self->address));
  return g_variant_builder_end (&builder);
}

FacCustomer *
fac_customer_from_variant (GVariant *variant)
{
  g_autoptr(GVariant) own = g_variant_ref_sink (variant);
  g_autoptr(FacCustomer) self = g_atomic_rc_box_new0 (FacCustomer);

  if (!fac_fields_read (fields, G_N_ELEMENTS (fields), self, own, read_other))
    return NULL;
  if (self->address == NULL)
    self->address = fac_address_new ();
  if (self->id == NULL)
    self->id = fac_id_new ();
  return g_steal_pointer (&self);
}

gboolean
fac_customer_is_public (const FacCustomer *self)
{
  return g_strcmp0 (self->tax_id, FAC_RFC_PUBLIC) == 0;
}

gboolean
fac_customer_is_incomplete (const FacCustomer *self)
{
  if (fac_text_is_empty (self->legal_name) || fac_address_is_foreign (self->address))
    return FALSE;
  return fac_text_is_empty (self->address->zip) || fac_text_is_empty (self->tax_id)
         || fac_text_is_empty (self->tax_system);
}

char *
fac_customer_dup_emails (const FacCustomer *self)
{
  g_autofree char *both = g_strjoin (", ", self->email != NULL ? self->email : "",
                                     self->other_emails != NULL ? self->other_emails : "", NULL);
  g_auto (GStrv) addresses = fac_email_split (both);

  return g_strjoinv (", ", addresses);
}

void
fac_customer_set_emails (FacCustomer *self, const char *text)
{
  g_auto (GStrv) addresses = fac_email_split (text);
  g_autofree char *others = addresses[0] != NULL ? g_strjoinv (", ", addresses + 1) : NULL;

  fac_set_string (&self->email, addresses[0]);
  fac_set_string (&self->other_emails, fac_text_is_empty (others) ? NULL : others);
}
