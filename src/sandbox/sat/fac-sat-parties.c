/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-rules.h"

#include "fac-sandbox-register.h"
#include "fac-tax-id.h"

#include <stdlib.h>
#include <string.h>

static gboolean
is_moral (xmlNode *party)
{
  g_autofree char *rfc = fac_sat_text (party, "Rfc");

  return rfc != NULL && g_utf8_strlen (rfc, -1) == 12;
}

static int
two_digits (xmlNode *node, const char *name)
{
  g_autofree char *text = fac_sat_text (node, name);

  return text != NULL && strlen (text) == 2 && strspn (text, "0123456789") == 2 ? atoi (text) : 0;
}

static gboolean
year_fits (FacSat *sat)
{
  g_autofree char *text = fac_sat_text (sat->period, "Año");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (sat->now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, sat->zone);
  gint64 year = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;

  return year <= g_date_time_get_year (local) && year >= g_date_time_get_year (local) - 5;
}

void
fac_sat_check_period (FacSat *sat)
{
  gboolean global = sat->type == 'I' && fac_sat_is (sat->receiver, "Rfc", FAC_RFC_PUBLIC)
    && fac_sat_is (sat->receiver, "Nombre", FAC_NAME_PUBLIC);
  int periodicity = two_digits (sat->period, "Periodicidad");
  int months = two_digits (sat->period, "Meses");

  fac_sat_find_if (sat, global != (sat->period != NULL), "CFDI40130", -1);
  if (sat->period == NULL)
    return;
  fac_sat_find_if (sat, periodicity < 1 || periodicity > 5, "CFDI40131", -1);
  fac_sat_find_if (sat, periodicity == 5 && !fac_sat_is (sat->issuer, "RegimenFiscal", "621"),
                   "CFDI40132", -1);
  fac_sat_find_if (sat, months < 1 || months > 18, "CFDI40133", -1);
  fac_sat_find_if (sat, periodicity != 5 && months > 12, "CFDI40134", -1);
  fac_sat_find_if (sat, periodicity == 5 && months >= 1 && months < 13, "CFDI40135", -1);
  fac_sat_find_if (sat, !year_fits (sat), "CFDI40136", -1);
}

static void
check_issuer (FacSat *sat)
{
  g_autofree char *system = fac_sat_text (sat->issuer, "RegimenFiscal");

  fac_sat_find_if (sat, fac_sat_holds (sat, sat->issuer, "FacAtrAdquirente^[0-9]{10}"),
                   "CFDI40142", -1);
  if (fac_sat_unknown (sat, sat->issuer, "RegimenFiscal", FAC_CATALOG_TAX_SYSTEMS))
    fac_sat_find (sat, "CFDI40140", -1);
  else if (system != NULL
           && fac_catalog_source_system_allowed (sat->catalog, system,
                                                 is_moral (sat->issuer)) == FAC_KNOWN_NO)
    fac_sat_find (sat, "CFDI40141", -1);
}

static void
find_named (FacSat *sat, const char *code, int line)
{
  if (code != NULL)
    fac_sat_find (sat, code, line);
}

/* The simulated register is the only one there is; its words become the SAT's codes. */
void
fac_sat_check_register (FacSat *sat, const char *rfc, const char *name, const char *zip,
                        const FacSatRegisterCodes *codes, int line)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  FacSandboxTaxpayer taxpayer = { .legal_name = name, .tax_id = rfc, .zip = zip };

  if (rfc == NULL || fac_tax_id_is_generic (rfc))
    return;
  fac_sandbox_register_check (sat->catalog, &taxpayer, "", faults);
  for (guint i = 0; i < faults->len; i++)
    {
      const char *word = ((FacSandboxFault *) g_ptr_array_index (faults, i))->code;

      if (g_str_equal (word, "tax_id_not_found"))
        find_named (sat, codes->unknown_rfc, line);
      else if (g_str_equal (word, "legal_name_mismatch"))
        find_named (sat, codes->other_name, line);
      else if (g_str_equal (word, "tax_address_zip_mismatch"))
        find_named (sat, codes->other_zip, line);
    }
  if (name != NULL && strstr (name, "NOMBRE DESCONOCIDO") != NULL)
    find_named (sat, codes->unknown_name, line);
  if (zip != NULL && fac_catalog_source_knows (sat->catalog, FAC_CATALOG_ZIPS,
                                               zip) == FAC_KNOWN_NO)
    find_named (sat, codes->unknown_zip, line);
}

static void
check_registered (FacSat *sat)
{
  static const FacSatRegisterCodes issuer = { NULL, "CFDI40138", "CFDI40139", NULL, NULL };
  static const FacSatRegisterCodes receiver = { "CFDI40143", "CFDI40144", "CFDI40145",
                                                "CFDI40147", "CFDI40148" };
  g_autofree char *rfc = fac_sat_text (sat->receiver, "Rfc");
  g_autofree char *name = fac_sat_text (sat->receiver, "Nombre");
  g_autofree char *zip = fac_sat_text (sat->receiver, "DomicilioFiscalReceptor");
  g_autofree char *own_rfc = fac_sat_text (sat->issuer, "Rfc");
  g_autofree char *own_name = fac_sat_text (sat->issuer, "Nombre");

  fac_sat_check_register (sat, rfc, name, zip, &receiver, -1);
  fac_sat_check_register (sat, own_rfc, own_name, NULL, &issuer, -1);
}

static void
check_generic (FacSat *sat)
{
  g_autofree char *place = fac_sat_text (sat->root, "LugarExpedicion");

  fac_sat_find_if (sat, !fac_sat_is (sat->receiver, "DomicilioFiscalReceptor", place), "CFDI40149",
                   -1);
  fac_sat_find_if (sat, !fac_sat_is (sat->receiver, "RegimenFiscalReceptor", "616"), "CFDI40159",
                   -1);
}

static gboolean
number_is_wrong (FacSat *sat)
{
  g_autofree char *country = fac_sat_text (sat->receiver, "ResidenciaFiscal");
  g_autofree char *number = fac_sat_text (sat->receiver, "NumRegIdTrib");

  return fac_sat_foreign_id_wrong (country, number);
}

static void
check_residence (FacSat *sat, gboolean foreign)
{
  gboolean country = fac_sat_has (sat->receiver, "ResidenciaFiscal");
  gboolean number = fac_sat_has (sat->receiver, "NumRegIdTrib");

  fac_sat_find_if (sat, fac_sat_unknown (sat, sat->receiver, "ResidenciaFiscal",
                                         FAC_CATALOG_COUNTRIES),
                   "CFDI40150", -1);
  fac_sat_find_if (sat, country && !foreign, "CFDI40151", -1);
  fac_sat_find_if (sat, country && fac_sat_is (sat->receiver, "ResidenciaFiscal", "MEX"),
                   "CFDI40152", -1);
  fac_sat_find_if (sat, foreign && number && !country, "CFDI40153", -1);
  fac_sat_find_if (sat, number && !foreign, "CFDI40154", -1);
  fac_sat_find_if (sat, foreign && !number && fac_sat_is (sat->root, "Exportacion", "02"),
                   "CFDI40155", -1);
  fac_sat_find_if (sat, foreign && number_is_wrong (sat), "CFDI40156", -1);
}

static void
check_system_and_use (FacSat *sat, gboolean generic)
{
  g_autofree char *system = fac_sat_text (sat->receiver, "RegimenFiscalReceptor");
  g_autofree char *use = fac_sat_text (sat->receiver, "UsoCFDI");
  gboolean moral = is_moral (sat->receiver);

  if (system == NULL || use == NULL)
    return;
  if (fac_sat_unknown (sat, sat->receiver, "RegimenFiscalReceptor", FAC_CATALOG_TAX_SYSTEMS))
    fac_sat_find (sat, "CFDI40157", -1);
  else if (!generic && fac_catalog_source_system_allowed (sat->catalog, system,
                                                          moral) == FAC_KNOWN_NO)
    fac_sat_find (sat, "CFDI40158", -1);
  if (fac_sat_unknown (sat, sat->receiver, "UsoCFDI", FAC_CATALOG_USES))
    fac_sat_find (sat, "CFDI40160", -1);
  else if (fac_catalog_source_use_allowed (sat->catalog, use, system, moral) == FAC_KNOWN_NO)
    fac_sat_find (sat, "CFDI40161", -1);
}

void
fac_sat_check_parties (FacSat *sat)
{
  gboolean foreign = fac_sat_is (sat->receiver, "Rfc", FAC_RFC_FOREIGN);
  gboolean generic = foreign || fac_sat_is (sat->receiver, "Rfc", FAC_RFC_PUBLIC);

  check_issuer (sat);
  check_registered (sat);
  fac_sat_find_if (sat, fac_sat_is (sat->receiver, "Nombre", FAC_NAME_PUBLIC)
                   && !fac_sat_is (sat->receiver, "Rfc", FAC_RFC_PUBLIC), "CFDI40146", -1);
  if (generic)
    check_generic (sat);
  check_residence (sat, foreign);
  check_system_and_use (sat, generic);
}
