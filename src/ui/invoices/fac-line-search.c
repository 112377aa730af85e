/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-search.h"

#include "fac-line-edit.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _FacLineSearch
{
  GtkWidget parent_instance;

  GtkWidget       *box;
  GtkWidget       *entry;
  GtkLabel        *count;

  FacInvoiceDraft *draft;
  FacLineGrid     *grid;  /* borrowed: both lie in the same form */
  GArray          *found; /* (element-type guint): lines */
  guint            at;
};

G_DEFINE_FINAL_TYPE (FacLineSearch, fac_line_search, GTK_TYPE_WIDGET)

static gboolean
is_in (const char *words, const char *text)
{
  g_autofree char *folded = text != NULL ? fac_text_fold (text) : NULL;

  return folded != NULL && strstr (folded, words) != NULL;
}

static gboolean
matches (const FacInvoiceLine *line, const char *words)
{
  const FacProduct *product = line->product;

  if (is_in (words, product->description) || is_in (words, product->sku)
      || is_in (words, product->product_key) || is_in (words, product->unit_name))
    return TRUE;
  for (FacLineColumn column = FAC_LINE_QUANTITY; column < FAC_LINE_AMOUNT; column++)
    {
      g_autofree char *cell = column != FAC_LINE_DESCRIPTION ? fac_line_edit_text (line, column)
                                                             : NULL;

      if (is_in (words, cell))
        return TRUE;
    }
  return FALSE;
}

static void
show_count (FacLineSearch *self)
{
  gboolean asked = !fac_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autofree char *text = NULL;

  if (self->found->len > 0)
    /* Translators: which of the lines that were found is shown: "2 of 5" */
    text = g_strdup_printf (_("%1$u of %2$u"), self->at + 1, self->found->len);
  else if (asked)
    text = g_strdup (_("Nothing found"));
  gtk_label_set_label (self->count, text != NULL ? text : "");
  if (asked && self->found->len == 0)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
}

static void
show_found (FacLineSearch *self)
{
  if (self->found->len > 0)
    fac_line_grid_show_line (self->grid, g_array_index (self->found, guint, self->at));
  show_count (self);
}

static void
find (FacLineSearch *self)
{
  GPtrArray *lines = fac_invoice_draft_get_invoice (self->draft)->lines;
  g_autofree char *words = fac_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  g_array_set_size (self->found, 0);
  for (guint i = 0; *words != '\0' && i < lines->len; i++)
    if (matches (lines->pdata[i], words))
      g_array_append_val (self->found, i);
}

/* the first one from where the person is */
static void
on_changed (FacLineSearch *self)
{
  guint line = fac_line_grid_get_line (self->grid);

  find (self);
  self->at = 0;
  for (guint i = 0; i < self->found->len; i++)
    if (g_array_index (self->found, guint, i) >= line)
      {
        self->at = i;
        break;
      }
  show_found (self);
}

static void
step (FacLineSearch *self, int by)
{
  guint before = self->found->len;

  find (self); /* the lines may be others by now */
  if (self->found->len == 0)
    {
      show_count (self);
      return;
    }
  self->at = before == 0 ? 0 : (self->at + self->found->len + (guint) by) % self->found->len;
  show_found (self);
}

static void
on_next (FacLineSearch *self)
{
  step (self, 1);
}

static void
on_previous (FacLineSearch *self)
{
  step (self, -1);
}

static void
close_search (FacLineSearch *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        FacLineSearch *self)
{
  switch (key)
    {
    case GDK_KEY_Escape:
      close_search (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: case GDK_KEY_ISO_Enter:
      step (self, (state & GDK_SHIFT_MASK) != 0 ? -1 : 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      step (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      step (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_line_search_dispose (GObject *object)
{
  FacLineSearch *self = FAC_LINE_SEARCH (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (fac_line_search_parent_class)->dispose (object);
}

static void
fac_line_search_finalize (GObject *object)
{
  g_array_unref (FAC_LINE_SEARCH (object)->found);
  G_OBJECT_CLASS (fac_line_search_parent_class)->finalize (object);
}

static void
fac_line_search_class_init (FacLineSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_line_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_line_search_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_button (FacLineSearch *self, const char *icon, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  fac_ui_name_control (button, name);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
fac_line_search_init (FacLineSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->found = g_array_new (FALSE, FALSE, sizeof (guint));
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->entry = gtk_entry_new ();
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY,
                                     "edit-find-symbolic");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Find in the lines"));
  fac_ui_name_control (self->entry, _("Find in the lines"));
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->entry, keys);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->count));
  add_button (self, "go-up-symbolic", _("Previous line found"), G_CALLBACK (on_previous));
  add_button (self, "go-down-symbolic", _("Next line found"), G_CALLBACK (on_next));
  add_button (self, "window-close-symbolic", _("Close the search"), G_CALLBACK (close_search));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
fac_line_search_set_draft (FacLineSearch *self, FacInvoiceDraft *draft, FacLineGrid *grid)
{
  g_return_if_fail (FAC_IS_LINE_SEARCH (self) && self->draft == NULL);
  self->draft = g_object_ref (draft);
  self->grid = grid;
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

void
fac_line_search_open (FacLineSearch *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}
