/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench.h"

/* The lines whose totals floor and product compute, in millionths. */
typedef struct
{
  gint64 price;
  gint64 quantity;
  gint64 discount;
} BenchLine;

#define BENCH_REPEATS 300

static inline BenchLine *
bench_lines_new (guint n)
{
  BenchLine *lines = g_new (BenchLine, n);
  guint64 state = 20240229;

  for (guint i = 0; i < n; i++)
    {
      lines[i].price = 10000 + (gint64) (bench_random (&state) % 4000000000);
      lines[i].quantity = 1000 + (gint64) (bench_random (&state) % 90000000);
      lines[i].discount = (gint64) (bench_random (&state) % 5000);
    }
  return lines;
}

/* the edit that is followed by new totals */
static inline gint64
bench_edited_quantity (guint round)
{
  return 1000000 + (gint64) round * 1000;
}
