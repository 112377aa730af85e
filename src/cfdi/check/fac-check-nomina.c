/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"
#include "fac-check-nomina.h"

#include "fac-tax-id.h"

#define NS "http://www.sat.gob.mx/nomina12"
#define EMPLOYED "01|02|03|04|05|06|07|08" /* contracts with social security */

/* ---- the document around it ------------------------------------------------------------------- */

static void
check_root (FacCheck *check)
{
  const char *rfc = fac_check_get (check, check->receiver, "Rfc");

  fac_check_rule (check, !fac_check_is (check, check->root, "Moneda", "MXN"), "NOM1", check->root,
                  "Moneda");
  fac_check_rule (check, check->type != 'N', "NOM2", check->root, "TipoDeComprobante");
  fac_check_rule (check, rfc != NULL && fac_tax_id_person (rfc) == FAC_PERSON_MORAL, "NOM8",
                  check->receiver, "Rfc");
  if (check->old)
    return;
  fac_check_rule (check, !fac_check_is (check, check->root, "Exportacion", "01"), "NOM3",
                  check->root, "Exportacion");
  fac_check_rule (check, fac_check_child (check->root, "InformacionGlobal") != NULL, "NOM4",
                  check->root, NULL);
  fac_check_rule (check, fac_check_get (check, check->issuer, "FacAtrAdquirente") != NULL, "NOM7",
                  check->issuer, "FacAtrAdquirente");
  fac_check_rule (check, !fac_check_is (check, check->receiver, "RegimenFiscalReceptor", "605"),
                  "NOM11", check->receiver, "RegimenFiscalReceptor");
  fac_check_rule (check, !fac_check_is (check, check->receiver, "UsoCFDI", "CN01"), "NOM12",
                  check->receiver, "UsoCFDI");
}

static void
check_line (FacCheck *check, const xmlNode *line)
{
  static const struct
  {
    const char *code, *name, *value;
  } wanted[] = {
    { "NOM14", "ClaveProdServ", "84111505" },
    { "NOM15", "NoIdentificacion", NULL },
    { "NOM16", "Cantidad", "1" },
    { "NOM17", "ClaveUnidad", "ACT" },
    { "NOM18", "Unidad", NULL },
    { "NOM19", "Descripcion", "Pago de nómina" },
    { "NOM23", "ObjetoImp", "01" },
  };
  static const struct
  {
    const char *code, *name;
  } strange[] = {
    { "NOM24", "Impuestos" },           { "NOM25", "ACuentaTerceros" },
    { "NOM26", "InformacionAduanera" }, { "NOM27", "CuentaPredial" },
    { "NOM28", "ComplementoConcepto" }, { "NOM29", "Parte" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const char *found = fac_check_get (check, line, wanted[i].name);

      fac_check_rule (check, found != NULL && g_strcmp0 (found, wanted[i].value) != 0,
                      wanted[i].code, line, wanted[i].name);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (strange); i++)
    fac_check_rule (check, fac_check_child (line, strange[i].name) != NULL, strange[i].code, line,
                    NULL);
}

/* Of all payrolls that the document carries: an ordinary one may stand beside an extraordinary one. */
static FacDecimal
sum_of (FacCheck *check, const char *name)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < check->complements->len; i++)
    if (fac_xml_is (g_ptr_array_index (check->complements, i), NS, "Nomina"))
      sum = fac_decimal_add (
          sum, fac_check_value (check, g_ptr_array_index (check->complements, i), name));
  return sum;
}

static void
check_paid (FacCheck *check)
{
  g_autoptr (GPtrArray) lines = fac_check_all (check->root, "Conceptos/Concepto");
  const xmlNode *line = lines->len > 0 ? g_ptr_array_index (lines, 0) : NULL;
  const FacDecimal paid = fac_decimal_add (sum_of (check, "TotalPercepciones"),
                                           sum_of (check, "TotalOtrosPagos"));

  fac_check_rule (check, lines->len > 1, "NOM13", check->root, NULL);
  if (line == NULL)
    return;
  check_line (check, line);
  fac_check_equal (check, line, "ValorUnitario", paid, "NOM20");
  fac_check_equal (check, line, "Importe", paid, "NOM21");
  fac_check_equal (check, line, "Descuento", sum_of (check, "TotalDeducciones"), "NOM22");
}

/* ---- its own head ----------------------------------------------------------------------------- */

static void
check_head (FacCheck *check, const xmlNode *nomina)
{
  const xmlNode *worker = fac_check_child (nomina, "Receptor");
  const char *from = fac_check_get (check, nomina, "FechaInicialPago");
  const char *to = fac_check_get (check, nomina, "FechaFinalPago");
  const gboolean other = fac_check_is (check, worker, "PeriodicidadPago", "99");

  fac_check_rule (check,
                  fac_check_child (nomina, "Percepciones") == NULL
                      && fac_check_child (nomina, "OtrosPagos") == NULL,
                  "NOM31", nomina, NULL);
  fac_check_rule (check, fac_check_is (check, nomina, "TipoNomina", "O") && other, "NOM33", worker,
                  "PeriodicidadPago");
  fac_check_rule (check,
                  fac_check_is (check, nomina, "TipoNomina", "E") && worker != NULL && !other,
                  "NOM34", worker, "PeriodicidadPago");
  /* dates as they are written sort as they follow */
  fac_check_rule (check, from != NULL && to != NULL && g_strcmp0 (from, to) > 0, "NOM35", nomina,
                  "FechaInicialPago");
}

/* EntidadSNCF is of public bodies: never of a person. */
static void
check_entity (FacCheck *check, const xmlNode *nomina, const xmlNode *entity)
{
  const char *rfc = fac_check_get (check, check->issuer, "Rfc");
  const gboolean mixed = fac_check_is (check, entity, "OrigenRecurso", "IM");
  const FacDecimal paid = fac_decimal_add (fac_check_value (check, nomina, "TotalPercepciones"),
                                           fac_check_value (check, nomina, "TotalOtrosPagos"));
  FacDecimal own;

  if (entity == NULL)
    return;
  fac_check_rule (check, rfc != NULL && fac_tax_id_person (rfc) == FAC_PERSON_FISICA, "NOM46",
                  entity, NULL);
  if (!fac_check_number (check, entity, "MontoRecursoPropio", &own))
    {
      fac_check_rule (check, mixed, "NOM48", entity, NULL);
      return;
    }
  fac_check_rule (check, !mixed, "NOM49", entity, "MontoRecursoPropio");
  fac_check_differs (check, fac_decimal_compare (own, paid) >= 0, "NOM50", entity,
                     "MontoRecursoPropio");
}

static void
check_employer (FacCheck *check, const xmlNode *nomina)
{
  static const char *const needed[] = { "NumSeguridadSocial", "FechaInicioRelLaboral", "Antigüedad",
                                        "RiesgoPuesto", "SalarioDiarioIntegrado" };
  const xmlNode *employer = fac_check_child (nomina, "Emisor");
  const xmlNode *worker = fac_check_child (nomina, "Receptor");
  const char *rfc = fac_check_get (check, check->issuer, "Rfc");
  const gboolean moral = rfc != NULL && fac_tax_id_person (rfc) == FAC_PERSON_MORAL;
  const gboolean registered = fac_check_get (check, employer, "RegistroPatronal") != NULL;
  const xmlNode *entity = fac_check_child (employer, "EntidadSNCF");

  fac_check_rule (check, moral && fac_check_get (check, employer, "Curp") != NULL, "NOM5", employer,
                  "Curp");
  fac_check_rule (check, rfc != NULL && !moral && fac_check_get (check, employer, "Curp") == NULL,
                  "NOM6", nomina, NULL);
  fac_check_rule (check, fac_check_is (check, worker, "TipoContrato", EMPLOYED) && !registered,
                  "NOM42", worker, "TipoContrato");
  fac_check_rule (check, fac_check_is (check, worker, "TipoContrato", "09|10|99") && registered,
                  "NOM43", employer, "RegistroPatronal");
  for (gsize i = 0; registered && i < G_N_ELEMENTS (needed); i++)
    if (fac_check_rule (check, fac_check_get (check, worker, needed[i]) == NULL, "NOM44", worker,
                        NULL))
      break;
  check_entity (check, nomina, entity);
}

/* ---- sums ------------------------------------------------------------------------------------- */

static FacDecimal
total_of (FacCheck *check, const xmlNode *node, const char *const *names)
{
  FacDecimal total = FAC_DECIMAL_ZERO;

  for (; *names != NULL; names++)
    total = fac_decimal_add (total, fac_check_value (check, node, *names));
  return total;
}

static void
check_totals (FacCheck *check, const xmlNode *nomina)
{
  static const char *const earned[] = { "TotalSueldos", "TotalSeparacionIndemnizacion",
                                        "TotalJubilacionPensionRetiro", NULL };
  static const char *const deducted[] = { "TotalOtrasDeducciones", "TotalImpuestosRetenidos",
                                          NULL };
  const xmlNode *earnings = fac_check_child (nomina, "Percepciones");
  const xmlNode *deductions = fac_check_child (nomina, "Deducciones");
  g_autoptr (GPtrArray) others = fac_check_all (nomina, "OtrosPagos/OtroPago");

  fac_check_rule (check,
                  earnings == NULL && fac_check_get (check, nomina, "TotalPercepciones") != NULL,
                  "NOM36", nomina, "TotalPercepciones");
  fac_check_rule (check,
                  deductions == NULL && fac_check_get (check, nomina, "TotalDeducciones") != NULL,
                  "NOM38", nomina, "TotalDeducciones");
  if (earnings != NULL)
    fac_check_equal (check, nomina, "TotalPercepciones", total_of (check, earnings, earned),
                     "NOM37");
  if (deductions != NULL)
    fac_check_equal (check, nomina, "TotalDeducciones", total_of (check, deductions, deducted),
                     "NOM39");
  fac_check_equal (check, nomina, "TotalOtrosPagos", fac_check_sum (check, others, "Importe"),
                   "NOM40");
  fac_check_differs (check,
                     others->len > 0 && fac_check_get (check, nomina, "TotalOtrosPagos") == NULL,
                     "NOM40", nomina, NULL);
}

static void
check_complement (FacCheck *check, const xmlNode *nomina)
{
  check_head (check, nomina);
  check_employer (check, nomina);
  check_totals (check, nomina);
  fac_check_nomina_worker (check, nomina);
  fac_check_nomina_earnings (check, nomina);
  fac_check_nomina_rest (check, nomina);
}

void
fac_check_nomina (FacCheck *check)
{
  if (fac_check_complement (check, NS, "Nomina") == NULL)
    {
      fac_check_rule (check, check->type == 'N', "NOM30", check->root, NULL);
      return;
    }
  check_root (check);
  check_paid (check);
  for (guint i = 0; i < check->complements->len; i++)
    if (fac_xml_is (g_ptr_array_index (check->complements, i), NS, "Nomina"))
      check_complement (check, g_ptr_array_index (check->complements, i));
}
