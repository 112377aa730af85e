/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacFileState: what a check found: OWED was never here, MISSING was, ALTERED does not verify. */
typedef enum { FAC_FILE_GOOD, FAC_FILE_OWED, FAC_FILE_MISSING, FAC_FILE_ALTERED } FacFileState;

/** FacFileKind: the sealed XML of an issued document; the receipt of its cancellation. */
typedef enum { FAC_FILE_OF_DOCUMENT, FAC_FILE_OF_CANCELLATION } FacFileKind;

/** FacFileFinding: a file of an issued document that is not as it should be. @reason: (nullable): in words. */
typedef struct
{
  FacFileState state;
  FacFileKind  kind;
  char        *document_id;
  char        *uuid;
  char        *path; /* in the store's folder; NULL: it was never here */
  char        *reason;
} FacFileFinding;
/** fac_file_finding_free: frees it with all it owns. */
void fac_file_finding_free (FacFileFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacFileFinding, fac_file_finding_free)

/** FacFilePage: the findings among @checked files; @next: where to go on, 0 at the end. */
typedef struct
{
  GPtrArray *findings; /* (element-type FacFileFinding) */
  guint      checked;
  gint64     next;
} FacFilePage;
/** fac_file_page_free: frees it with all it owns. */
void fac_file_page_free (FacFilePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacFilePage, fac_file_page_free)

/** fac_file_state_of: looks at @path in @root: its size, and when @thorough its hash and its UUID, of an XML also seal
 * and timbre. Blocking. */
FacFileState fac_file_state_of (const char *root, FacFileKind kind, const char *path, const char *uuid,
                                const char *hash, gint64 size, gboolean thorough, char **reason);

G_END_DECLS
