/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-nomina.h"

#define SEPARATION "022|023|025"
#define RETIREMENT "039|044"

/* Of the earnings of those kinds, or with @others of all others: taxed and exempt together. */
static FacDecimal
sum_kinds (FacCheck *check, GPtrArray *earnings, const char *kinds, gboolean others, guint *count)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  *count = 0;
  for (guint i = 0; i < earnings->len; i++)
    {
      const xmlNode *earning = g_ptr_array_index (earnings, i);

      if (fac_check_is (check, earning, "TipoPercepcion", kinds) == others)
        continue;
      (*count)++;
      sum = fac_decimal_add (sum, fac_check_value (check, earning, "ImporteGravado"));
      sum = fac_decimal_add (sum, fac_check_value (check, earning, "ImporteExento"));
    }
  return sum;
}

static void
check_sums (FacCheck *check, const xmlNode *node, GPtrArray *earnings)
{
  guint salaries, separations, retirements, first;
  const FacDecimal salary = sum_kinds (check, earnings, SEPARATION "|" RETIREMENT, TRUE, &salaries);
  const FacDecimal separation = sum_kinds (check, earnings, SEPARATION, FALSE, &separations);
  const FacDecimal retirement = sum_kinds (check, earnings, RETIREMENT, FALSE, &retirements);

  fac_check_rule (check, salaries > 0 && fac_check_get (check, node, "TotalSueldos") == NULL,
                  "NOM77", node, NULL);
  fac_check_equal (check, node, "TotalSueldos", salary, "NOM70");
  fac_check_equal (check, node, "TotalSeparacionIndemnizacion", separation, "NOM71");
  fac_check_equal (check, node, "TotalJubilacionPensionRetiro", retirement, "NOM72");
  fac_check_equal (check, node, "TotalGravado", fac_check_sum (check, earnings, "ImporteGravado"),
                   "NOM73");
  fac_check_equal (check, node, "TotalExento", fac_check_sum (check, earnings, "ImporteExento"),
                   "NOM74");
  fac_check_rule (check,
                  separations > 0 && fac_check_child (node, "SeparacionIndemnizacion") == NULL,
                  "NOM78", node, NULL);
  fac_check_rule (check,
                  retirements > 0 && fac_check_child (node, "JubilacionPensionRetiro") == NULL,
                  "NOM79", node, NULL);
  (void)sum_kinds (check, earnings, "014", FALSE, &first);
  fac_check_rule (check, first > 0 && fac_check_child (node->parent, "Incapacidades") == NULL,
                  "NOM86", node->parent, NULL);
}

static void
check_earning (FacCheck *check, const xmlNode *earning)
{
  const FacDecimal paid = fac_decimal_add (fac_check_value (check, earning, "ImporteGravado"),
                                           fac_check_value (check, earning, "ImporteExento"));
  const gboolean shares = fac_check_is (check, earning, "TipoPercepcion", "045");
  const gboolean overtime = fac_check_is (check, earning, "TipoPercepcion", "019");

  fac_check_rule (check, fac_decimal_sign (paid) <= 0, "NOM75", earning, NULL);
  fac_check_rule (check, shares && fac_check_child (earning, "AccionesOTitulos") == NULL, "NOM82",
                  earning, "TipoPercepcion");
  fac_check_rule (check, !shares && fac_check_child (earning, "AccionesOTitulos") != NULL, "NOM83",
                  earning, "TipoPercepcion");
  fac_check_rule (check, overtime && fac_check_child (earning, "HorasExtra") == NULL, "NOM84",
                  earning, "TipoPercepcion");
  fac_check_rule (check, !overtime && fac_check_child (earning, "HorasExtra") != NULL, "NOM85",
                  earning, "TipoPercepcion");
}

static void
check_retirement (FacCheck *check, const xmlNode *node, GPtrArray *earnings)
{
  const xmlNode *retirement = fac_check_child (node, "JubilacionPensionRetiro");
  const gboolean whole = fac_check_get (check, retirement, "TotalUnaExhibicion") != NULL;
  const gboolean part = fac_check_get (check, retirement, "TotalParcialidad") != NULL;
  const gboolean daily = fac_check_get (check, retirement, "MontoDiario") != NULL;
  guint at_once, by_parts;

  if (retirement == NULL)
    return;
  (void)sum_kinds (check, earnings, "039", FALSE, &at_once);
  (void)sum_kinds (check, earnings, "044", FALSE, &by_parts);
  fac_check_rule (check, at_once > 0 && (!whole || part || daily), "NOM80", retirement, NULL);
  fac_check_rule (check, by_parts > 0 && (whole || !part || !daily), "NOM81", retirement, NULL);
  fac_check_rule (check, whole && (part || daily), "NOM89", retirement, NULL);
  fac_check_rule (check, part && (!daily || whole), "NOM90", retirement, NULL);
}

void
fac_check_nomina_earnings (FacCheck *check, const xmlNode *nomina)
{
  const xmlNode *node = fac_check_child (nomina, "Percepciones");
  g_autoptr (GPtrArray) earnings = fac_check_all (node, "Percepcion");
  static const char *const parts[] = { "TotalSueldos", "TotalSeparacionIndemnizacion",
                                       "TotalJubilacionPensionRetiro" };
  FacDecimal total = FAC_DECIMAL_ZERO;

  if (node == NULL)
    return;
  check_sums (check, node, earnings);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    total = fac_decimal_add (total, fac_check_value (check, node, parts[i]));
  fac_check_differs (
      check,
      !fac_decimal_equal (total, fac_decimal_add (fac_check_value (check, node, "TotalGravado"),
                                                  fac_check_value (check, node, "TotalExento"))),
      "NOM69", node, NULL);
  for (guint i = 0; i < earnings->len; i++)
    check_earning (check, g_ptr_array_index (earnings, i));
  check_retirement (check, node, earnings);
}
