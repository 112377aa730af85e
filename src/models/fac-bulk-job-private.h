/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-bulk-job.h"
#include "fac-document-files.h"
#include "fac-file-names.h"
#include "fac-pdf-join.h"
#include "fac-zip-writer.h"

G_BEGIN_DECLS

struct _FacBulkJob
{
  GObject parent_instance;

  FacWorkspace *workspace;
  FacBulkVerb   verb;
  gboolean      xml;
  gboolean      pdf;
  gboolean      zip;
  GFile        *place;
  char         *pattern;
  GPtrArray    *documents;
  guint         tried;
  GPtrArray    *done;
  GPtrArray    *new_xml; /* (element-type FacDocumentSummary): of done, those whose file was written */
  GPtrArray    *new_pdf;
  GPtrArray    *failures;
  GError       *error;
  GCancellable *cancellable;
  gboolean      running;

  FacFileNames *names;  /* used by one worker at a time */
  FacZipWriter *writer; /* likewise */
  FacPdfJoin   *join;
  GBytes       *joined;
};

/** _fac_bulk_step_save, …: does it with @document, and ends with _fac_bulk_job_stepped(). */
void _fac_bulk_step_save    (FacBulkJob *self, FacDocumentSummary *document);
void _fac_bulk_step_print   (FacBulkJob *self, FacDocumentSummary *document);
void _fac_bulk_step_email   (FacBulkJob *self, FacDocumentSummary *document);
void _fac_bulk_step_stamp   (FacBulkJob *self, FacDocumentSummary *document);
void _fac_bulk_step_discard (FacBulkJob *self, FacDocumentSummary *document);
/** _fac_bulk_end_save, _print: when all were tried; end with _fac_bulk_job_finished(). */
void _fac_bulk_end_save     (FacBulkJob *self);
void _fac_bulk_end_print    (FacBulkJob *self);
/** _fac_bulk_job_stepped: goes on with the next document. @error: (transfer full) (nullable): why it did not work */
void _fac_bulk_job_stepped  (FacBulkJob *self, GError *error);
/** _fac_bulk_job_finished: @error: (transfer full) (nullable): why nothing of it holds */
void _fac_bulk_job_finished (FacBulkJob *self, GError *error);

G_END_DECLS
