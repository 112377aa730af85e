/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-conflict-page.h"

#include "fac-conflict-banner.h"
#include "fac-conflict-model.h"
#include "fac-conflict-row.h"
#include "fac-page-host.h"
#include "fac-queue-toast.h"
#include "fac-text.h"
#include "fac-ui-text.h"
#include "fac-wrap-box.h"

#include <glib/gi18n.h>

struct _FacConflictPage
{
  FacPage             parent_instance;

  GtkWidget          *decide;
  GtkStack           *stack;
  GtkLabel           *heading;
  GtkLabel           *explanation;
  GtkWidget          *all;
  GtkWidget          *fields;
  GtkWidget          *choices;
  GtkButton          *keep;
  GtkButton          *let_go;
  AdwPreferencesGroup *settled_group;
  GtkListBox         *settled;

  FacConflictModel   *model;
  gboolean            deciding;
  gboolean            shown;
};

G_DEFINE_FINAL_TYPE (FacConflictPage, fac_conflict_page, FAC_TYPE_PAGE)

/* ---- words: whole sentences for each kind of object ------------------------------------------ */

typedef struct
{
  const char *heading;
  const char *explanation;
  const char *keep;
  const char *let_go;
  const char *changes;
} Words;

static const Words gone_words[] = {
  { N_("This customer is gone at the service"),
    N_("It was deleted there after you changed it here. You can keep it, and it is registered there "
       "anew, or let it go here too."),
    N_("_Keep It and Make It Anew"), N_("_Let It Go"), N_("What you changed here") },
  { N_("This product is gone at the service"),
    N_("It was deleted there after you changed it here. You can keep it, and it is registered there "
       "anew, or let it go here too."),
    N_("_Keep It and Make It Anew"), N_("_Let It Go"), N_("What you changed here") },
  { N_("This draft is gone at the service"),
    N_("It was deleted there after you changed it here. You can keep it, and it is sent there as a "
       "new draft, or let it go here too."),
    N_("_Keep It and Make It Anew"), N_("_Let It Go"), N_("What you changed here") },
};

static const Words deleted_words[] = {
  { N_("You deleted this customer, and it was changed at the service"),
    N_("Nothing was deleted there yet. You can delete it in spite of the changes, or bring it back "
       "with them."),
    N_("_Bring It Back"), N_("_Delete It"), N_("What was changed at the service") },
  { N_("You deleted this product, and it was changed at the service"),
    N_("Nothing was deleted there yet. You can delete it in spite of the changes, or bring it back "
       "with them."),
    N_("_Bring It Back"), N_("_Delete It"), N_("What was changed at the service") },
  { N_("You deleted this draft, and it was changed at the service"),
    N_("Nothing was deleted there yet. You can delete it in spite of the changes, or bring it back "
       "with them."),
    N_("_Bring It Back"), N_("_Delete It"), N_("What was changed at the service") },
};

static const Words field_words[] = {
  { N_("This customer was changed here and at the service"),
    N_("“Mine” is what was written on this computer, “theirs” is what the service has. Choose for "
       "each field; nothing is sent before you decide."),
    NULL, NULL, N_("Merged without your help") },
  { N_("This product was changed here and at the service"),
    N_("“Mine” is what was written on this computer, “theirs” is what the service has. Choose for "
       "each field; nothing is sent before you decide."),
    NULL, NULL, N_("Merged without your help") },
  { N_("This draft was changed here and at the service"),
    N_("“Mine” is what was written on this computer, “theirs” is what the service has. Choose for "
       "each field; nothing is sent before you decide."),
    NULL, NULL, N_("Merged without your help") },
};

static const Words *
words_of (FacConflictModel *model)
{
  const FacEntity entity = fac_conflict_model_get_entity (model);
  const FacConflictKind kind = fac_conflict_model_get_kind (model);
  const Words *table = kind == FAC_CONFLICT_GONE_THERE     ? gone_words
                       : kind == FAC_CONFLICT_DELETED_HERE ? deleted_words
                                                           : field_words;

  return &table[entity == FAC_ENTITY_CUSTOMER ? 0 : entity == FAC_ENTITY_PRODUCT ? 1 : 2];
}

/* ---- rows ----------------------------------------------------------------------------------- */

static GtkWidget *
make_field_row (gpointer field, gpointer data)
{
  return fac_conflict_row_new (FAC_CONFLICT_PAGE (data)->model, field);
}

static char *
settled_text (FacConflictField *field)
{
  const char *before = fac_conflict_field_get_before (field);

  switch (fac_conflict_field_get_choice (field))
    {
    case FAC_MERGE_MINE:
      /* Translators: %1$s is the new value of a field, %2$s what it was before */
      return g_strdup_printf (_("Mine: %1$s · before: %2$s"), fac_conflict_field_get_mine (field),
                              before);
    case FAC_MERGE_THEIRS:
      /* Translators: %1$s is the new value of a field, %2$s what it was before */
      return g_strdup_printf (_("Theirs: %1$s · before: %2$s"),
                              fac_conflict_field_get_theirs (field), before);
    case FAC_MERGE_UNDECIDED:
    default:
      return g_strdup (_("The changes of both sides"));
    }
}

static GtkWidget *
make_settled_row (gpointer field, gpointer data)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = settled_text (field);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);
  g_autofree char *title = g_markup_escape_text (fac_conflict_field_get_name (field), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

/* ---- showing -------------------------------------------------------------------------------- */

static void
update_decide (FacConflictPage *self)
{
  const gboolean fields = fac_conflict_model_get_kind (self->model) == FAC_CONFLICT_FIELDS;

  gtk_widget_set_visible (self->decide, fields);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflict.decide",
                                 fields && !self->deciding
                                   && fac_conflict_model_is_decided (self->model));
  gtk_widget_set_sensitive (self->choices, !self->deciding);
}

static void
show_conflict (FacConflictPage *self, FacConflictKind kind)
{
  const Words *words = words_of (self->model);
  const char *title = fac_conflict_model_get_title (self->model);

  fac_page_set_subtitle (FAC_PAGE (self), fac_text_is_empty (title) ? "" : title);
  gtk_label_set_label (self->heading, _(words->heading));
  gtk_label_set_label (self->explanation, _(words->explanation));
  adw_preferences_group_set_title (self->settled_group, _(words->changes));
  gtk_widget_set_visible (
    GTK_WIDGET (self->settled_group),
    g_list_model_get_n_items (fac_conflict_model_get_settled (self->model)) > 0);
  gtk_widget_set_visible (self->all, kind == FAC_CONFLICT_FIELDS);
  gtk_widget_set_visible (self->fields, kind == FAC_CONFLICT_FIELDS);
  gtk_widget_set_visible (self->choices, kind != FAC_CONFLICT_FIELDS);
  if (words->keep != NULL)
    gtk_button_set_label (self->keep, _(words->keep));
  if (words->let_go != NULL)
    gtk_button_set_label (self->let_go, _(words->let_go));
}

static void
on_changed (FacConflictPage *self)
{
  const FacConflictKind kind = fac_conflict_model_get_kind (self->model);

  update_decide (self);
  /* what is decided just now is leaving */
  if (!fac_conflict_model_is_loaded (self->model) || self->deciding)
    return;
  gtk_stack_set_visible_child_name (self->stack, kind == FAC_CONFLICT_NONE ? "none" : "conflict");
  if (kind == FAC_CONFLICT_NONE)
    return;
  show_conflict (self, kind);
  if (!self->shown)
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  self->shown = TRUE;
}

/* ---- deciding ------------------------------------------------------------------------------- */

static void
on_taken_back (GObject *source, GAsyncResult *result, gpointer data)
{
  FacConflictModel *model = FAC_CONFLICT_MODEL (source);
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GError) error = NULL;

  if (!fac_conflict_model_take_back_finish (model, result, &error))
    fac_toast_error (window, error);
  else
    gtk_widget_activate_action (window, "win.decide", "(is)",
                                (int) fac_conflict_model_get_entity (model),
                                fac_conflict_model_get_id (model));
}

static void
take_back (FacWorkspace *workspace, gpointer change, GtkWidget *window)
{
  g_autoptr (FacConflictModel) model = change;

  fac_conflict_model_take_back_async (model, on_taken_back, window);
}

static void
on_decided (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacConflictPage) self = data;
  g_autoptr (GError) error = NULL;
  FacWorkspace *workspace = fac_page_get_workspace (FAC_PAGE (self));
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  AdwToast *toast;

  self->deciding = FALSE;
  if (!fac_conflict_model_decide_finish (FAC_CONFLICT_MODEL (source), result, &error))
    {
      fac_toast_error (GTK_WIDGET (self), error);
      on_changed (self);
      return;
    }
  if (window == NULL)
    return;
  toast = fac_toast_take_back (GTK_WIDGET (window), workspace, _("Decided"), g_object_ref (source),
                               take_back, g_object_unref);
  fac_queue_toast_follow (toast, workspace,
                          fac_conflict_model_get_id (FAC_CONFLICT_MODEL (source)), 0, TRUE);
  fac_page_close (FAC_PAGE (self));
}

static void
decide (FacConflictPage *self, gboolean keep)
{
  self->deciding = TRUE;
  update_decide (self);
  fac_conflict_model_decide_async (self->model, keep, on_decided, g_object_ref (self));
}

static void
decide_fields (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (FAC_CONFLICT_PAGE (widget), TRUE);
}

static void
on_keep (FacConflictPage *self)
{
  decide (self, TRUE);
}

static void
on_let_go (FacConflictPage *self)
{
  decide (self, FALSE);
}

static void
on_all_mine (FacConflictPage *self)
{
  fac_conflict_model_choose_all (self->model, FAC_MERGE_MINE);
}

static void
on_all_theirs (FacConflictPage *self)
{
  fac_conflict_model_choose_all (self->model, FAC_MERGE_THEIRS);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_conflict_page_dispose (GObject *object)
{
  FacConflictPage *self = FAC_CONFLICT_PAGE (object);

  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      gtk_list_box_bind_model (GTK_LIST_BOX (self->fields), NULL, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->settled, NULL, NULL, NULL, NULL);
    }
  g_clear_object (&self->model);
  G_OBJECT_CLASS (fac_conflict_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/conflict/fac-conflict-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FacConflictPage, decide);
  gtk_widget_class_bind_template_child (widget_class, FacConflictPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FacConflictPage, heading);
  gtk_widget_class_bind_template_child (widget_class, FacConflictPage, explanation);
  gtk_widget_class_bind_template_child (widget_class, FacConflictPage, all);
  gtk_widget_class_bind_template_child (widget_class, FacConflictPage, fields);
  gtk_widget_class_bind_template_child (widget_class, FacConflictPage, choices);
  gtk_widget_class_bind_template_child (widget_class, FacConflictPage, keep);
  gtk_widget_class_bind_template_child (widget_class, FacConflictPage, let_go);
  gtk_widget_class_bind_template_child (widget_class, FacConflictPage, settled_group);
  gtk_widget_class_bind_template_child (widget_class, FacConflictPage, settled);
  gtk_widget_class_bind_template_callback (widget_class, on_keep);
  gtk_widget_class_bind_template_callback (widget_class, on_let_go);
  gtk_widget_class_bind_template_callback (widget_class, on_all_mine);
  gtk_widget_class_bind_template_callback (widget_class, on_all_theirs);
}

static void
fac_conflict_page_class_init (FacConflictPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_conflict_page_dispose;
  g_type_ensure (FAC_TYPE_WRAP_BOX);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "conflict.decide", NULL, decide_fields);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "conflict.decide", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "conflict.decide", NULL);
}

static void
fac_conflict_page_init (FacConflictPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

FacPage *
fac_conflict_page_new (FacWorkspace *workspace, FacEntity entity, const char *id)
{
  FacConflictPage *self = g_object_new (FAC_TYPE_CONFLICT_PAGE, "workspace", workspace, NULL);

  self->model = fac_conflict_model_new (workspace, entity, id);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->fields),
                           fac_conflict_model_get_fields (self->model), make_field_row, self, NULL);
  gtk_list_box_bind_model (self->settled, fac_conflict_model_get_settled (self->model),
                           make_settled_row, self, NULL);
  g_signal_connect_swapped (self->model, "changed", G_CALLBACK (on_changed), self);
  update_decide (self);
  return FAC_PAGE (self);
}
