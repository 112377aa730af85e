/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-transfer-menu.h"

#include "fac-export-job.h"
#include "fac-import-page.h"
#include "fac-page-host.h"
#include "fac-save-dialog.h"
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
write_list (FacListPage *page, GFile *file, gboolean cards)
{
  fac_export_job_async (fac_page_get_workspace (FAC_PAGE (page)), fac_list_page_get_query (page),
                        cards, file, NULL, on_exported, g_object_ref (page));
}

static void
on_table_chosen (GFile *file, gpointer data)
{
  g_autoptr (FacListPage) page = data;

  if (file != NULL)
    write_list (page, file, FALSE);
}

static void
on_cards_chosen (GFile *file, gpointer data)
{
  g_autoptr (FacListPage) page = data;

  if (file != NULL)
    write_list (page, file, TRUE);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  fac_save_dialog_ask (data, _("Export List"),
                       is_customers (data) ? _("customers.csv") : _("products.csv"), NULL,
                       on_table_chosen, g_object_ref (data));
}

static void
on_export_cards (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  fac_save_dialog_ask (data, _("Export List"), _("customers.vcf"), NULL, on_cards_chosen,
                       g_object_ref (data));
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

  if (is_customers (page))
    g_menu_append (menu, _("New from a _Constancia…"), "customer.fill");
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
