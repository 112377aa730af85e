/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-constancia-field.h"

#include "fac-text.h"

#include <glib/gi18n.h>

#define OF_CUSTOMER(group, title, said, place) \
  { FAC_CONSTANCIA_##group, title, G_STRUCT_OFFSET (FacConstancia, said), FALSE, \
    G_STRUCT_OFFSET (FacCustomer, place) }
#define OF_ADDRESS(group, title, said, place) \
  { FAC_CONSTANCIA_##group, title, G_STRUCT_OFFSET (FacConstancia, said), TRUE, \
    G_STRUCT_OFFSET (FacAddress, place) }

static const FacConstanciaField fields[] = {
  OF_CUSTOMER (TAX, N_("RFC"), rfc, tax_id),
  OF_CUSTOMER (TAX, N_("Name or razón social"), name, legal_name),
  OF_ADDRESS (TAX, N_("Fiscal postal code"), zip, zip),
  OF_ADDRESS (ADDRESS, N_("Street"), street, street),
  OF_ADDRESS (ADDRESS, N_("Exterior number"), exterior, exterior),
  OF_ADDRESS (ADDRESS, N_("Interior number"), interior, interior),
  OF_ADDRESS (ADDRESS, N_("Neighborhood"), neighborhood, neighborhood),
  OF_ADDRESS (ADDRESS, N_("City"), city, city),
  OF_ADDRESS (ADDRESS, N_("Municipality"), municipality, municipality),
  OF_ADDRESS (ADDRESS, N_("State"), state, state),
  OF_CUSTOMER (CONTACT, N_("E-mail for invoices"), email, email),
  OF_CUSTOMER (CONTACT, N_("Phone"), phone, phone),
};

const FacConstanciaField *
fac_constancia_fields (guint *n)
{
  *n = G_N_ELEMENTS (fields);
  return fields;
}

static char **
place_of (const FacConstanciaField *self, const FacCustomer *customer)
{
  gpointer owner = self->in_address ? (gpointer) customer->address : (gpointer) customer;

  return &G_STRUCT_MEMBER (char *, owner, self->place);
}

const char *
fac_constancia_field_said (const FacConstanciaField *self, const FacConstancia *constancia)
{
  return G_STRUCT_MEMBER (const char *, constancia, self->said);
}

const char *
fac_constancia_field_has (const FacConstanciaField *self, const FacCustomer *customer)
{
  const char *has = *place_of (self, customer);

  return fac_text_is_empty (has) ? NULL : has;
}

/* the SAT compares letter by letter; on paper "Querétaro" is as good as "QUERETARO" */
static gboolean
is_same (const FacConstanciaField *self, const char *said, const char *has)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (said == NULL || has == NULL)
    return said == has;
  if (self->group == FAC_CONSTANCIA_TAX)
    return g_str_equal (said, has);
  one = fac_text_fold (said);
  other = fac_text_fold (has);
  return g_str_equal (one, other);
}

/* another street makes what is left of the old address wrong */
static gboolean
has_moved (const FacConstancia *constancia, const FacCustomer *customer)
{
  const FacConstanciaField *street = &fields[3];

  return !is_same (street, fac_constancia_field_said (street, constancia),
                   fac_constancia_field_has (street, customer));
}

FacConstanciaOffer
fac_constancia_field_offer (const FacConstanciaField *self, const FacConstancia *constancia,
                            const FacCustomer *customer)
{
  const char *said = fac_constancia_field_said (self, constancia);
  const char *has = fac_constancia_field_has (self, customer);

  if (is_same (self, said, has))
    return said == NULL ? FAC_CONSTANCIA_NOTHING : FAC_CONSTANCIA_SAME;
  if (self->group == FAC_CONSTANCIA_CONTACT)
    return said == NULL ? FAC_CONSTANCIA_NOTHING
           : has == NULL ? FAC_CONSTANCIA_TAKE : FAC_CONSTANCIA_KEEP;
  if (said != NULL)
    return FAC_CONSTANCIA_TAKE;
  /* it could not be read, or the address has no such part */
  if (self->group == FAC_CONSTANCIA_TAX)
    return FAC_CONSTANCIA_NOTHING;
  return has_moved (constancia, customer) ? FAC_CONSTANCIA_TAKE : FAC_CONSTANCIA_KEEP;
}

void
fac_constancia_field_take (const FacConstanciaField *self, const FacConstancia *constancia,
                           FacCustomer *customer)
{
  fac_set_string (place_of (self, customer), fac_constancia_field_said (self, constancia));
  /* who has a constancia is registered in Mexico */
  if (self->said == G_STRUCT_OFFSET (FacConstancia, rfc))
    fac_set_string (&customer->address->country, NULL);
}
