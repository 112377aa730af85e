/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"

G_BEGIN_DECLS

/** FacBulkVerb: what is done with many documents at once. */
typedef enum
{
  FAC_BULK_SAVE,
  FAC_BULK_PRINT,
  FAC_BULK_EMAIL,
  FAC_BULK_STAMP,
  FAC_BULK_DISCARD
} FacBulkVerb;

/** FacBulkObstacle: why it cannot be done with one of them. */
typedef enum
{
  FAC_BULK_NOTHING,     /* it can */
  FAC_BULK_NOT_STAMPED, /* only what is stamped has an XML and is sent */
  FAC_BULK_XML_MISSING, /* stamped; its XML has not come yet, and is asked for */
  FAC_BULK_NOT_A_DRAFT, /* stamped, cancelled, or on its way */
  FAC_BULK_N_OBSTACLES
} FacBulkObstacle;

/** fac_bulk_find_obstacle: as far as a row of the list tells. @xml_only: nothing but the XML is to be saved, which
 * drafts have none of. */
FacBulkObstacle fac_bulk_find_obstacle (FacBulkVerb verb, gboolean xml_only, const FacDocumentSummary *document);

G_END_DECLS
