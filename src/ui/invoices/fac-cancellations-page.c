/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cancellations-page.h"

#include "fac-advances.h"
#include "fac-cancel-words.h"
#include "fac-invoice.h"
#include "fac-money.h"
#include "fac-page-host.h"
#include "fac-text.h"
#include "fac-ui-text.h"
#include "fac-workspace-requests.h"

#include <glib/gi18n.h>

struct _FacCancellationsPage
{
  FacRowsPage parent_instance;

  GPtrArray *watched; /* (element-type FacWatchedCancellation) (nullable) */
  GPtrArray *asking;  /* (element-type FacInvoice): still to be asked about */
  GtkWidget *ask;
};

G_DEFINE_FINAL_TYPE (FacCancellationsPage, fac_cancellations_page, FAC_TYPE_ROWS_PAGE)

static FacWorkspace *
workspace_of (FacCancellationsPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* ---- words ----------------------------------------------------------------------------------- */

static char *
queued_words (const FacWatchedCancellation *watched)
{
  g_autofree char *since = fac_ui_date_time (watched->asked_at);

  /* Translators: %s is a date and time */
  return g_strdup_printf (_("In the queue since %s: it leaves when there is a connection and its "
                            "turn comes."), since);
}

static char *
words_of (FacCancellationsPage *self, const FacWatchedCancellation *watched)
{
  switch (watched->state)
    {
    case FAC_WATCHED_QUEUED:
      return queued_words (watched);
    case FAC_WATCHED_REFUSED:
      /* Translators: %s is what the SAT answered */
      return g_strdup_printf (_("It was not accepted, and the document is valid: %s"),
                              watched->words != NULL ? watched->words : "—");
    case FAC_WATCHED_VERIFYING:
      return g_strdup (_("The SAT is checking it."));
    case FAC_WATCHED_REJECTED:
      return g_strdup (_("The receiver rejected it: the document is valid and counts. Agree with "
                         "the receiver, and cancel it again."));
    case FAC_WATCHED_EXPIRED:
      return g_strdup (_("It was not answered in time: the document is valid and counts. You can "
                         "cancel it again."));
    case FAC_WATCHED_PENDING:
    default:
      return fac_cancel_clock (workspace_of (self), watched->asked_at);
    }
}

static char *
title_of (const FacDocumentSummary *summary)
{
  g_autofree char *money = fac_money_format (fac_money (summary->total, summary->currency));
  const char *name = fac_text_is_empty (summary->customer_name) ? _("Without customer")
                                                                : summary->customer_name;

  /* Translators: folio, customer, amount */
  return g_strdup_printf (_("%1$s · %2$s · $%3$s"), summary->folio != NULL ? summary->folio : "—",
                          name, money);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void ask_next (FacCancellationsPage *self);

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCancellationsPage) self = data;
  g_autoptr (GError) error = NULL;

  if (fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    {
      ask_next (self);
      return;
    }
  g_ptr_array_set_size (self->asking, 0);
  gtk_widget_set_sensitive (self->ask, TRUE);
  fac_toast_error (GTK_WIDGET (self), error);
}

static void
ask_next (FacCancellationsPage *self)
{
  g_autoptr (FacInvoice) invoice = NULL;

  if (self->asking->len == 0)
    {
      gtk_widget_set_sensitive (self->ask, TRUE);
      fac_toast (GTK_WIDGET (self), _("The SAT was asked"));
      return;
    }
  invoice = g_ptr_array_steal_index (self->asking, 0);
  fac_workspace_ask_status_async (workspace_of (self), invoice, on_asked, g_object_ref (self));
}

static void
add_to_ask (FacCancellationsPage *self, const FacDocumentSummary *summary)
{
  FacInvoice *invoice = fac_invoice_new (summary->type);

  fac_set_string (&invoice->id, summary->id);
  fac_set_string (&invoice->remote_id, summary->remote_id);
  g_ptr_array_add (self->asking, invoice);
}

static void
act_ask (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCancellationsPage *self = FAC_CANCELLATIONS_PAGE (widget);

  if (self->watched == NULL || self->asking->len > 0)
    return;
  for (guint i = 0; i < self->watched->len; i++)
    {
      const FacWatchedCancellation *watched = g_ptr_array_index (self->watched, i);

      if (fac_watched_is_moving (watched->state))
        add_to_ask (self, watched->summary);
    }
  gtk_widget_set_sensitive (self->ask, FALSE);
  ask_next (self);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static gboolean
is_open (FacWatchedState state)
{
  return state == FAC_WATCHED_QUEUED || fac_watched_is_moving (state);
}

static void
add_rows (FacCancellationsPage *self, gboolean open, const char *title, const char *description)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < self->watched->len; i++)
    {
      const FacWatchedCancellation *watched = g_ptr_array_index (self->watched, i);
      g_autofree char *name = title_of (watched->summary);
      g_autofree char *words = words_of (self, watched);

      if (is_open (watched->state) != open)
        continue;
      if (!begun)
        fac_rows_page_add_group (FAC_ROWS_PAGE (self), title, description);
      begun = TRUE;
      fac_rows_page_add (FAC_ROWS_PAGE (self), watched->summary, name, words, NULL);
    }
}

static gboolean
any_moving (const GPtrArray *watched)
{
  for (guint i = 0; i < watched->len; i++)
    if (fac_watched_is_moving (((FacWatchedCancellation *) watched->pdata[i])->state))
      return TRUE;
  return FALSE;
}

static void
on_watched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCancellationsPage) self = data;
  GPtrArray *watched = fac_workspace_get_cancellations_finish (FAC_WORKSPACE (source), result,
                                                               NULL);

  if (watched != NULL)
    {
      g_clear_pointer (&self->watched, g_ptr_array_unref);
      self->watched = watched;
    }
  fac_rows_page_begin (FAC_ROWS_PAGE (self));
  if (self->watched != NULL)
    {
      add_rows (self, FALSE, _("Not Cancelled"), NULL);
      add_rows (self, TRUE, _("Under Way"),
                _("Until it is done, a document is valid. Business days are Monday to Friday "
                  "without the holidays of the Código Fiscal (art. 12)."));
      gtk_widget_set_visible (self->ask, any_moving (self->watched));
    }
  fac_rows_page_end (FAC_ROWS_PAGE (self));
}

static void
fac_cancellations_page_load (FacRowsPage *page)
{
  fac_workspace_get_cancellations_async (fac_page_get_workspace (FAC_PAGE (page)), NULL, on_watched,
                                         g_object_ref (page));
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_cancellations_page_finalize (GObject *object)
{
  FacCancellationsPage *self = FAC_CANCELLATIONS_PAGE (object);

  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_ptr_array_unref (self->asking);
  G_OBJECT_CLASS (fac_cancellations_page_parent_class)->finalize (object);
}

static void
fac_cancellations_page_class_init (FacCancellationsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_cancellations_page_finalize;
  FAC_ROWS_PAGE_CLASS (klass)->load = fac_cancellations_page_load;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "cancellations.ask", NULL, act_ask);
}

static void
fac_cancellations_page_init (FacCancellationsPage *self)
{
  self->asking = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_unref);
  self->ask = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  fac_ui_name_control (self->ask, _("Ask the SAT now"));
  gtk_widget_set_visible (self->ask, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->ask), "cancellations.ask");
  fac_page_set_end (FAC_PAGE (self), self->ask);
  fac_page_set_title (FAC_PAGE (self), _("Cancellations Under Way"));
  fac_rows_page_set_empty (FAC_ROWS_PAGE (self), "emblem-ok-symbolic",
                           _("Nothing Is Being Cancelled"),
                           _("Cancellations that wait for the SAT or the receiver come here, and "
                             "those that were rejected."));
}

FacPage *
fac_cancellations_page_new (FacWorkspace *workspace)
{
  return g_object_new (FAC_TYPE_CANCELLATIONS_PAGE, "workspace", workspace, NULL);
}
