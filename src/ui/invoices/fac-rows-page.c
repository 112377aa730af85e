/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-rows-page.h"

#include "fac-document-opening.h"
#include "fac-status-pill.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkStack           *stack;
  AdwStatusPage      *empty;
  AdwPreferencesPage *list;
  GPtrArray          *groups; /* (element-type AdwPreferencesGroup): borrowed */
  guint               n_rows;
  gboolean            loading;
  gboolean            again;
} FacRowsPagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (FacRowsPage, fac_rows_page, FAC_TYPE_PAGE)

static FacRowsPagePrivate *
get (FacRowsPage *self)
{
  return fac_rows_page_get_instance_private (self);
}

static void
load (FacRowsPage *self)
{
  FacRowsPagePrivate *priv = get (self);

  priv->again = priv->loading;
  if (priv->loading)
    return;
  priv->loading = TRUE;
  FAC_ROWS_PAGE_GET_CLASS (self)->load (self);
}

static void
on_workspace_changed (FacWorkspace *workspace, FacEntity entity, const char *id, FacRowsPage *self)
{
  if (entity == FAC_ENTITY_INVOICE || entity == FAC_ENTITY_OUTBOX)
    load (self);
}

static void
on_activated (GtkWidget *row, FacRowsPage *self)
{
  const FacDocumentSummary *summary = g_object_get_data (G_OBJECT (row), "summary");

  fac_document_push (GTK_WIDGET (self), fac_page_get_workspace (FAC_PAGE (self)), summary);
}

/* ---- content --------------------------------------------------------------------------------- */

void
fac_rows_page_set_empty (FacRowsPage *self, const char *icon, const char *title, const char *body)
{
  AdwStatusPage *empty = get (self)->empty;

  adw_status_page_set_icon_name (empty, icon);
  adw_status_page_set_title (empty, title);
  adw_status_page_set_description (empty, body);
}

void
fac_rows_page_begin (FacRowsPage *self)
{
  FacRowsPagePrivate *priv = get (self);

  for (guint i = 0; i < priv->groups->len; i++)
    adw_preferences_page_remove (priv->list, priv->groups->pdata[i]);
  g_ptr_array_set_size (priv->groups, 0);
  priv->n_rows = 0;
}

void
fac_rows_page_add_group (FacRowsPage *self, const char *title, const char *description)
{
  FacRowsPagePrivate *priv = get (self);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (priv->list, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (priv->groups, group);
}

GtkWidget *
fac_rows_page_add (FacRowsPage *self, const FacDocumentSummary *summary, const char *title,
                   const char *subtitle, GtkWidget *suffix)
{
  FacRowsPagePrivate *priv = get (self);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 6);
  if (suffix != NULL)
    {
      gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
    }
  g_object_set_data_full (G_OBJECT (row), "summary",
                          fac_document_summary_ref ((FacDocumentSummary *) summary),
                          (GDestroyNotify) fac_document_summary_unref);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, 0);
  adw_preferences_group_add (priv->groups->pdata[priv->groups->len - 1], row);
  priv->n_rows++;
  return row;
}

void
fac_rows_page_end (FacRowsPage *self)
{
  FacRowsPagePrivate *priv = get (self);

  priv->loading = FALSE;
  gtk_stack_set_visible_child (priv->stack, priv->n_rows > 0 ? GTK_WIDGET (priv->list)
                                                             : GTK_WIDGET (priv->empty));
  if (priv->again)
    load (self);
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_rows_page_constructed (GObject *object)
{
  FacRowsPage *self = FAC_ROWS_PAGE (object);
  FacRowsPagePrivate *priv = get (self);

  G_OBJECT_CLASS (fac_rows_page_parent_class)->constructed (object);
  fac_page_set_content (FAC_PAGE (self), GTK_WIDGET (priv->stack));
  g_signal_connect_object (fac_page_get_workspace (FAC_PAGE (self)), "changed",
                           G_CALLBACK (on_workspace_changed), self, 0);
  load (self);
}

static void
fac_rows_page_finalize (GObject *object)
{
  g_ptr_array_unref (get (FAC_ROWS_PAGE (object))->groups);
  G_OBJECT_CLASS (fac_rows_page_parent_class)->finalize (object);
}

static void
fac_rows_page_class_init (FacRowsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = fac_rows_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = fac_rows_page_finalize;
}

static void
fac_rows_page_init (FacRowsPage *self)
{
  FacRowsPagePrivate *priv = get (self);

  priv->groups = g_ptr_array_new ();
  priv->stack = GTK_STACK (gtk_stack_new ());
  priv->list = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  priv->empty = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_stack_add_child (priv->stack, gtk_label_new (NULL)); /* nothing is said before it is known */
  gtk_stack_add_child (priv->stack, GTK_WIDGET (priv->list));
  gtk_stack_add_child (priv->stack, GTK_WIDGET (priv->empty));
  gtk_widget_set_vexpand (GTK_WIDGET (priv->stack), TRUE);
}
