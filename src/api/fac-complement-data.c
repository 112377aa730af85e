/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-data.h"

#include "fac-complement-data-private.h"
#include "fac-text.h"

#include <string.h>

/* A list whose elements stand under a name of their own inside of one element. */
typedef struct
{
  const char *list;
  const char *element;
} Wrap;

typedef struct
{
  const char *type;
  const char *prefix;
  const char *uri;
  const char *root;
  const char *version;
  gboolean    translated; /* the service has names of its own for the parts */
} Kind;

static const Kind kinds[] = {
  { "nomina", "nomina12", "http://www.sat.gob.mx/nomina12", "Nomina", "1.2", TRUE },
  { "carta_porte", "cartaporte31", "http://www.sat.gob.mx/CartaPorte31", "CartaPorte", "3.1",
    FALSE },
};

static const Wrap wraps[] = {
  { "Deducciones", "Deduccion" }, { "OtrosPagos", "OtroPago" },
  { "Incapacidades", "Incapacidad" }, { "Ubicaciones", "Ubicacion" },
  { "Remolques", "Remolque" }, { "RemolquesCCP", "RemolqueCCP" },
  { "FiguraTransporte", "TiposFigura" },
};

/* ---- names ---------------------------------------------------------------------------------- */

static gboolean
is_name (const char *text)
{
  if (!g_ascii_isalpha (*text))
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '_')
      return FALSE;
  return TRUE;
}

/* "tipo_percepcion" is TipoPercepcion to the SAT. */
static char *
translate (const char *name)
{
  static const struct { const char *api, *sat; } odd[] = {
    { "antiguedad", "Antigüedad" }, { "ano", "Año" }, { "num_anos_servicio", "NumAñosServicio" },
    { "entidad_sncf", "EntidadSNCF" },
  };
  GString *text = g_string_new (NULL);
  gboolean first = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    if (g_str_equal (odd[i].api, name))
      return g_string_free (g_string_assign (text, odd[i].sat), FALSE);
  for (; *name != '\0'; name++)
    {
      if (*name != '_')
        g_string_append_c (text, first ? g_ascii_toupper (*name) : *name);
      first = *name == '_';
    }
  return g_string_free (text, FALSE);
}

/* Returns: (transfer full) (nullable): %NULL for what is no part of the document */
static char *
name_of (const Kind *kind, const char *member)
{
  if (!is_name (member) || (kind->translated && g_str_equal (member, "nombre_banco")))
    return NULL;
  return kind->translated ? translate (member) : g_strdup (member);
}

static const char *
wrapped_in (const char *list)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wraps); i++)
    if (g_str_equal (wraps[i].list, list))
      return wraps[i].element;
  return NULL;
}

/* ---- writing -------------------------------------------------------------------------------- */

static void write_element (GString *xml, const Kind *kind, const char *name, FacJsonValue object,
                           FacJsonValue whole);

static void
put (GString *xml, const char *name, const char *text)
{
  g_autofree char *escaped = fac_text_is_empty (text) ? NULL : g_markup_escape_text (text, -1);

  if (escaped != NULL)
    g_string_append_printf (xml, " %s=\"%s\"", name, escaped);
}

static void
put_value (GString *xml, const Kind *kind, const char *name, FacJsonValue value)
{
  const gboolean is_day = kind->translated && g_str_has_prefix (name, "Fecha");
  const FacJsonKind shape = fac_json_kind (value);
  const char *text = shape == FAC_JSON_STRING || shape == FAC_JSON_NUMBER ? fac_json_string (value)
                                                                          : NULL;
  g_autofree char *day = is_day && text != NULL ? g_strndup (text, strlen ("2026-02-28")) : NULL;

  if (shape == FAC_JSON_BOOLEAN && g_str_equal (name, "Sindicalizado"))
    text = fac_json_boolean (value, FALSE) ? "Sí" : "No";
  put (xml, name, day != NULL ? day : text);
}

/* An amount that the SAT has in an element of its own. */
static gboolean
is_own_element (const char *name)
{
  return g_str_equal (name, "SubsidioCausado");
}

static void
write_attributes (GString *xml, const Kind *kind, FacJsonValue object)
{
  for (guint i = 0; i < fac_json_length (object); i++)
    {
      FacJsonValue value = fac_json_at (object, i);
      g_autofree char *name = name_of (kind, fac_json_name_at (object, i));

      if (name != NULL && !is_own_element (name))
        put_value (xml, kind, name, value);
    }
}

static void
write_list (GString *xml, const Kind *kind, const char *name, FacJsonValue list,
            FacJsonValue whole)
{
  const char *element = wrapped_in (name);

  if (fac_json_length (list) == 0)
    return;
  if (element != NULL)
    {
      g_string_append_printf (xml, "<%s:%s", kind->prefix, name);
      _fac_payroll_write_sums (xml, name, whole);
      g_string_append_c (xml, '>');
    }
  for (guint i = 0; i < fac_json_length (list); i++)
    if (fac_json_kind (fac_json_at (list, i)) == FAC_JSON_OBJECT)
      write_element (xml, kind, element != NULL ? element : name, fac_json_at (list, i), whole);
  if (element != NULL)
    g_string_append_printf (xml, "</%s:%s>", kind->prefix, name);
}

static void
write_children (GString *xml, const Kind *kind, FacJsonValue object, FacJsonValue whole)
{
  for (guint i = 0; i < fac_json_length (object); i++)
    {
      FacJsonValue value = fac_json_at (object, i);
      const FacJsonKind shape = fac_json_kind (value);
      g_autofree char *name = name_of (kind, fac_json_name_at (object, i));

      if (name == NULL)
        continue;
      if (shape == FAC_JSON_OBJECT)
        write_element (xml, kind, name, value, whole);
      else if (shape == FAC_JSON_ARRAY)
        write_list (xml, kind, name, value, whole);
      else if (is_own_element (name))
        {
          g_string_append_printf (xml, "<%s:SubsidioAlEmpleo", kind->prefix);
          put_value (xml, kind, name, value);
          g_string_append (xml, "/>");
        }
    }
}

static void
write_element (GString *xml, const Kind *kind, const char *name, FacJsonValue object,
               FacJsonValue whole)
{
  g_string_append_printf (xml, "<%s:%s", kind->prefix, name);
  if (g_str_equal (name, kind->root))
    {
      g_string_append_printf (xml, " xmlns:%s=\"%s\"", kind->prefix, kind->uri);
      put (xml, "Version", kind->version);
    }
  write_attributes (xml, kind, object);
  if (kind->translated)
    _fac_payroll_write_sums (xml, name, whole);
  g_string_append_c (xml, '>');
  write_children (xml, kind, object, whole);
  g_string_append_printf (xml, "</%s:%s>", kind->prefix, name);
}

/* Returns: (transfer full) (nullable): %NULL for a kind that is not known, and data that cannot be read */
static char *
xml_of (const FacComplement *complement)
{
  g_autoptr (FacJson) json = _fac_complement_data_parse (complement);
  GString *xml;

  if (json == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (complement->type, kinds[i].type) == 0)
      {
        xml = g_string_new (NULL);
        write_element (xml, &kinds[i], kinds[i].root, fac_json_root (json), fac_json_root (json));
        return g_string_free (xml, FALSE);
      }
  return NULL;
}

void
fac_complement_data_put (const FacInvoice *invoice, FacCfdi *cfdi)
{
  g_autoptr (FacPayroll) payroll = invoice->type == FAC_INVOICE_NOMINA
                                     ? fac_complement_data_payroll (invoice) : NULL;
  g_autoptr (GString) xml = g_string_new (cfdi->complemento);

  for (guint i = 0; i < invoice->complements->len; i++)
    {
      g_autofree char *text = xml_of (g_ptr_array_index (invoice->complements, i));

      g_string_append (xml, text != NULL ? text : "");
    }
  if (xml->len > 0)
    {
      g_free (cfdi->complemento);
      cfdi->complemento = g_strdup (xml->str);
    }
  if (payroll != NULL)
    fac_payroll_put (payroll, cfdi);
}
