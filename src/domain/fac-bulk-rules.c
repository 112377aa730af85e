/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-bulk-rules.h"

FacBulkObstacle
fac_bulk_find_obstacle (FacBulkVerb verb, gboolean xml_only, const FacDocumentSummary *document)
{
  const gboolean issued = fac_document_status_is_issued (document->status);

  switch (verb)
    {
    case FAC_BULK_STAMP:
    case FAC_BULK_DISCARD:
      return fac_document_status_is_editable (document->status) ? FAC_BULK_NOTHING
                                                                : FAC_BULK_NOT_A_DRAFT;
    case FAC_BULK_EMAIL:
      return issued ? FAC_BULK_NOTHING : FAC_BULK_NOT_STAMPED;
    case FAC_BULK_SAVE:
      if (xml_only && !issued)
        return FAC_BULK_NOT_STAMPED;
      return issued && document->xml_missing ? FAC_BULK_XML_MISSING : FAC_BULK_NOTHING;
    case FAC_BULK_PRINT:
    default:
      return issued && document->xml_missing ? FAC_BULK_XML_MISSING : FAC_BULK_NOTHING;
    }
}
