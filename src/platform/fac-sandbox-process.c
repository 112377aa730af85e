/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-process.h"

#include "fac-error.h"
#include "fac-json.h"
#include "fac-key-store.h"
#include "fac-program.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <unistd.h>

#define LIFELINE_FD 3
#define FIRST_PAUSE_MS 250u
#define LONGEST_PAUSE_MS 30000u
#define STEADY_SECONDS 20 /* one that ran so long and then died is started again without growing pauses */

struct _FacSandboxProcess
{
  GObject       parent_instance;
  char         *executable;
  char         *state_folder;
  gboolean      wanted;
  GSubprocess  *process;
  GCancellable *cancellable; /* of the present process */
  int           lifeline;    /* our end; it closes with us, however we end */
  guint         restart_id;
  guint         pause;
  gint64        ready_since;
  char         *url;
  char         *test_key;
};

G_DEFINE_FINAL_TYPE (FacSandboxProcess, fac_sandbox_process, G_TYPE_OBJECT)

enum { SIGNAL_READY, SIGNAL_FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void launch (FacSandboxProcess *self);

static void
forget_process (FacSandboxProcess *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->process);
  if (self->lifeline >= 0)
    close (self->lifeline);
  self->lifeline = -1;
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->test_key, fac_key_free);
}

static gboolean
on_restart (gpointer data)
{
  FacSandboxProcess *self = data;

  self->restart_id = 0;
  launch (self);
  return G_SOURCE_REMOVE;
}

static void
fail (FacSandboxProcess *self, const char *message)
{
  const gboolean was_steady = self->url != NULL
                              && g_get_monotonic_time () - self->ready_since > STEADY_SECONDS * G_USEC_PER_SEC;
  GSubprocess *process = self->process;

  if (process != NULL)
    g_subprocess_send_signal (process, SIGTERM);
  forget_process (self);
  self->pause = was_steady || self->pause == 0 ? FIRST_PAUSE_MS : MIN (self->pause * 2,
                                                                       LONGEST_PAUSE_MS);
  self->restart_id = g_timeout_add (self->pause, on_restart, self);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
}

static gboolean
read_answer (FacSandboxProcess *self, const char *line, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (line, length);
  g_autoptr (FacJson) json = fac_json_parse (bytes, error);
  const char *url, *key;

  if (json == NULL)
    return FALSE;
  url = fac_json_string (fac_json_get (fac_json_root (json), "url"));
  key = fac_json_string (fac_json_get (fac_json_root (json), "test_key"));
  if (url == NULL || key == NULL)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                   _("The practice service did not say where it listens"));
      return FALSE;
    }
  self->url = g_strdup (url);
  self->test_key = g_strdup (key);
  return TRUE;
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSandboxProcess) self = data;
  g_autoptr (GError) problem = NULL;
  gsize length;
  char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, &length,
                                                     &problem);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->process == NULL
      || g_object_get_data (source, "process") != self->process)
    return fac_key_free (line);
  if (line != NULL && read_answer (self, line, length, &problem))
    {
      self->ready_since = g_get_monotonic_time ();
      g_signal_emit (self, signals[SIGNAL_READY], 0);
    }
  else if (problem != NULL) /* without a line it has ended, which is told apart */
    fail (self, problem->message);
  fac_key_free (line);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSandboxProcess) self = data;
  GSubprocess *process = G_SUBPROCESS (source);

  g_subprocess_wait_finish (process, result, NULL);
  if (process != self->process)
    return;
  fail (self, _("The practice service has ended"));
}

static GSubprocess *
spawn (FacSandboxProcess *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  GSubprocess *process;
  int ends[2];

  if (!g_unix_open_pipe (ends, FD_CLOEXEC, error))
    return NULL;
  g_subprocess_launcher_take_fd (launcher, ends[0], LIFELINE_FD);
  process = g_subprocess_launcher_spawn (launcher, error, self->executable, "--listen",
                                         "127.0.0.1:0", "--state",
                                         self->state_folder, "--lifeline", G_STRINGIFY (LIFELINE_FD), NULL);
  if (process == NULL)
    close (ends[1]);
  else
    self->lifeline = ends[1];
  return process;
}

static void
launch (FacSandboxProcess *self)
{
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) problem = NULL;

  self->process = spawn (self, &problem);
  if (self->process == NULL)
    {
      fail (self, problem->message);
      return;
    }
  self->cancellable = g_cancellable_new ();
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_object_set_data_full (G_OBJECT (lines), "process", g_object_ref (self->process),
                          g_object_unref);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, self->cancellable, on_line,
                                       g_object_ref (self));
  g_subprocess_wait_async (self->process, NULL, on_ended, g_object_ref (self));
}

static void
fac_sandbox_process_finalize (GObject *object)
{
  FacSandboxProcess *self = FAC_SANDBOX_PROCESS (object);

  forget_process (self);
  g_free (self->executable);
  g_free (self->state_folder);
  G_OBJECT_CLASS (fac_sandbox_process_parent_class)->finalize (object);
}

static void
fac_sandbox_process_class_init (FacSandboxProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_sandbox_process_finalize;
  signals[SIGNAL_READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fac_sandbox_process_init (FacSandboxProcess *self)
{
  self->lifeline = -1;
}

FacSandboxProcess *
fac_sandbox_process_new (const char *executable, const char *state_folder)
{
  FacSandboxProcess *self = g_object_new (FAC_TYPE_SANDBOX_PROCESS, NULL);

  self->executable = g_strdup (executable);
  self->state_folder = g_strdup (state_folder);
  return self;
}

void
fac_sandbox_process_start (FacSandboxProcess *self)
{
  if (self->wanted)
    return;
  self->wanted = TRUE;
  self->pause = 0;
  launch (self);
}

void
fac_sandbox_process_stop (FacSandboxProcess *self)
{
  self->wanted = FALSE;
  g_clear_handle_id (&self->restart_id, g_source_remove);
  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  forget_process (self);
}

gboolean
fac_sandbox_process_is_ready (FacSandboxProcess *self)
{
  return self->url != NULL;
}

const char *
fac_sandbox_process_get_url (FacSandboxProcess *self)
{
  return self->url;
}

const char *
fac_sandbox_process_get_test_key (FacSandboxProcess *self)
{
  return self->test_key;
}

char *
fac_sandbox_process_find (void)
{
  return fac_program_find ("facturador-sandbox", "FACTURADOR_SANDBOX");
}
