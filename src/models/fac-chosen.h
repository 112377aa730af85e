/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** FacChosenSum: what was invoiced in one currency: the stamped invoices less the stamped credit notes. Drafts,
 * payments and what is cancelled are no part of it. */
typedef struct
{
  char       currency[4];
  FacDecimal total;
} FacChosenSum;

/** FacChosen: documents of a list that something is to be done with, in its order. */
typedef struct
{
  GPtrArray *documents; /* (element-type FacDocumentSummary) */
  GArray    *sums;      /* (element-type FacChosenSum): by currency, in the order of their first document */
} FacChosen;

/** fac_chosen_free: frees it with all it owns. */
void       fac_chosen_free        (FacChosen *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacChosen, fac_chosen_free)
/** fac_chosen_load_async: the documents with these @keys (element-type gint64) of a list, a few hundred at a time, so
 * that nobody else's reading waits; those that are gone are left out. */
void       fac_chosen_load_async  (FacWorkspace *workspace, GArray *keys, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
/** fac_chosen_load_finish: Returns: (transfer full) (nullable) */
FacChosen *fac_chosen_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
