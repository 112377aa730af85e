/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdlib.h>
#include <time.h>

/* What floors and benchmarks share: a clock, numbers that are the same everywhere, and a way to say a figure. */

static inline double
bench_now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* xorshift: the same sequence for floor and product */
static inline guint64
bench_random (guint64 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static inline int
bench_compare (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* sorts @values */
static inline double
bench_percentile (double *values, guint n, double part)
{
  qsort (values, n, sizeof *values, bench_compare);
  return values[(guint) (part * (n - 1) + 0.5)];
}

/* one figure: a line of "key value" that run-bench reads */
static inline void
bench_say (const char *key, double value)
{
  g_print ("%s %.6f\n", key, value);
}
