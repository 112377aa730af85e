/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-types.h"
#include "fac-complement-xml.h"
#include "fac-sandbox-json.h"
#include "fac-text.h"

#include <string.h>

#define AMOUNT FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE

static const FacField address_fields[] = {
  { "Calle", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 100 },
  { "NumeroExterior", FAC_FIELD_STRING, 0, 1, 20 },
  { "NumeroInterior", FAC_FIELD_STRING, 0, 1, 20 },
  { "Colonia", FAC_FIELD_STRING },
  { "Localidad", FAC_FIELD_STRING },
  { "Referencia", FAC_FIELD_STRING, 0, 1, 150 },
  { "Municipio", FAC_FIELD_STRING },
  { "Estado", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 30 },
  { "Pais", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
  { "CodigoPostal", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 12 },
};
static const FacSchema address_schema = FAC_SCHEMA (address_fields);

static const FacField issuer_fields[] = {
  { "Domicilio", FAC_FIELD_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL, &address_schema },
  { "Curp", FAC_FIELD_STRING, 0, 18, 18 },
};
static const FacSchema issuer_schema = FAC_SCHEMA (issuer_fields);

/* "id" stands for a saved customer instead of the rest. */
static const FacField owner_fields[] = {
  { "id", FAC_FIELD_STRING, 0, 1 },
  { "NumRegIdTrib", FAC_FIELD_STRING, 0, 6, 40 },
  { "ResidenciaFiscal", FAC_FIELD_STRING, 0, 3, 3 },
};
static const FacSchema owner_schema = FAC_SCHEMA (owner_fields);

static const FacField receiver_fields[] = {
  { "id", FAC_FIELD_STRING, 0, 1 },
  { "NumRegIdTrib", FAC_FIELD_STRING, 0, 6, 40 },
  { "Domicilio", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &address_schema },
};
static const FacSchema receiver_schema = FAC_SCHEMA (receiver_fields);

static const FacField recipient_fields[] = {
  { "id", FAC_FIELD_STRING, 0, 1 },
  { "NumRegIdTrib", FAC_FIELD_STRING, 0, 6, 40 },
  { "Nombre", FAC_FIELD_STRING, 0, 1, 300 },
  { "Domicilio", FAC_FIELD_ARRAY_OBJECTS, 0, 1, 0, NULL, &address_schema },
};
static const FacSchema recipient_schema = FAC_SCHEMA (recipient_fields);

static const FacField description_fields[] = {
  { "Marca", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 35 },
  { "Modelo", FAC_FIELD_STRING, 0, 1, 80 },
  { "SubModelo", FAC_FIELD_STRING, 0, 1, 50 },
  { "NumeroSerie", FAC_FIELD_STRING, 0, 1, 40 },
};
static const FacSchema description_schema = FAC_SCHEMA (description_fields);

static const FacField goods_fields[] = {
  { "NoIdentificacion", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 100 },
  { "FraccionArancelaria", FAC_FIELD_STRING },
  { "CantidadAduana", FAC_FIELD_NUMBER, FAC_FIELD_POSITIVE },
  { "UnidadAduana", FAC_FIELD_STRING },
  { "ValorUnitarioAduana", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "ValorDolares", AMOUNT },
  { "DescripcionesEspecificas", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL, &description_schema },
};
static const FacSchema goods_schema = FAC_SCHEMA (goods_fields);

static const FacField list_fields[] = {
  { "Mercancia", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED, 1, 0, NULL, &goods_schema },
};
static const FacSchema list_schema = FAC_SCHEMA (list_fields);

static const FacField fields[] = {
  { "Version", FAC_FIELD_STRING, 0, 0, 0, "2.0" },
  { "MotivoTraslado", FAC_FIELD_STRING },
  { "ClaveDePedimento", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
  { "CertificadoOrigen", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "NumCertificadoOrigen", FAC_FIELD_STRING, 0, 6, 40 },
  { "NumeroExportadorConfiable", FAC_FIELD_STRING, 0, 1, 50 },
  { "Incoterm", FAC_FIELD_STRING },
  { "Observaciones", FAC_FIELD_STRING, 0, 1, 300 },
  { "TipoCambioUSD", AMOUNT },
  { "TotalUSD", AMOUNT },
  { "Emisor", FAC_FIELD_BOOLEAN_OR_OBJECT, 0, 0, 0, NULL, &issuer_schema },
  { "Propietario", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL, &owner_schema },
  { "Receptor", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &receiver_schema },
  { "Destinatario", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL, &recipient_schema },
  { "Mercancias", FAC_FIELD_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL, &list_schema },
};
const FacSchema fac_complement_comercio_exterior_schema = FAC_SCHEMA (fields);

static void
require_unless_saved (FacJsonValue party, const char *name, GPtrArray *faults)
{
  g_autofree char *parent = fac_json_path (party);
  g_autofree char *path = g_strconcat (parent, ".", name, NULL);

  if (fac_sandbox_json_text (party, "id") == NULL
      && !fac_sandbox_json_has (fac_json_get (party, name)))
    fac_sandbox_fault (faults, "required", path, "El campo «%s» es obligatorio.", path);
}

void
fac_complement_comercio_exterior_check (FacJsonValue data, gboolean partial, GPtrArray *faults)
{
  FacJsonValue owners = fac_json_get (data, "Propietario");
  FacJsonValue recipients = fac_json_get (data, "Destinatario");
  FacJsonValue origin = fac_json_get (data, "CertificadoOrigen");
  g_autofree char *path = fac_json_path (origin);

  if (fac_json_kind (origin) == FAC_JSON_NUMBER && fac_json_int (origin, 0) > 1)
    fac_sandbox_fault (faults, "invalid_value", path, "El campo «%s» sólo admite: 0 1.", path);
  if (partial)
    return;
  for (guint i = 0; i < fac_json_length (owners); i++)
    {
      require_unless_saved (fac_json_at (owners, i), "NumRegIdTrib", faults);
      require_unless_saved (fac_json_at (owners, i), "ResidenciaFiscal", faults);
    }
  for (guint i = 0; i < fac_json_length (recipients); i++)
    require_unless_saved (fac_json_at (recipients, i), "Domicilio", faults);
}

/* The SAT's key of a state that is written by name or already by key; "" when it is none of ours. */
static const char *
state_key (const FacComplementContext *context, const char *state)
{
  GPtrArray *states = fac_catalog_list (context->sandbox->catalog, FAC_CATALOG_STATES);
  g_autofree char *folded = fac_text_fold (state != NULL ? state : "");

  for (guint i = 0; states != NULL && i < states->len; i++)
    {
      const FacCatalogEntry *entry = g_ptr_array_index (states, i);
      g_autofree char *name = fac_text_fold (entry->es);

      if (g_strcmp0 (entry->key, state) == 0 || g_str_equal (name, folded))
        return entry->key;
    }
  return "";
}

/* @home: an address in Mexico, where the schema wants keys; what we know by name only stays out. */
static void
put_address (const FacComplementContext *context, FacComplementXml *xml, xmlNode *parent,
             FacJsonValue address, gboolean home)
{
  const char *country = fac_sandbox_json_text (address, "country");
  const char *state = fac_sandbox_json_text (address, "state");
  xmlNode *node = fac_complement_xml_add (xml, parent, "Domicilio");

  fac_complement_put (node, "Calle", fac_sandbox_json_text (address, "street"));
  fac_complement_put (node, "NumeroExterior", fac_sandbox_json_text (address, "exterior"));
  fac_complement_put (node, "NumeroInterior", fac_sandbox_json_text (address, "interior"));
  if (!home)
    {
      fac_complement_put (node, "Colonia", fac_sandbox_json_text (address, "neighborhood"));
      fac_complement_put (node, "Localidad", fac_sandbox_json_text (address, "city"));
      fac_complement_put (node, "Municipio", fac_sandbox_json_text (address, "municipality"));
    }
  fac_complement_put (node, "Estado", home ? state_key (context, state) : state);
  fac_complement_put (node, "Pais", country != NULL ? country : "MEX");
  fac_complement_put (node, "CodigoPostal", fac_sandbox_json_text (address, "zip"));
}

static void
put_issuer (const FacComplementContext *context, FacComplementXml *xml, FacJsonValue issuer)
{
  FacJsonValue address = fac_json_get (context->company->legal, "address");
  xmlNode *node;

  if (fac_json_kind (issuer) == FAC_JSON_BOOLEAN && !fac_json_boolean (issuer, TRUE))
    return;
  node = fac_complement_xml_add (xml, xml->root, "Emisor");
  if (fac_json_kind (issuer) == FAC_JSON_OBJECT)
    {
      fac_complement_put_tree (xml, node, issuer, &issuer_schema, NULL);
      return;
    }
  fac_complement_put (node, "Curp", fac_sandbox_json_text (context->company->legal, "curp"));
  put_address (context, xml, node, address, TRUE);
}

static FacJson *
load_customer (const FacComplementContext *context, const char *id)
{
  FacStatement *select = fac_db_prepare (context->sandbox->db,
    "SELECT body FROM customers WHERE organization = ?1 AND id = ?2", NULL);
  FacJson *customer = NULL;

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 1, context->company->id);
  fac_statement_bind_text (select, 2, id);
  if (fac_statement_step (select, NULL))
    customer = fac_sandbox_json_load (fac_statement_text (select, 0));
  fac_statement_reset (select);
  return customer;
}

static void
put_party (const FacComplementContext *context, FacComplementXml *xml, const char *name,
           FacJsonValue party, const FacSchema *schema)
{
  const char *id = fac_sandbox_json_text (party, "id");
  g_autoptr (FacJson) json = id != NULL ? load_customer (context, id) : NULL;
  FacJsonValue customer, address;
  xmlNode *node;

  /* a customer that was deleted since the draft was written */
  if (id != NULL && json == NULL)
    return;
  node = fac_complement_xml_add (xml, xml->root, name);
  if (json == NULL)
    {
      fac_complement_put_tree (xml, node, party, schema, NULL);
      return;
    }
  customer = fac_json_root (json);
  address = fac_json_get (customer, "address");
  fac_complement_put (node, "NumRegIdTrib", fac_sandbox_json_text (customer, "tax_id"));
  if (schema == &owner_schema)
    fac_complement_put (node, "ResidenciaFiscal", fac_sandbox_json_text (address, "country"));
  if (schema == &recipient_schema)
    fac_complement_put (node, "Nombre", fac_sandbox_json_text (customer, "legal_name"));
  if (schema != &owner_schema && fac_sandbox_json_text (address, "street") != NULL)
    put_address (context, xml, node, address, FALSE);
}

static void
put_heading (FacComplementXml *xml, FacJsonValue data)
{
  fac_complement_put (xml->root, "Version", "2.0");
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].schema == NULL && !g_str_equal (fields[i].name, "Version")
        && !g_str_equal (fields[i].name, "TotalUSD"))
      fac_complement_put_value (xml->root, fields[i].name, fac_json_get (data, fields[i].name));
  fac_complement_put_amount (xml->root, "TotalUSD",
                             fac_sandbox_json_number (data, "TotalUSD", FAC_DECIMAL_ZERO), 2);
}

char *
fac_complement_comercio_exterior_build (const FacComplementContext *context, FacJsonValue data)
{
  FacJsonValue owners = fac_json_get (data, "Propietario");
  FacJsonValue recipients = fac_json_get (data, "Destinatario");
  FacJsonValue receiver = fac_json_get (data, "Receptor");
  FacComplementXml xml;

  fac_complement_xml_init (&xml, "cce20", "http://www.sat.gob.mx/ComercioExterior20",
                           "ComercioExterior");
  put_heading (&xml, data);
  put_issuer (context, &xml, fac_json_get (data, "Emisor"));
  for (guint i = 0; i < fac_json_length (owners); i++)
    put_party (context, &xml, "Propietario", fac_json_at (owners, i), &owner_schema);
  if (fac_sandbox_json_has (receiver))
    put_party (context, &xml, "Receptor", receiver, &receiver_schema);
  for (guint i = 0; i < fac_json_length (recipients); i++)
    put_party (context, &xml, "Destinatario", fac_json_at (recipients, i), &recipient_schema);
  fac_complement_put_tree (&xml, fac_complement_xml_add (&xml, xml.root, "Mercancias"),
                           fac_json_get (data, "Mercancias"), &list_schema, NULL);
  return fac_complement_xml_finish (&xml);
}
