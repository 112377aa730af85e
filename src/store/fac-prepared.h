/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FacPrepared: what the documents of a page need before they are written and no database is needed for: the words of
 * the search index and the packed body. It is made on threads of its own, so that the writer does not wait for it while
 * other pages are before this one.
 */
typedef struct _FacPrepared FacPrepared;

/** FacPreparedItem: of one item; both %NULL when it is no document. */
typedef struct
{
  char   *words;
  GBytes *packed;
} FacPreparedItem;

/** fac_prepared_new: begins. @items: (element-type FacPulled): kept until the end */
FacPrepared           *fac_prepared_new  (GPtrArray *items);
/** fac_prepared_wait: Returns: (transfer none): as many as there are items; waits until they are there. */
const FacPreparedItem *fac_prepared_wait (FacPrepared *self);
/** fac_prepared_end: lets go of @self and of the items, on another thread: a page takes a while. */
void                   fac_prepared_end  (FacPrepared *self);

G_END_DECLS
