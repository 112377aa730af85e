/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-catalog STARTER FULL: searches the full catalogue of products as a person types, letter by letter, with the words of the
 * starter set: catalog.first is the first search, which reads it into memory; catalog.p99 is of those after it.
 */
#include "bench.h"
#include "fac-catalog.h"

static const char *const words[] = {
  "refresco", "plomero", "flete de mercancía", "consulta médica", "renta de oficina", "playera", "tornillo", "licencia de software",
  "papel higiénico", "cable eléctrico", "servicio de limpieza", "mesa de madera", "tóner impresora", "43211503", "aceite para motor",
  "tornilo", "zzzzz", "accesorios para equipos", "productos de limpieza", "a", "s", "computadora portátil",
};

#define ROUNDS 12
#define MOST   8192

static double
search (FacCatalog *catalog, const char *text)
{
  double start = bench_now_ms ();

  g_ptr_array_unref (fac_catalog_search_sync (catalog, FAC_CATALOG_PRODUCTS, text, 60));
  return bench_now_ms () - start;
}

static guint
type_words (FacCatalog *catalog, double *taken)
{
  guint n = 0;

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
      for (glong length = 1; length <= g_utf8_strlen (words[i], -1) && n < MOST; length++)
        {
          g_autofree char *text = g_utf8_substring (words[i], 0, length);

          taken[n++] = search (catalog, text);
        }
  return n;
}

int
main (int argc, char **argv)
{
  g_autofree double *taken = g_new (double, MOST);
  g_autoptr (FacCatalog) catalog = NULL;
  guint n;

  if (argc != 3)
    return EXIT_FAILURE;
  catalog = fac_catalog_open_sync (argv[1], argv[2], NULL);
  if (catalog == NULL || !fac_catalog_is_full (catalog))
    return EXIT_FAILURE;
  bench_say ("catalog.first", search (catalog, "refresco"));
  bench_say ("catalog.misspelt", search (catalog, "tornilo"));
  n = type_words (catalog, taken);
  bench_say ("catalog.p99", bench_percentile (taken, n, 0.99));
  bench_say ("catalog.p50", bench_percentile (taken, n, 0.5));
  bench_say ("catalog.searches", n);
  return EXIT_SUCCESS;
}
