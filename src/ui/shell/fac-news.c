/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-news.h"

#include "fac-document-load.h"
#include "fac-page-host.h"
#include "fac-queue-page.h"
#include "fac-refusal.h"
#include "fac-text.h"
#include "fac-toast.h"
#include "fac-window-private.h"

#include <glib/gi18n.h>

/* what comes within this time is told together */
#define QUIET_MS 1200
#define TOAST_SECONDS 5

typedef struct
{
  GWeakRef      window;
  FacWorkspace *workspace;
  FacEntity     entity;
  char         *id;
  char          type; /* of the document */
  gboolean      stamped;
} News;

static News *
news_new (FacWindow *window, FacWorkspace *workspace, const char *id, gboolean stamped)
{
  News *news = g_new0 (News, 1);

  g_weak_ref_init (&news->window, window);
  news->workspace = g_object_ref (workspace);
  news->entity = FAC_ENTITY_INVOICE;
  news->id = g_strdup (id);
  news->stamped = stamped;
  return news;
}

static void
news_free (News *news)
{
  g_weak_ref_clear (&news->window);
  g_object_unref (news->workspace);
  g_free (news->id);
  g_free (news);
}

/* NULL: it is closed, or shows another organization by now */
static GtkWindow *
dup_window (News *news)
{
  g_autoptr (FacWindow) window = g_weak_ref_get (&news->window);

  if (window == NULL || window->workspace != news->workspace
      || gtk_window_get_application (GTK_WINDOW (window)) == NULL)
    return NULL;
  return GTK_WINDOW (g_steal_pointer (&window));
}

/* What became of a document that was asked for; with the customer's name in it, and without. */
typedef struct
{
  const char *title, *format, *nameless;
} Words;

typedef enum { INVOICE, PAYMENT, NOTE, PAYROLL, TRANSFER, N_KINDS } Kind;

static Kind
kind_of (char type)
{
  switch (type)
    {
    case FAC_INVOICE_PAGO:
      return PAYMENT;
    case FAC_INVOICE_EGRESO:
      return NOTE;
    case FAC_INVOICE_NOMINA:
      return PAYROLL;
    case FAC_INVOICE_TRASLADO:
      return TRANSFER;
    case FAC_INVOICE_INGRESO:
    default:
      return INVOICE;
    }
}

static const Words stamped_words[N_KINDS] = {
  [INVOICE] = { N_("Invoice Stamped"), N_("The invoice for %s was stamped"),
                N_("The invoice was stamped") },
  [PAYMENT] = { N_("Payment Stamped"), N_("The payment of %s was stamped"),
                N_("The payment was stamped") },
  [NOTE] = { N_("Credit Note Stamped"), N_("The credit note for %s was stamped"),
             N_("The credit note was stamped") },
  [PAYROLL] = { N_("Payroll Receipt Stamped"), N_("The payroll receipt of %s was stamped"),
                N_("The payroll receipt was stamped") },
  [TRANSFER] = { N_("Transfer Stamped"), N_("The transfer of goods for %s was stamped"),
                 N_("The transfer of goods was stamped") },
};

static const Words overtaken_words[N_KINDS] = {
  [INVOICE] = { N_("Stamped Elsewhere"),
                N_("The invoice for %s was stamped elsewhere. What you wrote is kept as a draft."),
                N_("The invoice was stamped elsewhere. What you wrote is kept as a draft.") },
  [PAYMENT] = { N_("Stamped Elsewhere"),
                N_("The payment of %s was stamped elsewhere. What you wrote is kept as a draft."),
                N_("The payment was stamped elsewhere. What you wrote is kept as a draft.") },
  [NOTE] = { N_("Stamped Elsewhere"),
             N_("The credit note for %s was stamped elsewhere. What you wrote is kept as a draft."),
             N_("The credit note was stamped elsewhere. What you wrote is kept as a draft.") },
  [PAYROLL] = { N_("Stamped Elsewhere"), N_("The payroll receipt of %s was stamped elsewhere"),
                N_("The payroll receipt was stamped elsewhere") },
  [TRANSFER] = { N_("Stamped Elsewhere"), N_("The transfer of goods for %s was stamped elsewhere"),
                 N_("The transfer of goods was stamped elsewhere") },
};

static const Words asked[][N_KINDS] = {
  [FAC_REFUSAL_SAVE] = {
    [INVOICE] = { N_("Something Was Not Accepted"), N_("The invoice for %s needs your attention"),
                  N_("Something was not accepted by the service") },
    [PAYMENT] = { N_("Something Was Not Accepted"), N_("The payment of %s needs your attention"),
                  N_("Something was not accepted by the service") },
    [NOTE] = { N_("Something Was Not Accepted"), N_("The credit note for %s needs your attention"),
               N_("Something was not accepted by the service") },
    [PAYROLL] = { N_("Something Was Not Accepted"),
                  N_("The payroll receipt of %s needs your attention"),
                  N_("Something was not accepted by the service") },
    [TRANSFER] = { N_("Something Was Not Accepted"),
                   N_("The transfer of goods for %s needs your attention"),
                   N_("Something was not accepted by the service") },
  },
  [FAC_REFUSAL_STAMP] = {
    [INVOICE] = { N_("Invoice Not Stamped"), N_("The invoice for %s was not stamped"),
                  N_("The invoice was not stamped") },
    [PAYMENT] = { N_("Payment Not Stamped"), N_("The payment of %s was not stamped"),
                  N_("The payment was not stamped") },
    [NOTE] = { N_("Credit Note Not Stamped"), N_("The credit note for %s was not stamped"),
               N_("The credit note was not stamped") },
    [PAYROLL] = { N_("Payroll Receipt Not Stamped"),
                  N_("The payroll receipt of %s was not stamped"),
                  N_("The payroll receipt was not stamped") },
    [TRANSFER] = { N_("Transfer Not Stamped"), N_("The transfer of goods for %s was not stamped"),
                   N_("The transfer of goods was not stamped") },
  },
  [FAC_REFUSAL_CANCEL] = {
    [INVOICE] = { N_("Invoice Not Cancelled"), N_("The invoice for %s was not cancelled"),
                  N_("The invoice was not cancelled") },
    [PAYMENT] = { N_("Payment Not Cancelled"), N_("The payment of %s was not cancelled"),
                  N_("The payment was not cancelled") },
    [NOTE] = { N_("Credit Note Not Cancelled"), N_("The credit note for %s was not cancelled"),
               N_("The credit note was not cancelled") },
    [PAYROLL] = { N_("Payroll Receipt Not Cancelled"),
                  N_("The payroll receipt of %s was not cancelled"),
                  N_("The payroll receipt was not cancelled") },
    [TRANSFER] = { N_("Transfer Not Cancelled"),
                   N_("The transfer of goods for %s was not cancelled"),
                   N_("The transfer of goods was not cancelled") },
  },
  [FAC_REFUSAL_EMAIL] = {
    [INVOICE] = { N_("E-mail Not Sent"), N_("The e-mail with the invoice for %s was not sent"),
                  N_("The e-mail with the invoice was not sent") },
    [PAYMENT] = { N_("E-mail Not Sent"), N_("The e-mail with the payment of %s was not sent"),
                  N_("The e-mail with the payment was not sent") },
    [NOTE] = { N_("E-mail Not Sent"), N_("The e-mail with the credit note for %s was not sent"),
               N_("The e-mail with the credit note was not sent") },
    [PAYROLL] = { N_("E-mail Not Sent"),
                  N_("The e-mail with the payroll receipt of %s was not sent"),
                  N_("The e-mail with the payroll receipt was not sent") },
    [TRANSFER] = { N_("E-mail Not Sent"),
                   N_("The e-mail with the transfer of goods for %s was not sent"),
                   N_("The e-mail with the transfer of goods was not sent") },
  },
};

/* @name: (nullable): of the customer */
static char *
sentence_with (const char *format, const char *nameless, const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (fac_text_is_empty (name))
    return g_strdup (_(nameless));
  parts = g_strsplit (_(format), "%s", 2);
  return g_strjoinv (name, parts);
}

static char *
sentence_of (const Words *words, const FacInvoice *invoice)
{
  return sentence_with (words->format, words->nameless,
                        invoice->customer != NULL ? invoice->customer->legal_name : NULL);
}

static char *
refused_sentence (const FacRefusal *refusal, const Words *words)
{
  const char *format = words->format;

  if (refusal->entity == FAC_ENTITY_CUSTOMER)
    format = N_("The service did not accept the customer %s");
  else if (refusal->entity == FAC_ENTITY_PRODUCT)
    format = N_("The service did not accept the product %s");
  return sentence_with (format, words->nameless, refusal->title);
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

/* @seconds: 0: until it is closed */
static void
show_toast (GtkWidget *window, const News *news, const char *text, guint seconds)
{
  const FacSidebarEntry *place = fac_sidebar_find_entity (news->entity);
  AdwToast *toast = fac_toast_new (text);

  adw_toast_set_timeout (toast, seconds);
  if (!is_in_front (FAC_WINDOW (window), news->id))
    {
      adw_toast_set_button_label (toast, _("_Show"));
      adw_toast_set_action_name (toast, "win.open");
      adw_toast_set_action_target (toast, "(ss)", place->name, news->id);
    }
  FAC_PAGE_HOST_GET_IFACE (window)->toast (FAC_PAGE_HOST (window), toast);
}

static void
notify_desktop (GtkWindow *window, const News *news, const char *title, const char *text)
{
  g_autoptr (GNotification) notification = g_notification_new (title);
  GVariant *target = g_variant_new ("(is)", (int) news->entity, news->id);
  g_autoptr (GIcon) icon = g_themed_icon_new (APP_ID);

  g_notification_set_body (notification, text);
  g_notification_set_icon (notification, icon);
  if (!news->stamped)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target_value (notification, "app.show", target);
  g_application_send_notification (G_APPLICATION (gtk_window_get_application (window)), news->id,
                                   notification);
}

/* @why (nullable) is for the desktop: the window's own pages have it at length */
static void
say (News *news, const char *title, const char *text, const char *why)
{
  g_autoptr (GtkWindow) window = dup_window (news);
  g_autofree char *body = why != NULL ? g_strdup_printf ("%s\n%s", text, why) : g_strdup (text);

  if (window == NULL)
    return;
  if (!gtk_window_is_active (window))
    notify_desktop (window, news, title, body);
  else if (!is_in_front (FAC_WINDOW (window), news->id))
    show_toast (GTK_WIDGET (window), news, text, TOAST_SECONDS);
}

static void
on_stamped_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  News *news = data;
  g_autoptr (FacInvoice) invoice = fac_document_load_finish (result, NULL);
  const Words *words = invoice != NULL ? &stamped_words[kind_of (invoice->type)] : NULL;
  g_autofree char *text = words != NULL ? sentence_of (words, invoice) : NULL;

  if (text != NULL)
    say (news, _(words->title), text, NULL);
  news_free (news);
}

static void
on_refusal_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  News *news = data;
  g_autoptr (FacRefusal) refusal = fac_refusal_load_finish (FAC_WORKSPACE (source), result, NULL);
  const Words *words = refusal != NULL ? &asked[refusal->kind][kind_of (news->type)] : NULL;
  g_autofree char *text = refusal != NULL ? refused_sentence (refusal, words) : NULL;

  if (refusal != NULL)
    {
      news->entity = refusal->entity;
      say (news, _(words->title), text, refusal->words->title);
    }
  news_free (news);
}

/* What was refused may be a customer or a product: then there is no such document. */
static void
on_refused_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  News *news = data;
  g_autoptr (FacInvoice) invoice = fac_document_load_finish (result, NULL);

  news->type = invoice != NULL ? invoice->type : FAC_INVOICE_INGRESO;
  fac_refusal_load_async (news->workspace, news->id, NULL, on_refusal_loaded, news);
}

static void
tell (FacWorkspace *workspace, const char *id, FacWindow *window, gboolean stamped)
{
  fac_document_load_async (workspace, id, NULL, stamped ? on_stamped_loaded : on_refused_loaded,
                           news_new (window, workspace, id, stamped));
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
      AdwToast *toast = fac_toast_new (text);

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
  g_notification_set_default_action (notification, self->refused > 0 ? "app.show-queue"
                                                                     : "app.show-window");
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

/*
 * What was typed here is not in what the SAT has: told at once, whatever page is in front. "Show" leads to the draft
 * that keeps it.
 */
static void
on_overtaken_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  News *news = data;
  g_autoptr (FacInvoice) invoice = fac_document_load_finish (result, NULL);
  g_autoptr (GtkWindow) window = dup_window (news);
  const Words *words = invoice != NULL ? &overtaken_words[kind_of (invoice->type)] : NULL;
  g_autofree char *text = words != NULL ? sentence_of (words, invoice) : NULL;

  if (text != NULL && window != NULL)
    {
      if (!gtk_window_is_active (window))
        notify_desktop (window, news, _(words->title), text);
      show_toast (GTK_WIDGET (window), news, text, 0);
    }
  news_free (news);
}

static void
on_overtaken (FacWorkspace *workspace, const char *id, const char *draft_id, Batch *self)
{
  fac_document_load_async (workspace, draft_id, NULL, on_overtaken_loaded,
                           news_new (self->window, workspace, draft_id, FALSE));
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

/* It must not look as if nothing had ever been there. */
static void
tell_lost (FacWindow *window)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window),
                                              _("Your data was not on this computer"), NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _("The database of this organization was deleted or moved, and an "
                                 "empty one was made. What the service has is fetched again. "
                                 "Drafts, notes and changes that had not been sent, if there were "
                                 "any, are lost unless you put back a copy."));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
fac_news_follow (FacWindow *window, FacWorkspace *workspace)
{
  Batch *self = g_new0 (Batch, 1);

  self->window = window;
  self->workspace = g_object_ref (workspace);
  g_signal_connect (workspace, "stamped", G_CALLBACK (on_stamped), self);
  g_signal_connect (workspace, "refused", G_CALLBACK (on_refused), self);
  g_signal_connect (workspace, "overtaken", G_CALLBACK (on_overtaken), self);
  g_object_set_data_full (G_OBJECT (window), "fac-news", self, (GDestroyNotify) stop);
  if (fac_workspace_has_lost_data (workspace))
    tell_lost (window);
}

void
fac_news_stop (FacWindow *window)
{
  g_object_set_data (G_OBJECT (window), "fac-news", NULL);
}
