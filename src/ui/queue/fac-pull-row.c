/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pull-row.h"

#include "fac-text.h"

#include <glib/gi18n-lib.h>

struct _FacPullRow
{
  AdwActionRow  parent_instance;

  GtkSwitch    *pause;
  FacWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (FacPullRow, fac_pull_row, ADW_TYPE_ACTION_ROW)

static char *
describe (const char *progress, guint owed, gboolean paused)
{
  g_autofree char *files = NULL;
  const char *lines[4] = { NULL };
  guint n = 0;

  if (owed > 0)
    files = fac_text_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'u file to fetch", "%'u files to fetch", owed), owed);
  if (progress != NULL)
    lines[n++] = progress;
  if (files != NULL)
    lines[n++] = files;
  if (paused)
    lines[n++] = _("Only what is new comes until you switch this off");
  return g_strjoinv ("\n", (char **) lines);
}

static void
show (FacPullRow *self)
{
  g_autofree char *progress = NULL;
  g_autofree char *text = NULL;
  gboolean paused = FALSE;
  guint owed = 0;

  g_object_get (self->workspace, "pull-paused", &paused, "progress", &progress, "owed", &owed,
                NULL);
  text = describe (progress, owed, paused);
  gtk_switch_set_active (self->pause, paused);
  /* nothing to pause when nothing older is owed */
  gtk_widget_set_visible (GTK_WIDGET (self), paused || progress != NULL || owed > 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

static void
on_switched (FacPullRow *self)
{
  if (self->workspace != NULL)
    fac_workspace_set_pull_paused (self->workspace, gtk_switch_get_active (self->pause));
}

static void
fac_pull_row_dispose (GObject *object)
{
  g_clear_object (&FAC_PULL_ROW (object)->workspace);
  G_OBJECT_CLASS (fac_pull_row_parent_class)->dispose (object);
}

static void
fac_pull_row_class_init (FacPullRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_pull_row_dispose;
}

static void
fac_pull_row_init (FacPullRow *self)
{
  self->pause = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->pause), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pause), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Pause Fetching of Older Documents"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Pause Fetching of Older Documents"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->pause));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->pause));
  g_signal_connect_object (self->pause, "notify::active", G_CALLBACK (on_switched), self,
                           G_CONNECT_SWAPPED);
}

void
fac_pull_row_set_workspace (FacPullRow *self, FacWorkspace *workspace)
{
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::pull-paused", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::progress", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::owed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
