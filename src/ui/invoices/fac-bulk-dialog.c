/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-bulk-dialog.h"

#include "fac-bulk-words.h"
#include "fac-error-presenter.h"
#include "fac-page-host.h"
#include "fac-pattern-group.h"
#include "fac-print-job.h"
#include "fac-save-dialog.h"
#include "fac-settings.h"
#include "fac-text.h"

#include <glib/gi18n.h>

#define SHOWN_FAILURES 100

enum { XML_AND_PDF, XML_ALONE, PDF_ALONE };

struct _FacBulkDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle  *title;
  GtkWidget       *back;
  GtkButton       *begin;
  GtkStack        *stack;
  GtkLabel        *consequence;
  GtkLabel        *obstacles;
  GtkWidget       *saving;
  AdwComboRow     *what;
  GtkSwitch       *zip;
  FacPatternGroup *pattern;
  GtkLabel        *progress_text;
  GtkProgressBar  *progress;
  GtkWidget       *stop;
  GtkLabel        *outcome;
  GtkWidget       *failures_group;
  GtkListBox      *failures;

  FacWorkspace *workspace;
  GtkWidget    *page; /* weak */
  FacBulkVerb   verb;
  GPtrArray    *documents; /* (element-type FacDocumentSummary): all that are chosen */
  GPtrArray    *able;      /* those with which it can be done */
  GFile        *place;
  FacBulkJob   *job;
};

G_DEFINE_FINAL_TYPE (FacBulkDialog, fac_bulk_dialog, ADW_TYPE_WINDOW)

static GtkWidget *
page_of (FacBulkDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  return self->page != NULL ? self->page : GTK_WIDGET (parent);
}

static gboolean
is_online (FacBulkDialog *self)
{
  gboolean online = FALSE;

  g_object_get (self->workspace, "online", &online, NULL);
  return online;
}

static gboolean
wants_xml (FacBulkDialog *self)
{
  return adw_combo_row_get_selected (self->what) != PDF_ALONE;
}

static gboolean
wants_pdf (FacBulkDialog *self)
{
  return adw_combo_row_get_selected (self->what) != XML_ALONE;
}

/* ---- before ---------------------------------------------------------------------------------- */

/* Which of them can be, and what of the others is said. */
static void
sort_out (FacBulkDialog *self)
{
  guint counts[FAC_BULK_N_OBSTACLES] = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);

  g_clear_pointer (&self->able, g_ptr_array_unref);
  self->able = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_document_summary_unref);
  for (guint i = 0; i < self->documents->len; i++)
    {
      FacDocumentSummary *document = self->documents->pdata[i];
      const FacBulkObstacle obstacle = fac_bulk_find_obstacle (self->verb, !wants_pdf (self),
                                                               document);

      counts[obstacle]++;
      if (obstacle == FAC_BULK_NOTHING)
        g_ptr_array_add (self->able, fac_document_summary_ref (document));
    }
  for (int i = FAC_BULK_NOTHING + 1; i < FAC_BULK_N_OBSTACLES; i++)
    if (counts[i] > 0)
      {
        g_autofree char *words = fac_bulk_obstacle ((FacBulkObstacle) i, counts[i]);

        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", words);
      }
  gtk_label_set_label (self->obstacles, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->obstacles), text->len > 0);
}

static void
show_question (FacBulkDialog *self)
{
  g_autofree char *title = NULL;
  const gboolean livemode = fac_workspace_get_organization (self->workspace)->livemode;
  g_autofree char *consequence = fac_bulk_consequence (self->verb, is_online (self), livemode);

  sort_out (self);
  fac_pattern_group_set_documents (self->pattern, self->workspace, self->able);
  title = fac_bulk_title (self->verb, self->able->len);
  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->consequence, consequence != NULL ? consequence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->consequence), consequence != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->begin),
                            self->able->len > 0 && (self->verb != FAC_BULK_SAVE
                                                    || fac_pattern_group_is_good (self->pattern)));
}

static void
on_changed (FacBulkDialog *self)
{
  if (self->documents != NULL)
    show_question (self);
}

/* ---- after ----------------------------------------------------------------------------------- */

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (window, error);
}

static void
undo_discard (FacWorkspace *workspace, gpointer change, GtkWidget *window)
{
  g_autoptr (FacBulkJob) job = change;

  fac_bulk_job_undo_async (job, on_undone, window);
}

static void
tell (FacBulkDialog *self)
{
  g_autofree char *text = fac_bulk_outcome (self->verb, fac_bulk_job_get_done (self->job)->len);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (fac_bulk_job_get_done (self->job)->len == 0 || self->verb == FAC_BULK_PRINT)
    return;
  if (self->verb == FAC_BULK_DISCARD && parent != NULL)
    fac_toast_take_back (GTK_WIDGET (parent), self->workspace, text, g_object_ref (self->job),
                         undo_discard, g_object_unref);
  else
    fac_toast (page_of (self), text);
}

static void
add_failure (FacBulkDialog *self, const FacBulkFailure *failure)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = fac_bulk_document (failure->document);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), failure->reason);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  gtk_list_box_append (self->failures, row);
}

static void
add_rest (FacBulkDialog *self, guint n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = fac_text_printf (ngettext ("and %'u more", "and %'u more", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  gtk_list_box_append (self->failures, row);
}

static char *
outcome_text (FacBulkDialog *self)
{
  const GError *error = fac_bulk_job_get_error (self->job);
  g_autofree char *done = fac_bulk_outcome (self->verb, fac_bulk_job_get_done (self->job)->len);
  g_autoptr (FacErrorText) words = error != NULL ? fac_error_present (error) : NULL;
  g_autofree char *why = words != NULL ? fac_error_text_lines (words) : NULL;

  if (why != NULL)
    return g_strdup_printf ("%s\n%s", done, why);
  if (fac_bulk_job_is_cancelled (self->job))
    return g_strdup_printf ("%s\n%s", done, _("It was stopped before its end."));
  return g_steal_pointer (&done);
}

static void
show_report (FacBulkDialog *self)
{
  GPtrArray *failures = fac_bulk_job_get_failures (self->job);
  const guint n = MIN (failures->len, SHOWN_FAILURES);
  g_autofree char *text = outcome_text (self);

  gtk_label_set_label (self->outcome, text);
  gtk_widget_set_visible (self->failures_group, n > 0);
  for (guint i = 0; i < n; i++)
    add_failure (self, failures->pdata[i]);
  if (failures->len > n)
    add_rest (self, failures->len - n);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_button_set_label (GTK_BUTTON (self->back), _("_Close"));
  gtk_widget_set_visible (self->back, TRUE);
  gtk_widget_grab_focus (self->back);
}

static void
on_copy (FacBulkDialog *self)
{
  GPtrArray *failures = fac_bulk_job_get_failures (self->job);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < failures->len; i++)
    {
      const FacBulkFailure *failure = failures->pdata[i];
      g_autofree char *title = fac_bulk_document (failure->document);

      g_string_append_printf (text, "%s\t%s\n", title, failure->reason);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

typedef struct
{
  GtkWidget  *page; /* the window, if the page is gone */
  FacBulkJob *job;
} Printing;

static void
on_printed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Printing *printing = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *printer = NULL;

  if (!fac_print_job_run_finish (result, &printer, &file, &error))
    fac_toast_error (printing->page, error);
  else
    {
      g_autofree char *name = file != NULL ? g_file_get_parse_name (file) : NULL;

      fac_bulk_job_note_printed (printing->job, name != NULL ? name : printer);
      fac_toast (printing->page, file != NULL ? _("The file was written")
                                              : _("Sent to the printer"));
    }
  g_object_unref (printing->page);
  g_object_unref (printing->job);
}

/* One job, over the window that stays. */
static void
print (FacBulkDialog *self)
{
  GBytes *pdf = fac_bulk_job_get_pdf (self->job);
  Printing *printing;

  if (pdf == NULL)
    return;
  printing = g_new0 (Printing, 1);
  printing->page = g_object_ref (page_of (self));
  printing->job = g_object_ref (self->job);
  fac_print_job_run_async (gtk_window_get_transient_for (GTK_WINDOW (self)), pdf, _("Documents"),
                           on_printed, printing);
}

static void
on_ended (FacBulkDialog *self)
{
  const gboolean all = fac_bulk_job_get_failures (self->job)->len == 0
                       && fac_bulk_job_get_error (self->job) == NULL
                       && !fac_bulk_job_is_cancelled (self->job);

  tell (self);
  print (self);
  if (!all)
    show_report (self);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

/* ---- meanwhile ------------------------------------------------------------------------------- */

static void
on_progress (FacBulkDialog *self)
{
  const guint tried = fac_bulk_job_get_tried (self->job);
  const guint total = fac_bulk_job_get_total (self->job);
  /* Translators: how many of how many */
  g_autofree char *text = fac_text_printf (_("%1$'u of %2$'u"), tried, total);

  gtk_label_set_label (self->progress_text, text);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) tried / total : 1);
}

static void
run (FacBulkDialog *self)
{
  const FacBulkOrder order = {
    .verb = self->verb,
    .xml = wants_xml (self),
    .pdf = wants_pdf (self),
    .zip = gtk_switch_get_active (self->zip),
    .place = self->place,
    .pattern = fac_pattern_group_get_pattern (self->pattern),
  };

  self->job = fac_bulk_job_new (self->workspace, &order, self->able);
  g_signal_connect_object (self->job, "progress", G_CALLBACK (on_progress), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, "work");
  gtk_widget_set_visible (self->back, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->begin), FALSE);
  gtk_widget_grab_focus (self->stop);
  on_progress (self);
  fac_bulk_job_start (self->job);
}

static void
on_stop (FacBulkDialog *self)
{
  gtk_widget_set_sensitive (self->stop, FALSE);
  fac_bulk_job_cancel (self->job);
}

/* ---- where to -------------------------------------------------------------------------------- */

static void
take_place (FacBulkDialog *self, GFile *file)
{
  g_autoptr (GSettings) settings = fac_settings_new ();
  g_autoptr (GFile) parent = g_file_get_parent (file);
  GFile *folder = gtk_switch_get_active (self->zip) ? parent : file;
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    g_settings_set_string (settings, FAC_SETTING_SAVE_FOLDER, uri);
  g_set_object (&self->place, file);
  run (self);
}

static void
on_archive (GFile *file, gpointer data)
{
  g_autoptr (FacBulkDialog) self = data;

  if (file != NULL && self->documents != NULL)
    take_place (self, file);
}

static void
on_folder (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (FacBulkDialog) self = data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && self->documents != NULL)
    take_place (self, file);
  g_object_unref (dialog);
}

/* Returns: (transfer full) (nullable) */
static GFile *
last_folder (void)
{
  g_autoptr (GSettings) settings = fac_settings_new ();
  g_autofree char *uri = g_settings_get_string (settings, FAC_SETTING_SAVE_FOLDER);

  return *uri != '\0' ? g_file_new_for_uri (uri) : NULL;
}

static void
ask_folder (FacBulkDialog *self)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_("Save in a Folder"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Save Here"),
                                   _("_Cancel"));
  g_autoptr (GFile) folder = last_folder ();

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (on_folder), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_begin (FacBulkDialog *self)
{
  g_autoptr (GFile) folder = NULL;
  g_autofree char *name = NULL;

  if (self->job != NULL)
    return;
  if (self->verb != FAC_BULK_SAVE)
    run (self);
  else if (!gtk_switch_get_active (self->zip))
    ask_folder (self);
  else
    {
      folder = last_folder ();
      name = g_strdup_printf ("%s.zip", fac_workspace_get_organization (self->workspace)->tax_id);
      fac_save_dialog_ask (GTK_WIDGET (self), _("Save the Archive"), name, folder, on_archive,
                           g_object_ref (self));
    }
}

/* ---- object ---------------------------------------------------------------------------------- */

/* What is under way is stopped by its button, and tells how far it came. */
static gboolean
on_close_request (FacBulkDialog *self)
{
  if (self->job == NULL || gtk_widget_get_visible (self->back))
    return FALSE;
  on_stop (self);
  return TRUE;
}

static void
fac_bulk_dialog_dispose (GObject *object)
{
  FacBulkDialog *self = FAC_BULK_DIALOG (object);

  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->workspace);
  g_clear_object (&self->place);
  g_clear_object (&self->job);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->able, g_ptr_array_unref);
  G_OBJECT_CLASS (fac_bulk_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, back);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, begin);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, consequence);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, obstacles);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, saving);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, what);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, zip);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, pattern);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, progress_text);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, stop);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, failures_group);
  gtk_widget_class_bind_template_child (widget_class, FacBulkDialog, failures);
  gtk_widget_class_bind_template_callback (widget_class, on_close_request);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
fac_bulk_dialog_class_init (FacBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_bulk_dialog_dispose;
  g_type_ensure (FAC_TYPE_PATTERN_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-bulk-dialog.ui");
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fac_bulk_dialog_init (FacBulkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fac_bulk_dialog_present (GtkWindow *parent, GtkWidget *page, FacWorkspace *workspace,
                         FacBulkVerb verb, const FacChosen *chosen)
{
  FacBulkDialog *self = g_object_new (FAC_TYPE_BULK_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  g_set_weak_pointer (&self->page, page);
  self->verb = verb;
  self->documents = g_ptr_array_ref (chosen->documents);
  gtk_widget_set_visible (self->saving, verb == FAC_BULK_SAVE);
  gtk_widget_set_visible (GTK_WIDGET (self->pattern), verb == FAC_BULK_SAVE);
  gtk_button_set_label (self->begin, fac_bulk_button (verb));
  if (verb != FAC_BULK_SAVE)
    gtk_window_set_default_size (GTK_WINDOW (self), 520, 320);
  if (verb == FAC_BULK_DISCARD)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->begin), "suggested-action");
      gtk_widget_add_css_class (GTK_WIDGET (self->begin), "destructive-action");
    }
  show_question (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->begin));
  gtk_window_present (GTK_WINDOW (self));
}
