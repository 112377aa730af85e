/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-test.h"
#include "fac-typed-search.h"

static void
test_enter_waits (void)
{
  FacTypedSearch search = { 0 };

  fac_typed_search_begin (&search, "mar");
  g_assert_false (fac_typed_search_enter (&search, 2));
  g_assert_false (fac_typed_search_enter (&search, 3));
  g_assert_cmpint (fac_typed_search_answer (&search), ==, 3);
  g_assert_true (fac_typed_search_enter (&search, 2));
  g_assert_cmpint (fac_typed_search_answer (&search), ==, 0);
  fac_typed_search_clear (&search);
}

static void
test_other_words_forget_it (void)
{
  FacTypedSearch search = { 0 };
  g_autoptr (GCancellable) first = g_object_ref (fac_typed_search_begin (&search, "mar"));
  GCancellable *second;

  g_assert_false (fac_typed_search_enter (&search, 1));
  second = fac_typed_search_begin (&search, "mart");
  g_assert_true (g_cancellable_is_cancelled (first));
  g_assert_false (g_cancellable_is_cancelled (second));
  g_assert_cmpint (fac_typed_search_answer (&search), ==, 0);
  fac_typed_search_begin (&search, search.asked);
  g_assert_true (fac_typed_search_is_asked (&search, "mart"));
  g_assert_false (search.answered);
  fac_typed_search_clear (&search);
}

static void
test_nothing_is_awaited (void)
{
  FacTypedSearch search = { 0 };

  g_assert_true (fac_typed_search_enter (&search, 1));
  g_assert_false (fac_typed_search_is_asked (&search, ""));
  fac_typed_search_begin (&search, NULL);
  g_assert_true (fac_typed_search_is_asked (&search, ""));
  g_assert_false (fac_typed_search_enter (&search, 1));
  fac_typed_search_clear (&search);
  g_assert_true (fac_typed_search_enter (&search, 1));
  g_assert_cmpint (fac_typed_search_answer (&search), ==, 0);
  fac_typed_search_clear (&search);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/typed-search/waits", test_enter_waits);
  g_test_add_func ("/ui/typed-search/other-words", test_other_words_forget_it);
  g_test_add_func ("/ui/typed-search/nothing", test_nothing_is_awaited);
  return g_test_run ();
}
