/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-field.h"

#include "fac-customer.h"
#include "fac-product.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define UNIT_NAME_LENGTH 20

#define SHOWN_CHARACTERS 60

static gboolean
is_set (FacEntity entity, const gboolean *flags, const char *key)
{
  const int field = fac_import_field_find (entity, key);

  return field >= 0 && flags[field];
}

/* Returns: (nullable): the text of the cell */
static const char *
text_of (FacEntity entity, const FacImportRow *row, const char *key)
{
  return is_set (entity, row->filled, key) ? row->texts[fac_import_field_find (entity, key)] : NULL;
}

static void
tell (const FacImportRow *row, const char *path, const char *code, const char *message,
      const char *text)
{
  g_autofree char *cut = fac_text_cut (text, SHOWN_CHARACTERS);

  if (row->findings != NULL)
    g_ptr_array_add (row->findings, fac_finding_new (path, FAC_FINDING_WARNING, code, message, cut,
                                                     NULL));
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

static gboolean
is_same_number (const char *a, const char *b)
{
  g_autofree char *left = fac_tax_id_normalize (a);
  g_autofree char *right = fac_tax_id_normalize (b);

  return g_str_equal (left, right);
}

/* Files have both: the RFC, of customers abroad the one that names nobody, and the number of their country. */
static void
finish_number (FacCustomer *customer, const FacImportRow *row)
{
  const char *number = text_of (FAC_ENTITY_CUSTOMER, row, FAC_IMPORT_FOREIGN_NUMBER);
  const char *written = text_of (FAC_ENTITY_CUSTOMER, row, "tax_id");
  g_autofree char *rfc = written != NULL ? fac_tax_id_normalize (written) : NULL;
  const gboolean nobody = rfc == NULL || fac_tax_id_is_generic (rfc);

  if (number == NULL || (customer->tax_id != NULL && is_same_number (number, customer->tax_id)))
    return;
  if (nobody && (fac_address_is_foreign (customer->address)
                 || fac_text_is_empty (customer->tax_id)))
    fac_set_string (&customer->tax_id, number);
  /* of a foreign one without a country the rules ask for that */
  else if (g_strcmp0 (rfc, FAC_RFC_FOREIGN) != 0)
    tell (row, "", "number-left-out",
          N_("The tax number “%1” is left out: the RFC of the same line counts."), number);
}

/* A Mexican RFC is written one way; a number from abroad as its country writes it. */
static void
finish_customer (FacCustomer *customer, const FacImportRow *row)
{
  g_autofree char *rfc = NULL;

  finish_zip (customer->address);
  finish_number (customer, row);
  if (customer->tax_id == NULL)
    return;
  rfc = fac_address_is_foreign (customer->address)
          ? fac_foreign_number_normalize (customer->address->country, customer->tax_id)
          : fac_tax_id_normalize (customer->tax_id);
  fac_set_string (&customer->tax_id, rfc);
}

static void
finish_unit (FacProduct *product, const FacImportRow *row)
{
  const FacProduct *before = row->before;
  g_autofree char *name = NULL;

  if (!is_set (FAC_ENTITY_PRODUCT, row->filled, "unit_key")
      || is_set (FAC_ENTITY_PRODUCT, row->filled, "unit_name")
      || (before != NULL && g_strcmp0 (before->unit_key, product->unit_key) == 0))
    return;
  if (!is_set (FAC_ENTITY_PRODUCT, row->given, "unit_name"))
    name = fac_import_names_name (row->names, FAC_CATALOG_UNITS, product->unit_key);
  fac_set_string (&product->unit_name,
                  name != NULL && g_utf8_strlen (name, -1) <= UNIT_NAME_LENGTH ? name : NULL);
}

static void
finish_price (FacProduct *product, const FacImportRow *row)
{
  const char *written = text_of (FAC_ENTITY_PRODUCT, row, "price");

  if (written != NULL && fac_product_round_price (product))
    tell (row, "price", "price-rounded",
          N_("The file says “%1”. Prices have at most six decimals; it is rounded."), written);
}

static void
finish_product (FacProduct *product, const FacImportRow *row)
{
  const gboolean taxed = product->taxes->len > 0;

  finish_unit (product, row);
  finish_price (product, row);
  if (is_set (FAC_ENTITY_PRODUCT, row->filled, "taxability"))
    return;
  /* only where the taxes of the file say otherwise: 03 to 08 need a person */
  if (taxed && g_strcmp0 (product->taxability, "01") == 0)
    fac_set_string (&product->taxability, "02");
  else if (!taxed && g_strcmp0 (product->taxability, "02") == 0)
    fac_set_string (&product->taxability, "01");
}

void
fac_import_finish (FacEntity entity, gpointer object, const FacImportRow *row)
{
  if (entity == FAC_ENTITY_CUSTOMER)
    finish_customer (object, row);
  else
    finish_product (object, row);
}
