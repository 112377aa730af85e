/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-transfer-menu.h"

#include "fac-export-job.h"
#include "fac-import-page.h"
#include "fac-page-host.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

static gboolean
is_customers (FacListPage *page)
{
  return FAC_LIST_PAGE_GET_CLASS (page)->entity == FAC_ENTITY_CUSTOMER;
}

static void
push_import (FacListPage *page, GFile *file)
{
  fac_page_push (GTK_WIDGET (page),
                 fac_import_page_new (fac_page_get_workspace (FAC_PAGE (page)),
                                      FAC_LIST_PAGE_GET_CLASS (page)->entity, file));
}

static void
on_import (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  push_import (data, NULL);
}

/* ---- export ----------------------------------------------------------------------------------- */

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacListPage) page = data;
  g_autoptr (GError) error = NULL;
  const int n = fac_export_job_finish (FAC_WORKSPACE (source), result, &error);
  const guint count = (guint) MAX (n, 0);
  g_autofree char *text = NULL;

  if (n < 0)
    {
      fac_show_error (GTK_WIDGET (page), _("The List Was Not Exported"), error);
      return;
    }
  if (is_customers (page))
    text = fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u customer exported",
                                         "%'u customers exported", count), count);
  else
    text = fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u product exported",
                                         "%'u products exported", count), count);
  fac_toast (GTK_WIDGET (page), text);
}

static void
write_chosen (GtkNativeDialog *chooser, int response, FacListPage *page, gboolean cards)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    fac_export_job_async (fac_page_get_workspace (FAC_PAGE (page)), fac_list_page_get_query (page),
                          cards, file, NULL, on_exported, g_object_ref (page));
  g_object_unref (chooser);
}

static void
on_table_chosen (GtkNativeDialog *chooser, int response, gpointer data)
{
  g_autoptr (FacListPage) page = data;

  write_chosen (chooser, response, page, FALSE);
}

static void
on_cards_chosen (GtkNativeDialog *chooser, int response, gpointer data)
{
  g_autoptr (FacListPage) page = data;

  write_chosen (chooser, response, page, TRUE);
}

static void
ask_export (FacListPage *page, const char *name, GCallback on_chosen)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_("Export List"),
                                   GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect (chooser, "response", on_chosen, g_object_ref (page));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_export (data, is_customers (data) ? _("customers.csv") : _("products.csv"),
              G_CALLBACK (on_table_chosen));
}

static void
on_export_cards (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_export (data, _("customers.vcf"), G_CALLBACK (on_cards_chosen));
}

/* ---- files that are dropped -------------------------------------------------------------------- */

/* NULL: not one file, or one that is no list */
static GFile *
list_in (FacListPage *page, const GValue *value)
{
  GSList *files = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autofree char *name = files != NULL && files->next == NULL ? g_file_get_basename (files->data)
                                                               : NULL;
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  if (lower == NULL)
    return NULL;
  if (g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".tsv")
      || g_str_has_suffix (lower, ".txt")
      || (is_customers (page) && g_str_has_suffix (lower, ".vcf")))
    return files->data;
  return NULL;
}

/* what is no list is left to whoever else takes files here */
static void
on_drop_value (GtkDropTarget *target, GParamSpec *pspec, FacListPage *page)
{
  const GValue *value = gtk_drop_target_get_value (target);

  if (value != NULL && list_in (page, value) == NULL)
    gtk_drop_target_reject (target);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, FacListPage *page)
{
  GFile *file = list_in (page, value);

  if (file == NULL)
    return FALSE;
  push_import (page, file);
  return TRUE;
}

static void
accept_drops (FacListPage *page)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_drop_target_set_preload (target, TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "notify::value", G_CALLBACK (on_drop_value), page);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), page);
  gtk_widget_add_controller (GTK_WIDGET (page), GTK_EVENT_CONTROLLER (target));
}

/* ---- the menu --------------------------------------------------------------------------------- */

static GtkWidget *
make_button (FacListPage *page)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("_Import…"), "transfer.import");
  g_menu_append (menu, _("_Export…"), "transfer.export");
  if (is_customers (page))
    {
      g_menu_append (menu, _("Export as _vCards…"), "transfer.export-cards");
      g_menu_append (menu, _("_Validate All with the SAT…"), "customer.validate-all");
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  fac_ui_name_control (button, _("More"));
  return button;
}

void
fac_transfer_menu_add (FacListPage *page)
{
  static const GActionEntry entries[] = {
    { .name = "import", .activate = on_import },
    { .name = "export", .activate = on_export },
    { .name = "export-cards", .activate = on_export_cards },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), page);
  gtk_widget_insert_action_group (GTK_WIDGET (page), "transfer", G_ACTION_GROUP (actions));
  fac_page_set_end (FAC_PAGE (page), make_button (page));
  accept_drops (page);
}
