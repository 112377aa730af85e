/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-help-page.h"

#define FOLDER "/org/example/Facturador/help/"

/* The part of Mallard that our pages use: titles, paragraphs, steps, notes, tables, keys and words of the screen. */
typedef struct
{
  GtkBox     *box;   /* borrowed */
  const char *start;
  GString    *words; /* markup of the block being read; NULL between blocks */
  GtkGrid    *table;
  int         row;
  int         column;
  int         step;
  int         keys;
  gboolean    nested; /* the page lies within another */
  gboolean    in_info;
  gboolean    in_step;
  gboolean    in_note;
} Reader;

static void fill (GtkBox *box, const char *name, const char *start, gboolean nested, GError **error);

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

static GtkWidget *
new_label (const char *markup, const char *style, GtkAccessibleRole role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_step (Reader *self, GtkWidget *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *number = g_strdup_printf ("%d.", self->step);
  GtkWidget *label = new_label (number, "numeric", GTK_ACCESSIBLE_ROLE_LABEL);

  gtk_label_set_width_chars (GTK_LABEL (label), 2);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), text);
  gtk_box_append (self->box, line);
}

static void
end_block (Reader *self, gboolean is_title)
{
  g_autofree char *markup = g_strstrip (g_string_free (g_steal_pointer (&self->words), FALSE));
  GtkWidget *label;

  if (*markup == '\0')
    return;
  if (is_title)
    {
      label = new_label (markup, self->step < 0 && !self->nested ? "title-2" : "title-4",
                         GTK_ACCESSIBLE_ROLE_HEADING);
      self->step = 0;
      gtk_box_append (self->box, label);
      return;
    }
  label = new_label (markup, NULL, GTK_ACCESSIBLE_ROLE_LABEL);
  if (self->table != NULL)
    {
      gtk_label_set_yalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, self->column > 0);
      gtk_grid_attach (self->table, label, self->column, self->row, 1, 1);
    }
  else if (self->in_step)
    add_step (self, label);
  else
    {
      if (self->in_note)
        gtk_widget_add_css_class (label, "help-note");
      gtk_box_append (self->box, label);
    }
}

static void
begin_table (Reader *self)
{
  self->table = GTK_GRID (gtk_grid_new ());
  self->row = -1;
  gtk_grid_set_row_spacing (self->table, 9);
  gtk_grid_set_column_spacing (self->table, 18);
  gtk_box_append (self->box, GTK_WIDGET (self->table));
}

static void
begin_inline (Reader *self, const char *name)
{
  if (self->words == NULL)
    return;
  if (g_str_equal (name, "gui"))
    g_string_append (self->words, "<b>");
  else if (g_str_equal (name, "keyseq"))
    self->keys = 1;
  else if (g_str_equal (name, "key"))
    g_string_append (self->words, self->keys > 1 ? "+<b>" : "<b>");
}

static const char *
attribute (const char **names, const char **values, const char *name)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return "";
}

static void
on_start (GMarkupParseContext *context, const char *name, const char **names, const char **values,
          gpointer data, GError **error)
{
  static const char *const blocks[] = { "title", "p", NULL };
  Reader *self = data;

  if (g_str_equal (name, "info"))
    self->in_info = TRUE;
  else if (self->in_info)
    return;
  else if (is_one_of (name, blocks))
    self->words = g_string_new (NULL);
  else if (g_str_equal (name, "section") && g_str_equal (attribute (names, values, "id"), "start")
           && self->start != NULL)
    fill (self->box, self->start, NULL, TRUE, error);
  else if (g_str_equal (name, "steps"))
    self->step = 0;
  else if (g_str_equal (name, "item"))
    {
      self->in_step = TRUE;
      self->step++;
    }
  else if (g_str_equal (name, "note"))
    self->in_note = TRUE;
  else if (g_str_equal (name, "table"))
    begin_table (self);
  else if (g_str_equal (name, "tr"))
    {
      self->row++;
      self->column = -1;
    }
  else if (g_str_equal (name, "td"))
    self->column++;
  else
    begin_inline (self, name);
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *self = data;

  if (g_str_equal (name, "info"))
    self->in_info = FALSE;
  else if (self->in_info)
    return;
  else if (self->words != NULL && (g_str_equal (name, "title") || g_str_equal (name, "p")))
    end_block (self, g_str_equal (name, "title"));
  else if (g_str_equal (name, "item"))
    self->in_step = FALSE;
  else if (g_str_equal (name, "note"))
    self->in_note = FALSE;
  else if (g_str_equal (name, "table"))
    self->table = NULL;
  else if (g_str_equal (name, "keyseq"))
    self->keys = 0;
  else if (self->words != NULL && g_str_equal (name, "gui"))
    g_string_append (self->words, "</b>");
  else if (self->words != NULL && g_str_equal (name, "key"))
    {
      g_string_append (self->words, "</b>");
      self->keys += self->keys > 0;
    }
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  Reader *self = data;
  g_autofree char *escaped = NULL;
  gboolean blank = FALSE;

  if (self->words == NULL || self->in_info)
    return;
  escaped = g_markup_escape_text (text, (gssize) length);
  /* lines of the file are no lines of the page */
  for (const char *at = escaped; *at != '\0'; at++)
    {
      gboolean space = g_ascii_isspace (*at);

      if (!space || !blank)
        g_string_append_c (self->words, space ? ' ' : *at);
      blank = space;
    }
}

static GBytes *
find_page (const char *name, GError **error)
{
  const char *const *languages = g_get_language_names ();

  for (int i = 0; languages[i] != NULL; i++)
    {
      const char *folder = g_str_equal (languages[i], "C") ? "en" : languages[i];
      g_autofree char *path = g_strconcat (FOLDER, folder, "/", name, NULL);

      if (g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
        return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    }
  g_set_error (error, G_RESOURCE_ERROR, G_RESOURCE_ERROR_NOT_FOUND, "%s", name);
  return NULL;
}

static void
fill (GtkBox *box, const char *name, const char *start, gboolean nested, GError **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  Reader reader = { .box = box, .start = start, .step = -1, .nested = nested };
  g_autoptr (GBytes) page = find_page (name, error);
  g_autoptr (GMarkupParseContext) context = NULL;

  if (page == NULL)
    return;
  context = g_markup_parse_context_new (&parser, 0, &reader, NULL);
  if (g_markup_parse_context_parse (context, g_bytes_get_data (page, NULL),
                                    (gssize) g_bytes_get_size (page), error))
    g_markup_parse_context_end_parse (context, error);
  if (reader.words != NULL)
    g_string_free (reader.words, TRUE);
}

gboolean
fac_help_page_fill (GtkBox *box, const char *name, const char *start, GError **error)
{
  GError *failure = NULL;

  fill (box, name, start, FALSE, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}
