/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-tax-id.h"

static gboolean
has (FacCheck *check, const char *name)
{
  return fac_check_get (check, check->receiver, name) != NULL;
}

static gboolean
is (FacCheck *check, const char *name, const char *values)
{
  return fac_check_is (check, check->receiver, name, values);
}

static gboolean
is_moral (const char *rfc)
{
  return rfc != NULL && fac_tax_id_person (rfc) == FAC_PERSON_MORAL;
}

static gboolean
wrong_system (FacCheck *check, const xmlNode *party, const char *name)
{
  const char *system = fac_check_get (check, party, name);
  const char *rfc = fac_check_get (check, party, "Rfc");

  if (check->catalog == NULL || system == NULL || rfc == NULL || fac_tax_id_is_generic (rfc))
    return FALSE;
  return fac_catalog_source_system_allowed (check->catalog, system, is_moral (rfc)) == FAC_KNOWN_NO;
}

static gboolean
wrong_use (FacCheck *check)
{
  const char *use = fac_check_get (check, check->receiver, "UsoCFDI");
  const char *system = fac_check_get (check, check->receiver, "RegimenFiscalReceptor");
  const char *rfc = fac_check_get (check, check->receiver, "Rfc");

  if (check->catalog == NULL || use == NULL || system == NULL || rfc == NULL)
    return FALSE;
  return fac_catalog_source_use_allowed (check->catalog, use, system, is_moral (rfc))
         == FAC_KNOWN_NO;
}

static void
check_abroad (FacCheck *check)
{
  const gboolean foreign = is (check, "Rfc", FAC_RFC_FOREIGN);
  const char *country = fac_check_get (check, check->receiver, "ResidenciaFiscal");
  const char *number = fac_check_get (check, check->receiver, "NumRegIdTrib");

  fac_check_rule (check, !foreign && has (check, "Rfc") && country != NULL, "CFDI40151",
                  check->receiver, "ResidenciaFiscal");
  fac_check_rule (check, is (check, "ResidenciaFiscal", "MEX"), "CFDI40152", check->receiver,
                  "ResidenciaFiscal");
  fac_check_rule (check, foreign && number != NULL && country == NULL, "CFDI40153", check->receiver,
                  NULL);
  fac_check_rule (check, !foreign && has (check, "Rfc") && number != NULL, "CFDI40154",
                  check->receiver, "NumRegIdTrib");
  fac_check_rule (check, foreign && !fac_foreign_number_fits (country, number), "CFDI40156",
                  check->receiver, "NumRegIdTrib");
}

static void
check_receiver (FacCheck *check)
{
  const gboolean generic = is (check, "Rfc", FAC_RFC_PUBLIC "|" FAC_RFC_FOREIGN);
  const char *place = fac_check_get (check, check->root, "LugarExpedicion");

  fac_check_rule (check,
                  is (check, "Nombre", FAC_NAME_PUBLIC) && !is (check, "Rfc", FAC_RFC_PUBLIC),
                  "CFDI40146", check->receiver, "Nombre");
  fac_check_rule (check,
                  generic && place != NULL && has (check, "DomicilioFiscalReceptor")
                      && !is (check, "DomicilioFiscalReceptor", place),
                  "CFDI40149", check->receiver, "DomicilioFiscalReceptor");
  fac_check_rule (check,
                  generic && has (check, "RegimenFiscalReceptor")
                      && !is (check, "RegimenFiscalReceptor", "616"),
                  "CFDI40159", check->receiver, "RegimenFiscalReceptor");
  fac_check_rule (check, wrong_system (check, check->receiver, "RegimenFiscalReceptor"),
                  "CFDI40158", check->receiver, "RegimenFiscalReceptor");
  fac_check_rule (check, wrong_use (check), "CFDI40161", check->receiver, "UsoCFDI");
}

void
fac_check_parties (FacCheck *check)
{
  fac_check_rule (check, wrong_system (check, check->issuer, "RegimenFiscal"), "CFDI40141",
                  check->issuer, "RegimenFiscal");
  if (!check->old)
    check_receiver (check);
  check_abroad (check);
}
