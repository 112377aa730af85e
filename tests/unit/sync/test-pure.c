/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-answer-class.h"
#include "fac-api-error.h"
#include "fac-backoff.h"
#include "fac-pull-plan.h"

#include <gio/gio.h>

#define SECOND (gint64) G_USEC_PER_SEC

static void
test_backoff (void)
{
  static const int ceilings[] = { 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900 };

  for (guint i = 0; i < G_N_ELEMENTS (ceilings); i++)
    {
      g_assert_cmpint (fac_backoff_delay (i, 0), ==, 2 * SECOND);
      g_assert_cmpint (fac_backoff_delay (i, G_MAXUINT32), ==, ceilings[i] * SECOND);
      g_assert_cmpint (fac_backoff_delay (i, G_MAXUINT32 / 2), <, ceilings[i] * SECOND);
    }
  g_assert_cmpint (fac_backoff_delay (G_MAXUINT, G_MAXUINT32), ==, 900 * SECOND);
  g_assert_cmpint (fac_backoff_poll (0, 0), ==, 5 * SECOND);
  g_assert_cmpint (fac_backoff_poll (50, G_MAXUINT32), ==, 900 * SECOND);
}

static void
test_slow (void)
{
  g_assert_cmpint (fac_backoff_slow (120, 0, 0), ==, 120 * SECOND);
  g_assert_cmpint (fac_backoff_slow (120, 9, G_MAXUINT32), ==, 133 * SECOND);
  g_assert_cmpint (fac_backoff_slow (0, 0, G_MAXUINT32), ==, 4 * SECOND);
  g_assert_cmpint (fac_backoff_slow (-1, 0, 0), ==, 2 * SECOND);
  g_assert_cmpint (fac_backoff_slow (G_MAXINT, 0, 0), ==, 24 * 3600 * SECOND);
}

static void
test_classes (void)
{
  static const struct
  {
    FacApiErrorCode code;
    FacAnswerClass  class;
  } rows[] = {
    { FAC_API_ERROR_OFFLINE, FAC_ANSWER_UNREACHED },
    { FAC_API_ERROR_UNCERTAIN, FAC_ANSWER_UNSURE },
    { FAC_API_ERROR_SERVER, FAC_ANSWER_UNSURE },
    { FAC_API_ERROR_SLOW_DOWN, FAC_ANSWER_SLOW_DOWN },
    { FAC_API_ERROR_KEY, FAC_ANSWER_KEY },
    { FAC_API_ERROR_ACCOUNT, FAC_ANSWER_ACCOUNT },
    { FAC_API_ERROR_REFUSED, FAC_ANSWER_REFUSED },
    { FAC_API_ERROR_NOT_FOUND, FAC_ANSWER_GONE },
    { FAC_API_ERROR_CONFLICT, FAC_ANSWER_CONFLICT },
    { FAC_API_ERROR_NOT_SUPPORTED, FAC_ANSWER_REFUSED },
    { FAC_API_ERROR_INSECURE, FAC_ANSWER_BLOCKED },
  };
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  g_assert_cmpint (fac_answer_class (NULL), ==, FAC_ANSWER_DONE);
  g_assert_cmpint (fac_answer_class (other), ==, FAC_ANSWER_UNSURE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = fac_api_error_new (rows[i].code, NULL, "x");

      g_assert_cmpint (fac_answer_class (error), ==, rows[i].class);
    }
}

static void
test_reason (void)
{
  g_autoptr (FacApiErrorDetail) detail = fac_api_error_detail_new ();
  g_autoptr (GError) plain = NULL;
  g_autoptr (GError) error = NULL;
  FacAnswerReason reason;

  detail->code = g_strdup ("invalid_request");
  detail->log_id = g_strdup ("log-7");
  plain = fac_api_error_new (FAC_API_ERROR_REFUSED, detail, "whole");
  reason = fac_answer_reason (plain);
  g_assert_cmpstr (reason.code, ==, "invalid_request");
  g_assert_cmpstr (reason.message, ==, "whole");
  fac_api_error_add_problem (detail, "first", "CFDI40145", "sat", "body", "customer.legal_name");
  fac_api_error_add_problem (detail, "second", "x", "sat", "body", "y");
  error = fac_api_error_new (FAC_API_ERROR_REFUSED, detail, "whole");
  reason = fac_answer_reason (error);
  g_assert_cmpstr (reason.code, ==, "CFDI40145");
  g_assert_cmpstr (reason.path, ==, "customer.legal_name");
  g_assert_cmpstr (reason.message, ==, "first");
  g_assert_cmpstr (reason.log_id, ==, "log-7");
  g_assert_true (fac_answer_has_code (error, "invalid_request"));
  g_assert_true (fac_answer_has_code (error, "CFDI40145"));
  g_assert_false (fac_answer_has_code (error, "x"));
}

static GPtrArray *
one_window (FacPullList list)
{
  GPtrArray *windows = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pull_window_free);

  g_ptr_array_add (windows, fac_pull_window_new (list, 0, 0));
  return windows;
}

static void
test_plan_pages (void)
{
  g_autoptr (GPtrArray) windows = one_window (FAC_PULL_INVOICES);
  FacPullWindow *window = g_ptr_array_index (windows, 0);
  guint page = 0;

  g_assert_true (fac_pull_plan_pick (windows, &page) == window);
  g_assert_cmpuint (page, ==, 1);
  window->asked = 1;
  g_assert_null (fac_pull_plan_pick (windows, &page)); /* how many there are is not known yet */
  window->asked = 0;
  window->done = 1;
  window->pages = 3;
  g_assert_cmpuint (fac_pull_plan_next_page (window), ==, 2);
  window->asked = 2;
  g_assert_cmpuint (fac_pull_plan_next_page (window), ==, 3);
  g_assert_false (fac_pull_plan_is_whole (window));
  window->done = 7;
  g_assert_true (fac_pull_plan_is_whole (window));
  g_assert_cmpuint (fac_pull_plan_done (windows, FAC_PULL_INVOICES), ==, 3);
  window->checked_at = 5;
  g_assert_null (fac_pull_plan_pick (windows, &page));
}

static void
test_plan_split (void)
{
  g_autoptr (GPtrArray) windows = one_window (FAC_PULL_INVOICES);
  FacPullWindow *older = g_ptr_array_index (windows, 0);
  const gint64 now = G_GINT64_CONSTANT (1790000000) * SECOND;
  FacPullWindow *newer;

  older->done = 3;
  newer = fac_pull_plan_split (windows, older, now, TRUE);
  g_assert_true (g_ptr_array_index (windows, 0) == newer);
  g_assert_cmpint (newer->to, ==, 0);
  g_assert_cmpint (newer->from, ==, older->to);
  g_assert_cmpint (newer->from, <, now);
  g_assert_cmpuint (newer->done, ==, 3); /* the newest pages are those of the newer half */
  g_assert_cmpuint (older->done, ==, 0);
  newer->from = now - SECOND;
  newer->to = now;
  g_assert_null (fac_pull_plan_split (windows, newer, now, TRUE)); /* one second is not halved */
  newer->from = now - 10 * SECOND;
  newer->done = G_MAXUINT32 >> 2;
  newer = fac_pull_plan_split (windows, newer, now, TRUE);
  g_assert_cmpuint (fac_pull_plan_next_page (newer), ==, 1);
}

static void
test_plan_side_by_side (void)
{
  g_autoptr (GPtrArray) windows = one_window (FAC_PULL_INVOICES);
  guint page = 0;

  for (guint i = 0; i < 5; i++)
    {
      FacPullWindow *window = fac_pull_window_new (FAC_PULL_INVOICES, i + 1, i + 2);

      window->pages = 9;
      g_ptr_array_add (windows, window);
    }
  for (guint i = 0; i < FAC_PULL_SIDE_BY_SIDE; i++)
    {
      FacPullWindow *window = fac_pull_plan_pick (windows, &page);

      g_assert_true (g_ptr_array_index (windows, i) == window);
      g_assert_cmpuint (page, ==, 1);
      window->asked |= 1;
    }
  g_assert_true (g_ptr_array_index (windows, 1) == fac_pull_plan_pick (windows, &page));
  g_assert_cmpuint (page, ==, 2);
}

static void
test_plan_oldest (void)
{
  g_autoptr (GPtrArray) windows = one_window (FAC_PULL_CUSTOMERS);
  FacPullWindow *first = g_ptr_array_index (windows, 0);
  FacPullWindow *second = fac_pull_window_new (FAC_PULL_INVOICES, 0, 0);

  g_ptr_array_add (windows, second);
  g_assert_null (fac_pull_plan_oldest (windows, 10, 30)); /* nothing was walked whole */
  first->checked_at = 5;
  second->checked_at = 4;
  second->pages = 20;
  g_assert_true (fac_pull_plan_oldest (windows, 10, 30) == second);
  g_assert_true (fac_pull_plan_oldest (windows, 10, 8) == first);
  g_assert_null (fac_pull_plan_oldest (windows, 4, 30));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pure/backoff", test_backoff);
  g_test_add_func ("/pure/slow-down", test_slow);
  g_test_add_func ("/pure/classes", test_classes);
  g_test_add_func ("/pure/reason", test_reason);
  g_test_add_func ("/pure/plan-pages", test_plan_pages);
  g_test_add_func ("/pure/plan-split", test_plan_split);
  g_test_add_func ("/pure/plan-side-by-side", test_plan_side_by_side);
  g_test_add_func ("/pure/plan-oldest", test_plan_oldest);
  return g_test_run ();
}
