/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-field.h"

#include "fac-customer.h"
#include "fac-email.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>

#define OWN(member) G_STRUCT_OFFSET (FacCustomer, member)
#define PLACE(member) G_STRUCT_OFFSET (FacAddress, member)

static const char *
read_name (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  g_autofree char *name = fac_text_normalize_space (cell->text);

  fac_set_string (fac_import_own (self, object), name);
  return NULL;
}

/* whether it is the customer's depends on the RFC and the country: fac_import_finish() */
static const char *
read_foreign_number (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  return NULL;
}

/* a cell may hold several: the service has the first */
static const char *
read_emails (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  g_auto (GStrv) addresses = fac_email_split (cell->text);

  if (g_strv_length (addresses) > 1)
    fac_customer_set_emails (object, cell->text);
  else
    fac_import_read_own (self, cell, object);
  return NULL;
}

static const char *
read_other_emails (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  g_auto (GStrv) addresses = fac_email_split (cell->text);
  g_autofree char *text = g_strjoinv (", ", addresses);

  fac_set_string (&((FacCustomer *) object)->other_emails, text);
  return NULL;
}

static const char *
read_place (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  return fac_import_read_own (self, cell, ((FacCustomer *) object)->address);
}

static char *
write_place (const FacImportField *self, gconstpointer object)
{
  return fac_import_write_own (self, ((const FacCustomer *) object)->address);
}

/* no country is Mexico: the same customer is written one way only */
static const char *
read_country (const FacImportField *self, const FacImportCell *cell, gpointer object)
{
  g_autofree char *key = fac_import_names_key (cell->names, self->catalog, cell->text);
  char **member = fac_import_own (self, ((FacCustomer *) object)->address);

  if (!g_str_equal (key, "MEX"))
    fac_set_string (member, key);
  else if (*member != NULL && !g_str_equal (*member, "MEX"))
    fac_set_string (member, NULL);
  return NULL;
}

static const FacImportField fields[] = {
  { "legal_name", "legal_name", N_("Legal Name"),
    "nombre|razon social|cliente|nombre o razon social|denominacion|denominacion social|"
    "nombre fiscal|nombre del cliente|nombre cliente|nombre completo|"
    "nombre razon social|receptor|name|customer|company|empresa",
    read_name, fac_import_write_own, OWN (legal_name) },
  { "tax_id", "tax_id", N_("RFC"),
    "rfc|r f c|rfc receptor|rfc del cliente|registro federal de contribuyentes|clave fiscal",
    fac_import_read_own, fac_import_write_own, OWN (tax_id) },
  { FAC_IMPORT_FOREIGN_NUMBER, "tax_id", N_("Tax Number Abroad"),
    "nit|tax id|taxid|tax number|num reg id trib|numregidtrib|identificacion fiscal|tin|ein|vat|"
    "vat number|vat id|ruc|rut|cuit|nif|cif|numero de identificacion fiscal|"
    "numero de identificacion tributaria|registro tributario|id fiscal|id tributario",
    read_foreign_number },
  { "tax_system", "tax_system", N_("Régimen Fiscal"),
    "regimen|regimen fiscal|regimen fiscal receptor|clave de regimen|clave regimen|tax system|"
    "tax regime|taxsystem|clave regimen fiscal",
    fac_import_read_key, fac_import_write_own, OWN (tax_system), FAC_CATALOG_TAX_SYSTEMS },
  { "zip", "address.zip", N_("Postal Code"),
    "cp|c p|codigo postal|cod postal|domicilio fiscal|domicilio fiscal receptor|cp fiscal|zip|"
    "zip code|postal code|postcode|codigo postal fiscal",
    read_place, write_place, PLACE (zip) },
  { "default_invoice_use", "default_invoice_use", N_("Use of CFDI"),
    "uso|uso cfdi|uso del cfdi|uso de cfdi|clave uso|clave uso cfdi|cfdi use|invoice use|use",
    fac_import_read_key, fac_import_write_own, OWN (default_invoice_use), FAC_CATALOG_USES },
  { "email", "email", N_("E-mail"),
    "correo|correo electronico|email|e mail|mail|correo e|correos|email address",
    read_emails, fac_import_write_own, OWN (email) },
  { "other_emails", "other_emails", N_("Other E-mail Addresses"),
    "otros correos|otros correos electronicos|correos adicionales|correo adicional|correo 2|"
    "email 2|cc|con copia|other emails|other e mails|additional emails",
    read_other_emails, fac_import_write_own, OWN (other_emails) },
  { "phone", "phone", N_("Phone"),
    "telefono|tel|celular|movil|telefonos|phone|phone number|mobile|whatsapp",
    fac_import_read_own, fac_import_write_own, OWN (phone) },
  { "street", "address.street", N_("Street"), "calle|direccion|domicilio|street|address|calle y numero",
    read_place, write_place, PLACE (street) },
  { "exterior", "address.exterior", N_("Exterior Number"),
    "numero exterior|num exterior|no exterior|no ext|num ext|exterior|ext|numero|exterior number",
    read_place, write_place, PLACE (exterior) },
  { "interior", "address.interior", N_("Interior Number"),
    "numero interior|num interior|no interior|no int|num int|interior|int|interior number",
    read_place, write_place, PLACE (interior) },
  { "neighborhood", "address.neighborhood", N_("Neighborhood"),
    "colonia|col|fraccionamiento|neighborhood|barrio", read_place, write_place,
    PLACE (neighborhood) },
  { "city", "address.city", N_("City"), "ciudad|localidad|poblacion|city|town", read_place,
    write_place, PLACE (city) },
  { "municipality", "address.municipality", N_("Municipality"),
    "municipio|alcaldia|delegacion|municipio o alcaldia|municipality|county", read_place,
    write_place, PLACE (municipality) },
  { "state", "address.state", N_("State"),
    "estado|entidad|entidad federativa|state|province", read_place, write_place, PLACE (state) },
  { "country", "address.country", N_("Country"), "pais|residencia fiscal|country", read_country,
    write_place, PLACE (country), FAC_CATALOG_COUNTRIES },
  { "notes", "notes", N_("Notes"),
    "notas|nota|observaciones|comentarios|notes|comments|remarks",
    fac_import_read_own, fac_import_write_own, OWN (notes) },
};

const FacImportField *
fac_import_customer_fields (guint *n)
{
  *n = G_N_ELEMENTS (fields);
  return fields;
}
