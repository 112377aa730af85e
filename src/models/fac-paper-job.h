/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"
#include "fac-organization.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  FAC_PAPER_DRAFT,     /* BORRADOR across */
  FAC_PAPER_ISSUED,
  FAC_PAPER_CANCELLED,
  FAC_PAPER_WITHOUT_XML /* stamped, and its XML is not at hand */
} FacPaperKind;

/** fac_paper_job_async: draws @cfdi with the letterhead of @workspace's organization on a worker thread.
 * @tfd_cadena: (nullable); @notes: (nullable): copied. Finish: (transfer full): PDF */
void    fac_paper_job_async  (FacWorkspace *workspace, FacCfdi *cfdi, FacPaperKind kind, const char *tfd_cadena,
                              const char *notes, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer data);
GBytes *fac_paper_job_finish (GAsyncResult *result, GError **error);

G_END_DECLS
