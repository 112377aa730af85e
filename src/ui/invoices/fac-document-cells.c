/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-cells.h"

#include "fac-list-columns.h"
#include "fac-money.h"
#include "fac-page-host.h"
#include "fac-page.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

char *
fac_document_cell_folio (gconstpointer content)
{
  return fac_list_or_dash (((const FacDocumentSummary *) content)->folio);
}

char *
fac_document_cell_date (gconstpointer content)
{
  return fac_ui_date (((const FacDocumentSummary *) content)->date);
}

char *
fac_document_cell_customer (gconstpointer content)
{
  const FacDocumentSummary *summary = content;

  return g_strdup (fac_text_is_empty (summary->customer_name) ? _("Without customer")
                   : summary->customer_name);
}

char *
fac_document_cell_amount (const FacDocumentSummary *summary, FacDecimal amount)
{
  amount = fac_decimal_round (amount, fac_currency_decimals (summary->currency),
                              FAC_ROUND_HALF_UP);
  return fac_money_format (fac_money (amount, summary->currency));
}

void
fac_document_delete (GtkWidget *from, const FacDocumentSummary *summary)
{
  if (!fac_document_status_is_editable (summary->status))
    {
      fac_toast (from, _("Only drafts can be deleted."));
      return;
    }
  fac_delete_with_undo (from, fac_page_get_workspace (FAC_PAGE (from)), FAC_ENTITY_INVOICE,
                        summary->id, _("The draft was deleted"));
}
