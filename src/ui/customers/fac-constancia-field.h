/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-constancia.h"
#include "fac-customer.h"

G_BEGIN_DECLS

typedef enum
{
  FAC_CONSTANCIA_TAX,     /* as the SAT compares it */
  FAC_CONSTANCIA_ADDRESS, /* for the paper */
  FAC_CONSTANCIA_CONTACT,
  FAC_CONSTANCIA_N_GROUPS
} FacConstanciaGroup;

/** FacConstanciaField: a field of a customer that a constancia fills. @title: marked with N_(); @said: its place in
 * FacConstancia; @place: in FacAddress when @in_address, else in FacCustomer. */
typedef struct
{
  FacConstanciaGroup group;
  const char        *title;
  gsize              said;
  gboolean           in_address;
  gsize              place;
} FacConstanciaField;

/** FacConstanciaOffer: what is best done with a field. */
typedef enum
{
  FAC_CONSTANCIA_NOTHING, /* neither has it */
  FAC_CONSTANCIA_SAME,
  FAC_CONSTANCIA_TAKE,
  FAC_CONSTANCIA_KEEP     /* they differ, and what is there may be wanted */
} FacConstanciaOffer;

/** fac_constancia_fields: all but the régimen, in the order of the form. */
const FacConstanciaField *fac_constancia_fields (guint *n);
/** fac_constancia_field_said: Returns: (nullable): what the constancia says */
const char *fac_constancia_field_said  (const FacConstanciaField *self, const FacConstancia *constancia);
/** fac_constancia_field_has: Returns: (nullable): what the customer has */
const char *fac_constancia_field_has   (const FacConstanciaField *self, const FacCustomer *customer);
FacConstanciaOffer fac_constancia_field_offer (const FacConstanciaField *self, const FacConstancia *constancia,
                                               const FacCustomer *customer);
/** fac_constancia_field_take: writes into @customer what the constancia says. */
void        fac_constancia_field_take  (const FacConstanciaField *self, const FacConstancia *constancia,
                                        FacCustomer *customer);

G_END_DECLS
