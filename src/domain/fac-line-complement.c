/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-complement.h"

#include "fac-text.h"

#include <string.h>

#define IEDU_URI "http://www.sat.gob.mx/iedu"
#define FUEL_URI "http://www.sat.gob.mx/hidrocarburospetroliferos"

static const FacLineComplementField school[] = {
  { "nombreAlumno", TRUE }, { "CURP", TRUE }, { "nivelEducativo", TRUE }, { "autRVOE", TRUE },
  { "rfcPago", FALSE },
};

static const FacLineComplementField fuel[] = {
  { "tipo_permiso", TRUE }, { "numero_permiso", TRUE }, { "sub_producto_hyp", TRUE },
  { "clave_hyp", FALSE },
};

static const char *const levels[] = {
  "Preescolar", "Primaria", "Secundaria", "Profesional técnico", "Bachillerato o su equivalente",
  NULL,
};

const FacLineComplementField *
fac_line_complement_fields (FacLineComplementKind kind, gsize *n)
{
  *n = kind == FAC_LINE_COMPLEMENT_IEDU ? G_N_ELEMENTS (school)
       : kind == FAC_LINE_COMPLEMENT_HYDROCARBONS ? G_N_ELEMENTS (fuel) : 0;
  return kind == FAC_LINE_COMPLEMENT_IEDU ? school : fuel;
}

const char *const *
fac_line_complement_levels (void)
{
  return levels;
}

const char *
fac_line_complement_get (char **data, const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; data != NULL && data[i] != NULL; i++)
    if (strncmp (data[i], name, length) == 0 && data[i][length] == '=')
      return data[i] + length + 1;
  return NULL;
}

FacLineComplementKind
fac_line_complement_kind (const FacInvoiceLine *line)
{
  static const FacLineComplementKind kinds[] = { FAC_LINE_COMPLEMENT_IEDU,
                                                 FAC_LINE_COMPLEMENT_HYDROCARBONS };

  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      gsize n;
      const FacLineComplementField *fields = fac_line_complement_fields (kinds[kind], &n);

      for (gsize i = 0; i < n; i++)
        if (fac_line_complement_get (line->complement_data, fields[i].name) != NULL)
          return kinds[kind];
    }
  return fac_text_is_empty (line->complement) ? FAC_LINE_COMPLEMENT_NONE : FAC_LINE_COMPLEMENT_XML;
}

char **
fac_line_complement_new (FacLineComplementKind kind, const char *const *values)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize n;
  const FacLineComplementField *fields = fac_line_complement_fields (kind, &n);

  for (gsize i = 0; i < n; i++)
    {
      const char *value = values[i] != NULL ? values[i] : "";
      g_autofree char *text = NULL;

      /* the first one also says which complement it is */
      if (i > 0 && *value == '\0')
        continue;
      text = g_strconcat (fields[i].name, "=", value, NULL);
      g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

static void
put (GString *xml, const char *attribute, const char *value)
{
  g_autofree char *escaped = NULL;

  if (fac_text_is_empty (value))
    return;
  escaped = g_markup_escape_text (value, -1);
  g_string_append_printf (xml, " %s=\"%s\"", attribute, escaped);
}

static char *
school_xml (char **data)
{
  g_autoptr (GString) xml = g_string_new ("<iedu:instEducativas xmlns:iedu=\"" IEDU_URI "\""
                                          " version=\"1.0\"");

  for (gsize i = 0; i < G_N_ELEMENTS (school); i++)
    put (xml, school[i].name, fac_line_complement_get (data, school[i].name));
  g_string_append (xml, "/>");
  return g_string_free (g_steal_pointer (&xml), FALSE);
}

static char *
fuel_xml (const FacInvoiceLine *line)
{
  char **data = line->complement_data;
  const char *key = fac_line_complement_get (data, "clave_hyp");
  g_autoptr (GString) xml = g_string_new ("<hidrocarburospetroliferos:HidroYPetro"
                                          " xmlns:hidrocarburospetroliferos=\"" FUEL_URI "\""
                                          " Version=\"1.0\"");

  put (xml, "TipoPermiso", fac_line_complement_get (data, "tipo_permiso"));
  put (xml, "NumeroPermiso", fac_line_complement_get (data, "numero_permiso"));
  put (xml, "ClaveHYP", fac_text_is_empty (key) ? line->product->product_key : key);
  put (xml, "SubProductoHYP", fac_line_complement_get (data, "sub_producto_hyp"));
  g_string_append (xml, "/>");
  return g_string_free (g_steal_pointer (&xml), FALSE);
}

char *
fac_line_complement_xml (const FacInvoiceLine *line)
{
  switch (fac_line_complement_kind (line))
    {
    case FAC_LINE_COMPLEMENT_IEDU:
      return school_xml (line->complement_data);
    case FAC_LINE_COMPLEMENT_HYDROCARBONS:
      return fuel_xml (line);
    case FAC_LINE_COMPLEMENT_XML:
      return *line->complement != '{' ? g_strdup (line->complement) : NULL;
    case FAC_LINE_COMPLEMENT_NONE:
    default:
      return NULL;
    }
}
