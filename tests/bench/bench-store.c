/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-make-documents.h"
#include "fac-search-words.h"
#include "fac-store-private.h"
#include "fac-test.h"
#include "fac-text.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define JUMPS    1000
#define SEARCHES 500
#define ACTIONS  400
#define ROUNDS   5
#define PAGE     128

/* goals of the performance page, as ratios of p99 to the floor's */
#define GOAL_JUMP   5.0
#define GOAL_SEARCH 3.0
#define GOAL_ACTION 3.0

typedef struct
{
  gint64 p50, p99, max; /* microseconds */
} Times;

static int syncs;
static FacStore *store;
static char *floor_program;
static gboolean missed;

/* SQLite's calls end here, to be counted. */
int
fdatasync (int fd)
{
  g_atomic_int_inc (&syncs);
  return syscall (SYS_fdatasync, fd);
}

int
fsync (int fd)
{
  g_atomic_int_inc (&syncs);
  return syscall (SYS_fsync, fd);
}

static int
by_size (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static Times
times_of (GArray *nanoseconds)
{
  const gint64 *data = (const gint64 *) (gpointer) nanoseconds->data;

  g_array_sort (nanoseconds, by_size);
  return (Times) { data[nanoseconds->len / 2] / 1000, data[nanoseconds->len * 99 / 100] / 1000,
                   data[nanoseconds->len - 1] / 1000 };
}

static gint64
nanoseconds_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

/* ---- the floor ---------------------------------------------------------------------------------- */

static char *
run_floor (const char *what, const char *first, const char *second, const char *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  char *output = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, floor_program, what,
                              first, second, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return output;
}

static Times
floor_times (const char *what, const char *path, int rounds, const char *input)
{
  g_autofree char *count = g_strdup_printf ("%d", rounds);
  g_autofree char *output = run_floor (what, path, count, input);
  g_auto (GStrv) words = g_strsplit (g_strstrip (output), " ", -1);

  g_assert_cmpuint (g_strv_length (words), ==, 3);
  return (Times) { g_ascii_strtoll (words[0], NULL, 10), g_ascii_strtoll (words[1], NULL, 10),
                   g_ascii_strtoll (words[2], NULL, 10) };
}

/* ---- the product -------------------------------------------------------------------------------- */

static GAsyncResult *result;

static GAsyncResult **
slot (void)
{
  g_clear_object (&result);
  return &result;
}

#define GOT fac_test_got, slot ()

static void
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;

  fac_store_open_async (folder, NULL, GOT);
  store = fac_store_open_finish (fac_test_result (&result), &error);
  g_assert_no_error (error);
}

static void
close_store (void)
{
  fac_store_close_async (store, GOT);
  fac_test_result (&result);
  slot ();
  g_clear_object (&store);
}

static GArray *
all_keys (void)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (GError) error = NULL;
  GArray *keys;

  fac_store_keys_async (store, query, NULL, GOT);
  keys = fac_store_keys_finish (store, fac_test_result (&result), &error);
  g_assert_no_error (error);
  return keys;
}

static Times
product_jumps (GArray *keys, GRand *random)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < JUMPS; i++)
    {
      guint from = g_rand_int_range (random, 0, keys->len - PAGE);
      g_autoptr (FacStorePage) page = NULL;
      gint64 start = nanoseconds_now ();
      gint64 took;

      fac_store_rows_async (store, FAC_ENTITY_INVOICE, &g_array_index (keys, gint64, from), PAGE,
                            NULL, GOT);
      page = fac_store_rows_finish (store, fac_test_result (&result), NULL);
      took = nanoseconds_now () - start;
      g_assert_cmpuint (page->rows->len, ==, PAGE);
      g_array_append_val (times, took);
    }
  return times_of (times);
}

static char *
make_text (GRand *random)
{
  const char *word = fac_made_word (g_rand_int (random));
  g_autofree char *start = fac_text_cut (word, g_rand_int_range (random, 2, 7));

  if (g_rand_int_range (random, 0, 3) == 0)
    return g_strdup_printf ("%s %s", fac_made_word (g_rand_int (random)), start);
  return g_steal_pointer (&start);
}

static Times
product_searches (GPtrArray *texts)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
      g_autoptr (FacStorePage) page = NULL;
      gint64 start;
      gint64 took;

      query->text = g_strdup (g_ptr_array_index (texts, i));
      start = nanoseconds_now ();
      fac_store_first_page_async (store, query, 100, NULL, GOT);
      page = fac_store_first_page_finish (store, fac_test_result (&result), NULL);
      took = nanoseconds_now () - start;
      g_assert_nonnull (page);
      g_array_append_val (times, took);
    }
  return times_of (times);
}

static FacInvoice *
new_draft (void)
{
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_INGRESO);

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (FacProduct) product = fac_product_new ();

      fac_set_string (&product->description, fac_made_word (i * 4 + 2));
      product->price = fac_decimal_from_int (100 + i);
      g_ptr_array_add (invoice->lines, fac_invoice_line_new (product));
    }
  return invoice;
}

/* A draft saved with its row in the outbox: @commits and @fsyncs of all. */
static Times
product_actions (guint64 *commits, int *fsyncs)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint64 before = _fac_store_commits (store);

  g_atomic_int_set (&syncs, 0);
  for (int i = 0; i < ACTIONS; i++)
    {
      g_autoptr (FacInvoice) invoice = new_draft ();
      g_autoptr (GError) error = NULL;
      gint64 start = nanoseconds_now ();
      gint64 took;

      fac_store_save_draft_async (store, invoice, TRUE, GOT);
      fac_store_write_finish (store, fac_test_result (&result), &error);
      g_assert_no_error (error);
      took = nanoseconds_now () - start;
      g_array_append_val (times, took);
    }
  *commits = _fac_store_commits (store) - before;
  *fsyncs = g_atomic_int_get (&syncs);
  return times_of (times);
}

/* ---- the table ---------------------------------------------------------------------------------- */

static double
ratio (gint64 a, gint64 b)
{
  return (double) a / (double) MAX (b, 1);
}

static int
by_ratio (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print_row (const char *name, guint n, const Times *product, const Times *plain, double goal)
{
  double ratios[ROUNDS];
  int middle = ROUNDS / 2;

  for (int i = 0; i < ROUNDS; i++)
    ratios[i] = ratio (product[i].p99, plain[i].p99);
  qsort (ratios, ROUNDS, sizeof *ratios, by_ratio);
  g_print ("# %-24s %7u  p50 %6" G_GINT64_FORMAT " us  p99 %6" G_GINT64_FORMAT " us  max %7" G_GINT64_FORMAT
           " us | floor p50 %6" G_GINT64_FORMAT "  p99 %6" G_GINT64_FORMAT " | p99 ratio %5.2f (%.2f to %.2f), goal %.1f\n",
           name, n, product[middle].p50, product[middle].p99, product[middle].max, plain[middle].p50, plain[middle].p99,
           ratios[middle], ratios[0], ratios[ROUNDS - 1], goal);
  if (ratios[middle] > goal)
    {
      missed = TRUE;
      g_print ("# !!!!!!!! GOAL MISSED: %s at %u documents: %.2f times the floor, %.1f allowed\n",
               name, n, ratios[middle],
               goal);
    }
}

static void
print_size (const char *path, guint n, gint64 floor_bytes)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_print ("# %-24s %7u  %.1f MB, %" G_GINT64_FORMAT " bytes a document | floor %.1f MB | ratio %.2f\n", "size of the file", n,
           (double) status.st_size / 1e6, (gint64) status.st_size / n, (double) floor_bytes / 1e6,
           ratio (status.st_size, floor_bytes));
}

static void
measure_rounds (guint n, const char *folder, const char *plain)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (n);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) expressions = g_string_new (NULL);
  g_autoptr (GArray) keys = NULL;
  Times jumps[2][ROUNDS], searches[2][ROUNDS], actions[2][ROUNDS];

  for (int i = 0; i < SEARCHES; i++)
    {
      g_autofree char *text = make_text (random);
      g_autofree char *expression = fac_search_expression (text);

      g_string_append_printf (expressions, "%s\n", expression);
      g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  open_store (folder);
  keys = all_keys ();
  g_assert_cmpuint (keys->len, ==, n);
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *outbox = g_strdup_printf ("%s/commit-%d.db", folder, i);
      guint64 commits;
      int fsyncs;

      jumps[1][i] = floor_times ("jump", plain, JUMPS, NULL);
      jumps[0][i] = product_jumps (keys, random);
      searches[1][i] = floor_times ("search", plain, SEARCHES, expressions->str);
      searches[0][i] = product_searches (texts);
      actions[1][i] = floor_times ("commit", outbox, ACTIONS, NULL);
      actions[0][i] = product_actions (&commits, &fsyncs);
      g_assert_cmpuint (commits, ==, ACTIONS);
      g_print ("# actions %d: %" G_GUINT64_FORMAT " commits, %d fsyncs\n", ACTIONS, commits,
               fsyncs);
      g_assert_cmpint (fsyncs, <=, ACTIONS + ACTIONS / 20); /* an automatic checkpoint may fall among them */
    }
  print_row ("P4 jump, 128 rows", n, jumps[0], jumps[1], GOAL_JUMP);
  print_row ("P5 search, newest 100", n, searches[0], searches[1], GOAL_SEARCH);
  print_row ("P11 draft saved", n, actions[0], actions[1], GOAL_ACTION);
  close_store ();
}

static void
test_size (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *path = g_build_filename (folder, "facturador.db", NULL);
  g_autofree char *plain = g_build_filename (folder, "floor.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_true (fac_make_documents (folder, n, 1, &error));
  g_assert_no_error (error);
  g_print ("# made %u documents in %.1f s\n", n, (double) (g_get_monotonic_time () - start) / 1e6);
  bytes = run_floor ("make", path, plain, NULL);
  print_size (path, n, g_ascii_strtoll (bytes, NULL, 10));
  measure_rounds (n, folder, plain);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    g_error ("Usage: bench-store FLOOR-PROGRAM");
  floor_program = argv[1];
  g_test_add_data_func ("/bench/store/1000", GUINT_TO_POINTER (1000), test_size);
  g_test_add_data_func ("/bench/store/100000", GUINT_TO_POINTER (100000), test_size);
  status = g_test_run ();
  if (missed)
    g_printerr ("!!!!!!!! bench-store: a goal of the performance page is missed, see the table above\n");
  return status;
}
