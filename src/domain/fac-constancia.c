/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-constancia.h"

#include "fac-constancia-private.h"
#include "fac-email.h"
#include "fac-error.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (FacConstancia, fac_constancia, fac_constancia_ref, fac_constancia_unref)

/* ---- blocks --------------------------------------------------------------------------------- */

#define IDENTITY "Datos de Identificación del Contribuyente:"
#define DOMICILE "Datos del domicilio registrado"
#define ACTIVITIES "Actividades Económicas:"
#define SYSTEMS "Regímenes:"
#define DUTIES "Obligaciones:"
#define LEGENDS "Sus datos personales son incorporados"
#define CADENA "Cadena Original Sello:"
#define ID_CIF "idCIF:"

static const char *const parts[] = { "CONSTANCIA DE SITUACIÓN FISCAL", ID_CIF, IDENTITY, DOMICILE,
                                     SYSTEMS };
static const char *const after_identity[] = { DOMICILE, ACTIVITIES, SYSTEMS, NULL };
static const char *const after_domicile[] = { ACTIVITIES, SYSTEMS, DUTIES, LEGENDS, CADENA, NULL };
static const char *const after_systems[] = { DUTIES, LEGENDS, CADENA, NULL };

enum
{
  RFC, CURP, GIVEN_NAME, FIRST_SURNAME, SECOND_SURNAME, COMPANY, CAPITAL, TRADE_NAME, STARTED,
  STATUS, STATUS_SINCE, N_IDENTITY
};

static const char *const identity_labels[N_IDENTITY] = {
  [RFC] = "RFC:",
  [CURP] = "CURP:",
  [GIVEN_NAME] = "Nombre (s):",
  [FIRST_SURNAME] = "Primer Apellido:",
  [SECOND_SURNAME] = "Segundo Apellido:",
  [COMPANY] = "Denominación/Razón Social:",
  [CAPITAL] = "Régimen Capital:",
  [TRADE_NAME] = "Nombre Comercial:",
  [STARTED] = "Fecha inicio de operaciones:",
  [STATUS] = "Estatus en el padrón:",
  [STATUS_SINCE] = "Fecha de último cambio de estado:",
};

enum
{
  ZIP, STREET_KIND, STREET, EXTERIOR, INTERIOR, NEIGHBORHOOD, CITY, MUNICIPALITY, STATE, BETWEEN,
  AND_STREET, EMAIL, PHONE, MOBILE, DOMICILE_STATE, PERSON_STATE, N_DOMICILE
};

static const char *const domicile_labels[N_DOMICILE] = {
  [ZIP] = "Código Postal:",
  [STREET_KIND] = "Tipo de Vialidad:",
  [STREET] = "Nombre de Vialidad:",
  [EXTERIOR] = "Número Exterior:",
  [INTERIOR] = "Número Interior:",
  [NEIGHBORHOOD] = "Nombre de la Colonia:",
  [CITY] = "Nombre de la Localidad:",
  [MUNICIPALITY] = "Nombre del Municipio o Demarcación Territorial:",
  [STATE] = "Nombre de la Entidad Federativa:",
  [BETWEEN] = "Entre Calle:",
  [AND_STREET] = "Y Calle:",
  [EMAIL] = "Correo Electrónico:",
  [PHONE] = "Tel. Fijo Lada:",
  [MOBILE] = "Tel. Móvil Lada:",
  [DOMICILE_STATE] = "Estado del domicilio:",
  [PERSON_STATE] = "Estado del contribuyente en el domicilio:",
};

/* ---- values --------------------------------------------------------------------------------- */

static gboolean
is_digits (const char *text, gsize fewest, gsize most)
{
  gsize digits = strspn (text, "0123456789");

  return text[digits] == '\0' && digits >= fewest && digits <= most;
}

/* the first word, normalised, when it has the shape of an RFC */
static char *
read_rfc (const char *value)
{
  g_auto (GStrv) words = g_strsplit (value != NULL ? value : "", " ", 2);
  g_autofree char *rfc = fac_tax_id_normalize (words[0] != NULL ? words[0] : "");
  FacTaxIdProblem problem = fac_tax_id_check (rfc);

  return problem == FAC_TAX_ID_OK || problem == FAC_TAX_ID_CHECK_DIGIT ? g_steal_pointer (&rfc)
                                                                       : NULL;
}

static char *
read_curp (const char *value)
{
  gsize n = 0;

  while (value != NULL && (g_ascii_isupper (value[n]) || g_ascii_isdigit (value[n])))
    n++;
  return n == 18 ? g_strndup (value, n) : NULL;
}

/* "||2021/10/14|RFC|CONSTANCIA …": it may break over lines */
static char *
read_sealed_rfc (const char *text)
{
  const char *start;
  g_auto (GStrv) cells = NULL;
  g_autofree char *cadena = NULL;

  if (fac_constancia_find (text, CADENA, &start) == NULL)
    return NULL;
  cadena = g_strndup (start, strnlen (start, 400));
  cells = g_strsplit (cadena, "|", 5);
  if (g_strv_length (cells) < 5)
    return NULL;
  {
    g_autofree char *rfc = fac_text_normalize_space (cells[3]);

    return read_rfc (rfc);
  }
}

static char *
read_id_cif (const char *text)
{
  const char *start;
  gsize digits;

  if (fac_constancia_find (text, ID_CIF, &start) == NULL)
    return NULL;
  start += strspn (start, " \n");
  digits = strspn (start, "0123456789");
  return digits >= 6 && digits <= 14 ? g_strndup (start, digits) : NULL;
}

/* "55 Número: 55010177": both telephones have a label of that name */
static char *
read_phone (const char *value)
{
  g_auto (GStrv) cells = g_strsplit (value != NULL ? value : "", "Número:", 2);
  g_autofree char *joined = g_strjoinv (" ", cells);
  g_autofree char *phone = fac_text_normalize_space (joined);

  return strpbrk (phone, "0123456789") != NULL ? g_steal_pointer (&phone) : NULL;
}

static char *
read_name (char **values)
{
  g_autofree char *joined = NULL;

  if (values[COMPANY] != NULL)
    return g_strdup (values[COMPANY]);
  joined = g_strjoin (" ", values[GIVEN_NAME] != NULL ? values[GIVEN_NAME] : "",
                      values[FIRST_SURNAME] != NULL ? values[FIRST_SURNAME] : "",
                      values[SECOND_SURNAME] != NULL ? values[SECOND_SURNAME] : "", NULL);
  {
    g_autofree char *name = fac_text_normalize_space (joined);

    return *name != '\0' ? g_steal_pointer (&name) : NULL;
  }
}

static void
clear_values (char **values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_free (values[i]);
}

/* ---- reading -------------------------------------------------------------------------------- */

static void
read_identity (FacConstancia *self, const char *text)
{
  g_autofree char *block = fac_constancia_cut (text, IDENTITY, after_identity);
  char *values[N_IDENTITY] = { NULL };

  fac_constancia_read_fields (block, identity_labels, N_IDENTITY, values);
  self->rfc = read_rfc (values[RFC]);
  self->curp = read_curp (values[CURP]);
  self->name = read_name (values);
  self->capital = g_steal_pointer (&values[CAPITAL]);
  self->trade_name = g_steal_pointer (&values[TRADE_NAME]);
  self->status = g_steal_pointer (&values[STATUS]);
  clear_values (values, N_IDENTITY);
}

static void
read_domicile (FacConstancia *self, const char *text)
{
  g_autofree char *block = fac_constancia_cut (text, DOMICILE, after_domicile);
  char *values[N_DOMICILE] = { NULL };

  fac_constancia_read_fields (block, domicile_labels, N_DOMICILE, values);
  if (values[ZIP] != NULL && is_digits (values[ZIP], 5, 5))
    self->zip = g_steal_pointer (&values[ZIP]);
  self->street_kind = g_steal_pointer (&values[STREET_KIND]);
  self->street = g_steal_pointer (&values[STREET]);
  self->exterior = g_steal_pointer (&values[EXTERIOR]);
  self->interior = g_steal_pointer (&values[INTERIOR]);
  self->neighborhood = g_steal_pointer (&values[NEIGHBORHOOD]);
  self->city = g_steal_pointer (&values[CITY]);
  self->municipality = g_steal_pointer (&values[MUNICIPALITY]);
  self->state = g_steal_pointer (&values[STATE]);
  self->between = g_steal_pointer (&values[BETWEEN]);
  self->and_street = g_steal_pointer (&values[AND_STREET]);
  if (values[EMAIL] != NULL && fac_email_is_valid (values[EMAIL]))
    self->email = g_steal_pointer (&values[EMAIL]);
  self->phone = read_phone (values[PHONE]);
  if (self->phone == NULL)
    self->phone = read_phone (values[MOBILE]);
  clear_values (values, N_DOMICILE);
}

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
check_parts (const char *text, GError **error)
{
  if (!has_letters (text))
    {
      g_set_error_literal (error, FAC_ERROR, FAC_ERROR_NOT_FOUND,
                           _("There is no text in it: it is a scan, or was printed again. Write the "
                             "data by hand, or ask for the PDF as the SAT gave it."));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (fac_constancia_find (text, parts[i], NULL) == NULL)
      {
        g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                     _("This is not a Constancia de Situación Fiscal: it has no “%s”."), parts[i]);
        return FALSE;
      }
  return TRUE;
}

FacConstancia *
fac_constancia_read (const char *text, FacCatalogSource *catalog, GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *block = NULL;
  g_autoptr (FacConstancia) self = NULL;

  if (strnlen (text, FAC_CONSTANCIA_TEXT_MOST + 1) > FAC_CONSTANCIA_TEXT_MOST)
    {
      g_set_error_literal (error, FAC_ERROR, FAC_ERROR_TOO_LARGE,
                           _("The text is too long for a Constancia de Situación Fiscal."));
      return NULL;
    }
  clean = fac_constancia_clean_text (text);
  if (!check_parts (clean, error))
    return NULL;
  self = g_atomic_rc_box_new0 (FacConstancia);
  read_identity (self, clean);
  read_domicile (self, clean);
  block = fac_constancia_cut (clean, SYSTEMS, after_systems);
  self->systems = fac_constancia_read_systems (block, catalog, &self->ends_known);
  self->id_cif = read_id_cif (clean);
  self->issued = fac_constancia_issue_date (clean);
  self->sealed_rfc = read_sealed_rfc (clean);
  if (self->rfc != NULL)
    return g_steal_pointer (&self);
  g_set_error_literal (error, FAC_ERROR, FAC_ERROR_INVALID,
                       _("The RFC of the Constancia de Situación Fiscal cannot be read."));
  return NULL;
}

/* ---- object --------------------------------------------------------------------------------- */

static void
clear (gpointer data)
{
  FacConstancia *self = data;
  char *owned[] = { self->rfc, self->curp, self->name, self->capital, self->trade_name,
                    self->id_cif, self->status, self->issued, self->sealed_rfc, self->zip,
                    self->street_kind, self->street, self->exterior, self->interior,
                    self->neighborhood, self->city, self->municipality, self->state, self->between,
                    self->and_street, self->email, self->phone };

  clear_values (owned, G_N_ELEMENTS (owned));
  g_clear_pointer (&self->systems, g_ptr_array_unref);
}

FacConstancia *
fac_constancia_ref (FacConstancia *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_constancia_unref (FacConstancia *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

GPtrArray *
fac_constancia_in_force (const FacConstancia *self)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->systems->len; i++)
    {
      const FacConstanciaSystem *system = self->systems->pdata[i];

      if (system->to == NULL)
        g_ptr_array_add (found, self->systems->pdata[i]);
    }
  return found;
}

gboolean
fac_constancia_is_active (const FacConstancia *self)
{
  return g_strcmp0 (self->status, "ACTIVO") == 0 || g_strcmp0 (self->status, "REACTIVADO") == 0;
}
