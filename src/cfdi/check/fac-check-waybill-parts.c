/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#define PLACE   "Ubicaciones/Ubicacion"
#define GOODS   "Mercancias/Mercancia"
#define CUSTOMS "Mercancias/Mercancia/DocumentacionAduanera"
#define AIR     "Mercancias/TransporteAereo"
#define PERSON  "FiguraTransporte/TiposFigura"
#define FOREIGN "XEXX010101000"

/* An attribute that another asks for: @values: (nullable): only with these. */
static const struct
{
  const char *code;
  const char *path;
  const char *name;
  const char *values;
  const char *asks;
} rules[] = {
  { "CP137", PLACE, "NombreEstacion", NULL, "NumEstacion" },
  { "CP137", PLACE, "NumEstacion", NULL, "NombreEstacion" },
  { "CP160", GOODS, "SectorCOFEPRIS", "02", "NombreIngredienteActivo" },
  { "CP162", GOODS, "SectorCOFEPRIS", "04", "NomQuimico" },
  { "CP162", GOODS, "SectorCOFEPRIS", "04", "NumCAS" },
  { "CP171", GOODS, "TipoMateria", "05", "DescripcionMateria" },
  { "CP171", GOODS, "DescripcionMateria", NULL, "TipoMateria" },
  { "CP174", CUSTOMS, "TipoDocumento", "01", "NumPedimento" },
  { "CP189", AIR, "RFCEmbarcador", FOREIGN, "NumRegIdTribEmbarc" },
  { "CP190", AIR, "NumRegIdTribEmbarc", NULL, "ResidenciaFiscalEmbarc" },
  { "CP197", PERSON, "RFCFigura", FOREIGN, "NumRegIdTribFigura" },
  { "CP198", PERSON, "NumRegIdTribFigura", NULL, "ResidenciaFiscalFigura" },
};

static gboolean
holds (FacCheck *check, const xmlNode *node, const char *name, const char *values)
{
  return values != NULL ? fac_check_is (check, node, name, values)
                        : fac_check_get (check, node, name) != NULL;
}

void
fac_check_waybill_parts (FacCheck *check, const xmlNode *waybill)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GPtrArray) nodes = fac_check_all (waybill, rules[i].path);

      for (guint j = 0; j < nodes->len; j++)
        {
          const xmlNode *node = g_ptr_array_index (nodes, j);

          fac_check_rule (check,
                          holds (check, node, rules[i].name, rules[i].values)
                            && fac_check_get (check, node, rules[i].asks) == NULL,
                          rules[i].code, node, rules[i].name);
        }
    }
  for (gsize i = 0; i < 2; i++)
    {
      static const char *const poles[] = { "UbicacionPoloOrigen", "UbicacionPoloDestino" };

      fac_check_rule (check,
                      fac_check_get (check, waybill, poles[i]) != NULL
                        && fac_check_get (check, waybill, "RegistroISTMO") == NULL,
                      "CP127", waybill, poles[i]);
    }
}
