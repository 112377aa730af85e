/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pattern-group.h"

#include "fac-file-names.h"
#include "fac-file-pattern.h"
#include "fac-settings.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define EXAMPLES 3

struct _FacPatternGroup
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow   *entry;
  GtkLabel      *preview;
  GSettings     *settings;
  FacOrganization *issuer;
  GPtrArray     *documents;
};

G_DEFINE_FINAL_TYPE (FacPatternGroup, fac_pattern_group, ADW_TYPE_PREFERENCES_GROUP)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

const char *
fac_pattern_group_get_pattern (FacPatternGroup *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

gboolean
fac_pattern_group_is_good (FacPatternGroup *self)
{
  g_autofree char *unknown = fac_file_pattern_find_unknown (fac_pattern_group_get_pattern (self));

  return unknown == NULL;
}

/* The names that the first ones get. */
static char *
preview_text (FacPatternGroup *self)
{
  const char *pattern = fac_pattern_group_get_pattern (self);
  const guint n = self->documents != NULL ? self->documents->len : 0;
  g_autoptr (FacFileNames) names = fac_file_names_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MAX (1, MIN (n, EXAMPLES)); i++)
    {
      g_autoptr (FacFileFacts) facts = n > 0
                                         ? fac_file_facts_of (self->issuer, self->documents->pdata[i])
                                         : fac_file_facts_example ();
      g_autofree char *stem = fac_file_pattern_apply (pattern, facts);
      g_autofree char *name = fac_file_names_take (names, stem);

      g_string_append_printf (text, "%s%s.xml", i > 0 ? "\n" : "", name);
    }
  if (n > EXAMPLES)
    g_string_append (text, "\n…");
  return g_string_free (text, FALSE);
}

static void
refresh (FacPatternGroup *self)
{
  g_autofree char *unknown = fac_file_pattern_find_unknown (fac_pattern_group_get_pattern (self));
  g_autofree char *text = NULL;

  if (unknown != NULL)
    /* Translators: %s is what stands between braces in a pattern of file names */
    text = g_strdup_printf (_("“%s” is no word of a name."), unknown);
  else
    {
      text = preview_text (self);
      g_settings_set_string (self->settings, FAC_SETTING_FILE_NAMES,
                             fac_pattern_group_get_pattern (self));
    }
  gtk_label_set_label (self->preview, text);
  if (unknown != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
on_typed (FacPatternGroup *self)
{
  refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
act_insert (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacPatternGroup *self = FAC_PATTERN_GROUP (widget);
  g_autofree char *word = g_strdup_printf ("{%s}", g_variant_get_string (parameter, NULL));
  int position = gtk_editable_get_position (GTK_EDITABLE (self->entry));

  gtk_editable_insert_text (GTK_EDITABLE (self->entry), word, -1, &position);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
}

static void
act_reset (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_editable_set_text (GTK_EDITABLE (FAC_PATTERN_GROUP (widget)->entry),
                         FAC_FILE_PATTERN_DEFAULT);
}

/* ---- form ------------------------------------------------------------------------------------ */

static GtkWidget *
new_words_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) words = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();

  for (const char *const *word = fac_file_pattern_words (); *word != NULL; word++)
    {
      g_autofree char *label = g_strdup_printf ("{%s}", *word);
      g_autofree char *action = g_strdup_printf ("pattern.insert::%s", *word);

      g_menu_append (words, label, action);
    }
  g_menu_append (rest, _("As at _First"), "pattern.reset");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (words));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  fac_ui_name_control (button, _("Insert a word"));
  return button;
}

static void
fac_pattern_group_dispose (GObject *object)
{
  FacPatternGroup *self = FAC_PATTERN_GROUP (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->issuer, fac_organization_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  G_OBJECT_CLASS (fac_pattern_group_parent_class)->dispose (object);
}

static void
fac_pattern_group_class_init (FacPatternGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_pattern_group_dispose;
  gtk_widget_class_install_action (widget_class, "pattern.insert", "s", act_insert);
  gtk_widget_class_install_action (widget_class, "pattern.reset", NULL, act_reset);
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_PATTERN_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fac_pattern_group_init (FacPatternGroup *self)
{
  g_autofree char *pattern = NULL;
  GtkWidget *preview = gtk_label_new (NULL);

  self->settings = fac_settings_new ();
  pattern = g_settings_get_string (self->settings, FAC_SETTING_FILE_NAMES);
  self->entry = ADW_ENTRY_ROW (adw_entry_row_new ());
  self->preview = GTK_LABEL (preview);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _("Names of the files"));
  gtk_editable_set_text (GTK_EDITABLE (self->entry),
                         fac_text_is_empty (pattern) ? FAC_FILE_PATTERN_DEFAULT : pattern);
  adw_entry_row_add_suffix (self->entry, new_words_button ());
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->entry));
  gtk_label_set_xalign (self->preview, 0);
  gtk_label_set_wrap (self->preview, TRUE);
  gtk_label_set_wrap_mode (self->preview, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (preview, "dim-label");
  gtk_widget_set_margin_top (preview, 6);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), preview);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_typed), self);
  refresh (self);
}

void
fac_pattern_group_set_documents (FacPatternGroup *self, FacWorkspace *workspace,
                                 GPtrArray *documents)
{
  g_clear_pointer (&self->issuer, fac_organization_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  self->issuer = fac_organization_ref (fac_workspace_get_organization (workspace));
  self->documents = g_ptr_array_ref (documents);
  refresh (self);
}
