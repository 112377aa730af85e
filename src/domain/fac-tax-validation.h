/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer.h"

G_BEGIN_DECLS

/** FacTaxFault: what the SAT's register does not confirm. @path: of the customer, as the API names it ("address.zip");
 * empty when no field is to blame; @code: (nullable); @message: the service's words. */
typedef struct
{
  char *path;
  char *code;
  char *message;
} FacTaxFault;

/**
 * FacTaxValidation: what the SAT said of a customer's tax data (API §2.1). Not changed once shared.
 * @at: when it was asked, microseconds UTC; @valid: the register has all of it
 * @faults: (element-type FacTaxFault), never NULL
 * @tax_id, @legal_name, @tax_system, @zip: (nullable): what was asked about
 */
typedef struct
{
  gint64     at;
  gboolean   valid;
  GPtrArray *faults;
  char      *tax_id;
  char      *legal_name;
  char      *tax_system;
  char      *zip;
} FacTaxValidation;

/** fac_tax_validation_new: nothing is known yet. Returns: (transfer full) */
FacTaxValidation *fac_tax_validation_new   (void);
/** fac_tax_validation_ref: one more reference, on any thread. Returns: (transfer full) */
FacTaxValidation *fac_tax_validation_ref   (FacTaxValidation *self);
/** fac_tax_validation_unref: lets one reference go, on any thread; the last one frees it. */
void              fac_tax_validation_unref (FacTaxValidation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacTaxValidation, fac_tax_validation_unref)

/** fac_tax_validation_add: one fault more; the texts (nullable) are copied, @path without "customer.". */
void     fac_tax_validation_add   (FacTaxValidation *self, const char *path, const char *code, const char *message);
/** fac_tax_validation_about: it is about the tax data of @customer. */
void     fac_tax_validation_about (FacTaxValidation *self, const FacCustomer *customer);
/** fac_tax_validation_fits: whether it is about the tax data that @customer has now. */
gboolean fac_tax_validation_fits  (const FacTaxValidation *self, const FacCustomer *customer);
/** fac_tax_validation_stands: whether what @fault is about is in @customer as it was when it was asked. */
gboolean fac_tax_validation_stands (const FacTaxValidation *self, const FacTaxFault *fault,
                                    const FacCustomer *customer);

/** fac_tax_validation_to_bytes: as fac-variant.h says. Returns: (transfer full) */
GBytes           *fac_tax_validation_to_bytes   (const FacTaxValidation *self);
/** fac_tax_validation_from_bytes: Returns: (transfer full) (nullable): NULL when they are not well formed */
FacTaxValidation *fac_tax_validation_from_bytes (GBytes *bytes);

G_END_DECLS
