/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-page-host.h"

#include "fac-error-presenter.h"
#include "fac-queue-toast.h"
#include "fac-toast.h"

#include <glib/gi18n.h>

G_DEFINE_INTERFACE (FacPageHost, fac_page_host, GTK_TYPE_WIDGET)

typedef struct
{
  FacWorkspace *workspace;
  GWeakRef      from;
  FacEntity     entity;
  char         *id;
  char         *text;
} Deletion;

typedef struct
{
  FacWorkspace  *workspace;
  GWeakRef       window;
  gpointer       change;
  FacTakeBack    take_back;
  GDestroyNotify drop;
} TakingBack;

typedef struct
{
  void         (*undo) (gpointer data);
  gpointer       data;
  GDestroyNotify destroy;
} Undo;

static void
fac_page_host_default_init (FacPageHostInterface *iface)
{
}

static FacPageHost *
find_host (GtkWidget *from)
{
  GtkWidget *host;

  if (from == NULL)
    return NULL;
  host = gtk_widget_get_ancestor (from, FAC_TYPE_PAGE_HOST);
  if (host == NULL && gtk_widget_get_root (from) != NULL
      && GTK_IS_WINDOW (gtk_widget_get_root (from)))
    host = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (gtk_widget_get_root (from))));
  return FAC_IS_PAGE_HOST (host) ? FAC_PAGE_HOST (host) : NULL;
}

void
fac_page_push (GtkWidget *from, FacPage *page)
{
  FacPageHost *host = find_host (from);

  g_return_if_fail (host != NULL);
  FAC_PAGE_HOST_GET_IFACE (host)->push (host, page);
}

void
fac_page_pop (FacPage *page)
{
  FacPageHost *host = find_host (GTK_WIDGET (page));

  if (host != NULL)
    FAC_PAGE_HOST_GET_IFACE (host)->pop (host, page);
}

void
fac_page_show (GtkWidget *from, FacEntity entity, const char *id)
{
  FacPageHost *host = find_host (from);

  g_return_if_fail (host != NULL);
  FAC_PAGE_HOST_GET_IFACE (host)->show (host, entity, id);
}

/* Returns: (transfer none) (nullable): NULL when there is no window to show it */
static AdwToast *
show_toast (GtkWidget *from, AdwToast *toast)
{
  FacPageHost *host = find_host (from);

  if (host == NULL)
    {
      g_object_unref (toast);
      return NULL;
    }
  FAC_PAGE_HOST_GET_IFACE (host)->toast (host, toast);
  return toast;
}

void
fac_toast (GtkWidget *from, const char *text)
{
  AdwToast *toast = fac_toast_new (text);

  adw_toast_set_timeout (toast, 3);
  show_toast (from, toast);
}

void
fac_toast_here (GtkWidget *from, const char *text)
{
  AdwToast *toast = fac_toast_new (text);

  adw_toast_set_timeout (toast, 3);
  g_signal_connect_object (from, "unmap", G_CALLBACK (adw_toast_dismiss), toast,
                           G_CONNECT_SWAPPED);
  show_toast (from, toast);
}

void
fac_toast_error (GtkWidget *from, const GError *error)
{
  g_autoptr (FacErrorText) words = fac_error_present (error);
  AdwToast *toast;

  if (words == NULL)
    return;
  toast = fac_toast_new (words->title);
  adw_toast_set_timeout (toast, 10);
  show_toast (from, toast);
}

void
fac_show_error (GtkWidget *from, const char *heading, const GError *error)
{
  g_autoptr (FacErrorText) words = fac_error_present (error);
  GtkRoot *root = gtk_widget_get_root (from);
  GtkWidget *dialog;

  if (words == NULL || !GTK_IS_WINDOW (root))
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (root), heading, NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s\n\n%s", words->title,
                                  words->body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  if (undo->destroy != NULL)
    undo->destroy (undo->data);
  g_free (undo);
}

static void
on_undo_clicked (AdwToast *toast, Undo *undo)
{
  undo->undo (undo->data);
}

AdwToast *
fac_toast_undo (GtkWidget *from, const char *text, void (*undo) (gpointer), gpointer data,
                GDestroyNotify destroy)
{
  AdwToast *toast = fac_toast_new (text);
  Undo *closure = g_new0 (Undo, 1);

  closure->undo = undo;
  closure->data = data;
  closure->destroy = destroy;
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo_clicked), closure, undo_free,
                         0);
  return show_toast (from, toast);
}

static void
taking_back_free (gpointer data)
{
  TakingBack *self = data;

  g_clear_pointer (&self->change, self->drop);
  g_weak_ref_clear (&self->window);
  g_object_unref (self->workspace);
  g_free (self);
}

static void
take_back (gpointer data)
{
  TakingBack *self = data;
  GtkWidget *window = g_weak_ref_get (&self->window);

  if (window != NULL && self->change != NULL)
    self->take_back (self->workspace, g_steal_pointer (&self->change), window);
  else
    g_clear_object (&window);
}

AdwToast *
fac_toast_take_back (GtkWidget *window, FacWorkspace *workspace, const char *text, gpointer change,
                     FacTakeBack take_back_change, GDestroyNotify drop)
{
  TakingBack *self = g_new0 (TakingBack, 1);

  self->workspace = g_object_ref (workspace);
  g_weak_ref_init (&self->window, window);
  self->change = change;
  self->take_back = take_back_change;
  self->drop = drop;
  return fac_toast_undo (window, text, take_back, self, taking_back_free);
}

static void
deletion_free (gpointer data)
{
  Deletion *deletion = data;

  g_weak_ref_clear (&deletion->from);
  g_object_unref (deletion->workspace);
  g_free (deletion->id);
  g_free (deletion->text);
  g_free (deletion);
}

static void
on_undeleted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) from = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (from, error);
}

static void
undo_deletion (gpointer data)
{
  Deletion *deletion = data;
  GtkWidget *from = g_weak_ref_get (&deletion->from);

  if (from != NULL)
    fac_workspace_undelete_async (deletion->workspace, deletion->entity, deletion->id, on_undeleted,
                                  from);
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer data)
{
  Deletion *deletion = data;
  g_autoptr (GtkWidget) from = g_weak_ref_get (&deletion->from);
  g_autoptr (GError) error = NULL;

  if (fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    {
      AdwToast *toast = fac_toast_undo (from, deletion->text, undo_deletion, deletion,
                                        deletion_free);

      if (toast != NULL)
        fac_queue_toast_follow (toast, deletion->workspace, deletion->id, FAC_OPERATION_DELETE,
                                TRUE);
    }
  else
    {
      fac_toast_error (from, error);
      deletion_free (deletion);
    }
}

void
fac_delete_with_undo (GtkWidget *from, FacWorkspace *workspace, FacEntity entity, const char *id,
                      const char *text)
{
  Deletion *deletion = g_new0 (Deletion, 1);
  FacPageHost *host = find_host (from);

  deletion->workspace = g_object_ref (workspace);
  deletion->entity = entity;
  deletion->id = g_strdup (id);
  deletion->text = g_strdup (text);
  /* the page may be gone when the answer comes: toasts belong to the window */
  g_weak_ref_init (&deletion->from, host != NULL ? (gpointer) host : (gpointer) from);
  fac_workspace_delete_async (workspace, entity, id, on_deleted, deletion);
}
