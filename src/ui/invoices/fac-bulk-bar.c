/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-bulk-bar.h"

#include "fac-bulk-dialog.h"
#include "fac-bulk-words.h"
#include "fac-page-host.h"
#include "fac-text.h"
#include "fac-ui-text.h"
#include "fac-workspace-requests.h"

#include <glib/gi18n.h>

typedef struct
{
  FacListPage        *page; /* borrowed: the bar lives in it */
  GtkWidget          *bar;
  GtkLabel           *count;
  GtkLabel           *sums;
  GSimpleActionGroup *actions;
  GCancellable       *reading;
  FacChosen          *chosen; /* what is chosen, once it is read */
} Bar;

static void
bar_free (gpointer data)
{
  Bar *self = data;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->chosen, fac_chosen_free);
  g_object_unref (self->actions);
  g_free (self);
}

static void
enable (Bar *self, gboolean ready)
{
  static const char *const names[] = { "save", "print", "stamp", "discard" };
  FacWorkspace *workspace = fac_page_get_workspace (FAC_PAGE (self->page));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])), ready);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "email")),
    ready && fac_workspace_can_email (workspace));
}

/* ---- what is chosen -------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget    *page;
  GCancellable *cancellable;
} Reading;

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  FacChosen *chosen = fac_chosen_load_finish (result, &error);
  Bar *self = g_object_get_data (G_OBJECT (reading->page), "fac-bulk-bar");

  if (self != NULL && self->reading == reading->cancellable && chosen != NULL)
    {
      g_autofree char *sums = fac_bulk_sums (chosen);

      g_clear_pointer (&self->chosen, fac_chosen_free);
      self->chosen = g_steal_pointer (&chosen);
      gtk_label_set_label (self->sums, sums);
      enable (self, self->chosen->documents->len > 0);
    }
  g_clear_pointer (&chosen, fac_chosen_free);
  g_object_unref (reading->page);
  g_object_unref (reading->cancellable);
  g_free (reading);
}

static void
on_choice_changed (FacListPage *page, Bar *self)
{
  const guint n = fac_list_page_count_chosen (page);
  g_autofree char *text = fac_text_printf (ngettext ("%'u chosen", "%'u chosen", n), n);
  g_autoptr (GArray) keys = NULL;
  Reading *reading;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_set_visible (self->bar, n > 0 || fac_list_page_is_choosing (page));
  gtk_label_set_label (self->count, text);
  gtk_label_set_label (self->sums, n > 0 ? gtk_label_get_label (self->sums) : "");
  /* never with what was chosen before */
  g_clear_pointer (&self->chosen, fac_chosen_free);
  enable (self, FALSE);
  if (n == 0)
    return;
  keys = fac_list_page_dup_chosen_keys (page);
  self->reading = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->page = g_object_ref (GTK_WIDGET (page));
  reading->cancellable = g_object_ref (self->reading);
  fac_chosen_load_async (fac_page_get_workspace (FAC_PAGE (page)), keys, self->reading, on_chosen,
                         reading);
}

/* ---- actions --------------------------------------------------------------------------------- */

static void
begin (Bar *self, FacBulkVerb verb)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->page));

  if (self->chosen == NULL || !GTK_IS_WINDOW (root))
    return;
  fac_bulk_dialog_present (GTK_WINDOW (root), GTK_WIDGET (self->page),
                           fac_page_get_workspace (FAC_PAGE (self->page)), verb, self->chosen);
}

static void
act_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  begin (data, FAC_BULK_SAVE);
}

static void
act_print (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  begin (data, FAC_BULK_PRINT);
}

static void
act_email (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  begin (data, FAC_BULK_EMAIL);
}

static void
act_stamp (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  begin (data, FAC_BULK_STAMP);
}

static void
act_discard (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  begin (data, FAC_BULK_DISCARD);
}

static void
act_leave (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  fac_list_page_leave_choice (((Bar *) data)->page);
}

/* ---- making ---------------------------------------------------------------------------------- */

static GtkWidget *
new_labels (Bar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *sums = gtk_label_new (NULL);

  self->count = GTK_LABEL (count);
  self->sums = GTK_LABEL (sums);
  gtk_label_set_xalign (self->count, 0);
  gtk_label_set_xalign (self->sums, 0);
  gtk_label_set_wrap (self->sums, TRUE);
  gtk_widget_add_css_class (count, "heading");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (sums, "dim-label");
  gtk_widget_add_css_class (sums, "numeric");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), count);
  gtk_box_append (GTK_BOX (box), sums);
  return box;
}

static GtkWidget *
new_button (const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  fac_ui_name_control (button, label);
  return button;
}

static GtkWidget *
new_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("S_tamp…"), "bulk.stamp");
  g_menu_append (menu, _("_Discard Drafts…"), "bulk.discard");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  fac_ui_name_control (button, _("More with all of them"));
  return button;
}

static GtkWidget *
new_bar (Bar *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (bar, "bulk-bar");
  gtk_box_append (GTK_BOX (bar), new_labels (self));
  gtk_box_append (GTK_BOX (bar), new_button ("document-save-as-symbolic", _("Save all of them"),
                                             "bulk.save"));
  gtk_box_append (GTK_BOX (bar), new_button ("printer-symbolic", _("Print all of them"),
                                             "bulk.print"));
  gtk_box_append (GTK_BOX (bar), new_button ("mail-send-symbolic", _("E-mail all of them"),
                                             "bulk.email"));
  gtk_box_append (GTK_BOX (bar), new_menu_button ());
  gtk_box_append (GTK_BOX (bar), new_button ("window-close-symbolic", _("Choose no more (Esc)"),
                                             "bulk.leave"));
  gtk_widget_set_visible (bar, FALSE);
  return bar;
}

void
fac_bulk_bar_add (FacListPage *page)
{
  static const GActionEntry entries[] = {
    { "save", act_save }, { "print", act_print }, { "email", act_email }, { "stamp", act_stamp },
    { "discard", act_discard }, { "leave", act_leave },
  };
  Bar *self = g_new0 (Bar, 1);

  self->page = page;
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (page), "bulk", G_ACTION_GROUP (self->actions));
  self->bar = new_bar (self);
  enable (self, FALSE);
  fac_list_page_set_foot (page, self->bar);
  g_signal_connect (page, "choice-changed", G_CALLBACK (on_choice_changed), self);
  g_object_set_data_full (G_OBJECT (page), "fac-bulk-bar", self, bar_free);
}
