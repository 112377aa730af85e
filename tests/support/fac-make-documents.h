/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FAC_MADE_NEWEST: the date of the newest made document, microseconds UTC (2026-11-15 18:00). */
#define FAC_MADE_NEWEST G_GINT64_CONSTANT (1794765600000000)

/**
 * fac_make_documents: fills the (new) data folder of one organization with @n invoices of the last four years, @n / 20 customers
 * and @n / 10 products, always the same for the same @n and @seed: mostly stamped, some drafts, refused and cancelled ones,
 * one to five lines each. Blocks. Nothing waits in the queue and no XML is owed.
 */
gboolean fac_make_documents (const char *folder, guint n, guint64 seed, GError **error);
/** fac_made_word: a word of the made texts, for searches. Returns: (transfer none) */
const char *fac_made_word (guint64 random);

G_END_DECLS
