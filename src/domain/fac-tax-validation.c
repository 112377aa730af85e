/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax-validation.h"

#include "fac-fields.h"
#include "fac-text.h"
#include "fac-variant.h"

#include <string.h>

static const FacField fields[] = {
  FAC_FIELD (FacTaxValidation, at, INT64, TRUE),
  FAC_FIELD (FacTaxValidation, valid, BOOLEAN, TRUE),
  FAC_FIELD (FacTaxValidation, tax_id, STRING, TRUE),
  FAC_FIELD (FacTaxValidation, legal_name, STRING, TRUE),
  FAC_FIELD (FacTaxValidation, tax_system, STRING, TRUE),
  FAC_FIELD (FacTaxValidation, zip, STRING, TRUE),
};

static const FacField fault_fields[] = {
  FAC_FIELD (FacTaxFault, path, STRING, TRUE),
  FAC_FIELD (FacTaxFault, code, STRING, TRUE),
  FAC_FIELD (FacTaxFault, message, STRING, TRUE),
};

static void
fault_free (gpointer data)
{
  fac_fields_clear (fault_fields, G_N_ELEMENTS (fault_fields), data);
  g_free (data);
}

FacTaxValidation *
fac_tax_validation_new (void)
{
  FacTaxValidation *self = g_atomic_rc_box_new0 (FacTaxValidation);

  self->faults = g_ptr_array_new_with_free_func (fault_free);
  return self;
}

FacTaxValidation *
fac_tax_validation_ref (FacTaxValidation *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  FacTaxValidation *self = data;

  fac_fields_clear (fields, G_N_ELEMENTS (fields), self);
  g_ptr_array_unref (self->faults);
}

void
fac_tax_validation_unref (FacTaxValidation *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

void
fac_tax_validation_add (FacTaxValidation *self, const char *path, const char *code,
                        const char *message)
{
  FacTaxFault *fault = g_new0 (FacTaxFault, 1);

  if (path != NULL && g_str_has_prefix (path, "customer."))
    path += strlen ("customer.");
  if (g_strcmp0 (path, "zip") == 0)
    path = "address.zip";
  fault->path = g_strdup (path != NULL ? path : "");
  fault->code = g_strdup (code);
  fault->message = g_strdup (message);
  g_ptr_array_add (self->faults, fault);
}

void
fac_tax_validation_about (FacTaxValidation *self, const FacCustomer *customer)
{
  fac_set_string (&self->tax_id, customer->tax_id);
  fac_set_string (&self->legal_name, customer->legal_name);
  fac_set_string (&self->tax_system, customer->tax_system);
  fac_set_string (&self->zip, customer->address->zip);
}

static gboolean
same (const char *a, const char *b)
{
  return g_str_equal (a != NULL ? a : "", b != NULL ? b : "");
}

gboolean
fac_tax_validation_fits (const FacTaxValidation *self, const FacCustomer *customer)
{
  return same (self->tax_id, customer->tax_id) && same (self->legal_name, customer->legal_name)
         && same (self->tax_system, customer->tax_system)
         && same (self->zip, customer->address->zip);
}

gboolean
fac_tax_validation_stands (const FacTaxValidation *self, const FacTaxFault *fault,
                           const FacCustomer *customer)
{
  /* another RFC is another taxpayer: nothing that was said is about it */
  if (!same (self->tax_id, customer->tax_id))
    return FALSE;
  if (g_str_equal (fault->path, "legal_name"))
    return same (self->legal_name, customer->legal_name);
  if (g_str_equal (fault->path, "tax_system"))
    return same (self->tax_system, customer->tax_system);
  if (g_str_equal (fault->path, "address.zip"))
    return same (self->zip, customer->address->zip);
  return fac_tax_validation_fits (self, customer);
}

/* ---- bytes ---------------------------------------------------------------------------------- */

static GVariant *
fault_to_variant (const FacTaxFault *fault)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (fault_fields, G_N_ELEMENTS (fault_fields), fault, &builder);
  return g_variant_builder_end (&builder);
}

GBytes *
fac_tax_validation_to_bytes (const FacTaxValidation *self)
{
  GVariantBuilder builder;
  GVariantBuilder faults;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (fields, G_N_ELEMENTS (fields), self, &builder);
  g_variant_builder_init (&faults, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < self->faults->len; i++)
    g_variant_builder_add_value (&faults, fault_to_variant (self->faults->pdata[i]));
  fac_fields_add (&builder, "faults", g_variant_builder_end (&faults));
  return fac_variant_to_bytes (g_variant_builder_end (&builder));
}

static void
read_faults (gpointer object, const char *name, GVariant *value)
{
  FacTaxValidation *self = object;

  if (!g_str_equal (name, "faults") || !g_variant_is_of_type (value, G_VARIANT_TYPE ("aa{sv}")))
    return;
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);
      FacTaxFault *fault = g_new0 (FacTaxFault, 1);

      fac_fields_read (fault_fields, G_N_ELEMENTS (fault_fields), fault, child, NULL);
      if (fault->path == NULL)
        fault->path = g_strdup ("");
      g_ptr_array_add (self->faults, fault);
    }
}

FacTaxValidation *
fac_tax_validation_from_bytes (GBytes *bytes)
{
  g_autoptr (GVariant) variant = fac_variant_from_bytes (bytes);
  g_autoptr (FacTaxValidation) self = fac_tax_validation_new ();

  if (variant == NULL
      || !fac_fields_read (fields, G_N_ELEMENTS (fields), self, variant, read_faults))
    return NULL;
  return g_steal_pointer (&self);
}
