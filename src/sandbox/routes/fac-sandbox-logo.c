/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-organization.h"
#include "fac-sandbox-routes.h"

#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#define MOST_BYTES (500 * 1024)
#define MOST_PIXELS 40000000 /* more than that is a bomb, not a logo */

static void
on_size (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  gboolean *too_big = data;

  if ((gint64) width * height > MOST_PIXELS)
    {
      *too_big = TRUE;
      gdk_pixbuf_loader_set_size (loader, 1, 1);
    }
}

static cairo_status_t
read_piece (void *closure, unsigned char *data, unsigned int length)
{
  return g_input_stream_read (closure, data, length, NULL, NULL) == (gssize) length
    ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_READ_ERROR;
}

/* The loader shows as much of a PNG as there is: here all of it is read, sums included. */
static gboolean
is_whole_png (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream (read_piece, stream);
  const gboolean whole = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;

  cairo_surface_destroy (surface);
  return whole;
}

/* Likewise of a JPEG. The end's mark cannot stand inside the data; what comes before them may hold a
 * small picture with an end of its own, in a segment that tells its length. */
static gboolean
is_whole_jpeg (GBytes *bytes)
{
  gsize length, at = 2;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  while (at + 4 <= length && data[at] == 0xff && data[at + 1] != 0xda)
    at += data[at + 1] == 0xff ? 1 : 2 + (gsize) (data[at + 2] << 8 | data[at + 3]);
  for (; at + 2 <= length; at++)
    if (data[at] == 0xff && data[at + 1] == 0xd9)
      return TRUE;
  return FALSE;
}

static gboolean
opens (GBytes *bytes, const char *type)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, NULL);
  gboolean too_big = FALSE;
  gboolean written;

  if (loader == NULL)
    return FALSE;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size), &too_big);
  written = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  return gdk_pixbuf_loader_close (loader, NULL) && written && !too_big;
}

/* Looked at, not believed: names and announced types are the client's. */
static const char *
suffix_of (GBytes *bytes)
{
  static const struct
  {
    const char *start;
    gsize       length;
    const char *type;
    const char *suffix;
    gboolean  (*is_whole) (GBytes *bytes);
  } all[] = {
    { "\x89PNG\r\n\x1a\n", 8, "png", "png", is_whole_png },
    { "\xff\xd8\xff", 3, "jpeg", "jpg", is_whole_jpeg },
  };
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (length > all[i].length && memcmp (data, all[i].start, all[i].length) == 0)
      return opens (bytes, all[i].type) && all[i].is_whole (bytes) ? all[i].suffix : NULL;
  return NULL;
}

static FacSandboxAnswer *
refuse (guint status, const char *code, const char *message)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_fault_in (faults, "files", code, "file", "%s", message);
  return fac_sandbox_error_faults (status, code, faults);
}

static gboolean
store (FacSandbox *sandbox, const char *id, GBytes *logo, const char *suffix, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, logo);
  g_autofree char *name = g_strdup_printf ("%.24s.%s", hash, suffix);
  FacStatement *update = fac_db_prepare (sandbox->db,
                                         "UPDATE organizations SET logo = ?2, logo_name = ?3"
                                         " WHERE id = ?1", error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 1, id);
  fac_statement_bind_blob (update, 2, logo);
  fac_statement_bind_text (update, 3, name);
  return fac_statement_run (update, error);
}

static FacSandboxAnswer *
on_upload (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (FacSandboxCompany) changed = NULL;
  const FacSandboxPart *file = fac_sandbox_request_part (request, "file");
  const char *suffix;
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  if (file == NULL || g_bytes_get_size (file->bytes) == 0)
    return refuse (400, "image_file_required", "Falta el archivo del logotipo.");
  if (g_bytes_get_size (file->bytes) > MOST_BYTES)
    return refuse (400, "invalid_image_file", "El logotipo pesa más de 500 KB.");
  suffix = suffix_of (file->bytes);
  if (suffix == NULL)
    return refuse (400, "invalid_image_file", "El logotipo debe ser una imagen JPG o PNG.");
  if (store (request->sandbox, company->id, file->bytes, suffix, &error))
    changed = fac_sandbox_company_load (request->sandbox, company->id, &error);
  return changed != NULL ? fac_sandbox_organization_answer (request, changed)
                         : fac_sandbox_error_internal (error);
}

const FacSandboxRoute fac_sandbox_logo_routes[] = {
  { "PUT", "/organizations/{id}/logo", FAC_ROLE_OWNER, NULL, TRUE, on_upload,
    FAC_ROUTE_MULTIPART },
  { NULL }
};
