/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * C2: bench-parties FOLDER CUSTOMERS PRODUCTS KEYS: imports so many customers and products into the (new) FOLDER, then works with
 * their lists in a window as a person does: search, order, scroll, form. Milliseconds unless the key says otherwise.
 */
#include "bench.h"
#include "fac-customer-form.h"
#include "fac-customers-page.h"
#include "fac-import-run.h"
#include "fac-make-documents.h"
#include "fac-product-form.h"
#include "fac-products-page.h"
#include "fac-workspace-private.h"
#include "typist.h"

#include <malloc.h>
#include <string.h>

#define JUMPS      60
#define QUERIES    400
#define PAGE_ROWS  40
#define LONGEST_MS 5000

static double busy_since, longest_busy;
static gboolean watching;

/* of this thread alone: a busy machine does not change it */
static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
watched_poll (GPollFD *descriptors, guint n, int timeout)
{
  int result;

  if (watching && busy_since > 0)
    longest_busy = MAX (longest_busy, thread_ms () - busy_since);
  result = g_poll (descriptors, n, timeout);
  busy_since = thread_ms ();
  return result;
}

static void
say (FacEntity entity, const char *what, double value)
{
  g_autofree char *key = g_strdup_printf ("%s.%s", entity == FAC_ENTITY_CUSTOMER ? "customers" : "products", what);

  bench_say (key, value);
}

/* ---- import ----------------------------------------------------------------------------------- */

static char *
made_name (guint64 *state)
{
  return g_strdup_printf ("%s %s %s", fac_made_word (bench_random (state)), fac_made_word (bench_random (state)),
                          fac_made_word (bench_random (state)));
}

static GString *
customers_file (guint n)
{
  GString *text = g_string_new ("Nombre;RFC;CP;Régimen;Correo;Teléfono;Calle;Ciudad\n");
  guint64 state = 7;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = made_name (&state);
      g_autofree char *folded = g_utf8_strup (name, -1);

      g_string_append_printf (text, "%s %u;C%c%c010101%c%c%c;50000;601;c%u@example.com;55%08u;Calle %u;Toluca\n", folded, i,
                              'A' + i % 26, 'A' + i / 26 % 26, 'A' + i / 676 % 26, 'A' + i / 17576 % 26, '0', i, i, i);
    }
  return text;
}

static GString *
products_file (guint n)
{
  GString *text = g_string_new ("SKU;Descripción;Clave SAT;Unidad;Precio;IVA\n");
  guint64 state = 11;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = made_name (&state);

      g_string_append_printf (text, "P%06u;%s %u;27111602;H87;%u,50;16\n", i, name, i, i % 900 + 10);
    }
  return text;
}

static FacTable *
read_file (FacEntity entity, GString *text)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  return fac_table_read (bytes, fac_import_is_header, GINT_TO_POINTER (entity), NULL, NULL);
}

static FacImportPlan *
plan (FacWorkspace *workspace, FacTable *table, GPtrArray *existing, FacEntity entity)
{
  g_autoptr (FacImportMapping) mapping = fac_import_mapping_new (entity, table);
  const FacImportGround ground = { .table = table, .mapping = mapping, .existing = existing, .catalog = workspace->catalog,
                                   .rules = _fac_workspace_rules (workspace) };

  return fac_import_plan_new (&ground, NULL, NULL);
}

static GPtrArray *
objects_of (const FacImportPlan *first)
{
  GPtrArray *objects = g_ptr_array_new ();

  for (guint i = 0; i < first->lines->len; i++)
    g_ptr_array_add (objects, ((FacImportLine *) first->lines->pdata[i])->object);
  return objects;
}

static gboolean
import (FacWorkspace *workspace, FacEntity entity, guint n)
{
  double start = bench_now_ms ();
  g_autoptr (FacTable) table =
    read_file (entity, entity == FAC_ENTITY_CUSTOMER ? customers_file (n) : products_file (n));
  g_autoptr (FacStoreProgress) progress = fac_store_progress_new ();
  g_autoptr (FacImportPlan) first = plan (workspace, table, NULL, entity);
  g_autoptr (FacImportPlan) again = NULL;
  g_autoptr (GPtrArray) existing = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  if (first == NULL || first->counts[FAC_IMPORT_ADD] != n)
    return FALSE;
  say (entity, "plan", bench_now_ms () - start);
  start = bench_now_ms ();
  fac_import_run_async (workspace->store, first, progress, NULL, bench_got, &done);
  if (!fac_import_run_finish (workspace->store, bench_wait_for (&done), NULL))
    return FALSE;
  say (entity, "import", bench_now_ms () - start);
  existing = objects_of (first);
  start = bench_now_ms ();
  again = plan (workspace, table, existing, entity);
  say (entity, "twins", bench_now_ms () - start);
  return again != NULL && again->counts[FAC_IMPORT_SAME] == n;
}

/* ---- the database alone ----------------------------------------------------------------------- */

static double
ask (FacStore *store, FacQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacStorePage) page = NULL;
  const double start = bench_now_ms ();

  fac_store_first_page_async (store, query, PAGE_ROWS, NULL, bench_got, &result);
  page = fac_store_first_page_finish (store, bench_wait_for (&result), NULL);
  return page != NULL ? bench_now_ms () - start : LONGEST_MS;
}

static void
ask_many (FacWorkspace *workspace, FacEntity entity)
{
  g_autofree double *taken = g_new (double, QUERIES);
  guint64 state = 5;

  for (guint i = 0; i < QUERIES; i++)
    {
      g_autoptr (FacQuery) query = fac_query_new (entity);
      const char *word = fac_made_word (bench_random (&state));

      query->text = g_utf8_substring (word, 0, MIN (g_utf8_strlen (word, -1), (glong) (1 + bench_random (&state) % 6)));
      taken[i] = ask (workspace->store, query);
    }
  say (entity, "sql.p99", bench_percentile (taken, QUERIES, 0.99));
}

/* ---- the lists -------------------------------------------------------------------------------- */

typedef struct
{
  FacEntity      entity;
  GtkWidget     *window;
  FacListPage   *page;
  FacPagedModel *model;
  guint          at;      /* the place whose row is waited for */
  gboolean       painted;
} View;

static void
on_after_paint (GdkFrameClock *clock, View *view)
{
  g_autoptr (FacRow) row = g_list_model_get_item (G_LIST_MODEL (view->model), view->at);

  view->painted |= row != NULL && fac_row_is_loaded (row)
                   && fac_paged_model_get_state (view->model) == FAC_LIST_READY;
}

/* until a frame is painted with the row at @at in it */
static double
wait_painted (View *view, guint at, double start)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (view->window);
  gulong id;

  view->at = at;
  view->painted = FALSE;
  id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), view);
  while (!view->painted && bench_now_ms () - start < LONGEST_MS)
    {
      gtk_widget_queue_draw (GTK_WIDGET (view->page));
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, id);
  return bench_now_ms () - start;
}

static void
let_rest (guint milliseconds)
{
  const double end = bench_now_ms () + milliseconds;

  while (bench_now_ms () < end)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static void
open_list (View *view, FacWorkspace *workspace)
{
  const double start = bench_now_ms ();

  view->page = g_object_new (view->entity == FAC_ENTITY_CUSTOMER ? FAC_TYPE_CUSTOMERS_PAGE : FAC_TYPE_PRODUCTS_PAGE, "workspace",
                             workspace, "title", "Lista", NULL);
  view->model = fac_list_page_get_model (view->page);
  adw_window_set_content (ADW_WINDOW (view->window), GTK_WIDGET (view->page));
  gtk_window_present (GTK_WINDOW (view->window));
  say (view->entity, "open", wait_painted (view, 0, start));
  let_rest (700);
}

static gboolean
type (View *view, guint n_keys)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree double *taken = g_new (double, n_keys);
  Typist typist = { .loop = loop, .taken = taken, .n_keys = n_keys, .state = 99 };
  gboolean fine;

  typist.entry = GTK_SEARCH_ENTRY (bench_find_widget (GTK_WIDGET (view->page), GTK_TYPE_SEARCH_ENTRY));
  typist.model = view->model;
  longest_busy = 0;
  watching = TRUE;
  fine = bench_type_words (&typist, view->window);
  watching = FALSE;
  if (fine)
    {
      say (view->entity, "search.p99", bench_percentile (taken, typist.n_taken, 0.99));
      say (view->entity, "search.p50", bench_percentile (taken, typist.n_taken, 0.5));
      say (view->entity, "search.busy", longest_busy);
      say (view->entity, "search.keys", typist.n_taken);
    }
  gtk_editable_set_text (GTK_EDITABLE (typist.entry), "");
  let_rest (500);
  return fine;
}

static void
sort (View *view)
{
  const FacListPageClass *klass = FAC_LIST_PAGE_GET_CLASS (view->page);
  double most = 0;

  for (guint i = 0; i < klass->n_columns * 2; i++)
    {
      const FacListColumn *column = &klass->columns[i / 2];
      g_autoptr (FacQuery) query = fac_query_copy (fac_list_page_get_query (view->page));
      double start;

      if ((int) column->order < 0)
        continue;
      query->order = column->order;
      query->descending = i % 2 == 0;
      start = bench_now_ms ();
      fac_list_page_set_query (view->page, query);
      most = MAX (most, wait_painted (view, 0, start));
      let_rest (200);
    }
  say (view->entity, "sort", most);
}

static void
jump (View *view)
{
  GtkWidget *list = bench_find_widget (GTK_WIDGET (view->page), GTK_TYPE_LIST_BASE);
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (view->model));
  g_autofree double *taken = g_new (double, JUMPS);
  guint64 state = 3;

  for (guint i = 0; i < JUMPS; i++)
    {
      const guint at = (guint) (bench_random (&state) % n);
      const double upper = gtk_adjustment_get_upper (place);
      const double start = bench_now_ms ();

      gtk_adjustment_set_value (place, MIN (upper * at / n, upper - gtk_adjustment_get_page_size (place)));
      taken[i] = wait_painted (view, at, start);
      let_rest (60);
    }
  say (view->entity, "scroll.p99", bench_percentile (taken, JUMPS, 0.99));
  gtk_adjustment_set_value (place, 0);
  let_rest (200);
}

static void
on_form_painted (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
open_form (View *view, FacWorkspace *workspace)
{
  g_autoptr (FacRow) row = g_list_model_get_item (G_LIST_MODEL (view->model), 0);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (view->window);
  gboolean painted = FALSE;
  const double start = bench_now_ms ();
  FacPage *form = view->entity == FAC_ENTITY_CUSTOMER ? fac_customer_form_new (workspace, fac_row_get_id (row))
                                                      : fac_product_form_new (workspace, fac_row_get_id (row));
  gulong id;

  adw_window_set_content (ADW_WINDOW (view->window), GTK_WIDGET (form));
  id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_form_painted), &painted);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
  say (view->entity, "form", bench_now_ms () - start);
  let_rest (300);
}

static gboolean
work (FacWorkspace *workspace, FacEntity entity, guint n, guint n_keys)
{
  View view = { .entity = entity };
  gboolean fine;

  if (!import (workspace, entity, n))
    return FALSE;
  ask_many (workspace, entity);
  view.window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (view.window), 1180, 760);
  open_list (&view, workspace);
  fine = type (&view, n_keys);
  sort (&view);
  jump (&view);
  open_form (&view, workspace);
  gtk_window_destroy (GTK_WINDOW (view.window));
  return fine;
}

static void
say_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  malloc_trim (0);
  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL) && (line = strstr (status, "RssAnon:")) != NULL)
    bench_say ("memory", (double) g_ascii_strtoll (line + strlen ("RssAnon:"), NULL, 10) / 1024);
}

int
main (int argc, char **argv)
{
  g_autoptr (FacWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  gboolean fine;

  if (argc != 5)
    return EXIT_FAILURE;
  adw_init ();
  bench_add_style ();
  g_main_context_set_poll_func (NULL, watched_poll);
  workspace = bench_open_workspace (argv[1], &error);
  if (workspace == NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  fine = work (workspace, FAC_ENTITY_CUSTOMER, (guint) atoi (argv[2]), (guint) atoi (argv[4]))
         && work (workspace, FAC_ENTITY_PRODUCT, (guint) atoi (argv[3]), (guint) atoi (argv[4]));
  say_memory ();
  fac_workspace_close_async (workspace, bench_got, &closed);
  return fac_workspace_close_finish (workspace, bench_wait_for (&closed), NULL) && fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
