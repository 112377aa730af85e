/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-allocation.h"

#include "fac-money.h"
#include "fac-text.h"

#define TAX_DECIMALS 6
/* all combinations of so many are tried: 65,536 sums */
#define MOST_COMBINED 16

FacDecimal
fac_payment_equivalence (const char *payment, FacDecimal payment_rate, const char *document,
                         FacDecimal document_rate)
{
  if (g_strcmp0 (payment, document) == 0)
    return fac_decimal_from_int (1);
  if (payment_rate.overflow || document_rate.overflow || fac_decimal_sign (payment_rate) <= 0
      || fac_decimal_sign (document_rate) <= 0)
    return FAC_DECIMAL_ZERO;
  return fac_decimal_trim (fac_decimal_div (payment_rate, document_rate, FAC_EQUIVALENCE_DECIMALS,
                                            FAC_ROUND_HALF_UP), 0);
}

FacDecimal
fac_payment_cost (FacDecimal amount, FacDecimal equivalence, const char *currency)
{
  return fac_decimal_div (amount, equivalence, fac_currency_decimals (currency),
                          FAC_ROUND_HALF_UP);
}

/* ---- one part -------------------------------------------------------------------------------- */

/* What of @base belongs to the first @covered of @total. */
static FacDecimal
base_until (FacDecimal base, FacDecimal covered, FacDecimal total)
{
  FacDecimal product;

  if (fac_decimal_sign (total) <= 0 || fac_decimal_compare (covered, total) >= 0)
    return fac_decimal_round (base, TAX_DECIMALS, FAC_ROUND_HALF_UP);
  if (fac_decimal_sign (covered) <= 0)
    return FAC_DECIMAL_ZERO;
  product = fac_decimal_mul (base, covered, MIN (base.scale + covered.scale,
                                                 FAC_DECIMAL_MAX_SCALE), FAC_ROUND_HALF_UP);
  return fac_decimal_div (product, total, TAX_DECIMALS, FAC_ROUND_HALF_UP);
}

/* The difference of two shares of the whole: however often it is paid, in the end nothing is lost. */
static void
take_taxes (FacPaymentPart *part, const FacOpenInvoice *open)
{
  FacDecimal before = fac_decimal_sub (open->total, part->last_balance);
  FacDecimal after = fac_decimal_add (before, part->amount);

  /* without its taxes a taxed invoice cannot be paid: it is as if they were missing */
  fac_set_string (&part->taxability, open->taxes_known ? open->taxability : "02");
  g_array_set_size (part->taxes, 0);
  for (guint i = 0; i < open->taxes->len; i++)
    {
      FacTax tax = g_array_index (open->taxes, FacTax, i);

      tax.base = fac_decimal_sub (base_until (tax.base, after, open->total),
                                  base_until (tax.base, before, open->total));
      tax.base = fac_decimal_trim (tax.base, 2);
      if (fac_decimal_sign (tax.base) > 0)
        g_array_append_val (part->taxes, tax);
    }
  if (part->taxes->len == 0 && open->taxes->len > 0)
    fac_set_string (&part->taxability, "01");
}

static FacDecimal
at_currency (FacDecimal value, const char *currency, FacRounding mode)
{
  return fac_decimal_round (value, fac_currency_decimals (currency), mode);
}

static void
fill (FacPaymentPart *part, const FacOpenInvoice *open, FacDecimal amount)
{
  fac_set_string (&part->document, open->uuid);
  fac_set_string (&part->invoice_id, open->id);
  fac_set_string (&part->series, open->series);
  fac_set_string (&part->folio_number, open->folio_number);
  fac_set_string (&part->currency, open->currency);
  part->installment = open->installment;
  part->last_balance = at_currency (fac_open_invoice_free_balance (open), open->currency,
                                    FAC_ROUND_HALF_UP);
  part->amount = amount;
  take_taxes (part, open);
}

void
fac_payment_put (FacPayment *payment, const FacOpenInvoice *open, FacDecimal amount,
                 FacDecimal equivalence)
{
  FacPaymentPart *part = fac_payment_find_part (payment, open->uuid);
  FacDecimal most = at_currency (fac_open_invoice_free_balance (open), open->currency,
                                 FAC_ROUND_HALF_UP);

  amount = at_currency (amount, open->currency, FAC_ROUND_DOWN);
  if (fac_decimal_compare (amount, most) > 0)
    amount = most;
  if (fac_decimal_sign (amount) <= 0 || fac_decimal_sign (equivalence) <= 0)
    {
      if (part != NULL)
        g_ptr_array_remove (payment->parts, part);
      return;
    }
  if (part == NULL)
    {
      part = fac_payment_part_new ();
      g_ptr_array_add (payment->parts, part);
    }
  fill (part, open, amount);
  part->equivalence = equivalence;
}

/* ---- proposal -------------------------------------------------------------------------------- */

typedef struct
{
  const FacOpenInvoice *open;
  FacDecimal            equivalence;
  FacDecimal            cost; /* of all of its balance */
} Candidate;

static GArray *
find_candidates (const FacPayment *payment, GPtrArray *open, FacRateOf rate_of, gpointer data)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < open->len; i++)
    {
      const FacOpenInvoice *invoice = g_ptr_array_index (open, i);
      Candidate candidate = { .open = invoice };

      candidate.equivalence = fac_payment_equivalence (payment->currency, payment->exchange,
                                                       invoice->currency,
                                                       rate_of (invoice->currency, data));
      if (fac_decimal_sign (candidate.equivalence) <= 0
          || fac_decimal_sign (fac_open_invoice_unclaimed (invoice)) <= 0)
        continue;
      candidate.cost = fac_payment_cost (fac_open_invoice_unclaimed (invoice),
                                         candidate.equivalence, payment->currency);
      g_array_append_val (candidates, candidate);
    }
  return candidates;
}

static void
pay_whole (FacPayment *payment, const Candidate *candidate)
{
  fac_payment_put (payment, candidate->open, fac_open_invoice_unclaimed (candidate->open),
                   candidate->equivalence);
}

static gboolean
pay_one (FacPayment *payment, GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (!fac_decimal_equal (candidate->cost, payment->deposit))
        continue;
      pay_whole (payment, candidate);
      return TRUE;
    }
  return FALSE;
}

/* Of the combinations that fit, the one with the oldest invoices: bits of older ones are lower. */
static gboolean
pay_several (FacPayment *payment, GArray *candidates)
{
  const guint n = MIN (candidates->len, MOST_COMBINED);
  g_autofree FacDecimal *sums = g_new0 (FacDecimal, (gsize) 1 << n);

  for (guint set = 1; set < 1u << n; set++)
    {
      const guint lowest = (guint) __builtin_ctz (set);

      sums[set] = fac_decimal_add (sums[set & (set - 1)],
                                   g_array_index (candidates, Candidate, lowest).cost);
      if (!fac_decimal_equal (sums[set], payment->deposit))
        continue;
      for (guint i = 0; i < n; i++)
        if ((set >> i & 1) != 0)
          pay_whole (payment, &g_array_index (candidates, Candidate, i));
      return TRUE;
    }
  return FALSE;
}

static void
pay_oldest (FacPayment *payment, GArray *candidates)
{
  FacDecimal rest = payment->deposit;

  for (guint i = 0; i < candidates->len && fac_decimal_sign (rest) > 0; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      const FacOpenInvoice *open = candidate->open;
      FacDecimal part;

      if (fac_decimal_compare (candidate->cost, rest) <= 0)
        {
          pay_whole (payment, candidate);
          rest = fac_decimal_sub (rest, candidate->cost);
          continue;
        }
      part = fac_decimal_mul (rest, candidate->equivalence, fac_currency_decimals (open->currency),
                              FAC_ROUND_HALF_UP);
      fac_payment_put (payment, open, part, candidate->equivalence);
      rest = FAC_DECIMAL_ZERO;
    }
}

void
fac_payment_propose (FacPayment *payment, GPtrArray *open, FacRateOf rate_of, gpointer data)
{
  g_autoptr(GArray) candidates = NULL;

  g_ptr_array_set_size (payment->parts, 0);
  if (payment->deposit.overflow || fac_decimal_sign (payment->deposit) <= 0)
    return;
  candidates = find_candidates (payment, open, rate_of, data);
  if (!pay_one (payment, candidates) && !pay_several (payment, candidates))
    pay_oldest (payment, candidates);
  fac_payment_settle (payment);
}

/* ---- rounding -------------------------------------------------------------------------------- */

static gboolean
is_converted (const FacPayment *payment, const FacPaymentPart *part)
{
  return g_strcmp0 (payment->currency, part->currency) != 0
         && fac_decimal_sign (part->equivalence) > 0;
}

/* How much of the payment the last decimal of the part's amount is worth. */
static FacDecimal
grain_of (const FacPaymentPart *part)
{
  return fac_decimal_div (fac_decimal_make (1, fac_currency_decimals (part->currency)),
                          part->equivalence, FAC_DECIMAL_MAX_SCALE, FAC_ROUND_UP);
}

static FacPaymentPart *
largest_converted (const FacPayment *payment, FacDecimal *grains)
{
  FacPaymentPart *largest = NULL;

  *grains = FAC_DECIMAL_ZERO;
  for (guint i = 0; i < payment->parts->len; i++)
    {
      FacPaymentPart *part = g_ptr_array_index (payment->parts, i);

      if (!is_converted (payment, part))
        continue;
      *grains = fac_decimal_add (*grains, grain_of (part));
      if (largest == NULL || fac_decimal_compare (fac_payment_part_share (part),
                                                  fac_payment_part_share (largest)) > 0)
        largest = part;
    }
  /* and a cent of the payment's own rounding */
  *grains = fac_decimal_add (*grains,
                             fac_decimal_make (1, fac_currency_decimals (payment->currency)));
  return largest;
}

static FacDecimal
size_of (FacDecimal value)
{
  return fac_decimal_sign (value) < 0 ? fac_decimal_neg (value) : value;
}

/* What the other parts leave of the deposit. */
static FacDecimal
rest_for (const FacPayment *payment, const FacPaymentPart *part)
{
  FacDecimal rest = payment->deposit;

  for (guint i = 0; i < payment->parts->len; i++)
    {
      const FacPaymentPart *other = g_ptr_array_index (payment->parts, i);

      if (other != part)
        rest = fac_decimal_sub (rest, fac_payment_part_share (other));
    }
  return rest;
}

void
fac_payment_settle (FacPayment *payment)
{
  FacDecimal rest = fac_payment_rest (payment);
  FacDecimal grains, share, before;
  FacPaymentPart *part = largest_converted (payment, &grains);

  if (part == NULL || fac_decimal_is_zero (rest) || fac_decimal_sign (payment->deposit) <= 0
      || fac_decimal_compare (size_of (rest), grains) > 0)
    return;
  share = rest_for (payment, part);
  if (fac_decimal_sign (share) <= 0)
    return;
  before = part->equivalence;
  part->equivalence = fac_decimal_trim (fac_decimal_div (part->amount, share,
                                                         FAC_EQUIVALENCE_DECIMALS,
                                                         FAC_ROUND_HALF_UP), 0);
  if (fac_decimal_sign (part->equivalence) <= 0
      || fac_decimal_compare (size_of (fac_payment_rest (payment)), size_of (rest)) >= 0)
    part->equivalence = before;
}

/* ---- what is known anew ---------------------------------------------------------------------- */

static const FacOpenInvoice *
find_open (GPtrArray *open, const char *uuid)
{
  for (guint i = 0; uuid != NULL && i < open->len; i++)
    {
      const FacOpenInvoice *invoice = g_ptr_array_index (open, i);

      if (invoice->uuid != NULL && g_ascii_strcasecmp (invoice->uuid, uuid) == 0)
        return invoice;
    }
  return NULL;
}

gboolean
fac_payment_renew (FacPayment *payment, GPtrArray *open)
{
  g_autoptr(FacPayment) before = fac_payment_copy (payment);

  for (guint i = 0; i < payment->parts->len; i++)
    {
      FacPaymentPart *part = g_ptr_array_index (payment->parts, i);
      const FacOpenInvoice *invoice = find_open (open, part->document);

      if (invoice != NULL)
        fill (part, invoice, part->amount);
    }
  return !fac_payment_equal (before, payment);
}

/* ---- several payments ------------------------------------------------------------------------ */

static void
take_off (const FacPayment *payment, gboolean before, GPtrArray *open)
{
  for (guint i = 0; i < open->len; i++)
    {
      FacOpenInvoice *invoice = g_ptr_array_index (open, i);
      const FacPaymentPart *part = fac_payment_find_part (payment, invoice->uuid);

      if (part == NULL || part->amount.overflow)
        continue;
      if (before)
        {
          invoice->waiting = fac_decimal_add (invoice->waiting, part->amount);
          invoice->installment++;
        }
      else
        invoice->drafted = fac_decimal_add (invoice->drafted, part->amount);
    }
}

GPtrArray *
fac_payments_open_for (const GPtrArray *payments, guint index, GPtrArray *open)
{
  GPtrArray *seen = fac_open_invoices_new ();

  for (guint i = 0; i < open->len; i++)
    g_ptr_array_add (seen, fac_open_invoice_copy (g_ptr_array_index (open, i)));
  for (guint i = 0; i < payments->len; i++)
    if (i != index)
      take_off (g_ptr_array_index (payments, i), i < index, seen);
  return seen;
}

gboolean
fac_payments_renew (const GPtrArray *payments, GPtrArray *open)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < payments->len; i++)
    {
      g_autoptr(GPtrArray) seen = fac_payments_open_for (payments, i, open);

      changed = fac_payment_renew (g_ptr_array_index (payments, i), seen) || changed;
    }
  return changed;
}
