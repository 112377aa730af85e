/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"

G_BEGIN_DECLS

/** fac_document_order_base: the smallest key of the millisecond of @time (microseconds UTC); keys sort newest last. */
gint64 fac_document_order_base (gint64 time);

/** fac_document_order_choose: a free key for @time, 0 when that is −1 (nowhere). @key: (out) */
gboolean fac_document_order_choose (FacDb *db, gint64 time, gint64 *key, GError **error);
/** fac_document_order_add: lets @words find a new document at the @key chosen for it; 0 is nowhere. */
gboolean fac_document_order_add (FacDb *db, gint64 key, const char *words, GError **error);

/**
 * fac_document_order_place: moves a document in the index of words; the caller writes its sort_key and words.
 * @old_key: where it stands now, 0 nowhere, with the @old words; @time: where it belongs, −1 nowhere
 * @words: of the index from now on; @key: (out): its new key, 0 nowhere
 */
gboolean fac_document_order_place (FacDb *db, gint64 old_key, const char *old, gint64 time, const char *words,
                                   gint64 *key, GError **error);

G_END_DECLS
