/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-application-private.h"

#include "fac-about.h"
#include "fac-help-window.h"
#include "fac-page-host.h"
#include "fac-preferences-window.h"
#include "fac-verify.h"

static GtkWindow *
front_window (FacApplication *self)
{
  return gtk_application_get_active_window (GTK_APPLICATION (self));
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  _fac_application_end (data);
}

static void
preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacApplication *self = data;
  FacDirectory *directory = self->opened ? fac_context_get_directory (self->context) : NULL;

  fac_preferences_window_present (front_window (self), fac_context_get_settings (self->context),
                                  directory != NULL ? fac_directory_get_workspace (directory)
                                                    : NULL);
}

static void
open_cfdi (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  _fac_application_ask_files (data);
}

static void
shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  fac_shortcuts_present (front_window (data));
}

static void
help (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  fac_help_present (front_window (data));
}

static void
about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  fac_about_present (front_window (data));
}

/* what a notification of the desktop opens */
static void
show (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacApplication *self = data;
  const char *id;
  int entity;

  g_variant_get (parameter, "(i&s)", &entity, &id);
  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL)
    fac_page_show (GTK_WIDGET (self->window), (FacEntity) entity, id);
}

static void
show_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_activate (G_APPLICATION (data));
}

static void
show_queue (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacApplication *self = data;

  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-queue", NULL);
}

static void
tell_verified (FacApplication *self, gboolean running)
{
  static const FacFileCheckTotals none;
  const FacFileCheckTotals *found = self->check != NULL ? fac_file_check_get_totals (self->check)
                                                        : NULL;
  g_autofree char *lines = running || self->check == NULL ? g_strdup ("")
                                                          : fac_verify_lines (self->check);

  if (found == NULL)
    found = &none;
  g_action_group_change_action_state (G_ACTION_GROUP (self), "verify",
                                      g_variant_new (FAC_VERIFY_STATE, running, lines, found->good,
                                                     found->owed, found->missing, found->altered));
}

static void
on_verified (FacApplication *self)
{
  if (!fac_file_check_is_running (self->check))
    tell_verified (self, FALSE);
}

/* facturador --verify, while this one has the files */
static void
verify (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacApplication *self = data;
  FacDirectory *directory = self->opened ? fac_context_get_directory (self->context) : NULL;
  FacWorkspace *workspace = directory != NULL ? fac_directory_get_workspace (directory) : NULL;

  if (self->closing || (self->check != NULL && fac_file_check_is_running (self->check)))
    return;
  g_clear_object (&self->check);
  tell_verified (self, TRUE);
  if (workspace == NULL)
    {
      tell_verified (self, FALSE);
      return;
    }
  self->check = fac_file_check_new (workspace);
  g_signal_connect_object (self->check, "changed", G_CALLBACK (on_verified), self,
                           G_CONNECT_SWAPPED);
  fac_file_check_start (self->check);
}

void
_fac_application_add_actions (FacApplication *self)
{
  static const GActionEntry entries[] = {
    { "quit", quit },
    { "open", open_cfdi },
    { "preferences", preferences },
    { "shortcuts", shortcuts },
    { "help", help },
    { "about", about },
    { "show", show, "(is)" },
    { "show-queue", show_queue },
    { "show-window", show_window },
    { "verify", verify, NULL, "(false, '', uint32 0, uint32 0, uint32 0, uint32 0)" },
  };
  static const struct { const char *action; const char *keys[3]; } keys[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "app.open", { "<Control>o", NULL } },
    { "app.preferences", { "<Control>comma", NULL } },
    { "app.shortcuts", { "<Control>question", NULL } },
    { "app.help", { "F1", NULL } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action,
                                           (const char *const *) keys[i].keys);
}
