/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-bulk-job.h"
#include "fac-chosen.h"

G_BEGIN_DECLS

/* What is said of many documents; every text is (transfer full). */

/** fac_bulk_title: the question, as a title. */
char *fac_bulk_title       (FacBulkVerb verb, guint n);
/** fac_bulk_button: on what begins it. Returns: (transfer none) */
const char *fac_bulk_button (FacBulkVerb verb);
/** fac_bulk_consequence: what happens then; @online: whether there is a connection; @livemode: Live or Test.
 * Returns: (nullable) */
char *fac_bulk_consequence (FacBulkVerb verb, gboolean online, gboolean livemode);
/** fac_bulk_obstacle: that @n documents are left out, and why. */
char *fac_bulk_obstacle    (FacBulkObstacle obstacle, guint n);
/** fac_bulk_outcome: with how many it worked. */
char *fac_bulk_outcome     (FacBulkVerb verb, guint n);
/** fac_bulk_document: "A 1203 · CUSTOMER". */
char *fac_bulk_document    (const FacDocumentSummary *document);
/** fac_bulk_sums: "Invoiced: $1,160.00 MXN · $10.00 USD"; "" where nothing of it is. */
char *fac_bulk_sums        (const FacChosen *chosen);

G_END_DECLS
