/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-news.h"

#include "fac-document-load.h"
#include "fac-page-host.h"
#include "fac-queue-page.h"
#include "fac-text.h"
#include "fac-window-private.h"

#include <glib/gi18n.h>

/* what comes within this time is told together */
#define QUIET_MS 1200

typedef struct
{
  GWeakRef window;
  gboolean stamped;
} News;

static void
news_free (News *news)
{
  g_weak_ref_clear (&news->window);
  g_free (news);
}

static char *
sentence (const FacInvoice *invoice, gboolean stamped)
{
  const char *name = invoice->customer != NULL ? invoice->customer->legal_name : NULL;

  if (fac_text_is_empty (name))
    return g_strdup (stamped ? _("The invoice was stamped") : _("The invoice was not stamped"));
  return g_strdup_printf (stamped ? _("The invoice for %s was stamped")
                                  : _("The invoice for %s was not stamped"), name);
}

/* its own page and the queue say it already */
static gboolean
is_in_front (FacWindow *window, const char *id)
{
  FacPageStack *front = _fac_window_get_front (window);
  FacPage *page = front != NULL ? fac_page_stack_get_front (front) : NULL;

  return page != NULL
         && (FAC_IS_QUEUE_PAGE (page) || g_strcmp0 (fac_page_get_object_id (page), id) == 0);
}

static void
show_toast (GtkWidget *window, const char *text, const char *id)
{
  const FacSidebarEntry *place = fac_sidebar_find_entity (FAC_ENTITY_INVOICE);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _("_Show"));
  adw_toast_set_action_name (toast, "win.open");
  adw_toast_set_action_target (toast, "(ss)", place->name, id);
  FAC_PAGE_HOST_GET_IFACE (window)->toast (FAC_PAGE_HOST (window), toast);
}

static void
notify_desktop (GtkWindow *window, const char *text, const char *id, gboolean stamped)
{
  g_autoptr (GNotification) notification = NULL;
  g_autoptr (GIcon) icon = g_themed_icon_new (APP_ID);

  notification = g_notification_new (stamped ? _("Invoice Stamped") : _("Invoice Not Stamped"));
  g_notification_set_body (notification, text);
  g_notification_set_icon (notification, icon);
  if (!stamped)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification, "app.show-invoice", "s", id);
  g_application_send_notification (G_APPLICATION (gtk_window_get_application (window)), id,
                                   notification);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  News *news = data;
  g_autoptr (FacInvoice) invoice = fac_document_load_finish (result, NULL);
  g_autoptr (GtkWindow) window = g_weak_ref_get (&news->window);
  g_autofree char *text = NULL;

  if (invoice != NULL && window != NULL && gtk_window_get_application (window) != NULL)
    {
      text = sentence (invoice, news->stamped);
      if (gtk_window_is_active (window) && !is_in_front (FAC_WINDOW (window), invoice->id))
        show_toast (GTK_WIDGET (window), text, invoice->id);
      else if (!gtk_window_is_active (window))
        notify_desktop (window, text, invoice->id, news->stamped);
    }
  news_free (news);
}

static void
tell (FacWorkspace *workspace, const char *id, FacWindow *window, gboolean stamped)
{
  News *news = g_new0 (News, 1);

  g_weak_ref_init (&news->window, window);
  news->stamped = stamped;
  fac_document_load_async (workspace, id, NULL, on_loaded, news);
}

/* ---- several at once: one summary ------------------------------------------------------------ */

typedef struct
{
  FacWindow    *window; /* owns this */
  FacWorkspace *workspace;
  guint         stamped;
  guint         refused;
  char         *last;
  gboolean      last_stamped;
  guint         timer;
} Batch;

static char *
summary (const Batch *self)
{
  g_autofree char *good = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u stamped", "%u stamped", self->stamped), self->stamped);
  g_autofree char *bad =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u needs your attention",
                                    "%u need your attention", self->refused),
                       self->refused);

  if (self->refused == 0)
    return g_steal_pointer (&good);
  if (self->stamped == 0)
    return g_steal_pointer (&bad);
  /* Translators: %1$s is "3 stamped", %2$s is "1 needs your attention" */
  return g_strdup_printf (_("%1$s, %2$s"), good, bad);
}

static void
tell_summary (const Batch *self)
{
  GtkWindow *window = GTK_WINDOW (self->window);
  g_autofree char *text = summary (self);
  g_autoptr (GNotification) notification = NULL;
  g_autoptr (GIcon) icon = g_themed_icon_new (APP_ID);

  if (gtk_window_is_active (window))
    {
      AdwToast *toast = adw_toast_new (text);

      if (self->refused > 0)
        {
          adw_toast_set_button_label (toast, _("_Show"));
          adw_toast_set_action_name (toast, "win.show-queue");
        }
      FAC_PAGE_HOST_GET_IFACE (window)->toast (FAC_PAGE_HOST (window), toast);
      return;
    }
  notification = g_notification_new (_("The Queue Was Sent"));
  g_notification_set_body (notification, text);
  g_notification_set_icon (notification, icon);
  if (self->refused > 0)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_application_send_notification (G_APPLICATION (gtk_window_get_application (window)), "queue",
                                   notification);
}

static gboolean
on_quiet (gpointer data)
{
  Batch *self = data;
  FacSyncState state = FAC_SYNC_IDLE;
  guint pending = 0;

  g_object_get (self->workspace, "sync-state", &state, "pending", &pending, NULL);
  if (state == FAC_SYNC_WORKING && pending > 0)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  if (self->stamped + self->refused == 1)
    tell (self->workspace, self->last, self->window, self->last_stamped);
  else if (gtk_window_get_application (GTK_WINDOW (self->window)) != NULL)
    tell_summary (self);
  self->stamped = self->refused = 0;
  return G_SOURCE_REMOVE;
}

static void
note (Batch *self, const char *id, gboolean stamped)
{
  if (stamped)
    self->stamped++;
  else
    self->refused++;
  g_free (self->last);
  self->last = g_strdup (id);
  self->last_stamped = stamped;
  if (self->timer == 0)
    self->timer = g_timeout_add (QUIET_MS, on_quiet, self);
}

static void
on_stamped (FacWorkspace *workspace, const char *id, Batch *self)
{
  note (self, id, TRUE);
}

static void
on_refused (FacWorkspace *workspace, const char *id, Batch *self)
{
  note (self, id, FALSE);
}

static void
stop (Batch *self)
{
  g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_unref (self->workspace);
  g_free (self->last);
  g_free (self);
}

void
fac_news_follow (FacWindow *window, FacWorkspace *workspace)
{
  Batch *self = g_new0 (Batch, 1);

  self->window = window;
  self->workspace = g_object_ref (workspace);
  g_signal_connect (workspace, "stamped", G_CALLBACK (on_stamped), self);
  g_signal_connect (workspace, "refused", G_CALLBACK (on_refused), self);
  g_object_set_data_full (G_OBJECT (window), "fac-news", self, (GDestroyNotify) stop);
}

void
fac_news_stop (FacWindow *window)
{
  g_object_set_data (G_OBJECT (window), "fac-news", NULL);
}
