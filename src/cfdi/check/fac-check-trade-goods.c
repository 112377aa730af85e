/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-trade.h"

#include "fac-catalog-source.h"
#include "fac-check-rows.h"

#define SAMPLES "9801000100" /* the fraction of what is sent as a sample, without a sale */
#define UNITS   "01|02|03|04|05|06|07|08|09|10|11|12|13|14|15|16|17|18|19|20|21|22|99"
#define FINE    6

/* What the document says under one NoIdentificacion: in its goods and in its lines. */
typedef struct
{
  const xmlNode *line; /* (nullable): the first */
  FacDecimal stated;   /* dollars of the goods */
  FacDecimal worth;    /* dollars of the lines */
  guint parts;         /* how many of both: each was rounded */
  gboolean unsure;     /* a discount, or goods of next to no value: worth something else */
  gboolean told;
} Item;

typedef struct
{
  FacCheck *check;
  const xmlNode *trade;
  GPtrArray *goods;
  GPtrArray *lines;
  GHashTable *items;
} Goods;

static gboolean
has_customs (FacCheck *check, const xmlNode *goods)
{
  return fac_check_get (check, goods, "CantidadAduana") != NULL
         || fac_check_get (check, goods, "UnidadAduana") != NULL
         || fac_check_get (check, goods, "ValorUnitarioAduana") != NULL;
}

static FacDecimal
in_dollars (const Goods *self, const xmlNode *line, const char *name)
{
  const FacDecimal dollar = fac_check_value (self->check, self->trade, "TipoCambioUSD");
  FacDecimal value = fac_check_value (self->check, line, name), own;

  if (fac_check_number (self->check, self->check->root, "TipoCambio", &own))
    value = fac_decimal_mul (value, own, FINE, FAC_ROUND_HALF_UP);
  return fac_decimal_sign (dollar) > 0 ? fac_decimal_div (value, dollar, FINE, FAC_ROUND_HALF_UP)
                                       : value;
}

static Item *
item_of (const Goods *self, const xmlNode *node)
{
  const char *name = fac_check_get (self->check, node, "NoIdentificacion");
  Item *item = g_hash_table_lookup (self->items, name != NULL ? name : "");

  if (item == NULL)
    {
      item = g_new0 (Item, 1);
      g_hash_table_insert (self->items, g_strdup (name != NULL ? name : ""), item);
    }
  return item;
}

static void
collect (const Goods *self)
{
  FacCheck *check = self->check;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const xmlNode *line = g_ptr_array_index (self->lines, i);
      Item *item = item_of (self, line);

      if (item->line == NULL)
        item->line = line;
      item->worth = fac_decimal_add (item->worth, in_dollars (self, line, "Importe"));
      item->unsure |= fac_check_get (check, line, "Descuento") != NULL;
      item->parts++;
    }
  for (guint i = 0; i < self->goods->len; i++)
    {
      const xmlNode *goods = g_ptr_array_index (self->goods, i);
      Item *item = item_of (self, goods);

      item->stated = fac_decimal_add (item->stated,
                                      fac_check_value (check, goods, "ValorDolares"));
      item->unsure |= fac_check_is (check, goods, "ValorDolares", "0|1|0.00|1.00");
      item->parts++;
    }
}

/* ---- units ------------------------------------------------------------------------------------ */

static gboolean
is_service (const Goods *self, const xmlNode *goods, const xmlNode *line)
{
  if (fac_check_get (self->check, goods, "UnidadAduana") != NULL)
    return fac_check_is (self->check, goods, "UnidadAduana", "99");
  return line != NULL
         && (fac_check_is (self->check, line, "Unidad", "99")
             || fac_check_is (self->check, line, "ClaveUnidad", "E48"));
}

static void
check_unit (const Goods *self, const xmlNode *goods, const xmlNode *line)
{
  FacCheck *check = self->check;
  const char *tariff = fac_check_get (check, goods, "FraccionArancelaria");
  g_autoptr (FacCatalogEntry) entry = NULL;

  fac_check_rule (check, tariff == NULL && !is_service (self, goods, line), "CCE160", goods, NULL);
  if (tariff == NULL || check->catalog == NULL)
    return;
  entry = fac_catalog_source_lookup (check->catalog, FAC_CATALOG_TARIFF_UNITS, tariff);
  if (entry == NULL)
    return;
  if (fac_check_get (check, goods, "UnidadAduana") != NULL)
    fac_check_rule (check, !fac_check_is (check, goods, "UnidadAduana", entry->es), "CCE167",
                    goods, "UnidadAduana");
  else if (line != NULL)
    fac_check_rule (check, !fac_check_is (check, line, "Unidad", entry->es), "CCE162", line,
                    "Unidad");
}

/* Without quantities of their own the goods have those of their line, in the units of the customs. */
static void
check_line (FacCheck *check, const xmlNode *line)
{
  static const FacCheckRow rows[] = {
    { "CCE154", "", { { FAC_UNLIKE, "@Cantidad", "(?!0+([.]0+)?$)[0-9]{1,14}([.][0-9]{1,3})?" } } },
    { "CCE155", "", { { FAC_NOT, "@Unidad", UNITS } } },
    { "CCE156", "", { { FAC_UNLIKE, "@ValorUnitario",
                        "(?!0+([.]0+)?$)[0-9]{1,16}([.][0-9]{1,4})?" } } },
  };

  fac_check_rows (check, line, rows, G_N_ELEMENTS (rows));
}

/* ---- dollars ---------------------------------------------------------------------------------- */

/* A cent for each amount that was rounded. */
static gboolean
is_near (FacDecimal one, FacDecimal other, guint cents)
{
  FacDecimal off = fac_decimal_sub (one, other);

  if (fac_decimal_sign (off) < 0)
    off = fac_decimal_neg (off);
  return fac_decimal_compare (off, fac_decimal_make (cents, 2)) <= 0;
}

static void
check_worth (const Goods *self, const xmlNode *goods, Item *item)
{
  if (item->line == NULL || item->unsure || item->told
      || is_near (item->stated, item->worth, item->parts))
    return;
  item->told = TRUE;
  fac_check_differs (self->check, TRUE, has_customs (self->check, goods) ? "CCE157" : "CCE172",
                     goods, "ValorDolares");
}

static void
check_worth_of_all (const Goods *self)
{
  FacDecimal stated = FAC_DECIMAL_ZERO, worth = FAC_DECIMAL_ZERO;
  guint parts = 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Item *item = value;

      if (item->unsure)
        return;
      stated = fac_decimal_add (stated, item->stated);
      worth = fac_decimal_add (worth, item->worth);
      parts += item->parts;
    }
  fac_check_differs (self->check, !is_near (stated, worth, parts), "CCE158",
                     fac_check_child (self->trade, "Mercancias"), NULL);
}

/* What is given away as a sample is taken back by a discount. */
static void
check_sample (const Goods *self, const xmlNode *goods, const xmlNode *line)
{
  FacCheck *check = self->check;
  const FacDecimal discount = line != NULL ? in_dollars (self, line, "Descuento")
                                           : FAC_DECIMAL_ZERO;

  if (line == NULL || check->type != 'I'
      || !fac_check_is (check, goods, "FraccionArancelaria", SAMPLES))
    return;
  if (!fac_check_rule (check, fac_decimal_is_zero (discount), "CCE163", line, NULL))
    fac_check_differs (check,
                       fac_decimal_compare (fac_check_value (check, goods, "ValorDolares"),
                                            discount) > 0,
                       "CCE164", goods, "ValorDolares");
}

/* ---- all of them ------------------------------------------------------------------------------ */

static void
check_customs (const Goods *self)
{
  static const FacCheckRow free_unit = { "CCE168", "Mercancias/Mercancia",
                                         { { FAC_IS_NOT, "@UnidadAduana", "99" },
                                           { FAC_UNLIKE, "@ValorUnitarioAduana",
                                             "(?!0+([.]0+)?$).*" } } };
  guint with = 0;

  for (guint i = 0; i < self->goods->len; i++)
    with += has_customs (self->check, g_ptr_array_index (self->goods, i));
  fac_check_rule (self->check, with > 0 && with < self->goods->len, "CCE166",
                  fac_check_child (self->trade, "Mercancias"), NULL);
  fac_check_rows (self->check, self->trade, &free_unit, 1);
}

static void
check_twice (const Goods *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->goods->len; i++)
    {
      const xmlNode *goods = g_ptr_array_index (self->goods, i);
      const char *name = fac_check_get (self->check, goods, "NoIdentificacion");
      const char *tariff = fac_check_get (self->check, goods, "FraccionArancelaria");

      fac_check_rule (self->check,
                      name != NULL
                          && !g_hash_table_add (seen,
                                                g_strdup_printf ("%s\n%s", name,
                                                                 tariff != NULL ? tariff : "")),
                      "CCE153", goods, "NoIdentificacion");
    }
}

void
fac_check_trade_goods (FacCheck *check, const xmlNode *trade)
{
  g_autoptr (GPtrArray) all = fac_check_all (trade, "Mercancias/Mercancia");
  g_autoptr (GPtrArray) lines = fac_check_all (check->root, "Conceptos/Concepto");
  g_autoptr (GHashTable) items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const Goods self = { check, trade, all, lines, items };

  collect (&self);
  check_twice (&self);
  check_customs (&self);
  for (guint i = 0; i < all->len; i++)
    {
      const xmlNode *goods = g_ptr_array_index (all, i);
      Item *item = item_of (&self, goods);

      check_unit (&self, goods, item->line);
      if (item->line != NULL && !has_customs (check, goods))
        check_line (check, item->line);
      if (check->type != 'T')
        check_worth (&self, goods, item);
      check_sample (&self, goods, item->line);
    }
  if (check->type != 'T')
    check_worth_of_all (&self);
}
