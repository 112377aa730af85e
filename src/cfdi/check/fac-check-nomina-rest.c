/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-nomina.h"

static FacDecimal
sum_kind (FacCheck *check, GPtrArray *nodes, const char *kind_name, const char *kind,
          const char *amount, guint *count)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  *count = 0;
  for (guint i = 0; i < nodes->len; i++)
    {
      const xmlNode *node = g_ptr_array_index (nodes, i);

      if (!fac_check_is (check, node, kind_name, kind))
        continue;
      (*count)++;
      sum = fac_decimal_add (sum, fac_check_value (check, node, amount));
    }
  return sum;
}

static void
check_deductions (FacCheck *check, const xmlNode *nomina)
{
  const xmlNode *node = fac_check_child (nomina, "Deducciones");
  g_autoptr (GPtrArray) deductions = fac_check_all (node, "Deduccion");
  FacDecimal taxes;
  guint count;

  if (node == NULL)
    return;
  taxes = sum_kind (check, deductions, "TipoDeduccion", "002", "Importe", &count);
  if (count == 0)
    fac_check_rule (check, fac_check_get (check, node, "TotalImpuestosRetenidos") != NULL, "NOM92",
                    node, "TotalImpuestosRetenidos");
  else
    fac_check_equal (check, node, "TotalImpuestosRetenidos", taxes, "NOM91");
  fac_check_equal (check, node, "TotalOtrasDeducciones",
                   fac_decimal_sub (fac_check_sum (check, deductions, "Importe"), taxes), "NOM39");
  for (guint i = 0; i < deductions->len; i++)
    {
      const xmlNode *each = g_ptr_array_index (deductions, i);

      fac_check_rule (check, fac_decimal_sign (fac_check_value (check, each, "Importe")) <= 0,
                      "NOM96", each, "Importe");
    }
}

/* What was lost to days of illness: deducted (006), or paid in their stead (014). */
static void
check_illness (FacCheck *check, const xmlNode *nomina)
{
  g_autoptr (GPtrArray) illnesses = fac_check_all (nomina, "Incapacidades/Incapacidad");
  g_autoptr (GPtrArray) deductions = fac_check_all (nomina, "Deducciones/Deduccion");
  g_autoptr (GPtrArray) earnings = fac_check_all (nomina, "Percepciones/Percepcion");
  const FacDecimal lost = fac_check_sum (check, illnesses, "ImporteMonetario");
  guint deducted, exempt, taxed;
  const FacDecimal deduction =
      sum_kind (check, deductions, "TipoDeduccion", "006", "Importe", &deducted);
  FacDecimal paid = sum_kind (check, earnings, "TipoPercepcion", "014", "ImporteExento", &exempt);

  paid = fac_decimal_add (
      paid, sum_kind (check, earnings, "TipoPercepcion", "014", "ImporteGravado", &taxed));
  fac_check_rule (check, deducted > 0 && illnesses->len == 0, "NOM94", nomina, NULL);
  if (illnesses->len == 0)
    return;
  fac_check_differs (check, deducted > 0 && !fac_decimal_equal (deduction, lost), "NOM95",
                     g_ptr_array_index (illnesses, 0), NULL);
  fac_check_differs (check, exempt > 0 && !fac_decimal_equal (paid, lost), "NOM87",
                     g_ptr_array_index (illnesses, 0), "ImporteMonetario");
}

/* A balance is of the year that is paid, or of the one before. */
static void
check_year (FacCheck *check, const xmlNode *balance)
{
  const char *year = fac_check_get (check, balance, "Año");
  const char *issued = fac_check_get (check, check->root, "Fecha");
  const gint64 age = year != NULL && issued != NULL
                         ? g_ascii_strtoll (issued, NULL, 10) - g_ascii_strtoll (year, NULL, 10)
                         : 0;

  fac_check_rule (check, age < 0 || age > 1, "NOM103", balance, "Año");
}

/* 007 and 008 stand instead of the subsidy. */
static void
check_subsidy (FacCheck *check, const xmlNode *nomina, GPtrArray *others)
{
  gboolean own = FALSE, instead = FALSE;

  for (guint i = 0; i < others->len; i++)
    {
      own |= fac_check_is (check, g_ptr_array_index (others, i), "TipoOtroPago", "002");
      instead |= fac_check_is (check, g_ptr_array_index (others, i), "TipoOtroPago", "007|008");
    }
  fac_check_rule (check, own && instead, "NOM105", fac_check_child (nomina, "OtrosPagos"), NULL);
}

static void
check_other (FacCheck *check, const xmlNode *other, const xmlNode *worker)
{
  const xmlNode *subsidy = fac_check_child (other, "SubsidioAlEmpleo");
  const xmlNode *balance = fac_check_child (other, "CompensacionSaldosAFavor");
  const FacDecimal amount = fac_check_value (check, other, "Importe");
  const gboolean is_subsidy = fac_check_is (check, other, "TipoOtroPago", "002");

  fac_check_rule (check, fac_check_is (check, other, "TipoOtroPago", "004") && balance == NULL,
                  "NOM98", other, "TipoOtroPago");
  fac_check_rule (check, is_subsidy && subsidy == NULL, "NOM99", other, "TipoOtroPago");
  fac_check_rule (check, !is_subsidy && fac_decimal_sign (amount) <= 0, "NOM100", other, "Importe");
  if (balance != NULL)
    fac_check_rule (check,
                    fac_decimal_compare (fac_check_value (check, balance, "SaldoAFavor"),
                                         fac_check_value (check, balance, "RemanenteSalFav"))
                        < 0,
                    "NOM102", balance, "SaldoAFavor");
  check_year (check, balance);
  fac_check_rule (check,
                  fac_check_is (check, other, "TipoOtroPago", "002|007|008") && worker != NULL
                      && !fac_check_is (check, worker, "TipoRegimen", "02"),
                  "NOM106", other, "TipoOtroPago");
  fac_check_differs (
      check,
      is_subsidy && subsidy != NULL
          && fac_decimal_compare (amount, fac_check_value (check, subsidy, "SubsidioCausado")) > 0,
      "NOM107", other, "Importe");
}

void
fac_check_nomina_rest (FacCheck *check, const xmlNode *nomina)
{
  g_autoptr (GPtrArray) others = fac_check_all (nomina, "OtrosPagos/OtroPago");

  check_deductions (check, nomina);
  check_illness (check, nomina);
  check_subsidy (check, nomina, others);
  for (guint i = 0; i < others->len; i++)
    check_other (check, g_ptr_array_index (others, i), fac_check_child (nomina, "Receptor"));
}
