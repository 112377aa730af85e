/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complements.h"

#include "fac-complement-source.h"
#include "fac-complement-types.h"
#include "fac-sandbox-json.h"

#include <string.h>

/* @types: the documents that may carry it; @list: the data are a list of objects. */
typedef struct
{
  const char      *name;
  const char      *types;
  gboolean         list;
  const FacSchema *schema;
  char          *(*build) (const FacComplementContext *context, FacJsonValue data);
  void           (*check) (FacJsonValue data, gboolean partial, GPtrArray *faults); /* (nullable) */
} Complement;

#define CUSTOM "custom"

static const Complement complements[] = {
  { "pago", "P", TRUE, &fac_complement_pago_schema, fac_complement_pago_build },
  { "nomina", "N", FALSE, &fac_complement_nomina_schema, fac_complement_nomina_build },
  { "carta_porte", "IT", FALSE, &fac_complement_carta_porte_schema,
    fac_complement_carta_porte_build },
  { "comercio_exterior", "IT", FALSE, &fac_complement_comercio_exterior_schema,
    fac_complement_comercio_exterior_build, fac_complement_comercio_exterior_check },
  { "leyendas_fiscales", "IT", FALSE, &fac_complement_leyendas_schema,
    fac_complement_leyendas_build },
};

static const Complement *
find_complement (const char *name)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (complements); i++)
    if (g_str_equal (complements[i].name, name))
      return &complements[i];
  return NULL;
}

/* "pago, custom" */
static char *
names_for (const char *type)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (complements); i++)
    if (strstr (complements[i].types, type) != NULL)
      g_string_append_printf (names, "%s, ", complements[i].name);
  g_string_append (names, CUSTOM);
  return g_string_free (names, FALSE);
}

static gboolean
expect_kind (FacJsonValue value, FacJsonKind kind, const char *what, GPtrArray *faults)
{
  g_autofree char *path = fac_json_path (value);

  if (fac_json_kind (value) == kind)
    return TRUE;
  fac_sandbox_fault (faults, "invalid_type", path, "El campo «%s» debe ser %s.", path, what);
  return FALSE;
}

static void
check_data (const Complement *complement, FacJsonValue data, gboolean partial, GPtrArray *faults)
{
  g_autofree char *path = fac_json_path (data);

  if (!complement->list)
    {
      if (!expect_kind (data, FAC_JSON_OBJECT, "un objeto", faults))
        return;
      fac_sandbox_validate (data, complement->schema, partial, faults);
      if (complement->check != NULL)
        complement->check (data, partial, faults);
      return;
    }
  if (!expect_kind (data, FAC_JSON_ARRAY, "una lista", faults))
    return;
  if (fac_json_length (data) == 0 && !partial)
    fac_sandbox_fault (faults, "too_small", path,
                       "El campo «%s» debe tener al menos un elemento.", path);
  for (guint i = 0; i < fac_json_length (data); i++)
    if (expect_kind (fac_json_at (data, i), FAC_JSON_OBJECT, "un objeto", faults))
      fac_sandbox_validate (fac_json_at (data, i), complement->schema, partial, faults);
}

static void
require (FacJsonValue object, const char *name, gboolean partial, GPtrArray *faults)
{
  g_autofree char *parent = fac_json_path (object);
  g_autofree char *path = g_strconcat (parent, ".", name, NULL);

  if (!partial && !fac_sandbox_json_has (fac_json_get (object, name)))
    fac_sandbox_fault (faults, "required", path, "El campo «%s» es obligatorio.", path);
}

static const FacField envelope_fields[] = {
  { "type", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
  { "data", FAC_FIELD_ANY },
};
static const FacSchema envelope_schema = FAC_SCHEMA (envelope_fields);

static void
check_complement (FacJsonValue value, FacJsonValue namespaces, const char *type, gboolean partial,
                  GPtrArray *faults)
{
  const char *name = fac_sandbox_json_text (value, "type");
  const Complement *complement = find_complement (name);
  FacJsonValue data = fac_json_get (value, "data");
  g_autofree char *parent = fac_json_path (value);
  g_autofree char *path = g_strconcat (parent, ".type", NULL);
  g_autofree char *names = names_for (type);

  fac_sandbox_validate (value, &envelope_schema, partial, faults);
  require (value, "data", partial, faults);
  if (name == NULL)
    return;
  if (!g_str_equal (name, CUSTOM)
      && (complement == NULL || strstr (complement->types, type) == NULL))
    fac_sandbox_fault (faults, "invalid_value", path, "El campo «%s» sólo admite: %s.", path,
                       names);
  else if (!fac_sandbox_json_has (data))
    return;
  else if (complement != NULL)
    check_data (complement, data, partial, faults);
  else if (expect_kind (data, FAC_JSON_STRING, "un texto", faults))
    fac_complement_source_check (data, namespaces, TRUE, faults);
}

/* Which of the two complements of a line an object is shows in what it has. */
static gboolean
is_iedu (FacJsonValue data)
{
  for (gsize i = 0; i < fac_complement_iedu_schema.n_fields; i++)
    if (fac_json_kind (fac_json_get (data, fac_complement_iedu_schema.fields[i].name))
        != FAC_JSON_ABSENT)
      return TRUE;
  return FALSE;
}

static void
check_line (FacJsonValue item, FacJsonValue namespaces, gboolean partial, GPtrArray *faults)
{
  FacJsonValue data = fac_json_get (item, "complement");

  if (!fac_sandbox_json_has (data))
    return;
  if (fac_json_kind (data) == FAC_JSON_STRING)
    {
      fac_complement_source_check (data, namespaces, FALSE, faults);
      return;
    }
  if (!expect_kind (data, FAC_JSON_OBJECT, "un texto o un objeto", faults))
    return;
  if (is_iedu (data))
    {
      fac_sandbox_validate (data, &fac_complement_iedu_schema, partial, faults);
      return;
    }
  fac_sandbox_validate (data, &fac_complement_hidrocarburos_schema, partial, faults);
  /* a saved product is not known yet: its key is looked for when the document is complete */
  if (fac_json_kind (fac_json_get (item, "product")) == FAC_JSON_OBJECT
      && fac_complement_hidrocarburos_key (data, item) == NULL)
    require (data, "clave_hyp", partial, faults);
}

void
fac_complements_check (FacJsonValue body, FacJsonValue base, const char *type, gboolean partial,
                       GPtrArray *faults)
{
  FacJsonValue list = fac_json_get (body, "complements");
  FacJsonValue items = fac_json_get (body, "items");
  FacJsonValue namespaces = fac_sandbox_json_pick (base, body, "namespaces");
  FacJsonValue addenda = fac_json_get (body, "addenda");
  g_autofree char *names = names_for (type);

  fac_complement_namespaces_check (namespaces, faults);
  if (fac_json_kind (addenda) == FAC_JSON_STRING && *fac_json_string (addenda) != '\0')
    fac_complement_source_check (addenda, namespaces, FALSE, faults);
  if (fac_json_kind (list) == FAC_JSON_ARRAY)
    for (guint i = 0; i < fac_json_length (list); i++)
      if (fac_json_kind (fac_json_at (list, i)) == FAC_JSON_OBJECT)
        check_complement (fac_json_at (list, i), namespaces, type, partial, faults);
  if (!partial && strchr ("PN", type[0]) != NULL && fac_json_length (list) == 0)
    fac_sandbox_fault (faults, "required", "complements",
                       "El campo «complements» debe tener un complemento: %s.", names);
  if (fac_json_kind (items) == FAC_JSON_ARRAY)
    for (guint i = 0; i < fac_json_length (items); i++)
      check_line (fac_json_at (items, i), namespaces, partial, faults);
}

static void
fill_lines (FacJsonValue items, FacCfdi *cfdi)
{
  for (guint i = 0; i < cfdi->conceptos->len; i++)
    {
      FacCfdiConcepto *concepto = g_ptr_array_index (cfdi->conceptos, i);
      FacJsonValue item = fac_json_at (items, i);
      FacJsonValue data = fac_json_get (item, "complement");

      g_free (concepto->complemento);
      if (fac_json_kind (data) != FAC_JSON_OBJECT)
        concepto->complemento = g_strdup (fac_json_string (data));
      else
        concepto->complemento = is_iedu (data) ? fac_complement_iedu_build (data)
                                               : fac_complement_hidrocarburos_build (data, item);
    }
}

void
fac_complements_fill (FacSandbox *sandbox, FacSandboxCompany *company, FacJsonValue input,
                      FacCfdi *cfdi)
{
  const FacComplementContext context = { sandbox, company, input, cfdi };
  FacJsonValue list = fac_json_get (input, "complements");
  g_autoptr (GString) source = g_string_new (NULL);

  fac_complement_namespaces_fill (fac_json_get (input, "namespaces"), cfdi);
  cfdi->addenda = g_strdup (fac_sandbox_json_text (input, "addenda"));
  for (guint i = 0; i < fac_json_length (list); i++)
    {
      FacJsonValue value = fac_json_at (list, i);
      FacJsonValue data = fac_json_get (value, "data");
      const Complement *complement = find_complement (fac_sandbox_json_text (value, "type"));
      g_autofree char *built = NULL;

      /* a draft that became another type may still have what that type cannot carry */
      if (complement != NULL && strstr (complement->types, cfdi->tipo_de_comprobante) == NULL)
        continue;
      if (complement != NULL && fac_sandbox_json_has (data))
        built = complement->build (&context, data);
      else
        built = g_strdup (fac_json_string (data));
      g_string_append (source, built != NULL ? built : "");
    }
  if (source->len > 0)
    cfdi->complemento = g_strdup (source->str);
  if (fac_json_length (fac_json_get (input, "items")) > 0)
    fill_lines (fac_json_get (input, "items"), cfdi);
}
