/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-price-target.h"

#define PRICE_DECIMALS 6
#define LARGEST G_GINT64_CONSTANT (1000000000000000000) /* 10^12, in millionths */
#define PERCENT_DECIMALS 8

/*
 * Each figure of the document is rounded for itself, so that its total jumps up and down by cents while the price
 * grows; but each of the rounded figures alone only grows. Between two prices where all of them are the same, the
 * total is the same: halving the others finds every price at which something changes.
 */
typedef struct
{
  FacInvoice       *invoice;
  FacInvoiceLine   *line;
  FacInvoiceTotals *totals;
  FacPriceGoal      goal;
  FacDecimal        wanted;
  gint64            best; /* 0 none yet */
  guint             best_zeros;
  FacDecimal        below, above;
} Search;

/* What the document is at one price. */
typedef struct
{
  gint64     price;
  FacDecimal figure;
  GArray    *parts; /* (element-type FacDecimal) */
} Point;

FacDecimal
fac_price_goal_figure (const FacInvoiceTotals *totals, FacPriceGoal goal)
{
  if (goal == FAC_PRICE_GOAL_RECEIVED)
    return totals->total;
  return fac_decimal_add (totals->total, fac_decimal_add (totals->withheld,
                                                          totals->local_withheld));
}

static void
add_part (Point *point, FacDecimal part)
{
  g_array_append_val (point->parts, part);
}

static void
point_clear (Point *point)
{
  g_clear_pointer (&point->parts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Point, point_clear)

static Point
look (Search *self, gint64 price)
{
  FacInvoiceTotals *totals = self->totals;
  Point point = { .price = price, .parts = g_array_new (FALSE, FALSE, sizeof (FacDecimal)) };

  self->line->product->price = fac_decimal_make (price, PRICE_DECIMALS);
  fac_invoice_line_apply_percent (self->line);
  fac_invoice_totals_compute (totals, self->invoice);
  point.figure = fac_price_goal_figure (totals, self->goal);
  add_part (&point, totals->subtotal);
  add_part (&point, self->line->discount);
  for (guint i = 0; i < totals->groups->len; i++)
    add_part (&point, g_array_index (totals->groups, FacTaxGroup, i).amount);
  for (guint i = 0; i < totals->local_groups->len; i++)
    add_part (&point, g_array_index (totals->local_groups, FacLocalTaxGroup, i).amount);
  return point;
}

static gboolean
is_same (const Point *a, const Point *b)
{
  if (a->parts->len != b->parts->len)
    return FALSE;
  for (guint i = 0; i < a->parts->len; i++)
    if (!fac_decimal_equal (g_array_index (a->parts, FacDecimal, i),
                            g_array_index (b->parts, FacDecimal, i)))
      return FALSE;
  return TRUE;
}

/* The number of fewest decimals between two. */
static gint64
roundest (gint64 low, gint64 high, guint *zeros)
{
  gint64 unit = 1, found = low;

  *zeros = 0;
  for (guint places = 1; places <= PRICE_DECIMALS; places++)
    {
      gint64 up;

      unit *= 10;
      up = (low + unit - 1) / unit * unit;
      if (up > high)
        break;
      found = up;
      *zeros = places;
    }
  return found;
}

static void
note (Search *self, const Point *low, const Point *high)
{
  int side = fac_decimal_compare (low->figure, self->wanted);
  guint zeros;
  gint64 price;

  if (side < 0 && (self->below.overflow || fac_decimal_compare (low->figure, self->below) > 0))
    self->below = low->figure;
  if (side > 0 && (self->above.overflow || fac_decimal_compare (low->figure, self->above) < 0))
    self->above = low->figure;
  if (side != 0 || high->price <= 0)
    return;
  price = roundest (MAX (low->price, 1), high->price, &zeros);
  if (self->best == 0 || zeros > self->best_zeros)
    {
      self->best = price;
      self->best_zeros = zeros;
    }
}

static void
search (Search *self, const Point *low, const Point *high)
{
  if (is_same (low, high))
    note (self, low, high);
  else if (high->price - low->price <= 1)
    {
      note (self, low, low);
      note (self, high, high);
    }
  else
    {
      g_auto (Point) middle = look (self, low->price + (high->price - low->price) / 2);

      search (self, low, &middle);
      search (self, &middle, high);
    }
}

/* The first price at which the figure is @level, give or take the cents of rounding. */
static gint64
reach (Search *self, FacDecimal level)
{
  gint64 low = 0, high = 1;

  while (high < LARGEST)
    {
      g_auto (Point) point = look (self, high);

      if (fac_decimal_compare (point.figure, level) >= 0)
        break;
      low = high;
      high *= 2;
    }
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;
      g_auto (Point) point = look (self, middle);

      if (fac_decimal_compare (point.figure, level) >= 0)
        high = middle;
      else
        low = middle;
    }
  return MIN (high, LARGEST);
}

static FacPriceTarget
give_up (void)
{
  return (FacPriceTarget) { .below = fac_decimal_overflowed (), .above = fac_decimal_overflowed () };
}

FacPriceTarget
fac_price_target_find (const FacInvoice *invoice, guint line, FacPriceGoal goal, FacDecimal wanted)
{
  FacPriceTarget result = give_up ();
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr (FacInvoice) copy = NULL;
  FacDecimal slack;
  Search self;

  if (line >= invoice->lines->len || wanted.overflow || fac_decimal_sign (wanted) <= 0)
    return result;
  copy = fac_invoice_copy (invoice);
  self = (Search) { .invoice = copy, .line = copy->lines->pdata[line], .totals = totals,
                    .goal = goal, .wanted = wanted, .below = result.below, .above = result.above };
  fac_invoice_totals_compute (totals, copy);
  /* each rounded figure is half a unit away from the truth at most */
  slack = fac_decimal_make (3 + totals->groups->len + totals->local_groups->len, totals->decimals);
  {
    gint64 from = reach (&self, fac_decimal_sub (wanted, slack));
    gint64 to = reach (&self, fac_decimal_add (wanted, slack));
    g_auto (Point) low = look (&self, from > 0 ? from - 1 : 0);
    g_auto (Point) high = look (&self, to);

    search (&self, &low, &high);
  }
  result.found = self.best != 0;
  result.price = fac_decimal_trim (fac_decimal_make (self.best, PRICE_DECIMALS), 2);
  result.below = self.below;
  result.above = self.above;
  return result;
}

static guint
largest_line (const FacInvoiceTotals *totals)
{
  guint largest = 0;

  for (guint i = 1; i < totals->lines->len; i++)
    if (fac_decimal_compare (g_array_index (totals->lines, FacLineTotals, i).amount,
                             g_array_index (totals->lines, FacLineTotals, largest).amount) > 0)
      largest = i;
  return largest;
}

FacInvoice *
fac_price_target_scale (const FacInvoice *invoice, FacPriceGoal goal, FacDecimal wanted,
                        FacPriceTarget *target)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr (FacInvoice) copy = fac_invoice_copy (invoice);
  FacDecimal part;
  guint largest;

  *target = give_up ();
  fac_invoice_totals_compute (totals, copy);
  if (copy->lines->len == 0 || fac_decimal_sign (fac_price_goal_figure (totals, goal)) <= 0)
    return NULL;
  part = fac_decimal_div (wanted, fac_price_goal_figure (totals, goal), PERCENT_DECIMALS,
                          FAC_ROUND_HALF_UP);
  for (guint i = 0; i < copy->lines->len; i++)
    {
      FacInvoiceLine *line = copy->lines->pdata[i];

      line->product->price = fac_decimal_mul (line->product->price, part, 2, FAC_ROUND_HALF_UP);
      fac_invoice_line_apply_percent (line);
    }
  largest = largest_line (totals);
  *target = fac_price_target_find (copy, largest, goal, wanted);
  if (!target->found)
    return NULL;
  ((FacInvoiceLine *) copy->lines->pdata[largest])->product->price = target->price;
  fac_invoice_line_apply_percent (copy->lines->pdata[largest]);
  return g_steal_pointer (&copy);
}
