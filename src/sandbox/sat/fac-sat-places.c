/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-places.h"

#include "fac-sat-rules.h"

#include <stdlib.h>
#include <string.h>

/* The last numbers of c_Municipio and c_Localidad in each state. */
static const struct { const char *state; int municipios; int localidades; } states[] = {
  { "AGU", 11, 9 }, { "BCN", 7, 7 }, { "BCS", 9, 12 }, { "CAM", 13, 11 },
  { "CHH", 67, 15 }, { "CHP", 125, 25 }, { "CMX", 17, 16 }, { "COA", 38, 24 },
  { "COL", 10, 5 }, { "DUR", 39, 12 }, { "GRO", 85, 41 }, { "GUA", 46, 39 },
  { "HID", 84, 15 }, { "JAL", 125, 56 }, { "MEX", 125, 41 }, { "MIC", 113, 27 },
  { "MOR", 36, 8 }, { "NAY", 20, 18 }, { "NLE", 51, 22 }, { "OAX", 570, 59 },
  { "PUE", 217, 17 }, { "QUE", 18, 4 }, { "ROO", 11, 8 }, { "SIN", 20, 24 },
  { "SLP", 59, 20 }, { "SON", 72, 14 }, { "TAB", 17, 13 }, { "TAM", 43, 21 },
  { "TLA", 60, 6 }, { "VER", 212, 69 }, { "YUC", 106, 6 }, { "ZAC", 58, 19 },
};

/* c_Estado of the two other countries that it has. */
#define USA_STATES "AK|AL|AR|AZ|CA|CO|CT|DC|DE|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|" \
                   "MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY"
#define CAN_STATES "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|UN|YT"

static gboolean
is_number_up_to (const char *text, gsize digits, int last)
{
  return strlen (text) == digits && strspn (text, "0123456789") == digits
    && atoi (text) > 0 && atoi (text) <= last;
}

static gboolean
number_wrong (xmlNode *address, const char *name, gsize digits, int last)
{
  g_autofree char *text = fac_sat_text (address, name);

  return text != NULL && !is_number_up_to (text, digits, last);
}

/* The catalogue names the state first. */
static gboolean
zip_wrong (FacSat *sat, const char *zip, const char *state)
{
  g_autoptr (FacCatalogEntry) place = fac_catalog_source_lookup (sat->catalog, FAC_CATALOG_ZIPS,
                                                                 zip);
  g_autoptr (FacCatalogEntry) entry = fac_catalog_source_lookup (sat->catalog,
                                                                 FAC_CATALOG_STATES, state);
  gsize length;

  if (place == NULL || entry == NULL)
    return place == NULL && fac_catalog_source_knows (sat->catalog, FAC_CATALOG_ZIPS,
                                                      zip) == FAC_KNOWN_NO;
  length = strlen (entry->es);
  return strncmp (place->es, entry->es, length) != 0
    || (place->es[length] != '\0' && !g_str_has_prefix (place->es + length, " · "));
}

static void
find (FacSat *sat, gboolean broken, const char *code)
{
  if (code != NULL)
    fac_sat_find_if (sat, broken, code, -1);
}

static void
check_home (FacSat *sat, xmlNode *address, const FacSatAddressCodes *codes)
{
  g_autofree char *state = fac_sat_text (address, "Estado");
  g_autofree char *zip = fac_sat_text (address, "CodigoPostal");
  gboolean known = FALSE;

  find (sat, number_wrong (address, "Colonia", 4, 9999), codes->colonia);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      {
        known = TRUE;
        find (sat, number_wrong (address, "Localidad", 2, states[i].localidades),
              codes->localidad);
        find (sat, number_wrong (address, "Municipio", 3, states[i].municipios),
              codes->municipio);
        find (sat, zip == NULL || zip_wrong (sat, zip, state), codes->zip);
      }
  find (sat, !known, codes->estado);
}

void
fac_sat_check_address (FacSat *sat, xmlNode *address, const FacSatAddressCodes *codes)
{
  if (address == NULL)
    return;
  if (fac_sat_is (address, "Pais", "MEX"))
    {
      check_home (sat, address, codes);
      return;
    }
  find (sat, fac_sat_holds (sat, address, "Pais=USA Estado#" USA_STATES)
        || fac_sat_holds (sat, address, "Pais=CAN Estado#" CAN_STATES), codes->estado);
  find (sat, fac_sat_holds (sat, address, "Pais=USA CodigoPostal^[0-9]{5}(-[0-9]{4})?")
        || fac_sat_holds (sat, address, "Pais=CAN CodigoPostal^[A-Z][0-9][A-Z]\\s[0-9][A-Z][0-9]"),
        codes->zip_shape);
}
