/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sidebar.h"

#include "fac-customers-page.h"
#include "fac-invoices-page.h"
#include "fac-organization-button.h"
#include "fac-products-page.h"
#include "fac-receivables-page.h"
#include "fac-sync-row.h"

#include <glib/gi18n.h>

static const FacSidebarEntry entries[] = {
  { "invoices", N_("Invoices"), "x-office-document-symbolic", FAC_ENTITY_INVOICE,
    fac_invoices_page_get_type },
  { "receivables", N_("Receivables"), "view-list-symbolic", FAC_ENTITY_INVOICE,
    fac_receivables_page_get_type },
  { "customers", N_("Customers"), "system-users-symbolic", FAC_ENTITY_CUSTOMER,
    fac_customers_page_get_type },
  { "products", N_("Products"), "package-x-generic-symbolic", FAC_ENTITY_PRODUCT,
    fac_products_page_get_type },
};

struct _FacSidebar
{
  AdwBin                 parent_instance;

  AdwHeaderBar          *header;
  GtkMenuButton         *menu_button;
  FacOrganizationButton *organization;
  GtkListBox            *list;
  FacSyncRow            *sync_row;
};

enum { PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacSidebar, fac_sidebar, ADW_TYPE_BIN)

const FacSidebarEntry *
fac_sidebar_entries (gsize *n)
{
  *n = G_N_ELEMENTS (entries);
  return entries;
}

const FacSidebarEntry *
fac_sidebar_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_strcmp0 (entries[i].name, name) == 0)
      return &entries[i];
  return NULL;
}

const FacSidebarEntry *
fac_sidebar_find_entity (FacEntity entity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].entity == entity)
      return &entries[i];
  return NULL;
}

static void
on_row_activated (FacSidebar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[PICKED], 0, entries[gtk_list_box_row_get_index (row)].name);
}

static GtkWidget *
make_row (const FacSidebarEntry *entry, gsize index)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", entry->icon, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _(entry->title), "xalign", 0.0,
                                   "ellipsize",
                                   PANGO_ELLIPSIZE_END, "hexpand", TRUE, NULL);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *keys = g_strdup_printf ("Alt+%d", (int) index + 1);

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(entry->title), -1);
  return row;
}

static void
fac_sidebar_class_init (FacSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[PICKED] = g_signal_new ("picked", FAC_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (FAC_TYPE_ORGANIZATION_BUTTON);
  g_type_ensure (FAC_TYPE_SYNC_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/shell/fac-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, FacSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, FacSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FacSidebar, organization);
  gtk_widget_class_bind_template_child (widget_class, FacSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, FacSidebar, sync_row);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
fac_sidebar_init (FacSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_list_box_append (self->list, make_row (&entries[i], i));
}

void
fac_sidebar_set_directory (FacSidebar *self, FacDirectory *directory)
{
  fac_organization_button_set_directory (self->organization, directory);
}

void
fac_sidebar_set_workspace (FacSidebar *self, FacWorkspace *workspace)
{
  fac_organization_button_set_workspace (self->organization, workspace);
  fac_sync_row_set_workspace (self->sync_row, workspace);
}

void
fac_sidebar_select (FacSidebar *self, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_strcmp0 (entries[i].name, name) == 0)
      {
        gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
        return;
      }
  gtk_list_box_unselect_all (self->list);
}

void
fac_sidebar_set_folded (FacSidebar *self, gboolean folded)
{
  adw_header_bar_set_show_end_title_buttons (self->header, folded);
}

void
fac_sidebar_open_menu (FacSidebar *self)
{
  gtk_menu_button_popup (self->menu_button);
}
