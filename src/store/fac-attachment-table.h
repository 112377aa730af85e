/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"

G_BEGIN_DECLS

/** FAC_ATTACHMENT_XML: the kind of the sealed XML. */
#define FAC_ATTACHMENT_XML "xml"
/** FAC_ATTACHMENT_ACUSE, FAC_ATTACHMENT_ACUSE_PDF: the SAT's receipt of the cancellation, and its paper. */
#define FAC_ATTACHMENT_ACUSE     "acuse"
#define FAC_ATTACHMENT_ACUSE_PDF "acuse-pdf"

/** FacAttachment: a file that belongs to a document; @path is relative to the store's folder. */
typedef struct
{
  char  *path;
  char  *hash; /* SHA-256 in hexadecimal */
  gint64 size;
} FacAttachment;
/** fac_attachment_free: frees it with all it owns. */
void fac_attachment_free (FacAttachment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacAttachment, fac_attachment_free)

/** fac_attachment_table_put: notes @file of @kind for the document, in place of the one before; @now: microseconds
 * UTC. */
gboolean       fac_attachment_table_put  (FacDb *db, const char *document_id, const char *kind,
                                          const FacAttachment *file, gint64 now, GError **error);
/** fac_attachment_table_find: Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacAttachment *fac_attachment_table_find (FacDb *db, const char *document_id, const char *kind, GError **error);
/** fac_attachment_table_remove: forgets the note; the file itself stays. */
gboolean       fac_attachment_table_remove (FacDb *db, const char *document_id, const char *kind, GError **error);

G_END_DECLS
