/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-trade.h"

#include "fac-tax-id.h"

#define NS_20 "http://www.sat.gob.mx/ComercioExterior20"
#define NS_11 "http://www.sat.gob.mx/ComercioExterior11"

/* Quantity, unit and unit value at the customs: all three or none. */
static void
check_customs (FacCheck *check, const xmlNode *goods)
{
  static const char *const names[] = { "CantidadAduana", "UnidadAduana", "ValorUnitarioAduana" };
  FacDecimal quantity, price, value;
  guint there = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    there += fac_check_get (check, goods, names[i]) != NULL;
  fac_check_rule (check, there != 0 && there != G_N_ELEMENTS (names), "CCE165", goods, NULL);
  if (fac_check_number (check, goods, "CantidadAduana", &quantity)
      && fac_check_number (check, goods, "ValorUnitarioAduana", &price)
      && fac_check_number (check, goods, "ValorDolares", &value) && !fac_decimal_is_zero (value)
      && !fac_decimal_equal (value, fac_decimal_from_int (1)))
    fac_check_differs (check, !fac_check_product_fits (quantity, price, FALSE, value), "CCE171",
                       goods, "ValorDolares");
}

static void
check_goods (FacCheck *check, const xmlNode *trade)
{
  g_autoptr (GPtrArray) all = fac_check_all (trade, "Mercancias/Mercancia");
  g_autoptr (GPtrArray) lines = fac_check_all (check->root, "Conceptos/Concepto");
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    {
      const char *name = fac_check_get (check, g_ptr_array_index (lines, i), "NoIdentificacion");

      if (name != NULL)
        g_hash_table_add (known, (gpointer)name);
    }
  for (guint i = 0; i < all->len; i++)
    {
      const xmlNode *goods = g_ptr_array_index (all, i);
      const char *name = fac_check_get (check, goods, "NoIdentificacion");

      fac_check_rule (check, name != NULL && !g_hash_table_contains (known, name), "CCE152", goods,
                      "NoIdentificacion");
      check_customs (check, goods);
    }
  if (fac_check_get (check, trade, "TotalUSD") != NULL)
    fac_check_equal (check, trade, "TotalUSD",
                     fac_check_round (fac_check_sum (check, all, "ValorDolares"), 2), "CCE122");
}

static void
check_parties (FacCheck *check, const xmlNode *trade)
{
  const xmlNode *issuer = fac_check_child (trade, "Emisor");
  const char *rfc = fac_check_get (check, check->issuer, "Rfc");
  const gboolean moral = rfc != NULL && fac_tax_id_person (rfc) == FAC_PERSON_MORAL;
  const gboolean curp = fac_check_get (check, issuer, "Curp") != NULL;
  const xmlNode *receiver = fac_check_child (trade, "Receptor");

  fac_check_rule (check, moral && curp, "CCE123", issuer, "Curp");
  fac_check_rule (check, rfc != NULL && !moral && issuer != NULL && !curp, "CCE124", issuer, NULL);
  fac_check_rule (check,
                  !check->old && fac_check_is (check, check->receiver, "Rfc", FAC_RFC_FOREIGN)
                      && fac_check_get (check, check->receiver, "NumRegIdTrib") == NULL
                      && fac_check_get (check, receiver, "NumRegIdTrib") == NULL,
                  "CFDI40155", check->receiver, NULL);
}

static guint
count_trades (FacCheck *check)
{
  guint count = 0;

  for (guint i = 0; i < check->complements->len; i++)
    count += g_str_equal (((const xmlNode *)g_ptr_array_index (check->complements, i))->name,
                          "ComercioExterior");
  return count;
}

void
fac_check_foreign_trade (FacCheck *check)
{
  const xmlNode *trade = fac_check_complement (check, NS_20, "ComercioExterior");

  fac_check_rule (check, fac_check_strays (check, "ComercioExterior"), "CCE114", check->root, NULL);
  if (trade != NULL)
    fac_check_trade_rows (check, trade);
  else
    trade = fac_check_complement (check, NS_11, "ComercioExterior");
  if (trade == NULL)
    return;
  check_parties (check, trade);
  fac_check_rule (check, count_trades (check) > 1, "CCE113", trade, NULL);
  check_goods (check, trade);
}
