/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-constancia-dialog.h"

#include "fac-constancia-source.h"
#include "fac-error-presenter.h"
#include "fac-error.h"
#include "fac-text.h"

#include <glib/gi18n.h>

struct _FacConstanciaDialog
{
  AdwWindow      parent_instance;

  GtkWidget     *choose;
  GtkWidget     *busy;
  GtkWidget     *problem;
  GtkLabel      *problem_text;
  GtkTextView   *text;
  GtkWidget     *read_text;
  GtkWidget     *fields;

  FacWorkspace  *workspace;
  GCancellable  *cancellable;
};

G_DEFINE_FINAL_TYPE (FacConstanciaDialog, fac_constancia_dialog, ADW_TYPE_WINDOW)

enum { READ, N_SIGNALS };

static guint signals[N_SIGNALS];

/* ---- reading -------------------------------------------------------------------------------- */

static FacCatalogSource *
catalog_of (FacConstanciaDialog *self)
{
  return FAC_CATALOG_SOURCE (fac_workspace_get_catalog (self->workspace));
}

static void
set_busy (FacConstanciaDialog *self, gboolean busy)
{
  gtk_widget_set_visible (self->busy, busy);
  gtk_widget_set_sensitive (self->fields, !busy);
  if (busy)
    gtk_widget_set_visible (self->problem, FALSE);
}

static void
tell (FacConstanciaDialog *self, const GError *error)
{
  g_autoptr (FacErrorText) words = fac_error_present (error);
  g_autofree char *text = NULL;

  if (words == NULL)
    return;
  /* what reading says is whole sentences already */
  text = error->domain == FAC_ERROR || fac_text_is_empty (words->title)
             ? g_strdup (error->message)
             : g_strdup_printf ("%s\n%s", words->title, words->body != NULL ? words->body : "");
  gtk_label_set_label (self->problem_text, text);
  gtk_widget_set_visible (self->problem, TRUE);
  gtk_widget_grab_focus (self->choose);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacConstanciaDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacConstancia) read = fac_constancia_source_read_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  if (read == NULL)
    {
      tell (self, error);
      return;
    }
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[READ], 0, read);
}

void
fac_constancia_dialog_read_file (FacConstanciaDialog *self, GFile *file)
{
  set_busy (self, TRUE);
  fac_constancia_source_read_file_async (catalog_of (self), file, self->cancellable, on_read,
                                         g_object_ref (self));
}

static char *
pasted_text (FacConstanciaDialog *self)
{
  GtkTextIter start;
  GtkTextIter end;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* ---- callbacks ------------------------------------------------------------------------------ */

static void
read_pasted (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacConstanciaDialog *self = FAC_CONSTANCIA_DIALOG (widget);
  g_autofree char *text = pasted_text (self);

  set_busy (self, TRUE);
  fac_constancia_source_read_text_async (catalog_of (self), text, self->cancellable, on_read,
                                         g_object_ref (self));
}

static void
on_pasted (FacConstanciaDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "constancia.read-text",
                                 gtk_text_buffer_get_char_count (buffer) > 0);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, FacConstanciaDialog *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT && !g_cancellable_is_cancelled (self->cancellable))
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    fac_constancia_dialog_read_file (self, file);
  g_object_unref (self);
  g_object_unref (chooser);
}

static void
choose_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_("Open Constancia"), GTK_WINDOW (widget),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("PDF documents"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_suffix (filter, "pdf");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chosen), g_object_ref (widget));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_dropped (GtkWidget *widget, GFile *file)
{
  FacConstanciaDialog *self = FAC_CONSTANCIA_DIALOG (widget);

  if (gtk_widget_get_sensitive (self->fields))
    fac_constancia_dialog_read_file (self, file);
}

/* ---- object --------------------------------------------------------------------------------- */

static gboolean
fac_constancia_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (FAC_CONSTANCIA_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (fac_constancia_dialog_parent_class)->close_request (window);
}

static void
fac_constancia_dialog_dispose (GObject *object)
{
  FacConstanciaDialog *self = FAC_CONSTANCIA_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_constancia_dialog_parent_class)->dispose (object);
}

static void
fac_constancia_dialog_finalize (GObject *object)
{
  g_clear_object (&FAC_CONSTANCIA_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (fac_constancia_dialog_parent_class)->finalize (object);
}

static void
fac_constancia_dialog_class_init (FacConstanciaDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_constancia_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_constancia_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = fac_constancia_dialog_close_request;
  signals[READ] = g_signal_new ("read", FAC_TYPE_CONSTANCIA_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, FAC_TYPE_CONSTANCIA);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/customers/fac-constancia-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaDialog, choose);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaDialog, busy);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaDialog, problem_text);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaDialog, text);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaDialog, read_text);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaDialog, fields);
  gtk_widget_class_install_action (widget_class, "constancia.choose", NULL, choose_file);
  gtk_widget_class_install_action (widget_class, "constancia.read-text", NULL, read_pasted);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK,
                                       "constancia.choose", NULL);
}

/* before the text, for which Ctrl+Enter is a new line */
static void
add_keys (FacConstanciaDialog *self)
{
  static const guint enters[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (enters); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (enters[i], GDK_CONTROL_MASK),
                        gtk_named_action_new ("constancia.read-text")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
fac_constancia_dialog_init (FacConstanciaDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (on_pasted), self, G_CONNECT_SWAPPED);
  fac_constancia_drop_add (GTK_WIDGET (self), on_dropped);
  add_keys (self);
  on_pasted (self);
}

GtkWidget *
fac_constancia_dialog_new (GtkWindow *parent, FacWorkspace *workspace)
{
  FacConstanciaDialog *self = g_object_new (FAC_TYPE_CONSTANCIA_DIALOG, "transient-for", parent,
                                            NULL);

  self->workspace = g_object_ref (workspace);
  gtk_window_set_focus (GTK_WINDOW (self), self->choose);
  return GTK_WIDGET (self);
}

/* ---- dropping ------------------------------------------------------------------------------- */

typedef struct
{
  void (*take) (GtkWidget *widget, GFile *file);
} Drop;

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, Drop *drop)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  drop->take (widget, files->data);
  return TRUE;
}

void
fac_constancia_drop_add (GtkWidget *widget, void (*take) (GtkWidget *widget, GFile *file))
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  Drop *drop = g_new (Drop, 1);

  drop->take = take;
  g_signal_connect_data (target, "drop", G_CALLBACK (on_drop), drop,
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  /* before the fields, which would take the name of the file for text */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
