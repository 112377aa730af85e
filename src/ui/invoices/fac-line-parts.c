/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-parts.h"

#include "fac-catalog-row.h"
#include "fac-catalog-source.h"
#include "fac-decimal-typed.h"
#include "fac-field-hint.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

enum { DESCRIPTION, SKU, UNIT, QUANTITY, PRICE, CUSTOMS, N_ENTRIES };

/* One part and its rows, which lie in @expander. */
typedef struct
{
  AdwExpanderRow *expander;
  FacCatalogRow  *key;
  GtkEditable    *entries[N_ENTRIES];
} Part;

struct _FacLineParts
{
  AdwPreferencesGroup parent_instance;

  GtkWidget    *add;
  FacFieldHint *hint;
  GPtrArray    *parts;
  FacWorkspace *workspace;
  gboolean      showing;
};

static const char *const titles[] = {
  N_("What it is"), N_("Own number (SKU)"), N_("Name of the unit"), N_("Quantity"),
  N_("Price (optional)"), N_("Customs numbers"),
};

static guint changed;

G_DEFINE_FINAL_TYPE (FacLineParts, fac_line_parts, ADW_TYPE_PREFERENCES_GROUP)

static void
show_heads (FacLineParts *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = self->parts->pdata[i];
      const char *text = gtk_editable_get_text (part->entries[DESCRIPTION]);
      g_autofree char *head = g_strdup_printf (_("Part %u"), i + 1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (part->expander), head);
      adw_expander_row_set_subtitle (part->expander, text);
    }
}

static void
on_changed (FacLineParts *self)
{
  if (self->showing)
    return;
  show_heads (self);
  g_signal_emit (self, changed, 0);
}

/* ---- numbers -------------------------------------------------------------------------------- */

static gboolean
is_number (GtkEditable *entry, FacDecimal *value)
{
  const char *text = gtk_editable_get_text (entry);

  *value = FAC_DECIMAL_ZERO;
  return fac_text_is_empty (text)
         || (fac_decimal_parse_amount (text, value) && !value->overflow && value->scale <= 6);
}

static void
show_number (GtkEditable *entry, FacDecimal value)
{
  g_autofree char *text = fac_decimal_to_entry (fac_decimal_trim (value, 0));

  gtk_editable_set_text (entry, text);
}

static char **
read_customs (GtkEditable *entry)
{
  g_auto (GStrv) typed = g_strsplit_set (gtk_editable_get_text (entry), ",;", -1);
  g_autoptr (GStrvBuilder) numbers = g_strv_builder_new ();
  guint count = 0;

  for (guint i = 0; typed[i] != NULL; i++)
    {
      g_autofree char *clean = fac_text_normalize_space (typed[i]);
      g_auto (GStrv) groups = g_strsplit (clean, " ", -1);
      g_autofree char *number = g_strjoinv ("  ", groups);

      if (*number == '\0')
        continue;
      g_strv_builder_add (numbers, number);
      count++;
    }
  return count > 0 ? g_strv_builder_end (numbers) : NULL;
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void
on_remove (GtkWidget *button, FacLineParts *self)
{
  Part *part = g_object_get_data (G_OBJECT (button), "part");

  gtk_widget_grab_focus (self->add);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (part->expander));
  g_ptr_array_remove (self->parts, part);
  on_changed (self);
}

static GtkWidget *
new_remove_button (FacLineParts *self, Part *part)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  fac_ui_name_control (button, _("Remove this part"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "part", part);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, 0);
  return button;
}

static void
add_entry (FacLineParts *self, Part *part, guint which)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(titles[which]));
  part->entries[which] = GTK_EDITABLE (row);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (part->expander, row);
}

static Part *
add_part (FacLineParts *self, const FacPart *from)
{
  Part *part = g_new0 (Part, 1);
  g_autofree char *customs = from->customs_keys != NULL ? g_strjoinv (", ", from->customs_keys)
                                                        : NULL;
  const char *texts[] = { from->description, from->sku, from->unit_name };

  part->expander = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_expander_row_add_action (part->expander, new_remove_button (self, part));
  part->key = g_object_new (FAC_TYPE_CATALOG_ROW, "title", _("SAT key"), NULL);
  fac_catalog_row_setup (part->key, self->workspace, FAC_CATALOG_PRODUCTS);
  fac_catalog_row_set_key (part->key, from->product_key, NULL);
  g_signal_connect_object (part->key, "picked", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      add_entry (self, part, i);
      if (i == DESCRIPTION)
        adw_expander_row_add_row (part->expander, GTK_WIDGET (part->key));
      if (i < G_N_ELEMENTS (texts))
        gtk_editable_set_text (part->entries[i], texts[i] != NULL ? texts[i] : "");
    }
  show_number (part->entries[QUANTITY], from->quantity);
  if (from->has_unit_price)
    show_number (part->entries[PRICE], from->unit_price);
  gtk_editable_set_text (part->entries[CUSTOMS], customs != NULL ? customs : "");
  g_ptr_array_add (self->parts, part);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (part->expander));
  /* what is wrong with them stays beneath all of them */
  g_object_ref (self->hint);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->hint));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->hint));
  g_object_unref (self->hint);
  return part;
}

static void
on_add (FacLineParts *self)
{
  g_autoptr (FacPart) empty = fac_part_new ();
  Part *part;

  self->showing = TRUE;
  part = add_part (self, empty);
  self->showing = FALSE;
  adw_expander_row_set_expanded (part->expander, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (part->entries[DESCRIPTION]));
  on_changed (self);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_line_parts_finalize (GObject *object)
{
  FacLineParts *self = FAC_LINE_PARTS (object);

  g_ptr_array_unref (self->parts);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_line_parts_parent_class)->finalize (object);
}

static void
fac_line_parts_class_init (FacLinePartsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_line_parts_finalize;
  changed = g_signal_new ("changed", FAC_TYPE_LINE_PARTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                          G_TYPE_NONE, 0);
  g_type_ensure (FAC_TYPE_CATALOG_ROW);
}

static void
fac_line_parts_init (FacLineParts *self)
{
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  fac_ui_name_control (self->add, _("Add a part"));
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->add, "flat");
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Parts"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add);
  self->hint = g_object_new (FAC_TYPE_FIELD_HINT, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->hint));
}

void
fac_line_parts_setup (FacLineParts *self, FacWorkspace *workspace)
{
  g_set_object (&self->workspace, workspace);
}

void
fac_line_parts_show (FacLineParts *self, const FacInvoiceLine *line)
{
  self->showing = TRUE;
  for (guint i = 0; i < self->parts->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  GTK_WIDGET (((Part *) self->parts->pdata[i])->expander));
  g_ptr_array_set_size (self->parts, 0);
  for (guint i = 0; line->parts != NULL && i < line->parts->len; i++)
    add_part (self, line->parts->pdata[i]);
  show_heads (self);
  self->showing = FALSE;
}

static void
set_clean (char **field, GtkEditable *entry)
{
  g_autofree char *clean = fac_text_normalize_space (gtk_editable_get_text (entry));

  fac_set_string (field, *clean != '\0' ? clean : NULL);
}

static FacPart *
read_part (const Part *from)
{
  FacPart *part = fac_part_new ();

  set_clean (&part->description, from->entries[DESCRIPTION]);
  set_clean (&part->sku, from->entries[SKU]);
  set_clean (&part->unit_name, from->entries[UNIT]);
  fac_set_string (&part->product_key, fac_catalog_row_get_key (from->key));
  is_number (from->entries[QUANTITY], &part->quantity);
  is_number (from->entries[PRICE], &part->unit_price);
  part->has_unit_price = !fac_text_is_empty (gtk_editable_get_text (from->entries[PRICE]));
  part->customs_keys = read_customs (from->entries[CUSTOMS]);
  return part;
}

void
fac_line_parts_read (FacLineParts *self, FacInvoiceLine *line)
{
  g_clear_pointer (&line->parts, g_ptr_array_unref);
  if (self->parts->len == 0)
    return;
  line->parts = fac_parts_new ();
  for (guint i = 0; i < self->parts->len; i++)
    g_ptr_array_add (line->parts, read_part (self->parts->pdata[i]));
}

GtkWidget *
fac_line_parts_get_unreadable (FacLineParts *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    for (guint which = QUANTITY; which <= PRICE; which++)
      {
        const Part *part = self->parts->pdata[i];
        FacDecimal value;

        if (is_number (part->entries[which], &value))
          continue;
        adw_expander_row_set_expanded (part->expander, TRUE);
        return GTK_WIDGET (part->entries[which]);
      }
  return NULL;
}

void
fac_line_parts_judge (FacLineParts *self, GPtrArray *findings, guint line)
{
  g_autofree char *field = g_strdup_printf ("items.%u.parts", line);

  if (fac_line_parts_get_unreadable (self) != NULL)
    fac_field_hint_say (self->hint, _("A number of a part cannot be read."), FAC_FINDING_ERROR);
  else
    fac_field_hint_show (self->hint, findings, field, TRUE);
}

gboolean
fac_line_parts_focus (FacLineParts *self, const char *field)
{
  const Part *first = self->parts->len > 0 ? self->parts->pdata[0] : NULL;

  if (!g_str_has_prefix (field, "parts"))
    return FALSE;
  if (first == NULL)
    return gtk_widget_grab_focus (self->add);
  adw_expander_row_set_expanded (first->expander, TRUE);
  return gtk_widget_grab_focus (GTK_WIDGET (first->entries[DESCRIPTION]));
}
