/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-view.h"

#include "fac-pdf-canvas.h"

#include <glib/gi18n.h>
#include <stdlib.h>

struct _FacPdfView
{
  GtkWidget parent_instance;

  GtkWidget *tools;
  GtkWidget *find_bar;
  GtkWidget *stack;
  GtkWidget *spinner;
  GtkLabel *message;
  FacPdfCanvas *canvas;
  GtkLabel      *zoom_label;
  GtkEditable *page_entry;
  GtkLabel *page_count;
  GtkEditable *find_entry;
  GtkLabel *find_count;

  char *title;
  FacPdfDocument *document;
  GCancellable *opening;
  GCancellable *searching;
  GCancellable *reading;
  GArray *matches;
  int current;
  int page;
};

static guint shown;

G_DEFINE_FINAL_TYPE (FacPdfView, fac_pdf_view, GTK_TYPE_WIDGET)

static void
stop (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static GCancellable *
start (GCancellable **cancellable)
{
  stop (cancellable);
  *cancellable = g_cancellable_new ();
  return *cancellable;
}

/* ---- what assistive technology is told ------------------------------------------------------ */

static void
on_text (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fac_pdf_document_text_finish (FAC_PDF_DOCUMENT (source), result, &error);
  FacPdfView *self = data;

  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
describe_page (FacPdfView *self)
{
  int n_pages = self->document != NULL ? fac_pdf_document_get_n_pages (self->document) : 0;
  g_autofree char *label = NULL;

  if (n_pages == 0)
    return;
  /* Translators: %1$s is a document ("Invoice A 1203"), then page and number of pages */
  label = g_strdup_printf (_("%1$s, page %2$d of %3$d"),
                           self->title != NULL ? self->title : _("Document"),
                           self->page + 1, n_pages);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  fac_pdf_document_text_async (self->document, self->page, start (&self->reading), on_text, self);
}

/* ---- tools ---------------------------------------------------------------------------------- */

static void
show_tools (FacPdfView *self)
{
  int n_pages = self->document != NULL ? fac_pdf_document_get_n_pages (self->document) : 0;
  FacPdfFit fit = fac_pdf_canvas_get_fit (self->canvas);
  g_autofree char *percent = g_strdup_printf (_("%d %%"),
                                              fac_pdf_canvas_get_percent (self->canvas));
  g_autofree char *count = g_strdup_printf ("/ %d", MAX (n_pages, 1));

  gtk_label_set_label (self->zoom_label, fit == FAC_PDF_FIT_WIDTH  ? _("Fit Width")
                                         : fit == FAC_PDF_FIT_PAGE ? _("Fit Page") : percent);
  gtk_label_set_label (self->page_count, count);
  gtk_widget_set_sensitive (self->tools, n_pages > 0);
}

static void
show_page (FacPdfView *self)
{
  g_autofree char *number = g_strdup_printf ("%d", self->page + 1);

  gtk_editable_set_text (self->page_entry, number);
  describe_page (self);
}

static void
on_view_changed (FacPdfView *self)
{
  int page = fac_pdf_canvas_get_page (self->canvas);

  show_tools (self);
  if (page == self->page)
    return;
  self->page = page;
  show_page (self);
}

static void
on_page_entered (FacPdfView *self)
{
  int page = atoi (gtk_editable_get_text (self->page_entry));

  if (self->document == NULL)
    return;
  fac_pdf_canvas_go_to_page (self->canvas,
                             CLAMP (page, 1, fac_pdf_document_get_n_pages (self->document)) - 1);
  show_page (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* ---- find ----------------------------------------------------------------------------------- */

static void
show_matches (FacPdfView *self)
{
  guint n = self->matches != NULL ? self->matches->len : 0;
  g_autofree char *count = NULL;

  if (self->matches == NULL)
    count = g_strdup ("");
  else if (n == 0)
    count = g_strdup (_("Not found"));
  else
    /* Translators: the place shown and the number of places where a text was found */
    count = g_strdup_printf (_("%1$d of %2$u"), self->current + 1, n);
  gtk_label_set_label (self->find_count, count);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.find-next", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.find-previous", n > 0);
  fac_pdf_canvas_set_matches (self->canvas, self->matches, n > 0 ? self->current : -1);
}

static void
clear_matches (FacPdfView *self)
{
  stop (&self->searching);
  g_clear_pointer (&self->matches, g_array_unref);
  self->current = 0;
  show_matches (self);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GArray *matches = fac_pdf_document_search_finish (FAC_PDF_DOCUMENT (source), result, &error);
  FacPdfView *self = data;

  if (matches == NULL)
    return;
  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = matches;
  self->current = 0;
  for (guint i = 0; i < matches->len; i++)
    if (g_array_index (matches, FacPdfMatch, i).page >= self->page)
      {
        self->current = (int) i;
        break;
      }
  show_matches (self);
}

static void
on_find_changed (FacPdfView *self)
{
  const char *text = gtk_editable_get_text (self->find_entry);

  if (*text == '\0' || self->document == NULL)
    clear_matches (self);
  else
    fac_pdf_document_search_async (self->document, text, start (&self->searching), on_found, self);
}

static void
step_match (FacPdfView *self, int by)
{
  int n = self->matches != NULL ? (int) self->matches->len : 0;

  if (n == 0)
    return;
  self->current = (self->current + by + n) % n;
  show_matches (self);
}

static void
on_find_next (FacPdfView *self)
{
  step_match (self, 1);
}

static void
on_find_previous (FacPdfView *self)
{
  step_match (self, -1);
}

static void
on_find_mode (GtkSearchBar *bar, GParamSpec *spec, FacPdfView *self)
{
  if (gtk_search_bar_get_search_mode (bar))
    gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
  else
    clear_matches (self);
}

/* ---- actions -------------------------------------------------------------------------------- */

static void
act_zoom_in (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_pdf_canvas_zoom (FAC_PDF_VIEW (widget)->canvas, 1.2);
}

static void
act_zoom_out (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_pdf_canvas_zoom (FAC_PDF_VIEW (widget)->canvas, 1 / 1.2);
}

static void
act_fit_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_pdf_canvas_set_fit (FAC_PDF_VIEW (widget)->canvas, FAC_PDF_FIT_PAGE);
}

static void
act_fit_width (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_pdf_canvas_set_fit (FAC_PDF_VIEW (widget)->canvas, FAC_PDF_FIT_WIDTH);
}

static void
act_actual_size (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacPdfCanvas *canvas = FAC_PDF_VIEW (widget)->canvas;

  fac_pdf_canvas_zoom (canvas, 100.0 / MAX (1, fac_pdf_canvas_get_percent (canvas)));
}

static void
act_find (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_pdf_view_find (FAC_PDF_VIEW (widget));
}

static void
act_find_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step_match (FAC_PDF_VIEW (widget), 1);
}

static void
act_find_previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step_match (FAC_PDF_VIEW (widget), -1);
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GdkClipboard) clipboard = data;
  g_autofree char *text = fac_pdf_document_text_finish (FAC_PDF_DOCUMENT (source), result, NULL);

  if (text != NULL)
    gdk_clipboard_set_text (clipboard, text);
}

static void
act_copy_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacPdfView *self = FAC_PDF_VIEW (widget);

  if (self->document != NULL)
    fac_pdf_document_text_async (self->document, self->page, NULL, on_copied,
                                 g_object_ref (gtk_widget_get_clipboard (widget)));
}

/* ---- document ------------------------------------------------------------------------------- */

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacPdfDocument) document = fac_pdf_document_open_finish (result, &error);
  FacPdfView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (document == NULL)
    {
      fac_pdf_view_set_bytes (self, NULL);
      fac_pdf_view_say (self, _("This document cannot be shown."));
      return;
    }
  g_set_object (&self->document, document);
  fac_pdf_canvas_set_document (self->canvas, document);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "pages");
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  self->page = fac_pdf_canvas_get_page (self->canvas);
  clear_matches (self);
  show_tools (self);
  show_page (self);
  if (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->find_bar)))
    on_find_changed (self);
  g_signal_emit (self, shown, 0);
}

static void
fac_pdf_view_dispose (GObject *object)
{
  FacPdfView *self = FAC_PDF_VIEW (object);
  GtkWidget *child;

  stop (&self->opening);
  stop (&self->searching);
  stop (&self->reading);
  g_clear_object (&self->document);
  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->title, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (fac_pdf_view_parent_class)->dispose (object);
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "pdf.zoom-in", act_zoom_in }, { "pdf.zoom-out", act_zoom_out },
    { "pdf.fit-page", act_fit_page },
    { "pdf.fit-width", act_fit_width }, { "pdf.actual-size", act_actual_size },
    { "pdf.find", act_find },
    { "pdf.find-next", act_find_next }, { "pdf.find-previous", act_find_previous },
    { "pdf.copy-page", act_copy_page },
  };
  const struct { guint key; GdkModifierType modifiers; const char *action; } keys[] = {
    { GDK_KEY_plus, GDK_CONTROL_MASK, "pdf.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "pdf.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "pdf.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "pdf.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "pdf.zoom-out" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "pdf.fit-page" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "pdf.fit-page" }, /* the last one is shown in the menu */
    { GDK_KEY_f, GDK_CONTROL_MASK, "pdf.find" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "pdf.find-next" }, { GDK_KEY_F3, 0, "pdf.find-next" },
    { GDK_KEY_F3, GDK_SHIFT_MASK, "pdf.find-previous" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "pdf.copy-page" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

static void
fac_pdf_view_class_init (FacPdfViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_pdf_view_dispose;
  shown = g_signal_new ("shown", FAC_TYPE_PDF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                        G_TYPE_NONE, 0);
  g_type_ensure (FAC_TYPE_PDF_CANVAS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                              "/org/example/Facturador/ui/preview/fac-pdf-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FacPdfView, tools);
  gtk_widget_class_bind_template_child (widget_class, FacPdfView, find_bar);
  gtk_widget_class_bind_template_child (widget_class, FacPdfView, stack);
  gtk_widget_class_bind_template_child (widget_class, FacPdfView, spinner);
  gtk_widget_class_bind_template_child (widget_class, FacPdfView, message);
  gtk_widget_class_bind_template_child (widget_class, FacPdfView, canvas);
  gtk_widget_class_bind_template_child (widget_class, FacPdfView, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, FacPdfView, page_entry);
  gtk_widget_class_bind_template_child (widget_class, FacPdfView, page_count);
  gtk_widget_class_bind_template_child (widget_class, FacPdfView, find_entry);
  gtk_widget_class_bind_template_child (widget_class, FacPdfView, find_count);
  gtk_widget_class_bind_template_callback (widget_class, on_page_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_find_mode);
  gtk_widget_class_bind_template_callback (widget_class, on_find_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_find_next);
  gtk_widget_class_bind_template_callback (widget_class, on_find_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed);
  gtk_widget_class_set_css_name (widget_class, "pdf-view");
  add_actions (widget_class);
}

static void
add_backward_search (FacPdfView *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (shortcuts),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_SHIFT_MASK),
                      gtk_named_action_new ("pdf.find-previous")));
  gtk_widget_add_controller (GTK_WIDGET (self->find_entry), shortcuts);
}

static gboolean
on_page_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             FacPdfView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean ours = (state & GDK_CONTROL_MASK) != 0 ? key != GDK_KEY_c && key != GDK_KEY_f
                                                  : key == GDK_KEY_F3;

  if (!ours || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return GDK_EVENT_PROPAGATE;
  return gtk_event_controller_key_forward (controller, GTK_WIDGET (self));
}

static void
fac_pdf_view_init (FacPdfView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_backward_search (self);
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->find_bar), self->find_entry);
  clear_matches (self);
  fac_pdf_view_say (self, NULL);
  show_tools (self);
}

GtkWidget *
fac_pdf_view_new (void)
{
  return g_object_new (FAC_TYPE_PDF_VIEW, NULL);
}

void
fac_pdf_view_set_bytes (FacPdfView *self, GBytes *bytes)
{
  g_return_if_fail (FAC_IS_PDF_VIEW (self));
  if (bytes != NULL)
    {
      fac_pdf_document_open_async (bytes, start (&self->opening), on_opened, self);
      return;
    }
  stop (&self->opening);
  stop (&self->reading);
  clear_matches (self);
  g_clear_object (&self->document);
  fac_pdf_canvas_set_document (self->canvas, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "wait");
  show_tools (self);
}

void
fac_pdf_view_set_title (FacPdfView *self, const char *title)
{
  g_return_if_fail (FAC_IS_PDF_VIEW (self));
  g_free (self->title);
  self->title = g_strdup (title);
  describe_page (self);
}

void
fac_pdf_view_say (FacPdfView *self, const char *text)
{
  g_return_if_fail (FAC_IS_PDF_VIEW (self));
  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  gtk_widget_set_visible (self->spinner, text == NULL);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), text == NULL);
}

void
fac_pdf_view_find (FacPdfView *self)
{
  g_return_if_fail (FAC_IS_PDF_VIEW (self));
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->find_bar), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
}

void
fac_pdf_view_take_keys (FacPdfView *self, GtkWidget *page)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (FAC_IS_PDF_VIEW (self));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_page_key), self, 0);
  gtk_widget_add_controller (page, keys);
}
