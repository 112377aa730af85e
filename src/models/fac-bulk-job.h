/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-bulk-rules.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** FacBulkOrder: what is to be done. The rest is for %FAC_BULK_SAVE: @place is a folder, or with @zip the archive to be
 * written; @pattern: fac-file-pattern.h. */
typedef struct
{
  FacBulkVerb verb;
  gboolean    xml;
  gboolean    pdf;
  gboolean    zip;
  GFile      *place;
  const char *pattern;
} FacBulkOrder;

/** FacBulkFailure: a document with which it did not work, and why, in words. */
typedef struct
{
  FacDocumentSummary *document;
  char               *reason;
} FacBulkFailure;

#define FAC_TYPE_BULK_JOB (fac_bulk_job_get_type ())
G_DECLARE_FINAL_TYPE (FacBulkJob, fac_bulk_job, FAC, BULK_JOB, GObject)

/**
 * FacBulkJob: the same with many documents, one after the other; each is tried once, and what does not work with one
 * keeps none of the others. Signals: "progress" (after each), "ended" (once).
 */
/** fac_bulk_job_new: @documents (element-type FacDocumentSummary): in the order of the work. */
FacBulkJob *fac_bulk_job_new    (FacWorkspace *workspace, const FacBulkOrder *order, GPtrArray *documents);
/** fac_bulk_job_start: begins; it keeps itself until it has ended. */
void        fac_bulk_job_start  (FacBulkJob *self);
/** fac_bulk_job_cancel: what is being done with one document is ended, nothing more begun; an archive that is not whole
 * leaves nothing behind. */
void        fac_bulk_job_cancel (FacBulkJob *self);
gboolean    fac_bulk_job_is_cancelled (FacBulkJob *self);
/** fac_bulk_job_get_tried: with how many it was tried so far. */
guint       fac_bulk_job_get_tried    (FacBulkJob *self);
guint       fac_bulk_job_get_total    (FacBulkJob *self);
/** fac_bulk_job_get_done: (element-type FacDocumentSummary): with which it worked. (transfer none) */
GPtrArray  *fac_bulk_job_get_done     (FacBulkJob *self);
/** fac_bulk_job_get_failures: (element-type FacBulkFailure) (transfer none) */
GPtrArray  *fac_bulk_job_get_failures (FacBulkJob *self);
/** fac_bulk_job_get_error: what ended all of it before its time, but for cancelling: the disk is full. (nullable) */
const GError *fac_bulk_job_get_error  (FacBulkJob *self);
/** fac_bulk_job_get_pdf: of %FAC_BULK_PRINT: all of them in one file. (transfer none) (nullable) */
GBytes     *fac_bulk_job_get_pdf      (FacBulkJob *self);
/** fac_bulk_job_note_printed: the file went to @printer: it is noted with each document. */
void        fac_bulk_job_note_printed (FacBulkJob *self, const char *printer);
/** fac_bulk_job_undo_async: brings discarded drafts back; ends with fac_workspace_command_finish(). */
void        fac_bulk_job_undo_async   (FacBulkJob *self, GAsyncReadyCallback callback, gpointer data);

G_END_DECLS
