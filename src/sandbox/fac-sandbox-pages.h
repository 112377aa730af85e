/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/** FacSandboxPage: which results a list request asks for (API §1.3). */
typedef struct
{
  guint page;
  guint limit;
  FacSandbox *sandbox;
} FacSandboxPage;

/** fac_sandbox_page_read: page and limit of the query; @default_limit differs by resource.
 * Returns: (transfer full) (nullable): the refusal (page_too_large, invalid_value) */
FacSandboxAnswer *fac_sandbox_page_read (FacSandboxRequest *request, guint default_limit, FacSandboxPage *page);
/** fac_sandbox_page_offset: results to skip. */
gint64 fac_sandbox_page_offset (const FacSandboxPage *page);
/** fac_sandbox_page_begin: writes the counters and opens data[]; @total is the number of matches. */
void fac_sandbox_page_begin (FacJsonWriter *writer, const FacSandboxPage *page, gint64 total);
/** fac_sandbox_page_end: closes what fac_sandbox_page_begin() opened. Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_page_end (FacJsonWriter *writer);
/**
 * fac_sandbox_page_query: the answer of a list: @count gives the number of matches in its first column, @rows the
 * bodies in theirs; both are bound already. Returns: (transfer full)
 */
FacSandboxAnswer *fac_sandbox_page_query (const FacSandboxPage *page, FacStatement *count, FacStatement *rows);

/** fac_sandbox_counts_free: what was counted for pages. */
void fac_sandbox_counts_free (FacSandboxCounts *self);

G_END_DECLS
