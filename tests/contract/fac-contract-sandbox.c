/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-contract.h"

#include "fac-json.h"
#include "fac-test-sandbox.h"
#include "fac-test.h"

#include <glib-unix.h>
#include <unistd.h>

struct _FacContractSandbox
{
  GSubprocess *process;
  int          lifeline;
  char        *url;
  char        *key;
  char        *live_key;
};

static char *
find_executable (void)
{
  const char *given = g_getenv ("FACTURADOR_SANDBOX");
  const char *build = g_getenv ("FACTURADOR_BUILD");
  static const char *const places[] = { "src/sandbox/facturador-sandbox",
                                        "src/facturador-sandbox" };

  if (given != NULL && *given != '\0')
    return g_file_test (given, G_FILE_TEST_IS_EXECUTABLE) ? g_strdup (given) : NULL;
  for (guint i = 0; build != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (build, places[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static char *
read_ready_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) input
    = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *line;

  g_data_input_stream_read_line_async (input, G_PRIORITY_DEFAULT, NULL, fac_test_got, &result);
  line = g_data_input_stream_read_line_finish (input, fac_test_result (&result), NULL, &error);
  g_assert_no_error (error);
  return line;
}

FacContractSandbox *
fac_contract_sandbox_start (char **reason)
{
  g_autofree char *executable = find_executable ();
  g_autofree char *state = fac_test_folder ();
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (FacJson) json = NULL;
  g_autoptr (GError) error = NULL;
  FacContractSandbox *self;
  char *line;
  int pipe[2];

  if (executable == NULL)
    {
      *reason = g_strdup ("SKIPPED: facturador-sandbox is not built");
      return NULL;
    }
  g_unix_open_pipe (pipe, FD_CLOEXEC, &error);
  g_assert_no_error (error);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_take_fd (launcher, pipe[0], 3);
  self = g_new0 (FacContractSandbox, 1);
  self->lifeline = pipe[1];
  self->process = g_subprocess_launcher_spawn (launcher, &error, executable, "--listen",
                                               "127.0.0.1:0", "--state", state, "--lifeline", "3",
                                               NULL);
  g_assert_no_error (error);
  line = read_ready_line (self->process);
  g_assert_nonnull (line);
  bytes = g_bytes_new_take (line, strlen (line));
  json = fac_json_parse (bytes, &error);
  g_assert_no_error (error);
  self->url = fac_test_sandbox_judged (fac_json_string (fac_json_get (fac_json_root (json),
                                                                      "url")));
  self->key = g_strdup (fac_json_string (fac_json_get (fac_json_root (json), "test_key")));
  self->live_key = g_strdup (fac_json_string (fac_json_get (fac_json_root (json), "live_key")));
  return self;
}

void
fac_contract_sandbox_stop (FacContractSandbox *self)
{
  close (self->lifeline);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self->url);
  g_free (self->key);
  g_free (self->live_key);
  g_free (self);
}

const char *
fac_contract_sandbox_url (FacContractSandbox *self)
{
  return self->url;
}

const char *
fac_contract_sandbox_key (FacContractSandbox *self)
{
  return self->key;
}

const char *
fac_contract_sandbox_live_key (FacContractSandbox *self)
{
  return self->live_key;
}
