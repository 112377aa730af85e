/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-field.h"

#include "fac-customer.h"
#include "fac-product.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

#define UNIT_NAME_LENGTH 20

static gboolean
is_set (FacEntity entity, const gboolean *flags, const char *key)
{
  const int field = fac_import_field_find (entity, key);

  return field >= 0 && flags[field];
}

/* Spreadsheets take 01030 for a number and write 1030: no postal code of Mexico has four digits. */
static void
finish_zip (FacAddress *address)
{
  g_autofree char *zip = NULL;

  if (address->zip == NULL || fac_address_is_foreign (address)
      || strlen (address->zip) != 4 || strspn (address->zip, "0123456789") != 4)
    return;
  zip = g_strconcat ("0", address->zip, NULL);
  fac_set_string (&address->zip, zip);
}

/* A Mexican RFC is written one way; a number from abroad as its country writes it. */
static void
finish_customer (FacCustomer *customer)
{
  g_autofree char *rfc = NULL;

  finish_zip (customer->address);
  if (customer->tax_id == NULL)
    return;
  rfc = fac_address_is_foreign (customer->address)
          ? fac_foreign_number_normalize (customer->address->country, customer->tax_id)
          : fac_tax_id_normalize (customer->tax_id);
  fac_set_string (&customer->tax_id, rfc);
}

static void
finish_unit (FacProduct *product, const FacProduct *before, const gboolean *given,
             const gboolean *filled, FacImportNames *names)
{
  g_autofree char *name = NULL;

  if (!is_set (FAC_ENTITY_PRODUCT, filled, "unit_key")
      || is_set (FAC_ENTITY_PRODUCT, filled, "unit_name")
      || (before != NULL && g_strcmp0 (before->unit_key, product->unit_key) == 0))
    return;
  if (!is_set (FAC_ENTITY_PRODUCT, given, "unit_name"))
    name = fac_import_names_name (names, FAC_CATALOG_UNITS, product->unit_key);
  fac_set_string (&product->unit_name,
                  name != NULL && g_utf8_strlen (name, -1) <= UNIT_NAME_LENGTH ? name : NULL);
}

static void
finish_product (FacProduct *product, const FacProduct *before, const gboolean *given,
                const gboolean *filled, FacImportNames *names)
{
  const gboolean taxed = product->taxes->len > 0;

  finish_unit (product, before, given, filled, names);
  if (is_set (FAC_ENTITY_PRODUCT, filled, "taxability"))
    return;
  /* only where the taxes of the file say otherwise: 03 to 08 need a person */
  if (taxed && g_strcmp0 (product->taxability, "01") == 0)
    fac_set_string (&product->taxability, "02");
  else if (!taxed && g_strcmp0 (product->taxability, "02") == 0)
    fac_set_string (&product->taxability, "01");
}

void
fac_import_finish (FacEntity entity, gpointer object, gconstpointer before, const gboolean *given,
                   const gboolean *filled, FacImportNames *names)
{
  if (entity == FAC_ENTITY_CUSTOMER)
    finish_customer (object);
  else
    finish_product (object, before, given, filled, names);
}
