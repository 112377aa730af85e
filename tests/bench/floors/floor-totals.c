/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The totals of a long document as plainly as C allows: millionths in 64 bits, products in 128, one text per amount. */
#include "totals-data.h"

#define MILLION 1000000

static volatile gsize sink;

static inline gint64
times (gint64 a, gint64 b)
{
  const __int128 product = (__int128) a * b;

  return (gint64) ((product + (product < 0 ? -(MILLION / 2) : MILLION / 2)) / MILLION);
}

static inline gint64
to_cents (gint64 value)
{
  return (value + (value < 0 ? -5000 : 5000)) / 10000;
}

static inline gsize
write_text (gint64 value, char *out)
{
  char digits[24];
  guint n = 0;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;
  char *at = out;

  if (value < 0)
    *at++ = '-';
  for (; n < 6 || rest != 0 || n == 6; n++)
    {
      digits[n] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  while (n > 6)
    *at++ = digits[--n];
  *at++ = '.';
  while (n > 0)
    *at++ = digits[--n];
  *at = '\0';
  return (gsize) (at - out);
}

static gint64
compute (const BenchLine *lines, guint n)
{
  gint64 subtotal = 0, discount = 0, transferred = 0, withheld = 0;
  char text[5][32];

  for (guint i = 0; i < n; i++)
    {
      const gint64 amount = times (lines[i].price, lines[i].quantity);
      const gint64 net = amount - lines[i].discount;
      const gint64 iva = times (net, 160000), isr = times (net, 12500);

      subtotal += amount;
      discount += lines[i].discount;
      transferred += iva;
      withheld += isr;
      sink += write_text (amount, text[0]) + write_text (lines[i].discount, text[1])
        + write_text (net, text[2]) + write_text (iva, text[3]) + write_text (isr, text[4]);
    }
  return to_cents (subtotal) - to_cents (discount) + to_cents (transferred) - to_cents (withheld);
}

int
main (int argc, char **argv)
{
  for (int a = 1; a < argc; a++)
    {
      const guint n = (guint) atoi (argv[a]);
      g_autofree BenchLine *lines = bench_lines_new (n);
      g_autofree char *key = g_strdup_printf ("totals.%u", n);
      g_autofree char *check = g_strdup_printf ("check.totals.%u", n);
      double times_taken[BENCH_REPEATS];
      gint64 total = 0;

      for (guint i = 0; i < BENCH_REPEATS; i++)
        {
          const double start = bench_now_ms ();

          lines[n / 2].quantity = bench_edited_quantity (i);
          total = compute (lines, n);
          times_taken[i] = bench_now_ms () - start;
        }
      bench_say (key, bench_percentile (times_taken, BENCH_REPEATS, 0.5));
      bench_say (check, (double) total / 100);
    }
  return EXIT_SUCCESS;
}
