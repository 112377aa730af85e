/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FacTypedSearch: what is searched while it is typed, and what Enter waits for. An entry tells what was typed a little
 * after the last key, and what is found comes later still: Enter is about what was typed, not about what is shown.
 * A field of whoever searches: it begins with zeros and ends with fac_typed_search_clear().
 */
typedef struct
{
  char         *asked;    /* the words whose results are shown or awaited; NULL: none */
  gboolean      answered; /* they are shown */
  int           wanted;   /* what Enter does once they are; 0: nothing */
  GCancellable *cancellable;
} FacTypedSearch;

/** fac_typed_search_is_asked: whether the results of @text are shown or awaited. */
gboolean      fac_typed_search_is_asked (const FacTypedSearch *self, const char *text);
/** fac_typed_search_begin: @text (%NULL: none) is searched from now on; what Enter wanted of other words is forgotten,
 * and their search cancelled. Returns: (transfer none): for the new one */
GCancellable *fac_typed_search_begin    (FacTypedSearch *self, const char *text);
/** fac_typed_search_answer: the results are shown now. Returns: what Enter wants done with them, 0 for nothing */
int           fac_typed_search_answer   (FacTypedSearch *self);
/** fac_typed_search_enter: Enter asks for @what, which is not 0. Returns: %TRUE when nothing is awaited: it is to be
 * done now; else fac_typed_search_answer() will return it */
gboolean      fac_typed_search_enter    (FacTypedSearch *self, int what);
/** fac_typed_search_clear: nothing is searched any more. */
void          fac_typed_search_clear    (FacTypedSearch *self);

G_END_DECLS
