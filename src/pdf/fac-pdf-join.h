/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacPdfJoin: PDFs that become one, in the order in which they are added; each page keeps its size, its text and the
 * number that is printed on it. Works on the thread of Poppler, into a private file that has no name. */
typedef struct _FacPdfJoin FacPdfJoin;

/** fac_pdf_join_new: none yet. Returns: (transfer full) */
FacPdfJoin *fac_pdf_join_new        (void);
/** fac_pdf_join_ref: one more reference, on any thread. Returns: (transfer full) */
FacPdfJoin *fac_pdf_join_ref        (FacPdfJoin *self);
/** fac_pdf_join_unref: lets one reference go, on any thread; the last one frees it. */
void        fac_pdf_join_unref      (FacPdfJoin *self);
/** fac_pdf_join_add_async: all pages of @pdf behind those that are there. One at a time. */
void        fac_pdf_join_add_async  (FacPdfJoin *self, GBytes *pdf, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);
/** fac_pdf_join_add_finish: Returns: how many pages were added, 0 with @error: nothing was */
int         fac_pdf_join_add_finish (FacPdfJoin *self, GAsyncResult *result, GError **error);
/** fac_pdf_join_end_async: the file with all of them; nothing can be added afterwards. */
void        fac_pdf_join_end_async  (FacPdfJoin *self, GAsyncReadyCallback callback, gpointer data);
/** fac_pdf_join_end_finish: the bytes stay in the file and are read from there; it goes with the last of them.
 * Returns: (transfer full) (nullable) */
GBytes     *fac_pdf_join_end_finish (FacPdfJoin *self, GAsyncResult *result, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacPdfJoin, fac_pdf_join_unref)

G_END_DECLS
