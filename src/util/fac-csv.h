/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FAC_CSV_MAX_FIELD: a longer field is refused. FAC_CSV_MAX_FIELDS: a row with more fields too. */
#define FAC_CSV_MAX_FIELD (1024u * 1024u)
#define FAC_CSV_MAX_FIELDS 4096u

/** FacCsvReader: reads comma separated values piece by piece, in memory bounded by one row. */
typedef struct _FacCsvReader FacCsvReader;

/**
 * FacCsvRowFunc:
 * @fields: (array length=n_fields): texts of the row, valid during the call
 * @row: 0, 1, 2 …; rows without any character do not count
 *
 * Returns: %FALSE to hear no more of the text
 */
typedef gboolean (*FacCsvRowFunc) (const char *const *fields, gsize n_fields, guint64 row, gpointer data);

/** fac_csv_reader_new: calls @func for each row; fields are separated by @separator. */
FacCsvReader *fac_csv_reader_new (char separator, FacCsvRowFunc func, gpointer data);
/** fac_csv_reader_free: frees it with all it owns. */
void          fac_csv_reader_free (FacCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCsvReader, fac_csv_reader_free)
/** fac_csv_reader_set_lenient: before the first bytes: a quote inside of a field that does not begin with one is text,
 * as in files written by hand; only a quote that is never closed is refused. */
void          fac_csv_reader_set_lenient (FacCsvReader *self);
/** fac_csv_reader_feed: the next bytes of the text, cut anywhere. A UTF-8 mark at the start is skipped; text is
 * handed on as it is. Errors: %FAC_ERROR_INVALID, %FAC_ERROR_TOO_LARGE; the reader is then of no more use. */
gboolean fac_csv_reader_feed (FacCsvReader *self, const char *bytes, gsize length, GError **error);
/** fac_csv_reader_finish: the text has ended: hands on its last row. */
gboolean fac_csv_reader_finish (FacCsvReader *self, GError **error);

/** FacCsvWriter: writes rows to a stream as RFC 4180 says: CRLF, quotes only where they are needed. */
typedef struct _FacCsvWriter FacCsvWriter;

/** fac_csv_writer_new: keeps a reference of @stream; fields are separated by @separator. Returns: (transfer full) */
FacCsvWriter *fac_csv_writer_new  (GOutputStream *stream, char separator);
/** fac_csv_writer_free: frees it with all it owns. */
void          fac_csv_writer_free (FacCsvWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCsvWriter, fac_csv_writer_free)
/** fac_csv_writer_row: one row; %NULL among @fields is an empty text. Blocking, like every write to a file. */
gboolean fac_csv_writer_row    (FacCsvWriter *self, const char *const *fields, gsize n_fields, GError **error);
/** fac_csv_writer_finish: writes what is still held back; the stream stays open. */
gboolean fac_csv_writer_finish (FacCsvWriter *self, GError **error);

G_END_DECLS
