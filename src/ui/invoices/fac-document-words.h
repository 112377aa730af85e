/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"

G_BEGIN_DECLS

/** fac_document_words_name: its kind and folio: "Credit note A 3". Returns: (transfer full) */
char *fac_document_words_name (const FacDocumentSummary *summary);

G_END_DECLS
