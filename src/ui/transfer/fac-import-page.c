/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-page.h"

#include "fac-error-presenter.h"
#include "fac-import-columns.h"
#include "fac-import-job.h"
#include "fac-import-result.h"
#include "fac-page-host.h"
#include "fac-save-dialog.h"
#include "fac-text.h"
#include "fac-ui-text.h"
#include "fac-wrap-box.h"

#include <glib/gi18n.h>

#define PROGRESS_MS 80

struct _FacImportPage
{
  FacPage parent_instance;

  GtkWidget       *next;
  GtkLabel        *problem;
  GtkStack        *stack;
  AdwStatusPage   *choose;
  AdwStatusPage   *working;
  GtkProgressBar  *progress;
  GtkWidget       *cancel;
  GtkLabel        *about;
  GtkLabel        *missing;
  AdwBin          *columns;
  GtkLabel        *summary;
  GtkLabel        *warnings;
  GtkWidget       *choices;
  GtkWidget       *columns_button;
  GtkWidget       *undo_button;
  AdwStatusPage   *undone;
  FacImportResult *result;

  FacImportJob    *job;
  guint            timer;
};

G_DEFINE_FINAL_TYPE (FacImportPage, fac_import_page, FAC_TYPE_PAGE)

/* ---- steps ------------------------------------------------------------------------------------ */

static gboolean
is_customers (FacImportPage *self)
{
  return fac_import_job_get_entity (self->job) == FAC_ENTITY_CUSTOMER;
}

static void
show_invitation (FacImportPage *self)
{
  const gboolean customers = is_customers (self);

  adw_status_page_set_icon_name (self->choose, "document-open-symbolic");
  adw_status_page_set_title (self->choose,
                             customers ? _("A List of Customers") : _("A List of Products"));
  adw_status_page_set_description (self->choose,
    customers ? _("Choose a CSV file or vCards, or drop them here. You see what would change before "
                  "anything does.")
              : _("Choose a CSV file, or drop it here. You see what would change before anything "
                  "does."));
}

/* in the middle of the page, where the next file is chosen */
static void
show_refusal (FacImportPage *self, const char *words)
{
  const char *file = fac_import_job_get_name (self->job);
  g_autofree char *short_name = fac_text_cut (file, 60);
  g_autofree char *title = g_strdup_printf (_("“%s” Cannot Be Imported"), short_name);
  g_autofree char *markup = g_markup_escape_text (words, -1);

  adw_status_page_set_icon_name (self->choose, "dialog-error-symbolic");
  adw_status_page_set_title (self->choose, title);
  adw_status_page_set_description (self->choose, markup);
}

static void
show_problem (FacImportPage *self)
{
  const GError *error = fac_import_job_get_error (self->job);
  const gboolean choosing = fac_import_job_get_step (self->job) == FAC_STEP_CHOOSE;
  g_autoptr (FacErrorText) words = error != NULL ? fac_error_present (error) : NULL;
  const char *text = NULL;

  if (words != NULL)
    text = words->body != NULL && *words->body != '\0' ? words->body : words->title;
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL && !choosing);
  if (text != NULL && choosing)
    show_refusal (self, text);
  else if (choosing)
    show_invitation (self);
  else if (text != NULL)
    gtk_label_set_text (self->problem, text);
}

/* before the page is in the window, the window itself looks for the first control */
static void
focus_first (FacImportPage *self, GtkWidget *widget)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (gtk_widget_get_focusable (widget))
    gtk_widget_grab_focus (widget);
  else
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static gboolean
on_timer (gpointer data)
{
  FacImportPage *self = data;
  guint total;
  const guint done = fac_import_job_get_progress (self->job, &total);
  g_autofree char *text = NULL;

  if (total == 0)
    {
      gtk_progress_bar_pulse (self->progress);
      return G_SOURCE_CONTINUE;
    }
  /* Translators: rows done, and all of them */
  text = fac_text_printf (_("%'u of %'u"), MIN (done, total), total);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_progress_bar_set_fraction (self->progress, MIN (done, total) / (gdouble) total);
  return G_SOURCE_CONTINUE;
}

static void
show_working (FacImportPage *self)
{
  const char *title = _("Reading the File");

  if (fac_import_job_get_step (self->job) == FAC_STEP_CHECKING)
    title = _("Checking the Rows");
  else if (fac_import_job_get_step (self->job) == FAC_STEP_IMPORTING)
    title = _("Importing");
  else if (fac_import_job_get_step (self->job) == FAC_STEP_UNDOING)
    title = _("Undoing the Import");
  adw_status_page_set_title (self->working, title);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, NULL);
  gtk_progress_bar_set_show_text (self->progress,
                                  fac_import_job_get_step (self->job) != FAC_STEP_READING);
  gtk_widget_set_visible (self->cancel,
                          fac_import_job_get_step (self->job) != FAC_STEP_UNDOING);
  gtk_stack_set_visible_child_name (self->stack, "working");
  focus_first (self, self->cancel);
}

static gboolean
is_over (FacImportPage *self)
{
  const FacImportStep step = fac_import_job_get_step (self->job);

  return step == FAC_STEP_DONE || step == FAC_STEP_UNDONE;
}

static void
update_next (FacImportPage *self)
{
  const FacImportStep step = fac_import_job_get_step (self->job);
  gboolean enabled = is_over (self);

  if (step == FAC_STEP_COLUMNS)
    enabled = fac_import_job_can_check (self->job);
  else if (step == FAC_STEP_CHECKED)
    enabled = fac_import_job_get_count (self->job, FAC_ROW_ADDED)
              + fac_import_job_get_count (self->job, FAC_ROW_CHANGED) > 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.next", enabled);
  gtk_widget_set_visible (self->next, step == FAC_STEP_COLUMNS || step == FAC_STEP_CHECKED
                                      || is_over (self));
  if (step == FAC_STEP_COLUMNS)
    gtk_button_set_label (GTK_BUTTON (self->next), _("_Check"));
  else
    gtk_button_set_label (GTK_BUTTON (self->next), is_over (self) ? _("_Done") : _("_Import"));
}

static void
on_columns_changed (FacImportPage *self)
{
  g_autofree char *missing = fac_import_job_describe_missing (self->job);

  gtk_label_set_text (self->missing, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing != NULL);
  update_next (self);
}

static void
show_columns (FacImportPage *self)
{
  const guint rows = fac_import_job_get_n_rows (self->job);
  g_autofree char *kind = fac_import_job_describe (self->job);
  g_autofree char *text = NULL;

  /* Translators: how many rows a file has, its name, and how it is written */
  text = fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u row in “%s”. %s.",
                                       "%'u rows in “%s”. %s.", rows),
                          rows, fac_import_job_get_name (self->job), kind);
  gtk_label_set_text (self->about, text);
  adw_bin_set_child (self->columns,
                     fac_import_columns_new (self->job, G_CALLBACK (on_columns_changed), self));
  on_columns_changed (self);
  gtk_stack_set_visible_child_name (self->stack, "columns");
  focus_first (self, GTK_WIDGET (self->columns));
}

static char *
summary_words (FacImportPage *self)
{
  const gboolean done = fac_import_job_get_step (self->job) == FAC_STEP_DONE;
  const guint n = fac_import_job_get_count (self->job, FAC_ROW_ADDED)
                  + fac_import_job_get_count (self->job, FAC_ROW_CHANGED);

  if (done)
    return fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u row was imported.",
                                         "%'u rows were imported.", n), n);
  if (n == 0)
    return g_strdup (_("There is nothing to import."));
  return fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u row can be imported.",
                                       "%'u rows can be imported.", n), n);
}

static void
show_warnings (FacImportPage *self)
{
  const guint n = fac_import_job_get_warnings (self->job);
  g_autofree char *words = NULL;

  words = fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u of them should be looked at.",
                                        "%'u of them should be looked at.", n), n);
  gtk_label_set_text (self->warnings, words);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), n > 0);
}

static void
show_result (FacImportPage *self)
{
  g_autofree char *words = summary_words (self);

  gtk_label_set_text (self->summary, words);
  show_warnings (self);
  gtk_widget_set_visible (self->columns_button,
                          fac_import_job_get_step (self->job) == FAC_STEP_CHECKED);
  gtk_widget_set_visible (self->undo_button,
                          fac_import_job_get_step (self->job) == FAC_STEP_DONE);
  fac_import_result_show (self->result, self->job);
  gtk_stack_set_visible_child_name (self->stack, "result");
  focus_first (self, gtk_widget_is_sensitive (self->next) ? self->next : self->columns_button);
}

static void
add_sentence (GString *text, const char *words)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, words);
}

static void
show_undone (FacImportPage *self)
{
  guint kept, sent;
  const guint n = fac_import_job_get_undone (self->job, &kept, &sent);
  g_autofree char *undone = NULL, *left = NULL, *told = NULL;
  GString *text = g_string_new (NULL);

  undone = fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u row is as it was before.",
                                         "%'u rows are as they were before.", n), n);
  left = fac_text_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%'u row stays: it was changed or used since.",
                                       "%'u rows stay: they were changed or used since.", kept),
                          kept);
  told = fac_text_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%'u had already been sent: it is undone there too.",
                                       "%'u had already been sent: they are undone there too.",
                                       sent), sent);
  add_sentence (text, undone);
  if (sent > 0)
    add_sentence (text, told);
  if (kept > 0)
    add_sentence (text, left);
  adw_status_page_set_description (self->undone, text->str);
  g_string_free (text, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "undone");
  focus_first (self, self->next);
}

static void
show_step (FacImportPage *self)
{
  const gboolean working = fac_import_job_is_working (self->job);

  if (working && self->timer == 0)
    self->timer = g_timeout_add (PROGRESS_MS, on_timer, self);
  else if (!working)
    g_clear_handle_id (&self->timer, g_source_remove);
  show_problem (self);
  update_next (self);
  switch (fac_import_job_get_step (self->job))
    {
    case FAC_STEP_COLUMNS:
      show_columns (self);
      break;
    case FAC_STEP_CHECKED:
    case FAC_STEP_DONE:
      show_result (self);
      break;
    case FAC_STEP_UNDONE:
      show_undone (self);
      break;
    case FAC_STEP_CHOOSE:
      gtk_stack_set_visible_child_name (self->stack, "choose");
      focus_first (self, GTK_WIDGET (self->choose));
      break;
    case FAC_STEP_READING:
    case FAC_STEP_CHECKING:
    case FAC_STEP_IMPORTING:
    case FAC_STEP_UNDOING:
    default:
      show_working (self);
      break;
    }
}

/* ---- actions ---------------------------------------------------------------------------------- */

static void
load (FacImportPage *self, GFile *file)
{
  if (!fac_import_job_is_working (self->job) && fac_import_job_get_step (self->job) != FAC_STEP_DONE)
    fac_import_job_load (self->job, file);
}

static void
on_file_chosen (GtkNativeDialog *chooser, int response, gpointer data)
{
  g_autoptr (FacImportPage) self = data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    load (self, file);
  g_object_unref (chooser);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (; *suffixes != NULL; suffixes++)
    gtk_file_filter_add_suffix (filter, *suffixes);
  if (suffixes[-1][0] == '*')
    gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
choose_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const lists[] = { "csv", "tsv", "txt", "vcf", NULL };
  static const char *const products[] = { "csv", "tsv", "txt", NULL };
  static const char *const all[] = { "*", NULL };
  FacImportPage *self = FAC_IMPORT_PAGE (widget);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_("Choose a File"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

  if (is_customers (self))
    add_filter (GTK_FILE_CHOOSER (chooser), _("CSV files and vCards"), lists);
  else
    add_filter (GTK_FILE_CHOOSER (chooser), _("CSV files"), products);
  add_filter (GTK_FILE_CHOOSER (chooser), _("All files"), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (on_file_chosen), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
go_on (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacImportPage *self = FAC_IMPORT_PAGE (widget);

  if (fac_import_job_get_step (self->job) == FAC_STEP_COLUMNS)
    fac_import_job_check (self->job);
  else if (fac_import_job_get_step (self->job) == FAC_STEP_CHECKED)
    fac_import_job_run (self->job);
  else if (is_over (self))
    fac_page_close (FAC_PAGE (self));
}

static void
undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacImportPage *self = FAC_IMPORT_PAGE (widget);

  if (fac_import_job_get_step (self->job) == FAC_STEP_DONE)
    fac_import_job_undo (self->job);
}

static void
go_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_import_job_back (FAC_IMPORT_PAGE (widget)->job);
}

static void
on_reported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacImportPage) self = data;
  g_autoptr (GError) error = NULL;

  if (fac_import_job_report_finish (FAC_IMPORT_JOB (source), result, &error))
    fac_toast (GTK_WIDGET (self), _("Report saved"));
  else
    fac_show_error (GTK_WIDGET (self), _("The Report Was Not Saved"), error);
}

static void
on_report_chosen (GFile *file, gpointer data)
{
  g_autoptr (FacImportPage) self = data;

  if (file != NULL)
    fac_import_job_report_async (self->job, file, on_reported, g_object_ref (self));
}

static void
save_report (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_save_dialog_ask (widget, _("Save Report"), _("import report.csv"), NULL, on_report_chosen,
                       g_object_ref (widget));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, FacImportPage *self)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || files->next != NULL)
    return FALSE;
  load (self, files->data);
  return TRUE;
}

/* ---- the page --------------------------------------------------------------------------------- */

/* what is read or checked can be left at any time; what is being written is finished or taken back first */
static gboolean
fac_import_page_leave (FacPage *page)
{
  FacImportPage *self = FAC_IMPORT_PAGE (page);

  if (fac_import_job_get_step (self->job) == FAC_STEP_IMPORTING)
    {
      fac_toast (GTK_WIDGET (self), _("The import is still at work. Cancel it first, or wait."));
      return FALSE;
    }
  if (fac_import_job_get_step (self->job) == FAC_STEP_UNDOING)
    {
      fac_toast (GTK_WIDGET (self), _("The import is being undone. Wait a moment."));
      return FALSE;
    }
  if (fac_import_job_is_working (self->job))
    fac_import_job_back (self->job);
  return TRUE;
}

static void
fac_import_page_dispose (GObject *object)
{
  FacImportPage *self = FAC_IMPORT_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (fac_import_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/transfer/fac-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, next);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, problem);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, choose);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, working);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, progress);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, about);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, columns);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, missing);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, summary);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, warnings);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, choices);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, undone);
  gtk_widget_class_bind_template_child (widget_class, FacImportPage, result);
}

static void
fac_import_page_class_init (FacImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_import_page_dispose;
  FAC_PAGE_CLASS (klass)->leave = fac_import_page_leave;
  g_type_ensure (FAC_TYPE_WRAP_BOX);
  g_type_ensure (FAC_TYPE_IMPORT_RESULT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_file);
  gtk_widget_class_install_action (widget_class, "import.next", NULL, go_on);
  gtk_widget_class_install_action (widget_class, "import.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "import.save-report", NULL, save_report);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "import.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "import.next", NULL);
}

static void
fac_import_page_init (FacImportPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

FacPage *
fac_import_page_new (FacWorkspace *workspace, FacEntity entity, GFile *file_or_null)
{
  FacImportPage *self = g_object_new (FAC_TYPE_IMPORT_PAGE, "workspace", workspace, NULL);
  const gboolean customers = entity == FAC_ENTITY_CUSTOMER;

  self->job = fac_import_job_new (workspace, entity);
  fac_page_set_title (FAC_PAGE (self), customers ? _("Import Customers") : _("Import Products"));
  g_signal_connect_swapped (self->job, "changed", G_CALLBACK (show_step), self);
  if (file_or_null != NULL)
    fac_import_job_load (self->job, file_or_null);
  else
    show_step (self);
  return FAC_PAGE (self);
}
