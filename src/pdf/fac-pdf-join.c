/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-join.h"

#include "fac-error.h"
#include "fac-render-queue.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <poppler.h>
#include <unistd.h>

#define MAX_POINTS 14400.0
#define PRIORITY   50 /* behind what is looked at */

/* Only newer releases of Poppler declare its clean-up. */
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)
typedef PopplerDocument Document;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, g_object_unref)

struct _FacPdfJoin
{
  int              fd;      /* -1: none yet; a private file that has no name */
  cairo_surface_t *surface; /* made with the first page */
};

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  FacPdfJoin *self = closure;

  while (length > 0)
    {
      const gssize n = write (self->fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return CAIRO_STATUS_WRITE_ERROR;
      data += n;
      length -= (unsigned int) n;
    }
  return CAIRO_STATUS_SUCCESS;
}

/* On the disk, as thousands of documents have no room in memory; whatever happens, nothing of it is left there. */
static gboolean
open_file (FacPdfJoin *self, GError **error)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "facturador-join-XXXXXX", NULL);

  if (self->fd >= 0)
    return TRUE;
  self->fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      g_set_error_literal (error, FAC_ERROR, FAC_ERROR_FAILED,
                           _("The file for the printer could not be created."));
      return FALSE;
    }
  g_unlink (path);
  return TRUE;
}

static gboolean
check_written (FacPdfJoin *self, GError **error)
{
  const cairo_status_t status = self->surface != NULL ? cairo_surface_status (self->surface)
                                                      : CAIRO_STATUS_SUCCESS;

  if (status == CAIRO_STATUS_WRITE_ERROR)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                         _("There is no disk space for the printer’s file."));
  else if (status != CAIRO_STATUS_SUCCESS)
    g_set_error_literal (error, FAC_ERROR, FAC_ERROR_FAILED, cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}

static void
add_page (FacPdfJoin *self, PopplerPage *page)
{
  double width = 0, height = 0;
  cairo_t *cairo;

  poppler_page_get_size (page, &width, &height);
  width = CLAMP (width, 1.0, MAX_POINTS);
  height = CLAMP (height, 1.0, MAX_POINTS);
  if (self->surface == NULL)
    self->surface = cairo_pdf_surface_create_for_stream (write_bytes, self, width, height);
  else
    cairo_pdf_surface_set_size (self->surface, width, height);
  cairo = cairo_create (self->surface);
  poppler_page_render_for_printing (page, cairo);
  cairo_show_page (cairo);
  cairo_destroy (cairo);
}

typedef struct
{
  FacPdfJoin *join;
  GBytes     *pdf;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  fac_pdf_join_unref (adding->join);
  g_clear_pointer (&adding->pdf, g_bytes_unref);
  g_free (adding);
}

static gpointer
run_add (gpointer data, GCancellable *cancellable, GError **error)
{
  Adding *adding = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (Document) document = poppler_document_new_from_bytes (adding->pdf, NULL, &failure);
  const int n_pages = document != NULL ? poppler_document_get_n_pages (document) : 0;

  if (n_pages <= 0)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_CORRUPT, _("The PDF cannot be read: %s"),
                   failure != NULL ? failure->message : "");
      return NULL;
    }
  if (!open_file (adding->join, error))
    return NULL;
  for (int i = 0; i < n_pages && check_written (adding->join, error); i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (document, i);

      if (page != NULL)
        add_page (adding->join, page);
    }
  if (*error != NULL || !check_written (adding->join, error))
    return NULL;
  return GINT_TO_POINTER (n_pages);
}

static gpointer
run_end (gpointer data, GCancellable *cancellable, GError **error)
{
  Adding *adding = data;
  FacPdfJoin *self = adding->join;
  g_autoptr (GMappedFile) file = NULL;

  if (self->surface == NULL)
    {
      g_set_error_literal (error, FAC_ERROR, FAC_ERROR_NOT_FOUND, _("There are no pages to print."));
      return NULL;
    }
  cairo_surface_finish (self->surface);
  if (!check_written (self, error))
    return NULL;
  file = g_mapped_file_new_from_fd (self->fd, FALSE, error);
  /* what is mapped needs it no more */
  close (self->fd);
  self->fd = -1;
  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}

static void
push (FacPdfJoin *self, GBytes *pdf, FacRenderFunc run, GDestroyNotify free_result,
      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Adding *adding = g_new0 (Adding, 1);

  adding->join = fac_pdf_join_ref (self);
  adding->pdf = pdf != NULL ? g_bytes_ref (pdf) : NULL;
  g_task_set_task_data (task, adding, adding_free);
  fac_render_queue_push (task, PRIORITY, run, free_result);
}

FacPdfJoin *
fac_pdf_join_new (void)
{
  FacPdfJoin *self = g_atomic_rc_box_new0 (FacPdfJoin);

  self->fd = -1;
  return self;
}

FacPdfJoin *
fac_pdf_join_ref (FacPdfJoin *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  FacPdfJoin *self = data;

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  if (self->fd >= 0)
    close (self->fd);
}

void
fac_pdf_join_unref (FacPdfJoin *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

void
fac_pdf_join_add_async (FacPdfJoin *self, GBytes *pdf, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  push (self, pdf, run_add, NULL, cancellable, callback, data);
}

int
fac_pdf_join_add_finish (FacPdfJoin *self, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), error));
}

void
fac_pdf_join_end_async (FacPdfJoin *self, GAsyncReadyCallback callback, gpointer data)
{
  push (self, NULL, run_end, (GDestroyNotify) g_bytes_unref, NULL, callback, data);
}

GBytes *
fac_pdf_join_end_finish (FacPdfJoin *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
