/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-places.h"

#include <stdlib.h>
#include <string.h>

/* c_Estado, c_Municipio and c_Localidad: keys run from 1; of a zip its first two digits tell the state. */
static const struct
{
  const char *state;
  int municipalities;
  int localities;
  int first_zip;
  int last_zip;
} states[] = {
  { "AGU", 11, 9, 20, 20 },   { "BCN", 7, 7, 21, 22 },    { "BCS", 9, 12, 23, 23 },
  { "CAM", 13, 11, 24, 24 },  { "CHH", 67, 15, 31, 33 },  { "CHP", 125, 25, 29, 30 },
  { "CMX", 17, 16, 1, 16 },   { "COA", 38, 24, 25, 27 },  { "COL", 10, 5, 28, 28 },
  { "DUR", 39, 12, 34, 35 },  { "GRO", 85, 41, 39, 41 },  { "GUA", 46, 39, 36, 38 },
  { "HID", 84, 15, 42, 43 },  { "JAL", 125, 56, 44, 49 }, { "MEX", 125, 41, 50, 57 },
  { "MIC", 113, 27, 58, 61 }, { "MOR", 36, 8, 62, 62 },   { "NAY", 20, 18, 63, 63 },
  { "NLE", 51, 22, 64, 67 },  { "OAX", 570, 59, 68, 71 }, { "PUE", 217, 17, 72, 75 },
  { "QUE", 18, 4, 76, 76 },   { "ROO", 11, 8, 77, 77 },   { "SIN", 20, 24, 80, 82 },
  { "SLP", 59, 20, 78, 79 },  { "SON", 72, 14, 83, 85 },  { "TAB", 17, 13, 86, 86 },
  { "TAM", 43, 21, 87, 89 },  { "TLA", 60, 6, 90, 90 },   { "VER", 212, 69, 91, 96 },
  { "YUC", 106, 6, 97, 97 },  { "ZAC", 58, 19, 98, 99 },
};

#define STATES_USA "AK|AL|AR|AZ|CA|CO|CT|DC|DE|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|" \
                   "MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY"
#define STATES_CAN "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|UN|YT"

/* What c_Pais and c_Estado say of others. */
static const struct
{
  const char *country;
  const char *states;
  const char *zip;
} countries[] = {
  { "USA", STATES_USA, "^[0-9]{5}(-[0-9]{4})?$" },
  { "CAN", STATES_CAN, "^[A-Z][0-9][A-Z] [0-9][A-Z][0-9]$" },
};

static gboolean
is_number (const char *text, gsize digits, int first, int last)
{
  return strlen (text) == digits && strspn (text, "0123456789") == digits && atoi (text) >= first
         && atoi (text) <= last;
}

static void
check_key (FacCheck *check, const xmlNode *address, const char *name, gsize digits, int last,
           const char *code)
{
  const char *key = fac_check_get (check, address, name);

  fac_check_rule (check, key != NULL && !is_number (key, digits, 1, last), code, address, name);
}

static gboolean
is_zip_of (const char *zip, int first, int last)
{
  g_autofree char *head = g_strndup (zip, 2);

  return is_number (zip, 5, 0, 99999) && is_number (head, 2, first, last);
}

static void
check_home (FacCheck *check, const xmlNode *address, const FacPlaceCodes *codes)
{
  const char *zip = fac_check_get (check, address, "CodigoPostal");
  gboolean known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (fac_check_is (check, address, "Estado", states[i].state))
      {
        known = TRUE;
        check_key (check, address, "Localidad", 2, states[i].localities, codes->locality);
        check_key (check, address, "Municipio", 3, states[i].municipalities,
                   codes->municipality);
        fac_check_rule (check,
                        zip == NULL
                            || !is_zip_of (zip, states[i].first_zip, states[i].last_zip),
                        codes->zip, address, zip != NULL ? "CodigoPostal" : NULL);
      }
  check_key (check, address, "Colonia", 4, 9999, codes->colony);
  fac_check_rule (check, !known, codes->state, address, "Estado");
}

static void
check_abroad (FacCheck *check, const xmlNode *address, const FacPlaceCodes *codes)
{
  const char *state = fac_check_get (check, address, "Estado");
  const char *zip = fac_check_get (check, address, "CodigoPostal");

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      if (!fac_check_is (check, address, "Pais", countries[i].country))
        continue;
      fac_check_rule (check,
                      state != NULL
                          && !fac_check_is (check, address, "Estado", countries[i].states),
                      codes->state, address, "Estado");
      fac_check_rule (check,
                      codes->shape != NULL && zip != NULL
                          && !g_regex_match_simple (countries[i].zip, zip,
                                                    G_REGEX_DOLLAR_ENDONLY, 0),
                      codes->shape, address, "CodigoPostal");
    }
}

void
fac_check_place (FacCheck *check, const xmlNode *address, const FacPlaceCodes *codes)
{
  if (fac_check_is (check, address, "Pais", "MEX"))
    check_home (check, address, codes);
  else if (address != NULL)
    check_abroad (check, address, codes);
}
