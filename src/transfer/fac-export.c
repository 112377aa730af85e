/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-export.h"

#include "fac-csv.h"
#include "fac-formula.h"
#include "fac-import-field.h"
#include "fac-vcard.h"

#include <glib/gi18n-lib.h>

struct _FacExport
{
  FacEntity             entity;
  FacExportFormat       format;
  GOutputStream        *stream;
  FacCsvWriter         *csv;
  GString              *cards; /* not written yet */
  const FacImportField *fields;
  guint                 n_fields;
  GPtrArray            *cells;
};

#define FLUSH_AT (64u * 1024u)

static gboolean
write_cells (FacExport *self, GError **error)
{
  return fac_csv_writer_row (self->csv, (const char *const *) self->cells->pdata, self->cells->len,
                             error);
}

static gboolean
write_headers (FacExport *self, GError **error)
{
  static const char mark[] = "\xef\xbb\xbf";

  if (!g_output_stream_write_all (self->stream, mark, sizeof mark - 1, NULL, NULL, error))
    return FALSE;
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].write != NULL)
      g_ptr_array_add (self->cells, g_strdup (_(self->fields[i].title)));
  return write_cells (self, error);
}

FacExport *
fac_export_new (FacEntity entity, FacExportFormat format, GOutputStream *stream, GError **error)
{
  g_autoptr (FacExport) self = g_new0 (FacExport, 1);

  self->entity = entity;
  self->format = format;
  self->stream = g_object_ref (stream);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->cards = g_string_new (NULL);
  self->fields = fac_import_fields (entity, &self->n_fields);
  self->csv = fac_csv_writer_new (stream, ',');
  if (format == FAC_EXPORT_CSV && !write_headers (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
fac_export_free (FacExport *self)
{
  fac_csv_writer_free (self->csv);
  g_object_unref (self->stream);
  g_ptr_array_unref (self->cells);
  g_string_free (self->cards, TRUE);
  g_free (self);
}

static gboolean
flush_cards (FacExport *self, GError **error)
{
  if (!g_output_stream_write_all (self->stream, self->cards->str, self->cards->len, NULL, NULL,
                                  error))
    return FALSE;
  g_string_truncate (self->cards, 0);
  return TRUE;
}

gboolean
fac_export_row (FacExport *self, gconstpointer object, GError **error)
{
  if (self->format == FAC_EXPORT_VCARD)
    {
      fac_vcard_append (self->cards, object);
      return self->cards->len < FLUSH_AT || flush_cards (self, error);
    }
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].write != NULL)
      {
        char *text = self->fields[i].write (&self->fields[i], object);

        g_ptr_array_add (self->cells, text == NULL || self->fields[i].number
                                      ? text : fac_formula_guard (text));
        if (text != NULL && !self->fields[i].number)
          g_free (text);
      }
  return write_cells (self, error);
}

gboolean
fac_export_finish (FacExport *self, GError **error)
{
  return self->format == FAC_EXPORT_VCARD ? flush_cards (self, error)
                                          : fac_csv_writer_finish (self->csv, error);
}
