/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-mapping.h"

#include "fac-tax-id.h"
#include "fac-text.h"

/* The service asks for a postal code also where a country has none (API §3.2). */
#define NO_ZIP "00000"

void
fac_facturapi_take (char **field, FacJsonValue value, const char *name)
{
  const char *text = fac_json_string (fac_json_get (value, name));

  fac_set_string (field, text != NULL && *text != '\0' ? text : NULL);
}

gboolean
fac_facturapi_take_amount (FacDecimal *out, FacJsonValue value, const char *name)
{
  FacJsonValue member = fac_json_get (value, name);

  if (fac_json_decimal (member, out))
    return TRUE;
  if (fac_json_kind (member) == FAC_JSON_ABSENT || fac_json_kind (member) == FAC_JSON_NULL)
    return FALSE;
  *out = fac_decimal_overflowed ();
  return TRUE;
}

void
fac_facturapi_put (FacJsonWriter *json, const char *name, const char *value, gboolean update)
{
  if (!fac_text_is_empty (value))
    fac_json_writer_string (json, name, value);
  else if (update)
    fac_json_writer_null (json, name);
}

void
fac_facturapi_read_address (FacJsonValue value, FacAddress *address)
{
  fac_facturapi_take (&address->street, value, "street");
  fac_facturapi_take (&address->exterior, value, "exterior");
  fac_facturapi_take (&address->interior, value, "interior");
  fac_facturapi_take (&address->neighborhood, value, "neighborhood");
  fac_facturapi_take (&address->city, value, "city");
  fac_facturapi_take (&address->municipality, value, "municipality");
  fac_facturapi_take (&address->zip, value, "zip");
  fac_facturapi_take (&address->state, value, "state");
  fac_facturapi_take (&address->country, value, "country");
}

static const char *
zip_of (const FacAddress *address)
{
  return fac_text_is_empty (address->zip) && fac_address_is_foreign (address) ? NO_ZIP
                                                                              : address->zip;
}

static void
write_address (FacJsonWriter *json, const FacAddress *address, gboolean update)
{
  fac_json_writer_begin_object (json, "address");
  fac_facturapi_put (json, "street", address->street, update);
  fac_facturapi_put (json, "exterior", address->exterior, update);
  fac_facturapi_put (json, "interior", address->interior, update);
  fac_facturapi_put (json, "neighborhood", address->neighborhood, update);
  fac_facturapi_put (json, "city", address->city, update);
  fac_facturapi_put (json, "municipality", address->municipality, update);
  fac_facturapi_put (json, "zip", zip_of (address), FALSE);
  fac_facturapi_put (json, "state", address->state, update);
  fac_json_writer_string (json, "country",
                          fac_text_is_empty (address->country) ? "MEX" : address->country);
  fac_json_writer_end_object (json);
}

void
fac_facturapi_write_customer (FacJsonWriter     *json,
                              const char        *name,
                              const FacCustomer *customer,
                              gboolean           update)
{
  const gboolean foreign = fac_address_is_foreign (customer->address);

  fac_json_writer_begin_object (json, name);
  fac_facturapi_put (json, "legal_name", customer->legal_name, FALSE);
  /* the service itself writes the generic RFC of customers abroad (API §4.7) */
  if (!foreign || !fac_tax_id_is_generic (customer->tax_id))
    fac_facturapi_put (json, "tax_id", customer->tax_id, foreign && update);
  if (!foreign)
    fac_facturapi_put (json, "tax_system", customer->tax_system, FALSE);
  fac_facturapi_put (json, "email", customer->email, update);
  fac_facturapi_put (json, "phone", customer->phone, update);
  fac_facturapi_put (json, "default_invoice_use", customer->default_invoice_use, update);
  /* no address goes without its postal code: who is incomplete gives it by the link */
  if (update || !fac_text_is_empty (zip_of (customer->address)))
    write_address (json, customer->address, update);
  fac_json_writer_end_object (json);
}

FacCustomer *
fac_facturapi_read_customer (FacJsonValue value)
{
  FacCustomer *customer = fac_customer_new ();

  fac_set_string (&customer->id, "");
  fac_facturapi_take (&customer->remote_id, value, "id");
  fac_facturapi_take (&customer->legal_name, value, "legal_name");
  fac_facturapi_take (&customer->tax_id, value, "tax_id");
  fac_facturapi_take (&customer->tax_system, value, "tax_system");
  fac_facturapi_take (&customer->email, value, "email");
  fac_facturapi_take (&customer->phone, value, "phone");
  fac_facturapi_take (&customer->default_invoice_use, value, "default_invoice_use");
  fac_facturapi_read_address (fac_json_get (value, "address"), customer->address);
  if (fac_address_is_foreign (customer->address) && g_strcmp0 (customer->address->zip, NO_ZIP) == 0)
    fac_set_string (&customer->address->zip, NULL);
  customer->sat_validated_at = fac_json_time (fac_json_get (value, "sat_validated_at"));
  customer->created_at = fac_json_time (fac_json_get (value, "created_at"));
  customer->updated_at = fac_json_time (fac_json_get (value, "updated_at"));
  return customer;
}
