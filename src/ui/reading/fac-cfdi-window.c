/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-window.h"

#include "fac-cfdi-archive.h"
#include "fac-cfdi-facts.h"
#include "fac-error-presenter.h"
#include "fac-pdf-view.h"
#include "fac-print-job.h"
#include "fac-save-dialog.h"
#include "fac-toast.h"
#include "fac-xml-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FacCfdiWindow
{
  AdwWindow        parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle  *heading;
  AdwLeaflet      *leaflet;
  GtkToggleButton *paper_button;
  GtkMenuButton   *save_button;
  GtkWidget       *scroller;
  GtkBox          *facts;
  GtkSpinner      *spinner;
  GtkWidget       *archive_button;
  FacPdfView      *paper;

  GFile           *file;
  FacCfdiFile     *document; /* NULL until it was read */
  FacDirectory    *directory;
  FacCatalogSource *catalog;  /* (nullable) */
  GCancellable    *cancellable;
  guint            folding;
};

G_DEFINE_FINAL_TYPE (FacCfdiWindow, fac_cfdi_window, ADW_TYPE_WINDOW)

static void
toast (FacCfdiWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, fac_toast_new (text));
}

static void
toast_error (FacCfdiWindow *self, const GError *error)
{
  g_autoptr (FacErrorText) words = fac_error_present (error);

  if (words != NULL)
    toast (self, words->body != NULL && *words->body != '\0' ? words->body : words->title);
}

/* ---- what is shown --------------------------------------------------------------------------- */

static void
on_paper_toggled (FacCfdiWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, gtk_toggle_button_get_active (self->paper_button)
                                                       ? "paper" : "facts");
}

static gboolean
show_paper_button (gpointer data)
{
  FacCfdiWindow *self = data;

  self->folding = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->paper_button), adw_leaflet_get_folded (self->leaflet));
  return G_SOURCE_REMOVE;
}

/* It is told while the window gets its size, in which nothing may change. */
static void
on_folded (FacCfdiWindow *self)
{
  if (self->folding == 0)
    self->folding = g_idle_add (show_paper_button, self);
}

static FacWorkspace *
workspace_of (FacCfdiWindow *self)
{
  return self->directory != NULL ? fac_directory_get_workspace (self->directory) : NULL;
}

static void
show_document (FacCfdiWindow *self)
{
  GBytes *pdf = fac_cfdi_file_get_pdf (self->document);
  const FacCfdiFacts *facts = fac_cfdi_file_get_facts (self->document);

  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  adw_window_title_set_subtitle (self->heading, facts->kind != NULL ? facts->kind : "");
  fac_cfdi_facts_fill (self->facts, self->document);
  gtk_widget_set_visible (self->archive_button,
                          fac_cfdi_archive_accepts (self->document, workspace_of (self)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button),
                            fac_cfdi_file_get_xml (self->document) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cfdi.print", pdf != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cfdi.save-pdf", pdf != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cfdi.save-xml",
                                 fac_cfdi_file_get_xml (self->document) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cfdi.show-xml",
                                 fac_cfdi_file_get_xml (self->document) != NULL);
  if (pdf != NULL)
    fac_pdf_view_set_bytes (self->paper, pdf);
  else if (fac_cfdi_file_get_paper_error (self->document) != NULL)
    fac_pdf_view_say (self->paper, fac_cfdi_file_get_paper_error (self->document));
  else
    fac_pdf_view_say (self->paper, _("There is nothing to show as paper."));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCfdiWindow) self = data;
  g_autoptr (GError) error = NULL;
  FacCfdiFile *document = fac_cfdi_file_open_finish (result, &error);

  if (document == NULL)
    return;
  self->document = document;
  if (!g_cancellable_is_cancelled (self->cancellable))
    show_document (self);
}

void
fac_cfdi_window_load (FacCfdiWindow *self, FacCatalogSource *catalog, FacDirectory *directory)
{
  g_set_object (&self->directory, directory);
  g_set_object (&self->catalog, catalog);
  fac_cfdi_file_open_async (self->file, catalog, self->cancellable, on_opened, g_object_ref (self));
}

/* ---- print and save --------------------------------------------------------------------------- */

static void
on_printed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCfdiWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *printer = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!fac_print_job_run_finish (result, &printer, &file, &error))
    toast_error (self, error);
  else
    toast (self, file == NULL ? _("Sent to the printer") : _("The document was saved"));
}

static void
act_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCfdiWindow *self = FAC_CFDI_WINDOW (widget);
  GBytes *pdf = self->document != NULL ? fac_cfdi_file_get_pdf (self->document) : NULL;

  if (pdf != NULL)
    fac_print_job_run_async (GTK_WINDOW (self), pdf, fac_cfdi_file_get_name (self->document),
                             on_printed, g_object_ref (self));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCfdiWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_file_get_basename (G_FILE (source));
  g_autofree char *text = g_strdup_printf (_("“%s” was saved"), base);
  const gboolean saved = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (saved)
    toast (self, text);
  else
    toast_error (self, error);
}

static void
save (FacCfdiWindow *self, GFile *file, GBytes *bytes)
{
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, on_saved, g_object_ref (self));
}

static void
on_pdf_place (GFile *file, gpointer data)
{
  g_autoptr (FacCfdiWindow) self = data;

  if (file != NULL)
    save (self, file, fac_cfdi_file_get_pdf (self->document));
}

static void
on_xml_place (GFile *file, gpointer data)
{
  g_autoptr (FacCfdiWindow) self = data;

  if (file != NULL)
    save (self, file, fac_cfdi_file_get_xml (self->document));
}

/* The folio fiscal says best which document it is. */
static char *
suggest_name (FacCfdiWindow *self, const char *ending)
{
  const char *uuid = fac_cfdi_file_get_facts (self->document)->uuid;
  const char *name = fac_cfdi_file_get_name (self->document);
  const char *dot = strrchr (name, '.');
  g_autofree char *stem = uuid != NULL ? g_strdup (uuid)
                                       : g_strndup (name, dot != NULL ? (gsize) (dot - name)
                                                                      : strlen (name));
  char *whole = g_strconcat (stem, ending, NULL);

  return g_strdelimit (whole, "/\\:", '-');
}

static void
act_save_pdf (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCfdiWindow *self = FAC_CFDI_WINDOW (widget);
  g_autofree char *suggested = suggest_name (self, ".pdf");

  fac_save_dialog_ask (widget, _("Save PDF"), suggested, NULL, on_pdf_place, g_object_ref (self));
}

static void
act_save_xml (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCfdiWindow *self = FAC_CFDI_WINDOW (widget);
  g_autofree char *suggested = suggest_name (self, ".xml");

  fac_save_dialog_ask (widget, _("Save XML"), suggested, NULL, on_xml_place, g_object_ref (self));
}

static void
act_show_xml (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCfdiWindow *self = FAC_CFDI_WINDOW (widget);
  GBytes *xml = self->document != NULL ? fac_cfdi_file_get_xml (self->document) : NULL;

  if (xml != NULL)
    fac_xml_window_present (GTK_WINDOW (self), xml, fac_cfdi_file_get_name (self->document),
                            self->catalog);
}

static void
act_save_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (FAC_CFDI_WINDOW (widget)->save_button);
}

/* ---- archive ---------------------------------------------------------------------------------- */

static void
on_archived (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCfdiWindow) self = data;
  g_autoptr (GError) error = NULL;
  const gboolean kept = fac_cfdi_archive_add_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cfdi.archive", !kept);
  if (kept)
    toast (self, _("It is in the archive, among the issued documents"));
  else
    toast_error (self, error);
}

static void
act_archive (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCfdiWindow *self = FAC_CFDI_WINDOW (widget);
  FacWorkspace *workspace = workspace_of (self);

  if (self->document == NULL || !fac_cfdi_archive_accepts (self->document, workspace))
    return;
  gtk_widget_action_set_enabled (widget, "cfdi.archive", FALSE);
  fac_cfdi_archive_add_async (self->document, workspace, on_archived, g_object_ref (self));
}

/* ---- drops ------------------------------------------------------------------------------------ */

static gboolean
names_xml (GSList *files)
{
  for (; files != NULL; files = files->next)
    {
      g_autofree char *name = g_file_get_basename (files->data);
      g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

      if (lower != NULL && g_str_has_suffix (lower, ".xml"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GApplication *application = g_application_get_default ();
  GSList *files = g_value_get_boxed (value);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  if (application == NULL || !names_xml (files))
    return FALSE;
  for (; files != NULL; files = files->next)
    g_ptr_array_add (wanted, files->data);
  g_application_open (application, (GFile **) wanted->pdata, (int) wanted->len, "");
  return TRUE;
}

void
fac_cfdi_window_take_drops (GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

/* ---- making ----------------------------------------------------------------------------------- */

static void
fac_cfdi_window_dispose (GObject *object)
{
  FacCfdiWindow *self = FAC_CFDI_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->folding, g_source_remove);
  g_clear_object (&self->document);
  g_clear_object (&self->directory);
  g_clear_object (&self->catalog);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (fac_cfdi_window_parent_class)->dispose (object);
}

static void
fac_cfdi_window_finalize (GObject *object)
{
  g_clear_object (&FAC_CFDI_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (fac_cfdi_window_parent_class)->finalize (object);
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  static const struct { guint key; GdkModifierType mods; const char *action; } keys[] = {
    { GDK_KEY_p, GDK_CONTROL_MASK, "cfdi.print" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "cfdi.save-menu" },
    { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
    { GDK_KEY_Escape, 0, "window.close" },
  };

  gtk_widget_class_install_action (widget_class, "cfdi.print", NULL, act_print);
  gtk_widget_class_install_action (widget_class, "cfdi.save-pdf", NULL, act_save_pdf);
  gtk_widget_class_install_action (widget_class, "cfdi.save-xml", NULL, act_save_xml);
  gtk_widget_class_install_action (widget_class, "cfdi.show-xml", NULL, act_show_xml);
  gtk_widget_class_install_action (widget_class, "cfdi.archive", NULL, act_archive);
  gtk_widget_class_install_action (widget_class, "cfdi.save-menu", NULL, act_save_menu);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].mods, keys[i].action,
                                         NULL);
}

static void
fac_cfdi_window_class_init (FacCfdiWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_cfdi_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_cfdi_window_finalize;
  g_type_ensure (FAC_TYPE_PDF_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/reading/fac-cfdi-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCfdiWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FacCfdiWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, FacCfdiWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, FacCfdiWindow, paper_button);
  gtk_widget_class_bind_template_child (widget_class, FacCfdiWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, FacCfdiWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, FacCfdiWindow, facts);
  gtk_widget_class_bind_template_child (widget_class, FacCfdiWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, FacCfdiWindow, archive_button);
  gtk_widget_class_bind_template_child (widget_class, FacCfdiWindow, paper);
  gtk_widget_class_bind_template_callback (widget_class, on_paper_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  add_actions (widget_class);
}

static void
fac_cfdi_window_init (FacCfdiWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cfdi.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cfdi.save-pdf", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cfdi.save-xml", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cfdi.show-xml", FALSE);
  fac_pdf_view_take_keys (self->paper, GTK_WIDGET (self));
  fac_cfdi_window_take_drops (GTK_WIDGET (self));
  gtk_window_set_focus (GTK_WINDOW (self), self->scroller);
}

FacCfdiWindow *
fac_cfdi_window_new (GtkApplication *application, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  FacCfdiWindow *self = g_object_new (FAC_TYPE_CFDI_WINDOW, "application", application, "title", name,
                                      NULL);

  self->file = g_object_ref (file);
  adw_window_title_set_title (self->heading, name);
  fac_pdf_view_set_title (self->paper, name);
  return self;
}
