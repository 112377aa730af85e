/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-outbox-model.h"
#include "fac-paged-model-private.h"
#include "fac-test.h"
#include "fac-text.h"
#include "models-fixture.h"

static void
save_product (FacWorkspace *workspace, const char *description)
{
  g_autoptr (FacProduct) product = models_product (description, "10.00");
  g_autoptr (GAsyncResult) result = NULL;

  fac_workspace_save_product_async (workspace, product, TRUE, fac_test_got, &result);
  g_assert_true (fac_workspace_command_finish (workspace, fac_test_result (&result), NULL));
}

static void
await_items (FacPagedModel *model, guint count)
{
  gint64 end = g_get_monotonic_time () + fac_test_patience (60) * (gint64) G_USEC_PER_SEC;

  while (g_list_model_get_n_items (G_LIST_MODEL (model)) != count && g_get_monotonic_time () < end)
    models_spin (10);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, count);
}

static void
await_state (FacPagedModel *model, FacListState state)
{
  gint64 end = g_get_monotonic_time () + fac_test_patience (60) * (gint64) G_USEC_PER_SEC;

  while (fac_paged_model_get_state (model) != state && g_get_monotonic_time () < end)
    models_spin (10);
  g_assert_cmpint (fac_paged_model_get_state (model), ==, state);
}

static const char *
description_at (FacPagedModel *model, guint position)
{
  g_autoptr (FacRow) row = g_list_model_get_item (G_LIST_MODEL (model), position);
  gint64 end = g_get_monotonic_time () + fac_test_patience (60) * (gint64) G_USEC_PER_SEC;

  while (!fac_row_is_loaded (row) && g_get_monotonic_time () < end)
    models_spin (5);
  g_assert_true (fac_row_is_loaded (row));
  return ((const FacProduct *) fac_row_get_content (row))->description;
}

static void
test_states (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_PRODUCT);
  g_autoptr (FacQuery) narrowed = fac_query_new (FAC_ENTITY_PRODUCT);
  g_autoptr (FacPagedModel) model = fac_paged_model_new (workspace, query);

  g_assert_cmpint (fac_paged_model_get_state (model), ==, FAC_LIST_LOADING);
  await_state (model, FAC_LIST_EMPTY);
  save_product (workspace, "Martillo");
  await_items (model, 1);
  g_assert_cmpint (fac_paged_model_get_state (model), ==, FAC_LIST_READY);
  fac_set_string (&narrowed->text, "inexistente");
  fac_paged_model_set_query (model, narrowed);
  await_items (model, 0);
  await_state (model, FAC_LIST_NOTHING_FOUND);
  g_clear_object (&model);
  models_close (workspace);
}

static void
test_pages_beyond_the_first (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_PRODUCT);
  g_autoptr (FacPagedModel) model = NULL;

  fac_workspace_set_simulated_offline (workspace, TRUE);
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *name = g_strdup_printf ("Pieza %03u", i);

      save_product (workspace, name);
    }
  model = fac_paged_model_new (workspace, query);
  await_items (model, 400);
  g_assert_cmpstr (description_at (model, 0), ==, "Pieza 000");
  g_assert_cmpstr (description_at (model, 399), ==, "Pieza 399");
  g_assert_cmpstr (description_at (model, 200), ==, "Pieza 200");
  g_clear_object (&model);
  models_close (workspace);
}

typedef struct { guint position, removed, added, times; } Change;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Change *change)
{
  *change = (Change) { position, removed, added, change->times + 1 };
}

/* A new row moves only what it must: selection and scroll of a long list stay. */
static void
test_only_the_difference_is_told (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_PRODUCT);
  g_autoptr (FacPagedModel) model = NULL;
  g_autoptr (FacRow) kept = NULL;
  g_autoptr (FacRow) same = NULL;
  Change change = { 0 };

  fac_workspace_set_simulated_offline (workspace, TRUE);
  save_product (workspace, "Alicate");
  save_product (workspace, "Zapapico");
  model = fac_paged_model_new (workspace, query);
  await_items (model, 2);
  kept = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), &change);
  save_product (workspace, "Martillo");
  await_items (model, 3);
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 1);
  same = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_true (kept == same);
  g_clear_object (&model);
  models_close (workspace);
}

/* What a search finds is shown by the rows that are there: in their places, none twice, none left of the former list. */
static void
test_rows_stay_when_the_query_changes (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_PRODUCT);
  g_autoptr (FacQuery) narrowed = fac_query_new (FAC_ENTITY_PRODUCT);
  g_autoptr (FacPagedModel) model = NULL;
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  fac_workspace_set_simulated_offline (workspace, TRUE);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("Pieza %s %03u", i % 2 == 0 ? "par" : "non", i);

      save_product (workspace, name);
    }
  model = fac_paged_model_new (workspace, query);
  await_items (model, 300);
  for (guint i = 0; i < 200; i++)
    g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (model), i));
  fac_set_string (&narrowed->text, "par");
  fac_paged_model_set_query (model, narrowed);
  await_items (model, 150);
  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *expected = g_strdup_printf ("Pieza par %03u", i * 2);
      g_autoptr (FacRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

      g_assert_cmpstr (description_at (model, i), ==, expected);
      g_assert_true (row == held->pdata[i]);
    }
  fac_paged_model_set_query (model, query);
  await_items (model, 300);
  g_assert_cmpstr (description_at (model, 0), ==, "Pieza non 001");
  g_assert_cmpstr (description_at (model, 299), ==, "Pieza par 298");
  g_clear_object (&model);
  models_close (workspace);
}

static void
on_answered (FacPagedModel *model, guint *n_found)
{
  *n_found = g_list_model_get_n_items (G_LIST_MODEL (model));
}

/* Also of a search that finds what is shown already, or nothing again: then no state changes. */
static void
test_answer_is_told (void)
{
  static const struct { const char *text; guint n_found; } searches[] = {
    { "martillo", 1 }, { "mart", 1 }, { "nadie", 0 }, { "ninguno", 0 }, { NULL, 2 },
  };
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacQuery) all = fac_query_new (FAC_ENTITY_PRODUCT);
  g_autoptr (FacPagedModel) model = NULL;
  guint n_found;

  fac_workspace_set_simulated_offline (workspace, TRUE);
  save_product (workspace, "Martillo");
  save_product (workspace, "Clavo");
  model = fac_paged_model_new (workspace, all);
  await_items (model, 2);
  g_signal_connect (model, "answered", G_CALLBACK (on_answered), &n_found);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_PRODUCT);
      const gint64 end = g_get_monotonic_time () + fac_test_patience (60) * (gint64) G_USEC_PER_SEC;

      n_found = G_MAXUINT;
      fac_set_string (&query->text, searches[i].text);
      fac_paged_model_set_query (model, query);
      while (n_found == G_MAXUINT && g_get_monotonic_time () < end)
        models_spin (5);
      g_assert_cmpuint (n_found, ==, searches[i].n_found);
    }
  g_clear_object (&model);
  models_close (workspace);
}

/* As a selection of all does. Those that are held are not gone through for each one. */
static void
test_all_rows_are_held (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  const guint n_rows = 30000;
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_PRODUCT);
  g_autoptr (FacPagedModel) model = fac_paged_model_new (workspace, query);
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 begun, tenth = 0;

  await_state (model, FAC_LIST_EMPTY);
  for (gint64 key = 1; key <= n_rows; key++)
    g_array_append_val (model->keys, key);
  begun = g_get_monotonic_time ();
  for (guint i = 0; i < n_rows; i++)
    {
      if (i == n_rows / 10)
        tenth = g_get_monotonic_time () - begun;
      g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (model), i));
    }
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 100 * tenth + G_USEC_PER_SEC / 5);
  g_ptr_array_set_size (held, 0);
  g_array_set_size (model->keys, 0);
  g_clear_object (&model);
  models_close (workspace);
}

static void
test_queue_shows_what_waits (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autoptr (FacOutboxModel) queue = NULL;
  g_autoptr (FacOperation) operation = NULL;
  gint64 end = g_get_monotonic_time () + fac_test_patience (60) * (gint64) G_USEC_PER_SEC;

  fac_workspace_set_simulated_offline (workspace, TRUE);
  save_product (workspace, "Martillo");
  queue = fac_outbox_model_new (workspace);
  while (g_list_model_get_n_items (G_LIST_MODEL (queue)) == 0 && g_get_monotonic_time () < end)
    models_spin (10);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 1);
  operation = g_list_model_get_item (G_LIST_MODEL (queue), 0);
  g_assert_cmpint (fac_operation_get_verb (operation), ==, FAC_OPERATION_CREATE);
  g_assert_cmpint (fac_operation_get_state (operation), ==, FAC_OPERATION_WAITS);
  g_assert_cmpstr (fac_operation_get_title (operation), ==, "Martillo");
  g_clear_object (&queue);
  models_close (workspace);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/list/states", test_states);
  g_test_add_func ("/models/list/pages", test_pages_beyond_the_first);
  g_test_add_func ("/models/list/difference", test_only_the_difference_is_told);
  g_test_add_func ("/models/list/query", test_rows_stay_when_the_query_changes);
  g_test_add_func ("/models/list/answered", test_answer_is_told);
  g_test_add_func ("/models/list/held", test_all_rows_are_held);
  g_test_add_func ("/models/list/queue", test_queue_shows_what_waits);
  return g_test_run ();
}
