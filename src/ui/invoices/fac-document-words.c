/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-words.h"

#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

char *
fac_document_words_name (const FacDocumentSummary *summary)
{
  if (fac_text_is_empty (summary->folio))
    return g_strdup (fac_ui_document_kind (summary->type));
  /* Translators: a kind of document and its folio ("Credit note A 3") */
  return g_strdup_printf (C_("document and folio", "%1$s %2$s"),
                          fac_ui_document_kind (summary->type), summary->folio);
}
