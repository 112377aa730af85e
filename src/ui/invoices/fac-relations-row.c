/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-relations-row.h"

#include "fac-catalog-source.h"
#include "fac-document-search.h"
#include "fac-key-row.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define FIELD "related_documents"

struct _FacRelationsRow
{
  AdwExpanderRow   parent_instance;

  FacWorkspace    *workspace;
  FacInvoiceDraft *draft;
  GPtrArray       *rows;  /* borrowed from the expander */
  GPtrArray       *types; /* of each relation, the row with its kind; likewise */
  GPtrArray       *adds;  /* of each relation, the row that adds a document; likewise */
  char            *shown; /* what the rows stand for */
  gboolean         filling;
};

G_DEFINE_FINAL_TYPE (FacRelationsRow, fac_relations_row, ADW_TYPE_EXPANDER_ROW)

/* ---- edits ---------------------------------------------------------------------------------- */

typedef struct
{
  guint       relation;
  const char *key;  /* of a changed kind */
  const char *uuid; /* of the document that comes or goes */
} Edit;

static const FacRelation *
relation_at (FacRelationsRow *self, guint index)
{
  return fac_invoice_draft_get_invoice (self->draft)->related_documents->pdata[index];
}

static void
replace (FacInvoice *invoice, guint index, const char *key, char **documents)
{
  fac_relation_free (invoice->related_documents->pdata[index]);
  invoice->related_documents->pdata[index] =
    fac_relation_new (key, (const char *const *) documents);
}

static void
put_relation (FacInvoice *invoice, gpointer data)
{
  const char *const none[] = { NULL };

  g_ptr_array_add (invoice->related_documents, fac_relation_new (NULL, none));
}

static void
drop_relation (FacInvoice *invoice, gpointer data)
{
  g_ptr_array_remove_index (invoice->related_documents, ((Edit *) data)->relation);
}

static void
put_kind (FacInvoice *invoice, gpointer data)
{
  const Edit *edit = data;
  const FacRelation *old = invoice->related_documents->pdata[edit->relation];
  g_auto (GStrv) documents = g_strdupv (old->documents);

  replace (invoice, edit->relation, edit->key, documents);
}

/* the documents of a relation without @edit's, and then with them when @with; several are between blanks */
static void
put_documents (FacInvoice *invoice, const Edit *edit, gboolean with)
{
  const FacRelation *old = invoice->related_documents->pdata[edit->relation];
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) documents = NULL;
  g_autofree char *key = g_strdup (old->relationship);
  g_autofree char *upper = g_ascii_strup (edit->uuid, -1);
  g_auto (GStrv) uuids = g_strsplit (upper, " ", -1);

  for (guint i = 0; old->documents != NULL && old->documents[i] != NULL; i++)
    {
      g_autofree char *present = g_ascii_strup (old->documents[i], -1);

      if (!g_strv_contains ((const char *const *) uuids, present))
        g_strv_builder_add (builder, old->documents[i]);
    }
  if (with)
    g_strv_builder_addv (builder, (const char **) uuids);
  documents = g_strv_builder_end (builder);
  replace (invoice, edit->relation, key, documents);
}

static void
put_document (FacInvoice *invoice, gpointer data)
{
  put_documents (invoice, data, TRUE);
}

static void
drop_document (FacInvoice *invoice, gpointer data)
{
  put_documents (invoice, data, FALSE);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static guint
relation_of (gpointer widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (widget, "relation"));
}

static void
on_add (FacRelationsRow *self)
{
  fac_invoice_draft_edit (self->draft, put_relation, NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (self->types->pdata[self->types->len - 1]);
}

static void
on_remove_relation (GtkWidget *button, FacRelationsRow *self)
{
  Edit edit = { .relation = relation_of (button) };

  gtk_widget_grab_focus (GTK_WIDGET (self));
  fac_invoice_draft_edit (self->draft, drop_relation, &edit);
}

static void
on_kind (GtkWidget *row, FacRelationsRow *self)
{
  Edit edit = { .relation = relation_of (row), .key = fac_key_row_get_key (FAC_KEY_ROW (row)) };

  if (!self->filling && edit.key != NULL)
    fac_invoice_draft_edit (self->draft, put_kind, &edit);
}

static void
on_remove_document (GtkWidget *button, FacRelationsRow *self)
{
  g_autofree char *uuid = g_strdup (g_object_get_data (G_OBJECT (button), "uuid"));
  Edit edit = { .relation = relation_of (button), .uuid = uuid };

  fac_invoice_draft_edit (self->draft, drop_document, &edit);
  gtk_widget_grab_focus (self->adds->pdata[edit.relation]);
}

static void
on_picked (GtkWidget *dialog, const char *uuid, const char *words, FacRelationsRow *self)
{
  Edit edit = { .relation = relation_of (dialog), .uuid = uuid };

  if (edit.relation >= self->types->len)
    return;
  fac_invoice_draft_edit (self->draft, put_document, &edit);
  gtk_widget_grab_focus (self->adds->pdata[edit.relation]);
}

static void
on_add_document (GtkWidget *row, FacRelationsRow *self)
{
  GtkWidget *dialog = fac_document_search_present (GTK_WIDGET (self), self->workspace);

  g_object_set_data (G_OBJECT (dialog), "relation", GUINT_TO_POINTER (relation_of (row)));
  g_signal_connect_object (dialog, "picked", G_CALLBACK (on_picked), self, 0);
}

static GtkWidget *
new_button (FacRelationsRow *self, const char *icon, const char *name, guint relation,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  fac_ui_name_control (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "relation", GUINT_TO_POINTER (relation));
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

static void
add_row (FacRelationsRow *self, GtkWidget *row, guint relation)
{
  g_object_set_data (G_OBJECT (row), "relation", GUINT_TO_POINTER (relation));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_kind_row (FacRelationsRow *self, const FacRelation *relation, guint index)
{
  GtkWidget *row = fac_key_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Kind of relation"));
  fac_key_row_set_entries (FAC_KEY_ROW (row), fac_workspace_list_catalog (self->workspace,
                                                                  FAC_CATALOG_RELATIONS),
                           NULL);
  fac_key_row_set_key (FAC_KEY_ROW (row), relation->relationship);
  g_signal_connect_object (row, "picked", G_CALLBACK (on_kind), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             new_button (self, "user-trash-symbolic", _("Remove this relation"),
                                         index, G_CALLBACK (on_remove_relation)));
  add_row (self, row, index);
  g_ptr_array_add (self->types, row);
}

static void
on_named (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwActionRow) row = data;
  g_autofree char *words = fac_document_search_name_finish (result, NULL);

  if (words != NULL)
    adw_action_row_set_subtitle (row, words);
}

static void
add_document_row (FacRelationsRow *self, const char *uuid, guint index)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = new_button (self, "user-trash-symbolic", _("Remove this document"), index,
                                  G_CALLBACK (on_remove_document));

  g_object_set_data_full (G_OBJECT (button), "uuid", g_strdup (uuid), g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), uuid);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  add_row (self, row, index);
  fac_document_search_name_async (self->workspace, uuid, NULL, on_named, g_object_ref (row));
}

static void
add_add_row (FacRelationsRow *self, guint index)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Add a Related Document…"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_add_document), self, 0);
  add_row (self, row, index);
  g_ptr_array_add (self->adds, row);
}

/* ---- showing -------------------------------------------------------------------------------- */

static char *
describe (FacRelationsRow *self)
{
  GPtrArray *relations = fac_invoice_draft_get_invoice (self->draft)->related_documents;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < relations->len; i++)
    {
      const FacRelation *relation = relations->pdata[i];
      g_autofree char *joined = relation->documents != NULL
                                ? g_strjoinv (" ", relation->documents) : g_strdup ("");

      g_string_append_printf (text, "%s|%s\n",
                              relation->relationship != NULL ? relation->relationship : "", joined);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
count_documents (FacRelationsRow *self)
{
  GPtrArray *relations = fac_invoice_draft_get_invoice (self->draft)->related_documents;
  guint count = 0;

  for (guint i = 0; i < relations->len; i++)
    {
      const FacRelation *relation = relations->pdata[i];

      count += relation->documents != NULL ? g_strv_length (relation->documents) : 0;
    }
  return count;
}

static void
show_relations (FacRelationsRow *self)
{
  guint n_relations = fac_invoice_draft_get_invoice (self->draft)->related_documents->len;

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->types, 0);
  g_ptr_array_set_size (self->adds, 0);
  for (guint i = 0; i < n_relations; i++)
    {
      const FacRelation *relation = relation_at (self, i);

      add_kind_row (self, relation, i);
      for (guint at = 0; relation->documents != NULL && relation->documents[at] != NULL; at++)
        add_document_row (self, relation->documents[at], i);
      add_add_row (self, i);
    }
}

static gboolean
is_only_kinds (const char *one, const char *other)
{
  g_auto (GStrv) a = g_strsplit (one, "\n", -1);
  g_auto (GStrv) b = g_strsplit (other, "\n", -1);

  if (g_strv_length (a) != g_strv_length (b))
    return FALSE;
  for (guint i = 0; a[i] != NULL; i++)
    if (g_strcmp0 (strchr (a[i], '|'), strchr (b[i], '|')) != 0)
      return FALSE;
  return TRUE;
}

static void
show_draft (FacRelationsRow *self)
{
  g_autofree char *now = describe (self);
  guint count = count_documents (self);
  g_autofree char *subtitle = NULL;

  if (g_strcmp0 (now, self->shown) == 0)
    return;
  subtitle = g_strdup_printf (ngettext ("%u document", "%u documents", count), count);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), count > 0 ? subtitle : _("None"));
  self->filling = TRUE;
  /* the row with the focus must not vanish under the person's hands */
  if (self->shown != NULL && is_only_kinds (now, self->shown))
    for (guint i = 0; i < self->types->len; i++)
      fac_key_row_set_key (self->types->pdata[i], relation_at (self, i)->relationship);
  else
    show_relations (self);
  self->filling = FALSE;
  g_free (self->shown);
  self->shown = g_steal_pointer (&now);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_relations_row_dispose (GObject *object)
{
  FacRelationsRow *self = FAC_RELATIONS_ROW (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_relations_row_parent_class)->dispose (object);
}

static void
fac_relations_row_finalize (GObject *object)
{
  FacRelationsRow *self = FAC_RELATIONS_ROW (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->types);
  g_ptr_array_unref (self->adds);
  g_free (self->shown);
  G_OBJECT_CLASS (fac_relations_row_parent_class)->finalize (object);
}

static void
fac_relations_row_class_init (FacRelationsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_relations_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_relations_row_finalize;
}

static void
fac_relations_row_init (FacRelationsRow *self)
{
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  self->rows = g_ptr_array_new ();
  self->types = g_ptr_array_new ();
  self->adds = g_ptr_array_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Related Documents"));
  fac_ui_name_control (add, _("Add a relation"));
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (add, "flat");
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), add);
}

void
fac_relations_row_set_draft (FacRelationsRow *self, FacWorkspace *workspace,
                             FacInvoiceDraft *draft)
{
  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_draft), self, G_CONNECT_SWAPPED);
  show_draft (self);
}

gboolean
fac_relations_row_focus (FacRelationsRow *self, const char *field)
{
  char *rest = NULL;
  guint64 index;

  if (!g_str_has_prefix (field, FIELD))
    return FALSE;
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  index = field[strlen (FIELD)] == '.'
          ? g_ascii_strtoull (field + strlen (FIELD) + 1, &rest, 10) : 0;
  if (index >= self->types->len)
    return gtk_widget_grab_focus (GTK_WIDGET (self));
  return gtk_widget_grab_focus (rest != NULL && g_str_has_prefix (rest, ".documents")
                                ? self->adds->pdata[index] : self->types->pdata[index]);
}
