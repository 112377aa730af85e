/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/** FAC_SANDBOX_CURSOR_QUERY: names of pagination of a list that knows cursors too. */
#define FAC_SANDBOX_CURSOR_QUERY "page limit pagination after before"

/** FacSandboxWay: how a list goes on: by page numbers, or from a row on towards the older or the newer ones. */
typedef enum
{
  FAC_WAY_PAGE,
  FAC_WAY_AFTER,
  FAC_WAY_BEFORE,
  FAC_N_WAYS
} FacSandboxWay;

/**
 * FacSandboxPage: which results a list request asks for (API §1.3).
 * @started: whether a cursor was given; @place, @id: the row that it names, or an end of the list
 */
typedef struct
{
  guint page;
  guint limit;
  FacSandbox *sandbox;
  FacSandboxWay way;
  gboolean started;
  gint64 place;
  char id[64];
} FacSandboxPage;

/** fac_sandbox_page_read: page and limit of the query; @default_limit differs by resource.
 * Returns: (transfer full) (nullable): the refusal (page_too_large, invalid_value) */
FacSandboxAnswer *fac_sandbox_page_read (FacSandboxRequest *request, guint default_limit, FacSandboxPage *page);
/** fac_sandbox_page_bind: the last parameters of @rows from @first on: limit and offset by pages; place, id and limit
 * by cursors. */
void fac_sandbox_page_bind (const FacSandboxPage *page, FacStatement *rows, int first);
/** fac_sandbox_page_offset: results to skip. */
gint64 fac_sandbox_page_offset (const FacSandboxPage *page);
/** fac_sandbox_page_begin: writes the counters and opens data[]; @total is the number of matches. */
void fac_sandbox_page_begin (FacJsonWriter *writer, const FacSandboxPage *page, gint64 total);
/** fac_sandbox_page_end: closes what fac_sandbox_page_begin() opened. Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_page_end (FacJsonWriter *writer);
/**
 * fac_sandbox_page_query: the answer of a list: @count gives the number of matches in its first column, @rows the
 * bodies in theirs and, for cursors, place and id in the next, ordered by @page's way; both are bound already. Returns:
 * (transfer full)
 */
FacSandboxAnswer *fac_sandbox_page_query (const FacSandboxPage *page, FacStatement *count, FacStatement *rows);

/** FacSandboxListing: the common part of a list request. @words: (nullable): those of q, folded. */
typedef struct
{
  char *words;
  FacSandboxDates dates;
  FacSandboxPage page;
} FacSandboxListing;

/** fac_sandbox_listing_read: @self from the query. @faults: what is wrong with the rest of it. Returns: (transfer full)
 * (nullable): the refusal */
FacSandboxAnswer *fac_sandbox_listing_read (FacSandboxRequest *request, GPtrArray *faults, FacSandboxListing *self);
/** fac_sandbox_listing_clear: frees what it holds. */
void fac_sandbox_listing_clear (FacSandboxListing *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FacSandboxListing, fac_sandbox_listing_clear)

/** fac_sandbox_counts_free: what was counted for pages. */
void fac_sandbox_counts_free (FacSandboxCounts *self);

G_END_DECLS
