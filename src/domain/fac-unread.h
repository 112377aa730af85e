/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Text that a person typed into a field and that is no value of it ("12.5.1" for a price). It is kept beside the
 * values, so that nothing typed is lost, as a list: field, text, field, text … or %NULL.
 */

/** fac_unread_put: @text is what @field holds now; %NULL when it holds a value again. Returns: whether that is new */
gboolean    fac_unread_put  (char ***unread, const char *field, const char *text);
/** fac_unread_get: Returns: (nullable) what was typed into @field */
const char *fac_unread_get  (char *const *unread, const char *field);
/** fac_unread_find: the first field that begins with @prefix. Returns: (nullable) its name */
const char *fac_unread_find (char *const *unread, const char *prefix);
/** fac_unread_drop: forgets every field that begins with @prefix */
void        fac_unread_drop (char ***unread, const char *prefix);
/** fac_unread_equal: whether both hold the same texts, in whatever order. */
gboolean    fac_unread_equal (char *const *a, char *const *b);

G_END_DECLS
