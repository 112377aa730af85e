/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-mock-provider.h"

G_BEGIN_DECLS

#define SY_TYPE_PROVIDER (sy_provider_get_type ())
G_DECLARE_FINAL_TYPE (SyProvider, sy_provider, SY, PROVIDER, FacProvider)

/** SyProvider: the service in memory, whose XML is sealed, and whose lists are noted and can fail at a page. */
SyProvider      *sy_provider_new      (void);
FacMockProvider *sy_provider_mock     (SyProvider *self);
/** sy_provider_fail_page: the next request for @page of @entity ends with a copy of @error; a negative one is a
 * cursor. */
void             sy_provider_fail_page (SyProvider *self, FacEntity entity, int page, const GError *error);
/** sy_provider_pages: "i1 i2" of the lists of @entity asked for since the last call. Returns: (transfer full) */
char            *sy_provider_pages    (SyProvider *self, FacEntity entity);
/** sy_provider_most_at_once: lists on their way at once, at most so far. */
guint            sy_provider_most_at_once (SyProvider *self);
/** sy_provider_last_from: date_from of the last list of invoices that had one. */
gint64           sy_provider_last_from (SyProvider *self);
/** sy_provider_files: how many sealed XML it has answered. */
guint            sy_provider_files    (SyProvider *self);
/** sy_provider_set_unsealed: XML whose seal is not right. */
void             sy_provider_set_unsealed (SyProvider *self, gboolean unsealed);
/** sy_provider_set_pdf: what each PDF is from now on; (nullable): NULL: as the service in memory makes them. */
void             sy_provider_set_pdf    (SyProvider *self, GBytes *pdf);
/** sy_provider_set_months: from now on it has ZIPs of months: ready after @polls questions, without the first @lacking
 * documents, and of @cut bytes (0: all) only. */
void             sy_provider_set_months (SyProvider *self, guint polls, guint lacking, gsize cut);
/** sy_provider_said: what was asked for of files: "ask 2026-9 poll zip file pdf ". */
const char      *sy_provider_said       (SyProvider *self);
/** sy_provider_set_careless: from now on its lists leave the external_id that was asked for out of account. */
void             sy_provider_set_careless (SyProvider *self);
/** sy_provider_substitution: the UUID that the last cancellation named. Returns: (transfer none) (nullable) */
const char      *sy_provider_substitution (SyProvider *self);
/** sy_provider_hold_list: the answer to the next list is made at once and kept until sy_provider_release_list(). */
void             sy_provider_hold_list (SyProvider *self);
/** sy_provider_holds: whether such an answer is kept. */
gboolean         sy_provider_holds     (SyProvider *self);
void             sy_provider_release_list (SyProvider *self);

G_END_DECLS
