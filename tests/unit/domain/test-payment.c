/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-allocation.h"
#include "fac-payment-deadline.h"
#include "fac-payment-taxes.h"
#include "fac-receivables.h"
#include "fac-test.h"

#include <string.h>

/* The golden cases: a history each: invoices, then payments and what they become
 * (tests/golden/payments/generate.py). */

typedef struct
{
  GPtrArray  *open;
  GHashTable *rates;
  FacPayment *payment;
  FacPaymentPart *part; /* the one whose taxes come */
  GArray     *groups;
  GArray     *totals;
  gboolean    expecting;
  guint       n_parts, n_taxes, n_groups, n_totals; /* checked so far of the payment */
  guint       n_payments;
} Case;

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_nonnull (text);
  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static const char *
option (char **words, const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], name, length) == 0 && words[i][length] == '=')
      return words[i] + length + 1;
  return NULL;
}

static void
check_decimal (FacDecimal value, const char *wanted)
{
  g_autofree char *text = fac_decimal_to_string (value);

  if (!fac_decimal_equal (value, decimal (wanted)))
    g_assert_cmpstr (text, ==, wanted);
}

static FacOpenInvoice *
find_open (Case *self, const char *name)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      FacOpenInvoice *open = g_ptr_array_index (self->open, i);

      if (g_str_equal (open->folio_number, name))
        return open;
    }
  g_assert_not_reached ();
}

static FacDecimal
rate_of (const char *currency, gpointer data)
{
  Case *self = data;
  const char *rate = g_hash_table_lookup (self->rates, currency);

  if (g_str_equal (currency, "MXN"))
    return fac_decimal_from_int (1);
  return rate != NULL ? decimal (rate) : FAC_DECIMAL_ZERO;
}

static void
read_invoice (Case *self, char **words)
{
  FacOpenInvoice *open = fac_open_invoice_new ();

  open->uuid = g_strdup_printf ("00000000-0000-4000-8000-%012u", self->open->len + 1);
  open->id = g_strdup (words[1]);
  open->folio_number = g_strdup (words[1]);
  g_free (open->currency);
  open->currency = g_strdup (option (words, "currency"));
  open->total = decimal (option (words, "total"));
  open->balance = decimal (option (words, "balance"));
  open->installment = atoi (option (words, "installment"));
  open->taxes_known = TRUE;
  g_ptr_array_add (self->open, open);
}

static void
read_tax (Case *self, char **words)
{
  FacOpenInvoice *open = find_open (self, words[1]);
  FacTax tax = { .has_base = TRUE };

  g_assert_true (fac_tax_kind_from_api (words[2], &tax.kind));
  g_assert_true (fac_tax_factor_from_text (words[3], &tax.factor));
  tax.rate = decimal (words[4]);
  tax.base = decimal (option (words, "base"));
  tax.withholding = g_strv_contains ((const char *const *) words, "withheld");
  g_array_append_val (open->taxes, tax);
  g_free (open->taxability);
  open->taxability = g_strdup ("02");
}

static void
end_payment (Case *self)
{
  if (self->payment == NULL)
    return;
  g_assert_cmpuint (self->n_parts, ==, self->payment->parts->len);
  g_assert_cmpuint (self->n_groups, ==, self->groups->len);
  g_assert_cmpuint (self->n_totals, ==, self->totals->len);
  for (guint i = 0; i < self->payment->parts->len; i++)
    {
      const FacPaymentPart *part = g_ptr_array_index (self->payment->parts, i);
      FacOpenInvoice *open = find_open (self, part->folio_number);

      open->balance = fac_payment_part_remaining (part);
      open->installment++;
    }
  g_clear_pointer (&self->payment, fac_payment_free);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->totals, g_array_unref);
  g_hash_table_remove_all (self->rates);
  self->n_payments++;
}

static void
read_payment (Case *self, char **words)
{
  end_payment (self);
  self->payment = fac_payment_new ();
  g_free (self->payment->currency);
  self->payment->currency = g_strdup (words[1]);
  self->payment->exchange = decimal (option (words, "rate"));
  self->payment->deposit = decimal (option (words, "deposit"));
  self->expecting = FALSE;
  self->n_parts = self->n_groups = self->n_totals = 0;
}

static void
give (Case *self, const char *name, const char *amount)
{
  const FacOpenInvoice *open = find_open (self, name);
  FacDecimal equivalence = fac_payment_equivalence (self->payment->currency,
                                                    self->payment->exchange, open->currency,
                                                    rate_of (open->currency, self));

  fac_payment_put (self->payment, open, decimal (amount), equivalence);
}

static void
begin_expecting (Case *self)
{
  g_autoptr (GPtrArray) payments = g_ptr_array_new ();

  fac_payment_settle (self->payment);
  g_ptr_array_add (payments, self->payment);
  self->groups = fac_payment_taxes (self->payment);
  self->totals = fac_payments_totals (payments);
  self->expecting = TRUE;
}

static void
check_part (Case *self, char **words)
{
  g_assert_cmpuint (self->n_parts, <, self->payment->parts->len);
  self->part = g_ptr_array_index (self->payment->parts, self->n_parts++);
  self->n_taxes = 0;
  g_assert_cmpstr (self->part->folio_number, ==, words[1]);
  g_assert_cmpint (self->part->installment, ==, atoi (option (words, "installment")));
  check_decimal (self->part->last_balance, option (words, "last"));
  check_decimal (self->part->amount, option (words, "amount"));
  check_decimal (fac_payment_part_remaining (self->part), option (words, "left"));
  check_decimal (self->part->equivalence, option (words, "equivalence"));
}

static void
check_tax (Case *self, char **words)
{
  const FacTax *tax;

  g_assert_cmpuint (self->n_taxes, <, self->part->taxes->len);
  tax = &g_array_index (self->part->taxes, FacTax, self->n_taxes++);
  g_assert_cmpstr (self->part->folio_number, ==, words[1]);
  g_assert_cmpstr (fac_tax_kind_to_api (tax->kind), ==, words[2]);
  g_assert_cmpstr (fac_tax_factor_to_text (tax->factor), ==, words[3]);
  check_decimal (tax->rate, words[4]);
  check_decimal (tax->base, option (words, "base"));
  check_decimal (fac_payment_tax_amount (tax), option (words, "amount"));
  g_assert_cmpint (!!tax->withholding, ==,
                   g_strv_contains ((const char *const *) words, "withheld"));
}

static void
check_group (Case *self, char **words)
{
  const FacTaxGroup *group;

  g_assert_cmpuint (self->n_groups, <, self->groups->len);
  group = &g_array_index (self->groups, FacTaxGroup, self->n_groups++);
  g_assert_cmpstr (fac_tax_kind_to_api (group->kind), ==, words[1]);
  g_assert_cmpint (!!group->withholding, ==, g_str_equal (words[2], "withheld"));
  check_decimal (group->amount, option (words, "amount"));
  if (group->withholding)
    return;
  g_assert_cmpstr (fac_tax_factor_to_text (group->factor), ==, words[2]);
  check_decimal (group->rate, words[3]);
  check_decimal (group->base, option (words, "base"));
}

static void
check_total (Case *self, char **words)
{
  const FacPaymentTotal *total;

  g_assert_cmpuint (self->n_totals, <, self->totals->len);
  total = &g_array_index (self->totals, FacPaymentTotal, self->n_totals++);
  g_assert_cmpstr (total->name, ==, words[1]);
  check_decimal (total->amount, words[2]);
}

static void
read_line (Case *self, char **words)
{
  if (g_str_equal (words[0], "invoice"))
    read_invoice (self, words);
  else if (g_str_equal (words[0], "payment"))
    read_payment (self, words);
  else if (g_str_equal (words[0], "rate"))
    g_hash_table_insert (self->rates, g_strdup (words[1]), g_strdup (words[2]));
  else if (g_str_equal (words[0], "propose"))
    fac_payment_propose (self->payment, self->open, rate_of, self);
  else if (g_str_equal (words[0], "give"))
    give (self, words[1], words[2]);
  else if (g_str_equal (words[0], "expect"))
    begin_expecting (self);
  else if (g_str_equal (words[0], "part"))
    check_part (self, words);
  else if (g_str_equal (words[0], "tax") && self->expecting)
    check_tax (self, words);
  else if (g_str_equal (words[0], "tax"))
    read_tax (self, words);
  else if (g_str_equal (words[0], "group"))
    check_group (self, words);
  else if (g_str_equal (words[0], "total"))
    check_total (self, words);
  else if (g_str_equal (words[0], "amount"))
    check_decimal (fac_payment_amount (self->payment), words[1]);
  else if (g_str_equal (words[0], "rest"))
    check_decimal (fac_payment_rest (self->payment), words[1]);
  else
    g_error ("What is “%s”?", words[0]);
}

static void
test_golden (gconstpointer path)
{
  Case self = { .open = fac_open_invoices_new () };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  self.rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);

      if (lines[i][0] != '\0' && lines[i][0] != '#')
        read_line (&self, words);
    }
  end_payment (&self);
  g_assert_cmpuint (self.n_payments, >, 0);
  g_ptr_array_unref (self.open);
  g_hash_table_unref (self.rates);
}

/* ---- histories ------------------------------------------------------------------------------- */

#define N_HISTORIES 1000

static gint64
cents (FacDecimal value)
{
  gint64 result;

  g_assert_true (fac_decimal_to_scaled (value, 2, &result));
  return result;
}

static FacDecimal
money (gint64 value)
{
  return fac_decimal_make (value, 2);
}

static FacOpenInvoice *
random_invoice (GRand *random, guint number)
{
  FacOpenInvoice *open = fac_open_invoice_new ();
  const gint64 base = g_rand_int_range (random, 1, 5000000);
  const gint64 total = base + (base * 16 + 50) / 100;
  FacTax tax = fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.16");

  tax.has_base = TRUE;
  tax.base = money (base);
  g_array_append_val (open->taxes, tax);
  open->uuid = g_strdup_printf ("00000000-0000-4000-8000-%012u", number);
  open->id = g_strdup_printf ("%u", number);
  open->folio_number = g_strdup (open->id);
  open->total = open->balance = money (total);
  open->taxes_known = TRUE;
  if (g_rand_boolean (random))
    {
      g_free (open->currency);
      open->currency = g_strdup ("USD");
    }
  return open;
}

static FacDecimal
random_rate (const char *currency, gpointer data)
{
  if (g_str_equal (currency, "MXN"))
    return fac_decimal_from_int (1);
  return *(FacDecimal *) data;
}

static void
give_some (FacPayment *payment, GRand *random, GPtrArray *open, FacDecimal rate)
{
  for (guint i = 0; i < open->len; i++)
    {
      const FacOpenInvoice *invoice = g_ptr_array_index (open, i);
      const gint64 most = cents (invoice->balance);

      if (most > 0 && g_rand_int_range (random, 0, 3) == 0)
        fac_payment_put (payment, invoice, money (1 + g_rand_int_range (random, 0, G_MAXINT)
                                                  % most),
                         fac_payment_equivalence (payment->currency, payment->exchange,
                                                  invoice->currency,
                                                  random_rate (invoice->currency, &rate)));
    }
}

typedef struct
{
  gint64     paid;
  FacDecimal base;
  int        n;
} Sum;

/* One deposit: given by proposal or by hand; now and then a payment is cancelled, and all is as it was. */
static void
pay_once (GRand *random, GPtrArray *open, Sum *sums)
{
  g_autoptr (FacPayment) payment = fac_payment_new ();
  FacDecimal rate = fac_decimal_make (g_rand_int_range (random, 150000, 230000), 4);
  const gboolean cancelled = g_rand_int_range (random, 0, 5) == 0;

  if (g_rand_boolean (random))
    {
      g_free (payment->currency);
      payment->currency = g_strdup ("USD");
      payment->exchange = rate;
    }
  payment->deposit = money (g_rand_int_range (random, 1, 9000000));
  if (g_rand_boolean (random))
    fac_payment_propose (payment, open, random_rate, &rate);
  else
    give_some (payment, random, open, rate);
  fac_payment_settle (payment);
  for (guint i = 0; i < payment->parts->len && !cancelled; i++)
    {
      const FacPaymentPart *part = g_ptr_array_index (payment->parts, i);
      const guint at = (guint) atoi (part->invoice_id);
      FacOpenInvoice *invoice = g_ptr_array_index (open, at);
      const FacTax *tax = part->taxes->len > 0 ? &g_array_index (part->taxes, FacTax, 0) : NULL;

      g_assert_cmpint (part->installment, ==, sums[at].n + 1);
      g_assert_cmpint (cents (part->last_balance), ==, cents (invoice->total) - sums[at].paid);
      g_assert_cmpint (cents (part->amount), >, 0);
      g_assert_cmpint (fac_decimal_sign (fac_payment_part_remaining (part)), >=, 0);
      sums[at].paid += cents (part->amount);
      sums[at].n++;
      if (tax != NULL)
        sums[at].base = fac_decimal_add (sums[at].base, tax->base);
      invoice->balance = fac_payment_part_remaining (part);
      invoice->installment++;
    }
}

static void
test_histories (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);

  for (guint n = 0; n < N_HISTORIES; n++)
    {
      g_autoptr (GPtrArray) open = fac_open_invoices_new ();
      const guint n_invoices = (guint) g_rand_int_range (random, 1, 8);
      const guint n_payments = (guint) g_rand_int_range (random, 1, 12);
      g_autofree Sum *sums = g_new0 (Sum, n_invoices);

      for (guint i = 0; i < n_invoices; i++)
        g_ptr_array_add (open, random_invoice (random, i));
      for (guint i = 0; i < n_payments; i++)
        pay_once (random, open, sums);
      for (guint i = 0; i < n_invoices; i++)
        {
          const FacOpenInvoice *invoice = g_ptr_array_index (open, i);
          const FacTax *tax = &g_array_index (invoice->taxes, FacTax, 0);

          g_assert_cmpint (sums[i].paid + cents (invoice->balance), ==, cents (invoice->total));
          if (cents (invoice->balance) == 0)
            g_assert_true (fac_decimal_equal (sums[i].base, tax->base));
          else
            g_assert_cmpint (fac_decimal_compare (sums[i].base, tax->base), <=, 0);
        }
    }
}

/* ---- values ---------------------------------------------------------------------------------- */

static FacPayment *
sample (void)
{
  FacPayment *payment = fac_payment_new ();
  FacPaymentPart *part = fac_payment_part_new ();
  FacTax tax = fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.16");

  tax.has_base = TRUE;
  tax.base = decimal ("86.206897");
  g_array_append_val (part->taxes, tax);
  part->document = g_strdup ("5FB2822E-396D-4725-8521-CDC4BDD20CCF");
  part->amount = decimal ("100");
  part->last_balance = decimal ("345.60");
  payment->deposit = decimal ("120");
  payment->date = G_GINT64_CONSTANT (1772467200000000);
  payment->payer_account = g_strdup ("012345678901234567");
  g_ptr_array_add (payment->parts, part);
  return payment;
}

static void
test_values (void)
{
  g_autoptr (FacPayment) payment = sample ();
  g_autoptr (FacPayment) copy = fac_payment_copy (payment);
  g_autoptr (FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_PAGO);
  g_autoptr (FacInvoice) read = NULL;
  g_autoptr (FacInvoice) again = NULL;

  g_assert_true (fac_payment_equal (payment, copy));
  ((FacPaymentPart *) copy->parts->pdata[0])->amount = decimal ("100.01");
  g_assert_false (fac_payment_equal (payment, copy));
  g_assert_nonnull (fac_payment_find_part (payment, "5fb2822e-396d-4725-8521-cdc4bdd20ccf"));
  check_decimal (fac_payment_rest (payment), "20");
  g_ptr_array_add (invoice->payments, fac_payment_copy (payment));
  read = fac_invoice_from_variant (fac_invoice_to_variant (invoice));
  g_assert_true (fac_invoice_equal_content (invoice, read));
  g_assert_true (fac_payment_equal (payment, read->payments->pdata[0]));
  again = fac_invoice_duplicate (invoice);
  g_assert_cmpuint (again->payments->len, ==, 1);
  g_assert_cmpuint (((FacPayment *) again->payments->pdata[0])->parts->len, ==, 0);
}

static void
test_renew (void)
{
  g_autoptr (FacPayment) payment = sample ();
  g_autoptr (GPtrArray) open = fac_open_invoices_new ();
  FacOpenInvoice *invoice = fac_open_invoice_new ();
  const FacPaymentPart *part = payment->parts->pdata[0];

  invoice->uuid = g_strdup ("5fb2822e-396d-4725-8521-cdc4bdd20ccf");
  invoice->total = decimal ("345.60");
  invoice->balance = decimal ("245.60");
  invoice->waiting = decimal ("45.60");
  invoice->installment = 3;
  g_ptr_array_add (open, invoice);
  g_assert_true (fac_payment_renew (payment, open));
  g_assert_cmpstr (part->taxability, ==, "02"); /* its taxes are not known */
  g_assert_cmpuint (part->taxes->len, ==, 0);
  invoice->taxes_known = TRUE;
  g_assert_true (fac_payment_renew (payment, open));
  g_assert_cmpstr (part->taxability, ==, "01");
  check_decimal (part->last_balance, "200");
  check_decimal (part->amount, "100");
  g_assert_cmpint (part->installment, ==, 3);
  g_assert_false (fac_payment_renew (payment, open));
}

static void
add_line (FacInvoice *invoice, const char *price, const char *const *taxes)
{
  g_autoptr (FacProduct) product = fac_product_new ();

  product->price = decimal (price);
  product->tax_included = FALSE;
  g_array_set_size (product->taxes, 0);
  for (gsize i = 0; taxes[i] != NULL; i++)
    {
      const gboolean withheld = taxes[i][0] == '-';
      FacTax tax = fac_tax_make (withheld ? FAC_TAX_ISR : FAC_TAX_IVA, FAC_TAX_TASA, withheld,
                                 taxes[i] + withheld);

      g_array_append_val (product->taxes, tax);
    }
  if (product->taxes->len == 0)
    {
      g_free (product->taxability);
      product->taxability = g_strdup ("01");
    }
  g_ptr_array_add (invoice->lines, fac_invoice_line_new (product));
}

static void
assert_tax (const FacOpenInvoice *open, guint at, FacTaxKind kind, const char *rate,
            const char *base)
{
  const FacTax *tax;

  g_assert_cmpuint (at, <, open->taxes->len);
  tax = &g_array_index (open->taxes, FacTax, at);
  g_assert_cmpint (tax->kind, ==, kind);
  check_decimal (tax->rate, rate);
  check_decimal (tax->base, base);
}

/* Bases are summed over the lines and rounded once. */
static void
test_taxes_of_invoice (void)
{
  g_autoptr (FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr (FacInvoice) untaxed = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr (FacOpenInvoice) open = fac_open_invoice_new ();
  g_autofree char *folio = NULL;

  add_line (invoice, "0.004", (const char *const[]) { "0.16", NULL });
  add_line (invoice, "100.004", (const char *const[]) { "0.16", "-0.10", NULL });
  add_line (invoice, "50", (const char *const[]) { "0", NULL });
  fac_open_invoice_take_taxes (open, invoice);
  g_assert_cmpuint (open->taxes->len, ==, 3);
  assert_tax (open, 0, FAC_TAX_IVA, "0.16", "100.01");
  assert_tax (open, 1, FAC_TAX_ISR, "0.1", "100.00");
  assert_tax (open, 2, FAC_TAX_IVA, "0", "50");
  g_assert_cmpstr (open->taxability, ==, "02");
  add_line (untaxed, "10", (const char *const[]) { NULL });
  fac_open_invoice_take_taxes (open, untaxed);
  g_assert_cmpuint (open->taxes->len, ==, 0);
  g_assert_cmpstr (open->taxability, ==, "01");
  open->series = g_strdup ("A");
  open->folio_number = g_strdup ("12");
  folio = fac_open_invoice_folio (open);
  g_assert_cmpstr (folio, ==, "A 12");
}

static void
test_cost (void)
{
  check_decimal (fac_payment_cost (decimal ("100"), decimal ("0.0496933918"), "MXN"), "2012.34");
  check_decimal (fac_payment_cost (decimal ("100"), decimal ("1"), "MXN"), "100");
}

/* Each age begins the day after the one before ends. */
static void
test_ages (void)
{
  const gint64 now = G_GINT64_CONSTANT (1772467200000000);
  static const struct { int days; FacAge age; } cases[] = {
    { 0, FAC_AGE_30 }, { 30, FAC_AGE_30 }, { 31, FAC_AGE_60 }, { 60, FAC_AGE_60 },
    { 61, FAC_AGE_90 }, { 90, FAC_AGE_90 }, { 91, FAC_AGE_MORE }, { 4000, FAC_AGE_MORE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gint64 date = now - cases[i].days * G_TIME_SPAN_DAY;
      gint64 from, to;

      g_assert_cmpint (fac_age_of (date, now), ==, cases[i].age);
      g_assert_cmpint (fac_age_days (date, now), ==, cases[i].days);
      fac_age_dates (cases[i].age, now, &from, &to);
      g_assert_true (from == 0 || date >= from);
      g_assert_true (to == 0 || date < to);
    }
}

/* The fifth day of the next month, until its end, in the zone of the business. */
static void
test_deadline (void)
{
  static const struct { const char *paid, *deadline; } cases[] = {
    { "2026-11-21T12:00:00-06:00", "2026-12-05T23:59:59-06:00" },
    { "2026-12-31T23:59:59-06:00", "2027-01-05T23:59:59-06:00" },
    { "2027-01-01T00:00:00-06:00", "2027-02-05T23:59:59-06:00" },
    { "2026-01-31T12:00:00-06:00", "2026-02-05T23:59:59-06:00" },
    { "2026-12-01T04:00:00Z", "2026-12-05T23:59:59-06:00" }, /* still November there */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) paid = g_date_time_new_from_iso8601 (cases[i].paid, NULL);
      g_autoptr (GDateTime) wanted = g_date_time_new_from_iso8601 (cases[i].deadline, NULL);
      const gint64 at = g_date_time_to_unix (paid) * G_USEC_PER_SEC;
      const gint64 deadline = fac_payment_deadline (NULL, at);

      g_assert_cmpint (deadline, ==, g_date_time_to_unix (wanted) * G_USEC_PER_SEC);
      g_assert_cmpint (fac_payment_days_left (NULL, deadline, deadline), ==, 0);
      g_assert_cmpint (fac_payment_days_left (NULL, deadline, deadline + G_USEC_PER_SEC), ==, -1);
      g_assert_cmpint (fac_payment_days_left (NULL, deadline, deadline - 10 * G_TIME_SPAN_DAY), ==,
                       10);
    }
}

/* Two deposits in one document: the second goes on where the first ends, for the balance, the number, and the taxes. */
static void
test_several (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GPtrArray) open = fac_open_invoices_new ();
  g_autoptr (GPtrArray) payments = fac_payments_new ();
  g_autoptr (GPtrArray) seen = NULL;
  FacOpenInvoice *invoice = random_invoice (random, 1);
  const FacDecimal first = decimal ("0.37");
  const FacDecimal rest = fac_decimal_sub (invoice->total, first);
  FacDecimal one = fac_decimal_from_int (1), base = FAC_DECIMAL_ZERO;
  FacPaymentPart *part;

  g_ptr_array_add (open, invoice);
  for (guint i = 0; i < 2; i++)
    {
      g_ptr_array_add (payments, fac_payment_new ());
      seen = fac_payments_open_for (payments, i, open);
      fac_payment_put (payments->pdata[i], seen->pdata[0], i == 0 ? first : rest, one);
      g_clear_pointer (&seen, g_ptr_array_unref);
    }
  part = fac_payment_find_part (payments->pdata[1], invoice->uuid);
  g_assert_cmpint (part->installment, ==, 2);
  g_assert_true (fac_decimal_equal (part->last_balance, rest));
  g_assert_true (fac_decimal_is_zero (fac_payment_part_remaining (part)));
  for (guint i = 0; i < 2; i++)
    {
      const FacPaymentPart *each = fac_payment_find_part (payments->pdata[i], invoice->uuid);

      base = fac_decimal_add (base, g_array_index (each->taxes, FacTax, 0).base);
    }
  g_assert_true (fac_decimal_equal (base, g_array_index (invoice->taxes, FacTax, 0).base));
  /* the first one grows: the second follows it */
  seen = fac_payments_open_for (payments, 0, open);
  fac_payment_put (payments->pdata[0], seen->pdata[0], decimal ("1.00"), one);
  g_assert_true (fac_payments_renew (payments, open));
  g_assert_false (fac_payments_renew (payments, open));
  g_assert_true (fac_decimal_equal (part->last_balance, fac_decimal_sub (invoice->total, one)));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = fac_test_file ("golden/payments");
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      {
        g_autofree char *test = g_strconcat ("/payment/golden/", name, NULL);

        g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_golden,
                                   g_free);
      }
  g_test_add_func ("/payment/histories", test_histories);
  g_test_add_func ("/payment/values", test_values);
  g_test_add_func ("/payment/renew", test_renew);
  g_test_add_func ("/payment/deadline", test_deadline);
  g_test_add_func ("/payment/several", test_several);
  g_test_add_func ("/payment/taxes-of-invoice", test_taxes_of_invoice);
  g_test_add_func ("/payment/cost", test_cost);
  g_test_add_func ("/payment/ages", test_ages);
  return g_test_run ();
}
