/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-content-row.h"

#include "fac-draft-typing.h"
#include "fac-field-hint.h"
#include "fac-text-row.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define CUSTOM "custom"

typedef enum { LEGEND, COMPLEMENT, ADDENDA, NAMESPACE } Kind;

/* One text of the document and its row. */
typedef struct
{
  FacContentRow *owner;
  Kind           kind;
  guint          index; /* in the document's list */
  guint          member;
  GtkWidget     *row;   /* borrowed from the expander */
  FacFieldHint  *hint;  /* likewise */
} Slot;

struct _FacContentRow
{
  AdwExpanderRow   parent_instance;

  FacInvoiceDraft *draft;
  GPtrArray       *slots;
  GPtrArray       *rows;  /* all that was added, borrowed from the expander */
  char            *shape; /* how many of each the rows stand for */
  gboolean         filling;
};

static const struct { const char *title; const char *field; } members[][3] = {
  [LEGEND] = { { N_("Text of the legend"), "text" }, { N_("Tax provision"), "provision" },
               { N_("Rule"), "rule" } },
  [COMPLEMENT] = { { N_("XML of the complement"), NULL } },
  [ADDENDA] = { { N_("Addenda (XML that the customer asks for)"), NULL } },
  [NAMESPACE] = { { N_("Prefix of the namespace"), "prefix" },
                  { N_("Address of the namespace (URI)"), "uri" },
                  { N_("Address of its schema"), "schema_location" } },
};

G_DEFINE_FINAL_TYPE (FacContentRow, fac_content_row, ADW_TYPE_EXPANDER_ROW)

/* ---- texts of the document ------------------------------------------------------------------ */

static gpointer
item_at (GPtrArray *list, guint index)
{
  return index < list->len ? list->pdata[index] : NULL;
}

/* Returns: (nullable): where @slot's text is in @invoice */
static char **
place_of (const FacInvoice *invoice, const Slot *slot)
{
  FacLegend *legend = slot->kind == LEGEND ? item_at (invoice->legends, slot->index) : NULL;
  FacComplement *complement = slot->kind == COMPLEMENT
                              ? item_at (invoice->complements, slot->index) : NULL;
  FacNamespace *space = slot->kind == NAMESPACE ? item_at (invoice->namespaces, slot->index) : NULL;

  if (slot->kind == ADDENDA)
    return (char **) &invoice->addenda;
  if (legend != NULL)
    return slot->member == 0 ? &legend->text
           : slot->member == 1 ? &legend->provision : &legend->rule;
  if (space != NULL)
    return slot->member == 0 ? &space->prefix
           : slot->member == 1 ? &space->uri : &space->schema_location;
  return complement != NULL ? &complement->data : NULL;
}

typedef struct
{
  const Slot *slot;
  const char *text;
} TextEdit;

static void
put_text (FacInvoice *invoice, gpointer data)
{
  const TextEdit *edit = data;
  char **place = place_of (invoice, edit->slot);

  if (place != NULL)
    fac_set_string (place, fac_text_is_empty (edit->text) ? NULL : edit->text);
}

static void
on_text (gpointer row, Slot *slot)
{
  FacContentRow *self = slot->owner;
  g_autofree char *text = FAC_IS_TEXT_ROW (row) ? fac_text_row_get_text (row)
                                                : g_strdup (gtk_editable_get_text (row));

  if (self->filling)
    return;
  self->filling = TRUE;
  fac_invoice_draft_edit (self->draft, put_text, &(TextEdit) { slot, text });
  self->filling = FALSE;
}

/* ---- what comes and goes -------------------------------------------------------------------- */

static void
add_legend (FacInvoice *invoice, gpointer data)
{
  g_ptr_array_add (invoice->legends, fac_legend_new (NULL, NULL, NULL));
}

static void
add_complement (FacInvoice *invoice, gpointer data)
{
  g_ptr_array_add (invoice->complements, fac_complement_new (CUSTOM, NULL));
}

static void
add_namespace (FacInvoice *invoice, gpointer data)
{
  g_ptr_array_add (invoice->namespaces, fac_namespace_new (NULL, NULL, NULL));
}

static void
drop_item (FacInvoice *invoice, gpointer data)
{
  const Slot *slot = data;
  GPtrArray *list = slot->kind == LEGEND ? invoice->legends
                    : slot->kind == NAMESPACE ? invoice->namespaces : invoice->complements;

  if (slot->index < list->len)
    g_ptr_array_remove_index (list, slot->index);
}

static void
on_remove (GtkWidget *button, FacContentRow *self)
{
  Slot slot = *(const Slot *) g_object_get_data (G_OBJECT (button), "slot");

  gtk_widget_grab_focus (GTK_WIDGET (self));
  fac_invoice_draft_edit (self->draft, drop_item, &slot);
}

/* To the first row of what was just added. */
static void
focus_last (FacContentRow *self, Kind kind)
{
  for (guint i = self->slots->len; i > 0; i--)
    {
      const Slot *slot = self->slots->pdata[i - 1];

      if (slot->kind != kind || slot->member != 0)
        continue;
      gtk_widget_grab_focus (slot->row);
      return;
    }
}

static void
on_add (GtkWidget *button, FacContentRow *self)
{
  static const struct { Kind kind; FacInvoiceEdit edit; } adds[] = {
    { LEGEND, add_legend }, { COMPLEMENT, add_complement }, { NAMESPACE, add_namespace },
  };
  guint which = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "add"));

  fac_invoice_draft_edit (self->draft, adds[which].edit, NULL);
  focus_last (self, adds[which].kind);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void
add_row (FacContentRow *self, GtkWidget *row)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

static GtkWidget *
new_remove_button (FacContentRow *self, Slot *slot)
{
  static const char *const names[] = { N_("Remove this legend"), N_("Remove this complement"), NULL,
                                       N_("Remove this namespace") };
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  fac_ui_name_control (button, _(names[slot->kind]));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "slot", slot);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, 0);
  return button;
}

static void
add_slot (FacContentRow *self, Kind kind, guint index, guint member)
{
  Slot *slot = g_new0 (Slot, 1);
  const char *title = _(members[kind][member].title);
  gboolean long_text = kind == COMPLEMENT || kind == ADDENDA;

  *slot = (Slot) { .owner = self, .kind = kind, .index = index, .member = member };
  slot->row = long_text ? fac_text_row_new (title) : adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (slot->row), title);
  if (member == 0 && kind == COMPLEMENT)
    fac_text_row_add_suffix (FAC_TEXT_ROW (slot->row), new_remove_button (self, slot));
  else if (member == 0 && kind != ADDENDA)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (slot->row), new_remove_button (self, slot));
  fac_draft_typing_follow (slot->row, self->draft);
  add_row (self, slot->row);
  slot->hint = g_object_new (FAC_TYPE_FIELD_HINT, NULL);
  fac_field_hint_set_row (slot->hint, slot->row);
  add_row (self, GTK_WIDGET (slot->hint));
  g_signal_connect (slot->row, "changed", G_CALLBACK (on_text), slot);
  g_ptr_array_add (self->slots, slot);
}

static void
add_buttons (FacContentRow *self)
{
  static const char *const labels[] = { N_("Add a Tax Legend"), N_("Add a Complement (XML)"),
                                        N_("Add a Namespace") };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(labels[i]));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("list-add-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data (G_OBJECT (row), "add", GUINT_TO_POINTER (i));
      g_signal_connect_object (row, "activated", G_CALLBACK (on_add), self, 0);
      add_row (self, row);
    }
}

static void
rebuild (FacContentRow *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);

  for (guint i = 0; i < self->slots->len; i++)
    g_signal_handlers_disconnect_by_func (((Slot *) self->slots->pdata[i])->row, on_text,
                                          self->slots->pdata[i]);
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->slots, 0);
  for (guint i = 0; i < invoice->legends->len; i++)
    for (guint member = 0; member < 3; member++)
      add_slot (self, LEGEND, i, member);
  for (guint i = 0; i < invoice->complements->len; i++)
    if (g_strcmp0 (((FacComplement *) invoice->complements->pdata[i])->type, CUSTOM) == 0)
      add_slot (self, COMPLEMENT, i, 0);
  add_slot (self, ADDENDA, 0, 0);
  for (guint i = 0; i < invoice->namespaces->len; i++)
    for (guint member = 0; member < 3; member++)
      add_slot (self, NAMESPACE, i, member);
  add_buttons (self);
}

/* ---- showing -------------------------------------------------------------------------------- */

static char *
field_of (const Slot *slot)
{
  const char *member = members[slot->kind][slot->member].field;

  switch (slot->kind)
    {
    case LEGEND:
      return g_strdup_printf ("legends.%u.%s", slot->index, member);
    case NAMESPACE:
      return g_strdup_printf ("namespaces.%u.%s", slot->index, member);
    case COMPLEMENT:
      return g_strdup_printf ("complements.%u.data", slot->index);
    case ADDENDA:
    default:
      return g_strdup ("addenda");
    }
}

static void
show_findings (FacContentRow *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = self->slots->pdata[i];
      g_autofree char *field = field_of (slot);

      fac_field_hint_show (slot->hint, fac_invoice_draft_get_findings (self->draft), field, TRUE);
    }
}

static void
show_texts (FacContentRow *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);

  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = self->slots->pdata[i];
      char **place = place_of (invoice, slot);
      const char *text = place != NULL && *place != NULL ? *place : "";

      if (FAC_IS_TEXT_ROW (slot->row))
        fac_text_row_set_text (FAC_TEXT_ROW (slot->row), text);
      else if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (slot->row)), text))
        gtk_editable_set_text (GTK_EDITABLE (slot->row), text);
    }
}

static char *
shape_of (const FacInvoice *invoice)
{
  g_autoptr (GString) types = g_string_new (NULL);

  for (guint i = 0; i < invoice->complements->len; i++)
    g_string_append_printf (types, " %s", ((FacComplement *) invoice->complements->pdata[i])->type);
  return g_strdup_printf ("%u %u%s", invoice->legends->len, invoice->namespaces->len, types->str);
}

static void
show_subtitle (FacContentRow *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  guint count = invoice->legends->len + invoice->complements->len
                + (fac_text_is_empty (invoice->addenda) ? 0 : 1);
  g_autofree char *text = g_strdup_printf (ngettext ("%u text", "%u texts", count), count);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), count > 0 ? text : _("None"));
}

static void
show_draft (FacContentRow *self)
{
  g_autofree char *shape = shape_of (fac_invoice_draft_get_invoice (self->draft));
  gboolean typing = self->filling;

  show_subtitle (self);
  if (typing)
    return;
  self->filling = TRUE;
  if (g_strcmp0 (shape, self->shape) != 0)
    rebuild (self);
  show_texts (self);
  self->filling = FALSE;
  g_free (self->shape);
  self->shape = g_steal_pointer (&shape);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_content_row_dispose (GObject *object)
{
  FacContentRow *self = FAC_CONTENT_ROW (object);

  for (guint i = 0; i < self->slots->len; i++)
    g_signal_handlers_disconnect_by_func (((Slot *) self->slots->pdata[i])->row, on_text,
                                          self->slots->pdata[i]);
  g_ptr_array_set_size (self->slots, 0);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (fac_content_row_parent_class)->dispose (object);
}

static void
fac_content_row_finalize (GObject *object)
{
  FacContentRow *self = FAC_CONTENT_ROW (object);

  g_ptr_array_unref (self->slots);
  g_ptr_array_unref (self->rows);
  g_free (self->shape);
  G_OBJECT_CLASS (fac_content_row_parent_class)->finalize (object);
}

static void
fac_content_row_class_init (FacContentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_content_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_content_row_finalize;
}

static void
fac_content_row_init (FacContentRow *self)
{
  self->slots = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Complements and Addenda"));
}

void
fac_content_row_set_draft (FacContentRow *self, FacInvoiceDraft *draft)
{
  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_draft), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "findings-changed", G_CALLBACK (show_findings), self,
                           G_CONNECT_SWAPPED);
  show_draft (self);
  show_findings (self);
}

gboolean
fac_content_row_focus (FacContentRow *self, const char *field)
{
  static const char *const fields[] = { "legends", "complements", "addenda", "namespaces" };
  gboolean own = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    own |= g_str_has_prefix (field, fields[i]);
  if (!own)
    return FALSE;
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = self->slots->pdata[i];
      g_autofree char *name = field_of (slot);

      if (g_str_has_prefix (field, name) || g_str_has_prefix (name, field))
        return gtk_widget_grab_focus (slot->row);
    }
  return gtk_widget_grab_focus (GTK_WIDGET (self));
}
