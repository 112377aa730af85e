/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The QR code of the page where the SAT tells of the document. */
#include "fac-invoice-page-groups.h"

#include "fac-ui-text.h"
#include "fac-verification.h"

#include <glib/gi18n.h>

#define QUIET  4 /* modules around it */
#define MODULE 3 /* pixels of one */

/* Dark on white in every style: cameras read it so. */
static GdkTexture *
draw (const char *link)
{
  guint n, side;
  g_autoptr (GBytes) code = fac_verification_qr (link, &n);
  const guint8 *modules;
  g_autoptr (GBytes) pixels = NULL;
  guint8 *shades;

  if (code == NULL)
    return NULL;
  modules = g_bytes_get_data (code, NULL);
  side = (n + 2 * QUIET) * MODULE;
  shades = g_malloc (3 * (gsize) side * side);
  memset (shades, 0xFF, 3 * (gsize) side * side);
  for (guint y = QUIET * MODULE; y < side - QUIET * MODULE; y++)
    for (guint x = QUIET * MODULE; x < side - QUIET * MODULE; x++)
      if (modules[(y / MODULE - QUIET) * n + x / MODULE - QUIET] != 0)
        memset (shades + 3 * ((gsize) y * side + x), 0, 3);
  pixels = g_bytes_new_take (shades, 3 * (gsize) side * side);
  return gdk_memory_texture_new ((int) side, (int) side, GDK_MEMORY_R8G8B8, pixels,
                                 3 * (gsize) side);
}

static void
show (GtkPicture *picture, const char *link)
{
  g_autoptr (GdkTexture) texture = NULL;

  if (g_strcmp0 (g_object_get_data (G_OBJECT (picture), "link"), link) == 0)
    return;
  g_object_set_data_full (G_OBJECT (picture), "link", g_strdup (link), g_free);
  texture = draw (link);
  gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
}

/* It is drawn when it is looked at. */
static void
on_expanded (FacInvoicePage *self, GParamSpec *spec, AdwExpanderRow *row)
{
  g_autofree char *link = self->document != NULL ? _fac_invoice_page_dup_link (self) : NULL;

  if (link != NULL && adw_expander_row_get_expanded (row))
    show (g_object_get_data (G_OBJECT (row), "picture"), link);
}

static void
update_qr (FacInvoicePage *self, GtkWidget *group, const FacInvoice *invoice)
{
  g_autofree char *link = invoice != NULL && invoice->uuid != NULL
                            ? _fac_invoice_page_dup_link (self) : NULL;

  gtk_widget_set_visible (group, link != NULL);
  on_expanded (self, NULL, g_object_get_data (G_OBJECT (group), "row"));
}

static GtkWidget *
new_picture (void)
{
  GtkWidget *picture = gtk_picture_new ();

  gtk_picture_set_can_shrink (GTK_PICTURE (picture), FALSE);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (picture, 12);
  gtk_widget_set_margin_bottom (picture, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("QR code of the verification at the SAT"), -1);
  return picture;
}

static GtkWidget *
make_qr (FacInvoicePage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *line = gtk_list_box_row_new ();
  GtkWidget *picture = new_picture ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("QR code"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row),
                                 _("Leads to the page where the SAT verifies it"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line), picture);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), line);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  fac_ui_name_list (row, _("QR code"));
  fac_ui_name_list (line, _("QR code"));
  gtk_widget_set_visible (group, FALSE);
  g_object_set_data (G_OBJECT (row), "picture", picture);
  g_object_set_data (G_OBJECT (group), "row", row);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (on_expanded), self,
                           G_CONNECT_SWAPPED);
  return group;
}

const FacInvoiceGroup _fac_invoice_group_qr = { NULL, make_qr, update_qr };
