/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-answer-class.h"
#include "fac-api-error.h"
#include "fac-backoff.h"
#include "fac-pull-cursor.h"

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

static void
assert_cursor (const FacPullCursor *cursor, const char *text)
{
  g_autofree char *written = fac_pull_cursor_write (cursor);
  const FacPullCursor again = fac_pull_cursor_read (written);

  g_assert_cmpstr (written, ==, text);
  g_assert_cmpint (again.first, ==, cursor->first);
  g_assert_cmpint (again.started, ==, cursor->started);
  if (cursor->first)
    {
      g_assert_cmpint (again.page, ==, cursor->page);
      g_assert_cmpint (again.before, ==, cursor->before);
    }
}

static void
test_cursor (void)
{
  FacPullCursor cursor = fac_pull_cursor_read (NULL);

  g_assert_true (cursor.first);
  g_assert_cmpint (cursor.page, ==, 1);
  cursor.started = 5;
  g_assert_true (fac_pull_cursor_advance (&cursor, 31, 1000 * SECOND));
  assert_cursor (&cursor, "first 2 5 0");
  cursor.page = 30;
  g_assert_true (fac_pull_cursor_advance (&cursor, 31, 1000 * SECOND)); /* older ones by date */
  assert_cursor (&cursor, "first 1 5 1001000000");
  cursor.page = 30;
  g_assert_false (fac_pull_cursor_advance (&cursor, 31, 1000 * SECOND)); /* no way on */
  cursor.page = 30;
  g_assert_false (fac_pull_cursor_advance (&cursor, 31, 0)); /* a list without dates */
  cursor.page = 3;
  g_assert_false (fac_pull_cursor_advance (&cursor, 3, 1000 * SECOND));
  cursor.first = FALSE;
  assert_cursor (&cursor, "until 5");
  g_assert_true (fac_pull_cursor_read ("first 99 1 1").first);
  g_assert_cmpint (fac_pull_cursor_read ("first 99 1 1").page, ==, 1);
  g_assert_true (fac_pull_cursor_read ("nonsense").first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pure/backoff", test_backoff);
  g_test_add_func ("/pure/slow-down", test_slow);
  g_test_add_func ("/pure/classes", test_classes);
  g_test_add_func ("/pure/reason", test_reason);
  g_test_add_func ("/pure/cursor", test_cursor);
  return g_test_run ();
}
