/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-words.h"

#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

static char *
name_with (char type, const char *folio)
{
  /* Translators: a kind of document and its folio ("Credit note A 3") */
  return g_strdup_printf (C_("document and folio", "%1$s %2$s"), fac_ui_document_kind (type),
                          folio);
}

static const char *
name_without_folio (FacInvoiceType type)
{
  switch (type)
    {
    case FAC_INVOICE_PAGO:
      return _("Payment without folio yet");
    case FAC_INVOICE_EGRESO:
      return _("Credit note without folio yet");
    case FAC_INVOICE_NOMINA:
      return _("Payroll receipt without folio yet");
    case FAC_INVOICE_TRASLADO:
      return _("Transfer of goods without folio yet");
    case FAC_INVOICE_INGRESO:
    default:
      return _("Invoice without folio yet");
    }
}

char *
fac_document_words_name (const FacDocumentSummary *summary)
{
  if (fac_text_is_empty (summary->folio))
    return g_strdup (fac_ui_document_kind (summary->type));
  return name_with (summary->type, summary->folio);
}

char *
fac_document_words_name_invoice (const FacInvoice *invoice)
{
  g_autofree char *folio = fac_invoice_folio (invoice);

  if (folio == NULL)
    return g_strdup (name_without_folio (invoice->type));
  return name_with ((char) invoice->type, folio);
}

gboolean
fac_document_words_duplicates (char type)
{
  return type != FAC_INVOICE_NOMINA && type != FAC_INVOICE_TRASLADO;
}
