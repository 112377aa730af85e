/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-application-private.h"

#include "fac-cfdi-window.h"

#include <glib/gi18n.h>

#define MOST_AT_ONCE 20 /* windows that one act opens */

static gboolean
has_other_window (FacApplication *self, const FacCfdiWindow *closing)
{
  for (GList *each = gtk_application_get_windows (GTK_APPLICATION (self)); each != NULL;
       each = each->next)
    if (each->data != (gpointer) closing && !gtk_window_get_transient_for (each->data))
      return TRUE;
  return FALSE;
}

/* The last window takes the program with it, which has its data open. */
static gboolean
on_close_request (FacCfdiWindow *window, FacApplication *self)
{
  if (!has_other_window (self, window))
    _fac_application_end (self);
  return GDK_EVENT_PROPAGATE;
}

static void
load (FacApplication *self, FacCfdiWindow *window)
{
  fac_cfdi_window_load (window, fac_context_get_catalog (self->context),
                        self->opened ? fac_context_get_directory (self->context) : NULL);
}

void
_fac_application_load_files (FacApplication *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->unread);

  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    load (self, g_ptr_array_index (waiting, i));
}

static void
open_file (FacApplication *self, GFile *file)
{
  FacCfdiWindow *window = fac_cfdi_window_new (GTK_APPLICATION (self), file);

  g_signal_connect_object (window, "close-request", G_CALLBACK (on_close_request), self, 0);
  gtk_window_present (GTK_WINDOW (window));
  if (self->tried)
    {
      load (self, window);
      return;
    }
  /* the catalogues come with the data */
  if (self->unread == NULL)
    self->unread = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->unread, g_object_ref (window));
}

void
_fac_application_open_files (GApplication *application, GFile **files, int n_files, const char *hint)
{
  FacApplication *self = FAC_APPLICATION (application);

  if (self->closing)
    return;
  for (int i = 0; i < MIN (n_files, MOST_AT_ONCE); i++)
    open_file (self, files[i]);
}

/* ---- asking for files ------------------------------------------------------------------------- */

static void
on_chosen (GtkNativeDialog *dialog, int response, FacApplication *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
        g_ptr_array_add (files, g_list_model_get_item (chosen, i));
      _fac_application_open_files (G_APPLICATION (self), (GFile **) files->pdata, (int) files->len, "");
    }
  g_object_unref (dialog);
}

void
_fac_application_ask_files (FacApplication *self)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Open CFDI"), parent,
                                                              GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _("_Open"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Fiscal XML"));
  gtk_file_filter_add_suffix (filter, "xml");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
