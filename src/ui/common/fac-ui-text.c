/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-ui-text.h"

#include "fac-error-presenter.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
format_time (gint64 microseconds, const char *format)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (microseconds == 0)
    return g_strdup ("");
  utc = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);
  local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

char *
fac_ui_date (gint64 microseconds)
{
  /* Translators: a date in lists: day, short month, year */
  return format_time (microseconds, C_("date format", "%-d %b %Y"));
}

char *
fac_ui_date_time (gint64 microseconds)
{
  /* Translators: a date with its time */
  return format_time (microseconds, C_("date format", "%-d %b %Y, %H:%M"));
}

char *
fac_ui_since (gint64 microseconds, gint64 now)
{
  gint64 minutes = (now - microseconds) / G_USEC_PER_SEC / 60;

  if (microseconds == 0)
    return g_strdup ("");
  if (minutes < 1)
    return g_strdup (_("just now"));
  if (minutes < 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute ago", "%d minutes ago",
                                         minutes),
                            (int) minutes);
  if (minutes < 24 * 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour ago", "%d hours ago",
                                         minutes / 60),
                            (int) (minutes / 60));
  return fac_ui_date_time (microseconds);
}

char *
fac_ui_until (gint64 microseconds, gint64 now)
{
  gint64 seconds = (microseconds - now) / G_USEC_PER_SEC;

  if (seconds <= 1)
    return g_strdup (_("now"));
  if (seconds < 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "in %d second", "in %d seconds", seconds),
                            (int) seconds);
  if (seconds < 3600)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "in %d minute", "in %d minutes",
                                         seconds / 60),
                            (int) (seconds / 60));
  return fac_ui_date_time (microseconds);
}

static gboolean
on_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  const char *text = GTK_IS_INSCRIPTION (widget) ? gtk_inscription_get_text (GTK_INSCRIPTION (widget))
                                                 : gtk_label_get_text (GTK_LABEL (widget));

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL && *text != '\0';
}

void
fac_ui_tip_own_text (GtkWidget *widget)
{
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  gtk_widget_set_has_tooltip (widget, TRUE);
}

void
fac_ui_name_control (GtkWidget *widget, const char *name)
{
  gtk_widget_set_tooltip_text (widget, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
fac_ui_name_list (GtkWidget *row, const char *name)
{
  GtkWidget *list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);

  g_return_if_fail (list != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

const char *
fac_ui_catalog_name (FacWorkspace *workspace, const char *catalog, const char *key)
{
  GPtrArray *entries = key != NULL ? fac_workspace_list_catalog (workspace, catalog) : NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const FacCatalogEntry *entry = entries->pdata[i];

      if (g_strcmp0 (entry->key, key) == 0)
        return entry->es;
    }
  return NULL;
}

/* AdwButtonContent keeps its label to itself: while a window is made narrower it must not hold it up */
static void
let_shrink (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_shrink (child);
}

GtkWidget *
fac_new_button (const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  g_autofree char *name = NULL;

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  adw_button_content_set_use_underline (ADW_BUTTON_CONTENT (content), TRUE);
  let_shrink (content);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  name = g_strdup (label);
  for (char *at = name; *at != '\0'; at++)
    if (*at == '_')
      memmove (at, at + 1, strlen (at));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (content), "fac-label", g_strdup (label), g_free);
  return button;
}

void
fac_new_button_set_short (GtkWidget *button, gboolean is_short)
{
  GtkWidget *content = GTK_IS_BUTTON (button) ? gtk_button_get_child (GTK_BUTTON (button)) : NULL;
  const char *label = content != NULL ? g_object_get_data (G_OBJECT (content), "fac-label") : NULL;

  if (label != NULL)
    adw_button_content_set_label (ADW_BUTTON_CONTENT (content), is_short ? "" : label);
}

/* ---- choices of a combo row in whole lines -------------------------------------------------- */

static void
show_mark (AdwComboRow *row, GParamSpec *pspec, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  gboolean chosen = adw_combo_row_get_selected_item (row) == gtk_list_item_get_item (item);

  if (box != NULL)
    gtk_widget_set_opacity (gtk_widget_get_last_child (box), chosen ? 1.0 : 0.0);
}

static void
on_choice_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "max-width-chars",
                                   44,
                                   "hexpand", TRUE, NULL);

  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name",
                                               "object-select-symbolic",
                                               "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_item_set_child (item, box);
}

static void
on_choice_bind (GtkListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_label (GTK_LABEL (label),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
  g_signal_connect (row, "notify::selected-item", G_CALLBACK (show_mark), item);
  show_mark (row, NULL, item);
}

static void
on_choice_unbind (GtkListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  g_signal_handlers_disconnect_by_func (row, show_mark, item);
}

void
fac_combo_widen (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_choice_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_choice_bind), row, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_choice_unbind), row, 0);
  adw_combo_row_set_list_factory (row, factory);
}

void
fac_ui_move_child (AdwBin *from, AdwBin *to, GtkWidget *child)
{
  if (adw_bin_get_child (to) == child)
    return;
  g_object_ref (child);
  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, child);
  g_object_unref (child);
}

gboolean
fac_ui_has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

const char *
fac_ui_document_kind (char type)
{
  switch (type)
    {
    case 'E':
      return _("Credit note");
    case 'P':
      return _("Payment");
    case 'N':
      return _("Payroll receipt");
    case 'T':
      return _("Transfer of goods");
    default:
      return _("Invoice");
    }
}

gboolean
fac_status_page_fail (AdwStatusPage *page, const GError *error)
{
  g_autoptr (FacErrorText) words = fac_error_present (error);
  g_autofree char *body = NULL;

  if (words == NULL)
    return FALSE;
  body = g_markup_escape_text (words->body != NULL ? words->body : "", -1);
  adw_status_page_set_title (page, words->title);
  adw_status_page_set_description (page, body);
  return TRUE;
}
