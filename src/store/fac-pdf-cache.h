/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The service's own PDF of issued documents, as the customer receives them, in one folder of the cache. What is in it
 * can be fetched again: the folder itself is the only record. Blocking. Errors: G_FILE_ERROR, FAC_ERROR.
 */

/** FAC_PDF_CACHE_DOCUMENTS: the newest issued documents have theirs here: what a small business issues in one to three
 * months, which is what is printed and sent again; older ones are drawn from their XML. */
#define FAC_PDF_CACHE_DOCUMENTS 300
/** FAC_PDF_CACHE_FILE_MOST, FAC_PDF_CACHE_MOST: bytes of one file, and of all. */
#define FAC_PDF_CACHE_FILE_MOST (4 * 1024 * 1024)
#define FAC_PDF_CACHE_MOST      (64 * 1024 * 1024)

/**
 * fac_pdf_cache_owed: which of @documents have none here. Those that there would be no room for, after newer ones, are
 * not asked for.
 * @folder: need not exist
 * @documents: (element-type FacDocumentSummary): issued ones, newest first; a cancelled one needs another PDF than
 * before
 * @tidy: what belongs to none of them is removed, the oldest over the bound too
 *
 * Returns: (transfer full) (element-type FacDocumentSummary): newest first
 */
GPtrArray *fac_pdf_cache_owed (const char *folder, GPtrArray *documents, gboolean tidy);
/** fac_pdf_cache_put: FAC_ERROR_CORRUPT when @pdf is not a whole PDF, _TOO_LARGE when it is too long; it is whole there
 * or absent. */
gboolean   fac_pdf_cache_put  (const char *folder, const char *uuid, gboolean cancelled, GBytes *pdf, GError **error);
/** fac_pdf_cache_get: Returns: (transfer full) (nullable): NULL: it is not here */
GBytes    *fac_pdf_cache_get  (const char *folder, const char *uuid, gboolean cancelled);
/** fac_pdf_cache_set_looks: the service's PDFs look like @looks, a line of text, from now on: those that look otherwise
 * are removed. Returns: whether there were such */
gboolean   fac_pdf_cache_set_looks (const char *folder, const char *looks);
/** fac_pdf_cache_drop: it is owed again. */
void       fac_pdf_cache_drop (const char *folder, const char *uuid, gboolean cancelled);

G_END_DECLS
