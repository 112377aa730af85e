/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-totals.h"

#include "fac-money.h"
#include "fac-product-price.h"

#include <string.h>

/* usual documents have few groups; where the same tax of the line before went is looked at first */
#define HINTS 8
#define MICRO 1000000

typedef struct
{
  FacInvoiceTotals *totals;
  FacLineTax       *next_tax;
  guint             n_taxes;
  guint             hints[HINTS];
} Run;

static const FacDecimal zero6 = { 0, FAC_LINE_DECIMALS, 0 };

static inline FacDecimal
at_line_scale (FacDecimal value)
{
  return value.scale == FAC_LINE_DECIMALS
         ? value : fac_decimal_round (value, FAC_LINE_DECIMALS, FAC_ROUND_HALF_UP);
}

static inline FacDecimal
product6 (FacDecimal a, FacDecimal b)
{
  return fac_decimal_mul (a, b, FAC_LINE_DECIMALS, FAC_ROUND_HALF_UP);
}

FacInvoiceTotals *
fac_invoice_totals_new (void)
{
  FacInvoiceTotals *self = g_new0 (FacInvoiceTotals, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (FacLineTotals));
  self->line_taxes = g_array_new (FALSE, FALSE, sizeof (FacLineTax));
  self->groups = g_array_new (FALSE, FALSE, sizeof (FacTaxGroup));
  self->local_groups = g_array_new (FALSE, FALSE, sizeof (FacLocalTaxGroup));
  return self;
}

void
fac_invoice_totals_free (FacInvoiceTotals *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->lines);
  g_array_unref (self->line_taxes);
  g_array_unref (self->groups);
  g_array_unref (self->local_groups);
  g_free (self);
}

static inline gboolean
same_rate (const FacDecimal *a, const FacDecimal *b)
{
  if (a->scale == b->scale)
    return a->coefficient == b->coefficient;
  return fac_decimal_compare (*a, *b) == 0;
}

static inline gboolean
group_takes (const FacTaxGroup *group, const FacTax *tax)
{
  if (group->kind != tax->kind || group->withholding != !!tax->withholding)
    return FALSE;
  if (tax->withholding)
    return TRUE;
  return group->factor == tax->factor
         && (tax->factor == FAC_TAX_EXENTO || same_rate (&group->rate, &tax->rate));
}

static guint
find_group (FacInvoiceTotals *totals, const FacTax *tax)
{
  FacTaxGroup group = { .kind = tax->kind, .factor = tax->factor, .withholding = !!tax->withholding,
                        .base = zero6, .amount = zero6 };

  for (guint i = 0; i < totals->groups->len; i++)
    if (group_takes (&g_array_index (totals->groups, FacTaxGroup, i), tax))
      return i;
  if (tax->factor != FAC_TAX_EXENTO)
    group.rate = tax->rate;
  g_array_append_val (totals->groups, group);
  return totals->groups->len - 1;
}

static inline FacTaxGroup *
group_of (Run *run, const FacTax *tax, guint position)
{
  GArray *groups = run->totals->groups;
  guint slot = position % HINTS;
  guint hint = run->hints[slot];

  if (hint >= groups->len || !group_takes (&g_array_index (groups, FacTaxGroup, hint), tax))
    hint = run->hints[slot] = find_group (run->totals, tax);
  return &g_array_index (groups, FacTaxGroup, hint);
}

static inline FacDecimal
own_base (const FacTax *tax, FacDecimal net, FacDecimal widened, FacDecimal quantity)
{
  if (tax->has_base)
    return at_line_scale (tax->base);
  if (tax->factor == FAC_TAX_CUOTA)
    return quantity;
  return tax->kind == FAC_TAX_IEPS ? net : widened;
}

/* the base of the taxes that come after IEPS */
static FacDecimal
widen_base (const FacTax *taxes, guint n_taxes, FacDecimal net, FacDecimal quantity)
{
  FacDecimal widened = net;

  for (guint i = 0; i < n_taxes; i++)
    if (fac_tax_widens_base (&taxes[i]))
      widened = fac_decimal_add (widened,
                                 product6 (own_base (&taxes[i], net, net, quantity),
                                           taxes[i].rate));
  return widened;
}

static void
add_taxes (Run *run, const GArray *list, FacDecimal net, FacDecimal quantity)
{
  const FacTax *taxes = (const FacTax *) (const void *) list->data;
  FacDecimal widened = widen_base (taxes, list->len, net, quantity);

  for (guint i = 0; i < list->len; i++)
    {
      const FacTax *tax = &taxes[i];
      FacLineTax *entry = run->next_tax;
      FacTaxGroup *group;

      if (fac_tax_is_hidden (tax))
        continue;
      group = group_of (run, tax, i);
      entry->tax = tax;
      entry->base = own_base (tax, net, widened, quantity);
      entry->amount = tax->factor == FAC_TAX_EXENTO ? zero6 : product6 (entry->base, tax->rate);
      group->base = fac_decimal_add (group->base, entry->base);
      group->amount = fac_decimal_add (group->amount, entry->amount);
      run->next_tax++;
      run->n_taxes++;
    }
}

static FacLocalTaxGroup *
local_group_of (FacInvoiceTotals *totals, const FacLocalTax *tax)
{
  FacLocalTaxGroup group = { .name = tax->name, .withholding = !!tax->withholding,
                             .rate = tax->rate,
                             .amount = zero6 };

  for (guint i = 0; i < totals->local_groups->len; i++)
    {
      FacLocalTaxGroup *other = &g_array_index (totals->local_groups, FacLocalTaxGroup, i);

      if (other->withholding == group.withholding && same_rate (&other->rate, &tax->rate)
          && strcmp (other->name, tax->name) == 0)
        return other;
    }
  g_array_append_val (totals->local_groups, group);
  return &g_array_index (totals->local_groups, FacLocalTaxGroup, totals->local_groups->len - 1);
}

static void
add_local_taxes (FacInvoiceTotals *totals, const GArray *list, FacDecimal net)
{
  for (guint i = 0; i < list->len; i++)
    {
      const FacLocalTax *tax = &g_array_index (list, FacLocalTax, i);
      FacLocalTaxGroup *group = local_group_of (totals, tax);
      FacDecimal base = tax->has_base ? at_line_scale (tax->base) : net;

      group->amount = fac_decimal_add (group->amount, product6 (base, tax->rate));
    }
}

static void
add_line (Run *run, const FacInvoiceLine *line, FacLineTotals *entry)
{
  FacInvoiceTotals *totals = run->totals;
  const FacProduct *product = line->product;
  FacUnitPrice price = fac_product_unit_price (product);
  FacDecimal quantity = at_line_scale (line->quantity);
  FacDecimal net;

  entry->unit_price = price.unit;
  entry->amount = product6 (quantity, price.unit);
  entry->discount = at_line_scale (line->discount);
  entry->first_tax = run->n_taxes;
  totals->subtotal = fac_decimal_add (totals->subtotal, entry->amount);
  if (entry->discount.coefficient != 0 || entry->discount.overflow)
    {
      totals->has_discount = TRUE;
      totals->discount = fac_decimal_add (totals->discount, entry->discount);
    }
  net = fac_decimal_sub (price.hidden_ieps
                         ? product6 (quantity, price.net) : entry->amount, entry->discount);
  add_taxes (run, product->taxes, net, quantity);
  if (product->local_taxes->len > 0)
    add_local_taxes (totals, product->local_taxes, net);
  entry->n_taxes = run->n_taxes - entry->first_tax;
}

/*
 * The usual line, without IEPS, quotas, own bases and huge numbers, in 64-bit millionths: the
 * compiler keeps them in registers, where 128-bit structs travel through memory in halves. Whatever
 * does not fit goes the general way above; both give the same digits.
 */

static inline gboolean
to_micro (const FacDecimal *value, gint64 *out)
{
  const gint64 small = (gint64) value->coefficient;
  gint64 power;

  if (value->overflow || value->scale > FAC_LINE_DECIMALS || small != value->coefficient)
    return FALSE;
  power = (gint64) fac_decimal_powers[FAC_LINE_DECIMALS - value->scale];
  return !__builtin_mul_overflow (small, power, out);
}

static inline gboolean
times_micro (gint64 a, gint64 b, gint64 *out)
{
  const __int128 product = (__int128) a * b;
  const gint64 half = product < 0 ? -(MICRO / 2) : MICRO / 2;
  const gint64 small = (gint64) product;
  __int128 quotient;

  if (small == product && !__builtin_add_overflow (small, half, out))
    {
      *out /= MICRO;
      return TRUE;
    }
  quotient = (product + half) / MICRO;
  *out = (gint64) quotient;
  return *out == quotient;
}

static inline void
put_micro (FacDecimal *out, gint64 value)
{
  out->coefficient = value;
  out->scale = FAC_LINE_DECIMALS;
  out->overflow = 0;
}

static inline gboolean
is_plain_tax (const FacTax *tax)
{
  return tax->kind != FAC_TAX_IEPS && tax->factor != FAC_TAX_CUOTA && !tax->has_base;
}

/* the unit price before taxes; FALSE when the product is no plain one */
static inline gboolean
plain_unit (const FacProduct *product, const FacTax *taxes, guint n_taxes, gint64 *unit)
{
  gint64 factor = MICRO, rate;
  __int128 quotient;

  if (!to_micro (&product->price, unit))
    return FALSE;
  if (!product->tax_included)
    return TRUE;
  for (guint i = 0; i < n_taxes; i++)
    if (!taxes[i].withholding && taxes[i].factor == FAC_TAX_TASA
        && (!is_plain_tax (&taxes[i]) || !to_micro (&taxes[i].rate, &rate)
            || __builtin_add_overflow (factor, rate, &factor)))
      return FALSE;
  if (factor <= 0 || factor > G_MAXINT64 / 4 || *unit < 0)
    return FALSE;
  quotient = ((__int128) *unit * MICRO + factor / 2) / factor;
  *unit = (gint64) quotient;
  return *unit == quotient;
}

static inline gboolean
plain_taxes (FacLineTax *entries, const FacTax *taxes, guint n_taxes, gint64 net)
{
  for (guint i = 0; i < n_taxes; i++)
    {
      gint64 rate = 0, amount;

      if (!is_plain_tax (&taxes[i])
          || (taxes[i].factor == FAC_TAX_TASA && !to_micro (&taxes[i].rate, &rate))
          || !times_micro (net, rate, &amount))
        return FALSE;
      entries[i].tax = &taxes[i];
      put_micro (&entries[i].base, net);
      put_micro (&entries[i].amount, amount);
    }
  return TRUE;
}

static gboolean
add_plain_line (Run *run, const FacInvoiceLine *line, FacLineTotals *entry)
{
  FacInvoiceTotals *totals = run->totals;
  const FacProduct *product = line->product;
  const guint n_taxes = product->taxes->len;
  const FacTax *taxes = (const FacTax *) (const void *) product->taxes->data;
  FacLineTax *entries = run->next_tax;
  gint64 quantity, unit, discount, amount, net;

  if (product->local_taxes->len > 0 || !to_micro (&line->quantity, &quantity)
      || !to_micro (&line->discount, &discount) || !plain_unit (product, taxes, n_taxes, &unit)
      || !times_micro (quantity, unit, &amount) || __builtin_sub_overflow (amount, discount, &net)
      || !plain_taxes (entries, taxes, n_taxes, net))
    return FALSE;
  if (product->tax_included)
    put_micro (&entry->unit_price, unit);
  else
    entry->unit_price = product->price;
  put_micro (&entry->amount, amount);
  put_micro (&entry->discount, discount);
  entry->first_tax = run->n_taxes;
  entry->n_taxes = n_taxes;
  totals->subtotal.coefficient += amount;
  totals->discount.coefficient += discount;
  totals->has_discount |= discount != 0;
  for (guint i = 0; i < n_taxes; i++)
    {
      FacTaxGroup *group = group_of (run, &taxes[i], i);

      group->base.coefficient += net;
      group->amount.coefficient += (gint64) entries[i].amount.coefficient;
    }
  run->next_tax += n_taxes;
  run->n_taxes += n_taxes;
  return TRUE;
}

static void
add_empty_line (FacLineTotals *entry)
{
  *entry = (FacLineTotals) { .unit_price = FAC_DECIMAL_ZERO, .amount = FAC_DECIMAL_ZERO,
                             .discount = FAC_DECIMAL_ZERO };
}

static int
withheld_first (gconstpointer a, gconstpointer b)
{
  return ((const FacTaxGroup *) b)->withholding - ((const FacTaxGroup *) a)->withholding;
}

static void
round_groups (FacInvoiceTotals *self)
{
  g_array_sort (self->groups, withheld_first);
  for (guint i = 0; i < self->groups->len; i++)
    {
      FacTaxGroup *group = &g_array_index (self->groups, FacTaxGroup, i);

      group->base = fac_decimal_round (group->base, self->decimals, FAC_ROUND_HALF_UP);
      group->amount = fac_decimal_round (group->amount, self->decimals, FAC_ROUND_HALF_UP);
      if (group->withholding)
        {
          self->has_withheld = TRUE;
          self->withheld = fac_decimal_add (self->withheld, group->amount);
        }
      else if (group->factor != FAC_TAX_EXENTO)
        {
          self->has_transferred = TRUE;
          self->transferred = fac_decimal_add (self->transferred, group->amount);
        }
    }
  for (guint i = 0; i < self->local_groups->len; i++)
    {
      FacLocalTaxGroup *group = &g_array_index (self->local_groups, FacLocalTaxGroup, i);
      FacDecimal *sum = group->withholding ? &self->local_withheld : &self->local_transferred;

      group->amount = fac_decimal_round (group->amount, MIN (self->decimals, 2), FAC_ROUND_HALF_UP);
      *sum = fac_decimal_add (*sum, group->amount);
    }
}

static void
finish (FacInvoiceTotals *self)
{
  self->subtotal = fac_decimal_round (self->subtotal, self->decimals, FAC_ROUND_HALF_UP);
  self->discount = fac_decimal_round (self->discount, self->decimals, FAC_ROUND_HALF_UP);
  round_groups (self);
  self->total = fac_decimal_sub (self->subtotal, self->discount);
  self->total = fac_decimal_add (self->total, self->transferred);
  self->total = fac_decimal_sub (self->total, self->withheld);
  self->total = fac_decimal_add (self->total, self->local_transferred);
  self->total = fac_decimal_sub (self->total, self->local_withheld);
}

static void
reset (FacInvoiceTotals *self, const FacInvoice *invoice, guint n_taxes)
{
  const FacDecimal none = { 0, (guint8) self->decimals, 0 };

  g_array_set_size (self->lines, invoice->lines->len);
  g_array_set_size (self->line_taxes, n_taxes);
  g_array_set_size (self->groups, 0);
  g_array_set_size (self->local_groups, 0);
  self->subtotal = zero6;
  self->discount = zero6;
  self->transferred = none;
  self->withheld = none;
  self->local_transferred = none;
  self->local_withheld = none;
  self->has_discount = FALSE;
  self->has_transferred = FALSE;
  self->has_withheld = FALSE;
}

void
fac_invoice_totals_compute (FacInvoiceTotals *self, const FacInvoice *invoice)
{
  const gboolean empty = invoice->type == FAC_INVOICE_PAGO || invoice->type == FAC_INVOICE_TRASLADO;
  guint n_taxes = 0;
  Run run = { .totals = self };

  for (guint i = 0; !empty && i < invoice->lines->len; i++)
    {
      const FacInvoiceLine *line = g_ptr_array_index (invoice->lines, i);

      n_taxes += line->product->taxes->len;
    }
  self->decimals = empty ? 0 : fac_currency_decimals (invoice->currency);
  reset (self, invoice, n_taxes);
  run.next_tax = (FacLineTax *) (void *) self->line_taxes->data;
  for (guint i = 0; i < invoice->lines->len; i++)
    {
      FacLineTotals *entry = &g_array_index (self->lines, FacLineTotals, i);

      if (empty)
        add_empty_line (entry);
      else if (!add_plain_line (&run, g_ptr_array_index (invoice->lines, i), entry))
        add_line (&run, g_ptr_array_index (invoice->lines, i), entry);
    }
  g_array_set_size (self->line_taxes, run.n_taxes);
  finish (self);
}
