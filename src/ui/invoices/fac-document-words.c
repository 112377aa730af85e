/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-words.h"

#include "fac-invoice.h"
#include "fac-text.h"

#include <glib/gi18n.h>

static const char *
kind_word (char type)
{
  switch (type)
    {
    case FAC_INVOICE_EGRESO:
      return _("Credit note");
    case FAC_INVOICE_PAGO:
      return _("Payment");
    case FAC_INVOICE_NOMINA:
      return _("Payroll receipt");
    case FAC_INVOICE_TRASLADO:
      return _("Transfer");
    case FAC_INVOICE_INGRESO:
    default:
      return _("Invoice");
    }
}

char *
fac_document_words_name (const FacDocumentSummary *summary)
{
  if (fac_text_is_empty (summary->folio))
    return g_strdup (kind_word (summary->type));
  /* Translators: a kind of document and its folio ("Credit note A 3") */
  return g_strdup_printf (C_("document and folio", "%1$s %2$s"), kind_word (summary->type),
                          summary->folio);
}
