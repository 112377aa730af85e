/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-trace.h"

#include <string.h>

#define SECRET "Abc123XYZsecretPart"

static void
test_redact (void)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "key sk_test_" SECRET ".", "key sk_test_[redacted]" },
    { "a=sk_live_" SECRET "&b=1", "a=sk_live_[redacted]&b=1" },
    { "(sk_user_" SECRET ")", "(sk_user_[redacted])" },
    { "SK_TEST_" SECRET, "SK_TEST_[redacted]" },
    { "Authorization: Bearer " SECRET "\r\n", "Authorization: Bearer [redacted]\r\n" },
    { "bearer  sk_test_" SECRET, "bearer  [redacted]" },
    { "Authorization: Basic dXNlcjpwYXNz==", "Authorization: Basic [redacted]" },
    { "xsk_test_" SECRET "sk_live_" SECRET, "xsk_test_[redacted]" },
    { "forbearer of news", "forbearer of news" },
    { "nothing to hide", "nothing to hide" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = fac_trace_redact (cases[i].text);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
  g_assert_null (fac_trace_redact (NULL));
}

/* every way in which a message leaves a program made with GLib */
static void
say_everything (void)
{
  const GLogField fields[] = {
    { "PRIORITY", "4", -1 },
    { "MESSAGE", "fields sk_test_" SECRET, -1 },
    { "FACTURADOR_DETAIL", "sk_live_" SECRET, -1 },
    { "FACTURADOR_BINARY", "Bearer " SECRET "\0tail", 7 + sizeof SECRET + 3 },
  };

  g_message ("message sk_test_%s", SECRET);
  g_debug ("debug sk_live_%s", SECRET);
  g_info ("info sk_user_%s", SECRET);
  g_warning ("warning Bearer %s", SECRET);
  g_critical ("critical sk_test_%s", SECRET);
  g_log ("Other-Domain", G_LOG_LEVEL_MESSAGE, "other sk_test_%s", SECRET);
  g_log_structured ("Structured", G_LOG_LEVEL_MESSAGE, "MESSAGE", "structured sk_test_%s", SECRET);
  g_log_structured_array (G_LOG_LEVEL_WARNING, fields, G_N_ELEMENTS (fields));
  g_print ("print sk_live_%s\n", SECRET);
  g_printerr ("printerr sk_user_%s\n", SECRET);
}

static void
test_every_path (void)
{
  if (g_test_subprocess ())
    {
      g_log_set_always_fatal (0);
      g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
      fac_trace_install ();
      say_everything ();
      g_error ("last words Bearer %s", SECRET);
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stdout_unmatched ("*" SECRET "*");
  g_test_trap_assert_stderr_unmatched ("*" SECRET "*");
  g_test_trap_assert_stderr ("*message sk_test_[redacted]*");
  g_test_trap_assert_stderr ("*warning Bearer [redacted]*");
  g_test_trap_assert_stderr ("*critical sk_test_[redacted]*");
  g_test_trap_assert_stderr ("*structured sk_test_[redacted]*");
  g_test_trap_assert_stderr ("*printerr sk_user_[redacted]*");
  g_test_trap_assert_stderr ("*last words Bearer [redacted]*");
  g_test_trap_assert_stdout ("*print sk_live_[redacted]*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trace/redact", test_redact);
  g_test_add_func ("/trace/every-path", test_every_path);
  return g_test_run ();
}
