/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-json-writer.h"
#include "fac-paths.h"
#include "fac-sandbox-control.h"
#include "fac-sandbox-jobs.h"
#include "fac-sandbox-server.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

static char *listen_address;
static char *state_folder;
static char *catalog_path;
static char *smtp_address;
static int lifeline = -1;
static gboolean with_control;

static const GOptionEntry entries[] = {
  { "listen", 0, 0, G_OPTION_ARG_STRING, &listen_address,
   "Loopback address to listen on; port 0 picks one",
    "127.0.0.1:PORT" },
  { "state", 0, 0, G_OPTION_ARG_FILENAME, &state_folder,
   "Folder of the state; made when it is absent", "DIR" },
  { "lifeline", 0, 0, G_OPTION_ARG_INT, &lifeline, "Ends when this descriptor reads its end",
   "FD" },
  { "control", 0, 0, G_OPTION_ARG_NONE, &with_control,
    "Serve /_sandbox for tests: faults, clock, seed", NULL },
  { "smtp", 0, 0, G_OPTION_ARG_STRING, &smtp_address,
    "Loopback address of an SMTP server that gets the messages", "127.0.0.1:PORT" },
  { "catalog", 0, 0, G_OPTION_ARG_FILENAME, &catalog_path, "Full SAT catalogue", "PATH" },
  { NULL }
};

static gboolean
on_signal (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

/* The parent holds the other end and never writes: reading its end means that the parent is
 * gone. */
static gboolean
on_lifeline (int fd, GIOCondition condition, gpointer data)
{
  char bytes[64];

  if ((condition & G_IO_IN) && read (fd, bytes, sizeof bytes) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
print_ready (FacSandbox *sandbox)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autofree char *url = g_strconcat (sandbox->base_url, "/v2", NULL);
  g_autoptr (GBytes) line = NULL;

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "url", url);
  fac_json_writer_string (writer, "test_key", sandbox->test_key);
  fac_json_writer_string (writer, "live_key", sandbox->live_key);
  fac_json_writer_string (writer, "user_key", sandbox->user_key);
  fac_json_writer_string (writer, "organization", sandbox->organization);
  if (sandbox->control != NULL)
    fac_json_writer_string (writer, "control_token", fac_sandbox_control_token (sandbox->control));
  fac_json_writer_end_object (writer);
  line = fac_json_writer_finish (writer);
  fwrite (g_bytes_get_data (line, NULL), 1, g_bytes_get_size (line), stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

static FacSandbox *
open_sandbox (GError **error)
{
  g_autoptr (FacPaths) paths = fac_paths_new (NULL, NULL);
  g_autoptr (FacClock) clock = fac_clock_new ();
  g_autofree char *starter = fac_paths_find_data (paths, "catalogs.db");
  g_autofree char *full = fac_catalog_find_full (paths, catalog_path);

  if (starter == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                   "the starter catalogue is not installed");
      return NULL;
    }
  return fac_sandbox_open (state_folder, starter, full, clock, error);
}

static int
serve (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandbox) sandbox = NULL;
  g_autoptr (FacSandboxServer) server = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  if (fac_sandbox_server_check (listen_address, &error)
      && (smtp_address == NULL || fac_sandbox_server_check (smtp_address, &error)))
    sandbox = open_sandbox (&error);
  if (sandbox != NULL)
    sandbox->smtp = g_strdup (smtp_address);
  if (sandbox != NULL)
    server = fac_sandbox_server_new (sandbox, listen_address, &error);
  if (server == NULL)
    {
      g_printerr ("facturador-sandbox: %s\n", error->message);
      return EXIT_FAILURE;
    }
  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);
  if (lifeline >= 0)
    g_unix_fd_add (lifeline, G_IO_IN | G_IO_HUP | G_IO_ERR, on_lifeline, loop);
  if (with_control)
    fac_sandbox_control_start (sandbox);
  print_ready (sandbox);
  /* what fell due while nobody was there; after the line, so that nobody waits for it */
  fac_sandbox_jobs_run (sandbox);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("— the embedded tax service");
  g_autoptr (GError) error = NULL;
  int status;

  setlocale (LC_ALL, "");
  umask (077);
  /* keys and certificates never land in a core file */
  prctl (PR_SET_DUMPABLE, 0);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || state_folder == NULL
      || listen_address == NULL)
    {
      g_printerr ("facturador-sandbox: %s\n",
                  error != NULL
                    ? error->message : "--listen 127.0.0.1:PORT and --state DIR are needed");
      return 2;
    }
  status = serve ();
  g_free (listen_address);
  g_free (state_folder);
  g_free (catalog_path);
  g_free (smtp_address);
  return status;
}
