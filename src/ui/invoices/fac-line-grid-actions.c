/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-grid-private.h"

#include "fac-page-host.h"

#include <glib/gi18n.h>

static void
act_details (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacLineGrid *self = FAC_LINE_GRID (widget);

  if (!fac_line_grid_commit (self))
    return;
  _fac_line_grid_ask_details (self, self->line);
}

static void
act_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacLineGrid *self = FAC_LINE_GRID (widget);
  guint first, n_lines;

  /* what cannot be read goes with its line */
  if (!fac_line_grid_commit (self))
    _fac_line_grid_cancel (self);
  _fac_line_grid_selected_range (self, &first, &n_lines);
  if (n_lines == 0)
    return;
  fac_invoice_draft_remove_lines (self->draft, first, n_lines);
  _fac_line_grid_set_position (self, first, self->column, FALSE);
}

static void
act_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacLineGrid *self = FAC_LINE_GRID (widget);
  g_autoptr (FacInvoiceLine) copy = NULL;

  if (!fac_line_grid_commit (self))
    return;
  if (_fac_line_grid_peek (self, self->line) == NULL)
    return;
  copy = _fac_line_grid_copy_line (self);
  fac_invoice_draft_insert_lines (self->draft, self->line + 1, &copy, 1);
  _fac_line_grid_set_position (self, self->line + 1, self->column, FALSE);
}

static void
act_insert (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacLineGrid *self = FAC_LINE_GRID (widget);
  g_autoptr (FacProduct) product = fac_product_new ();
  g_autoptr (FacInvoiceLine) line = fac_invoice_line_new (product);
  guint place;

  if (!fac_line_grid_commit (self))
    return;
  place = self->line;
  fac_invoice_draft_insert_lines (self->draft, place, &line, 1);
  _fac_line_grid_set_position (self, place, FAC_LINE_DESCRIPTION, FALSE);
  _fac_line_grid_begin (self, NULL);
}

static void
move_line (FacLineGrid *self, int by)
{
  guint count = _fac_line_grid_count (self);
  guint to = self->line + (guint) by;

  if (!fac_line_grid_commit (self))
    return;
  if (self->line >= count || to >= count)
    return;
  fac_invoice_draft_move_line (self->draft, self->line, to);
  _fac_line_grid_set_position (self, to, self->column, FALSE);
}

static void
act_move_up (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (FAC_LINE_GRID (widget)->line > 0)
    move_line (FAC_LINE_GRID (widget), -1);
}

static void
act_move_down (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_line (FAC_LINE_GRID (widget), 1);
}

/* Beside the text for other programs the lines are kept whole: keys and taxes are not in the text. */
#define COPIED_TEXT  "fac-copied-text"
#define COPIED_LINES "fac-copied-lines"

static GPtrArray *
copy_lines (GPtrArray *lines, guint first, guint n_lines)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_line_free);

  for (guint i = first; i < first + n_lines; i++)
    g_ptr_array_add (copies, fac_invoice_line_copy (lines->pdata[i]));
  return copies;
}

static void
act_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacLineGrid *self = FAC_LINE_GRID (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GPtrArray *lines;
  g_autofree char *text = NULL;
  guint first, n_lines;

  _fac_line_grid_selected_range (self, &first, &n_lines);
  if (n_lines == 0)
    return;
  lines = fac_invoice_draft_get_invoice (self->draft)->lines;
  text = fac_lines_to_text (lines, first, n_lines);
  gdk_clipboard_set_text (clipboard, text);
  g_object_set_data_full (G_OBJECT (clipboard), COPIED_LINES, copy_lines (lines, first, n_lines),
                          (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (clipboard), COPIED_TEXT, g_steal_pointer (&text), g_free);
}

static void
tell_left (FacLineGrid *self, guint n_left)
{
  g_autofree char *count = fac_decimal_format (fac_decimal_from_int (n_left), 0, 0);
  g_autofree char *text = NULL;

  /* Translators: rows that were copied from a spreadsheet; %s is their number */
  text = g_strdup_printf (ngettext ("%s row was left out: a document can have at most 5,000 lines",
                                    "%s rows were left out: a document can have at most 5,000 lines",
                                    n_left), count);
  fac_toast_here (GTK_WIDGET (self), text);
}

static void
on_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacLineGrid) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GPtrArray) lines = NULL;
  GPtrArray *own;
  guint place, n_left = 0;

  if (text == NULL || self->draft == NULL)
    return;
  own = g_object_get_data (source, COPIED_LINES);
  if (own != NULL && g_strcmp0 (text, g_object_get_data (source, COPIED_TEXT)) == 0)
    lines = copy_lines (own, 0, own->len);
  else
    lines = fac_lines_from_text (text, &n_left);
  if (lines->len == 0)
    return;
  place = MIN (self->line, _fac_line_grid_count (self));
  fac_invoice_draft_insert_lines (self->draft, place, (FacInvoiceLine **) lines->pdata, lines->len);
  _fac_line_grid_set_position (self, place + lines->len, FAC_LINE_QUANTITY, FALSE);
  if (n_left > 0)
    tell_left (self, n_left);
}

static void
act_paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!fac_line_grid_commit (FAC_LINE_GRID (widget)))
    return;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_pasted,
                                 g_object_ref (widget));
}

void
_fac_line_grid_install_actions (GtkWidgetClass *widget_class)
{
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "line.details", act_details }, { "line.remove", act_remove },
    { "line.duplicate", act_duplicate },
    { "line.insert", act_insert }, { "line.move-up", act_move_up },
    { "line.move-down", act_move_down },
    { "line.copy", act_copy }, { "line.paste", act_paste },
  };
  const struct { guint key; GdkModifierType modifiers; const char *action; } keys[] = {
    { GDK_KEY_KP_Delete, GDK_CONTROL_MASK, "line.remove" },
    { GDK_KEY_Delete, GDK_CONTROL_MASK, "line.remove" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "line.duplicate" },
    { GDK_KEY_Insert, GDK_CONTROL_MASK, "line.insert" },
    { GDK_KEY_Up, GDK_ALT_MASK, "line.move-up" }, { GDK_KEY_Down, GDK_ALT_MASK, "line.move-down" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "line.copy" }, { GDK_KEY_v, GDK_CONTROL_MASK, "line.paste" },
    { GDK_KEY_i, GDK_CONTROL_MASK, "line.details" },
    { GDK_KEY_Return, GDK_ALT_MASK, "line.details" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

static GMenuModel *
new_menu (void)
{
  static const struct { const char *label; const char *action; } items[][4] = {
    { { N_("_Details…"), "line.details" }, { NULL } },
    { { N_("_Insert Line"), "line.insert" }, { N_("D_uplicate Line"), "line.duplicate" },
      { N_("_Remove Line"), "line.remove" }, { NULL } },
    { { N_("Move _Up"), "line.move-up" }, { N_("Move _Down"), "line.move-down" }, { NULL } },
    { { N_("_Copy Lines"), "line.copy" }, { N_("_Paste Lines"), "line.paste" }, { NULL } },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (guint j = 0; items[i][j].label != NULL; j++)
        g_menu_append (section, _(items[i][j].label), items[i][j].action);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  return G_MENU_MODEL (menu);
}

void
_fac_line_grid_show_menu (FacLineGrid *self, double x, double y)
{
  GdkRectangle place = { (int) x, (int) y, 1, 1 };

  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) model = new_menu ();

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  if (x < 0)
    {
      place = self->layout.cells[self->column];
      place.y += (int) (self->line * (guint) self->layout.height)
                 - (int) gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_VERTICAL]);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}
