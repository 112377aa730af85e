/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacFileMark: a database file at rest. @text tells it from whatever anybody made of it since; the rest is of its
 * header. */
typedef struct
{
  char  *text; /* NULL: it is not at rest, since a log lies beside it, or cannot be read */
  int    application_id;
  int    version;
  gint64 modified; /* seconds since 1970 */
  gint64 fraction; /* of that second, in nanoseconds */
} FacFileMark;

/** fac_file_mark: of the database @path, which this process has not open: closing it would let go of SQLite's locks. */
FacFileMark *fac_file_mark        (const char *path);
/** fac_file_mark_settle: waits until a file that is written on gets another time than @self; a tick of the system's
 * clock, at most some. */
void         fac_file_mark_settle (const FacFileMark *self);
/** fac_file_mark_free: frees it with all it owns. */
void         fac_file_mark_free   (FacFileMark *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacFileMark, fac_file_mark_free)

G_END_DECLS
