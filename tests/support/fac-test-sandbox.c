/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-test-sandbox.h"

#include "fac-test.h"

#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define LIFELINE_FD 3

char *
fac_test_sandbox_path (void)
{
  return fac_test_built ("src/facturador-sandbox");
}

char *
fac_test_sandbox_judged (const char *url)
{
  const char *judge = g_getenv ("FACTURADOR_SANDBOX_JUDGE");
  const char *port = strrchr (url, ':');

  g_assert_nonnull (port);
  return judge != NULL ? g_strconcat (judge, "/", port + 1, NULL) : g_strdup (url);
}

/* The line is flat and its values need no escapes. */
static char *
member (const char *line, const char *name)
{
  g_autofree char *start = g_strdup_printf ("\"%s\":\"", name);
  const char *value = strstr (line, start);

  g_assert_nonnull (value);
  value += strlen (start);
  return g_strndup (value, strcspn (value, "\""));
}

static void
read_ready_line (FacTestSandbox *self, gboolean control)
{
  g_autoptr (GDataInputStream) output =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  self->url = member (line, "url");
  self->test_key = member (line, "test_key");
  self->live_key = member (line, "live_key");
  self->user_key = member (line, "user_key");
  self->organization = member (line, "organization");
  if (control)
    self->control_token = member (line, "control_token");
}

static FacTestSandbox *
start (const char *folder, const char *option)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  FacTestSandbox *self = g_new0 (FacTestSandbox, 1);
  g_autofree char *path = fac_test_sandbox_path ();
  g_autofree char *descriptor = g_strdup_printf ("%d", LIFELINE_FD);
  g_autoptr (GError) error = NULL;
  int ends[2];

  g_unix_open_pipe (ends, FD_CLOEXEC, &error);
  g_assert_no_error (error);
  self->lifeline = ends[1];
  g_subprocess_launcher_take_fd (launcher, ends[0], LIFELINE_FD);
  self->process = g_subprocess_launcher_spawn (launcher, &error, path, "--listen", "127.0.0.1:0",
                                               "--state", folder, "--lifeline", descriptor, option, NULL);
  g_assert_no_error (error);
  read_ready_line (self, option != NULL);
  return self;
}

FacTestSandbox *
fac_test_sandbox_start (const char *folder)
{
  return start (folder, NULL);
}

FacTestSandbox *
fac_test_sandbox_start_control (const char *folder)
{
  return start (folder, "--control");
}

static void
sandbox_free (FacTestSandbox *self)
{
  g_object_unref (self->process);
  close (self->lifeline);
  g_free (self->url);
  g_free (self->test_key);
  g_free (self->live_key);
  g_free (self->user_key);
  g_free (self->organization);
  g_free (self->control_token);
  g_free (self);
}

void
fac_test_sandbox_stop (FacTestSandbox *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  sandbox_free (self);
}

void
fac_test_sandbox_kill (FacTestSandbox *self)
{
  g_subprocess_send_signal (self->process, SIGKILL);
  g_subprocess_wait (self->process, NULL, NULL);
  sandbox_free (self);
}
