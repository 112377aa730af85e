/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-paper.h"

#include <poppler.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/** fac_paper_check_number: a decimal that must be one. */
FacDecimal       fac_paper_check_number (const char *text);
/** fac_paper_check_stamp: gives @cfdi a timbre of @uuid. */
void             fac_paper_check_stamp (FacCfdi *cfdi, const char *uuid);
/** fac_paper_check_draw: as PDF, read back. FACTURADOR_PAPER_OUT names a folder that keeps it. */
PopplerDocument *fac_paper_check_draw (const FacCfdi *cfdi, const FacPaperStyle *style, FacCatalogSource *catalog);
/** fac_paper_check_text: the text of all pages. Returns: (transfer full) */
char            *fac_paper_check_text (PopplerDocument *document);
/** fac_paper_check_has: asserts that @text says @part. */
void             fac_paper_check_has (const char *text, const char *part);
/** fac_paper_check_margins: looks at the pixels of every page: nothing but white may lie outside the margins. */
void             fac_paper_check_margins (PopplerDocument *document);

G_END_DECLS
