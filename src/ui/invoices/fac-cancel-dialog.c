/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cancel-dialog.h"

#include "fac-cancel-rules.h"
#include "fac-cancel-words.h"
#include "fac-choice-row.h"
#include "fac-credit-load.h"
#include "fac-document-request.h"
#include "fac-document-search.h"
#include "fac-document-words.h"
#include "fac-status-pill.h"

#include <glib/gi18n.h>

#define N_MOTIVES 4

struct _FacCancelDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle      *title;
  GtkWidget           *confirm;
  AdwPreferencesGroup *blockers;
  AdwPreferencesGroup *motives;
  AdwPreferencesGroup *substitutes;
  GtkLabel            *consequence;

  FacWorkspace   *workspace;
  FacInvoice     *invoice;
  GCancellable   *cancellable;
  GtkCheckButton *checks[N_MOTIVES];
  GtkCheckButton *picked;
  GtkCheckButton *written;
  AdwActionRow   *picked_row;
  char           *substitution;
};

G_DEFINE_FINAL_TYPE (FacCancelDialog, fac_cancel_dialog, ADW_TYPE_WINDOW)

enum { CANCEL, OPEN, N_SIGNALS };

static guint signals[N_SIGNALS];

/* the order is that of the SAT's catalogue */
static const struct
{
  const char *key;
  const char *title;
  const char *meaning;
} motives[N_MOTIVES] = {
  { "01", N_("It has errors, and another invoice replaces it"),
    N_("Motive 01. The SAT wants the replacement to be stamped first, related to this one. From then on "
       "the replacement’s amounts count, and this one’s no longer.") },
  { "02", N_("It has errors, and nothing replaces it"),
    N_("Motive 02. For wrong data, when no related invoice is needed. Its amounts and taxes no longer "
       "count: what is still to be collected needs another invoice.") },
  { "03", N_("The operation did not take place"),
    N_("Motive 03. The sale or the service was not carried out. Its amounts and taxes no longer count: "
       "what was collected is given back.") },
  { "04", N_("The receiver asked for it, and it is in a global invoice"),
    N_("Motive 04. A global invoice that contains an operation which gets an invoice of its own. The "
       "operation counts once, by that one; the others of the global invoice need a new one.") },
};

static int
find_motive (FacCancelDialog *self)
{
  for (int i = 0; i < N_MOTIVES; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      return i;
  return -1;
}

static gboolean
is_replaced (FacCancelDialog *self)
{
  int motive = find_motive (self);

  return motive >= 0 && g_str_equal (motives[motive].key, FAC_MOTIVE_REPLACED);
}

static gboolean
is_written (FacCancelDialog *self)
{
  return is_replaced (self) && gtk_check_button_get_active (self->written);
}

static void
update (FacCancelDialog *self)
{
  gboolean replaced = is_replaced (self);
  gboolean write = is_written (self);
  gboolean online = FALSE;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *words = fac_cancel_words (self->workspace, self->invoice);

  g_object_get (self->workspace, "online", &online, NULL);
  if (write)
    g_string_append_printf (text, "%s\n\n",
                            _("A draft with the same content opens, related to this invoice. When "
                              "it is stamped, this invoice is cancelled by itself."));
  g_string_append (text, words);
  if (!online)
    g_string_append_printf (text, "\n\n%s", _("There is no connection now: it waits in the queue."));
  gtk_label_set_label (self->consequence, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->substitutes), replaced);
  gtk_widget_set_sensitive (self->confirm, find_motive (self) >= 0
                                             && (!replaced || write || self->substitution != NULL));
}

static void
on_chosen (GtkCheckButton *check, FacCancelDialog *self)
{
  update (self);
}

static GtkCheckButton *
add_choice (FacCancelDialog *self, AdwPreferencesGroup *group, GtkCheckButton *first,
            const char *title, const char *meaning, AdwActionRow **row_out)
{
  GtkCheckButton *check = fac_choice_row_add (group, first, title, meaning, row_out);

  g_signal_connect_object (check, "toggled", G_CALLBACK (on_chosen), self, 0);
  return check;
}

/* ---- what replaces it ----------------------------------------------------------------------- */

static void
on_picked (GtkWidget *dialog, const char *uuid, const char *words, FacCancelDialog *self)
{
  if (self->invoice->uuid != NULL && g_ascii_strcasecmp (uuid, self->invoice->uuid) == 0)
    {
      adw_action_row_set_subtitle (self->picked_row,
                                   _("An invoice does not replace itself: choose another one."));
      return;
    }
  g_free (self->substitution);
  self->substitution = g_ascii_strup (uuid, -1);
  adw_action_row_set_subtitle (self->picked_row, words);
  gtk_check_button_set_active (self->picked, TRUE);
  update (self);
}

static void
on_pick (FacCancelDialog *self)
{
  GtkWidget *dialog = fac_document_search_present (GTK_WIDGET (self), self->workspace);

  g_signal_connect_object (dialog, "picked", G_CALLBACK (on_picked), self, 0);
}

static void
add_substitutes (FacCancelDialog *self)
{
  GtkWidget *pick = gtk_button_new_with_mnemonic (_("C_hoose…"));

  self->written = add_choice (self, self->substitutes, NULL, _("One that I write now"),
                              _("This invoice waits for it."), NULL);
  self->picked = add_choice (self, self->substitutes, self->written,
                             _("One that is stamped already"), _("None is chosen yet."),
                             &self->picked_row);
  adw_action_row_set_subtitle_lines (self->picked_row, 4);
  gtk_widget_set_valign (pick, GTK_ALIGN_CENTER);
  g_signal_connect_object (pick, "clicked", G_CALLBACK (on_pick), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (self->picked_row, pick);
  gtk_check_button_set_active (self->written, TRUE);
}

/* ---- what must be cancelled first ------------------------------------------------------------ */

static void
on_blocker (GtkWidget *row, FacCancelDialog *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));

  g_signal_emit (self, signals[OPEN], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_blocker (FacCancelDialog *self, const FacRelatedDocument *document, guint place)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *pill = fac_status_pill_new ();
  g_autofree char *name = fac_document_words_name (document->summary);
  /* Translators: in which order, and a document: "1. Payment A 3" */
  g_autofree char *title = g_strdup_printf (_("%1$u. %2$s"), place, name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  fac_status_pill_set_status (FAC_STATUS_PILL (pill), document->summary->status);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (document->summary->id), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_blocker), self, 0);
  adw_preferences_group_add (self->blockers, row);
}

static void
on_related (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCancelDialog) self = data;
  g_autoptr (GPtrArray) related = fac_workspace_get_related_finish (FAC_WORKSPACE (source), result,
                                                                    NULL);
  g_autoptr (GPtrArray) found = related != NULL ? fac_cancel_blockers (related) : NULL;

  for (guint i = 0; self->workspace != NULL && found != NULL && i < found->len; i++)
    add_blocker (self, found->pdata[i], i + 1);
  if (self->workspace != NULL && found != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->blockers), found->len > 0);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
on_confirm (FacCancelDialog *self)
{
  int motive = find_motive (self);
  gboolean write = is_written (self);

  if (motive < 0)
    return;
  g_signal_emit (self, signals[CANCEL], 0, motives[motive].key,
                 is_replaced (self) && !write ? self->substitution : NULL, write);
  gtk_window_close (GTK_WINDOW (self));
}

static void
fac_cancel_dialog_dispose (GObject *object)
{
  FacCancelDialog *self = FAC_CANCEL_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  g_clear_pointer (&self->substitution, g_free);
  G_OBJECT_CLASS (fac_cancel_dialog_parent_class)->dispose (object);
}

static void
fac_cancel_dialog_class_init (FacCancelDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_cancel_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-cancel-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCancelDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FacCancelDialog, confirm);
  gtk_widget_class_bind_template_child (widget_class, FacCancelDialog, blockers);
  gtk_widget_class_bind_template_child (widget_class, FacCancelDialog, motives);
  gtk_widget_class_bind_template_child (widget_class, FacCancelDialog, substitutes);
  gtk_widget_class_bind_template_child (widget_class, FacCancelDialog, consequence);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  signals[CANCEL] = g_signal_new ("cancel", FAC_TYPE_CANCEL_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING,
                                  G_TYPE_BOOLEAN);
  signals[OPEN] = g_signal_new ("open", FAC_TYPE_CANCEL_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fac_cancel_dialog_init (FacCancelDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fac_cancel_dialog_new (GtkWindow *parent, FacWorkspace *workspace, const FacInvoice *invoice)
{
  FacCancelDialog *self = g_object_new (FAC_TYPE_CANCEL_DIALOG, "transient-for", parent, NULL);
  g_autofree char *name = fac_document_words_name_invoice (invoice);
  /* Translators: %s is a kind of document and its folio ("Credit note A 3") */
  g_autofree char *title = g_strdup_printf (C_("window title", "Cancel: %s"), name);

  self->workspace = g_object_ref (workspace);
  self->invoice = fac_invoice_copy (invoice);
  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  if (invoice->type != FAC_INVOICE_INGRESO)
    gtk_button_set_label (GTK_BUTTON (self->confirm), _("_Cancel Document"));
  for (int i = 0; i < N_MOTIVES; i++)
    self->checks[i] = add_choice (self, self->motives, i > 0 ? self->checks[0] : NULL,
                                  _(motives[i].title), _(motives[i].meaning), NULL);
  add_substitutes (self);
  self->cancellable = g_cancellable_new ();
  fac_workspace_get_related_async (workspace, invoice->id, self->cancellable, on_related,
                                   g_object_ref (self));
  update (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->checks[0]));
  return GTK_WIDGET (self);
}
