/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-legal-name.h"

#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

/*
 * Regímenes de capital (LGSM, LMV, LGSC, LIC, Ley Agraria, civil codes) without blanks, points,
 * commas and accents: so one row stands for "S.A. de C.V.", "SA DE CV", "S. A. DE C. V." and "SA de
 * C.V.".
 */
static const char *const regimes[] = {
  "SA", "SADECV", "SAB", "SABDECV", "SAPI", "SAPIDECV", "SAPIB", "SAPIBDECV", "SAS", "SASDECV",
  "SADECVSOFOMENR", "SADECVSOFOMER", "SAPIDECVSOFOMENR", "SAPIDECVSOFOMER", "SADECVSFP",
  "SADECVSIC",
  "SASOFOMENR", "SOFOMENR", "SOFOMER", "SADECVSOFOMENTIDADNOREGULADA",
  "SAPIDECVSOFOMENTIDADNOREGULADA",
  "SDERL", "SDERLDECV", "SRL", "SRLDECV", "SDERLMI", "SDERLDECVMI", "SDERLDEIP", "SDERLDEIPDECV",
  "SPRDERL", "SPRDERLDECV", "SPRDERI", "SPRDERIDECV", "SPRDERS", "SPR", "SSS",
  "SCDERL", "SCDERLDECV", "SCDERS", "SCL", "SCDEPDERLDECV", "SCDECDERLDECV", "SCDEAPDERLDECV",
  "SCDERSDECV",
  "SC", "SCP", "SCI", "AC", "IAP", "IBP", "ABP",
  "SENC", "SENCDECV", "SENNC", "SENCS", "SENCDES", "SENCPORA", "SNC", "SNCIBD", "ARIC", "ARICDERL",
  "ARICDERLDECV",
  "SOCIEDADANONIMA", "SOCIEDADANONIMADECAPITALVARIABLE",
  "SOCIEDADANONIMABURSATIL", "SOCIEDADANONIMABURSATILDECAPITALVARIABLE",
  "SOCIEDADANONIMAPROMOTORADEINVERSION", "SOCIEDADANONIMAPROMOTORADEINVERSIONDECAPITALVARIABLE",
  "SOCIEDADPORACCIONESSIMPLIFICADA", "SOCIEDADPORACCIONESSIMPLIFICADADECAPITALVARIABLE",
  "SOCIEDADDERESPONSABILIDADLIMITADA", "SOCIEDADDERESPONSABILIDADLIMITADADECAPITALVARIABLE",
  "SOCIEDADCIVIL", "ASOCIACIONCIVIL", "INSTITUCIONDEASISTENCIAPRIVADA",
  "SOCIEDADENNOMBRECOLECTIVO", "SOCIEDADENCOMANDITASIMPLE",
  "SOCIEDADCOOPERATIVADERESPONSABILIDADLIMITADA",
  "SOCIEDADCOOPERATIVADERESPONSABILIDADLIMITADADECAPITALVARIABLE",
  "SOCIEDADDEPRODUCCIONRURALDERESPONSABILIDADLIMITADA",
  "SOCIEDADDEPRODUCCIONRURALDERESPONSABILIDADLIMITADADECAPITALVARIABLE",
};

static gboolean
is_regime (const char *tail)
{
  g_autofree char *apart = g_utf8_normalize (tail, -1, G_NORMALIZE_NFD);
  g_autoptr(GString) letters = g_string_new (NULL);

  for (const char *at = apart; *at != '\0'; at++)
    {
      if (g_ascii_isalnum (*at))
        g_string_append_c (letters, *at);
      else if (*at == '&')
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (regimes); i++)
    if (g_str_equal (letters->str, regimes[i]))
      return TRUE;
  return FALSE;
}

/* upper case without the locale's say, composed, one blank between words, none at the ends */
static GString *
upper_and_spaced (const char *name)
{
  GString *text = g_string_new (NULL);
  g_autofree char *visible = fac_text_visible (name);
  g_autofree char *composed = g_utf8_normalize (visible, -1, G_NORMALIZE_NFC);
  gboolean blank = FALSE;

  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_unichar_isspace (character))
        {
          blank = text->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (text, ' ');
      blank = FALSE;
      g_string_append_unichar (text, g_unichar_toupper (character));
    }
  return text;
}

static void
strip_end (GString *text)
{
  while (text->len > 0 && strchr (" .,;", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
}

/* from the left: the first tail that is one is the longest; the first word always stays */
static void
strip_regime (GString *text)
{
  for (const char *blank = strchr (text->str, ' '); blank != NULL; blank = strchr (blank + 1, ' '))
    if (is_regime (blank + 1))
      {
        g_string_truncate (text, blank - text->str);
        strip_end (text);
        return;
      }
}

/* pictures, their colours, and what is no letter of any script; "®" and "°" stand before the arrows */
static gboolean
is_picture (gunichar c)
{
  const GUnicodeType type = g_unichar_type (c);

  if (c >= 0xfe00 && c <= 0xfe0f)
    return TRUE;
  return c >= 0x2190
         && (type == G_UNICODE_OTHER_SYMBOL || type == G_UNICODE_MODIFIER_SYMBOL
             || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED);
}

char *
fac_legal_name_picture (const char *name)
{
  g_autofree char *visible = fac_text_visible (name);

  for (const char *at = visible; *at != '\0'; at = g_utf8_next_char (at))
    if (is_picture (g_utf8_get_char (at)))
      return g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
  return NULL;
}

char *
fac_legal_name_clean (const char *name)
{
  GString *text = upper_and_spaced (name);

  strip_end (text);
  strip_regime (text);
  return g_string_free (text, FALSE);
}

/* people write it with its accent; the SAT compares letter by letter */
static gboolean
names_the_public (const char *name, const char *rfc)
{
  g_autofree char *said = fac_text_fold (name);
  g_autofree char *public = fac_text_fold (FAC_NAME_PUBLIC);

  return g_str_equal (rfc, FAC_RFC_PUBLIC) && g_str_equal (said, public);
}

char *
fac_legal_name_clean_for (const char *name, const char *tax_id)
{
  g_autofree char *rfc = fac_tax_id_normalize (tax_id != NULL ? tax_id : "");
  GString *text = upper_and_spaced (name);

  strip_end (text);
  if (names_the_public (text->str, rfc))
    g_string_assign (text, FAC_NAME_PUBLIC);
  if (fac_tax_id_person (rfc) != FAC_PERSON_FISICA)
    strip_regime (text);
  return g_string_free (text, FALSE);
}
