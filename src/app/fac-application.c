/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-application-private.h"

#include "fac-settings.h"
#include "fac-verify.h"
#include "fac-verify-files.h"
#include "fac-worker.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#define RELEASE_MS 4000
#define RESOURCES "/org/example/Facturador/ui"

G_DEFINE_FINAL_TYPE (FacApplication, fac_application, ADW_TYPE_APPLICATION)

static void
no_display (void)
{
  g_printerr ("%s\n",
              _("Facturador: there is no display. Start it in a desktop session, or set DISPLAY or "
                        "WAYLAND_DISPLAY."));
}

/* ---- the window ----------------------------------------------------------------------------- */

static void
show_result (FacApplication *self)
{
  if (self->window == NULL)
    return;
  if (self->failure != NULL)
    fac_window_show_failure (self->window, self->failure);
  else if (self->opened)
    fac_window_set_directory (self->window, fac_context_get_directory (self->context));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacApplication) self = data;

  g_clear_error (&self->failure);
  self->opened = fac_context_open_finish (FAC_CONTEXT (source), result, &self->failure);
  self->tried = TRUE;
  show_result (self);
  _fac_application_load_files (self);
}

static void
open_data (FacApplication *self)
{
  fac_context_open_async (self->context, on_opened, g_object_ref (self));
}

static void
on_retry (FacApplication *self)
{
  FacDirectory *directory = fac_context_get_directory (self->context);

  g_clear_error (&self->failure);
  fac_window_show_starting (self->window);
  if (directory == NULL)
    open_data (self);
  else
    fac_window_set_directory (self->window, directory);
}

static gboolean
on_release (gpointer data)
{
  FacApplication *self = data;

  self->release_timer = 0;
  if (!self->closing)
    fac_context_release (self->context);
  return G_SOURCE_REMOVE;
}

static void
on_shown (FacApplication *self)
{
  if (self->exit_after_first_frame)
    {
      _fac_application_end (self);
      return;
    }
  /* after what the frame itself left to do */
  g_clear_handle_id (&self->release_timer, g_source_remove);
  self->release_timer = g_idle_add_full (G_PRIORITY_LOW, on_release, self, NULL);
}

static gboolean
on_close_request (FacApplication *self)
{
  /* the window goes at once; the program ends when its data is closed */
  _fac_application_end (self);
  return GDK_EVENT_PROPAGATE;
}

static void
fac_application_activate (GApplication *application)
{
  FacApplication *self = FAC_APPLICATION (application);

  if (self->window == NULL)
    {
      self->window = fac_window_new (GTK_APPLICATION (self),
                                     fac_context_get_settings (self->context));
      g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
      g_signal_connect_object (self->window, "retry", G_CALLBACK (on_retry), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->window, "shown", G_CALLBACK (on_shown), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->window, "close-request", G_CALLBACK (on_close_request), self,
                               G_CONNECT_SWAPPED);
      show_result (self);
    }
  gtk_window_present (GTK_WINDOW (self->window));
}

/* ---- ending --------------------------------------------------------------------------------- */

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacApplication) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_directory_close_finish (FAC_DIRECTORY (source), result, &error))
    g_printerr ("%s\n", error->message);
  g_application_release (G_APPLICATION (self));
  g_application_quit (G_APPLICATION (self));
}

void
_fac_application_end (FacApplication *self)
{
  FacDirectory *directory = self->opened ? fac_context_get_directory (self->context) : NULL;

  if (self->closing)
    return;
  self->closing = TRUE;
  g_clear_object (&self->check);
  g_clear_pointer (&self->unread, g_ptr_array_unref);
  if (self->window != NULL)
    {
      fac_window_flush (self->window);
      gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
    }
  if (directory == NULL)
    {
      g_application_quit (G_APPLICATION (self));
      return;
    }
  g_application_hold (G_APPLICATION (self));
  fac_directory_close_async (directory, on_closed, g_object_ref (self));
}

/* ---- starting ------------------------------------------------------------------------------- */

static void
follow_color_scheme (GSettings *settings)
{
  g_autofree char *scheme = g_settings_get_string (settings, FAC_SETTING_COLOR_SCHEME);
  AdwColorScheme chosen = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (scheme, "dark"))
    chosen = ADW_COLOR_SCHEME_FORCE_DARK;
  else if (g_str_equal (scheme, "light"))
    chosen = ADW_COLOR_SCHEME_FORCE_LIGHT;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), chosen);
}

static void
fac_application_startup (GApplication *application)
{
  FacApplication *self = FAC_APPLICATION (application);

  /* what the desktop matches with the launcher; until here it is the command's name, for --help */
  g_set_prgname (APP_ID);
  /* the data opens while GTK starts */
  self->context = fac_context_new ();
  fac_context_set_forced_offline (self->context, self->offline);
  fac_context_hold (self->context);
  self->release_timer = g_timeout_add (RELEASE_MS, on_release, self);
  open_data (self);
  if (!gtk_init_check ())
    {
      no_display ();
      exit (EXIT_FAILURE);
    }
  G_APPLICATION_CLASS (fac_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APP_ID);
  follow_color_scheme (fac_context_get_settings (self->context));
  g_signal_connect (fac_context_get_settings (self->context), "changed::" FAC_SETTING_COLOR_SCHEME,
                    G_CALLBACK (follow_color_scheme), NULL);
  _fac_application_add_actions (self);
}

static int
verify (const char *const *files)
{
  return files != NULL && *files != NULL ? fac_verify_files (files) : fac_verify_everything ();
}

/* Here, or where the program runs already. */
static int
open_files (GApplication *application, const char *const *names)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (; *names != NULL; names++)
    g_ptr_array_add (files, g_file_new_for_commandline_arg (*names));
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  g_application_open (application, (GFile **) files->pdata, (int) files->len, "");
  return EXIT_SUCCESS;
}

static int
fac_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  FacApplication *self = FAC_APPLICATION (application);
  const char *x11 = g_getenv ("DISPLAY");
  const char *wayland = g_getenv ("WAYLAND_DISPLAY");
  g_autofree const char **files = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Facturador %s\n", PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &files);
  if (g_variant_dict_contains (options, "verify"))
    return verify (files);
  if (!fac_settings_are_installed ())
    {
      g_printerr ("%s\n",
                  _("Facturador: its settings are not installed. Install the program again, or "
                    "start it with build-aux/run."));
      return EXIT_FAILURE;
    }
  self->offline = g_variant_dict_contains (options, "offline");
  self->exit_after_first_frame = g_variant_dict_contains (options, "exit-after-first-frame");
  if ((x11 == NULL || *x11 == '\0') && (wayland == NULL || *wayland == '\0')
      && g_getenv ("GDK_BACKEND") == NULL)
    {
      no_display ();
      return EXIT_FAILURE;
    }
  return files != NULL && *files != NULL ? open_files (application, files) : -1;
}

static void
fac_application_finalize (GObject *object)
{
  FacApplication *self = FAC_APPLICATION (object);

  g_clear_handle_id (&self->release_timer, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->check);
  g_clear_pointer (&self->unread, g_ptr_array_unref);
  g_clear_object (&self->context);
  g_clear_error (&self->failure);
  G_OBJECT_CLASS (fac_application_parent_class)->finalize (object);
}

static void
fac_application_class_init (FacApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fac_application_finalize;
  application_class->startup = fac_application_startup;
  application_class->activate = fac_application_activate;
  application_class->open = _fac_application_open_files;
  application_class->handle_local_options = fac_application_handle_local_options;
}

static void
fac_application_init (FacApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version and exit"), NULL },
    { "offline", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_("Send nothing until the network is switched on in the window"), NULL },
    { "verify", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_("Check the stored XML, or only the given files, and exit"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[FILE…]") },
    { "exit-after-first-frame", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL,
      N_("End when the first data has been drawn, for measuring"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

FacApplication *
fac_application_new (void)
{
  return g_object_new (FAC_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", RESOURCES,
                       NULL);
}

int
fac_application_run (FacApplication *self, int argc, char *argv[])
{
  int status = g_application_run (G_APPLICATION (self), argc, argv);

  /* what is still drawn needs the fonts, and what is verified the keys, that exit() frees */
  fac_worker_wait ();
  return status;
}
